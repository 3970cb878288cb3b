"""What was said aloud, as AnnoMI's experts would most likely code it, from all that is known of the turn.

The encoder, the linear model and the typed heads each see something of a turn that the others miss, and a turn answers
the one before it: change talk follows an open question more often than it follows information. Every opinion counts by
weights fitted on transcripts that none of the models had seen (`scoring.training.aloud`).
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scoring.codes import REFLECTIONS, Behaviour, ClientTalk, Family
from scoring.coding import CONTEXT_TURNS, Context
from scoring.fitted import AT, CODES, FAMILIES, TALK, ClientReading, ClinicianReading
from scoring.joining import logit
from scoring.odds import softmax

WEIGHTS = Path(__file__).parent / "model" / "aloud.npz"

Row = NDArray[np.float32]
_FAMILY_CODES: dict[Family, frozenset[Behaviour]] = {
    Family.QUESTION: frozenset({Behaviour.QUESTION}),
    Family.REFLECTION: frozenset(REFLECTIONS),
}
_ASKED_OR_REFLECTED = frozenset[Behaviour]().union(*_FAMILY_CODES.values())
_PLAIN = {
    Behaviour.PERSUADE: 0.75,
    Behaviour.PERSUADE_WITH_PERMISSION: 0.75,
    Behaviour.EMPHASIZE_AUTONOMY: 0.75,
    Behaviour.AFFIRM: 0.75,
    Behaviour.CONFRONT: 0.9,
}
"""Codes that typed volleys taught, with the probability from which one outweighs the reflection that experts would more
often hear. In transcripts that is rare: it is for lines that nobody would take for one ("You should just stop.")."""
_DOUBTED = 0.5  # probability of the family under which Confront may do so


@dataclass(frozen=True, slots=True)
class Joined:
    """One question asked of a turn: `weights` are opinions by answers, `shift` is added to the answers' logits.

    `lean` is added too for the answer alone: macro-F1 weighs rare answers up, a probability does not.
    """

    weights: Row
    shift: Row
    lean: Row

    def logits(self, said: Row) -> Row:
        """Calibrated logits of the answers, of one turn's opinions or of many turns'."""
        found: Row = said @ self.weights + self.shift
        return found


@dataclass(frozen=True, slots=True)
class Heard:
    """A clinician's turn: its family with the probability of it, and the question and the reflection heard in it.

    Probabilities are 0 to 1. ``deeper`` is whether a reflection, if there is one, is likelier complex than simple.
    ``codes`` is nothing where nobody listened for them.
    """

    main: Family
    sure: float
    deeper: bool
    codes: Mapping[Behaviour, float] | None

    def among(self, given: dict[Behaviour, float], room: int) -> dict[Behaviour, float]:
        """The turn's codes: the question and the reflection as heard, and what else was given.

        ``room`` are the utterances that can take a code. Where they are fewer than the codes, what is plainly no
        reflection stays, then the one that makes the turn what experts call it, then the likelier ones.
        """
        if self.codes is None:
            return given
        told = {code: chance for code, chance in given.items() if code not in _ASKED_OR_REFLECTED}
        every = told | dict(self.codes)
        kind = _FAMILY_CODES.get(self.main, frozenset())
        order = sorted(
            every, key=lambda code: (not self._outweighs_reflection(code, told), code not in kind, -every[code])
        )
        return {code: every[code] for code in order[:room]}

    def _outweighs_reflection(self, code: Behaviour, told: Mapping[Behaviour, float]) -> bool:
        if self.main is not Family.REFLECTION or told.get(code, 0.0) < _PLAIN.get(code, 2.0):
            return False
        return code is not Behaviour.CONFRONT or self.sure < _DOUBTED

    def family(self, given: Collection[Behaviour]) -> Family | None:
        """The turn's family, if its codes leave it what it was heard as."""
        kind = _FAMILY_CODES.get(self.main)
        return self.main if kind is None or self.codes is None or not kind.isdisjoint(given) else None


@dataclass(frozen=True, slots=True)
class Sides:
    """A client's turn: the probabilities of `TALK`, which sum to 1, and how far the decision leans to each."""

    chances: NDArray[np.float64]
    lean: Row


@dataclass(frozen=True, slots=True)
class Aloud:
    """The questions asked of a turn that was said aloud."""

    family: Joined  # FAMILIES
    asks: Joined  # no question in it, a question
    reflects: Joined  # no reflection in it, a reflection
    deeper: Joined  # were it a reflection, and the two kinds as common as each other: simple, complex
    side: Joined  # TALK, of a client's turn

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> "Aloud":
        """The packaged weights."""
        with np.load(path) as file:
            parts = [part.name for part in fields(Joined)]
            return cls(*(Joined(*(file[f"{one.name}.{part}"] for part in parts)) for one in fields(cls)))

    def save(self, path: Path = WEIGHTS) -> None:
        """Write the weights."""
        arrays = {
            f"{one.name}.{part.name}": getattr(getattr(self, one.name), part.name)
            for one in fields(self)
            for part in fields(Joined)
        }
        np.savez(path, **arrays)

    def clinician(self, text: str, heads: Mapping[str, float], read: ClinicianReading, context: Context) -> Heard:
        """A clinician's turn; `heads` are the typed heads' probabilities of MITI's codes.

        Without the encoder's opinions the family that the linear model decided on stands, and no code is added.
        """
        said = opinions(text, heads, read, context)
        if len(said) < len(self.family.weights):
            return Heard(Family(read.main), read.family[read.main], read.complex > 0.5, None)
        best, sure = _answer(self.family, said)
        main = Family(FAMILIES[best])
        deeper = bool(_answer(self.deeper, said)[0])
        kinds = {
            Family.QUESTION: (self.asks, Behaviour.QUESTION),
            Family.REFLECTION: (self.reflects, (Behaviour.SIMPLE_REFLECTION, Behaviour.COMPLEX_REFLECTION)[deeper]),
        }
        codes = {}
        for kind, (joined, code) in kinds.items():
            there = _answer(joined, said)[0]
            if there or kind is main:
                codes[code] = float(softmax(joined.logits(said))[1])
        return Heard(main, sure, deeper, codes)

    def client(self, own: Row, read: ClientReading, context: Context) -> Sides | None:
        """A client's turn; `own` are the client head's logits. Nothing without the encoder's opinions."""
        said = talk_opinions(own, read, context)
        if len(said) < len(self.side.weights):
            return None
        return Sides(softmax(self.side.logits(said)), self.side.lean)


def _answer(joined: Joined, said: Row) -> tuple[int, float]:
    logits = joined.logits(said)
    best = int((logits + joined.lean).argmax())
    return best, float(softmax(logits)[best])


def opinions(text: str, heads: Mapping[str, float], read: ClinicianReading, context: Context) -> Row:
    """What is known of a clinician's turn: the models' logits but those of marks, what was said before it, its length
    and its mark."""
    form = (math.log1p(len(text.split())), float("?" in text))
    own = (*read.logits[: AT["marks"].start], *read.logits[AT["marks"].stop :])
    return np.array([*(logit(heads[code]) for code in CODES), *own, *before(context), *form], np.float32)


def talk_opinions(own: Row, read: ClientReading, context: Context) -> Row:
    """What is known of a client's turn: the models' logits, and what was said before it."""
    return np.array([*read.logits, *own, *before(context)], np.float32)


def before(context: Context) -> tuple[float, ...]:
    """What was said before: the family of the clinician's last turn and the side of the client's, then how often each
    was heard in either's last `CONTEXT_TURNS` turns."""
    mains = [coding.main for _, coding in context.earlier[-CONTEXT_TURNS:]]
    sides = [ClientTalk.NEUTRAL if talk is ClientTalk.DISCORD else talk for talk in context.talked[-CONTEXT_TURNS:]]
    last = (*_shares(mains[-1:], FAMILIES, 0), *_shares(sides[-1:], TALK, 0))
    return (*last, *_shares(mains, FAMILIES, 1), *_shares(sides, TALK, 1))


def _shares(heard: Sequence[str], names: Sequence[str], more: int) -> list[float]:
    """The share of each name among what was heard and ``more`` that was not."""
    return [heard.count(name) / max(len(heard) + more, 1) for name in names]
