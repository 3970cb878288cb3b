"""How often the coder is right, as measured on typed volleys: for whoever shows what it counted.

A ratio is no better than the classifier under it, so a report prints these beside its counts. The figures are written
by ``python -m scoring.training.typed_score --split held_out --keep`` and stand nowhere else in the program.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).parent / "model" / "typed.json"


@dataclass(frozen=True, slots=True)
class Accuracy:
    """One code's figures: of the turns that the coder gave it to, and of those that had it, the share it got right.

    ``right`` (precision) and ``heard`` (recall) are shares, 0 to 1; ``n`` is how many of the turns had the code.
    """

    right: float
    heard: float
    n: int

    @property
    def shown(self) -> str:
        """Both shares in tenths, which is as fine as they are: ``right 7 times in 10, hears 8 of 10``."""
        return f"right {_tenths(self.right)} times in 10, hears {_tenths(self.heard)} of 10"


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured: with which coder, on how many typed volleys of situations it had not seen, and each code."""

    coder: str
    volleys: int
    codes: dict[str, Accuracy]


@lru_cache(maxsize=1)
def measured() -> Measured:
    """The figures of the shipped coder; no codes where the file of figures is missing."""
    try:
        kept = json.loads(_FILE.read_text("utf-8"))
    except (OSError, ValueError):
        return Measured("", 0, {})
    codes = {name: Accuracy(it["precision"], it["recall"], it["n"]) for name, it in kept["codes"].items()}
    return Measured(kept["coder"], kept["volleys"], codes)


def _tenths(share: float) -> int:
    return round(share * 10)
