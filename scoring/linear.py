"""The linear model: a sum over hashed n-grams and cues, which is its own exact explanation."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scoring.features import Features

Array = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights of every head, side by side in columns."""

    grams: NDArray[np.int8]  # one row a bucket
    scale: Array  # of each column of `grams`
    hand: Array  # one row a hand feature
    bias: Array

    @classmethod
    def load(cls, path: Path) -> "Linear":
        """Weights as `scoring.training` wrote them."""
        with np.load(path) as file:
            return cls(file["grams"], file["scale"], file["hand"], file["bias"])

    def logits(self, read: Features) -> Array:
        """One logit for each column."""
        rows = self.grams[read.bucket].astype(np.float32)
        return (read.value @ rows) * self.scale + read.hand @ self.hand + self.bias

    def by_word(self, read: Features) -> Array:
        """How much each of the turn's words adds to each column: its share of every n-gram and cue it is in."""
        size = len(read.words)
        added = np.zeros((size + 1, len(self.scale)), np.float32)
        own = read.first >= 0
        first, last = read.first[own], read.last[own]
        gain = self.grams[read.bucket[own]].astype(np.float32) * (read.value[own, None] * self.scale)
        gain /= (last - first + 1)[:, None]
        np.add.at(added, first, gain)
        np.add.at(added, np.minimum(last + 1, size), -gain)
        for cue, low, high in read.cues:
            share = self.hand[cue] * read.hand[cue] / (high - low + 1)
            added[low] += share
            added[min(high + 1, size)] -= share
        return np.cumsum(added, axis=0)[:size]
