"""The scenarios at hand: those that ship, and those in a supervisor's own folder."""

from collections.abc import Iterator
from pathlib import Path

from mi_trainer.scenario.findings import did_you_mean
from mi_trainer.scenario.reader import Reading, read

_PACKAGE = Path(__file__).resolve().parent.parent


class NoSuchScenario(LookupError):
    """No scenario has that id and no file that path."""


class Unplayable(ValueError):
    """The scenario has errors; ``reading`` says which."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        super().__init__("\n".join(str(finding) for finding in reading.errors))


def shipped() -> Path:
    """The folder of scenarios that come with the program: in the wheel, or beside the sources."""
    beside = _PACKAGE.parent / "scenarios"
    return beside if beside.is_dir() else _PACKAGE / "shipped"


def files(*folders: Path) -> Iterator[Path]:
    """Scenario files of the folders, sorted by name; tests beside them are left out."""
    for folder in folders:
        if folder.is_dir():
            yield from sorted(p for p in folder.glob("*.yaml") if not p.name.endswith(".tests.yaml"))


def library(*own: Path) -> list[Reading]:
    """Every scenario that ships and every one in the folders given, broken ones included."""
    return [read(file) for file in files(shipped(), *own)]


def find(name: str, *own: Path) -> Reading:
    """The playable scenario with that id, or at that path.

    Raises:
        NoSuchScenario: nothing has that id or path; the message offers the nearest ids.
        Unplayable: it has errors.
    """
    path = Path(name)
    if path.suffix in {".yaml", ".yml"} or path.is_file():
        if not path.is_file():
            raise NoSuchScenario(f"There is no file {name}.")
        reading = read(path)
    else:
        known = {file.stem: file for file in files(shipped(), *own)}
        if name not in known:
            raise NoSuchScenario(f"There is no scenario '{name}'. {did_you_mean(name, known)}")
        reading = read(known[name])
    if reading.scenario is None:
        raise Unplayable(reading)
    return reading
