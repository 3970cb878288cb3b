"""Which utterance earned which of a volley's codes, and the words that decided it.

An utterance takes at most one code. Each code goes to the utterance that by itself speaks most for it; a code that
finds no utterance of its own is not given, because the same words would have earned two.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scoring.codes import BEHAVIOURS, Behaviour, QuestionForm
from scoring.coding import Basis, Reason, Span, Utterance, phrased
from scoring.cues import behaviours as cue
from scoring.decide import ADVICE
from scoring.phrases import Cues
from scoring.questions import asked
from scoring.spans import spans
from scoring.volley import Piece, Volley

if TYPE_CHECKING:
    from scoring.typed_heads import Reading

CUES: dict[Behaviour, Cues] = {
    Behaviour.AFFIRM: cue.AFFIRM,
    Behaviour.SEEK_COLLABORATION: cue.SEEK,
    Behaviour.EMPHASIZE_AUTONOMY: cue.EMPHASIZE,
    Behaviour.GIVING_INFORMATION: cue.INFORMATION,
    Behaviour.PERSUADE: cue.PERSUADE,
    Behaviour.PERSUADE_WITH_PERMISSION: cue.PERSUADE,
    Behaviour.CONFRONT: cue.CONFRONT,
    Behaviour.SIMPLE_REFLECTION: cue.REFLECTION,
    Behaviour.COMPLEX_REFLECTION: cue.DEEPER,
}
_ADVICE = (Behaviour.PERSUADE, Behaviour.PERSUADE_WITH_PERMISSION)
AGAIN = 0.5  # logit from which an utterance is counted to a code that another has already earned


def assign(
    volley: Volley, reading: "Reading", given: Mapping[Behaviour, float], opened: float | None = None
) -> tuple[Utterance, ...]:
    """The utterances of a volley, coded.

    ``opened`` is the probability that a question is open, where transcripts' experts decide and not the words' form.
    """
    claims = sorted(
        (
            (reading.spoken_for(label_of(behaviour), n), n, behaviour)
            for n in range(len(volley.pieces))
            for behaviour in given
        ),
        key=lambda claim: (-claim[0], claim[1], claim[2]),
    )
    taken: dict[int, Behaviour] = {}
    for _, n, behaviour in claims:
        if n not in taken and behaviour not in taken.values():
            taken[n] = behaviour
    for score, n, behaviour in claims:
        if n not in taken and score > AGAIN:
            taken[n] = behaviour
    return tuple(
        _utterance(volley, piece, reading, taken.get(n), given, opened) for n, piece in enumerate(volley.pieces)
    )


def label_of(behaviour: Behaviour) -> str:
    """The heads' label of a behaviour: both kinds of advice are one."""
    return ADVICE if behaviour in _ADVICE else str(behaviour)


def _utterance(
    volley: Volley,
    piece: Piece,
    reading: "Reading",
    behaviour: Behaviour | None,
    given: Mapping[Behaviour, float],
    opened: float | None,
) -> Utterance:
    if behaviour is None:
        return Utterance(piece.span, None, 1.0 - max(given.values(), default=0.0) / 2)
    form = None
    if behaviour is Behaviour.QUESTION and opened is not None:
        form = QuestionForm.OPEN if opened > 0.5 else QuestionForm.CLOSED
    elif behaviour is Behaviour.QUESTION:
        question = asked(volley, piece)
        by_words = question.form if question else QuestionForm.CLOSED
        form = by_words if question and question.shaped else _read_form(reading)
    return Utterance(piece.span, behaviour, given[behaviour], _reason(volley, piece, reading, behaviour), form)


def _read_form(reading: "Reading") -> QuestionForm:
    return QuestionForm.OPEN if reading.given("open") else QuestionForm.CLOSED


def _reason(volley: Volley, piece: Piece, reading: "Reading", behaviour: Behaviour) -> Reason:
    """The cue phrase that names the code, where there is one; else the words that weighed most."""
    if behaviour in CUES:
        hits = CUES[behaviour].find(volley.words, piece.low, piece.high)
        if hits:
            return Reason(spans(volley, hits), Basis.RULE, phrased(BEHAVIOURS[behaviour].label))
    elif question := asked(volley, piece):
        first, last = volley.words[question.first], volley.words[question.last - 1]
        return Reason(
            (Span(first.start, last.end),), Basis.RULE, "the words ask" if question.shaped else "a question mark"
        )
    words = reading.words(label_of(behaviour), volley, piece.low, piece.high)
    return Reason(words, Basis.MODEL, "the words that weighed most")
