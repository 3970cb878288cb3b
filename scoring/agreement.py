"""How far two or more codings agree: person against program, person against person.

Intervals are bootstrap percentiles over the items coded, seeded, so that the same codings always give the same
numbers. Where a measure is undefined (nobody varied) it is None, never a made-up 0 or 1.
"""

import math
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.intervals import Interval, percentiles, resampled


@dataclass(frozen=True, slots=True)
class Agreement:
    """A measure of agreement: its value, None where undefined, over ``n`` items, with its interval."""

    value: float | None
    n: int
    interval: Interval | None = None


_Labels = Sequence[Hashable]
_Array = NDArray[np.float64]
_Statistic = Callable[[_Array], _Array]
"""From column sums over items, one row for each draw, to one number for each draw."""


def _measured(rows: _Array, statistic: _Statistic) -> Agreement:
    with np.errstate(divide="ignore", invalid="ignore"):
        value = float(statistic(rows.sum(axis=0, keepdims=True))[0])
        interval = percentiles(statistic(resampled(rows)))
    return Agreement(value, len(rows), interval) if math.isfinite(value) else Agreement(None, len(rows))


def _same_items(*codings: _Labels) -> None:
    if len({len(coding) for coding in codings}) > 1:
        raise ValueError("the codings are not of the same items: " + ", ".join(str(len(c)) for c in codings))


def _one_hot(coding: _Labels, labels: Sequence[Hashable]) -> _Array:
    column = {label: n for n, label in enumerate(labels)}
    table = np.zeros((len(coding), len(labels)))
    table[np.arange(len(coding)), [column[label] for label in coding]] = 1
    return table


def _pair(a: _Labels, b: _Labels) -> tuple[_Array, int]:
    """For each item the label of either coding and the label both gave, as three blocks of 0 and 1."""
    labels = list(dict.fromkeys((*a, *b)))
    first, second = _one_hot(a, labels), _one_hot(b, labels)
    return np.hstack((first, second, first * second)), len(labels)


def kappa(a: _Labels, b: _Labels) -> Agreement:
    """Cohen's kappa (1960) of two codings, each one label an item: ``(p_o - p_e) / (1 - p_e)``.

    Undefined where both used one and the same label throughout. Where one of them did, it is 0 whatever is drawn:
    that is no certainty, and there is no interval.

    Raises:
        ValueError: the codings are not equally long.
    """
    _same_items(a, b)
    if not a:
        return Agreement(None, 0)
    rows, k = _pair(a, b)
    n = len(rows)

    def statistic(sums: _Array) -> _Array:
        observed = sums[:, 2 * k :].sum(axis=1) / n
        expected = (sums[:, :k] * sums[:, k : 2 * k]).sum(axis=1) / n**2
        return np.where(expected < 1, (observed - expected) / (1 - expected), np.nan)

    found = _measured(rows, statistic)
    return found if len(set(a)) > 1 and len(set(b)) > 1 else replace(found, interval=None)


def macro_f1(truth: _Labels, given: _Labels) -> Agreement:
    """The mean over labels of each one's F1; ``truth`` and ``given`` may be exchanged.

    Labels are those that either coding used.

    Raises:
        ValueError: the codings are not equally long.
    """
    _same_items(truth, given)
    if not truth:
        return Agreement(None, 0)
    rows, k = _pair(truth, given)

    def statistic(sums: _Array) -> _Array:
        used = sums[:, :k] + sums[:, k : 2 * k]
        scores = np.where(used > 0, 2 * sums[:, 2 * k :] / np.maximum(used, 1), 0)
        return np.asarray(scores.sum(axis=1) / (used > 0).sum(axis=1), float)

    return _measured(rows, statistic)


def f1(truth: Sequence[bool], given: Sequence[bool]) -> Agreement:
    """F1 of one code's presence; undefined where neither coding has it.

    Raises:
        ValueError: the codings are not equally long.
    """
    _same_items(truth, given)
    if not truth:
        return Agreement(None, 0)
    first, second = np.asarray(truth, float), np.asarray(given, float)
    rows = np.column_stack((first, second, first * second))
    return _measured(rows, lambda sums: np.asarray(2 * sums[:, 2] / (sums[:, 0] + sums[:, 1]), float))


def fleiss_kappa(ratings: Sequence[_Labels]) -> Agreement:
    """Fleiss' kappa (1971) of several coders: one sequence of labels an item, equally many each.

    Raises:
        ValueError: the items have different numbers of labels, or fewer than two.
    """
    if not ratings:
        return Agreement(None, 0)
    coders = {len(item) for item in ratings}
    if len(coders) != 1 or coders < {2}:
        raise ValueError("every item needs the same number of labels, two or more")
    (m,) = coders
    labels = list(dict.fromkeys(label for item in ratings for label in item))
    given = np.array([_one_hot(item, labels).sum(axis=0) for item in ratings])
    rows = np.column_stack((given, (given**2).sum(axis=1)))
    n = len(rows)

    def statistic(sums: _Array) -> _Array:
        agreed = (sums[:, -1] / n - m) / (m * (m - 1))
        expected = ((sums[:, :-1] / (n * m)) ** 2).sum(axis=1)
        return np.where(expected < 1, (agreed - expected) / (1 - expected), np.nan)

    return _measured(rows, statistic)


def icc_agreement(scores: ArrayLike) -> Agreement:
    """ICC(2,1): absolute agreement of single raters drawn at random (Shrout and Fleiss 1979).

    ``scores`` has a row for each target (a session, say) and a column for each rater. It falls when one rater is
    higher throughout.

    Raises:
        ValueError: there are fewer than two raters, or the rows are not equally long.
    """
    return _icc(scores, absolute=True)


def icc_consistency(scores: ArrayLike) -> Agreement:
    """ICC(3,1): consistency of these very raters (Shrout and Fleiss 1979); a constant difference costs nothing.

    Raises:
        ValueError: there are fewer than two raters, or the rows are not equally long.
    """
    return _icc(scores, absolute=False)


def _icc(scores: ArrayLike, *, absolute: bool) -> Agreement:
    table = np.asarray(scores, float)
    if table.ndim != 2 or table.shape[1] < 2:
        raise ValueError("scores need a row for each target and a column for each of two or more raters")
    n, k = table.shape
    if n < 2:
        return Agreement(None, n)
    table = table - table.mean()
    rows = np.column_stack((table, table.sum(axis=1) ** 2, (table**2).sum(axis=1)))

    def statistic(sums: _Array) -> _Array:
        raters, total = sums[:, :k], sums[:, :k].sum(axis=1)
        centre = total**2 / (n * k)
        of_targets = sums[:, k] / k - centre
        of_raters = (raters**2).sum(axis=1) / n - centre
        of_error = sums[:, k + 1] - centre - of_targets - of_raters
        targets, rater = of_targets / (n - 1), of_raters / (k - 1)
        error = of_error / ((n - 1) * (k - 1))
        below = targets + (k - 1) * error + (k * (rater - error) / n if absolute else 0)
        return np.where(below > 1e-12, (targets - error) / below, np.nan)

    return _measured(rows, statistic)
