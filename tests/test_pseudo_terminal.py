"""The installed command in a real terminal, line by line: what a person with a screen reader hears."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from mi_trainer.records.store import Store
from tests.conftest import DATA

COMMAND = Path(sys.executable).parent / "mi-trainer"
SMALL = str(DATA / "small.yaml")
Talk = Callable[..., pexpect.spawn]


@pytest.fixture
def talk() -> Iterator[Talk]:
    """Start a flat session in a terminal of its own; it is closed afterwards."""
    opened: list[pexpect.spawn] = []

    def start(*options: str, patient: str = SMALL, **environment: str) -> pexpect.spawn:
        terminal = pexpect.spawn(
            str(COMMAND), ["practice", patient, "--plain", *options],
            env={**os.environ, **environment}, encoding="utf-8", timeout=40, dimensions=(24, 80),
        )  # fmt: skip
        opened.append(terminal)
        return terminal

    yield start
    for terminal in opened:
        terminal.close(force=True)


def left(terminal: pexpect.spawn) -> tuple[str, int | None]:
    """What is still written until the command ends, and its exit status."""
    terminal.expect(pexpect.EOF)
    rest = str(terminal.before)
    terminal.close()
    return rest, terminal.exitstatus


def test_a_session_in_a_terminal(talk: Talk) -> None:
    terminal = talk("--seed", "3")
    terminal.expect("Ten minutes before the bus\r\n")
    terminal.expect("\r\n\r\nLee: [^\r]+\r\nYou: ")
    opening = terminal.after
    terminal.sendline("It sounds like your heart scares you, and smoking is the one thing that is yours.")
    terminal.expect("Lee: [^\r]+\r\nHeard as: [^\r]+\r\n")
    terminal.expect("\r\nYou: ")
    terminal.sendline("")
    terminal.expect("\r\n(Lee looks|Lee turns|A long)[^\r]+\r\nYou: ")
    terminal.sendline("/undo")
    terminal.expect("Turn 1 is taken back. The last that was said:\r\nLee: [^\r]+\r\nYou: ")
    assert terminal.after.splitlines()[1] in opening
    terminal.sendline("żółw ♥ [b]not bold[/b]")
    terminal.expect("\r\nYou: ")
    terminal.sendline("/end")
    rest, status = left(terminal)
    assert status == 0
    assert "You ended it early" in rest
    kept = Store().get("last")
    assert [e.trainee for e in kept.exchanges] == ["", "żółw ♥ [b]not bold[/b]"]
    assert f"mi-trainer report {kept.start.id}" in rest


def test_no_escape_code_is_ever_written(talk: Talk, tmp_path: Path) -> None:
    terminal = talk("--explain")
    with (tmp_path / "seen").open("w", encoding="utf-8") as seen:
        terminal.logfile_read = seen
        for line in ("hello", "/help", "/hint", "what matters most to you?", ""):
            terminal.expect("You: ")
            terminal.sendline(line)
        terminal.expect("You: ")
        terminal.sendeof()
        left(terminal)
    text = (tmp_path / "seen").read_text("utf-8")
    assert "Fired: " in text
    assert "\x1b" not in text


def test_ctrl_d_leaves_and_resuming_goes_on(talk: Talk) -> None:
    terminal = talk()
    terminal.expect("You: ")
    terminal.sendline("hello there")
    terminal.expect("\r\nYou: ")
    terminal.sendeof()
    rest, status = left(terminal)
    assert status == 0
    assert "Not finished. To go on: mi-trainer practice" in rest
    again = talk("--resume")
    again.expect("You go on after turn 1. The last that was said:\r\nYou: hello there\r\nLee: ")
    again.expect("\r\nYou: ")
    again.sendline("so tell me more")
    again.expect("\r\nYou: ")
    again.sendeof()
    assert left(again)[1] == 0
    assert [e.trainee for e in Store().get("last").exchanges] == ["", "hello there", "so tell me more"]


def test_ctrl_c_leaves_without_a_traceback_and_loses_nothing(talk: Talk) -> None:
    terminal = talk()
    terminal.expect("You: ")
    terminal.sendline("hello there")
    terminal.expect("\r\nYou: ")
    terminal.send("half a thou")
    terminal.sendintr()
    rest, status = left(terminal)
    assert status == 130
    assert "Traceback" not in rest
    assert "--plain --resume" in rest
    assert [e.trainee for e in Store().get("last").exchanges] == ["", "hello there"]


def test_a_terminal_that_knows_little_gets_lines_instead_of_screens() -> None:
    terminal = pexpect.spawn(
        str(COMMAND), ["practice", SMALL], env={**os.environ, "TERM": "dumb"}, encoding="utf-8", timeout=40
    )
    terminal.expect("\r\nYou: ")
    terminal.sendeof()
    assert left(terminal)[1] == 0


def test_a_terminal_without_unicode_gets_question_marks_and_no_crash(talk: Talk) -> None:
    terminal = talk(PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    terminal.expect("You: ")
    terminal.sendline("caf\u00e9 \u2665")
    terminal.expect("\r\nYou: ")
    terminal.sendeof()
    assert left(terminal)[1] == 0
    assert Store().get("last").exchanges[1].trainee == "caf\u00e9 \u2665"


def test_a_paste_that_the_terminal_cuts_short_is_not_cut_in_silence(talk: Talk) -> None:
    terminal = talk()
    terminal.expect("You: ")
    terminal.sendline("word " * 1000)
    terminal.expect("Your terminal hands over about 4,000 characters of one line and drops the rest.")
    terminal.expect("\r\nLee: ")
    terminal.expect("\r\nYou: ")
    terminal.sendline("short")
    terminal.expect("\r\nLee: ")
    terminal.expect("\r\nYou: ")
    terminal.sendintr()
    assert "drops the rest" not in left(terminal)[0]
