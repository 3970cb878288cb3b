"""What every test needs: its own home, no network, and a scenario that is small enough to hold in one's head."""

from pathlib import Path

import pytest

from mi_trainer.scenario.model import Scenario
from mi_trainer.scenario.reader import read
from tests.doubles import Spoken

DATA = Path(__file__).parent / "data"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, and a terminal that is the same everywhere."""
    place = tmp_path / "home"
    monkeypatch.setenv("MI_TRAINER_HOME", str(place))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    for name in ("NO_COLOR", "EDITOR", "VISUAL", "MI_TRAINER_RECORDS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return place


@pytest.fixture(scope="session")
def small() -> Scenario:
    """Lee, ten minutes before the bus: six states, three endings, a safety lane."""
    reading = read(DATA / "small.yaml")
    assert reading.scenario is not None, reading.findings
    return reading.scenario


@pytest.fixture
def coder() -> Spoken:
    """A coder that hears exactly the codes whose names are typed."""
    return Spoken()
