"""Fit the client head and write `scoring/model/client_head.npz`.

    python -m scoring.training.client_head DATA [--check]

It learns sides and kinds from the clients' lines written for this project, the patients of the typed volleys and, for
less, the shipped patients' tagged lines; sides alone also from AnnoMI's training part in the folder DATA. Where lines
come from patients or transcripts, a second set of weights is fitted beside the first, which takes what is peculiar to
them (a patient's tag knows the scene, a transcript is spoken) and is then left out.

Cross-validated by situation, by patient and by AnnoMI's video: no line is read by weights that saw its situation.
"""

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.optimize import minimize

from scoring.codes import ClientTalk
from scoring.talk_features import BUCKETS, talk_features
from scoring.talk_head import KINDS, SIDES, TalkHead
from scoring.training import annomi, client_lines
from scoring.training.client_lines import ClientLine
from scoring.training.multilabel import folds

FOLDS = 5
SOURCES = ("lines", "volleys", "patients", "transcripts")
COUNTS = np.array((1.0, 0.8, 0.2, 0.15))  # what a line of each source weighs
PECULIAR = (2, 3)  # sources that have weights of their own beside the shared ones
STRENGTH = 1.0  # of the L2 penalty; .4 to 2.5 gave the same within .006
STEPS = 60
SHARES = {"transcripts": (0.30, 0.40, 0.30, 0.0)}  # to which the sides of a source are weighed
EVEN = (0.30, 0.37, 0.27, 0.06)
MIX = (0.5, 1.0, 0.6)
"""What the head and the fitted model count for, and the head alone. Chosen on typed lines that neither had seen: .33 of
the head, or .9, reads them worse."""
SHIFT = (0.45, 0.0, 0.8, 0.6)  # for the rare sides, as macro-F1 weighs them; discord at a precision of .8
ALONE = (0.0, 0.0, 0.0, 0.0)

Array = NDArray[np.float32]


@dataclass(frozen=True)
class Data:
    """Labelled lines as a matrix; `kind` is -1 where there is none."""

    lines: list[ClientLine]
    source: NDArray[np.int64]
    fold: NDArray[np.int64]
    x: sp.csr_matrix
    side: NDArray[np.int64]
    kind: NDArray[np.int64]

    @classmethod
    def load(cls, folder: Path | None) -> "Data":
        """Everything there is to learn from; without AnnoMI where no folder is given."""
        found = [client_lines.typed("fit"), client_lines.patients(), client_lines.shipped(), *_transcripts(folder)]
        lines = [line for some in found for line in some]
        fold = [part for some in found[:3] for part in folds([line.situation for line in some], FOLDS)]
        if folder is not None:
            fold += _video_folds(folder)
        read = [talk_features(line.text, line.before, line.target).hashed() for line in lines]
        rows = np.repeat(np.arange(len(read)), [len(bucket) for bucket, _ in read])
        x = sp.csr_matrix(
            (np.concatenate([value for _, value in read]), (rows, np.concatenate([bucket for bucket, _ in read]))),
            shape=(len(read), BUCKETS),
        )
        return cls(
            lines,
            np.repeat(np.arange(len(found)), [len(some) for some in found]),
            np.array(fold),
            x,
            np.array([SIDES.index(line.talk) for line in lines]),
            np.array([KINDS.index(line.kind) if line.kind else -1 for line in lines]),
        )


def _transcripts(folder: Path | None) -> list[list[ClientLine]]:
    if folder is None:
        return []
    return [
        [
            ClientLine("", turn.video, turn.target, turn.before, turn.text, ClientTalk(annomi.TALK[turn.gold]), None)
            for turn in annomi.load(folder)
            if not turn.clinician
        ]
    ]


def _video_folds(folder: Path) -> list[int]:
    turns = annomi.load(folder)
    return [part for turn, part in zip(turns, annomi.folds(turns, FOLDS), strict=True) if not turn.clinician]


def fit(data: Data, train: NDArray[np.bool_]) -> TalkHead:
    """The head fitted on some of the lines."""
    whole = sp.hstack([data.x, *(sp.diags((data.source == n).astype(np.float32)) @ data.x for n in PECULIAR)]).tocsr()
    side = regression(whole[train], data.side[train], _side_weights(data)[train], len(SIDES))
    told = train & (data.kind >= 0)
    base = COUNTS[data.source[told]]
    share = np.array([base[data.kind[told] == n].sum() for n in range(len(KINDS))]) / base.sum()
    favour = share**-0.5 / (share**0.5).sum()
    kind = regression(whole[told], data.kind[told], base * favour[data.kind[told]], len(KINDS))
    return TalkHead(
        *packed(side[:BUCKETS]),
        *packed(kind[:BUCKETS]),
        np.array(MIX, np.float32),
        np.array(SHIFT, np.float32),
        np.array(ALONE, np.float32),
    )


def _side_weights(data: Data) -> NDArray[np.float64]:
    """Each line's weight: its source's, times what brings the sides of its source to even shares, within limits."""
    weight = COUNTS[data.source]
    for n, name in enumerate(SOURCES):
        own = data.source == n
        if own.any():
            wanted = np.array(SHARES.get(name, EVEN))
            there = np.array([(data.side[own] == k).mean() for k in range(len(SIDES))])
            favour = np.clip(np.divide(wanted, there, out=np.zeros_like(wanted), where=there > 0), 0.25, 4)
            weight[own] *= favour[data.side[own]]
    return weight


def regression(x: sp.csr_matrix, labels: NDArray[np.int64], weight: NDArray[np.float64], classes: int) -> Array:
    """Weights, features by classes, of an L2-regularised multinomial regression."""
    given = np.zeros((len(labels), classes), np.float32)
    given[np.arange(len(labels)), labels] = 1
    share = weight[:, None].astype(np.float32)

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        own = flat.reshape(-1, classes).astype(np.float32)
        logits = x @ own
        logits -= logits.max(axis=1, keepdims=True)
        logs = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
        value = -(share * given * logs).sum() + 0.5 * STRENGTH * float((own * own).sum())
        gradient = x.T @ (share * (np.exp(logs) - given)) + STRENGTH * own
        return float(value), np.asarray(gradient, np.float64).ravel()

    start = np.zeros(x.shape[1] * classes)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": STEPS, "maxcor": 5})
    return found.x.reshape(-1, classes).astype(np.float32)


def packed(weights: Array) -> tuple[NDArray[np.int8], Array]:
    """Weights in eight bits, and the scale of each column."""
    scale = np.maximum(np.abs(weights).max(axis=0) / 127, 1e-9).astype(np.float32)
    return np.rint(weights / scale).astype(np.int8), scale


def crossed(data: Data) -> list[TalkHead]:
    """A head for each fold, that saw nothing of it."""
    return [fit(data, data.fold != n) for n in range(FOLDS)]


def main() -> None:
    """Cross-validate, report, and write the head fitted on every line."""
    from scoring.training.typed_client_score import report, reread

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", help="the folder of AnnoMI's training part; without it, less")
    parser.add_argument("--check", action="store_true", help="do not write")
    options = parser.parse_args()
    data = Data.load(options.data)
    heads = crossed(data)
    for n, name in enumerate(SOURCES[:3]):
        own: Sequence[int] = np.flatnonzero(data.source == n).tolist()
        for alone, which in ((True, "head alone"), (False, "beside the fitted model")):
            pairs = [(data.lines[i], reread(data.lines[i], heads[data.fold[i]], alone=alone)) for i in own]
            report(f"{name}, by situation, {which}", pairs)
    if not options.check:
        fit(data, np.ones(len(data.lines), bool)).save()


if __name__ == "__main__":
    main()
