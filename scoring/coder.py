"""The coder: a clinician's typed turn in MITI's terms, and a client's in MISC's.

    text -> volley -> features -> heads' probabilities -> MITI's volley rules -> utterances, marks, Coding

What each step knows is in the file named after it; the cue phrases are in `scoring/cues/`.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from scoring import client_talk
from scoring.assign import assign
from scoring.codes import REFLECTIONS, Behaviour, Family, Mark, QuestionForm
from scoring.coding import Coding, Context, TalkCoding, Utterance
from scoring.decide import ADVICE, Chance, decide
from scoring.marks import marks
from scoring.permission import standing
from scoring.typed_features import found
from scoring.volley import volley

if TYPE_CHECKING:
    from scoring.typed_heads import Heads, Reading

_NO_CONTEXT = Context()
UNSURE_BELOW = 0.6  # confidence under which a trainee reads "this could be heard as"
_CODED = (*Behaviour, ADVICE)


class Coder:
    """Codes volleys. Values in, values out: it keeps nothing between turns but the weights it has read."""

    version = "2"

    def __init__(self, heads: "Heads | None" = None) -> None:
        self._given = heads

    @classmethod
    def load(cls) -> "Coder":
        """A coder ready to be asked; its weights are read at the first turn, or by :meth:`warm`."""
        return cls()

    @cached_property
    def heads(self) -> "Heads":
        """The heads fitted on typed volleys."""
        from scoring.typed_heads import Heads  # numpy is read here, off the first paint

        return self._given if self._given is not None else Heads.load()

    def warm(self) -> None:
        """Read the weights and the phrases now."""
        self.code("Hello.")

    def talk(self, text: str, context: Context = _NO_CONTEXT) -> TalkCoding:
        """A client's turn, against the context's target."""
        return client_talk.talk(text, context)

    def code(self, text: str, context: Context = _NO_CONTEXT) -> Coding:
        """A clinician's turn."""
        if context.talk is None and context.patient.strip():
            context = replace(context, talk=self.talk(context.patient, context).talk)
        spoken = volley(text)
        reading = self.heads.read(spoken, found(spoken, context))
        given = decide(self._chances(reading), standing(context))
        utterances = assign(spoken, reading, given)
        marked = marks(spoken, utterances, context, reading)
        if any(mark.mark is Mark.UNINTELLIGIBLE for mark in marked):
            utterances = tuple(Utterance(utterance.span, None) for utterance in utterances)
        return _coding(utterances, replace(Coding(), marks=marked, coder=self.version))

    def _chances(self, reading: "Reading") -> Mapping[str, Chance]:
        return {
            label: Chance(reading.probability(label), float(self.heads.bar[reading.column(label)])) for label in _CODED
        }


def _coding(utterances: tuple[Utterance, ...], coding: Coding) -> Coding:
    best: dict[Behaviour, float] = {}
    for utterance in utterances:
        if utterance.behaviour is not None:
            best[utterance.behaviour] = max(best.get(utterance.behaviour, 0.0), utterance.confidence)
    forms = {utterance.form for utterance in utterances if utterance.behaviour is Behaviour.QUESTION}
    form = QuestionForm.OPEN if QuestionForm.OPEN in forms else QuestionForm.CLOSED if forms else None
    return replace(
        coding,
        utterances=utterances,
        behaviours=tuple(best),
        confidence=tuple(best.values()),
        unsure=tuple(behaviour for behaviour, confidence in best.items() if confidence < UNSURE_BELOW),
        main=family(tuple(best)),
        question=form,
    )


def family(behaviours: tuple[Behaviour, ...]) -> Family:
    """AnnoMI's family of a volley: a question outweighs a reflection, and a reflection what is told."""
    said = set(behaviours)
    if Behaviour.QUESTION in said:
        return Family.QUESTION
    if REFLECTIONS & said:
        return Family.REFLECTION
    told = {
        Behaviour.PERSUADE,
        Behaviour.PERSUADE_WITH_PERMISSION,
        Behaviour.GIVING_INFORMATION,
        Behaviour.CONFRONT,
        Behaviour.SEEK_COLLABORATION,
    }
    return Family.INPUT if told & said else Family.OTHER
