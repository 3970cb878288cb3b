"""The program in a real pseudo-terminal: real bytes in, real escape codes out."""

import re
import sys
import time
from pathlib import Path

import pytest

from mi_trainer.records.store import Store
from tests.conftest import DATA

pexpect = pytest.importorskip("pexpect")

RUN = """
from pathlib import Path
from mi_trainer.tui.app import TrainerApp
from mi_trainer.tui.services import Services
from tests.doubles import Spoken
TrainerApp(Services(load_coder=Spoken, files=lambda: [Path({file!r})]), seed=1).run()
"""


class Terminal:
    """A trainer in a pseudo-terminal of 80 by 24."""

    def __init__(self, home: Path) -> None:
        self.child = pexpect.spawn(
            sys.executable, ["-c", RUN.format(file=str(DATA / "small.yaml"))], dimensions=(24, 80), timeout=30,
            cwd=str(DATA.parent.parent), encoding="utf-8", codec_errors="replace",
        )  # fmt: skip

    def expect(self, words: str) -> str:
        """Wait until words are written, whatever colours stand between them; all that came is returned."""
        came, until = "", time.monotonic() + 30
        while words not in re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", came):
            assert time.monotonic() < until, f"{words!r} never came; last: {came[-500:]!r}"
            came += self.child.read_nonblocking(65536, timeout=30)
        return came

    def send(self, text: str) -> None:
        """Send bytes as a terminal does."""
        self.child.send(text)


@pytest.fixture
def terminal(home):
    opened = []

    def open_one():
        opened.append(Terminal(home))
        return opened[-1]

    yield open_one
    for each in opened:
        each.child.close(force=True)


def test_a_session_in_a_real_terminal(terminal, home):
    trainer = terminal()
    trainer.expect("Ten minutes before the bus")
    trainer.send("\r")
    trainer.expect("Start, coached")
    trainer.send("\r")
    trainer.expect("Send")
    trainer.send("double_sided_reflection\nheart\r")
    trainer.expect("turn 1")
    trainer.send("\x1b[200~affirm [b]pasted[/b]\nparagraph\x1b[201~\r")
    trainer.expect("turn 2")
    trainer.send("\x1b[200~affirm \x1b[31mred\x1b[0m\x07\x1b[201~\r")
    trainer.expect("turn 3")
    trainer.send("planning\r")
    trainer.expect("Press enter for the debrief")
    trainer.send("\r")
    trainer.expect("Lee left with a step of their own")
    trainer.send("5")
    trainer.expect("affirm [b]pasted[/b]")
    trainer.send("\x11")
    trainer.child.expect(pexpect.EOF)
    kept = Store()
    said = [exchange.trainee for exchange in kept.get("last").exchanges]
    assert said[1] == "double_sided_reflection\nheart"
    assert said[2] == "affirm [b]pasted[/b]\nparagraph"
    assert not {"\x1b", "\x07"} & set(said[3])
    assert said[4] == "planning"


def test_what_was_said_survives_the_terminal(terminal, home):
    trainer = terminal()
    trainer.expect("Ten minutes before the bus")
    trainer.send("\r")
    trainer.expect("Start, coached")
    trainer.send("\r")
    trainer.expect("Send")
    trainer.send("affirm first\r")
    trainer.expect("turn 1")
    trainer.send("half a th")
    trainer.expect("half a th")
    trainer.child.kill(9)
    trainer.child.wait()
    again = terminal()
    again.expect("Go on with")
    again.send("\x1b[H")
    again.send("\r")
    again.expect("affirm first")
    again.send("\x1b")
    again.expect("Unfinished".upper())
