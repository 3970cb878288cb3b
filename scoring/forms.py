"""What the form of an utterance says before any weight is asked: whether it reflects, and whether it blames.

A prior that can be read. The heads know words; these know shapes: a stem (`it sounds like you`), a statement about
the person that neither asks, advises, informs nor blames. Used by :mod:`scoring.decide`.
"""

from dataclasses import dataclass

from scoring.cues import behaviours as cue
from scoring.cues import marks as mark
from scoring.cues.lists import LISTS
from scoring.cues.pushing import BLAME
from scoring.phrases import Cues, Lexicon
from scoring.questions import asked
from scoring.typed_features import content
from scoring.volley import Piece, Volley
from scoring.words import bag, read

# Statements about the person that open like something said back.
SAYS_BACK = Cues("says back", """
    ^ [{and}] [{and}] [it|this|that] [really|just|almost|kind of] (sounds|seems|feels|looks|appears) [to me] (like|
        as if|
        as though|that|you|your|really|so|pretty|hard|very)
    ^ [{and}] [{and}] [that|it|this] (must|has to|had to) (be|feel|have|have been|have felt) ...
    ^ [{and}] [{and}] (that|it|this) (is|was|has been|feels|felt|sounds|seems) [really|so|such|very|quite|still|a|
        such a|a really|a very] (lot|heavy|weight|burden|{felt}|{feeling}) ...
    ^ [{and}] [{and}] (part|half|a part|some part|one part|one side) of you ...
    ^ [{and}] [{and}] you (feel|felt|want|wish|wanted|would like|would rather|had rather|are|were|have|had|do not|
        did not|
        can not|could not|see|know|knew|think|thought|like|love|hate|miss|worry|believe|get|got|came|come|used|tried|
        enjoy|
        remember|said|just|already|keep|kept|started|found|noticed|figure|figured|would|could|still|also|came|drove|
        went|
        took|left|made|never|care|sound|seem|look|trust|live|work|hope|hear|heard|lost|wonder) ...
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
_DUTY = bag("should ought gotta better")
_OPENS_OTHERWISE = bag("what why how if when try can will thank thanks sorry please")
_OTHERWISE = Lexicon((
    cue.AFFIRM, cue.PRAISE, cue.SEEK, cue.EMPHASIZE, cue.INFORMATION, cue.PERSUADE, cue.CONFRONT, cue.STRUCTURE, BLAME,
    mark.RIGHTING, mark.LABELLING, mark.REASSURANCE, mark.INSULT, mark.GREETING, mark.OFF_TOPIC,
    mark.APOLOGY, mark.FACILITATOR,
))  # fmt: skip
_NAMED = 2  # words, such as a name, that may stand before `you`
_LEAST = 3  # words of an utterance that reflects
ECHO = 0.5  # share of its content words that the person had just used, from which a reflection is simple


@dataclass(frozen=True, slots=True)
class Form:
    """One utterance's form."""

    reflects: bool
    blames: bool
    echo: float  # share of its content words that are the person's, 0 to 1


def form(volley: Volley, piece: Piece, patient: str) -> Form:
    """What an utterance's words show; `patient` is what the person had just said."""
    words, low, high = volley.words, piece.low, piece.high
    blames = bool(cue.CONFRONT.find(words, low, high) or BLAME.find(words, low, high))
    mine, theirs = content(words[low:high]), content(read(patient)[0])
    echo = len(mine & theirs) / len(mine) if mine else 0.0
    return Form(not blames and _reflects(volley, piece), blames, echo)


def _reflects(volley: Volley, piece: Piece) -> bool:
    words, low, high = volley.words, piece.low, piece.high
    if high - low < _LEAST or piece.asks or asked(volley, piece) is not None:
        return False
    texts = [word.text for word in words]
    if texts[low] in _OPENS_OTHERWISE:
        return False
    if not any(hit.first == start for start in _starts(texts, low, high) for hit in SAYS_BACK.find(words, start, high)):
        return False
    others = {cues.name for cues, _ in _OTHERWISE.find(texts, low, high)}
    if FELT_DUTY.find(words, low, high):
        return others <= {cue.PERSUADE.name, mark.RIGHTING.name}
    return not others and not _DUTY.intersection(texts[low:high])


def _starts(texts: list[str], low: int, high: int) -> list[int]:
    """Where the statement may begin: at once, or after a name."""
    after = [n for n in range(low + 1, min(low + 1 + _NAMED, high)) if texts[n] == "you"]
    return [low, *after]
