"""Which utterance earned which of a volley's codes, and the words that decided it.

An utterance takes at most one code. Each code goes first to the utterance whose words spoke most for it; where one
unpunctuated utterance earned two codes it is cut where the words change sides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scoring.codes import Behaviour, QuestionForm
from scoring.coding import Basis, Reason, Span, Utterance
from scoring.cues import behaviours as cue
from scoring.decide import ADVICE
from scoring.phrases import Cues
from scoring.questions import asked
from scoring.spans import spans
from scoring.volley import Piece, Volley

if TYPE_CHECKING:
    from scoring.typed_heads import Reading

ASKS = 2.0  # how much the shape of a question says that the question code belongs here, in logits
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


@dataclass(frozen=True, slots=True)
class _Place:
    piece: Piece
    asks: QuestionForm | None


def assign(volley: Volley, reading: "Reading", given: Mapping[Behaviour, float]) -> tuple[Utterance, ...]:
    """The utterances of a volley, coded."""
    places = [_Place(piece, _form(volley, piece, reading)) for piece in volley.pieces]
    for _ in range(len(given) - len(places)):
        cut = _widest_cut(places, reading, given)
        if cut is not None:
            number, at = cut
            places[number : number + 1] = _halves(volley, places[number], at)
    taken = _taken(places, reading, given)
    return tuple(_utterance(volley, place, reading, taken.get(n), given) for n, place in enumerate(places))


def _form(volley: Volley, piece: Piece, reading: "Reading") -> QuestionForm | None:
    question = asked(volley, piece)
    if question is None:
        return None
    return question.form


def _score(place: _Place, reading: "Reading", behaviour: Behaviour) -> float:
    label = ADVICE if behaviour in _ADVICE else behaviour
    score = reading.gain(label, place.piece.low, place.piece.high)
    if behaviour is Behaviour.QUESTION:
        score += ASKS if place.asks else -ASKS
    elif behaviour is not Behaviour.SEEK_COLLABORATION and place.asks:
        score -= ASKS / 2
    return score


def _taken(places: list[_Place], reading: "Reading", given: Mapping[Behaviour, float]) -> dict[int, Behaviour]:
    """The code of each utterance, by its number."""
    claims = sorted(
        ((_score(place, reading, behaviour), n, behaviour) for n, place in enumerate(places) for behaviour in given),
        key=lambda claim: (-claim[0], claim[1], claim[2]),
    )
    taken: dict[int, Behaviour] = {}
    for _, n, behaviour in claims:
        if n not in taken and behaviour not in taken.values():
            taken[n] = behaviour
    for score, n, behaviour in claims:
        if n not in taken and score > 1.0 and (behaviour is not Behaviour.QUESTION or places[n].asks):
            taken[n] = behaviour
    return taken


def _widest_cut(places: list[_Place], reading: "Reading", given: Mapping[Behaviour, float]) -> tuple[int, int] | None:
    """The utterance, and the word in it, at which the codes' words part most plainly."""
    best: tuple[float, int, int] | None = None
    labels = [ADVICE if behaviour in _ADVICE else str(behaviour) for behaviour in given]
    for n, place in enumerate(places):
        low, high = place.piece.low, place.piece.high
        if high - low < 4:
            continue
        sums = reading.gains[low:high][:, [reading.column(label) for label in labels]].cumsum(axis=0)
        before, after = sums[:-1], sums[-1] - sums[:-1]
        for one in range(len(labels)):
            for other in range(len(labels)):
                if one != other:
                    split = before[1:-1, one] + after[1:-1, other]
                    at = int(split.argmax())
                    if best is None or float(split[at]) > best[0]:
                        best = (float(split[at]), n, low + 2 + at)
    return None if best is None else best[1:]


def _halves(volley: Volley, place: _Place, at: int) -> list[_Place]:
    words, piece = volley.words, place.piece
    at = min(max(at, piece.low + 1), piece.high - 1)
    if words[at].start < words[at - 1].end:
        return [place]
    first = replace(piece, span=Span(piece.span.start, words[at - 1].end), high=at, asks=False, exclaims=False)
    second = replace(piece, span=Span(words[at].start, piece.span.end), low=at)
    return [_Place(half, question.form if (question := asked(volley, half)) else None) for half in (first, second)]


def _utterance(
    volley: Volley, place: _Place, reading: "Reading", behaviour: Behaviour | None, given: Mapping[Behaviour, float]
) -> Utterance:
    piece = place.piece
    if behaviour is None:
        return Utterance(piece.span, None, 1.0 - max(given.values(), default=0.0) / 2, form=None)
    form = None
    if behaviour is Behaviour.QUESTION:
        form = place.asks or (QuestionForm.OPEN if reading.given("open") else QuestionForm.CLOSED)
    return Utterance(piece.span, behaviour, given[behaviour], _reason(volley, piece, reading, behaviour), form)


def _reason(volley: Volley, piece: Piece, reading: "Reading", behaviour: Behaviour) -> Reason:
    """The cue phrase that names the code, where there is one; else the words that weighed most."""
    if behaviour in CUES:
        hits = CUES[behaviour].find(volley.words, piece.low, piece.high)
        if hits:
            return Reason(spans(volley, hits), Basis.RULE, hits[0].phrase)
    elif question := asked(volley, piece):
        first, last = volley.words[question.first], volley.words[question.last - 1]
        return Reason(
            (Span(first.start, last.end),), Basis.RULE, "the words ask" if question.shaped else "question mark"
        )
    label = ADVICE if behaviour in _ADVICE else behaviour
    return Reason(reading.words(label, volley, piece.low, piece.high), Basis.MODEL, "the words that weighed most")
