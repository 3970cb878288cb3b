"""When something fails that nobody foresaw: plain words, a saved conversation, details in a private file."""

import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from mi_trainer.practice.session import NotKept, Nowhere, Session
from mi_trainer.records.store import Store
from mi_trainer.trouble import STATUS, told
from mi_trainer.tui import NO_TERMINAL
from tests.conftest import DATA
from tests.doubles import Spoken
from tests.tui.conftest import press, say, settled

pexpect = pytest.importorskip("pexpect")

FAILING = """
from pathlib import Path
from mi_trainer import tui
from mi_trainer.tui.app import TrainerApp
from mi_trainer.tui.screens.practice import PracticeScreen
from mi_trainer.tui.services import Services
from tests.doubles import Spoken

def fails(self):
    secret = "what the trainee typed"
    raise ValueError("[bold]no[/] \\x1b[31mhint")

async def late(self):
    fails(self)

PracticeScreen.action_hint = fails
PracticeScreen._end = lambda self: self.run_worker(late(self))
tui.opened(TrainerApp(Services(load_coder=Spoken, files=lambda: [Path({file!r})]), seed=1))
"""


@pytest.mark.parametrize("keys", ["\x1bOQ", "\x1b[17~"], ids=["in a key's action", "in a worker"])
def test_an_unexpected_error_is_told_in_plain_words(home: Path, keys: str) -> None:
    child = pexpect.spawn(
        sys.executable, ["-c", FAILING.format(file=str(DATA / "small.yaml"))], dimensions=(24, 80), timeout=30,
        cwd=str(DATA.parent.parent), encoding="utf-8", codec_errors="replace",
    )  # fmt: skip
    child.expect("Lee")
    child.send("\r")
    child.expect("Start, coached")
    child.send("\r")
    child.expect("They said come|Go on then")
    child.send("affirm one\r")
    child.expect("turn 1")
    child.send(keys)
    if keys != "\x1bOQ":
        child.expect("Go on talking")
        child.send("\x1b[B\r")
    child.expect("MI Trainer had to stop")
    child.expect(pexpect.EOF)
    child.close()
    after = "MI Trainer had to stop" + child.before
    assert child.exitstatus == STATUS
    words = " ".join(after.split())
    assert "it met something it did not expect (ValueError: [bold]no[/] ␛[31mhint)" in words
    assert "Your conversation with Lee is saved with its first turn." in words
    assert "To go on with it: start mi-trainer; it stands first, under Unfinished." in words
    assert f"The details were written to {home / 'trouble.log'}" in words
    assert "Traceback" not in after
    assert "\x1b[31m" not in after
    log = home / "trouble.log"
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert re.search(r"Textual \d.*\n(?s:.*)ValueError", log.read_text("utf-8"))
    assert "what the trainee typed" not in log.read_text("utf-8")
    assert [e.trainee for e in Store().get("last").exchanges] == ["", "affirm one"]


def test_without_a_terminal_it_is_said_what_works_there(home: Path) -> None:
    code = "from mi_trainer.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=50, check=False,
        cwd=DATA.parent.parent,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (NO_TERMINAL, "")
    assert "talk line by line: mi-trainer practice ID --plain" in done.stderr
    assert "\x1b" not in done.stderr


class Lost(Nowhere):
    def add(self, session, exchange):
        raise NotKept("The disk is full.")


def test_a_conversation_that_was_only_in_memory_is_put_somewhere(small, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    session = Session.begin(small, Spoken(), keeper=Lost(), seed=1)
    session.respond("affirm [this]")
    words = told(RuntimeError("oh"), tmp_path / "home", session)
    assert "could not be saved: The disk is full." in words
    (rescued,) = tmp_path.glob("mi-session-*.md")
    assert str(rescued) in words
    assert "affirm" in rescued.read_text("utf-8")
    assert stat.S_IMODE(rescued.stat().st_mode) == 0o600


def test_where_nothing_can_be_written_that_is_said(tmp_path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    try:
        raise RuntimeError
    except RuntimeError as problem:
        words = told(problem, tmp_path / "file")
    assert "could not be written" in words
    assert "It was at test_trouble.py, line" in words


async def test_the_first_error_is_the_one_that_is_told(opened, monkeypatch) -> None:
    app = opened()

    async def failing() -> None:
        async with app.run_test() as pilot:
            await settled(pilot)
            await press(pilot, "enter", "enter")
            await say(pilot, "affirm")
            monkeypatch.setattr(type(app.screen), "action_hint", lambda self: 1 / 0)
            await pilot.press("f2")

    with pytest.raises(ZeroDivisionError):
        await failing()
    assert "ZeroDivisionError" in app.trouble
    assert app.return_code == 1
