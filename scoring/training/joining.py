"""Fitting how the typed heads and the models of transcripts are joined, on what none of them had seen.

People speak otherwise than they type: for what was said aloud, whether somebody asks or reflects is learnt from
AnnoMI's turns too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from scoring.codes import REFLECTIONS, Behaviour
from scoring.decide import ADVICE, CODED
from scoring.fitted import CODES, FAMILIES, ClientReading, ClinicianReading, Fitted
from scoring.joining import Joining, advised, logit
from scoring.training.annomi import Turn
from scoring.training.typed_rows import TypedRow

READ = Path(__file__).parent / "typed" / "readings.npz"  # written by `scoring.training.evaluate`
HOLD = 4.0  # of the penalty that pulls towards the heads alone, in rows
SPOKEN = 0.5  # what AnnoMI's turns weigh together, against the typed volleys

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


@dataclass(frozen=True, slots=True)
class Spoken:
    """Clinician turns of transcripts: the typed heads' probabilities of each, the models' readings, experts' votes."""

    heads: Sequence[Mapping[str, float]]
    readings: Sequence[ClinicianReading]
    turns: Sequence[Turn]

    def among(self, rows: Sequence[int]) -> "Spoken":
        """Some of them."""
        return Spoken(*([each[n] for n in rows] for each in (self.heads, self.readings, self.turns)))

    def shares(self, code: str) -> Array | None:
        """The share of experts who heard a code, by turn; nothing for codes that AnnoMI does not have."""
        if code == Behaviour.QUESTION:
            return np.array([turn.present[0] if turn.present else 0.0 for turn in self.turns])
        if code not in REFLECTIONS:
            return None
        reflected = np.array([turn.present[1] if turn.present else 0.0 for turn in self.turns])
        deeper = np.array([0.5 if turn.complex is None else turn.complex for turn in self.turns])
        return reflected * (deeper if code == Behaviour.COMPLEX_REFLECTION else 1 - deeper)


def fit(rows: Sequence[TypedRow], heads: Mapping[str, Array], unseen: Unseen, spoken: Spoken) -> Joining:
    """Weights and bars; `heads` are the typed heads' probabilities by code, of volleys they had not seen."""
    return Joining(*_fit(rows, heads, unseen, None), *_fit(rows, heads, unseen, spoken))


def _fit(
    rows: Sequence[TypedRow], heads: Mapping[str, Array], unseen: Unseen, spoken: Spoken | None
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    read = [unseen.known[row.text] for row in rows]
    weights, bars = [], []
    for code in CODED:
        x = _opinions(code, heads[code].tolist(), read)
        y = np.array([_labelled(row, code) for row in rows], float)
        weight = np.ones(len(y))
        shares = spoken.shares(code) if spoken else None
        if spoken and shares is not None:
            x = np.vstack([x, _opinions(code, [said[code] for said in spoken.heads], spoken.readings)])
            y = np.concatenate([y, shares])
            weight = np.concatenate([weight, np.full(len(shares), SPOKEN * len(rows) / len(shares))])
        weights.append(_regression(x, y, weight))
        chance = expit(x @ weights[-1])
        bars.append(_bar([(chance[part], y[part] >= 0.5) for part in _parts(len(rows), len(y))]))
    return np.array(weights, np.float32), np.array(bars, np.float32)


def _opinions(code: str, heads: Sequence[float], read: Sequence[ClinicianReading]) -> Array:
    own = [advised(one.codes) if code == ADVICE else one.codes[code] for one in read]
    return np.array([
        [logit(said), logit(deep), *(logit(one.family[name]) for name in FAMILIES), logit(one.complex), 1.0]
        for said, deep, one in zip(heads, own, read, strict=True)
    ])  # fmt: skip


def _parts(typed: int, every: int) -> list[slice]:
    return [slice(0, typed), *([slice(typed, every)] if every > typed else [])]


def _labelled(row: TypedRow, code: str) -> bool:
    if code == ADVICE:
        return bool(row.codes & {Behaviour.PERSUADE, Behaviour.PERSUADE_WITH_PERMISSION})
    return code in row.codes


def _regression(x: Array, y: Array, weight: Array) -> Array:
    start = np.array([1.0] + [0.0] * (x.shape[1] - 1))
    hold = np.array([HOLD] * (x.shape[1] - 1) + [1e-6])

    def cost(w: Array) -> tuple[float, Array]:
        said, moved = x @ w, w - start
        loss = float((weight * (np.logaddexp(0, said) - y * said)).sum()) + 0.5 * float((hold * moved**2).sum())
        return loss, x.T @ (weight * (expit(said) - y)) + hold * moved

    return minimize(cost, start, jac=True, method="L-BFGS-B").x


def _bar(parts: Sequence[tuple[Array, NDArray[np.bool_]]]) -> float:
    """The probability with the best F1, the mean of the parts', smoothed so that no lucky spike is chosen."""
    options = np.arange(0.2, 0.72, 0.02)
    f1 = np.mean([[2 * ((p >= bar) & y).sum() / max((p >= bar).sum() + y.sum(), 1) for bar in options]
                  for p, y in parts], axis=0)  # fmt: skip
    smooth = np.convolve(np.pad(f1, 2, mode="edge"), np.ones(5) / 5, "valid")
    return float(np.clip(options[int(smooth.argmax())], 0.25, 0.6))
