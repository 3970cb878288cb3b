"""The marks of a turn: what MITI does not count, but a patient or a coach responds to.

A mark is given when the fitted models are sure enough of it, or when a phrase is found that decides by itself
(`cues/sure.py`). Its words are those of its cue phrases there and in `cues/marks.py`, or else those that weighed
most. Some marks also need a code beside them; that stands in `_allowed`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from scoring import foreign
from scoring.client_talk import side_of
from scoring.codes import MARKS, NON_ADHERENT, REFLECTIONS, Behaviour, ClientTalk, Mark, TalkKind
from scoring.coding import Basis, Context, FoundMark, Reason, Span, Utterance, phrased
from scoring.cues import marks as cue
from scoring.cues.behaviours import PERSUADE
from scoring.cues.evoking import OF_CHANGING, WORRY
from scoring.cues.sure import SURE
from scoring.phrases import Cues, Hit
from scoring.questions import asked
from scoring.spans import spans
from scoring.volley import Volley
from scoring.volley import volley as volley_of

if TYPE_CHECKING:
    from scoring.decide import Chance
    from scoring.typed_heads import Reading

_AGAIN = 3  # own earlier volleys in which a repetition is looked for
_NOD = 6  # words at most in a facilitator
SETTLED = 0.9  # confidence of a mark that a phrase decided: their share of right ones among the typed volleys
FIXES = 0.6  # confidence from which advice that nobody asked for is the righting reflex
ECHOED = 0.55  # confidence from which a reflection is taken to have held the side the person had just spoken for
UNNAMED = 0.95  # probability of a question about safety that names no danger
HINTED = 0.3  # and the head's own probability of it, which must not speak against

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

_REFLECTED = frozenset({Mark.DOUBLE_SIDED_REFLECTION, Mark.REFLECTS_FEELING, Mark.REFLECTS_VALUE, Mark.SUMMARY})
_NAMED = frozenset({Mark.REFLECTS_FEELING, Mark.REFLECTS_VALUE})
"""Marks whose words must stand in what was reflected."""
_ASKED = frozenset({Mark.EVOKES_CHANGE_TALK, Mark.EVOKES_SUSTAIN_TALK, Mark.PLANNING, Mark.ASKS_PERMISSION})
"""And in what was asked."""
_ORDER = {mark: n for n, mark in enumerate(Mark)}
_THIRD = frozenset({"he", "she", "they"})
_YOURS = frozenset({"you", "your", "yours", "yourself"})
_LEAVES = frozenset({"not", "never", "nobody", "no", "without", "they", "people", "call", "calls", "called"})
_REACH = 7  # words before a label in which it is denied or left to others: "I do not see you as an addict"
_MINE = frozenset({"i", "me", "my", "we", "our"})  # who owns a misstep says so; "I am sorry" says it once
_ADVICE = frozenset({Behaviour.PERSUADE, Behaviour.PERSUADE_WITH_PERMISSION})
_HEARD = frozenset({*REFLECTIONS, Behaviour.AFFIRM})


def marks(
    volley: Volley,
    utterances: Sequence[Utterance],
    context: Context,
    reading: "Reading",
    chances: Mapping[str, "Chance"],
) -> tuple[FoundMark, ...]:
    """Every mark of a coded volley, in the order of :class:`Mark`; `chances` are those of every mark."""
    plain = _plain(volley, context)
    if plain is not None and plain.mark in (Mark.UNINTELLIGIBLE, Mark.FACILITATOR):
        return (plain,)
    found = list(_found(volley, utterances, reading, chances, context))
    double = next((mark for mark in found if mark.mark is Mark.DOUBLE_SIDED_REFLECTION), None)
    if double is not None:
        found.remove(double)
    found += _sides(volley, utterances, context, chances, double)
    if plain is not None:
        found.append(plain)
    found = list({(mark.mark, mark.detail): mark for mark in reversed(found)}.values())
    return tuple(sorted(found, key=lambda mark: (_ORDER[mark.mark], mark.detail)))


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


def _found(
    volley: Volley,
    utterances: Sequence[Utterance],
    reading: "Reading",
    chances: Mapping[str, "Chance"],
    context: Context,
) -> Iterator[FoundMark]:
    coded = {utterance.behaviour for utterance in utterances}
    questions = [utterance for utterance in utterances if utterance.behaviour is Behaviour.QUESTION]
    for mark, lists in CUES.items():
        if mark is Mark.SAFETY_INQUIRY:
            yield from _safety(volley, reading, chances[mark], context)
            continue
        if mark is Mark.RIGHTING_REFLEX and (advice := _fixes(utterances)):
            chance = max(chances[mark].probability, *(utterance.confidence for utterance in advice))
            spoken = tuple(utterance.span for utterance in advice)
            yield FoundMark(mark, Reason(spoken, Basis.RULE, "advice that nobody asked for"), "", chance)
            continue
        sure = _sure(mark, volley, utterances)
        if mark is Mark.EVOKES_SUSTAIN_TALK:
            sure = sure or OF_CHANGING.find(volley.words)
        heard = chances[mark].reached
        if mark is Mark.DOUBLE_SIDED_REFLECTION and chances[Mark.SUMMARY].reached:
            heard = False  # the head takes a long summary for two sides; only words that say so settle it
        if not (sure or heard) or not _allowed(mark, volley, coded):
            continue
        if mark is Mark.LABELLING and not coded & NON_ADHERENT and _not_meant(volley, context):
            continue
        if mark is Mark.REFLECTS_FEELING and not sure and _of_others(volley, utterances):
            continue
        hits = sure or [hit for cues in lists for hit in cues.find(volley.words)]
        chance = max(chances[mark].probability, SETTLED) if sure else chances[mark].probability
        detail = _kind(volley, utterances, reading) if mark is Mark.EVOKES_CHANGE_TALK else ""
        yield FoundMark(mark, _reason(mark, volley, hits, reading), detail, chance)
    if chances[Mark.STACKED_QUESTIONS].reached and questions:
        yield FoundMark(
            Mark.STACKED_QUESTIONS,
            Reason(tuple(question.span for question in questions[:4]), Basis.MODEL, "several questions"),
            confidence=chances[Mark.STACKED_QUESTIONS].probability,
        )


def _sure(mark: Mark, volley: Volley, utterances: Sequence[Utterance]) -> Sequence[Hit]:
    """The phrases that decide a mark, where its words must stand."""
    if mark not in SURE:
        return ()
    cues = SURE[mark]
    if mark in _NAMED:
        places = [piece for piece, said in zip(volley.pieces, utterances, strict=True) if said.behaviour in REFLECTIONS]
    elif mark is Mark.INSULT:
        places = list(volley.pieces)
    elif mark in _ASKED:
        places = [piece for piece in volley.pieces if asked(volley, piece)]
    else:
        return cues.find(volley.words)
    return [hit for piece in places for hit in cues.find(volley.words, piece.low, piece.high)]


def _of_others(volley: Volley, utterances: Sequence[Utterance]) -> bool:
    """Whether all that was reflected is about somebody else."""
    reflected = [piece for piece, said in zip(volley.pieces, utterances, strict=True) if said.behaviour in REFLECTIONS]
    words = volley.words.texts
    return bool(reflected) and all(
        words[piece.low] in _THIRD and _YOURS.isdisjoint(words[piece.low : piece.high]) for piece in reflected
    )


def _fixes(utterances: Sequence[Utterance]) -> list[Utterance]:
    """Advice without permission, where it is heard clearly enough: persuading is setting things right for somebody."""
    return [said for said in utterances if said.behaviour is Behaviour.PERSUADE and said.confidence >= FIXES]


def _not_meant(volley: Volley, context: Context) -> bool:
    """Whether every label among a volley's words is one that the person had just used, that others give, or that is
    said not to fit."""
    own = set(volley_of(context.patient).words.texts)
    words = volley.words.texts
    labels = [(hit.first, words[hit.first : hit.last]) for hit in cue.LABELLING.find(volley.words)]
    return bool(labels) and all(
        own.issuperset(label) or not _LEAVES.isdisjoint(words[max(0, first - _REACH) : first])
        for first, label in labels
    )


def _allowed(mark: Mark, volley: Volley, coded: set[Behaviour | None]) -> bool:
    """What else a mark needs."""
    if mark in _REFLECTED:
        return bool(coded & _HEARD)
    if WORRY.find(volley.words):
        of_changing = bool(OF_CHANGING.find(volley.words))
        if mark is (Mark.EVOKES_CHANGE_TALK if of_changing else Mark.EVOKES_SUSTAIN_TALK):
            return False
    if mark in (Mark.EVOKES_CHANGE_TALK, Mark.EVOKES_SUSTAIN_TALK):
        return Behaviour.QUESTION in coded
    if mark is Mark.INSULT:
        return Behaviour.CONFRONT in coded
    if mark is Mark.DOSING_ADVICE:
        return not coded.isdisjoint(_ADVICE)
    if mark is Mark.APOLOGY:
        return not (cue.SYMPATHY.find(volley.words) and sum(word in _MINE for word in volley.words.texts) < 2)
    if mark is Mark.ASKS_PERMISSION:
        return bool(coded & {Behaviour.QUESTION, Behaviour.SEEK_COLLABORATION})
    return True


def _reason(mark: Mark, volley: Volley, hits: Sequence[Hit], reading: "Reading") -> Reason:
    if hits:
        return Reason(spans(volley, hits), Basis.RULE, phrased(MARKS[mark].label))
    words = reading.words(mark, volley, 0, len(volley.words))
    return Reason(words, Basis.MODEL, "the words that weighed most")


def _safety(volley: Volley, reading: "Reading", chance: "Chance", context: Context) -> Iterator[FoundMark]:
    """Each topic that is asked about: safety is heard whatever else the question is."""
    named = False
    for piece in volley.pieces:
        if asked(volley, piece) is None:
            continue
        if not (chance.reached or SURE[Mark.SAFETY_INQUIRY].find(volley.words, piece.low, piece.high)):
            continue
        for topic, cues in cue.SAFETY.items():
            hits = cues.find(volley.words, piece.low, piece.high)
            if hits:
                named = True
                sure = max(chance.probability, SETTLED)
                reason = Reason(spans(volley, hits), Basis.RULE, phrased(MARKS[Mark.SAFETY_INQUIRY].label))
                yield FoundMark(Mark.SAFETY_INQUIRY, reason, topic, sure)
                break
    if not named and chance.reached and any(asked(volley, piece) for piece in volley.pieces):
        beside = [topic for topic, cues in cue.SAFETY.items() if cues.find(volley.words)]
        if not beside and chance.probability < UNNAMED:
            return
        words = reading.words(Mark.SAFETY_INQUIRY, volley, 0, len(volley.words))
        reason = Reason(words, Basis.MODEL, "the words that weighed most")
        before = "suicide" if cue.SAFETY["suicide"].find(volley_of(context.patient).words) else "overdose"
        yield FoundMark(Mark.SAFETY_INQUIRY, reason, beside[0] if beside else before, chance.probability)


def _kind(volley: Volley, utterances: Sequence[Utterance], reading: "Reading") -> TalkKind:
    """The kind of change talk that a question evokes: commitment where it plainly asks what they will do next, else the
    likeliest."""
    if cue.EVOKES["commitment"].find(volley.words) and all(
        _sure(mark, volley, utterances) for mark in (Mark.EVOKES_CHANGE_TALK, Mark.PLANNING)
    ):
        return TalkKind.COMMITMENT
    return max(TalkKind, key=lambda kind: reading.probability(f"{Mark.EVOKES_CHANGE_TALK}.{kind}"))


def _sides(
    volley: Volley,
    utterances: Sequence[Utterance],
    context: Context,
    chances: Mapping[str, "Chance"],
    double: FoundMark | None,
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
    for mark, talk in (
        (Mark.REFLECTS_CHANGE_TALK, ClientTalk.CHANGE),
        (Mark.REFLECTS_SUSTAIN_TALK, ClientTalk.SUSTAIN),
    ):
        heard = context.talk is talk and confidence >= ECHOED and chances[mark].probability >= HINTED
        if double is not None or heard:
            sides.append(FoundMark(mark, whole, "", confidence))
    return sides


def _ends_on(volley: Volley, context: Context) -> str:
    """The side a double-sided reflection ends on; change where the words do not say."""
    hinges = cue.HINGE.find(volley.words)
    start = hinges[-1].last if hinges else len(volley.words) // 2
    side, _ = side_of(volley.words, start, len(volley.words), context.target)
    return ClientTalk.SUSTAIN.value if side is ClientTalk.SUSTAIN else ClientTalk.CHANGE.value
