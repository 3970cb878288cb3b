"""A patient as the home screen and the brief show it: plain values, kept beside the records.

A card is made once from a scenario that was read whole, and made anew when the file, or the program that reads it,
has changed. So the patients stand on the screen without a scenario being read. Where no card has been made yet, the
patients are shown as a glance at the top of their files has them, until the files have been read.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import mi_trainer.scenario
import scoring
from mi_trainer.cache import keep, recalled

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


def remembered(files: Iterable[Path], cache: Path) -> list[Card] | None:
    """The card of each file, if none has changed since its card was made and put into the cache; else None."""
    files, kept = list(files), _kept(files, cache)
    return [kept[file] for file in files] if all(file in kept for file in files) else None


def at_a_glance(files: Iterable[Path], cache: Path) -> tuple[list[Card], bool]:
    """What can be said of the patients at once, and whether that is all there is to say.

    A file that has changed since its card was made is only glanced at; one in which that shows nothing is left out.
    """
    files, kept = list(files), _kept(files, cache)
    found = [kept.get(file) or _glimpsed(file) for file in files]
    return [each for each in found if each is not None], all(file in kept for file in files)


def kept_cards(files: Iterable[Path], make: Callable[[Path], Card], cache: Path) -> list[Card]:
    """A card for each file: from the cache where nothing has changed, else made and put there.

    A cache that cannot be read or written is done without.
    """
    files = list(files)
    stamps = {file: _stamp(file) for file in files}
    kept = _kept(files, cache)
    found = [kept.get(file) or make(file) for file in files]
    if any(file not in kept for file in files):
        keep(cache, {"program": _stamp(*_readers()), "cards": {
            str(card.file): {"stamp": stamps[card.file], "card": _to_json(card)} for card in found
        }})  # fmt: skip
    return found


def _kept(files: Iterable[Path], cache: Path) -> dict[Path, Card]:
    """The cards in the cache whose files have not changed, if the program that made them has not either."""
    content = recalled(cache)
    known = content.get("cards") if content.get("program") == _stamp(*_readers()) else None
    if not isinstance(known, dict):
        return {}
    found = {}
    for file in files:
        entry = known.get(str(file))
        if entry and entry.get("stamp") == _stamp(file) and (card := _from_json(file, entry["card"])):
            found[file] = card
    return found


_TOLD = ("id", "title", "topic", "difficulty", "practises", "people", "brief", "content_notes", "target", "time",
         "provenance")  # fmt: skip
"""The parts of a scenario that a card is made of: a few screenfuls, however long the file is."""

_PART = re.compile(r"^(\w+):.*\n(?:(?!\w+:).*\n)*", re.MULTILINE)


def _glimpsed(file: Path) -> Card | None:
    """A card from the parts of a file that tell of the patient, unchecked; None if they do not look as they should."""
    from mi_trainer.scenario import yaml_text
    from scoring.codes import label

    try:
        text = file.read_text("utf-8-sig") if file.stat().st_size <= yaml_text.MAX_BYTES else ""
    except (OSError, ValueError):
        return None
    document = yaml_text.load(file, "".join(part[0] for part in _PART.finditer(text + "\n") if part[1] in _TOLD))
    try:
        told: Any = document.value
        by = told["provenance"]
        return Card(
            file, str(told["id"]), str(told["title"]), str(told["topic"]), int(told["difficulty"]),
            tuple(label(str(name)) for name in told["practises"]),
            tuple((str(person["name"]), str(person["about"])) for person in told["people"].values()),
            str(told["brief"]).strip(), tuple(str(note) for note in told.get("content_notes", ())), str(told["target"]),
            int(told["time"]["turns"]), str(by["author"]),
            f"{by['reviewed_by']}, {by['reviewed_on']}" if by["reviewed_by"] else "", str(by["jurisdiction"]),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


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
