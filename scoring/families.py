"""The family of a clinician's turn as AnnoMI's experts would name it, from all that the models say of it, joined.

The encoder, the linear model and the typed heads each see something of a turn that the others miss: every logit of
theirs counts, by weights fitted on transcripts that none of them had seen (`scoring.training.families`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scoring.codes import Family
from scoring.fitted import CODES, FAMILIES, ClinicianReading
from scoring.joining import logit
from scoring.odds import softmax

WEIGHTS = Path(__file__).parent / "model" / "families.npz"


@dataclass(frozen=True, slots=True)
class Families:
    """`weights` are opinions by families, `shift` is added, and `favour` too for the decision alone.

    Opinions are the typed heads' logits of MITI's codes, then the encoder's and the linear model's. Macro-F1 weighs
    rare families up; so does `favour`.
    """

    weights: NDArray[np.float32]
    shift: NDArray[np.float32]
    favour: NDArray[np.float32]

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "Families":
        """The packaged weights."""
        with np.load(path) as file:
            return cls(file["weights"], file["shift"], file["favour"])

    def save(self, path: Path = WEIGHTS) -> None:
        """Write the weights."""
        np.savez(path, weights=self.weights, shift=self.shift, favour=self.favour)

    def logits(self, said: NDArray[np.float32]) -> NDArray[np.float32]:
        """Calibrated logits of the families, of one turn's opinions or of many turns'."""
        found: NDArray[np.float32] = said @ self.weights + self.shift
        return found

    def heard(self, heads: Mapping[str, float], spoken: ClinicianReading) -> tuple[Family, float]:
        """The family decided on, and its probability; `heads` are the typed heads' probabilities of MITI's codes.

        Without all of their logits (where the encoder is not installed) the family that the others decided on stands.
        """
        said = opinions(heads, spoken)
        if len(said) < len(self.weights):
            return Family(spoken.main), spoken.family[spoken.main]
        logits = self.logits(said)
        best = int((logits + self.favour).argmax())
        return Family(FAMILIES[best]), float(softmax(logits)[best])


def opinions(heads: Mapping[str, float], spoken: ClinicianReading) -> NDArray[np.float32]:
    """What a family's logit is a weighted sum of."""
    return np.array([*(logit(heads[code]) for code in CODES), *spoken.logits], np.float32)
