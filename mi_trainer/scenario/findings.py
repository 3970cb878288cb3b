"""What can be wrong with a scenario: a finding's code, where it is, what it means and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from textwrap import indent
from typing import NamedTuple


class Severity(StrEnum):
    """How bad a finding is.

    An error keeps the scenario, or a part of it, from being played; a warning is heard by trainees; advice is for
    the author to weigh.
    """

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Place(NamedTuple):
    """A line and a column of a file, both from 1."""

    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, in an author's words, and what would mend it."""

    code: str
    severity: Severity
    file: Path
    place: Place
    message: str
    hint: str = ""

    def __str__(self) -> str:
        where = f"{self.file}:{self.place.line}:{self.place.column}"
        fix = indent(f"\n{self.hint}", "    ") if self.hint else ""
        return f"{where}: {self.severity} {self.code}: {self.message}{fix}"


_MANY = 60


def nearest(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known names most like a misspelt one, best first."""
    name, names = name[:80], sorted(set(known))
    if len(names) > _MANY:
        pairs = _pairs(name)
        names = sorted(names, key=lambda other: (-len(pairs & _pairs(other)), other))[:_MANY]
    return get_close_matches(name, names, n=most, cutoff=0.5)


def _pairs(name: str) -> set[str]:
    return {name[n : n + 2] for n in range(len(name) - 1)}


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint that offers the nearest right names, or lists a few when none is near."""
    known = sorted(set(known))
    close = nearest(name, known)
    if close:
        return "Did you mean " + " or ".join(close) + "?"
    return "Known here: " + ", ".join(known[:12]) + (", ..." if len(known) > 12 else "") if known else ""
