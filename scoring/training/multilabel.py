"""Named features as a matrix, and folds that keep a situation together."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def vocabulary(found: Sequence[dict[str, float]], least: int) -> list[str]:
    """The features found in at least `least` volleys, in a fixed order."""
    counts = Counter(name for values in found for name in values)
    return sorted(name for name, count in counts.items() if count >= least)


def matrix(found: Sequence[dict[str, float]], names: Sequence[str]) -> NDArray[np.float32]:
    """Volleys by features."""
    index = {name: n for n, name in enumerate(names)}
    out = np.zeros((len(found), len(names)), np.float32)
    for row, values in enumerate(found):
        for name, value in values.items():
            column = index.get(name)
            if column is not None:
                out[row, column] = value
    return out


def folds(groups: Sequence[str], count: int) -> NDArray[np.int64]:
    """A fold for every row, whole groups together, the folds about equally large."""
    sizes = Counter(groups)
    load = [0] * count
    of: dict[str, int] = {}
    for group, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        fold = load.index(min(load))
        of[group] = fold
        load[fold] += size
    return np.array([of[group] for group in groups])
