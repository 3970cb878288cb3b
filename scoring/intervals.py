"""Bootstrap intervals: how far a number would wander had other turns of the same kind been said."""

from collections.abc import Callable
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


def resampled(items: int, draws: int = DRAWS, seed: int = SEED) -> NDArray[np.float64]:
    """How often each of ``items`` is drawn, with replacement, in each draw: ``draws`` rows that sum to ``items``.

    Raises:
        ValueError: there is nothing to draw from.
    """
    if items < 1:
        raise ValueError("there is nothing to draw from")
    return np.random.default_rng(seed).multinomial(items, np.full(items, 1 / items), size=draws).astype(float)


def percentiles(values: NDArray[np.float64]) -> Interval | None:
    """The interval of the draws that gave a number; None if fewer than half of them did."""
    finite = values[np.isfinite(values)]
    if not len(values) or len(finite) * 2 < len(values):
        return None
    tail = (1 - COVERAGE) / 2
    low, high = np.quantile(finite, (tail, 1 - tail))
    return Interval(float(low), float(high))


def bootstrap(
    items: int, statistic: Callable[[NDArray[np.int64]], float], draws: int = 500, seed: int = SEED
) -> Interval | None:
    """The interval of any statistic of item numbers, drawn with replacement.

    ``statistic`` is called with the numbers of the items drawn, repeats included, and may return NaN for a draw
    in which it is undefined.

    Raises:
        ValueError: there is nothing to draw from.
    """
    if items < 1:
        raise ValueError("there is nothing to draw from")
    chance = np.random.default_rng(seed)
    values = [statistic(chance.integers(0, items, items)) for _ in range(draws)]
    return percentiles(np.asarray(values, float))
