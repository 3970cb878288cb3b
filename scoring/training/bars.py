"""The probability from which a label is given, chosen on scores of what was not fitted on."""

import numpy as np
from numpy.typing import NDArray

PRECISE = 0.9  # precision that a mark's bar is set for: on other situations it comes out a little lower

Chances = NDArray[np.floating]
Labels = NDArray[np.bool_]
Counts = NDArray[np.floating]  # of every volley, how much it counts


def best_f1(chance: Chances, given: Labels, counts: Counts) -> float:
    """The bar with the best F1, smoothed so that no lucky spike is chosen."""
    options = np.arange(0.2, 0.72, 0.02)
    f1 = [
        2 * (counts @ ((chance >= bar) & given)) / max(counts @ (chance >= bar) + counts @ given, 1) for bar in options
    ]
    smooth = np.convolve(np.pad(f1, 2, mode="edge"), np.ones(5) / 5, "valid")
    return float(np.clip(options[int(smooth.argmax())], 0.25, 0.6))


def precise(chance: Chances, given: Labels, settled: Labels, counts: Counts) -> float:
    """The lowest bar whose precision is `PRECISE`, of all that gets the label: by the bar, or `settled` without it."""
    for bar in np.arange(0.4, 0.9, 0.02):
        said = settled | (chance >= bar)
        if (counts @ (said & given) + 0.5) / (counts @ said + 0.8) >= PRECISE:
            return float(bar)
    return 0.8
