"""A report's building stones, the same for every format: headings, paragraphs, lists, speech, tables, figures.

Texts in them are raw: each format escapes for itself.
"""

from dataclasses import dataclass
from enum import StrEnum

from mi_trainer.debrief.values import Point, Segment


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is the report's title. ``anchor`` is what a link can lead to."""

    level: int
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. ``lead`` is a word or two before it that say what it is: "Another way"."""

    text: str
    lead: str = ""
    loud: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short texts, each with its lead."""

    items: tuple[Para, ...]


@dataclass(frozen=True, slots=True)
class Speech:
    """One person's words; a stage direction is nobody's. ``note`` is what to know of them: the codes, or the talk."""

    who: str
    segments: tuple[Segment, ...]
    note: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A turn of the transcript: who said what, under one number."""

    turn: int
    speeches: tuple[Speech, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their heads; the first cell of a row names it. ``kept`` holds detail that a page folds
    away and plain text, which says the same in the transcript, leaves out."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kept: bool = False


class Plot(StrEnum):
    """Which of the two figures."""

    LANGUAGE = "language"
    DISPOSITION = "disposition"


@dataclass(frozen=True, slots=True)
class Figure:
    """A plot, and what it shows in words, which stands for it where nothing can be drawn."""

    plot: Plot
    title: str
    described: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Two continuations side by side; where there is no room, one after the other."""

    left: str
    right: str
    left_blocks: "tuple[Block, ...]"
    right_blocks: "tuple[Block, ...]"


Block = Heading | Para | Bullets | Speech | Exchanged | Table | Figure | Columns
