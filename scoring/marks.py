"""The marks of a turn: what MITI does not count, but a patient or a coach responds to.

The phrases are in `cues/marks.py`; here stands what else each mark needs.
"""

from collections.abc import Iterator, Sequence

from scoring import foreign
from scoring.client_talk import side_of
from scoring.codes import Behaviour, ClientTalk, Mark, QuestionForm
from scoring.coding import Basis, Context, FoundMark, Reason, Span, Utterance
from scoring.cues import marks as cue
from scoring.cues.behaviours import PERSUADE
from scoring.phrases import Cues, Hit
from scoring.volley import Piece, Volley

_REFLECTED = frozenset({Behaviour.SIMPLE_REFLECTION, Behaviour.COMPLEX_REFLECTION, Behaviour.AFFIRM})
_ADVICE = frozenset({Behaviour.PERSUADE, Behaviour.PERSUADE_WITH_PERMISSION})
_SUMMARY_WORDS = 25  # a summary is at least as long as this
_AGAIN = 3  # own earlier volleys in which a repetition is looked for
_PEOPLE_WORDS = 2


def spans(volley: Volley, hits: Sequence[Hit], most: int = 3) -> tuple[Span, ...]:
    """The words of some hits as spans of the text, the longest first, none inside another."""
    found: list[Span] = []
    for hit in sorted(hits, key=lambda hit: (hit.first - hit.last, hit.first)):
        span = Span(volley.words[hit.first].start, volley.words[hit.last - 1].end)
        if not any(span.start < other.end and other.start < span.end for other in found):
            found.append(span)
    return tuple(found[:most])


def found(mark: Mark, volley: Volley, hits: Sequence[Hit], detail: str = "") -> FoundMark:
    """A mark that a cue phrase decided."""
    return FoundMark(mark, Reason(spans(volley, hits), Basis.RULE, hits[0].phrase if hits else ""), detail)


def marks(volley: Volley, utterances: Sequence[Utterance], context: Context) -> tuple[FoundMark, ...]:
    """Every mark of a coded volley, in the order of :class:`Mark`, each mark and detail once."""
    kept: dict[tuple[Mark, str], FoundMark] = {}
    for mark in _all(volley, utterances, context):
        kept.setdefault((mark.mark, mark.detail), mark)
    order = list(Mark)
    return tuple(sorted(kept.values(), key=lambda mark: (order.index(mark.mark), mark.detail)))


def _all(volley: Volley, utterances: Sequence[Utterance], context: Context) -> Iterator[FoundMark]:
    whole = _plain(volley, context)
    if whole is not None:
        yield whole
        if whole.mark in (Mark.UNINTELLIGIBLE, Mark.FACILITATOR):
            return
    for piece, utterance in zip(volley.pieces, utterances, strict=True):
        if utterance.behaviour in _REFLECTED:
            yield from _reflected(volley, piece, context)
        yield from _asked(volley, piece, utterance)
        yield from _said(volley, piece, utterance)
    yield from _of_the_whole(volley, utterances, context)


def _find(cues: Cues, volley: Volley, piece: Piece) -> list[Hit]:
    return cues.find(volley.words, piece.low, piece.high)


def _plain(volley: Volley, context: Context) -> FoundMark | None:
    """What a turn is when it is hardly a turn: unreadable, a nod, the same words again."""
    text = volley.text
    if foreign.unreadable(volley):
        return FoundMark(
            Mark.UNINTELLIGIBLE, Reason((Span(0, len(text)),), Basis.RULE, "nothing that reads as English")
        )
    words = [word.text for word in volley.words]
    if len(words) > 2:
        for earlier, _ in context.earlier[-_AGAIN:]:
            if earlier.strip().lower() == text.strip().lower():
                return FoundMark(Mark.REPETITION, Reason((Span(0, len(text)),), Basis.RULE, "the same words again"))
    hits = cue.FACILITATOR.find(volley.words)
    if hits and len(words) <= 6 and "?" not in text and hits[0].first == 0:
        return found(Mark.FACILITATOR, volley, hits)
    return None


def _reflected(volley: Volley, piece: Piece, context: Context) -> Iterator[FoundMark]:
    feeling = _find(cue.FEELING, volley, piece)
    if feeling:
        yield found(Mark.REFLECTS_FEELING, volley, feeling)
    value = _find(cue.VALUE, volley, piece)
    if value:
        yield found(Mark.REFLECTS_VALUE, volley, value)
    sides = sided(volley, piece, context)
    if len(sides) > 1:
        hinges = _find(cue.DOUBLE_SIDED, volley, piece) or _find(cue.HINGE, volley, piece)
        yield found(Mark.DOUBLE_SIDED_REFLECTION, volley, hinges, sides[-1][0])
    for side, hits in sides:
        mark = Mark.REFLECTS_CHANGE_TALK if side == ClientTalk.CHANGE else Mark.REFLECTS_SUSTAIN_TALK
        yield found(mark, volley, hits)


def sided(volley: Volley, piece: Piece, context: Context) -> list[tuple[str, list[Hit]]]:
    """The sides of the person's ambivalence that an utterance holds, in order, with the words that show them."""
    hinges = [hit for hit in cue.HINGE.find(volley.words, piece.low + 2, piece.high) if hit.first < piece.high - 2]
    best: list[tuple[str, list[Hit]]] = []
    cuts = [[(piece.low, hinge.first), (hinge.last, piece.high)] for hinge in hinges]
    for bounds in cuts or [[(piece.low, piece.high)]]:
        sides: list[tuple[str, list[Hit]]] = []
        for low, high in bounds:
            side, hits = side_of(volley.words, low, high, context.target)
            if side is not None and hits and (not sides or sides[-1][0] != side.value):
                sides.append((side.value, hits))
        if len(sides) > len(best):
            best = sides
    return best


def _asked(volley: Volley, piece: Piece, utterance: Utterance) -> Iterator[FoundMark]:
    asks = utterance.form is not None or utterance.behaviour is Behaviour.SEEK_COLLABORATION
    safety = asks or piece.asks
    for topic, cues in cue.SAFETY.items():
        hits = _find(cues, volley, piece) if safety else []
        if hits:
            yield found(Mark.SAFETY_INQUIRY, volley, hits, topic)
    permission = _find(cue.ASKS_PERMISSION, volley, piece)
    if permission:
        yield found(Mark.ASKS_PERMISSION, volley, permission)
    if utterance.behaviour is not Behaviour.QUESTION:
        return
    sustain = _find(cue.EVOKES_SUSTAIN, volley, piece)
    if sustain:
        yield found(Mark.EVOKES_SUSTAIN_TALK, volley, sustain)
        return
    if utterance.form is QuestionForm.OPEN or _find(cue.EVOKES["need"], volley, piece):
        for kind, cues in cue.EVOKES.items():
            hits = _find(cues, volley, piece)
            if hits:
                yield found(Mark.EVOKES_CHANGE_TALK, volley, hits, kind)
                return


def _said(volley: Volley, piece: Piece, utterance: Utterance) -> Iterator[FoundMark]:
    told = utterance.behaviour in (*_ADVICE, Behaviour.CONFRONT)
    reflected = utterance.behaviour in _REFLECTED
    for mark, cues in (
        (Mark.OFFERS_OPTIONS, cue.OFFERS_OPTIONS),
        (Mark.APOLOGY, cue.APOLOGY),
        (Mark.GETS_HELP, cue.GETS_HELP),
        (Mark.LABELLING, cue.LABELLING),
        (Mark.REASSURANCE, cue.REASSURANCE),
        (Mark.INSULT, cue.INSULT),
        (Mark.GREETING, cue.GREETING),
        (Mark.OFF_TOPIC, cue.OFF_TOPIC),
        (Mark.PREMATURE_FOCUS, cue.PREMATURE_FOCUS),
        (Mark.SUMMARY, cue.SUMMARY),
        (Mark.PLANNING, cue.PLANNING),
    ):
        if mark is Mark.OFF_TOPIC and (reflected or told):
            continue
        if mark is Mark.SUMMARY and len(volley.words) < _SUMMARY_WORDS:
            continue
        hits = _find(cues, volley, piece)
        if hits:
            yield found(mark, volley, hits)
    dosing = _find(cue.DOSING, volley, piece)
    if dosing and utterance.behaviour is not Behaviour.QUESTION and not reflected:
        yield found(Mark.DOSING_ADVICE, volley, dosing)
    if told:
        righting = _find(cue.RIGHTING, volley, piece)
        if righting or utterance.behaviour is Behaviour.PERSUADE:
            hits = righting or _find(PERSUADE, volley, piece)
            yield found(Mark.RIGHTING_REFLEX, volley, hits)


def _of_the_whole(volley: Volley, utterances: Sequence[Utterance], context: Context) -> Iterator[FoundMark]:
    questions = [utterance for utterance in utterances if utterance.form is not None]
    if len(questions) > 1:
        yield FoundMark(
            Mark.STACKED_QUESTIONS,
            Reason(tuple(utterance.span for utterance in questions[:4]), Basis.RULE, "several questions"),
        )
