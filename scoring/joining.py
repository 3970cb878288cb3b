"""The typed heads and the models of transcripts, joined: one calibrated probability and one bar a code or mark.

Each opinion is a logit; their weights were fitted on volleys that neither had seen
(`scoring.training.typed_heads`). Without the encoder the heads speak alone.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scoring.codes import Behaviour, ClientTalk
from scoring.decide import ADVICE, CODED, Chance
from scoring.fitted import FAMILIES, MARKED, ClinicianReading

WEIGHTS = Path(__file__).parent / "model" / "joining.npz"
AFTER = (ClientTalk.CHANGE, ClientTalk.SUSTAIN)
OPINIONS = ("heads", "encoder", *FAMILIES, "complex", *(f"after {side}" for side in AFTER), "always")
"""What a label's logit is a weighted sum of: its own by the heads and by the encoder, the four families' and that of a
complex reflection by the joined models, which side the client's words before it took, and 1."""
JOINED = (*CODED, *MARKED)
_LEAST = 0.001  # probability that a logit is taken of


@dataclass(frozen=True, slots=True)
class Joining:
    """`weights` are the labels of `JOINED` by opinions; `bar` is the probability from which a label is given."""

    weights: NDArray[np.float32]
    bar: NDArray[np.float32]

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "Joining":
        """The packaged weights."""
        with np.load(path) as file:
            return cls(*(file[name] for name in cls.__slots__))

    def save(self, path: Path = WEIGHTS) -> None:
        """Write the weights."""
        np.savez(path, **{name: getattr(self, name) for name in self.__slots__})

    def chances(self, heads: Mapping[str, float], read: ClinicianReading, talk: ClientTalk | None) -> dict[str, Chance]:
        """Every label's probability and bar; `heads` are the typed heads' probabilities, `talk` the side of the
        client's words before."""
        said = 1 / (1 + np.exp(-(opinions(heads, read, talk) * self.weights).sum(axis=1)))
        return {label: Chance(float(p), float(bar)) for label, p, bar in zip(JOINED, said, self.bar, strict=True)}


def opinions(heads: Mapping[str, float], read: ClinicianReading, talk: ClientTalk | None) -> NDArray[np.float64]:
    """`OPINIONS` of every label of `JOINED`, a row each; `heads` are the typed heads' probabilities, `talk` the side of
    the client's words before."""
    encoder = {**read.codes, **read.marks, ADVICE: advised(read.codes)}
    after = (float(talk is side) for side in AFTER)
    shared = (*(logit(read.family[name]) for name in FAMILIES), logit(read.complex), *after, 1.0)
    return np.array([(logit(heads[label]), logit(encoder[label]), *shared) for label in JOINED])


def advised(codes: Mapping[str, float]) -> float:
    """The probability of persuasion of either kind."""
    return min(codes[Behaviour.PERSUADE] + codes[Behaviour.PERSUADE_WITH_PERMISSION], 1.0)


def logit(probability: float) -> float:
    """The logit of a probability, of one no nearer to 0 or 1 than a thousandth."""
    kept = min(max(probability, _LEAST), 1 - _LEAST)
    return math.log(kept / (1 - kept))
