"""Probabilities from logits."""

import numpy as np
from numpy.typing import NDArray


def softmax(logits: NDArray[np.float32]) -> NDArray[np.float64]:
    """Probabilities of things of which one is true; they sum to 1."""
    powers: NDArray[np.float64] = np.exp(logits.astype(np.float64) - float(logits.max()))
    powers /= powers.sum()
    return powers


def sigmoid(logit: float) -> float:
    """The probability of one thing, 0 to 1."""
    return float(1 / (1 + np.exp(-float(logit))))
