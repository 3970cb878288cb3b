"""Cue phrases: a small notation that a clinician can read and edit, and the search for them.

One phrase a line; a line that ends in `|` goes on in the next; `#` opens a comment.

    you could (try|start) [by] ... with    any of these words; a word that may be missing; a gap
    worr*                                  any word that begins so
    {feeling}                              any word of a named list
    ^ so you                               only at the start of an utterance; `$` at its end
    ..  and  ...                           a gap of at most 2, at most 6 words

Contractions match both ways (`you're` and `you are`), and so does text typed without apostrophes or capitals.
Some words are searched once for every phrase of every list (:mod:`scoring.book`), in time linear in their number.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from scoring import notation
from scoring.book import Book, Found, Match
from scoring.notation import Phrase
from scoring.words import Word, Words

_BOOK = Book()


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: words number `first` to `last` (exclusive), and the phrase as it is written in its list."""

    first: int
    last: int
    phrase: str


@dataclass(frozen=True, eq=False)
class Cues:
    """A named list of cue phrases, read when any list is first searched for.

    ``lists`` are the named word lists its phrases may use.
    """

    name: str
    text: str
    lists: Mapping[str, str] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        _BOOK.add(self)

    @cached_property
    def phrases(self) -> list[Phrase]:
        """The phrases, in the order of the list."""
        return notation.read(self.text, self.lists)

    def find(self, words: Sequence[Word], low: int = 0, high: int | None = None) -> list[Hit]:
        """Every phrase found among words `low` to `high`, in order of place."""
        return [_hit(match) for match in _searched(words, low, high).of(self)]


class Lexicon:
    """Several lists whose phrases are found together."""

    def __init__(self, lists: Sequence[Cues]) -> None:
        self.lists = lists

    def find(self, words: Sequence[Word], low: int = 0, high: int | None = None) -> list[tuple[Cues, Hit]]:
        """Every phrase of every list found among words `low` to `high`, with its list, in order of place."""
        found = _searched(words, low, high)
        matches = [(cues, match) for cues in self.lists for match in found.of(cues)]
        matches.sort(key=lambda pair: (pair[1].first, pair[1].late))
        return [(cues, _hit(match)) for cues, match in matches]


def _searched(words: Sequence[Word], low: int, high: int | None) -> Found:
    line = words if isinstance(words, Words) else Words(words)
    return _BOOK.search(line, low, len(line) if high is None else min(high, len(line)))


def _hit(match: Match) -> Hit:
    return Hit(match.first, match.last, match.phrase.written)
