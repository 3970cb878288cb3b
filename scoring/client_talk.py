"""A client's turn: the side it takes towards the target behaviour and its DARN-CAT kind (MISC 2.1)."""

from collections.abc import Sequence

from scoring.codes import ClientTalk, TalkKind
from scoring.coding import Basis, Context, Reason, Span, TalkCoding
from scoring.cues import client as cue
from scoring.phrases import Cues, Hit
from scoring.volley import volley
from scoring.words import Word


def side_of(words: Sequence[Word], low: int, high: int, target: str) -> tuple[ClientTalk | None, list[Hit]]:
    """The side that words number `low` to `high` take, by rule, and the phrases that show it."""
    change = _hits(cue.CHANGE, words, low, high)
    sustain = _hits(cue.SUSTAIN, words, low, high)
    if len(change) == len(sustain):
        return None, []
    return (ClientTalk.CHANGE, change) if len(change) > len(sustain) else (ClientTalk.SUSTAIN, sustain)


def _hits(cues: Cues, words: Sequence[Word], low: int, high: int) -> list[Hit]:
    return cues.find(words, low, high)


def kind_of(words: Sequence[Word], low: int, high: int) -> TalkKind:
    """The DARN-CAT kind of some change or sustain talk; reasons when unsure."""
    for kind, cues in cue.KINDS.items():
        if cues.find(words, low, high):
            return TalkKind(kind)
    return TalkKind.REASONS


def talk(text: str, context: Context) -> TalkCoding:
    """A client's turn coded by rule alone."""
    spoken = volley(text)
    words = spoken.words
    discord = cue.DISCORD.find(words)
    side, hits = side_of(words, 0, len(words), context.target)
    if discord and len(discord) >= len(hits):
        return TalkCoding(ClientTalk.DISCORD, None, 0.6, _reason(text, words, discord))
    if side is None:
        return TalkCoding(ClientTalk.NEUTRAL, None, 0.6)
    return TalkCoding(side, kind_of(words, 0, len(words)), 0.6, _reason(text, words, hits))


def _reason(text: str, words: Sequence[Word], hits: Sequence[Hit]) -> Reason:
    return Reason(
        tuple(Span(words[hit.first].start, words[hit.last - 1].end) for hit in hits[:3]), Basis.RULE, hits[0].phrase
    )
