"""The fitted models: what AnnoMI's experts would most likely have called a turn, how surely, and for which words."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import accumulate
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scoring.codes import Mark
from scoring.encoder import FILES, Encoder
from scoring.features import features
from scoring.linear import Linear
from scoring.odds import sigmoid, softmax
from scoring.tokens import Token

FAMILIES = ("question", "reflection", "input", "other")
TALK = ("change", "neutral", "sustain")
MODEL = Path(__file__).parent / "model"
CODES = (
    "question",
    "simple_reflection",
    "complex_reflection",
    "affirm",
    "seek_collaboration",
    "emphasize_autonomy",
    "persuade",
    "persuade_with_permission",
    "confront",
    "giving_information",
)
MARKED = tuple(str(mark) for mark in Mark if mark is not Mark.REPETITION)  # which only shows beside an earlier turn
DEEP = {
    "family": len(FAMILIES),
    "present": 3,
    "open": 1,
    "complex": 1,
    "client": len(TALK),
    "codes": len(CODES),
    "marks": len(MARKED),
}
"""The encoder's heads, in the order of its logits, and how many of them each has."""
AT = {name: slice(end - DEEP[name], end) for name, end in zip(DEEP, accumulate(DEEP.values()), strict=True)}
LINEAR = ("linear.npz", "calibration-linear.npz")
BOTH = ("linear.npz", "calibration.npz", *FILES)
MOST_REASONS = 5

Array = NDArray[np.float32]
Span = tuple[int, int, float]
_FAMILY, _OPEN, _COMPLEX, _TALK = slice(0, 4), 4, 5, slice(6, 9)  # columns of the logits
SHARED = [n for name in ("family", "open", "complex", "client") for n in range(AT[name].start, AT[name].stop)]
"""The encoder's columns for those, in their order."""
_FLAT = 9  # columns of the linear model


@dataclass(frozen=True, slots=True)
class ClinicianReading:
    """A clinician's turn as an expert would most likely code it.

    Probabilities are calibrated, 0 to 1. `words` are offsets into the text with a weight, the share of the evidence
    for that family which those words carry (0 to 1), strongest first: a measured attribution, not a rule.
    """

    main: str  # the family decided on, rare ones weighed up: not always the most probable
    family: dict[str, float]  # question, reflection, input, other; sums to 1
    open: float  # P(open), were it a question, and the two kinds as common as each other
    complex: float  # P(complex), were it a reflection, and the two kinds as common as each other
    words: dict[str, tuple[Span, ...]]
    codes: dict[str, float]  # each MITI code's own probability, from typed volleys; empty without the encoder
    marks: dict[str, float] = field(default_factory=dict)  # as codes
    logits: tuple[float, ...] = ()  # uncalibrated: all of the encoder's, if any, then the linear model's


@dataclass(frozen=True, slots=True)
class ClientReading:
    """A client's turn about a target behaviour; fields as in `ClinicianReading`."""

    main: str  # decided in the same way
    talk: dict[str, float]  # change, neutral, sustain; sums to 1
    words: dict[str, tuple[Span, ...]]
    logits: tuple[float, ...] = ()  # of `TALK`, uncalibrated: the encoder's, if any, then the linear model's


@dataclass(frozen=True, slots=True)
class Calibration:
    """What turns logits into probabilities, fitted on turns the models had not seen."""

    mix: NDArray[np.float32]  # how much each model counts (rows: encoder if any, linear) for each column
    shift: NDArray[np.float32]  # added to each logit after that
    favour: NDArray[np.float32]  # added to the logits for the decision alone: macro-F1 weighs rare classes up

    @classmethod
    def load(cls, path: Path) -> "Calibration":
        """As `scoring.training` wrote it."""
        with np.load(path) as file:
            return cls(np.repeat(file["mix"], (4, 1, 1, 3), axis=1), file["shift"], file["favour"])


@dataclass(frozen=True, slots=True)
class Fitted:
    """The packaged models, ready to read turns. Reads one turn at a time: nothing else can sway its answer.

    Without onnxruntime the linear model reads alone, by its own calibration and under its own version.
    """

    version: str  # content hash of the weights
    encoder: Encoder | None  # None where onnxruntime is not installed
    linear: Linear
    calibration: Calibration

    @classmethod
    def load(cls, folder: Path | None = None) -> "Fitted":
        """The models in `folder`, or those of the package."""
        folder = folder or MODEL
        encoder = Encoder.load(folder) if find_spec("onnxruntime") else None
        names = BOTH if encoder else LINEAR
        content = hashlib.sha256()
        for name in names:
            content.update((folder / name).read_bytes())
        return cls(
            version=content.hexdigest()[:12],
            encoder=encoder,
            linear=Linear.load(folder / names[0]),
            calibration=Calibration.load(folder / names[1]),
        )

    def clinician(self, text: str, before: str = "") -> ClinicianReading:
        """Read a clinician's turn; `before` is the client's previous turn."""
        logits, gains, words, raw = self._read(text, before, "")
        family = softmax(logits[_FAMILY])
        return ClinicianReading(
            main=FAMILIES[int((logits + self.calibration.favour)[_FAMILY].argmax())],
            family=dict(zip(FAMILIES, family.tolist(), strict=True)),
            open=sigmoid(logits[_OPEN]),
            complex=sigmoid(logits[_COMPLEX]),
            words=_reasons(FAMILIES, gains[:, _FAMILY], words),
            codes=self._own(CODES, raw[AT["codes"]]),
            marks=self._own(MARKED, raw[AT["marks"]]),
            logits=tuple(raw.tolist()),
        )

    def client(self, text: str, before: str = "", target: str = "") -> ClientReading:
        """Read a client's turn; `before` is the clinician's, `target` the behaviour that change is about."""
        logits, gains, words, raw = self._read(text, before, target)
        talk = softmax(logits[_TALK])
        return ClientReading(
            main=TALK[int((logits + self.calibration.favour)[_TALK].argmax())],
            talk=dict(zip(TALK, talk.tolist(), strict=True)),
            words=_reasons(TALK, gains[:, _TALK], words),
            logits=talk_logits(raw),
        )

    def _own(self, names: Sequence[str], logits: Array) -> dict[str, float]:
        """The encoder's own probabilities, if there is one."""
        return dict(zip(names, map(sigmoid, logits.tolist()), strict=True)) if self.encoder else {}

    def _read(self, text: str, before: str, target: str) -> tuple[Array, Array, list[Token], Array]:
        """Calibrated logits, what each word adds to them, the words, and every model's own logits."""
        read = features(text, before, target)
        mix = self.calibration.mix
        flat: Array = self.linear.logits(read)
        logits: Array = mix[-1] * flat + self.calibration.shift
        gains: Array = mix[-1] * self.linear.by_word(read)
        if self.encoder is None:
            return logits, gains, read.words, flat
        deep, by_word = self.encoder.read(read.words)
        raw = np.concatenate([deep, flat])
        return logits + mix[0] * deep[SHARED], gains + mix[0] * by_word[:, SHARED], read.words, raw


def talk_logits(raw: Array) -> tuple[float, ...]:
    """Of every model's own logits of a turn, those of `TALK`."""
    deep = raw[:-_FLAT][AT["client"]].tolist() if len(raw) > _FLAT else []
    return (*deep, *raw[-_FLAT:][_TALK].tolist())


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
