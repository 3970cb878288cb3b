"""A client's turn: the side it takes towards the target behaviour and its DARN-CAT kind (MISC 2.1)."""

from collections.abc import Mapping, Sequence

from scoring.codes import CLIENT_TALK, ClientTalk, TalkKind
from scoring.coding import Basis, Context, Reason, Span, TalkCoding, phrased
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


PLAIN = 0.75  # probability from which the fitted model's "neutral" stands against what a phrase says


def talk(text: str, context: Context, heard: Mapping[str, float] | None = None) -> TalkCoding:
    """A client's turn coded.

    ``heard`` are the fitted model's probabilities of change, sustain and neutral, where there is one. Discord is
    decided by phrases alone: the transcripts the model learnt from do not label it.
    """
    spoken = volley(text)
    words = spoken.words
    discord = cue.DISCORD.find(words)
    side, hits = side_of(words, 0, len(words), context.target)
    if discord and len(discord) >= len(hits):
        return TalkCoding(ClientTalk.DISCORD, None, 0.6, _reason(ClientTalk.DISCORD, words, discord))
    confidence = 0.6
    if heard is not None:
        best = ClientTalk(max(heard, key=lambda name: heard[name]))
        if side is None or heard[best] >= PLAIN:
            side, confidence = best, heard[best]
            hits = hits if best is not ClientTalk.NEUTRAL else []
        else:
            confidence = max(heard[side], 0.5)
    if side is None or side is ClientTalk.NEUTRAL:
        return TalkCoding(ClientTalk.NEUTRAL, None, confidence)
    reason = _reason(side, words, hits) if hits else Reason((), Basis.MODEL, "the turn as a whole")
    return TalkCoding(side, kind_of(words, 0, len(words)), confidence, reason)


def _reason(talk: ClientTalk, words: Sequence[Word], hits: Sequence[Hit]) -> Reason:
    found = tuple(Span(words[hit.first].start, words[hit.last - 1].end) for hit in hits[:3])
    return Reason(found, Basis.RULE, phrased(CLIENT_TALK[talk].label))
