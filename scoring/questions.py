"""Whether an utterance asks, and whether what it asks is open or closed.

People leave out question marks and put them on statements, so the shape of the words counts as much as the sign.
"""

from dataclasses import dataclass

from scoring.codes import QuestionForm
from scoring.cues.lists import LISTS
from scoring.phrases import Cues
from scoring.volley import Piece, Volley
from scoring.words import bag

# Invitations that are questions in all but form; all of them open.
INVITATION = Cues("invitation", """
    tell me [a bit|a little|some] [more|about|what|how|why]
    (say|talk) [a bit|a little|some] [to me] more
    (talk|walk|take) me through
    talk to me about
    (could|can|would|will) you [please] (tell|describe|explain|say|talk|walk|share|help me)
    [please] (describe|explain) [to me|for me|a|the|your|what|how]
    help me (understand|see|get)
    i (wonder|am wondering|am curious|was wondering|would love to hear|would like to hear|want to hear|
        would like to know|want to know|want to understand|would like to understand) [about|
        more] [about] (what|how|where|which|why|your|that|more|the|who)
    (i would|i'd) (love|like) to (hear|know|understand|learn)
    (i am|just) curious
    (what else|anything else|how so|how come|in what way|such as|like what|why is that|and then)
    give me an example
    """, LISTS)  # fmt: skip

# Openings that ask: a question word, or a verb before its subject.
ASKS = Cues("asks", """
    ^ [{and}] [{and}] (what|how|why|where|when|who|which|whose)
    ^ [{and}] [{and}] (do|does|did|are|is|was|were|have|has|had|can|could|would|will|should|shall|may|
        might|am) [not] (you|it|that|this|there|they|he|she|we|i|your|the|any|anyone|anything|his|her|
        their|these|those|someone|something|some)
    ^ [{and}] (are|do|have|did|would|could|can) you
    ^ [{and}] you ever
    (what|how|why|where|when|who|which) (do|does|did|are|is|was|were|have|has|would|could|can|will|might|
        should|makes|made|brought|brings|else|about|happened|happens|kind|sort|kinds|sorts|would|if|
        helped|helps|worked|keeps|kept|gets|got|much|many|long|often|important|confident|ready|come|
        worries|concerns|matters|stops|stopped) (you|it|that|this|there|they|he|she|we|i|your|the|to|for|
        of|in|are|is|do|would|on|more|most|a|been|gone|come|helped)
    ^ [{and}] (ever|any|anything|anyone|anybody|got any|been|had any|on a scale|from zero|still|ready)
    (do|did|are|have|would|can|could|were|does|has|is|will) (you|your|it|that|there|he|she|they) ... $
    """, LISTS)  # fmt: skip

# Proposals in a question's clothes: they advise, and want no answer.
PROPOSES = Cues("proposes", """
    why (do not|not) [you|we] (just|simply|try|stop|quit|ask|get|start|give|call|find|put|leave|take up)
    (have|did) you [ever] (thought|considered|tried) (of|about) just ...
    """, LISTS)  # fmt: skip

# Endings that ask for a yes.
TAG = Cues("tag", """
    (right|yeah|yes|no|correct|eh|huh|okay|ok|is that right|have i got that right|am i right|
        did i get that|does that (sound|seem|feel) (right|about right|like you)|is that it|is that fair|
        would that be fair|is it|isn't it|is not it|don't you|do not you|aren't you|are not you|
        haven't you|have not you|didn't you|did not you|wouldn't you|would not you|do you|are you|
        have you|did you) $
    """, LISTS)  # fmt: skip

CLOSED = Cues("closed", """
    how (many|much|long|often|old|far|soon|regularly|frequently)
    (what|which) (time|day|date|year|month|number|age|dose|medicine|drug|drugs|kind|type)
    ^ [{and}] (when|where|who|which)
    (on|from|using) [a] (scale|zero|one|0|1)
    """, LISTS)  # fmt: skip

OPEN = Cues("open", """
    [{and}] (what|how|why)
    how (much|important|long) ... (mean|means|matter|affect)
    what (kind|kinds|sort|sorts|type|types) of
    who (matters|else|could|might|in your life|would)
    where (does|do|would|might) (that|this|it|you see|you go|you want|you hope)
    which ...
    """, LISTS)  # fmt: skip

_NOT_ASKED = bag(
    """
    know wonder see understand realise realize that is tell figure decide find no matter
    you i we they he she to not
    """
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in an utterance: its form, the words that show it (numbers), and whether the words alone show it."""

    form: QuestionForm
    first: int
    last: int
    shaped: bool
    tag: bool = False


def asked(volley: Volley, piece: Piece) -> Asked | None:
    """The question an utterance asks, if it asks one; a proposal (`why don't you just`) asks none."""
    kept, what = volley.words.kept, (asked, piece.low, piece.high, piece.asks)
    if what not in kept:
        kept[what] = _asked(volley, piece)
    question: Asked | None = kept[what]
    return question


def _asked(volley: Volley, piece: Piece) -> Asked | None:
    words, low, high = volley.words, piece.low, piece.high
    if high <= low:
        return None
    invited = INVITATION.find(words, low, high)
    if invited:
        return Asked(QuestionForm.OPEN, invited[0].first, invited[0].last, True)
    openings = [
        hit
        for hit in ASKS.find(words, low, high)
        if hit.first == low or words[hit.first - 1].text not in _NOT_ASKED or piece.asks
    ]
    tag = TAG.find(words, low, high)
    if PROPOSES.find(words, low, high):
        return None
    if openings:
        hit = openings[0]
        return Asked(_form(volley, piece), hit.first, hit.last, True)
    if piece.asks:
        first, last = (tag[-1].first, tag[-1].last) if tag else (high - 1, high)
        return Asked(_form(volley, piece), first, last, False, bool(tag))
    return None


def _form(volley: Volley, piece: Piece) -> QuestionForm:
    words, low, high = volley.words, piece.low, piece.high
    closed = CLOSED.find(words, low, high)
    opened = OPEN.find(words, low, high)
    if not opened:
        return QuestionForm.CLOSED
    if closed and closed[0].first <= opened[0].first + 1:
        return QuestionForm.CLOSED
    start = min(high, low + 3)
    inverted = words[low].text in {"do", "does", "did", "are", "is", "have", "has", "can", "could", "would", "will"}
    return QuestionForm.CLOSED if inverted and opened[0].first >= start else QuestionForm.OPEN
