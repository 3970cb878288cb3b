"""Turning out-of-fold logits into calibrated probabilities and decisions."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.metrics import f1_score

from scoring.training.annomi import Turn
from scoring.training.linear import COLUMNS, soft

Array = NDArray[np.float64]
HEADS = ("family", "open", "complex", "client")
FAVOURS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)


@dataclass(frozen=True, slots=True)
class Calibration:
    """A temperature and a shift for each head, and what a decision on client talk adds for the rare kinds."""

    temperature: Array
    shift: Array
    favour: Array

    def scaled(self, logits: NDArray) -> Array:
        """Calibrated logits of every column."""
        return logits / np.repeat(self.temperature, [4, 1, 1, 3]) + self.shift


def softmax(logits: Array) -> Array:
    """Each row as probabilities."""
    powers = np.exp(logits - logits.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


def fit(logits: NDArray, turns: Sequence[Turn]) -> Calibration:
    """Fit on logits of turns that their models had not seen; labels are the agreed ones."""
    temperature, shift = np.ones(4), np.zeros(9)
    for n, head in enumerate(HEADS):
        rows, shares = soft(turns, head)
        said = logits[rows][:, COLUMNS[head]].astype(float)
        pair = shares.shape[1] == 2
        if pair:
            said = np.hstack([np.zeros_like(said), said])
        size = said.shape[1]

        def cost(point: Array, said: Array = said, shares: Array = shares, size: int = size) -> float:
            moved = said * np.exp(point[0]) + np.concatenate([[0.0], point[1:]])
            top = moved.max(1, keepdims=True)
            logs = moved - top - np.log(np.exp(moved - top).sum(1, keepdims=True))
            return float(-(shares * logs).sum(1).mean())

        best = minimize(cost, np.zeros(size), method="BFGS").x
        temperature[n] = np.exp(-best[0])
        shift[COLUMNS[head]] = best[1:] if pair else np.concatenate([[0.0], best[1:]])
    return Calibration(temperature, shift, _favour(logits, turns, Calibration(temperature, shift, np.zeros(3))))


def _favour(logits: NDArray, turns: Sequence[Turn], so_far: Calibration) -> Array:
    """How far the decision on talk leans to the rare kinds: the strength with the best macro-F1, averaged with its
    neighbours so that no lucky spike is chosen."""
    rows = [n for n, turn in enumerate(turns) if not turn.clinician]
    gold = [turns[n].gold for n in rows]
    said = so_far.scaled(logits[rows])[:, COLUMNS["client"]]
    lean = -np.log(np.bincount(gold, minlength=3) / len(gold))
    lean -= lean.mean()
    scores = [f1_score(gold, (said + much * lean).argmax(1), average="macro") for much in FAVOURS]
    smooth = [np.mean(scores[max(0, n - 1) : n + 2]) for n in range(len(scores))]
    return FAVOURS[int(np.argmax(smooth))] * lean
