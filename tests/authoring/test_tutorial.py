"""The tutorial is true: its files are written and its commands run, in order, in an empty folder."""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from mi_trainer.cli.commands import main
from mi_trainer.scenario.model import Outcome, When
from mi_trainer.scenario.reference import reference
from scoring.codes import ClientTalk, TalkKind, hearable

PAGE = Path(__file__).resolve().parents[2] / "docs" / "authoring.md"
BLOCK = re.compile(r"^```(\S+)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass
class Command:
    words: list[str]
    typed: list[str]
    told: list[str]


def commands(block: str) -> list[Command]:
    """What is typed at the shell, what is typed into the program, and what should be read, in order."""
    found: list[Command] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append(Command(shlex.split(line[2:]), [], []))
        elif line.startswith("> "):
            found[-1].typed.append(line[2:])
        elif line.strip():
            found[-1].told.append(line.strip())
    return found


def run(command: Command) -> None:
    assert command.words[0] == "mi-trainer"
    done = CliRunner().invoke(main, command.words[1:], input="".join(f"{line}\n" for line in command.typed))
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    at = 0
    for told in command.told:
        there = done.output.find(told, at)
        assert there >= 0, f"{command.words}: {told!r} is not in\n{done.output}"
        at = there + len(told)
    if not any("error" in told for told in command.told):
        assert done.exit_code == 0, f"{command.words}: {done.output}"


def test_every_listing_of_the_tutorial_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    wanted, ran = "", 0
    for kind, info, block in BLOCK.findall(PAGE.read_text("utf-8")):
        name, _, how = info.strip().partition(" ")
        if kind == "console":
            for command in commands(block) if name != "no-run" else ():
                run(command)
                ran += 1
            continue
        assert kind == "yaml"
        file = tmp_path / name
        match how:
            case "":
                file.write_text(block, "utf-8")
            case "end":
                file.write_text(file.read_text("utf-8") + block, "utf-8")
            case "find":
                wanted = block
                assert file.read_text("utf-8").count(wanted) == 1
            case "put":
                file.write_text(file.read_text("utf-8").replace(wanted, block), "utf-8")
            case _:
                pytest.fail(f"a listing is marked {info!r}")
    assert ran >= 8


def test_every_name_at_a_glance_is_as_declared() -> None:
    page, there = PAGE.read_text("utf-8"), reference()
    assert page.endswith(there), "end docs/authoring.md with what python -m mi_trainer.scenario.reference prints"
    told = set(re.findall(r"^- `(\w+)`", there, re.MULTILINE))
    assert {*(name for name in hearable() if "." not in name), *ClientTalk, *TalkKind, *Outcome} <= told
    assert set(When.model_fields) <= told
