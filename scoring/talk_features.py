"""What the client head reads of a line: hashed names of words, of frames and of cue phrases, against the target.

A name such as `2:sick of`, `want towards stop` or `-2:one <it>` falls into one of `BUCKETS` by its CRC, so that the
weights need no list of names and every machine reads the same features.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from scoring.cues import client, opinions
from scoring.frames import frames
from scoring.phrases import Hit
from scoring.target import ANY_DOMAIN, Target, target_of
from scoring.typed_features import CLASSES, stem
from scoring.volley import Volley, volley
from scoring.words import bag

BUCKETS = 1 << 14
MOST = 300  # words read of a line
SHORT = 6  # words up to which a line is read as an answer to the question before it

_SIDES = (client.CHANGE, client.SUSTAIN, client.DISCORD, *client.KINDS.values())
_YES = bag("yes yeah sure okay definitely absolutely course right aye totally")
_NO = bag("no nah nope not never")
_HINGE = bag("but though although yet however except")
_HEDGE = bag("maybe perhaps suppose guess might probably kind sort possibly")
_OTHERS = bag("he she him her his they them their")
_ME = bag("i me my mine we us our")
_PAST = bag("was were had did used")
_LENGTHS = (2, 3, 5, 8, 12, 20, 35, 60)
_SIGN = {-1: "-", 0: "0", 1: "+"}


@dataclass(slots=True)
class Read:
    """A line's features by name, each with its value and the words (first, last) it was found in; -1 for none."""

    line: Volley
    values: dict[str, float]
    places: dict[str, tuple[int, int]]

    def add(self, name: str, value: float = 1.0, first: int = -1, last: int = -1) -> None:
        """Set a feature, once."""
        if name not in self.values:
            self.values[name] = value
            self.places[name] = (first, last)

    def hashed(self) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Bucket and value of every feature, the values shrunk for long lines."""
        values = np.fromiter(self.values.values(), np.float32, len(self.values))
        buckets = np.fromiter((crc32(name.encode()) % BUCKETS for name in self.values), np.int64, len(self.values))
        values /= np.sqrt(max(float(np.sqrt(float(values @ values))), 1.0) / 8)
        return buckets, values


def talk_features(text: str, before: str = "", target: str = "") -> Read:
    """Every feature of a client's line, given what the clinician said before it and the target behaviour."""
    line = volley(text)
    about = target_of(target)
    words = [word.text for word in line.words[:MOST]]
    found = Read(line, {}, {})
    things = _things(words, about)
    for hit in CLASSES["dear"].find(line.words, 0, len(words)):
        things[hit.first] = "<dear>"
    sign = _SIGN[about.direction]
    for piece in line.pieces:
        if piece.low < len(words):
            low, high = piece.low, min(piece.high, len(words))
            _grams(found, words, things, low, high, sign, asks=piece.asks)
            for frame in frames(words, low, high, about):
                found.add(f"frame {frame.name}", 1.5, frame.first, frame.last)
                lean = {1: "towards", -1: "away", 0: "none"}[frame.lean]
                found.add(f"frames {lean}", 1.2, frame.first, frame.last)
                found.add(f"frames {frame.kind}", 1.0, frame.first, frame.last)
    _last_part(found, words, things)
    _phrases(found, words, sign)
    _shape(found, text, words, things, sign)
    _answer(found, words, before, about)
    return found


def _things(words: Sequence[str], about: Target) -> list[str]:
    """The words, those for the target's thing and for others' as `<it>` and `<other>`."""
    return ["<it>" if about.names(word) else "<other>" if word in ANY_DOMAIN else word for word in words]


def _grams(
    found: Read, words: Sequence[str], things: Sequence[str], low: int, high: int, sign: str, *, asks: bool
) -> None:
    for n in range(low, high):
        found.add(f"w:{words[n]}", 1.0, n, n + 1)
        found.add(f"s:{stem(words[n])}", 0.7, n, n + 1)
        if things[n] != words[n]:
            found.add(f"w:{things[n]}", 0.8, n, n + 1)
        if sign != "0":
            found.add(f"{sign}w:{things[n] if things[n][0] == '<' else stem(words[n])}", 0.6, n, n + 1)
        if words[n] in _NO or words[n] == "nothing":
            for m in range(n + 1, min(n + 5, high)):
                found.add(f"!{things[m]}", 0.7, m, m + 1)
                if sign != "0":
                    found.add(f"{sign}!{things[m]}", 0.5, m, m + 1)
    line = ["^", *things[low:high], "?" if asks else "$"]
    for n in range(len(line) - 1):
        first, last = max(low, low + n - 1), min(high, low + n + 1)
        found.add(f"2:{line[n]} {line[n + 1]}", 0.9, first, last)
        if sign != "0":
            found.add(f"{sign}2:{line[n]} {line[n + 1]}", 0.6, first, last)
        if n + 2 < len(line):
            last = min(high, last + 1)
            found.add(f"3:{line[n]} {line[n + 1]} {line[n + 2]}", 0.8, first, last)
            found.add(f"_:{line[n]} _ {line[n + 2]}", 0.5, first, last)


def _last_part(found: Read, words: Sequence[str], things: Sequence[str]) -> None:
    """What is said last counts for more: of mixed talk its last side."""
    starts = {piece.low for piece in found.line.pieces}
    starts |= {n for n, word in enumerate(words) if word in _HINGE}
    low = next((n for n in sorted(starts, reverse=True) if len(words) - n >= 3), 0)
    for n in range(low, len(words)):
        found.add(f"L:{stem(words[n])}", 0.6, n, n + 1)
        if n + 1 < len(words):
            found.add(f"L2:{things[n]} {things[n + 1]}", 0.6, n, n + 2)


def _phrases(found: Read, words: Sequence[str], sign: str) -> None:
    spoken = found.line.words
    for cues in _SIDES:
        for hit in cues.find(spoken, 0, len(words)):
            found.add(f"cue:{cues.name}", 1.2, hit.first, hit.last)
            found.add(f"{cues.name}: {hit.phrase[:50]}", 1.0, hit.first, hit.last)
            found.add(f"{sign}cue:{cues.name}", 0.8, hit.first, hit.last)
    for cues in opinions.ALL:
        for hit in cues.find(spoken, 0, len(words)):
            denied = "not " if _denied(words, hit) else ""
            found.add(f"{sign}{denied}{cues.name}", 1.6, hit.first, hit.last)
            found.add(f"{denied}{cues.name}", 1.0, hit.first, hit.last)


def _denied(words: Sequence[str], hit: Hit) -> bool:
    return any(word in _NO for word in words[max(0, hit.first - 3) : hit.first])


def _shape(found: Read, text: str, words: Sequence[str], things: Sequence[str], sign: str) -> None:
    count, said = len(words), set(words)
    found.add("always")
    found.add(f"direction {sign}", 0.7)
    for edge in _LENGTHS:
        if count >= edge:
            found.add(f"words>={edge}", 0.7)
    asks = [piece.asks for piece in found.line.pieces]
    if any(asks):
        found.add("asks")
        if asks[-1]:
            found.add("asks last")
    if "!" in text:
        found.add("exclaims")
    if "<it>" in things:
        found.add("names it")
        found.add(f"{sign}names it", 0.7)
    else:
        found.add("names it not", 0.7)
    if "<other>" in things:
        found.add("names another")
    found.add("of me" if said & _ME else "not of me")
    if "you" in said or "your" in said:
        found.add("of you")
    if said & _OTHERS and not said & _ME:
        found.add("of others only")
    if said & _PAST:
        found.add("past", 0.6)
    if said & _HEDGE:
        found.add("hedged", 0.6)


def _answer(found: Read, words: Sequence[str], before: str, about: Target) -> None:
    """A short answer takes the valence of the question that pulled it (MISC)."""
    if not before.strip():
        found.add("nothing before", 0.5)
        return
    asked = volley(before[-600:])
    if not asked.pieces:
        return
    last = asked.pieces[-1]
    asks = "?" if last.asks else "."
    found.add(f"after {asks}", 0.5)
    heard = [word.text for word in asked.words]
    named = _things(heard, about)
    for n in range(last.low, min(last.low + 3, last.high - 1)):
        found.add(f"after {named[n]} {named[n + 1]}", 0.4)
    if len(words) > SHORT:
        return
    said = set(words[:4])
    answer = "no" if said & _NO else "yes" if said & _YES else "other"
    found.add(f"answer {answer} {asks}")
    for n in range(last.low, last.high - 1):
        found.add(f"answer {answer} {named[n]} {named[n + 1]}", 0.9)
    for frame in frames(heard, last.low, last.high, about):
        lean = frame.lean * (-1 if answer == "no" else 1 if answer == "yes" else 0)
        found.add(f"answer {asks} {frame.kind} {lean}", 1.5)
        found.add(f"answer {asks} {lean}", 1.2)
