"""The heads fitted on typed volleys: for each code and mark a calibrated probability, and the words that moved it.

Linear in the named features of :mod:`scoring.typed_features`, so a word's share of a decision is exact: the sum of the
weights of the features it is part of.
"""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scoring.coding import Span
from scoring.typed_features import Found
from scoring.volley import Volley

WEIGHTS = Path(__file__).parent / "model" / "typed_heads.npz"
Row = NDArray[np.float32]


@dataclass(frozen=True)
class Heads:
    """The fitted weights.

    ``weights`` are features by labels; ``slope`` and ``shift`` turn a label's sum into a calibrated logit; ``bar`` is
    the probability from which the label is given.
    """

    names: tuple[str, ...]
    labels: tuple[str, ...]
    weights: Row
    slope: Row
    shift: Row
    bar: Row

    @cached_property
    def index(self) -> dict[str, int]:
        """Where each feature's weights stand."""
        return {name: n for n, name in enumerate(self.names)}

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "Heads":
        """The packaged heads."""
        with np.load(path) as file:
            return cls(
                tuple(bytes(file["names"]).decode().split("\n")),
                tuple(bytes(file["labels"]).decode().split("\n")),
                file["weights"].astype(np.float32),
                file["slope"],
                file["shift"],
                file["bar"],
            )

    def save(self, path: Path = WEIGHTS) -> None:
        """Write the heads, weights in half precision."""
        np.savez_compressed(
            path,
            names=np.frombuffer("\n".join(self.names).encode(), np.uint8),
            labels=np.frombuffer("\n".join(self.labels).encode(), np.uint8),
            weights=self.weights.astype(np.float16),
            slope=self.slope,
            shift=self.shift,
            bar=self.bar,
        )

    def read(self, volley: Volley, found: Found) -> "Reading":
        """Every label's logit for a volley, and what each word added to it."""
        known = [(self.index[name], name, value) for name, value in found.values.items() if name in self.index]
        if not known:
            return Reading(self, self.shift, np.zeros((len(volley.words), len(self.labels)), np.float32))
        values = np.array([value for _, _, value in known], np.float32)
        parts = self.weights[[number for number, _, _ in known]] * values[:, None]
        gains = np.zeros((len(volley.words), len(self.labels)), np.float32)
        rows: list[int] = []
        owners: list[int] = []
        shares: list[float] = []
        for n, (_, name, _) in enumerate(known):
            places = found.places.get(name, ())
            for first, last in places:
                share = 1.0 / (len(places) * (last - first))
                for word in range(first, last):
                    rows.append(word)
                    owners.append(n)
                    shares.append(share)
        np.add.at(gains, rows, parts[owners] * np.array(shares, np.float32)[:, None])
        return Reading(self, parts.sum(axis=0) * self.slope + self.shift, gains * self.slope)


@dataclass(frozen=True, slots=True)
class Reading:
    """One volley as the heads read it: calibrated logits by label, and each word's share of them."""

    heads: Heads
    logits: Row
    gains: Row

    def column(self, label: str) -> int:
        """Where a label stands."""
        return self.heads.labels.index(label)

    def probability(self, label: str) -> float:
        """The calibrated probability of a label, 0 to 1."""
        return float(1 / (1 + np.exp(-float(self.logits[self.column(label)]))))

    def given(self, label: str) -> bool:
        """Whether a label's probability reaches its bar."""
        return self.probability(label) >= float(self.heads.bar[self.column(label)])

    def gain(self, label: str, low: int, high: int) -> float:
        """What words number `low` to `high` added to a label's logit."""
        return float(self.gains[low:high, self.column(label)].sum())

    def words(self, label: str, volley: Volley, low: int, high: int, most: int = 3) -> tuple[Span, ...]:
        """The runs of words that spoke most for a label, strongest first."""
        gain = self.gains[low:high, self.column(label)]
        if not len(gain) or float(gain.max()) <= 0:
            return ()
        bar = float(gain.max()) * 0.35
        runs: list[tuple[float, int, int]] = []
        for n, one in enumerate(gain.tolist()):
            if one < bar:
                continue
            if runs and runs[-1][2] == low + n:
                total, first, _ = runs[-1]
                runs[-1] = (total + one, first, low + n + 1)
            else:
                runs.append((one, low + n, low + n + 1))
        runs.sort(key=lambda run: (-run[0], run[1]))
        return tuple(Span(volley.words[first].start, volley.words[last - 1].end) for _, first, last in runs[:most])
