"""What the form of an utterance says before any weight is asked: whether it reflects, and whether it blames.

A prior that can be read. The heads know words; these know shapes: a stem (`it sounds like you`), a statement about
the person that neither asks, advises, informs nor blames. Used by :mod:`scoring.decide`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from scoring.cues import behaviours as cue
from scoring.cues import marks as mark
from scoring.cues.lists import LISTS
from scoring.cues.pushing import BLAME
from scoring.cues.sure import SPARES
from scoring.phrases import Cues, Lexicon
from scoring.questions import asked
from scoring.typed_features import content
from scoring.volley import Piece, Volley
from scoring.words import Word, bag, read

# Statements about the person that open like something said back.
SAYS_BACK = Cues("says back", """
    ^ [{and}] [{and}] [it|this|that] [really|just|almost|kind of] (sounds|seems|feels|looks|appears) [to me] (like|
        as if|
        as though|that|you|your|really|so|pretty|hard|very)
    ^ [{and}] [{and}] [that|it|this] (must|has to|had to) (be|feel|have|have been|have felt) ...
    ^ [{and}] [{and}] (that|it|this) (is|was|has been|feels|felt|sounds|seems) [really|so|such|very|quite|still|a|
        such a|a really|a very] (lot|heavy|weight|burden|{felt}|{feeling}) ...
    ^ [{and}] [{and}] (part|half|a part|some part|one part|one side) of you ...
    ^ [{and}] [{and}] (you|you'd)
    ^ [{and}] [{and}] (it|that|this) (is|was) [so|really|very] ({felt}|{feeling}|tiring|wearing|lonely) (to|when|
        having|being)
    ^ [{and}] [{and}] (it|that|this) (can|could) not (be|have been|feel) [very|all that] (easy|nice|comfortable|fun) ...
    ^ [{and}] [{and}] (it|that|this|he|she|they|they|what|the|there) ... (wears|hurts|scares|matters|hangs|stays|
        goes|bothers|
        follows|keeps|troubles|weighs) (you|in|on|to|with) ...
    ^ (that|this|the|it) ... (for you|to you|with you|inside you|on you) $
    ^ [{and}] your ... (you|is|are|was|were|has|have|feels|makes|made|wants|matters|means)
    ^ (he|she|they|it|this|that|everyone|everybody|somebody|nobody) ... (made|makes|makes|got|gets|wants|wanted|
        asked|brought|
        sent|leaves|left|keeps|put|puts) you ...
    """, LISTS)  # fmt: skip
# A duty that the person feels is no advice.
FELT_DUTY = Cues("felt duty", """
    you (feel|felt|think|thought|know|worry|believe|fear|tell yourself) ... you (have to|had to|need to|should|must|
        ought)
    (sounds|seems|feels) ... you (have to|had to|have got to)
    you (have|had|have got) to (prove|keep|carry|hide|watch|pretend|choose|fight|be|do|wait|go) (yourself|everything|
        it all|
        it|everybody|everyone|your|all|every|so|the)
    """, LISTS)  # fmt: skip
_DUTY = bag("should ought gotta better sorry")
_PERSONAL = bag("you your i my")
_OPENS_OTHERWISE = bag("what why how if when try can will thank thanks sorry please")
_AFTER_YOU = bag("can could may might will must shall guys lot all better two both")  # `you could`: no statement
_OTHERWISE = Lexicon((
    cue.AFFIRM, cue.PRAISE, cue.EMPHASIZE, cue.INFORMATION, cue.PERSUADE, cue.CONFRONT, cue.STRUCTURE, BLAME,
    mark.RIGHTING, mark.LABELLING, mark.REASSURANCE, mark.INSULT, mark.GREETING, mark.OFF_TOPIC,
    mark.APOLOGY, mark.FACILITATOR,
))  # fmt: skip
_NAMED = 2  # words, such as a name, that may stand before `you`
_LEAST = 3  # words of an utterance that reflects
ECHO = 0.5  # share of its content words that the person had just used, from which a reflection is simple


@dataclass(frozen=True, slots=True)
class Form:
    """One utterance's form."""

    asks: bool
    reflects: bool
    informs: bool
    advises: bool
    presses: bool
    blames: bool
    spares: bool
    echo: float  # share of its content words that are the person's, 0 to 1


def form(volley: Volley, piece: Piece, patient: str) -> Form:
    """What an utterance's words show; `patient` is what the person had just said."""
    words, low, high = volley.words, piece.low, piece.high
    spares = bool(SPARES.find(words, low, high))
    blames = not spares and bool(cue.CONFRONT.find(words, low, high) or BLAME.find(words, low, high))
    mine, theirs = content(words.texts[low:high]), content(read(patient)[0].texts)
    echo = len(mine & theirs) / len(mine) if mine else 0.0
    reflects = not blames and _reflects(volley, piece)
    informs = not blames and not reflects and _informs(volley, piece)
    advises = bool(cue.PERSUADE.find(words, low, high) or mark.RIGHTING.find(words, low, high))
    question = asked(volley, piece)
    asks = question is not None and question.shaped and not blames
    presses = not reflects and question is None and bool(mark.RIGHTING.find(words, low, high))
    return Form(asks, reflects, informs, advises, presses, blames, spares, echo)


def _informs(volley: Volley, piece: Piece) -> bool:
    """A statement of what holds in general, that neither asks nor tells the person what to do."""
    words, low, high = volley.words, piece.low, piece.high
    if high - low < _LEAST or piece.asks or asked(volley, piece) is not None:
        return False
    texts = words.texts
    return (
        bool(cue.INFORMATION.find(words, low, high))
        and not (_DUTY | _PERSONAL).intersection(texts[low:high])
        and not {cues.name for cues, _ in _OTHERWISE.find(words, low, high)} - {cue.INFORMATION.name}
    )


def _reflects(volley: Volley, piece: Piece) -> bool:
    words, low, high = volley.words, piece.low, piece.high
    if high - low < _LEAST or piece.asks or asked(volley, piece) is not None:
        return False
    texts = words.texts
    if texts[low] in _OPENS_OTHERWISE or any(
        texts[n] == "you" and texts[n + 1] in _AFTER_YOU for n in range(low, min(low + 3, high - 1))
    ):
        return False
    if not any(hit.first == start for start in _starts(words, low, high) for hit in SAYS_BACK.find(words, start, high)):
        return False
    others = {cues.name for cues, _ in _OTHERWISE.find(words, low, high)}
    if FELT_DUTY.find(words, low, high):
        return others <= {cue.PERSUADE.name, mark.RIGHTING.name}
    return not others and not _DUTY.intersection(texts[low:high])


def _starts(words: Sequence[Word], low: int, high: int) -> list[int]:
    """Where the statement may begin: at once, or after a name."""
    after = [
        n for n in range(low + 1, min(low + 1 + _NAMED, high)) if words[n].text in ("you", "you'd") or words[n].pause
    ]
    return [low, *after]
