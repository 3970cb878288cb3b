"""What the fitted heads read of a typed volley: named features, so that every weight can be looked up and explained.

A feature is a short string (`w:sorry`, `2:you should`, `cue:affirm`, `talk:change`) with a value of about 0 to 2. Each
also remembers the words it came from, which is what makes the heads' reasons measured attributions.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from scoring.codes import QuestionForm
from scoring.coding import Context
from scoring.cues import behaviours, marks
from scoring.cues import client as client_cues
from scoring.cues.lists import LISTS
from scoring.permission import invited, standing
from scoring.phrases import Cues
from scoring.questions import INVITATION, TAG, asked
from scoring.volley import Volley
from scoring.words import Word, bag, read

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
CLASSES = {name: Cues(name, LISTS[name], LISTS) for name in _CLASSES}


@dataclass(frozen=True, slots=True)
class Found:
    """Features of a volley: their values, and for each the runs of words (first, last) that it came from."""

    values: dict[str, float] = field(default_factory=dict)
    places: dict[str, list[tuple[int, int]]] = field(default_factory=dict)

    def add(self, name: str, value: float = 1.0, place: tuple[int, int] | None = None) -> None:
        """Set a feature, once; keep where it was found."""
        self.values.setdefault(name, value)
        if place is not None:
            self.places.setdefault(name, []).append(place)


def stem(word: str) -> str:
    """A word without its commonest endings, so that `drinks` and `drinking` are one."""
    for ending in ("ings", "ing", "ied", "ies", "ed", "es", "s", "ly"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def found(volley: Volley, context: Context) -> Found:
    """Every feature of a volley in its context."""
    features = Found()
    _grams(features, volley)
    _shape(features, volley)
    for piece in volley.pieces:
        for cues in _CUES:
            for hit in cues.find(volley.words, piece.low, piece.high):
                features.add(f"cue:{cues.name}", 1.0, (hit.first, hit.last))
                features.add(f"{cues.name}: {hit.phrase[:60]}", 1.0, (hit.first, hit.last))
    _around(features, volley, context)
    return features


def _grams(features: Found, volley: Volley) -> None:
    words = volley.words[:MOST]
    plain = [word.text for word in words]
    classed = list(plain)
    for name, cues in CLASSES.items():
        for hit in cues.find(words):
            classed[hit.first] = f"<{name}>"
    for n, word in enumerate(plain):
        features.add(f"w:{word}", 1.0, (n, n + 1))
        features.add(f"s:{stem(word)}", 0.7, (n, n + 1))
    for n in range(len(plain) - 1):
        features.add(f"2:{plain[n]} {plain[n + 1]}", 0.8, (n, n + 2))
        if classed[n] != plain[n] or classed[n + 1] != plain[n + 1]:
            features.add(f"2:{classed[n]} {classed[n + 1]}", 0.8, (n, n + 2))
    for n in range(len(plain) - 2):
        features.add(f"3:{plain[n]} {plain[n + 1]} {plain[n + 2]}", 0.7, (n, n + 3))
        features.add(f"_:{classed[n]} _ {classed[n + 2]}", 0.6, (n, n + 3))
    for piece in volley.pieces:
        low, high = piece.low, min(piece.high, MOST)
        if high <= low:
            continue
        features.add(f"^:{plain[low]}", 1.0, (low, low + 1))
        features.add(f"$:{plain[high - 1]}{'?' if piece.asks else ''}", 0.7, (high - 1, high))
        if high - low > 1:
            features.add(f"^:{plain[low]} {plain[low + 1]}", 1.0, (low, low + 2))
        if high - low > 2:
            features.add(f"^:{plain[low]} {plain[low + 1]} {plain[low + 2]}", 0.8, (low, low + 3))


def _bins(features: Found, name: str, value: float, edges: Sequence[float]) -> None:
    for edge in edges:
        if value >= edge:
            features.add(f"{name}>={edge}", 0.7)


def _shape(features: Found, volley: Volley) -> None:
    words = [word.text for word in volley.words]
    count = len(words)
    features.add("always", 1.0)
    _bins(features, "words", count, (2, 4, 7, 11, 16, 25, 40, 70))
    _bins(features, "pieces", len(volley.pieces), (2, 3, 4, 6))
    for name, some in (
        ("you", {"you", "your", "yours", "yourself"}), ("i", {"i", "me", "my"}), ("we", {"we", "us", "our"}),
        ("they", {"they", "people", "some", "most", "many"}), ("he", {"he", "she", "him", "her", "his"}),
        ("not", {"not", "no", "never", "nobody", "nothing"}), ("past", {"was", "were", "had", "did"}),
    ):  # fmt: skip
        share = sum(word in some for word in words) / max(count, 1)
        _bins(features, name, round(share, 4), (0.001, 0.06, 0.12, 0.2))
    if "!" in volley.text:
        features.add("exclaims")
    forms: list[QuestionForm] = []
    for n, piece in enumerate(volley.pieces):
        question = asked(volley, piece)
        last = n == len(volley.pieces) - 1
        if question is None:
            features.add("told last" if last else "told")
            continue
        place = (question.first, question.last)
        forms.append(question.form)
        kind = "shaped" if question.shaped else "tagged" if question.tag else "declared"
        features.add(f"asks {kind} {'signed' if piece.asks else 'bare'}", 1.0, place)
        features.add(f"asks {question.form}", 1.0, place)
        features.add("asks last" if last else "asks early", 1.0, place)
    features.add(f"asked:{min(len(forms), 3)}")
    if forms and len(volley.pieces) > len(forms):
        features.add("asks and tells")


def content(words: Iterable[Word]) -> set[str]:
    """The stems of words that carry content."""
    return {stem(word.text) for word in words if word.text not in _PLAIN}


def _around(features: Found, volley: Volley, context: Context) -> None:
    said, _ = read(context.patient)
    mine, theirs = content(volley.words[:MOST]), content(said)
    shared = mine & theirs
    _bins(features, "echo", round(len(shared) / max(len(mine), 1), 4), (0.01, 0.2, 0.35, 0.5, 0.7, 0.9))
    _bins(features, "echoed", round(len(shared) / max(len(theirs), 1), 4), (0.01, 0.2, 0.4, 0.7))
    runs = {(a.text, b.text) for a, b in pairwise(said)}
    own = {(a.text, b.text) for a, b in pairwise(volley.words[:MOST])}
    _bins(features, "echo runs", math.sqrt(len(runs & own)), (1, 1.4, 2, 2.6))
    new = len(mine - theirs)
    _bins(features, "new", new, (1, 2, 3, 5, 8, 12))
    talk = context.talk.value if context.talk else "unknown"
    features.add(f"talk:{talk}")
    asks = next((name for name in ("asked:0", "asked:1", "asked:2", "asked:3") if name in features.values), "")
    features.add(f"talk:{talk} {asks}")
    if standing(context):
        features.add("permitted", 1.5)
    if invited(context.patient):
        features.add("invited")
    if context.patient.rstrip().endswith("?"):
        features.add("they ask")
