"""A turn's text cut into utterances, the complete thoughts that MITI codes one at a time.

Sentences end at `.`, `?`, `!`, `;` and line breaks. People who type without any of these are cut where a new question
or a new stem plainly begins. When unsure, fewer cuts (MITI 4.2.1).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from scoring.coding import Span
from scoring.words import Stop, Words, bag, read

MOST = 60  # utterances read of one volley; whatever follows joins the last


@dataclass(frozen=True, slots=True)
class Piece:
    """One utterance: its span, its words (numbers `low` to `high` of the volley's) and how it was ended."""

    span: Span
    low: int
    high: int
    asks: bool = False
    exclaims: bool = False


@dataclass(frozen=True, slots=True)
class Volley:
    """A turn's text, its plain words and its utterances."""

    text: str
    words: Words
    pieces: tuple[Piece, ...]

    def spoken(self, piece: Piece) -> str:
        """The plain words of an utterance, joined by single spaces."""
        return " ".join(self.words.texts[piece.low : piece.high])


_AUXILIARY = bag(
    """
    do does did are is was were have has can could would will should might may
    """
)
_ASKED = bag(
    """
    you it that there he she they we i your this anything anyone
    """
)
_ASKING = bag(
    """
    what how why where when who which
    """
)
_AFTER_ASKING = _AUXILIARY | bag(
    """
    made makes brought brings about else if happened happens keeps gets helped worries worried
    """
)
_STEMS: dict[str, list[tuple[str, ...]]] = {}  # by their first word
for _stem in (
    ("it", "sounds"), ("sounds", "like"), ("it", "seems"), ("tell", "me"), ("you", "should"),
    ("you", "really", "should"), ("it", "is", "your", "choice"), ("it", "is", "up", "to", "you"), ("i", "wonder"),
    ("i", "am", "wondering"), ("i", "appreciate"), ("i", "really", "appreciate"), ("i", "hear"),
    ("thank", "you", "for"), ("thanks", "for"), ("you", "need", "to"), ("i", "can", "see"),
    ("have", "you", "tried"), ("let", "us"), ("most", "people"), ("that", "must", "be"),
    ("i", "am", "sorry"), ("seems", "like"),
):  # fmt: skip
    _STEMS.setdefault(_stem[0], []).append(_stem)
_LONGEST = 5  # words of a stem
_NO_CUT_AFTER = bag(
    """
    what how why where when who which that if whether know wonder wondering because and but or so
    then as than like think say said not to the a of with for ask asking maybe before now is was
    just are see tell understand
    """
)
_SPOKEN_OF = [(of, it) for of in ("of", "about") for it in ("this", "that", "it")]
"""What is spoken of before `is` or `was`: "none of this is your fault" is one thought."""
_JOINERS = bag(
    """
    and but or so then okay well because
    """
)


def _begins(words: Words, at: int, high: int) -> bool:
    """Whether a new question or a new stem plainly begins at word `at`."""
    texts = words.texts
    this = texts[at]
    after = texts[at + 1] if at + 1 < high else ""
    third = texts[at + 2] if at + 2 < high else ""
    if this in _ASKING:
        return (after in _AUXILIARY and third != "") or after in _AFTER_ASKING
    if this in _AUXILIARY and after in _ASKED and third:
        return after != "your" or texts[max(at - 2, 0) : at] not in _SPOKEN_OF
    rest = texts[at : min(at + _LONGEST, high)]
    return any(rest[: len(stem)] == stem for stem in _STEMS.get(this, ()))


def _cuts(words: Words, low: int, high: int) -> list[int]:
    """Where a run of words without a stop is cut, as word numbers."""
    found: list[int] = []
    start = low
    for at in range(low + 2, high - 1):
        if at - start < 2 or not _begins(words, at, high):
            continue
        before = words[at - 1].text
        cut = at
        if before in _JOINERS and not words[at].pause:
            cut = at - 1
        elif before in _NO_CUT_AFTER and not words[at].pause:
            continue
        if cut - start < 3 and not words[cut].pause:
            continue
        if cut - start < 2:
            continue
        found.append(cut)
        start = cut
    return found


def volley(text: str) -> Volley:
    """Read a turn: its words and its utterances, every span inside the text."""
    words, stops = read(text)
    edges: list[tuple[int, str]] = []
    for stop in stops:
        if edges and edges[-1][0] == stop.before:
            edges[-1] = (stop.before, edges[-1][1] + stop.sign)
        else:
            edges.append((stop.before, stop.sign))
    pieces: list[Piece] = []
    low = 0
    for before, signs in [*edges, (len(words), "")]:
        if before <= low:
            if pieces and "?" in signs:
                pieces[-1] = _asked(pieces[-1])
            continue
        if _abbreviated(words, before, signs) and before < len(words):
            continue
        high = len(words) if len(pieces) >= MOST - 1 else before
        bounds = [low, *_cuts(words, low, high), high]
        for n, (start, end) in enumerate(pairwise(bounds)):
            last = n == len(bounds) - 2
            pieces.append(
                Piece(
                    Span(words[start].start, words[end - 1].end),
                    start,
                    end,
                    asks=last and "?" in signs,
                    exclaims=last and "!" in signs,
                )
            )
        low = high
        if high == len(words):
            break
    return Volley(text, words, tuple(_ended(text, piece, stops) for piece in pieces))


def _asked(piece: Piece) -> Piece:
    return Piece(piece.span, piece.low, piece.high, True, piece.exclaims)


def _abbreviated(words: Words, before: int, signs: str) -> bool:
    """A full stop after a single letter or a title ends nothing: `a.m.`, `Dr. Lee`."""
    last = words[before - 1].text
    return signs == "." and (last in {"dr", "mr", "mrs", "ms", "vs"} or (len(last) == 1 and last not in "iu"))


def _ended(text: str, piece: Piece, stops: Sequence[Stop]) -> Piece:
    """The utterance with its closing mark inside its span."""
    end = piece.span.end
    while end < len(text) and text[end] in ".?!;…？！":
        end += 1
    return Piece(Span(piece.span.start, end), piece.low, piece.high, piece.asks, piece.exclaims)
