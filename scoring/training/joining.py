"""Fitting how the typed heads and the models of transcripts are joined on typed text, on what none of them had seen."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from scoring.codes import Behaviour
from scoring.decide import ADVICE, CODED
from scoring.fitted import CODES, FAMILIES, MARKED, ClientReading, ClinicianReading, Fitted
from scoring.joining import JOINED, Joining, opinions
from scoring.training import bars
from scoring.training.typed_rows import TypedRow

READ = Path(__file__).parent / "typed" / "readings.npz"  # written by `scoring.training.evaluate`
HOLD = 4.0  # of the penalty that pulls towards the heads alone, in rows

Array = NDArray[np.float64]


class Unseen:
    """The models of transcripts as they read the typed volleys of `fit` while they had not seen them.

    Volleys that came to the set later than `READ` are read by the packaged models, which have not seen them either.
    """

    def __init__(self, rows: Sequence[TypedRow], packaged: Fitted) -> None:
        self.packaged = packaged
        with np.load(READ) as file:
            said = zip(file["ids"].tolist(), file["codes"], file["marks"], file["family"], file["complex"], strict=True)
            by_id = {name: _reading(*parts) for name, *parts in said}
        self.known = {row.text: by_id.get(row.id) or packaged.clinician(row.text) for row in rows}

    def clinician(self, text: str, before: str = "") -> ClinicianReading:
        """As `Fitted.clinician`, of a known volley."""
        return self.known.get(text) or self.packaged.clinician(text, before)

    def client(self, text: str, before: str = "", target: str = "") -> ClientReading:
        """As `Fitted.client`."""
        return self.packaged.client(text, before, target)


def _reading(codes: NDArray, marks: NDArray, family: NDArray, complex_: np.float16) -> ClinicianReading:
    own = [
        dict(zip(names, expit(said.astype(float)).tolist(), strict=True))
        for names, said in ((CODES, codes), (MARKED, marks))
    ]
    named = dict(zip(FAMILIES, family.astype(float).tolist(), strict=True))
    main = max(named, key=named.__getitem__)
    return ClinicianReading(main, named, 0.5, float(complex_), {}, *own)


def fit(
    rows: Sequence[TypedRow], heads: Mapping[str, Array], phrased: Mapping[str, NDArray[np.bool_]], unseen: Unseen
) -> Joining:
    """Weights and bars; `heads` are the typed heads' probabilities by label, of volleys they had not seen, and
    `phrased` tells where a phrase settles a label whatever its probability."""
    said = [dict(zip(heads, each, strict=True)) for each in np.stack(list(heads.values()), 1).tolist()]
    x = np.array([opinions(one, unseen.known[row.text], row.context.talk) for one, row in zip(said, rows, strict=True)])
    counts = np.array([row.counts for row in rows])
    weights, chosen = [], []
    for n, label in enumerate(JOINED):
        y = np.array([_labelled(row, label) for row in rows])
        weights.append(_regression(x[:, n], y.astype(float), counts))
        chance = expit(x[:, n] @ weights[-1])
        if label in CODED:
            chosen.append(bars.best_f1(chance, y, counts))
        else:
            chosen.append(bars.precise(chance, y, phrased[label], counts))
    return Joining(np.array(weights, np.float32), np.array(chosen, np.float32))


def _labelled(row: TypedRow, label: str) -> bool:
    if label == ADVICE:
        return bool(row.codes & {Behaviour.PERSUADE, Behaviour.PERSUADE_WITH_PERMISSION})
    return label in row.codes or any(label == mark for mark, _ in row.marks)


def _regression(x: Array, y: Array, counts: Array) -> Array:
    start = np.array([1.0] + [0.0] * (x.shape[1] - 1))
    hold = np.array([HOLD] * (x.shape[1] - 1) + [1e-6])

    def cost(w: Array) -> tuple[float, Array]:
        said, moved = x @ w, w - start
        loss = float(counts @ (np.logaddexp(0, said) - y * said)) + 0.5 * float((hold * moved**2).sum())
        return loss, x.T @ (counts * (expit(said) - y)) + hold * moved

    return minimize(cost, start, jac=True, method="L-BFGS-B").x
