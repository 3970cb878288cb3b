"""Fitting the linear model: one regression a head, on soft labels."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from scoring.features import BEFORE, BUCKETS, HAND, Features, features
from scoring.training.annomi import Turn

CUE_SCALE = 0.25
STRENGTH = {"family": 2.0, "open": 0.7, "complex": 0.2, "client": 1.0}  # of the data against the penalty
COLUMNS = {"family": slice(0, 4), "open": slice(4, 5), "complex": slice(5, 6), "client": slice(6, 9)}


@dataclass(frozen=True, slots=True)
class Matrix:
    """Turns as rows."""

    grams: sp.csr_matrix
    hand: NDArray[np.float32]


@dataclass(slots=True)
class Weights:
    """What `scoring.linear.Linear` loads, before quantising."""

    grams: NDArray[np.float32]
    hand: NDArray[np.float32]
    bias: NDArray[np.float32]

    def logits(self, matrix: Matrix) -> NDArray[np.float32]:
        """One logit for each row and column."""
        return np.asarray(matrix.grams @ self.grams + matrix.hand @ self.hand + self.bias, np.float32)


def matrix(turns: Sequence[Turn]) -> Matrix:
    """The features of every turn."""
    return stack([features(turn.text, turn.before, "" if turn.clinician else turn.target) for turn in turns])


def stack(read: Sequence[Features]) -> Matrix:
    """Features as one sparse and one dense block."""
    rows = np.repeat(np.arange(len(read)), [len(one.bucket) for one in read])
    grams = sp.csr_matrix(
        (np.concatenate([one.value for one in read]), (rows, np.concatenate([one.bucket for one in read]))),
        shape=(len(read), BUCKETS + BEFORE),
    )
    grams.sum_duplicates()
    return Matrix(grams, np.stack([one.hand for one in read]))


def soft(turns: Sequence[Turn], head: str) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Rows that teach a head, and the share of each of its classes; the agreed label is half the votes."""
    rows, shares = [], []
    for n, turn in enumerate(turns):
        if head in ("family", "client"):
            if turn.clinician == (head == "family"):
                agreed = np.eye(len(turn.shares))[turn.gold] if turn.gold >= 0 else np.array(turn.shares)
                rows.append(n)
                shares.append(0.5 * np.array(turn.shares) + 0.5 * agreed)
        elif (share := getattr(turn, head)) is not None:
            rows.append(n)
            shares.append(np.array([1 - share, share]))
    return np.array(rows), np.array(shares)


def fit(read: Matrix, turns: Sequence[Turn], rows: NDArray[np.int64], heads: Sequence[str]) -> Weights:
    """Weights of `heads`, learned from the turns numbered `rows`.

    Typed volleys teach it nothing: with them it hears less in transcripts, and on typed text others do better.
    """
    rows = np.array([n for n in rows if not turns[n].codes])
    found = Weights(np.zeros((BUCKETS + BEFORE, 9), np.float32), np.zeros((HAND, 9), np.float32), np.zeros(9, "f"))
    for head in heads:
        teach, shares = soft([turns[n] for n in rows], head)
        own = rows[teach]
        grams = read.grams[own]
        seen = np.asarray((grams > 0).sum(0)).ravel()
        kept = np.flatnonzero(seen)
        rare = np.log((1 + len(own)) / (1 + seen[kept])) / 4
        block = sp.hstack([grams[:, kept] @ sp.diags(rare), sp.csr_matrix(read.hand[own] * CUE_SCALE)]).tocsr()
        size = shares.shape[1]
        prior = shares.mean(0)
        favour = np.ones(size) if head == "family" else prior**-0.5 / (prior**0.5).sum()
        index, label = np.repeat(np.arange(len(own)), size), np.tile(np.arange(size), len(own))
        weight = (shares * favour).ravel()
        some = weight > 0
        model = LogisticRegression(C=STRENGTH[head], max_iter=300)
        model.fit(block[index[some]], label[some], sample_weight=weight[some])
        column = COLUMNS[head]
        found.grams[kept, column] = (model.coef_[:, : len(kept)] * rare).T
        found.hand[:, column] = model.coef_[:, len(kept) :].T * CUE_SCALE
        found.bias[column] = model.intercept_
    return found


def packed(weights: Weights) -> dict[str, NDArray]:
    """Weights as they ship: eight bits for each n-gram bucket."""
    scale = np.abs(weights.grams).max(0) / 127
    grams = np.rint(weights.grams / np.maximum(scale, 1e-12)).astype(np.int8)
    return {"grams": grams, "scale": scale, "hand": weights.hand, "bias": weights.bias}
