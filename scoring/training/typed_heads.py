"""Fit the heads on typed volleys, and how they are joined with the models of transcripts.

    python -m scoring.training.typed_heads [--check] [--errors]

Writes `typed_heads.npz` and `joining.npz`, which learn from typed volleys alone.

Labels are given to volleys, and MITI's codes to utterances: which utterance earned a code is found by fitting and
assigning in turn. Cross-validated by situation: the mix, its calibration and the bars are set on scores of situations
that the weights never saw, and the tables printed are of whole codings made the same way.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from scoring.coder import Coder
from scoring.codes import REFLECTIONS, Behaviour, Mark
from scoring.coding import Coding
from scoring.cues.sure import SURE
from scoring.decide import ADVICE
from scoring.fitted import Fitted
from scoring.joining import JOINED, OPINIONS, Joining
from scoring.training import bars, joining
from scoring.training.joining import Unseen
from scoring.training.multilabel import folds, matrix, vocabulary
from scoring.training.typed_rows import TypedRow, rows
from scoring.training.typed_score import report
from scoring.typed_features import features
from scoring.typed_heads import EVOKED, Heads
from scoring.volley import volley

FOLDS = 5
STRENGTH = 1.5  # of the L2 penalty, chosen by cross-validation among .3, 1, 1.5, 2, 4, 8, 20
LEAST = 2  # utterances or volleys in which a feature must be found
SLIGHT = 0.05  # weight of a feature that none of its labels' weights reaches, so that it is not kept
ROUNDS = 2  # of assigning codes to utterances
OPEN = "open"
LABELS = (*(str(b) for b in Behaviour), ADVICE, OPEN, *(str(m) for m in Mark), *EVOKED)
_EITHER = (OPEN, *EVOKED)  # what something is that has been heard already
SPOKEN = len(Behaviour) + 1  # the labels that an utterance may earn: behaviours and advice
_BESIDE: dict[str, frozenset[str]] = {
    **dict.fromkeys((Mark.DOUBLE_SIDED_REFLECTION, Mark.REFLECTS_FEELING, Mark.REFLECTS_VALUE), frozenset(REFLECTIONS)),
    **dict.fromkeys(
        (Mark.EVOKES_CHANGE_TALK, Mark.EVOKES_SUSTAIN_TALK, Mark.PLANNING, Mark.SAFETY_INQUIRY),
        frozenset({Behaviour.QUESTION}),
    ),
    Mark.ASKS_PERMISSION: frozenset({Behaviour.QUESTION, Behaviour.SEEK_COLLABORATION}),
    Mark.DOSING_ADVICE: frozenset({Behaviour.PERSUADE, Behaviour.PERSUADE_WITH_PERMISSION}),
}
"""Codes, one of which a mark's phrase needs beside it."""
_IGNORED = {
    "complex_reflection": ("simple_reflection",),
    "simple_reflection": ("complex_reflection",),
    "confront": ("persuade", ADVICE),
}

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Data:
    """Rows as matrices. `owner` is the row each utterance belongs to."""

    rows: list[TypedRow]
    names: list[str]
    whole: Array
    single: Array
    owner: NDArray[np.int64]
    y: Array
    weight: Array

    @classmethod
    def of(cls, data: list[TypedRow]) -> "Data":
        """Features and labels of some rows."""
        read = [features(volley(row.text), row.context) for row in data]
        singles = [piece.values for one in read for piece in one.pieces]
        names = sorted({*vocabulary([one.whole.values for one in read], LEAST), *_own(singles)})
        owner = np.array([n for n, one in enumerate(read) for _ in one.pieces])
        y = np.array([[float(label in _labels(row)) for label in LABELS] for row in data], np.float32)
        weight = np.ones_like(y)
        weight[:, LABELS.index(OPEN)] = [float(row.form is not None) for row in data]
        evokes = [float(any(mark == Mark.EVOKES_CHANGE_TALK for mark, _ in row.marks)) for row in data]
        weight[:, [LABELS.index(kind) for kind in EVOKED]] = np.array(evokes)[:, None]
        return cls(
            data, names, matrix([one.whole.values for one in read], names), matrix(singles, names), owner, y, weight
        )


def _own(singles: list[dict[str, float]]) -> list[str]:
    """What only utterances by themselves have: everything but the n-grams that the whole has too."""
    return [name for name in vocabulary(singles, LEAST) if name.startswith(("talk:", "alone", "echo", "words>="))]


def _labels(row: TypedRow) -> set[str]:
    names = {*row.codes, *(mark for mark, _ in row.marks), *(f"{mark}.{detail}" for mark, detail in row.marks)}
    if names & {Behaviour.PERSUADE, Behaviour.PERSUADE_WITH_PERMISSION}:
        names.add(ADVICE)
    if row.form == "open":
        names.add(OPEN)
    return names


def dual(gram: Array, y: Array, weight: Array, steps: int = 200) -> Array:
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
    for _ in range(steps):
        p = 1 / (1 + np.exp(-np.clip(gram @ ahead, -30, 30)))
        fresh = ahead - step * (weight * (p - y) + np.float32(STRENGTH) * ahead)
        following = (1 + np.sqrt(1 + 4 * momentum * momentum)) / 2
        ahead = fresh + np.float32((momentum - 1) / following) * (fresh - at)
        at, momentum = fresh, following
    return at


def shared_out(y: Array, owner: NDArray[np.int64], scores: Array) -> tuple[Array, Array]:
    """Labels and weights of utterances, each volley's codes going to the utterances that score highest for them."""
    target = np.zeros((len(owner), SPOKEN), np.float32)
    weight = np.ones_like(target)
    start = 0
    while start < len(owner):
        end = start
        while end < len(owner) and owner[end] == owner[start]:
            end += 1
        codes = np.flatnonzero(y[owner[start], :SPOKEN])
        kinds = [code for code in codes if LABELS[code] not in ("persuade", "persuade_with_permission")]
        if end - start == 1:
            target[start, codes] = 1
        else:
            claims = sorted((-scores[n, code], n, code) for n in range(start, end) for code in kinds)
            taken: dict[int, int] = {}
            for _, n, code in claims:
                if n not in taken and code not in taken.values():
                    taken[n] = code
            for n in range(start, end):
                if n in taken:
                    target[n, taken[n]] = 1
                    if LABELS[taken[n]] == ADVICE:
                        target[n, [code for code in codes if code not in kinds]] = 1
                else:
                    weight[n, codes] = 0
            for code in kinds:
                if code not in taken.values():
                    best = start + int(scores[start:end, code].argmax())
                    target[best, code] = 1
        for code in codes:
            for other in _IGNORED.get(LABELS[code], ()):
                column = LABELS.index(other)
                weight[start:end, column] = np.where(target[start:end, code] > 0, 1, 0)
        start = end
    return target, weight


def fit(data: Data, gram: Array, small: Array, train: NDArray[np.bool_]) -> tuple[Array, Array, Array, Array]:
    """Row weights of the whole's and of the utterances' heads, and which rows and utterances they belong to."""
    whole_rows = np.flatnonzero(train)
    whole = dual(gram[np.ix_(whole_rows, whole_rows)], data.y[whole_rows], data.weight[whole_rows])
    counts = np.bincount(data.owner, minlength=len(data.rows))
    inside = np.flatnonzero(train[data.owner])
    alone = inside[counts[data.owner[inside]] == 1]
    kept = small[np.ix_(alone, alone)]
    first = dual(kept, data.y[data.owner[alone], :SPOKEN], np.ones((len(alone), SPOKEN), np.float32), 100)
    scores = small[:, alone] @ first
    own = small[np.ix_(inside, inside)]
    single = first
    for n in range(ROUNDS):
        target, weight = shared_out(data.y, data.owner[inside], scores[inside])
        single = dual(own, target, weight, 200 if n == ROUNDS - 1 else 100)
        scores = small[:, inside] @ single
    return whole, single, whole_rows, inside


def mixed(whole: Array, single: Array, y: Array, weight: Array) -> Array:
    """How the two scores of each label make a calibrated logit: logistic regression with Platt's softened targets."""
    mix = np.zeros((3, len(LABELS)), np.float32)
    for n in range(len(LABELS)):
        keep = weight[:, n] > 0
        x = np.stack(
            [whole[keep, n], single[keep, n] if n < SPOKEN else np.zeros(int(keep.sum())), np.ones(int(keep.sum()))], 1
        )
        t = y[keep, n].astype(np.float64)
        yes, no = t.sum(), len(t) - t.sum()
        t = np.where(t > 0, (yes + 1) / (yes + 2), 1 / (no + 2))
        prior = np.array([0.5, 0.5, 0.0]) if n < SPOKEN else np.array([1.0, 0.0, 0.0])
        hold = np.diag([0.5, 0.5 if n < SPOKEN else 1e6, 1e-6])
        w = prior.copy()
        for _ in range(50):
            p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
            gradient = x.T @ (p - t) + hold @ (w - prior)
            w = w - np.linalg.solve((x * (p * (1 - p) + 1e-9)[:, None]).T @ x + hold, gradient)
        mix[:, n] = w
    return mix


def settled(data: list[TypedRow]) -> NDArray[np.bool_]:
    """Of rows by labels, where a phrase settles a mark whatever the head says."""
    return np.array([[_settles(label, row) for label in LABELS] for row in data])


def _settles(label: str, row: TypedRow) -> bool:
    if label not in SURE or (label in _BESIDE and row.codes.isdisjoint(_BESIDE[label])):
        return False
    return bool(SURE[Mark(label)].find(volley(row.text).words))


def bars_of(p: Array, y: Array, settled: NDArray[np.bool_], counts: NDArray[np.float64]) -> Array:
    """The probability from which each label is given: the best F1 for codes, a fixed precision for marks."""
    found = []
    for n, label in enumerate(LABELS):
        if label in _EITHER:
            found.append(0.5)
        elif label in Mark.__members__.values():
            found.append(bars.precise(p[:, n], y[:, n] > 0, settled[:, n], counts))
        else:
            found.append(bars.best_f1(p[:, n], y[:, n] > 0, counts))
    return np.array(found, np.float32)


def without_slight(heads: Heads) -> Heads:
    """The heads without the features that hardly move any label: they take room and change next to nothing."""
    heaviest = np.maximum(np.abs(heads.whole).max(axis=1), np.abs(heads.single).max(axis=1))
    kept = np.flatnonzero(heaviest >= SLIGHT)
    names = tuple(heads.names[n] for n in kept)
    return replace(heads, names=names, whole=heads.whole[kept], single=heads.single[kept])


def _most(scores: Array, owner: NDArray[np.int64], count: int) -> Array:
    most = np.full((count, scores.shape[1]), -np.inf, np.float32)
    np.maximum.at(most, owner, scores)
    return np.where(np.isfinite(most), most, 0).astype(np.float32)


def _wide(single: Array) -> Array:
    return np.concatenate([single, np.zeros((len(single), len(LABELS) - SPOKEN), np.float32)], axis=1)


@dataclass(frozen=True)
class Crossed:
    """Heads for each fold of situations, none of which they saw.

    `chance` are their probabilities of the labels, by row.
    """

    data: Data
    fold: NDArray[np.int64]
    heads: list[Heads]
    chance: Array
    every: Heads  # fitted on all rows
    phrased: NDArray[np.bool_]  # rows by labels: a phrase settles the mark

    @classmethod
    def of(cls, rows: list[TypedRow]) -> "Crossed":
        """Fit them."""
        data = Data.of(rows)
        gram, small = data.whole @ data.whole.T, data.single @ data.single.T
        fold = folds([row.situation for row in data.rows], FOLDS)
        whole_scores, single_scores = np.zeros_like(data.y), np.zeros((len(data.owner), SPOKEN), np.float32)
        fitted: list[tuple[Array, Array]] = []
        for n in range(FOLDS):
            whole, single, kept, inside = fit(data, gram, small, fold != n)
            test, among = np.flatnonzero(fold == n), np.flatnonzero(fold[data.owner] == n)
            whole_scores[test] = gram[np.ix_(test, kept)] @ whole
            single_scores[among] = small[np.ix_(among, inside)] @ single
            fitted.append((data.whole[kept].T @ whole, _wide(data.single[inside].T @ single)))
        most = _most(single_scores, data.owner, len(data.rows))
        mix = mixed(whole_scores, most, data.y, data.weight)
        chance = 1 / (1 + np.exp(-(whole_scores * mix[0] + _wide(most) * mix[1] + mix[2])))
        phrased = settled(data.rows)
        whole, single, kept, inside = fit(data, gram, small, np.ones(len(data.rows), bool))
        fitted.append((data.whole[kept].T @ whole, _wide(data.single[inside].T @ single)))
        bar = bars_of(chance, data.y, phrased, np.array([row.counts for row in data.rows]))
        *heads, every = (Heads(tuple(data.names), LABELS, *weights, mix, bar) for weights in fitted)
        return cls(data, fold, heads, chance, every, phrased)

    def joined(self, unseen: Unseen) -> Joining:
        """How they are best joined with the models of transcripts."""
        chances = {label: self.chance[:, LABELS.index(label)] for label in JOINED}
        phrased = {label: self.phrased[:, LABELS.index(label)] for label in JOINED}
        return joining.fit(self.data.rows, chances, phrased, unseen)


def main() -> None:
    """Cross-validate, report, and write the heads fitted on every row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="do not write")
    parser.add_argument("--errors", action="store_true", help="also print the volleys coded otherwise than labelled")
    options = parser.parse_args()
    crossed = Crossed.of(rows("fit"))
    every = crossed.every
    print("bars", {label: round(float(bar), 2) for label, bar in zip(LABELS, every.bar, strict=True)})
    print("mix", {label: [round(float(p), 2) for p in every.mix[:, n]] for n, label in enumerate(LABELS[:SPOKEN])})
    unseen = Unseen(crossed.data.rows, Fitted.load())
    joined = crossed.joined(unseen)
    _show_joining(joined)
    coders = [Coder(heads, unseen, joined) for heads in crossed.heads]
    pairs = [
        (row, coders[own].code(row.text, row.context)) for row, own in zip(crossed.data.rows, crossed.fold, strict=True)
    ]
    report(pairs, detail=True)
    if options.errors:
        _show_errors(pairs)
    if not options.check:
        without_slight(every).save()
        joined.save()


def _show_joining(joined: Joining) -> None:
    print(f"{'joined':28}", *(f"{name:>10}" for name in OPINIONS), "       bar")
    for code, weights, bar in zip(JOINED, joined.weights, joined.bar, strict=True):
        print(f"{code:28}", *(f"{weight:10.2f}" for weight in weights), f"{bar:10.2f}")


def _show_errors(pairs: Sequence[tuple[TypedRow, Coding]]) -> None:
    for row, coding in pairs:
        if row.codes != set(coding.behaviours):
            heard = [f"{b} {c:.2f}" for b, c in zip(coding.behaviours, coding.confidence, strict=True)]
            print(f"{row.id} [{row.context.talk}] {row.context.patient}")
            print(f"  {row.text}\n  {sorted(row.codes)} heard {heard}")


if __name__ == "__main__":
    main()
