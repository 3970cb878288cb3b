"""How far two or more codings agree: person against program, person against person.

Intervals are bootstrap percentiles over the items coded, seeded, so that the same codings always give the same
numbers. Where a measure is undefined (nobody varied) it is None, never a made-up 0 or 1.
"""

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from scoring.intervals import Interval, bootstrap


@dataclass(frozen=True, slots=True)
class Agreement:
    """A measure of agreement: its value, None where undefined, over ``n`` items, with its interval."""

    value: float | None
    n: int
    interval: Interval | None = None


_Labels = Sequence[Hashable]


def _numbered(*codings: _Labels) -> tuple[list[NDArray[np.int64]], int]:
    """Codings of the same items as numbers from 0, and how many labels there are."""
    lengths = {len(coding) for coding in codings}
    if len(lengths) != 1:
        raise ValueError("the codings are not of the same items: " + ", ".join(str(len(c)) for c in codings))
    labels = {label: n for n, label in enumerate(dict.fromkeys(label for c in codings for label in c))}
    return [np.array([labels[label] for label in coding], np.int64) for coding in codings], len(labels)


def _undefined(value: float) -> float | None:
    return None if math.isnan(value) else value


def kappa(a: _Labels, b: _Labels) -> Agreement:
    """Cohen's kappa (1960) of two codings, each one label an item: ``(p_o - p_e) / (1 - p_e)``.

    Undefined where both used one and the same label throughout.

    Raises:
        ValueError: the codings are not equally long.
    """
    (first, second), labels = _numbered(a, b)
    if not len(first):
        return Agreement(None, 0)

    def statistic(items: NDArray[np.int64]) -> float:
        return _kappa(first[items], second[items], labels)

    value = statistic(np.arange(len(first)))
    return Agreement(_undefined(value), len(first), bootstrap(len(first), statistic))


def _kappa(first: NDArray[np.int64], second: NDArray[np.int64], labels: int) -> float:
    n = len(first)
    observed = float((first == second).mean())
    shares = np.bincount(first, minlength=labels) / n, np.bincount(second, minlength=labels) / n
    expected = float(shares[0] @ shares[1])
    return (observed - expected) / (1 - expected) if expected < 1 else math.nan


def macro_f1(truth: _Labels, given: _Labels) -> Agreement:
    """The mean over labels of each one's F1; ``truth`` and ``given`` may be exchanged.

    Labels are those that either coding used.

    Raises:
        ValueError: the codings are not equally long.
    """
    (first, second), labels = _numbered(truth, given)
    if not len(first):
        return Agreement(None, 0)

    def statistic(items: NDArray[np.int64]) -> float:
        return _macro_f1(first[items], second[items], labels)

    return Agreement(statistic(np.arange(len(first))), len(first), bootstrap(len(first), statistic))


def _macro_f1(first: NDArray[np.int64], second: NDArray[np.int64], labels: int) -> float:
    hits = np.bincount(first[first == second], minlength=labels)
    used = np.bincount(first, minlength=labels) + np.bincount(second, minlength=labels)
    return float((2 * hits[used > 0] / used[used > 0]).mean())


def f1(truth: Sequence[bool], given: Sequence[bool]) -> Agreement:
    """F1 of one code's presence; undefined where neither coding has it.

    Raises:
        ValueError: the codings are not equally long.
    """
    if len(truth) != len(given):
        raise ValueError(f"the codings are not of the same items: {len(truth)}, {len(given)}")
    first, second = np.asarray(truth, bool), np.asarray(given, bool)
    if not len(first):
        return Agreement(None, 0)

    def statistic(items: NDArray[np.int64]) -> float:
        hits, used = int((first & second)[items].sum()), int(first[items].sum() + second[items].sum())
        return 2 * hits / used if used else math.nan

    value = statistic(np.arange(len(first)))
    return Agreement(_undefined(value), len(first), bootstrap(len(first), statistic))


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
    names = list(dict.fromkeys(label for item in ratings for label in item))
    table = np.array([[list(item).count(name) for name in names] for item in ratings], float)

    def statistic(items: NDArray[np.int64]) -> float:
        return _fleiss(table[items])

    value = statistic(np.arange(len(table)))
    return Agreement(_undefined(value), len(table), bootstrap(len(table), statistic))


def _fleiss(table: NDArray[np.float64]) -> float:
    coders = table[0].sum()
    agreed = float(((table**2).sum(axis=1) - coders).mean() / (coders * (coders - 1)))
    expected = float(((table.sum(axis=0) / table.sum()) ** 2).sum())
    return (agreed - expected) / (1 - expected) if expected < 1 else math.nan


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
    if len(table) < 2:
        return Agreement(None, len(table))

    def statistic(items: NDArray[np.int64]) -> float:
        return _icc_of(table[items], absolute)

    value = statistic(np.arange(len(table)))
    return Agreement(_undefined(value), len(table), bootstrap(len(table), statistic))


def _icc_of(table: NDArray[np.float64], absolute: bool) -> float:
    n, k = table.shape
    grand = table.mean()
    targets = k * ((table.mean(axis=1) - grand) ** 2).sum() / (n - 1)
    raters = n * ((table.mean(axis=0) - grand) ** 2).sum() / (k - 1)
    total = ((table - grand) ** 2).sum()
    error = (total - targets * (n - 1) - raters * (k - 1)) / ((n - 1) * (k - 1))
    below = targets + (k - 1) * error + (k * (raters - error) / n if absolute else 0)
    return float((targets - error) / below) if below > 0 else math.nan
