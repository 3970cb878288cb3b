"""What can be wrong with a scenario: a finding's code, where it is, what it means and how to mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """How bad a finding is: an error keeps the scenario from being played."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True, order=True)
class Place:
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
        fix = f"\n    {self.hint}" if self.hint else ""
        return f"{where}: {self.severity} {self.code}: {self.message}{fix}"


def nearest(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known names most like a misspelt one, best first."""
    return get_close_matches(name, sorted(set(known)), n=most, cutoff=0.5)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint that offers the nearest right names, or lists a few when none is near."""
    known = sorted(set(known))
    close = nearest(name, known)
    if close:
        return "Did you mean " + " or ".join(close) + "?"
    return "Known here: " + ", ".join(known[:12]) + (", ..." if len(known) > 12 else "") if known else ""
