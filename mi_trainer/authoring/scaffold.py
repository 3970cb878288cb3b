"""A scenario begun: a small patient that plays and passes its tests, written to be rewritten."""

import re
from pathlib import Path

from mi_trainer.authoring.accepting import written
from mi_trainer.authoring.content import beside
from mi_trainer.plain_text import one_line
from mi_trainer.scenario.checks.clinical import naloxone
from mi_trainer.scenario.checks.subject import Subject
from mi_trainer.scenario.reader import read

TOPIC = "drinking"
"""What the new patient is about unless the author says."""

NALOXONE = """

  Whoever stops an opioid for some days and then starts again may overdose on what used to be an ordinary amount.
  Naloxone belongs in the house, and somebody there who knows how it is used."""
"""What every trainee should take home where tolerance may fall (`scenario/checks/clinical.py` says where)."""

_TEMPLATES = Path(__file__).parent / "templates"
_ID = re.compile(r"[a-z][a-z0-9-]{0,59}", re.ASCII)


class CannotBegin(Exception):
    """No file can be written there under that name; the message says what to do."""


def write(name: str, topic: str, couple: bool, folder: Path) -> tuple[Path, Path]:
    """Write a scenario and its tests into a folder; where they are.

    Raises:
        CannotBegin: the name cannot be an id, something of that name exists, or the folder cannot be written.
    """
    name = name.removesuffix(".yaml")
    if not _ID.fullmatch(name):
        raise CannotBegin(
            f"'{name}' cannot be an id: use small letters, digits and hyphens, a letter first, such as first-visit."
        )
    scenario = folder / f"{name}.yaml"
    tests = beside(scenario)
    for file in (scenario, tests):
        if file.exists():
            raise CannotBegin(f"{file} is there already. Choose another name, or another --folder.")
    kind = "two" if couple else "one"
    about = one_line(topic)[:100] or TOPIC
    try:
        folder.mkdir(parents=True, exist_ok=True)
        begun = _filled((_TEMPLATES / f"{kind}.yaml").read_text("utf-8"), name, about)
        scenario.write_text(_with_what_it_must_say(scenario, begun), "utf-8")
        tests.write_text(_filled((_TEMPLATES / f"{kind}.tests.yaml").read_text("utf-8"), name, about), "utf-8")
    except OSError as problem:
        raise CannotBegin(f"{problem.filename or folder} could not be written: {problem.strerror}.") from problem
    return scenario, tests


def _with_what_it_must_say(file: Path, text: str) -> str:
    """The scenario, with a word about naloxone in its debrief if its topic asks for one."""
    plain, full = text.replace("__NALOXONE__", ""), text.replace("__NALOXONE__", NALOXONE)
    reading = read(file, plain)
    return full if reading.scenario and any(naloxone(Subject.of(reading))) else plain


def _filled(text: str, name: str, topic: str) -> str:
    plain = written(topic) == topic
    text = text.replace("__ID__", name)
    text = text.replace("topic: __TOPIC__", f"topic: {written(topic)}")
    target = f"do something about {topic}"
    return text.replace("do something about __TOPIC__", target if plain else written(target))
