"""Bootstrap intervals: how far a number would wander had other turns of the same kind been said."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DRAWS = 2000
SEED = 42
COVERAGE = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """The middle 95% of the bootstrap draws (percentile method, Efron and Tibshirani 1993), in the measure's unit."""

    low: float
    high: float


def resampled(rows: NDArray[np.float64], draws: int = DRAWS, seed: int = SEED) -> NDArray[np.float64]:
    """Column sums of as many rows drawn with replacement: one row of sums for each of ``draws`` draws.

    Rows that are alike are drawn together, so that the cost grows with how much rows differ and not with how many
    there are.

    Raises:
        ValueError: there is nothing to draw from.
    """
    if not len(rows):
        raise ValueError("there is nothing to draw from")
    alike, counts = np.unique(rows, axis=0, return_counts=True)
    chance = np.random.default_rng(seed)
    times = chance.multinomial(len(rows), counts / len(rows), size=draws)
    return np.asarray(times @ alike, float)


def percentiles(values: NDArray[np.float64]) -> Interval | None:
    """The interval of the draws that gave a number; None if fewer than half of them did."""
    finite = values[np.isfinite(values)]
    if not len(values) or len(finite) * 2 < len(values):
        return None
    tail = (1 - COVERAGE) / 2
    low, high = np.quantile(finite, (tail, 1 - tail))
    return Interval(float(low), float(high))
