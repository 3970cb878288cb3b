"""The heads fitted on typed volleys: for each code and mark a calibrated probability, and the words that moved it.

Linear in the named features of :mod:`scoring.typed_features`, so a word's share of a decision is exact: the sum of the
weights of the features it is part of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scoring.codes import Mark, TalkKind
from scoring.coding import Span
from scoring.typed_features import Features, Found
from scoring.volley import Volley

WEIGHTS = Path(__file__).parent / "model" / "typed_heads.npz"
EVOKED = tuple(f"{Mark.EVOKES_CHANGE_TALK}.{kind}" for kind in TalkKind)
"""Labels of a question that evokes change talk: the kind that its answer would be."""
_JOINING = frozenset({"a", "an", "and", "at", "by", "for", "in", "is", "it", "of", "on", "that", "the", "to", "with"})
Row = NDArray[np.float32]
Weights = NDArray[np.float16] | Row  # as kept, or fresh from a fit


@dataclass(frozen=True)
class Heads:
    """The fitted weights.

    ``whole`` and ``single`` are features by labels: the first read the volley, the second one utterance by itself. A
    label's calibrated logit is ``mix[0] * whole + mix[1] * (the utterance that speaks most for it) + mix[2]``;
    ``bar`` is the probability from which the label is given.
    """

    names: tuple[str, ...]
    labels: tuple[str, ...]
    whole: Weights
    single: Weights
    mix: Row
    bar: Row

    @cached_property
    def index(self) -> dict[str, int]:
        """Where each feature's weights stand."""
        return {name: n for n, name in enumerate(self.names)}

    @cached_property
    def bars(self) -> dict[str, float]:
        """Each label's bar."""
        return dict(zip(self.labels, self.bar.tolist(), strict=True))

    @cached_property
    def column(self) -> dict[str, int]:
        """Where each label stands."""
        return {label: n for n, label in enumerate(self.labels)}

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "Heads":
        """The packaged heads."""
        with np.load(path) as file:
            whole, single = file["whole"], file["single"]
            return cls(
                tuple(bytes(file["names"]).decode().split("\n")),
                tuple(bytes(file["labels"]).decode().split("\n")),
                whole,
                np.pad(single, ((0, 0), (0, whole.shape[1] - single.shape[1]))),
                file["mix"],
                file["bar"],
            )

    def save(self, path: Path = WEIGHTS) -> None:
        """Write the heads, weights in half precision; not compressed, so that they load at once.

        The labels that no utterance earns by itself stand last, and their weights of single utterances, all nothing,
        are left out.
        """
        earned = int(np.flatnonzero(self.single.any(axis=0)).max(initial=-1)) + 1
        np.savez(
            path,
            names=np.frombuffer("\n".join(self.names).encode(), np.uint8),
            labels=np.frombuffer("\n".join(self.labels).encode(), np.uint8),
            whole=self.whole.astype(np.float16),
            single=self.single[:, :earned].astype(np.float16),
            mix=self.mix,
            bar=self.bar,
        )

    def read(self, volley: Volley, features: Features) -> "Reading":
        """Every label's logit for a volley, and what each word added to it."""
        whole = self._known(features.whole)
        pieces = [self._known(piece) for piece in features.pieces]
        single = np.zeros((len(pieces), len(self.labels)), np.float32)
        for n, piece in enumerate(pieces):
            single[n] = piece.total(self.single)
        most = single.max(axis=0) if len(single) else np.zeros(len(self.labels), np.float32)
        logits = self.mix[0] * whole.total(self.whole) + self.mix[1] * most + self.mix[2]
        chances = 1 / (1 + np.exp(-logits.astype(np.float64)))
        return Reading(
            self, dict(zip(self.labels, chances.tolist(), strict=True)), single, len(volley.words), whole, pieces
        )

    def _known(self, found: Found) -> "Known":
        """The features that have weights, in the order in which they were found."""
        at = self.index.get
        known = [(number, name, value) for name, value in found.values.items() if (number := at(name)) is not None]
        values = np.array([value for _, _, value in known], np.float32)
        return Known(
            np.array([number for number, _, _ in known], np.intp),
            values,
            [found.places.get(name, ()) for _, name, _ in known],
        )


def _exact(weights: Weights) -> Row:
    return weights.astype(np.float32, copy=False)


@dataclass(frozen=True)
class Known:
    """Features with weights: their numbers, their values, and the runs of words (first, last) each came from."""

    numbers: NDArray[np.intp]
    values: Row
    places: Sequence[Sequence[tuple[int, int]]]

    def total(self, weights: Weights) -> Row:
        """The labels' sums."""
        total: Row = (_exact(weights[self.numbers]) * self.values[:, None]).sum(axis=0)
        return total

    @cached_property
    def words(self) -> tuple[NDArray[np.intp], NDArray[np.intp], Row]:
        """Every word that a feature came from: its number, the feature's place here, and the word's share of it."""
        runs = [(n, first, last, len(places)) for n, places in enumerate(self.places) for first, last in places]
        owner, first, last, times = np.array(runs, np.intp).reshape(-1, 4).T
        length = last - first
        before = np.cumsum(length) - length
        words = np.arange(length.sum()) - np.repeat(before - first, length)
        return words, np.repeat(owner, length), np.repeat((1.0 / (times * length)).astype(np.float32), length)

    def by_word(self, weights: Weights, column: int, share: np.float32, gains: Row) -> None:
        """Add to `gains` what each word gave one label: a feature's part is shared out among the words it came from."""
        parts = _exact(weights[self.numbers, column]) * self.values
        words, owners, shares = self.words
        np.add.at(gains, words, parts[owners] * shares * share)


@dataclass(frozen=True, slots=True)
class Reading:
    """One volley as the heads read it: calibrated probabilities by label, each utterance's own logits, and what they
    came from."""

    heads: Heads
    chances: dict[str, float]
    single: Row
    length: int  # words of the volley
    whole: Known
    pieces: Sequence[Known]

    def probability(self, label: str) -> float:
        """The calibrated probability of a label, 0 to 1."""
        return self.chances[label]

    def bar(self, label: str) -> float:
        """The probability from which a label is given."""
        return self.heads.bars[label]

    def given(self, label: str) -> bool:
        """Whether a label's probability reaches its bar."""
        return self.probability(label) >= self.bar(label)

    def spoken_for(self, label: str, piece: int) -> float:
        """How far utterance number `piece` by itself speaks for a label, as a logit."""
        return float(self.single[piece, self.heads.column[label]])

    def foremost(self, label: str) -> int:
        """The utterance that speaks most for a label; 0 where there is none."""
        return int(self.single[:, self.heads.column[label]].argmax()) if len(self.single) else 0

    def _gains(self, label: str, volley: Volley, low: int, high: int) -> Row:
        """What each of the words `low` to `high` added to a label's logit."""
        heads, column = self.heads, self.heads.column[label]
        gains = np.zeros(self.length, np.float32)
        self.whole.by_word(heads.whole, column, heads.mix[0, column], gains)
        for piece, known in zip(volley.pieces, self.pieces, strict=True):
            if piece.low < high and low < piece.high:
                known.by_word(heads.single, column, heads.mix[1, column], gains)
        return gains[low:high]

    def words(self, label: str, volley: Volley, low: int, high: int, most: int = 3) -> tuple[Span, ...]:
        """The runs of words that spoke most for a label, strongest first."""
        gain = self._gains(label, volley, low, high)
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
        runs = [run for run in runs if not _says_little(volley, run[1], run[2])] or runs
        return tuple(Span(volley.words[first].start, volley.words[last - 1].end) for _, first, last in runs[:most])


def _says_little(volley: Volley, first: int, last: int) -> bool:
    """Whether some words are no reason to a reader: one word that joins others."""
    return last - first == 1 and volley.words[first].text in _JOINING
