"""A client's turn: the side it takes towards the target behaviour and its DARN-CAT kind (MISC 2.1)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scoring.codes import CLIENT_TALK, ClientTalk
from scoring.coding import Basis, Context, Reason, Span, TalkCoding, phrased
from scoring.cues import client as cue
from scoring.phrases import Cues, Hit
from scoring.plain_talk import Plain, answered, stated
from scoring.volley import Volley
from scoring.words import Word

if TYPE_CHECKING:
    from scoring.aloud import Aloud
    from scoring.fitted import ClientReading
    from scoring.talk_head import TalkHead, TalkReading

_PHRASES: dict[ClientTalk, Cues] = {
    ClientTalk.CHANGE: cue.CHANGE, ClientTalk.SUSTAIN: cue.SUSTAIN, ClientTalk.DISCORD: cue.DISCORD,
}  # fmt: skip


def side_of(words: Sequence[Word], low: int, high: int, target: str) -> tuple[ClientTalk | None, list[Hit]]:
    """The side that words number `low` to `high` take, by rule, and the phrases that show it."""
    change = cue.CHANGE.find(words, low, high)
    sustain = cue.SUSTAIN.find(words, low, high)
    if len(change) == len(sustain):
        return None, []
    return (ClientTalk.CHANGE, change) if len(change) > len(sustain) else (ClientTalk.SUSTAIN, sustain)


PLAIN = 2  # phrases of discord that settle it
SETTLED = 0.9  # confidence of what a rule settles alone: its share of right sides among typed lines
_OPPOSITE = frozenset({ClientTalk.CHANGE, ClientTalk.SUSTAIN})


def talk(
    text: str, context: Context, heard: "ClientReading | None", head: "TalkHead", aloud: "Aloud | None" = None
) -> TalkCoding:
    """A client's turn coded.

    ``heard`` is the fitted model's reading, where there is one: it learnt from transcripts, the ``head`` from typed
    lines, and what they say is joined. What was said aloud is joined by ``aloud``.
    """
    from scoring.talk_features import talk_features  # numpy is read here, off the first paint

    before = said_before(context)
    found = talk_features(text, before, context.target)
    if plain := answered(found.line, before, context.target):
        return _plainly(plain, found.line, "the answer to a question about the change")
    sides = aloud.client(head.own(found), heard, context) if aloud and heard else None
    reading = head.read(found, heard.talk if heard else None, sides)
    words, side = found.line.words, reading.side
    discord = cue.DISCORD.find(words)
    if len(discord) >= PLAIN and side is not ClientTalk.DISCORD:
        return TalkCoding(ClientTalk.DISCORD, None, 0.6, _ruled(ClientTalk.DISCORD, words, discord))
    plain = stated(found.line, context.target) if side in _OPPOSITE else None
    if plain and plain.side is not side:
        return _plainly(plain, found.line, "what is plainly said, against what the change is")
    confidence = reading.probability(side)
    if side is ClientTalk.NEUTRAL:
        return TalkCoding(side, None, confidence)
    kind = None if side is ClientTalk.DISCORD else reading.kind
    return TalkCoding(side, kind, confidence, _reason(words, side, reading))


def _plainly(plain: Plain, line: Volley, note: str) -> TalkCoding:
    whole = Span(line.words[0].start, line.words[-1].end)
    return TalkCoding(plain.side, plain.kind, SETTLED, Reason((whole,), Basis.RULE, note))


def said_before(context: Context) -> str:
    """What the clinician said before the client's turn; empty where nothing is known of it."""
    return context.earlier[-1][0] if context.earlier else ""


def _reason(words: Sequence[Word], side: ClientTalk, reading: "TalkReading") -> Reason:
    """The phrases that take the side where there are some, else the words that weighed most."""
    if hits := _PHRASES[side].find(words):
        return _ruled(side, words, hits)
    spans = reading.words(side)
    return Reason(spans, Basis.MODEL, "" if spans else "the turn as a whole")


def _ruled(side: ClientTalk, words: Sequence[Word], hits: Sequence[Hit]) -> Reason:
    spans = tuple(Span(words[hit.first].start, words[hit.last - 1].end) for hit in hits[:3])
    return Reason(spans, Basis.RULE, phrased(CLIENT_TALK[side].label))
