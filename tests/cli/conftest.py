"""The coder that hears codes by name, in place of the real one."""

import sys

import pytest

from tests import spoken_command
from tests.cli.transcripts import Answering


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands of this test hear exactly the codes whose names are typed."""
    if "scoring.coder" in sys.modules:
        monkeypatch.setitem(sys.modules, "scoring.coder", sys.modules["scoring.coder"])
    else:
        monkeypatch.setitem(sys.modules, "scoring.coder", None)  # type: ignore[arg-type]
    spoken_command.deaf_to_all_but_names()


@pytest.fixture
def hearing(monkeypatch: pytest.MonkeyPatch) -> Answering:
    """Transcripts are coded by a coder that hears codes by name, and keeps what it was asked."""
    from mi_trainer.cli import jobs

    coder = Answering()
    monkeypatch.setattr(jobs, "_coder", lambda: coder)
    return coder
