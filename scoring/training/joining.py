"""Fitting how the typed heads and the models of transcripts are joined on typed text, on what none of them had seen."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from scoring.codes import Behaviour
from scoring.decide import ADVICE, CODED
from scoring.fitted import CODES, FAMILIES, ClientReading, ClinicianReading, Fitted
from scoring.joining import Joining, advised, logit
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
            said = zip(file["ids"].tolist(), file["codes"], file["family"], file["complex"], strict=True)
            by_id = {name: _reading(codes, family, float(complex_)) for name, codes, family, complex_ in said}
        self.known = {row.text: by_id.get(row.id) or packaged.clinician(row.text) for row in rows}

    def clinician(self, text: str, before: str = "") -> ClinicianReading:
        """As `Fitted.clinician`, of a known volley."""
        return self.known.get(text) or self.packaged.clinician(text, before)

    def client(self, text: str, before: str = "", target: str = "") -> ClientReading:
        """As `Fitted.client`."""
        return self.packaged.client(text, before, target)


def _reading(codes: NDArray, family: NDArray, complex_: float) -> ClinicianReading:
    chances = (1 / (1 + np.exp(-codes.astype(float)))).tolist()
    named = dict(zip(FAMILIES, family.astype(float).tolist(), strict=True))
    main = max(named, key=named.__getitem__)
    return ClinicianReading(main, named, 0.5, complex_, {}, dict(zip(CODES, chances, strict=True)))


def fit(rows: Sequence[TypedRow], heads: Mapping[str, Array], unseen: Unseen) -> Joining:
    """Weights and bars; `heads` are the typed heads' probabilities by code, of volleys they had not seen."""
    read = [unseen.known[row.text] for row in rows]
    weights, bars = [], []
    for code in CODED:
        x = _opinions(code, heads[code].tolist(), read)
        y = np.array([_labelled(row, code) for row in rows], float)
        weights.append(_regression(x, y))
        bars.append(_bar(expit(x @ weights[-1]), y >= 0.5))
    return Joining(np.array(weights, np.float32), np.array(bars, np.float32))


def _opinions(code: str, heads: Sequence[float], read: Sequence[ClinicianReading]) -> Array:
    own = [advised(one.codes) if code == ADVICE else one.codes[code] for one in read]
    return np.array([
        [logit(said), logit(deep), *(logit(one.family[name]) for name in FAMILIES), logit(one.complex), 1.0]
        for said, deep, one in zip(heads, own, read, strict=True)
    ])  # fmt: skip


def _labelled(row: TypedRow, code: str) -> bool:
    if code == ADVICE:
        return bool(row.codes & {Behaviour.PERSUADE, Behaviour.PERSUADE_WITH_PERMISSION})
    return code in row.codes


def _regression(x: Array, y: Array) -> Array:
    start = np.array([1.0] + [0.0] * (x.shape[1] - 1))
    hold = np.array([HOLD] * (x.shape[1] - 1) + [1e-6])

    def cost(w: Array) -> tuple[float, Array]:
        said, moved = x @ w, w - start
        loss = float((np.logaddexp(0, said) - y * said).sum()) + 0.5 * float((hold * moved**2).sum())
        return loss, x.T @ (expit(said) - y) + hold * moved

    return minimize(cost, start, jac=True, method="L-BFGS-B").x


def _bar(chance: Array, given: NDArray[np.bool_]) -> float:
    """The probability with the best F1, smoothed so that no lucky spike is chosen."""
    options = np.arange(0.2, 0.72, 0.02)
    f1 = [2 * ((chance >= bar) & given).sum() / max((chance >= bar).sum() + given.sum(), 1) for bar in options]
    smooth = np.convolve(np.pad(f1, 2, mode="edge"), np.ones(5) / 5, "valid")
    return float(np.clip(options[int(smooth.argmax())], 0.25, 0.6))
