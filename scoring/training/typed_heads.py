"""Fit the heads on typed volleys and write `scoring/model/typed_heads.npz`.

    python -m scoring.training.typed_heads [--check]

Cross-validated by situation: calibration and bars are set on scores from models that never saw the situation, and
the tables printed are of whole codings made the same way. `--check` prints them without writing.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from scoring.coder import Coder
from scoring.codes import Behaviour, Mark
from scoring.decide import ADVICE
from scoring.training.multilabel import Matrix, folds, matrix, vocabulary
from scoring.training.typed_rows import TypedRow, rows
from scoring.training.typed_score import report
from scoring.typed_features import found
from scoring.typed_heads import Heads
from scoring.volley import volley

FOLDS = 5
STRENGTH = 1.5  # of the L2 penalty, chosen by cross-validation among .3, 1, 1.5, 2, 4, 8, 20
LEAST = 2  # volleys in which a feature must be found
OPEN = "open"
PRECISE = 0.87  # precision that a mark's bar is set for, on scores of unseen situations
LABELS = (*(str(b) for b in Behaviour), ADVICE, OPEN, *(str(m) for m in Mark))


def targets(data: Sequence[TypedRow]) -> tuple[Matrix, Matrix]:
    """Whether each row has each label, and what the row weighs for it."""
    y = np.zeros((len(data), len(LABELS)))
    weight = np.ones_like(y)
    for n, row in enumerate(data):
        names = {*row.codes, *(mark for mark, _ in row.marks)}
        if names & {Behaviour.PERSUADE, Behaviour.PERSUADE_WITH_PERMISSION}:
            names.add(ADVICE)
        if row.form == "open":
            names.add(OPEN)
        weight[n, LABELS.index(OPEN)] = float(row.form is not None)
        y[n] = [float(label in names) for label in LABELS]
    return y, weight


def dual(gram: NDArray[np.float32], y: NDArray[np.float32], weight: NDArray[np.float32]) -> NDArray[np.float32]:
    """Row weights of L2-regularised logistic regressions, by accelerated gradient steps."""
    vector = np.ones(len(gram), np.float32)
    top = 1.0
    for _ in range(20):
        vector = gram @ vector
        top = float(np.linalg.norm(vector))
        vector /= top
    step = np.float32(1 / (0.25 * top * 1.05 + STRENGTH))
    at = np.zeros_like(y)
    ahead = at.copy()
    momentum = 1.0
    for _ in range(200):
        p = 1 / (1 + np.exp(-np.clip(gram @ ahead, -30, 30)))
        fresh = ahead - step * (weight * (p - y) + np.float32(STRENGTH) * ahead)
        following = (1 + np.sqrt(1 + 4 * momentum * momentum)) / 2
        ahead = fresh + np.float32((momentum - 1) / following) * (fresh - at)
        at, momentum = fresh, following
    return at


def calibrated(scores: Matrix, y: Matrix, weight: Matrix) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Slope and shift of each label's score, by logistic regression (Platt), with his softened targets."""
    slopes, shifts = [], []
    for n in range(scores.shape[1]):
        keep = weight[:, n] > 0
        s, t = scores[keep, n], y[keep, n]
        yes, no = t.sum(), len(t) - t.sum()
        t = np.where(t > 0, (yes + 1) / (yes + 2), 1 / (no + 2))
        a, b = 1.0, 0.0
        for _ in range(50):
            p = 1 / (1 + np.exp(-(a * s + b)))
            w = p * (1 - p) + 1e-9
            gradient = np.array([((p - t) * s).sum() + 0.5 * (a - 1), (p - t).sum()])
            curve = np.array([[(w * s * s).sum() + 0.5, (w * s).sum()], [(w * s).sum(), w.sum() + 1e-6]])
            a, b = np.array([a, b]) - np.linalg.solve(curve, gradient)
        slopes.append(a)
        shifts.append(b)
    return np.array(slopes, np.float32), np.array(shifts, np.float32)


def bars(p: Matrix, y: Matrix) -> NDArray[np.float32]:
    """The probability from which each label is given: the best F1 for codes, `PRECISE` for marks."""
    found_bars = []
    for n, label in enumerate(LABELS):
        options = np.arange(0.2, 0.9, 0.02)
        right = np.array([((p[:, n] >= bar) * y[:, n]).sum() for bar in options])
        said = np.array([(p[:, n] >= bar).sum() for bar in options])
        if label in (OPEN,):
            best = 0.5
        elif label in Mark.__members__.values():
            good = (right + 1) / (said + 1.5) >= PRECISE
            best = float(options[np.argmax(good)]) if good.any() else 0.8
            best = max(best, 0.4)
        else:
            f1 = 2 * right / np.maximum(said + y[:, n].sum(), 1)
            smooth = np.convolve(np.pad(f1, 2, mode="edge"), np.ones(5) / 5, "valid")
            best = float(np.clip(options[int(smooth.argmax())], 0.25, 0.6))
        found_bars.append(best)
    return np.array(found_bars, np.float32)


def main() -> None:
    """Cross-validate, report, and write the heads fitted on every row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="do not write")
    options = parser.parse_args()
    data = rows("fit")
    features = [found(volley(row.text), row.context).values for row in data]
    y, weight = targets(data)
    names = vocabulary(features, LEAST)
    x = matrix(features, names)
    gram = x @ x.T
    fold = folds([row.situation for row in data], FOLDS)
    scores = np.zeros_like(y)
    fitted: list[NDArray[np.float32]] = []
    for n in range(FOLDS):
        train, test = np.flatnonzero(fold != n), np.flatnonzero(fold == n)
        rows_weight = dual(gram[np.ix_(train, train)], *(part[train].astype(np.float32) for part in (y, weight)))
        scores[test] = gram[np.ix_(test, train)] @ rows_weight
        fitted.append(x[train].T @ rows_weight)
    slope, shift = calibrated(scores, y, weight)
    chance = 1 / (1 + np.exp(-(scores * slope + shift)))
    heads = Heads(tuple(names), LABELS, fitted[0], slope, shift, bars(chance, y))
    print("bars", {label: round(float(bar), 2) for label, bar in zip(LABELS, heads.bar, strict=True)})
    pairs = []
    for n in range(FOLDS):
        coder = Coder(replace(heads, weights=fitted[n]))
        pairs += [(row, coder.code(row.text, row.context)) for row, own in zip(data, fold, strict=True) if own == n]
    report(pairs, detail=True)
    if not options.check:
        whole = x.T @ dual(gram, y.astype(np.float32), weight.astype(np.float32))
        replace(heads, weights=whole).save()


if __name__ == "__main__":
    main()
