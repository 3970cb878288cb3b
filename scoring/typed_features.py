"""What the fitted heads read of a typed volley: named features, so that every weight can be looked up and explained.

A feature is a short string (`w:sorry`, `2:you should`, `cue:affirm`, `talk:change`) with a value of about 0 to 2. Each
also remembers the words it came from, which is what makes the heads' reasons measured attributions.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from scoring.coding import Context
from scoring.cues import behaviours, marks
from scoring.cues import client as client_cues
from scoring.cues.lists import LISTS
from scoring.permission import invited, standing
from scoring.phrases import Cues, Lexicon
from scoring.questions import INVITATION, TAG, asked
from scoring.volley import Piece, Volley
from scoring.words import bag, read

MOST = 600  # words of which n-grams are taken
_CLASSES = ("felt", "dear", "drug", "medicine", "number")
_PLAIN = bag(
    """
    a an and are as at be been but by can could did do does for from get got had has have he her him his i if in into is
    it just like me more my no not of on one or out she so some that the their them then there they this to too up us
    was we were what when which who will with would you your about all am any because how really very
    """
)
_CUES: tuple[Cues, ...] = (
    behaviours.AFFIRM, behaviours.PRAISE, behaviours.SEEK, behaviours.EMPHASIZE, behaviours.INFORMATION,
    behaviours.PERSUADE, behaviours.CONFRONT, behaviours.REFLECTION, behaviours.DEEPER, behaviours.STRUCTURE,
    marks.DOUBLE_SIDED, marks.HINGE, marks.SUMMARY, marks.FEELING, marks.VALUE, *marks.EVOKES.values(),
    marks.EVOKES_SUSTAIN, marks.ASKS_PERMISSION, marks.OFFERS_OPTIONS, marks.PLANNING, marks.APOLOGY,
    *marks.SAFETY.values(), marks.GETS_HELP, marks.PREMATURE_FOCUS, marks.RIGHTING, marks.LABELLING,
    marks.REASSURANCE, marks.DOSING, marks.INSULT, marks.GREETING, marks.FACILITATOR, marks.OFF_TOPIC,
    client_cues.CHANGE, client_cues.SUSTAIN, client_cues.DISCORD, INVITATION, TAG,
)  # fmt: skip
_LEXICON = Lexicon(_CUES)
CLASSES = {name: Cues(name, LISTS[name], LISTS) for name in _CLASSES}
_VERDICT = Cues("verdict", LISTS["verdict"], LISTS)
_DENIES = bag("not never no nobody nothing none without neither")
_DENIED = 4  # words after a denial that it may deny
_REACH = 7  # words before a verdict on the person in which it may be denied


@dataclass(frozen=True, slots=True)
class Found:
    """Features of a volley: their values, and for each the runs of words (first, last) that it came from."""

    values: dict[str, float] = field(default_factory=dict)
    places: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def add(self, name: str, value: float = 1.0, place: tuple[int, int] | None = None) -> None:
        """Set a feature, once; keep where it was found."""
        if name not in self.values:
            self.values[name] = value
        if place is None:
            return
        if name in self.places:
            self.places[name].append(place)
        else:
            self.places[name] = [place]


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its commonest endings, so that `drinks` and `drinking` are one."""
    for ending in ("ings", "ing", "ied", "ies", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@dataclass(frozen=True, slots=True)
class Features:
    """A volley's features: of the whole, and of each utterance by itself."""

    whole: Found
    pieces: tuple[Found, ...]


def features(volley: Volley, context: Context) -> Features:
    """Every feature of a volley in its context."""
    said = _said(context.patient)
    before = _before(context)
    words = volley.words.texts
    classed = list(words)
    for name, cues in CLASSES.items():
        for hit in cues.find(volley.words):
            classed[hit.first] = f"<{name}>"
    pieces = tuple(_piece(volley, n, piece, words, classed, said, before) for n, piece in enumerate(volley.pieces))
    whole = Found()
    for one in pieces:
        for name, value in one.values.items():
            if name in _OWN or name.startswith("talk:"):
                continue
            whole.values.setdefault(name, value)
            if places := one.places.get(name):
                whole.places.setdefault(name, []).extend(places)
    _shape(whole, words, volley.text)
    _echo(whole, words[:MOST], said)
    _bins(whole, "pieces", len(volley.pieces))
    asking = sum("asks last" in one.values or "asks early" in one.values for one in pieces)
    whole.add(f"asked:{min(asking, 3)}")
    if 0 < asking < len(pieces):
        whole.add("asks and tells")
    for name, value in before.items():
        whole.add(name, value)
        whole.add(f"{name} asked:{min(asking, 2)}", value)
    return Features(whole, pieces)


def _piece(
    volley: Volley,
    number: int,
    piece: Piece,
    words: Sequence[str],
    classed: Sequence[str],
    said: "_Said",
    before: dict[str, float],
) -> Found:
    """The features of one utterance."""
    features = Found()
    low, high = piece.low, min(piece.high, piece.low + MOST)
    last = number == len(volley.pieces) - 1
    _grams(features, words, classed, low, high)
    _shape(features, words[low:high], volley.text[piece.span.start : piece.span.end])
    for cues, hit in _LEXICON.find(volley.words, low, high):
        features.add(f"cue:{cues.name}", 1.0, (hit.first, hit.last))
        features.add(f"{cues.name}: {hit.phrase[:60]}", 1.0, (hit.first, hit.last))
    for hit in _VERDICT.find(volley.words, low, high):
        denied = not _DENIES.isdisjoint(words[max(low, hit.first - _REACH) : hit.first])
        features.add("verdict denied" if denied else "verdict", 1.5, (hit.first, hit.last))
    features.add(f"$:{words[high - 1]}{'?' if piece.asks else ''}", 0.7, (high - 1, high))
    question = asked(volley, piece)
    if question is None:
        features.add("told last" if last else "told")
    else:
        place = (question.first, question.last)
        kind = "shaped" if question.shaped else "tagged" if question.tag else "declared"
        features.add(f"asks {kind} {'signed' if piece.asks else 'bare'}", 1.0, place)
        features.add(f"asks {question.form}", 1.0, place)
        features.add("asks last" if last else "asks early", 1.0, place)
    features.add("alone" if len(volley.pieces) == 1 else "alone not", 0.7)
    features.add("piece first" if number == 0 else "piece later", 0.5)
    _echo(features, words[low:high], said)
    for name, value in before.items():
        features.add(name, value)
        features.add(f"{name} {'asked' if question else 'told'}", value)
    return features


def _grams(features: Found, words: Sequence[str], classed: Sequence[str], low: int, high: int) -> None:
    for n in range(low, high):
        features.add(f"w:{words[n]}", 1.0, (n, n + 1))
        features.add(f"s:{stem(words[n])}", 0.7, (n, n + 1))
        if words[n] in _DENIES:
            for m in range(n + 1, min(n + 1 + _DENIED, high)):
                features.add(f"!:{stem(words[m])}", 0.7, (m, m + 1))
    for n in range(low, high - 1):
        features.add(f"2:{words[n]} {words[n + 1]}", 0.8, (n, n + 2))
        if classed[n] != words[n] or classed[n + 1] != words[n + 1]:
            features.add(f"2:{classed[n]} {classed[n + 1]}", 0.8, (n, n + 2))
    for n in range(low, high - 2):
        features.add(f"3:{words[n]} {words[n + 1]} {words[n + 2]}", 0.7, (n, n + 3))
        features.add(f"_:{classed[n]} _ {classed[n + 2]}", 0.6, (n, n + 3))
    for length, value in ((1, 1.0), (2, 1.0), (3, 0.8)):
        if high - low >= length:
            features.add(f"^:{' '.join(words[low : low + length])}", value, (low, low + length))


_SHARES = (0.001, 0.06, 0.12, 0.2)  # of words about a person
_EDGES: dict[str, tuple[float, ...]] = {
    "words": (2, 4, 7, 11, 16, 25, 40, 70), "pieces": (2, 3, 4, 6), "you": _SHARES, "i": _SHARES, "we": _SHARES,
    "they": _SHARES, "he": _SHARES, "not": _SHARES, "past": _SHARES, "echo": (0.01, 0.2, 0.35, 0.5, 0.7, 0.9),
    "echoed": (0.01, 0.2, 0.4, 0.7), "echo runs": (1, 1.4, 2, 2.6), "new": (1, 2, 3, 5, 8, 12),
}  # fmt: skip
_BINS = {name: tuple((edge, f"{name}>={edge}") for edge in edges) for name, edges in _EDGES.items()}
_OWN = frozenset({"alone", "alone not", *(label for bins in _BINS.values() for _, label in bins)})
"""What the whole measures for itself, rather than takes from its utterances; with the client's last words."""


def _bins(features: Found, name: str, value: float) -> None:
    for edge, label in _BINS[name]:
        if value < edge:
            break
        features.add(label, 0.7)


_PERSONS = (
    ("you", bag("you your yours yourself")), ("i", bag("i me my")), ("we", bag("we us our")),
    ("they", bag("they people some most many")), ("he", bag("he she him her his")),
    ("not", bag("not no never nobody nothing")), ("past", bag("was were had did")),
)  # fmt: skip
_PERSON = {word: name for name, words in _PERSONS for word in words}


def _shape(features: Found, words: Sequence[str], text: str) -> None:
    count = len(words)
    features.add("always", 1.0)
    _bins(features, "words", count)
    persons = Counter(_PERSON[word] for word in words if word in _PERSON)
    for name, _ in _PERSONS:
        _bins(features, name, round(persons[name] / max(count, 1), 4))
    if "!" in text:
        features.add("exclaims")


def content(words: Iterable[str]) -> set[str]:
    """The stems of words that carry content."""
    return {stem(word) for word in words if word not in _PLAIN}


@dataclass(frozen=True, slots=True)
class _Said:
    """What the client said: its words with content, and its pairs of words."""

    content: set[str]
    pairs: set[tuple[str, str]]


def _said(patient: str) -> _Said:
    words = read(patient)[0].texts
    return _Said(content(words), set(pairwise(words)))


def _echo(features: Found, words: Sequence[str], said: _Said) -> None:
    """How much of what the client said is in these words."""
    mine, theirs = content(words), said.content
    shared = mine & theirs
    _bins(features, "echo", round(len(shared) / max(len(mine), 1), 4))
    _bins(features, "echoed", round(len(shared) / max(len(theirs), 1), 4))
    runs = said.pairs.intersection(pairwise(words))
    _bins(features, "echo runs", round(math.sqrt(len(runs)), 4))
    _bins(features, "new", len(mine - theirs))


def _before(context: Context) -> dict[str, float]:
    """What the client's last words and the permission that stands say beforehand."""
    found = {f"talk:{context.talk.value if context.talk else 'unknown'}": 1.0}
    if standing(context):
        found["permitted"] = 1.5
    if invited(context.patient):
        found["invited"] = 1.0
    if context.patient.rstrip().endswith("?"):
        found["they ask"] = 1.0
    return found
