"""The scenarios at hand: those that ship, and those in a supervisor's own folder."""

from collections.abc import Iterable
from pathlib import Path

from mi_trainer.scenario.files import TESTS
from mi_trainer.scenario.files import files as files
from mi_trainer.scenario.files import shipped as shipped
from mi_trainer.scenario.findings import did_you_mean
from mi_trainer.scenario.model import Scenario
from mi_trainer.scenario.reader import Reading, read


class NoSuchScenario(LookupError):
    """No scenario has that id and no file that path."""


class Unplayable(ValueError):
    """The scenario has errors; ``reading`` says which."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        super().__init__("\n".join(str(finding) for finding in reading.errors))


def unknown(name: str, known: Iterable[str]) -> str:
    """What to say where no scenario is called that: which file here is, or the nearest ids."""
    here = Path(f"{name}.yaml")
    if not here.suffixes[:-1] and here.is_file():
        return f"There is no scenario '{name}' among the patients at hand. Its file is here: write {here}."
    return f"There is no scenario '{name}'. {did_you_mean(name, known)}"


def of_tests(file: Path) -> str:
    """What to say where a scenario is asked for, and a file of tests given; empty if it is none."""
    if not file.name.endswith(TESTS):
        return ""
    patient = file.with_name(file.name.removesuffix(TESTS) + ".yaml")
    return f"{file} is a file of tests: mi-trainer test {file} runs them. The patient they are for is {patient}."


def library(*own: Path) -> list[Reading]:
    """Every scenario that ships and every one in the folders given, broken ones included."""
    return [read(file) for file in files(shipped(), *own)]


def as_played(name: str, digest: str, script: str, *own: Path) -> Scenario | None:
    """The scenario that a session was played with: from the text kept with it, whatever has become of its file.

    Sessions of older records have no text; theirs is the scenario with that id, if it is still the same. None if
    there is none, or if this version can no longer play it.
    """
    if script:
        return read(Path(f"{name}.yaml"), script).scenario
    try:
        reading = find(name, *own)
    except (NoSuchScenario, Unplayable, OSError):
        return None
    return reading.scenario if not digest or reading.digest == digest else None


def find(name: str, *own: Path) -> Reading:
    """The playable scenario with that id, or at that path.

    Raises:
        NoSuchScenario: nothing has that id or path; the message offers the nearest ids.
        Unplayable: it has errors.
    """
    path = Path(name)
    if tests := of_tests(path):
        raise NoSuchScenario(tests)
    if path.suffix in {".yaml", ".yml"} or path.is_file():
        if not path.is_file():
            raise NoSuchScenario(f"There is no file {name}.")
        reading = read(path)
    else:
        known = {file.stem: file for file in files(shipped(), *own)}
        if name not in known:
            raise NoSuchScenario(unknown(name, known))
        reading = read(known[name])
    if reading.scenario is None:
        raise Unplayable(reading)
    return reading
