"""A patient as the home screen and the brief show it: read once, plain values, no scenario behind it."""

from dataclasses import dataclass
from pathlib import Path

from mi_trainer.scenario.reader import Reading
from scoring.codes import label

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


def card(reading: Reading) -> Card:
    """A read scenario as a card."""
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
