"""A patient as the home screen and the brief show it: plain values, kept beside the records.

A card is made once from a scenario that was read whole, and made anew when the file, or the program that reads it,
has changed. So the patients stand on the screen without a scenario being read.
"""

import json
import os
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import mi_trainer.scenario
import scoring

if TYPE_CHECKING:
    from mi_trainer.scenario.reader import Reading

DIFFICULTY = {1: "gentle", 2: "fair", 3: "demanding", 4: "hard", 5: "very hard"}
"""Difficulty in words, from 1 to 5."""


@dataclass(frozen=True, slots=True)
class Card:
    """What can be said of a patient before the door opens.

    ``findings`` are the problems of a file that cannot be played, first one first; empty for one that can.
    """

    file: Path
    id: str
    title: str
    topic: str = ""
    difficulty: int = 0
    practises: tuple[str, ...] = ()
    people: tuple[tuple[str, str], ...] = ()
    brief: str = ""
    content_notes: tuple[str, ...] = ()
    target: str = ""
    turns: int = 0
    author: str = ""
    reviewed: str = ""
    jurisdiction: str = ""
    findings: tuple[str, ...] = ()

    @property
    def playable(self) -> bool:
        """Whether a session can be had with this patient."""
        return not self.findings

    @property
    def names(self) -> str:
        """Who is in the room."""
        return " and ".join(name for name, _ in self.people)


def card(reading: "Reading") -> Card:
    """A read scenario as a card."""
    from scoring.codes import label

    scenario = reading.scenario
    if scenario is None:
        said = tuple(
            f"line {f.place.line}, column {f.place.column}: {f.message}" + (f"\n{f.hint}" if f.hint else "")
            for f in reading.errors
        )
        return Card(reading.file, reading.file.stem, reading.file.name, findings=said or ("It cannot be read.",))
    by = scenario.provenance
    return Card(
        reading.file, scenario.id, scenario.title, scenario.topic, scenario.difficulty,
        tuple(label(name) for name in scenario.practises),
        tuple((person.name, person.about) for person in scenario.people.values()),
        scenario.brief, scenario.content_notes, scenario.target, scenario.time.turns, by.author,
        f"{by.reviewed_by}, {by.reviewed_on}" if by.reviewed_by else "", by.jurisdiction,
    )  # fmt: skip


def kept_cards(files: Iterable[Path], make: Callable[[Path], Card], cache: Path) -> list[Card]:
    """A card for each file: from the cache where nothing has changed, else made and put there.

    A cache that cannot be read or written is done without.
    """
    files = list(files)
    program = _stamp(*_readers())
    try:
        known = json.loads(cache.read_text("utf-8"))
        known = known["cards"] if known["program"] == program else {}
    except (OSError, ValueError, KeyError, TypeError):
        known = {}
    stamps = {str(file): _stamp(file) for file in files}
    found, new = [], False
    for file in files:
        entry = known.get(str(file))
        kept = _from_json(file, entry["card"]) if entry and entry.get("stamp") == stamps[str(file)] else None
        new = new or kept is None
        found.append(kept or make(file))
    if new:
        _keep(cache, {"program": program, "cards": {
            str(card.file): {"stamp": stamps[str(card.file)], "card": _to_json(card)} for card in found
        }})  # fmt: skip
    return found


def _readers() -> list[Path]:
    """The sources that decide what a card says: a change in any of them makes every card anew."""
    folders = [Path(each) for module in (mi_trainer.scenario, scoring) for each in module.__path__]
    return [Path(__file__), *(file for folder in folders for file in sorted(folder.glob("*.py")))]


def _stamp(*files: Path) -> list[int]:
    stamp = []
    for file in files:
        try:
            found = file.stat()
            stamp += [found.st_mtime_ns, found.st_size]
        except OSError:
            stamp += [0, 0]
    return stamp


def _to_json(card: Card) -> dict[str, object]:
    return {name: value for name, value in asdict(card).items() if name != "file"}


def _from_json(file: Path, kept: dict[str, object]) -> Card | None:
    try:
        values = {name: _frozen(value) for name, value in kept.items()}
        return Card(file=file, **values)  # type: ignore[arg-type]
    except (TypeError, AttributeError):
        return None


def _frozen(value: object) -> object:
    return tuple(_frozen(each) for each in value) if isinstance(value, list) else value


def _keep(cache: Path, content: dict[str, object]) -> None:
    try:
        cache.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = cache.with_suffix(f".{os.getpid()}")
        beside.write_text(json.dumps(content), "utf-8")
        beside.chmod(0o600)
        beside.replace(cache)
    except OSError:
        pass
