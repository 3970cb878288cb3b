"""Cue phrases: a small notation that a clinician can read and edit, and the matcher for it.

One phrase a line; a line that ends in `|` goes on in the next; `#` opens a comment.

    you could (try|start) [by] ... with    any of these words; a word that may be missing; a gap
    worr*                                  any word that begins so
    {feeling}                              any word of a named list
    ^ so you                               only at the start of an utterance; `$` at its end
    ..  and  ...                           a gap of at most 2, at most 6 words

Contractions match both ways (`you're` and `you are`), and so does text typed without apostrophes or capitals.
Matching takes time linear in the text: a phrase is looked at only where its first word stands, and gaps are bounded.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from scoring.tokens import tokens
from scoring.words import Word, spelled_out

_ITEM = re.compile(r"\.\.\.?|[()\[\]|^$]|\{\w+\}|[^\s()\[\]|{}^$]+")
_GAPS = {"..": 2, "...": 6}


@dataclass(frozen=True, slots=True)
class _Choice:
    """Any of some words, beginnings of words, or longer sequences; perhaps none."""

    words: frozenset[str]
    stems: tuple[str, ...] = ()
    longer: tuple[tuple["_Node", ...], ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class _Gap:
    most: int


@dataclass(frozen=True, slots=True)
class _Edge:
    end: bool


_Node = _Choice | _Gap | _Edge
_NAMED: dict[str, _Node] = {}  # named lists already read, by their text


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: words number `first` to `last` (exclusive), and the phrase as it is written in its list."""

    first: int
    last: int
    phrase: str


def _word(item: str) -> list[_Node]:
    if item.endswith("*"):
        return [_Choice(frozenset(), (item[:-1],))]
    plain = [part for token in tokens(item) for part in spelled_out(token.text)]
    return [_Choice(frozenset({part})) for part in plain]


class _Parser:
    def __init__(self, line: str, lists: Mapping[str, str]) -> None:
        self.items = _ITEM.findall(line)
        self.at = 0
        self.lists = lists
        self.line = line

    def sequence(self) -> tuple[_Node, ...]:
        nodes: list[_Node] = []
        while self.at < len(self.items) and self.items[self.at] not in "|)]":
            item = self.items[self.at]
            self.at += 1
            if item in "([":
                nodes.append(self.choice(")" if item == "(" else "]"))
            elif item in _GAPS:
                nodes.append(_Gap(_GAPS[item]))
            elif item in "^$":
                nodes.append(_Edge(item == "$"))
            elif item[0] == "{":
                nodes.append(self.named(item[1:-1]))
            else:
                nodes += _word(item)
        return tuple(nodes)

    def named(self, name: str) -> _Node:
        text = self.lists[name]
        if text not in _NAMED:
            _NAMED[text] = _merged(_lines(text, self.lists), optional=False)
        return _NAMED[text]

    def choice(self, close: str) -> _Choice:
        found = [self.sequence()]
        while self.items[self.at] == "|":
            self.at += 1
            found.append(self.sequence())
        if self.items[self.at] != close:
            raise ValueError(f"unbalanced brackets in cue phrase: {self.line!r}")
        self.at += 1
        return _merged(found, optional=close == "]")


def _merged(sequences: Sequence[tuple[_Node, ...]], *, optional: bool) -> _Choice:
    words: set[str] = set()
    stems: list[str] = []
    longer: list[tuple[_Node, ...]] = []
    for nodes in sequences:
        only = nodes[0] if len(nodes) == 1 else None
        if isinstance(only, _Choice) and not only.optional:
            words |= only.words
            stems += only.stems
            longer += only.longer
        elif nodes:
            longer.append(nodes)
    return _Choice(frozenset(words), tuple(stems), tuple(longer), optional)


def _lines(text: str, lists: Mapping[str, str]) -> list[tuple[_Node, ...]]:
    return [_Parser(line, lists).sequence() for line in _written(text)]


def _written(text: str) -> list[str]:
    """The phrases of a list: a line each, and a line that ends in `|` goes on in the next."""
    found: list[str] = []
    open_ended = False
    for raw in text.splitlines():
        line = raw.split("#")[0].strip()
        if line and open_ended:
            found[-1] += line
        elif line:
            found.append(line)
        open_ended = line.endswith("|") if line else open_ended
    return found


def _step(node: _Node, at: int, words: Sequence[str], low: int, high: int) -> set[int]:
    """Where a match of `node` that starts at word `at` may end."""
    if isinstance(node, _Gap):
        return set(range(at, min(at + node.most, high) + 1))
    if isinstance(node, _Edge):
        return {at} if at == (high if node.end else low) else set()
    found: set[int] = {at} if node.optional else set()
    if at < high:
        word = words[at]
        if word in node.words or (node.stems and word.startswith(node.stems)):
            found.add(at + 1)
        for nodes in node.longer:
            found |= _walk(nodes, at, words, low, high)
    return found


def _walk(nodes: Sequence[_Node], at: int, words: Sequence[str], low: int, high: int) -> set[int]:
    """Where a match of all `nodes` in a row may end. Plain words, the commonest by far, are stepped over in place."""
    place = at
    for n, node in enumerate(nodes):
        if type(node) is not _Choice or node.optional or node.longer:
            return _spread(nodes[n:], place, words, low, high)
        if place >= high:
            return set()
        word = words[place]
        if word not in node.words and not (node.stems and word.startswith(node.stems)):
            return set()
        place += 1
    return {place}


def _spread(nodes: Sequence[_Node], at: int, words: Sequence[str], low: int, high: int) -> set[int]:
    places = {at}
    for node in nodes:
        if len(places) == 1:
            (place,) = places
            places = _step(node, place, words, low, high)
        else:
            places = set().union(*(_step(node, place, words, low, high) for place in places))
        if not places:
            break
    return places


def _openings(nodes: Sequence[_Node]) -> tuple[set[str], set[str]]:
    """The words, and beginnings of words, with which a match can start."""
    words: set[str] = set()
    stems: set[str] = set()
    for node in nodes:
        if isinstance(node, _Edge):
            continue
        if isinstance(node, _Gap):
            raise ValueError("a cue phrase cannot begin with a gap")
        words |= node.words
        stems |= set(node.stems)
        for longer in node.longer:
            more, also = _openings(longer)
            words |= more
            stems |= also
        if not node.optional:
            break
    return words, stems


_Phrase = tuple[str, tuple[_Node, ...]]


def _read(text: str, lists: Mapping[str, str]) -> list[_Phrase]:
    return [(line, _Parser(line, lists).sequence()) for line in _written(text)]


class _Index:
    """Phrases by the words they can begin with, so that only those are tried which may match."""

    def __init__(self, phrases: Sequence[_Phrase]) -> None:
        self.phrases = phrases
        self.by_word: dict[str, list[int]] = {}
        self.by_stem: dict[str, list[int]] = {}
        for number, (_, nodes) in enumerate(phrases):
            words, stems = _openings(nodes)
            for word in words:
                self.by_word.setdefault(word, []).append(number)
            for stem in stems:
                self.by_stem.setdefault(stem[:2], []).append(number)

    def find(self, words: Sequence[str], low: int, high: int) -> list[tuple[int, int, int]]:
        """First word, last word and number of every phrase found, in order of place."""
        found: list[tuple[int, int, int]] = []
        for at in range(low, high):
            text = words[at]
            numbers = self.by_word.get(text, _NONE)
            if self.by_stem and (more := self.by_stem.get(text[:2])):
                numbers = [*numbers, *more]
            for number in numbers:
                ends = _walk(self.phrases[number][1], at, words, low, high)
                if ends:
                    found.append((at, max(min(ends), at + 1), number))
        return found


_NONE: list[int] = []


@dataclass(frozen=True)
class Cues:
    """A named list of cue phrases, read when first needed.

    ``lists`` are the named word lists its phrases may use.
    """

    name: str
    text: str
    lists: Mapping[str, str] = field(default_factory=dict, repr=False)

    @cached_property
    def phrases(self) -> list[_Phrase]:
        """The phrases as written, and as matched."""
        return _read(self.text, self.lists)

    @cached_property
    def _index(self) -> _Index:
        return _Index(self.phrases)

    def find(self, words: Sequence[Word], low: int = 0, high: int | None = None) -> list[Hit]:
        """Every phrase found among words `low` to `high`, in order of place."""
        texts = [word.text for word in words[: len(words) if high is None else high]]
        return [
            Hit(first, last, self.phrases[number][0])
            for first, last, number in self._index.find(texts, low, len(texts))
        ]


class Lexicon:
    """Several lists searched in one pass."""

    def __init__(self, lists: Sequence[Cues]) -> None:
        self.lists = lists

    @cached_property
    def _all(self) -> tuple[_Index, list[Cues]]:
        phrases = [(phrase, cues) for cues in self.lists for phrase in cues.phrases]
        return _Index([phrase for phrase, _ in phrases]), [cues for _, cues in phrases]

    def find(self, texts: Sequence[str], low: int, high: int) -> list[tuple[Cues, Hit]]:
        """Every phrase of every list found among words `low` to `high`, with its list."""
        index, owners = self._all
        return [
            (owners[number], Hit(first, last, index.phrases[number][0]))
            for first, last, number in index.find(texts, low, high)
        ]
