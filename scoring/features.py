"""What the linear model reads of a turn: hashed n-grams of words and letters, and the cues of `scoring.feature_cues`.

Everything is a pure function of the text with integer hashing, so that every machine reads the same features.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from scoring.feature_cues import NAMES, PATTERNS
from scoring.tokens import Token, tokens

BUCKETS = 1 << 17  # n-grams of this turn
BEFORE = 1 << 15  # n-grams of the turn before, in buckets after those
CONTENT = 4  # letters from which a word counts as content where overlaps are measured
SCALARS = (
    "bias", "length", "sentences", "you share", "i share", "we share", "commas", "short", "middle", "long",
    "very long", "broken off", "overlap", "overlap of before", "before length", "before short", "before none",
    "target overlap", "target overlap of target", "question late", "question early",
)  # fmt: skip
HAND = len(NAMES) * 2 + len(SCALARS)


@dataclass(frozen=True, slots=True)
class Features:
    """A turn's features. `bucket`, `value`, `first` and `last` have one entry for each n-gram as it occurs."""

    words: list[Token]
    bucket: NDArray[np.int64]
    value: NDArray[np.float32]
    first: NDArray[np.int64]  # number of the n-gram's first token; -1 for the turn before
    last: NDArray[np.int64]
    hand: NDArray[np.float32]  # HAND values, about 0 to 2
    cues: list[tuple[int, int, int]]  # which cue of this turn, and its first and last token


def features(text: str, before: str = "", target: str = "") -> Features:
    """The features of a turn, given the other's previous turn and what the talk is about."""
    words = tokens(text)
    earlier = tokens(before)
    hand, cues = _cues(text)
    earlier_hand, _ = _cues(before)
    scalars = _scalars(words, earlier, tokens(target))
    ours, letters, theirs = _word_grams(words, 3, BUCKETS), _letter_grams(words), _word_grams(earlier, 2, BEFORE)
    nowhere = np.full(len(theirs[0]), -1)
    return Features(
        words=words,
        bucket=np.concatenate([ours[0], letters[0], theirs[0] + BUCKETS]),
        value=np.concatenate([_weighted(ours[0], 1.0), _weighted(letters[0], 1.0), _weighted(theirs[0], 0.6)]),
        first=np.concatenate([ours[1], letters[1], nowhere]),
        last=np.concatenate([ours[2], letters[2], nowhere]),
        hand=np.concatenate([hand, 0.5 * earlier_hand, scalars]),
        cues=cues,
    )


@lru_cache(maxsize=8192)
def _number(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


Grams = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]  # buckets, first and last token
_BY = np.uint64(1_000_003)
_OVER, _AGAIN, _SPREAD = np.uint64(31), np.uint64(29), np.uint64(0x9E3779B97F4A7C15)


def _hashed(numbers: NDArray[np.uint64], place: NDArray[np.int64], lengths: range, seed: int, size: int) -> Grams:
    """Every n-gram of some lengths, as a bucket below `size` (a power of two); all lengths are hashed side by side."""
    lengths = range(lengths.start, min(lengths.stop, len(numbers) + 1))
    rolled = np.empty((len(lengths), len(numbers)), np.uint64)
    rolled[:] = np.array([seed + n for n in lengths], np.uint64)[:, None]
    for k in range(lengths.stop - 1):
        open_ended = rolled[max(0, k + 1 - lengths.start) :, : len(numbers) - k]
        open_ended *= _BY
        open_ended ^= numbers[k:]
    rolled ^= rolled >> _OVER
    rolled *= _SPREAD
    rolled ^= rolled >> _AGAIN
    rolled &= np.uint64(size - 1)
    bucket = rolled.astype(np.int64)
    counts = [len(numbers) - n + 1 for n in lengths]
    return (
        np.concatenate([bucket[row, :count] for row, count in enumerate(counts)]),
        np.concatenate([place[:count] for count in counts]),
        np.concatenate([place[n - 1 :] for n in lengths]),
    )


def _word_grams(words: Sequence[Token], most: int, size: int) -> Grams:
    numbers = np.array([1, *(_number(word.text) for word in words), 2], np.uint64)
    place = np.arange(-1, len(words) + 1)
    place[0], place[-1] = 0, max(0, len(words) - 1)
    return _hashed(numbers, place, range(1, most + 1), 7, size)


def _letter_grams(words: Sequence[Token]) -> Grams:
    line = " " + " ".join(word.text for word in words) + " "
    letters = np.frombuffer(line.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    if len(letters) < 3:
        return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64)
    place = np.repeat(np.arange(len(words)), [len(word.text) + 1 for word in words]) if words else np.zeros(1, int)
    place = np.concatenate([place[:1], place])[: len(letters)]
    return _hashed(letters, place, range(3, 6), 70, BUCKETS)


def _weighted(bucket: NDArray[np.int64], scale: float) -> NDArray[np.float32]:
    """Damped counts with unit length, each shared among an n-gram's occurrences."""
    if not len(bucket):
        return np.zeros(0, np.float32)
    order = bucket.argsort()
    ranked = bucket[order]
    fresh = np.ones(len(bucket), bool)
    np.not_equal(ranked[1:], ranked[:-1], out=fresh[1:])
    starts = np.append(fresh.nonzero()[0], len(bucket))
    count = starts[1:] - starts[:-1]
    damped = 1 + np.log(count)
    each = scale * damped / count / math.sqrt(float((damped**2).sum()))
    value = np.empty(len(bucket), np.float32)
    value[order] = np.repeat(each, count)
    return value


def _line(words: Sequence[Token]) -> tuple[str, list[int]]:
    """The words with a bar before every sentence, and which token each character belongs to."""
    parts: list[str] = []
    owner: list[int] = [0]
    opens = True
    for n, word in enumerate(words):
        if opens:
            parts.append("|")
            owner += [n, n]
        parts.append(word.text)
        owner += [n] * (len(word.text) + 1)
        opens = word.text in (".", "?", "!")
    return " " + " ".join(parts) + " ", owner


@lru_cache(maxsize=16)
def _cues(text: str) -> tuple[NDArray[np.float32], list[tuple[int, int, int]]]:
    """The cues of a turn: a value for each, and where they stand (cue, first and last token)."""
    line, owner = _line(tokens(text))
    values = np.zeros(len(PATTERNS), np.float32)
    spans: list[tuple[int, int, int]] = []
    for n, pattern in enumerate(PATTERNS):
        count = 0
        for match in pattern.finditer(line):
            count += 1
            if count <= 4:
                low, high = match.span()
                low += line[low] == " "
                spans.append((n, owner[min(low, len(owner) - 1)], owner[min(high, len(owner)) - 1]))
        if count:
            values[n] = 1.0 if count == 1 else 1.5
    return values, spans


def _content(words: Sequence[Token]) -> set[str]:
    return {word.text[:5] for word in words if len(word.text) >= CONTENT}


def _scalars(words: Sequence[Token], earlier: Sequence[Token], target: Sequence[Token]) -> NDArray[np.float32]:
    spoken = [word.text for word in words if word.text[0].isalnum()]
    size = max(1, len(spoken))
    own, theirs, about = _content(words), _content(earlier), _content(target)
    shared = len(own & theirs)
    aimed = len(own & about)
    asked = [n for n, word in enumerate(words) if word.text == "?"]
    return np.array(
        [
            1.0,
            math.log1p(len(spoken)) / 3,
            math.log1p(sum(word.text in (".", "?", "!") for word in words)) / 2,
            2 * sum(word.startswith("you") for word in spoken) / size,
            2 * sum(word == "i" or word.startswith("i'") for word in spoken) / size,
            2 * sum(word in ("we", "us", "our") or word.startswith("we'") for word in spoken) / size,
            math.log1p(sum(word.text == "," for word in words)) / 2,
            float(len(spoken) <= 3),
            float(4 <= len(spoken) <= 10),
            float(25 <= len(spoken) < 50),
            float(len(spoken) >= 50),
            float(bool(words) and words[-1].text == "-"),
            shared / max(1, len(own)),
            min(1.0, shared / max(1, len(theirs))),
            math.log1p(len(earlier)) / 4,
            float(0 < len(earlier) <= 4),
            float(not earlier),
            aimed / max(1, len(own)),
            aimed / max(1, len(about)),
            float(bool(asked) and asked[-1] >= len(words) - 3),
            float(bool(asked) and asked[0] < len(words) / 2),
        ],
        np.float32,
    )
