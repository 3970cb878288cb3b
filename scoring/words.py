"""A text as the plain words that cue phrases are matched against, each with its place in what was typed.

One step past :mod:`scoring.tokens`: contractions are spelled out (`you're` is `you are`, `don't` is `do not`), so
that a cue phrase need be written only once, and a `your` typed for `you're` is mended where the next word shows it.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from scoring.tokens import tokens


def bag(text: str) -> frozenset[str]:
    """The words of a text, as a set: how short word lists are written down."""
    return frozenset(text.split())


_WHOLE = {
    "can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not", "ain't": "is not",
    "it's": "it is", "that's": "that is", "what's": "what is", "there's": "there is", "here's": "here is",
    "how's": "how is", "who's": "who is", "where's": "where is", "he's": "he is", "she's": "she is",
    "let's": "let us", "y'all": "you", "o'clock": "o'clock", "yourselves": "yourself", "alright": "all right",
    "ure": "you are", "youre": "you are", "its": "it is", "cant": "can not", "dont": "do not",
    "didnt": "did not", "wasnt": "was not", "shouldve": "should have", "couldve": "could have",
    "wouldve": "would have", "youd": "you'd", "itd": "it'd", "itll": "it will", "thatll": "that will",
    "alot": "a lot", "becuase": "because", "beacuse": "because", "becasue": "because", "definately": "definitely",
    "realy": "really", "rly": "really", "sumthing": "something", "somthing": "something", "smth": "something",
    "sth": "something", "urself": "yourself", "wud": "would", "shud": "should", "cud": "could", "wld": "would",
    "shld": "should",
    "woud": "would", "woudl": "would", "shoud": "should", "shoudl": "should", "coud": "could", "coudl": "could",
    "teh": "the", "thier": "their", "wiht": "with", "taht": "that", "adn": "and", "yuo": "you", "yoru": "your",
    "hwo": "how", "waht": "what", "wnat": "want", "knwo": "know", "thnk": "think", "thikn": "think",
    "soudns": "sounds", "souds": "sounds", "sonds": "sounds", "sounsd": "sounds", "feelign": "feeling",
    "feelin": "feeling", "tryna": "trying to", "hafta": "have to", "oughta": "ought to", "cld": "could",
    "ud": "you'd", "uve": "you have", "ull": "you will", "y": "why", "n": "and", "w": "with", "b4": "before",
    "2day": "today", "ppl": "people", "med": "medicine", "meds": "medicine",
    "medication": "medicine", "medications": "medicine", "medicines": "medicine", "wats": "what is",
    "wana": "want to", "gona": "going to", "tel": "tell", "hav": "have", "wen": "when", "wher": "where",
    "ther": "there", "wich": "which", "wil": "will", "jus": "just", "lil": "little", "bout": "about",
    "doin": "doing", "goin": "going", "tryin": "trying", "usin": "using", "nothin": "nothing", "tbh": "honestly",
    "importnt": "important", "improtant": "important", "imporant": "important", "freinds": "friends",
    "freind": "friend", "tommorow": "tomorrow", "tomorow": "tomorrow", "tmrw": "tomorrow", "cuold": "could",
    "decison": "decision", "desicion": "decision", "decsion": "decision", "coem": "come", "prolly": "probably",
}  # fmt: skip
"""Words spelled out whole: contractions, and how people mistype the commonest words."""

_ENDINGS = {"n't": " not", "'re": " are", "'ve": " have", "'ll": " will", "'m": " am"}

_AFTER_YOU_ARE = bag(
    """
    just not really so very still also already going trying getting feeling doing being having
    saying thinking looking using worried scared afraid angry tired sick sad frustrated torn stuck
    ready sure right wrong here in at on worn fed hoping wondering struggling dealing facing missing
    afraid anxious ashamed exhausted proud lonely overwhelmed upset annoyed nervous concerned unsure
    clear
    """
)


@dataclass(frozen=True, slots=True)
class Word:
    """One plain word, where it stood in the text, and whether a comma or the like stands right before it."""

    text: str
    start: int
    end: int
    pause: bool = False


class Words(tuple[Word, ...]):
    """The plain words of a text, in order.

    Attributes:
        texts: the words alone.
        kept: what has been worked out of them, by what was asked, so that nothing is worked out twice.
    """

    texts: tuple[str, ...]
    kept: dict[Hashable, Any]

    def __new__(cls, words: Iterable[Word] = ()) -> "Words":
        """The words given; a tuple is made here, not in `__init__`."""
        made = super().__new__(cls, words)
        made.texts = tuple([word.text for word in made])
        made.kept = {}
        return made


@lru_cache(maxsize=8192)
def _spelled_out(word: str) -> tuple[str, ...]:
    if word in _WHOLE:
        return tuple(_WHOLE[word].split(" "))
    for ending, full in _ENDINGS.items():
        if word.endswith(ending) and len(word) > len(ending):
            return tuple((word[: -len(ending)] + full).split(" "))
    return (word,)


def spelled_out(word: str) -> tuple[str, ...]:
    """A canonical word as the plain words it stands for."""
    return _spelled_out(word) if len(word) <= 15 else (word,)


@dataclass(frozen=True, slots=True)
class Stop:
    """A mark that ends a sentence, before word number `before`."""

    sign: str
    before: int
    end: int


@lru_cache(maxsize=16)  # a turn, and what was said before it, are read for several questions
def read(text: str) -> tuple[Words, tuple[Stop, ...]]:
    """The plain words of `text` and the marks that end its sentences; of a long text its start and end only."""
    words: list[Word] = []
    stops: list[Stop] = []
    pause = False
    last = 0
    for token in tokens(text):
        if token.start > last and "\n" in text[last : token.start]:
            stops.append(Stop("\n", len(words), last))
        last = max(last, token.end)
        if not token.text[0].isalnum():
            if token.text in ".?!;":
                stops.append(Stop(token.text, len(words), token.end))
            pause = True
            continue
        for part in spelled_out(token.text):
            if words and words[-1].text == "your" and part in _AFTER_YOU_ARE:
                your = words.pop()
                words.append(Word("you", your.start, your.end, your.pause))
                words.append(Word("are", your.start, your.end))
            words.append(Word(part, token.start, token.end, pause))
            pause = False
    return Words(words), tuple(stops)
