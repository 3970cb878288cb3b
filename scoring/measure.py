"""One number of a session: what it rests on, how sure it is, and how it is said."""

from dataclasses import dataclass
from enum import StrEnum

from scoring.intervals import Interval

TOO_FEW = "too few turns"
"""What is said of a value that rests on too little for an interval, and so for a grade."""


class Unit(StrEnum):
    """What a measure's value is: a share from 0 to 1, a ratio from 0 up, a count, or a score from 1 to 5."""

    SHARE = "share"
    RATIO = "ratio"
    COUNT = "count"
    SCORE = "score"


class Grade(StrEnum):
    """Where a value stands against MITI's expert thresholds."""

    GOOD = "good"
    FAIR = "fair"
    BELOW = "below fair"


@dataclass(frozen=True, slots=True)
class Measure:
    """One number, what it rests on, and how sure it is.

    ``value`` is None where there is nothing to divide by, ``interval`` where there are too few turns; ``note`` then
    says why. ``count`` of ``n`` are the cases behind it, ``of`` what those are.
    """

    key: str
    label: str
    unit: Unit
    value: float | None
    count: int
    n: int
    of: str
    interval: Interval | None = None
    fair: float | None = None
    good: float | None = None
    note: str = ""

    @property
    def grade(self) -> Grade | None:
        """Where the value stands; None without a value, a threshold or turns enough for an interval."""
        if self.value is None or self.fair is None or self.good is None or self.interval is None:
            return None
        if self.value >= self.good:
            return Grade.GOOD
        return Grade.FAIR if self.value >= self.fair else Grade.BELOW

    @property
    def shown(self) -> str:
        """The value in words: ``60%``, ``1.5 to 1``, ``4``, ``3.4 of 5``, or why there is none."""
        return self.note or "no value" if self.value is None else self.in_unit(self.value)

    @property
    def basis(self) -> str:
        """What the value rests on, in words: ``6 of 10 reflections``; nothing where there are no cases."""
        what, _, which = self.of.partition(" ")
        of = f"{what.removesuffix('s') if self.n == 1 else what} {which}".strip()
        match self.unit:
            case _ if not self.n:
                return ""
            case Unit.SHARE:
                return f"{self.count} of {self.n} {of}"
            case Unit.RATIO:
                return f"{self.count} to {self.n}"
            case Unit.COUNT:
                return f"in {self.n} {of}"
            case Unit.SCORE:
                return f"from {self.n} {of}"

    @property
    def interval_shown(self) -> str:
        """The interval in words: ``between 45% and 75%`` or ``too few turns``; nothing where there is no value.

        Turns that are all alike (5 of 5) tell nothing of how far others would vary, and that is said instead.
        """
        if self.interval is None:
            return "" if self.value is None else TOO_FEW
        low, high = self.in_unit(self.interval.low), self.in_unit(self.interval.high)
        return f"between {low} and {high}" if low != high else "all alike"

    def in_unit(self, value: float) -> str:
        """A value of this measure's unit in words."""
        match self.unit:
            case Unit.SHARE:
                return f"{value:.0%}"
            case Unit.RATIO:
                return f"{value:.1f}:1"
            case Unit.SCORE:
                return f"{value:.1f}"
            case Unit.COUNT:
                return f"{value:g}"
