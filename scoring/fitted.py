"""The fitted models: what AnnoMI's experts would most likely have called a turn, how surely, and for which words."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scoring.features import features
from scoring.linear import Linear
from scoring.tokens import Token

FAMILIES = ("question", "reflection", "input", "other")
TALK = ("change", "neutral", "sustain")
MODEL = Path(__file__).parent / "model"
WEIGHTS = ("linear.npz", "calibration.npz")
MOST_REASONS = 5

Span = tuple[int, int, float]
_FAMILY, _OPEN, _COMPLEX, _TALK = slice(0, 4), 4, 5, slice(6, 9)  # columns of the logits


@dataclass(frozen=True, slots=True)
class ClinicianReading:
    """A clinician's turn as an expert would most likely code it.

    Probabilities are calibrated, 0 to 1. `words` are offsets into the text with a weight, the share of the evidence
    for that family which those words carry (0 to 1), strongest first: a measured attribution, not a rule.
    """

    main: str  # the family decided on
    family: dict[str, float]  # question, reflection, input, other; sums to 1
    open: float  # P(open), were it a question
    complex: float  # P(complex), were it a reflection
    words: dict[str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class ClientReading:
    """A client's turn about a target behaviour; fields as in `ClinicianReading`."""

    main: str  # decided with the rare kinds weighed up, so not always the most probable
    talk: dict[str, float]  # change, neutral, sustain; sums to 1
    words: dict[str, tuple[Span, ...]]


@dataclass(frozen=True, slots=True)
class Calibration:
    """What turns logits into probabilities, fitted on turns the models had not seen."""

    temperature: NDArray[np.float32]  # family, open, complex, talk
    shift: NDArray[np.float32]  # added to each logit after that
    favour: NDArray[np.float32]  # added to the logits of talk for the decision alone

    @classmethod
    def load(cls, path: Path) -> "Calibration":
        """As `scoring.training` wrote it."""
        with np.load(path) as file:
            return cls(file["temperature"], file["shift"], file["favour"])

    def scaled(self, logits: NDArray[np.float32]) -> NDArray[np.float32]:
        """Calibrated logits of every column."""
        scaled: NDArray[np.float32] = (logits / np.repeat(self.temperature, [4, 1, 1, 3]) + self.shift).astype(
            np.float32
        )
        return scaled


@dataclass(frozen=True, slots=True)
class Fitted:
    """The packaged models, ready to read turns. Reads one turn at a time: nothing else can sway its answer."""

    version: str  # content hash of the weights
    linear: Linear
    calibration: Calibration

    @classmethod
    def load(cls, folder: Path | None = None) -> "Fitted":
        """The models in `folder`, or those of the package."""
        folder = folder or MODEL
        content = hashlib.sha256()
        for name in WEIGHTS:
            content.update((folder / name).read_bytes())
        return cls(content.hexdigest()[:12], Linear.load(folder / WEIGHTS[0]), Calibration.load(folder / WEIGHTS[1]))

    def clinician(self, text: str, before: str = "") -> ClinicianReading:
        """Read a clinician's turn; `before` is the client's previous turn."""
        logits, gains, words = self._read(text, before, "")
        family = _softmax(logits[_FAMILY])
        return ClinicianReading(
            main=FAMILIES[int(family.argmax())],
            family=dict(zip(FAMILIES, family.tolist(), strict=True)),
            open=_sigmoid(logits[_OPEN]),
            complex=_sigmoid(logits[_COMPLEX]),
            words=_reasons(FAMILIES, gains[:, _FAMILY], words),
        )

    def client(self, text: str, before: str = "", target: str = "") -> ClientReading:
        """Read a client's turn; `before` is the clinician's, `target` the behaviour that change is about."""
        logits, gains, words = self._read(text, before, target)
        talk = _softmax(logits[_TALK])
        decided = logits[_TALK] + self.calibration.favour
        return ClientReading(
            main=TALK[int(decided.argmax())],
            talk=dict(zip(TALK, talk.tolist(), strict=True)),
            words=_reasons(TALK, gains[:, _TALK], words),
        )

    def _read(
        self, text: str, before: str, target: str
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], list[Token]]:
        read = features(text, before, target)
        return self.calibration.scaled(self.linear.logits(read)), self.linear.by_word(read), read.words


def _softmax(logits: NDArray[np.float32]) -> NDArray[np.float64]:
    powers: NDArray[np.float64] = np.exp(logits.astype(np.float64) - float(logits.max()))
    powers /= powers.sum()
    return powers


def _sigmoid(logit: float) -> float:
    return float(1 / (1 + np.exp(-float(logit))))


def _reasons(names: tuple[str, ...], gains: NDArray[np.float32], words: list[Token]) -> dict[str, tuple[Span, ...]]:
    """For each name the spans that raise it most above the others: runs of words that speak for it."""
    found: dict[str, tuple[Span, ...]] = {}
    if words:
        gains = gains - gains.mean(axis=1, keepdims=True)
    for column, name in enumerate(names):
        found[name] = _spans(gains[:, column], words) if words else ()
    return found


def _spans(gain: NDArray[np.float32], words: list[Token]) -> tuple[Span, ...]:
    most, whole = float(gain.max()), float(gain[gain > 0].sum())
    if most <= 0:
        return ()
    runs: list[Span] = []
    open_run = False
    for word, one in zip(words, gain.tolist(), strict=True):
        if one < most / 4:
            open_run = False
        elif open_run and word.start >= runs[-1][1]:
            start, _, weight = runs[-1]
            runs[-1] = (start, word.end, weight + one / whole)
        elif open_run:
            start, end, weight = runs[-1]
            runs[-1] = (start, max(end, word.end), weight + one / whole)
        else:
            runs.append((word.start, word.end, one / whole))
            open_run = True
    runs.sort(key=lambda run: (-run[2], run[0]))
    return tuple((start, end, round(weight, 4)) for start, end, weight in runs[:MOST_REASONS])
