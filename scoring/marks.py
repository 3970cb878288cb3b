"""The marks of a turn: what MITI does not count, but a patient or a coach responds to.

A mark is given when the fitted head is sure enough of it, or when a phrase that decides by itself is found
(`SURE`). Its words are those of its cue phrases in `cues/marks.py`, or else those that weighed most. Some marks also
need something beside them; that stands in `_allowed`.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from scoring import foreign
from scoring.client_talk import side_of
from scoring.codes import REFLECTIONS, Behaviour, ClientTalk, Mark
from scoring.coding import Basis, Context, FoundMark, Reason, Span, Utterance
from scoring.cues import marks as cue
from scoring.cues.behaviours import PERSUADE
from scoring.phrases import Cues, Hit
from scoring.spans import spans
from scoring.volley import Volley

if TYPE_CHECKING:
    from scoring.typed_heads import Reading

_AGAIN = 3  # own earlier volleys in which a repetition is looked for
_NOD = 6  # words at most in a facilitator

CUES: dict[Mark, tuple[Cues, ...]] = {
    Mark.DOUBLE_SIDED_REFLECTION: (cue.DOUBLE_SIDED, cue.HINGE),
    Mark.REFLECTS_FEELING: (cue.FEELING,),
    Mark.REFLECTS_VALUE: (cue.VALUE,),
    Mark.EVOKES_CHANGE_TALK: tuple(cue.EVOKES.values()),
    Mark.EVOKES_SUSTAIN_TALK: (cue.EVOKES_SUSTAIN,),
    Mark.ASKS_PERMISSION: (cue.ASKS_PERMISSION,),
    Mark.OFFERS_OPTIONS: (cue.OFFERS_OPTIONS,),
    Mark.SUMMARY: (cue.SUMMARY,),
    Mark.PLANNING: (cue.PLANNING,),
    Mark.APOLOGY: (cue.APOLOGY,),
    Mark.SAFETY_INQUIRY: tuple(cue.SAFETY.values()),
    Mark.GETS_HELP: (cue.GETS_HELP,),
    Mark.PREMATURE_FOCUS: (cue.PREMATURE_FOCUS,),
    Mark.RIGHTING_REFLEX: (cue.RIGHTING, PERSUADE),
    Mark.LABELLING: (cue.LABELLING,),
    Mark.REASSURANCE: (cue.REASSURANCE,),
    Mark.DOSING_ADVICE: (cue.DOSING,),
    Mark.INSULT: (cue.INSULT,),
    Mark.GREETING: (cue.GREETING,),
    Mark.OFF_TOPIC: (cue.OFF_TOPIC,),
}
"""Where each mark's phrases are."""

SURE = frozenset({Mark.INSULT})
"""Marks that their cue phrases decide without the head."""

_REFLECTED = frozenset({Mark.DOUBLE_SIDED_REFLECTION, Mark.REFLECTS_FEELING, Mark.REFLECTS_VALUE, Mark.SUMMARY})
_HEARD = frozenset({*REFLECTIONS, Behaviour.AFFIRM})


def marks(
    volley: Volley, utterances: Sequence[Utterance], context: Context, reading: "Reading"
) -> tuple[FoundMark, ...]:
    """Every mark of a coded volley, in the order of :class:`Mark`."""
    plain = _plain(volley, context)
    if plain is not None and plain.mark in (Mark.UNINTELLIGIBLE, Mark.FACILITATOR):
        return (plain,)
    found = list(_found(volley, utterances, reading))
    double = next((mark for mark in found if mark.mark is Mark.DOUBLE_SIDED_REFLECTION), None)
    if double is not None:
        found.remove(double)
    found += _sides(volley, utterances, context, double)
    if plain is not None:
        found.append(plain)
    order = list(Mark)
    return tuple(sorted(found, key=lambda mark: (order.index(mark.mark), mark.detail)))


def _plain(volley: Volley, context: Context) -> FoundMark | None:
    """What a turn is when it is hardly a turn: unreadable, a nod, the same words again."""
    text = volley.text
    whole = (Span(0, len(text)),)
    if foreign.unreadable(volley):
        return FoundMark(Mark.UNINTELLIGIBLE, Reason(whole, Basis.RULE, "nothing that reads as English"))
    hits = cue.FACILITATOR.find(volley.words)
    if hits and len(volley.words) <= _NOD and "?" not in text and hits[0].first == 0:
        return FoundMark(Mark.FACILITATOR, Reason(spans(volley, hits), Basis.RULE, "only keeps things going"))
    if len(volley.words) > 2:
        for earlier, _ in context.earlier[-_AGAIN:]:
            if earlier.split() and earlier.lower().split() == text.lower().split():
                return FoundMark(Mark.REPETITION, Reason(whole, Basis.RULE, "the same words again"))
    return None


def _found(volley: Volley, utterances: Sequence[Utterance], reading: "Reading") -> Iterator[FoundMark]:
    coded = {utterance.behaviour for utterance in utterances}
    questions = [utterance for utterance in utterances if utterance.behaviour is Behaviour.QUESTION]
    for mark, lists in CUES.items():
        hits = [hit for cues in lists for hit in cues.find(volley.words)]
        if not (reading.given(mark) or (mark in SURE and hits)) or not _allowed(mark, coded):
            continue
        chance = reading.probability(mark)
        yield FoundMark(mark, _reason(mark, volley, hits, reading), _detail(mark, volley), chance)
    if reading.given(Mark.STACKED_QUESTIONS) and questions:
        yield FoundMark(
            Mark.STACKED_QUESTIONS,
            Reason(tuple(question.span for question in questions[:4]), Basis.MODEL, "several questions"),
            confidence=reading.probability(Mark.STACKED_QUESTIONS),
        )


def _allowed(mark: Mark, coded: set[Behaviour | None]) -> bool:
    """What else a mark needs."""
    if mark in _REFLECTED:
        return bool(coded & _HEARD)
    if mark in (Mark.EVOKES_CHANGE_TALK, Mark.EVOKES_SUSTAIN_TALK):
        return Behaviour.QUESTION in coded
    return True


def _reason(mark: Mark, volley: Volley, hits: Sequence[Hit], reading: "Reading") -> Reason:
    if hits:
        return Reason(spans(volley, hits), Basis.RULE, hits[0].phrase)
    words = reading.words(mark, volley, 0, len(volley.words))
    return Reason(words, Basis.MODEL, "the words that weighed most")


def _detail(mark: Mark, volley: Volley) -> str:
    """The kind an evocative question pulls, the topic of a safety inquiry; `reasons` and `suicide` when unsure."""
    if mark is Mark.EVOKES_CHANGE_TALK:
        return next((kind for kind, cues in cue.EVOKES.items() if cues.find(volley.words)), "reasons")
    if mark is Mark.SAFETY_INQUIRY:
        return next((topic for topic, cues in cue.SAFETY.items() if cues.find(volley.words)), "suicide")
    return ""


def _sides(
    volley: Volley, utterances: Sequence[Utterance], context: Context, double: FoundMark | None
) -> list[FoundMark]:
    """Which of the person's sides a reflection held; a double-sided one held both, and ends on one."""
    reflected = [utterance for utterance in utterances if utterance.behaviour in REFLECTIONS]
    if not reflected:
        return []
    whole = Reason(tuple(utterance.span for utterance in reflected), Basis.RULE, "what the person had just said")
    sides: list[FoundMark] = []
    if double is not None:
        sides.append(FoundMark(double.mark, double.reason, _ends_on(volley, context), double.confidence))
    confidence = max(utterance.confidence for utterance in reflected)
    if double is not None or context.talk is ClientTalk.CHANGE:
        sides.append(FoundMark(Mark.REFLECTS_CHANGE_TALK, whole, "", confidence))
    if double is not None or context.talk is ClientTalk.SUSTAIN:
        sides.append(FoundMark(Mark.REFLECTS_SUSTAIN_TALK, whole, "", confidence))
    return sides


def _ends_on(volley: Volley, context: Context) -> str:
    """The side a double-sided reflection ends on; change where the words do not say."""
    hinges = cue.HINGE.find(volley.words)
    start = hinges[-1].last if hinges else len(volley.words) // 2
    side, _ = side_of(volley.words, start, len(volley.words), context.target)
    return ClientTalk.SUSTAIN.value if side is ClientTalk.SUSTAIN else ClientTalk.CHANGE.value
