"""When a command fails in a way that nobody foresaw: plain words, a status of its own, details in a private file."""

import io
import json
import sys
from pathlib import Path

import pytest

from mi_trainer import debrief
from mi_trainer.cli import INTERRUPTED, main
from mi_trainer.records.store import Store
from mi_trainer.trouble import STATUS
from scoring.coder import Coder
from tests.conftest import DATA
from tests.doubles import Spoken

SMALL = str(DATA / "small.yaml")


class Stumbling(Spoken):
    def code(self, text, context):
        if "boom" in text:
            raise ZeroDivisionError("[bold]\x1b[31mboom")
        return super().code(text, context)


@pytest.fixture
def command(monkeypatch, capsys):
    """Run the program as a user does, with these words and this input: its status, output and errors."""
    monkeypatch.setattr(Coder, "load", Stumbling)

    def run(*words: str, said: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["mi-trainer", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(said.encode())))
        with pytest.raises(SystemExit) as left:
            main()
        return left.value.code, *capsys.readouterr()

    return run


@pytest.mark.parametrize("form", ["--plain", "--json"])
def test_a_conversation_that_breaks_off_is_saved_and_can_go_on(command, home: Path, form: str) -> None:
    status, out, err = command("practice", SMALL, form, said="affirm one\nboom\naffirm two\n")
    assert status == STATUS
    assert "MI Trainer had to stop" in err
    assert "(ZeroDivisionError: [bold]␛[31mboom)" in err
    assert "Your conversation with Lee is saved with its first turn." in err
    assert f"To go on with it: mi-trainer practice {SMALL} --plain --resume" in err
    assert f"The details were written to {home / 'trouble.log'}" in err
    assert "Traceback" not in out + err
    assert "\x1b" not in out + err
    assert "in code" in (home / "trouble.log").read_text("utf-8")
    if form == "--json":
        assert [json.loads(line)["turn"] for line in out.splitlines()] == [0, 1]
    status, out, _ = command("practice", SMALL, "--plain", "--resume", said="affirm two\n")
    assert status == 0
    assert "You go on after turn 1." in out
    assert [e.trainee for e in Store().get("last").exchanges] == ["", "affirm one", "affirm two"]


def test_a_summary_that_fails_loses_no_conversation(command, monkeypatch) -> None:
    monkeypatch.setattr(debrief, "debrief_of", lambda *_: 1 / 0)
    status, _, err = command("practice", SMALL, "--plain", said="affirm one\n/end\n")
    assert status == STATUS
    assert "is saved with its first turn. Its debrief: mi-trainer report" in err


def test_any_command_tells_in_the_same_words(command, monkeypatch, home: Path) -> None:
    monkeypatch.setattr(Store, "sessions", lambda *_, **__: {}["gone"])
    status, out, err = command("sessions")
    assert (status, out) == (STATUS, "")
    assert err.startswith("MI Trainer had to stop: it met something it did not expect (KeyError: 'gone').")
    assert str(home / "trouble.log") in err


def test_what_is_foreseen_stays_as_it_is(command) -> None:
    status, _, err = command("report", "nothing")
    assert status == 1
    assert err.startswith("Error: ")
    assert command("sessoins")[0] == 2
    assert command("--version")[0] == 0


def test_ctrl_c_while_the_program_opens_is_no_trouble(command, monkeypatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mi_trainer.tui.run", interrupted)
    assert command() == (INTERRUPTED, "", "")
