"""Killed at any moment, fifty times: every turn that was answered is there, in order, and the talk goes on from it.

The command runs in processes of its own that a preloaded server forks, so that fifty starts take seconds; each is
killed with SIGKILL while turns stream into it.
"""

import multiprocessing
import os
import random
import signal
import sqlite3
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from threading import Thread

import pytest

from mi_trainer.records.keeping import NoSuchSession
from mi_trainer.records.store import Store
from tests.cli.lines import SMALL

KILLS = 50
_SERVER = multiprocessing.get_context("forkserver")
_SERVER.set_forkserver_preload(
    [
        "tests.doubles",
        "mi_trainer.cli.practice",
        "mi_trainer.cli.flat",
        "mi_trainer.records.store",
        "mi_trainer.debrief",
    ]
)


def _command(home: str, typed: str, read: str) -> None:
    """``mi-trainer practice ... --plain --resume`` with its input and output on two named pipes."""
    from tests.spoken_command import deaf_to_all_but_names

    os.environ["MI_TRAINER_HOME"] = home
    for fd, name, how in ((0, typed, os.O_RDONLY), (1, read, os.O_WRONLY)):
        os.dup2(os.open(name, how), fd)
    import sys

    sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
    deaf_to_all_but_names()
    from mi_trainer.cli.commands import main

    main(["practice", SMALL, "--plain", "--resume"], prog_name="mi-trainer")


class Killed:
    """One run of the command: turns stream in until it is killed; ``output`` is all that it had written by then."""

    def __init__(self, home: Path, pipes: Path, turns: list[str]) -> None:
        typed, read = pipes / "typed", pipes / "read"
        for pipe in (typed, read):
            pipe.unlink(missing_ok=True)
            os.mkfifo(pipe)
        self.process: ForkServerProcess = _SERVER.Process(target=_command, args=(str(home), str(typed), str(read)))
        self.process.start()
        self._turns, self.output = turns, ""
        self._typing = Thread(target=self._type, args=(typed,))
        self._typing.start()
        self._reading = open(read, encoding="utf-8")  # noqa: SIM115 - closed in kill

    def _type(self, typed: Path) -> None:
        try:
            with open(typed, "w", encoding="utf-8") as stream:
                stream.writelines(f"{turn}\n" for turn in self._turns)
        except BrokenPipeError:
            pass

    def until(self, answers: int) -> None:
        """Read until so many turns were answered, or it stops of itself."""
        while self.output.count("\nYou: ") < answers and (line := self._reading.readline()):
            self.output += line

    def kill(self, after: float) -> None:
        """Let it go on for a moment, in seconds, unwatched; then kill it and read what it had still written."""
        self.process.join(after)
        self.process.kill()
        self.process.join()
        self.output += self._reading.read()
        self._reading.close()
        self._typing.join()


def talk(output: str) -> str:
    """What was said, without a summary."""
    return output.partition("\nTEN MINUTES")[0]


@pytest.mark.timeout(180)  # fifty starts, on a machine that may be busy with other tests
def test_killed_fifty_times_nothing_that_was_answered_is_lost(home: Path, tmp_path: Path) -> None:
    chance = random.Random(20)
    store = Store()
    expected: dict[str, list[str]] = {}
    resumed = answered = 0
    for run in range(KILLS):
        turns = [f"{chance.choice(['ok', 'complex_reflection', 'question'])} {run}.{n}" for n in range(8)]
        command = Killed(home, tmp_path, turns)
        command.until(chance.randrange(4))
        command.kill(chance.random() * 0.04)
        assert command.process.exitcode in (-signal.SIGKILL, 0)
        said = talk(command.output)
        try:
            kept = store.get("last")
        except NoSuchSession:
            assert "You: " not in said
            continue
        before = expected.get(kept.start.id, [])
        texts = [exchange.trainee for exchange in kept.exchanges[1:]]
        went_on = "You go on after turn " in said
        if went_on:
            resumed += 1
            assert f"You go on after turn {len(before)}. " in said
            said = said.partition("The last that was said:\n")[2].partition("\n")[2]
        new = texts[len(before) :]
        assert texts[: len(before)] == before
        assert new == turns[: len(new)]
        shown = [line.removeprefix("You: ") for line in said.split("\n")[:-1] if line.startswith("You: ")]
        assert shown == turns[: len(shown)]
        assert len(new) >= len(shown)
        answered += len(shown)
        replies = [reply.says for e in kept.exchanges[len(before) + 1 :][: len(shown)] for reply in e.reply]
        assert all(f"Lee: {reply}\n" in said for reply in replies[:-1])
        expected[kept.start.id] = texts
    assert resumed > KILLS // 4
    assert answered > KILLS // 2
    for id_, texts in expected.items():
        assert [exchange.trainee for exchange in store.get(id_).exchanges[1:]] == texts
    store.close()
    with sqlite3.connect(home / "records.sqlite") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
