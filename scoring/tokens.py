"""A turn's text as canonical words that remember where they stood.

People type `dont`, `u` and curly apostrophes where a transcript has `don't`, `you` and straight ones. The fitted
models read the canonical form; reasons are given as offsets into the text as it was written.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

HEAD = 4_000  # characters read from the start of a text
TAIL = 1_000  # characters read from its end, where a longer text is cut

_TOKEN = re.compile(r"\[[^\[\]\n]{0,40}\]|[^\W_]+(?:['’`][^\W_]+)*|[^\w\s]|_")
_LONGEST = 40  # characters kept of one word

_TYPED = {
    "u": "you", "ur": "your", "r": "are", "ya": "you", "yr": "your", "youre": "you're", "youve": "you've",
    "youd": "you'd", "youll": "you'll", "im": "i'm", "ive": "i've", "dont": "don't", "doesnt": "doesn't",
    "didnt": "didn't", "cant": "can't", "couldnt": "couldn't", "wont": "won't", "wouldnt": "wouldn't",
    "shouldnt": "shouldn't", "isnt": "isn't", "arent": "aren't", "wasnt": "wasn't", "werent": "weren't",
    "havent": "haven't", "hasnt": "hasn't", "hadnt": "hadn't", "thats": "that's", "whats": "what's",
    "hows": "how's", "theres": "there's", "theyre": "they're", "weve": "we've", "shes": "she's", "gonna": "going to",
    "wanna": "want to", "gotta": "got to", "kinda": "kind of", "sorta": "sort of", "lemme": "let me",
    "dunno": "don't know", "cuz": "because", "cos": "because", "bc": "because", "coz": "because", "'cause": "because",
    "pls": "please", "plz": "please", "thx": "thanks", "ok": "okay", "k": "okay", "ppl": "people", "wat": "what",
    "abt": "about", "tho": "though", "thru": "through", "n't": "not", "rn": "right now", "idk": "i don't know",
    "mhm": "mm - hmm", "yea": "yeah", "yep": "yeah", "yup": "yeah",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """One canonical word or mark, and the span of the original text it came from."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The canonical words and marks of `text`, in order; of a long text only its start and its end are read."""
    return list(_tokens(text))


@lru_cache(maxsize=16)  # a turn is read by the heads, by the fitted models and by rules
def _tokens(text: str) -> tuple[Token, ...]:
    found: list[Token] = []
    windows = [(0, len(text))] if len(text) <= HEAD + TAIL else [(0, HEAD), (len(text) - TAIL, len(text))]
    for low, high in windows:
        for match in _TOKEN.finditer(text, low, high):
            raw = match.group()
            if len(raw) > 2 and raw[0] == "[":
                continue  # a transcriber's note of a noise, not words
            start, end = match.span()
            for part in _remembered(raw) if len(raw) <= _LONGEST else _parts(raw):
                found.append(Token(part, start, end))
    return tuple(found)


def _parts(raw: str) -> tuple[str, ...]:
    """A word or mark as typed, in its canonical words."""
    word = raw.lower().replace("’", "'").replace("`", "'")
    return tuple(_MARKS.get(part, part)[:_LONGEST] for part in _TYPED.get(word, word).split(" "))


_remembered = lru_cache(maxsize=8192)(_parts)


def canonical(text: str) -> Sequence[str]:
    """The canonical words and marks of `text` alone."""
    if text.isascii() and text.isalnum():  # one word, as most are
        return _remembered(text) if len(text) <= _LONGEST else _parts(text)
    return [token.text for token in tokens(text)]


_MARKS = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": ".", "？": "?", "！": "!"}
