"""Transcripts given to `code` and `agreement`, as somebody at a shell does it, and a coder that hears codes by name."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from mi_trainer.cli.commands import main
from tests.doubles import Spoken

HEAD = "session,speaker,text\n"
TALK = HEAD + (
    "s1,client,hello there\n"
    's1,clinician,"open_question, affirm"\n'
    "s1,client,well\n"
    "s1,clinician,complex_reflection double_sided_reflection.change\n"
    "s2,therapist,confront\n"
    "s2,patient,no\n"
)


class Answering(Spoken):
    """Also tells what it was given as context."""

    seen: list[tuple[str, str, int, str]]
    aloud: list[bool]

    def __init__(self) -> None:
        self.seen, self.aloud = [], []

    def code(self, text, context=None):  # type: ignore[no-untyped-def]
        self.seen.append((text, context.patient, len(context.earlier), context.target))
        self.aloud.append(context.spoken)
        return super().code(text.replace(",", ""), context)


def run(*arguments: str, typed: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=typed)


def written(text: str, name: str = "talk.csv") -> str:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")
    return name


def objects(result: Result) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in result.stdout.splitlines()]
