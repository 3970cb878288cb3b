"""Stage directions: what a person does is never put into their mouth."""

from html import unescape
from pathlib import Path

import pytest

from mi_trainer.debrief import debrief_of, render
from mi_trainer.scenario.directions import led, tells
from mi_trainer.scenario.reader import read
from tests.cli.lines import run
from tests.conftest import DATA
from tests.debrief.playing import play


@pytest.mark.parametrize(
    ("says", "told"),
    [
        ("Dana looks at the floor for a while.", True),
        ('"Is that it?" says Dana, to the door.', True),
        ('The door shuts. "It\'s quieter," says Dana. "All right?"', True),
        ('Dana zips her jacket up. "Go ahead," she says.', True),
        ("My sister says Dana never listens.", False),
        ('"Dana looks tired," they tell me.', False),
        ("Dana, that's me.", False),
        ("I came. Dana comes when she says she comes.", False),
        ("", False),
    ],
)
def test_what_tells_about_somebody_and_what_they_say(says: str, told: bool) -> None:
    assert tells("Dana", says) is told
    assert led("Dana", says) == (says if told else f"Dana: {says}")


def test_a_name_is_only_ever_text() -> None:
    assert not tells("(.*)+", "aaaaaaaaaaaaaaaaaaaaaaaa")
    assert tells("D[b]", "D[b] waits.")


@pytest.fixture
def seen(tmp_path: Path) -> Path:
    """The small patient, who opens without a word."""
    file = tmp_path / "small.yaml"
    text = (DATA / "small.yaml").read_text("utf-8").replace("They said come, so I came.", "Lee looks at the door.")
    file.write_text(text.replace("Go on then.", "'Well,' says Lee.").replace("'Well,'", r"\"Well,\""), "utf-8")
    return file


def test_flat_mode_tells_and_does_not_say(seen: Path) -> None:
    said = run("practice", str(seen), "--plain", "--seed", "1", typed="\n/end\n").output.splitlines()
    assert {"Lee looks at the door.", '"Well," says Lee.'} & set(said)
    assert not any(line.startswith(("Lee: Lee", 'Lee: "Well')) for line in said)


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_no_format_puts_it_into_a_mouth(seen: Path, form: str) -> None:
    scenario = read(seen).scenario
    assert scenario is not None
    session = play(scenario, ["affirm"], seed=1)
    made = render(debrief_of(scenario, session.start, session.exchanges, session.outcome), form)
    opening = session.exchanges[0].reply[0].says
    plain = unescape(made).replace("\\", "")
    assert opening in plain
    for mouth in ("Lee: ", "Lee:** ", 'Lee:</span> <span class="said">'):
        assert mouth + opening not in plain
