"""Joining the two models' out-of-fold logits into calibrated probabilities and decisions."""

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
SIZES = (4, 1, 1, 3)
EVEN = ("open", "complex")  # heads whose two answers are weighed alike, as macro-F1 weighs them
FAVOURS = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
PULL = 0.002  # towards plain averaging of the models


@dataclass(frozen=True, slots=True)
class Calibration:
    """How much each model counts for each head, a shift, and what a decision adds for the rare classes."""

    mix: Array  # one row a model, one column a head
    shift: Array
    favour: Array

    def scaled(self, *models: NDArray) -> Array:
        """Calibrated logits of every column."""
        weights = np.repeat(self.mix, SIZES, axis=1)
        return sum(logits * weight for logits, weight in zip(models, weights, strict=True)) + self.shift


def softmax(logits: Array) -> Array:
    """Each row as probabilities."""
    powers = np.exp(logits - logits.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


def fit(models: Sequence[NDArray], turns: Sequence[Turn]) -> Calibration:
    """Fit on logits of turns that the models had not seen."""
    mix, shift = np.ones((len(models), 4)), np.zeros(9)
    for n, head in enumerate(HEADS):
        rows, shares = soft(turns, head)
        said = [logits[rows][:, COLUMNS[head]].astype(float) for logits in models]
        pair = shares.shape[1] == 2
        if pair:
            said = [np.hstack([np.zeros_like(one), one]) for one in said]
        weight = np.ones(len(rows))
        if head in EVEN:
            weight = (shares * (0.5 / shares.mean(0))).sum(1)
        best = _joined(said, shares, weight)
        mix[:, n] = best[: len(models)]
        shift[COLUMNS[head]] = best[len(models) :] if pair else [0.0, *best[len(models) :]]
    found = Calibration(mix, shift, np.zeros(9))
    favour = np.zeros(9)
    for head in ("family", "client"):
        favour[COLUMNS[head]] = _favour(models, turns, found, head)
    return Calibration(mix, shift, favour)


def _joined(said: list[Array], shares: Array, weight: Array) -> Array:
    def cost(point: Array) -> float:
        moved = sum(one * much for one, much in zip(said, point, strict=False)) + np.array([0.0, *point[len(said) :]])
        top = moved.max(1, keepdims=True)
        logs = moved - top - np.log(np.exp(moved - top).sum(1, keepdims=True))
        pull = PULL * float(((point[: len(said)] - start) ** 2).sum())
        return float(-(weight * (shares * logs).sum(1)).mean()) + pull

    start = 1 / len(said)
    return minimize(cost, np.array([start] * len(said) + [0.0] * (shares.shape[1] - 1)), method="BFGS").x


def _favour(models: Sequence[NDArray], turns: Sequence[Turn], so_far: Calibration, head: str) -> Array:
    rows = [n for n, turn in enumerate(turns) if turn.clinician == (head == "family")]
    said = so_far.scaled(*(logits[rows] for logits in models))[:, COLUMNS[head]]
    return lean([turns[n].gold for n in rows], said)


def lean(gold: Sequence[int], said: Array) -> Array:
    """How far a decision leans to the rare classes: what is added to the logits `said` of turns labelled `gold`.

    The strength with the best macro-F1, averaged with its neighbours so that no lucky spike is chosen.
    """
    rare = -np.log(np.bincount(gold, minlength=said.shape[1]) / len(gold))
    rare -= rare.mean()
    scores = [f1_score(gold, (said + much * rare).argmax(1), average="macro") for much in FAVOURS]
    smooth = [np.mean(scores[max(0, n - 1) : n + 2]) for n in range(len(scores))]
    return FAVOURS[int(np.argmax(smooth))] * rare
