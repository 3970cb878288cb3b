"""The client head: how a typed line leans towards its target, and the DARN-CAT kind of that, from fitted weights.

Linear in the hashed features of :mod:`scoring.talk_features`, so a word's share of a decision is exact. It stands
beside the model fitted on transcripts (:mod:`scoring.fitted`), which reads a line without looking at the target's
direction: their logits are added.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from scoring.codes import ClientTalk, TalkKind
from scoring.coding import Span
from scoring.odds import softmax
from scoring.talk_features import Read

if TYPE_CHECKING:
    from scoring.aloud import Sides

WEIGHTS = Path(__file__).parent / "model" / "client_head.npz"
SIDES = (ClientTalk.CHANGE, ClientTalk.NEUTRAL, ClientTalk.SUSTAIN, ClientTalk.DISCORD)
KINDS = tuple(TalkKind)
FLOOR = 0.004  # least probability of the fitted model that is taken at its word

Row = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TalkHead:
    """Weights by bucket: of the sides in `side`, of the kinds in `kind`, eight bits each, with their columns' scales.

    ``mix`` holds what the head's logits and the fitted model's count for where there is a fitted model, and what the
    head's count for where there is none; ``shift`` and ``alone`` are added to the sides' logits in either case.
    """

    side: NDArray[np.int8]
    side_scale: Row
    kind: NDArray[np.int8]
    kind_scale: Row
    mix: Row
    shift: Row
    alone: Row

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "TalkHead":
        """The packaged head."""
        with np.load(path) as file:
            return cls(*(file[name] for name in cls.__slots__))

    def save(self, path: Path = WEIGHTS) -> None:
        """Write the head."""
        np.savez_compressed(path, **{name: getattr(self, name) for name in self.__slots__})

    def read(self, found: Read, heard: Mapping[str, float] | None, aloud: "Sides | None" = None) -> "TalkReading":
        """A line read; ``heard`` are the fitted model's probabilities of change, neutral and sustain.

        Of a line said aloud, ``aloud`` holds what it and the head come to together.
        """
        rows = self._rows(self.side, self.side_scale, found)
        own: Row = rows.sum(axis=0)
        kinds: Row = self._rows(self.kind, self.kind_scale, found).sum(axis=0)
        if heard is None:
            logits = self.mix[2] * own + self.alone
        else:
            logits = self.mix[0] * own + self.shift
            logits[:3] += self.mix[1] * log_odds(heard)
        sides, lean = softmax(logits), np.zeros(len(SIDES), np.float32)
        if aloud and SIDES[int(sides.argmax())] is not ClientTalk.DISCORD:  # which transcripts do not tell apart
            sides, lean = np.array([*aloud.chances, 0.0]), np.array([*aloud.lean, 0.0], np.float32)
        return TalkReading(found, sides, lean, kinds, rows)

    def own(self, found: Read) -> Row:
        """The head's own logits of the sides."""
        total: Row = self._rows(self.side, self.side_scale, found).sum(axis=0)
        return total

    @staticmethod
    def _rows(weights: NDArray[np.int8], scale: Row, found: Read) -> Row:
        bucket, value = found.hashed()
        every: Row = weights[bucket].astype(np.float32) * (value[:, None] * scale)
        return every


@dataclass(frozen=True, slots=True)
class TalkReading:
    """A line as the head reads it: calibrated probabilities of `SIDES` and how far the decision leans to each, logits
    of `KINDS`, every feature's share."""

    found: Read
    sides: NDArray[np.float64]
    lean: Row
    kinds: Row
    shares: Row

    @property
    def side(self) -> ClientTalk:
        """The side decided on: the most probable, unless the decision leans to another."""
        return SIDES[int((np.log(np.maximum(self.sides, 1e-9)) + self.lean).argmax())]

    @property
    def kind(self) -> TalkKind:
        """The most probable kind, were it change or sustain talk."""
        return KINDS[int(self.kinds.argmax())]

    def probability(self, side: ClientTalk) -> float:
        """The calibrated probability of a side, 0 to 1."""
        return float(self.sides[SIDES.index(side)])

    def words(self, side: ClientTalk, most: int = 2) -> tuple[Span, ...]:
        """The runs of words that spoke most for a side against the others, strongest first."""
        words = self.found.line.words
        gains = np.zeros(len(words) + 1, np.float32)
        column = SIDES.index(side)
        above = self.shares[:, column] - np.delete(self.shares, column, axis=1).mean(axis=1)
        for (first, last), gain in zip(self.found.places.values(), above.tolist(), strict=True):
            if 0 <= first < last <= len(words):
                gains[first:last] += gain / (last - first)
        return _runs(self.found, gains, most)


def _runs(found: Read, gains: Row, most: int) -> tuple[Span, ...]:
    bar = float(gains.max()) * 0.4
    if bar <= 0:
        return ()
    words = found.line.words
    runs: list[tuple[float, int, int]] = []
    for n in np.flatnonzero(gains >= bar).tolist():
        total, first, last = runs[-1] if runs and runs[-1][2] == n else (0.0, n, n)
        if last == n and runs and first != n:
            runs[-1] = (total + float(gains[n]), first, n + 1)
        else:
            runs.append((float(gains[n]), n, n + 1))
    runs.sort(key=lambda run: (-run[0], run[1]))
    return tuple(Span(words[first].start, words[last - 1].end) for _, first, last in runs[:most])


def log_odds(heard: Mapping[str, float]) -> Row:
    """The fitted model's logits of change, neutral and sustain, centred."""
    logs = np.log(np.maximum([heard[side] for side in SIDES[:3]], FLOOR)).astype(np.float32)
    centred: Row = logs - logs.mean()
    return centred
