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


def _step(node: _Node, at: int, words: Sequence[Word], low: int, high: int) -> set[int]:
    if isinstance(node, _Gap):
        return set(range(at, min(at + node.most, high) + 1))
    if isinstance(node, _Edge):
        return {at} if at == (high if node.end else low) else set()
    found: set[int] = {at} if node.optional else set()
    if at < high:
        word = words[at].text
        if word in node.words or (node.stems and word.startswith(node.stems)):
            found.add(at + 1)
    for nodes in node.longer:
        found |= _walk(nodes, at, words, low, high)
    return found


def _walk(nodes: Sequence[_Node], at: int, words: Sequence[Word], low: int, high: int) -> set[int]:
    places = {at}
    for node in nodes:
        places = {end for place in places for end in _step(node, place, words, low, high)}
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


@dataclass(frozen=True)
class Cues:
    """A named list of cue phrases, read when first needed.

    ``lists`` are the named word lists its phrases may use.
    """

    name: str
    text: str
    lists: Mapping[str, str] = field(default_factory=dict, repr=False)

    @cached_property
    def _index(
        self,
    ) -> tuple[dict[str, list[int]], dict[str, list[int]], list[tuple[str, tuple[_Node, ...]]]]:
        by_word: dict[str, list[int]] = {}
        by_stem: dict[str, list[int]] = {}
        phrases: list[tuple[str, tuple[_Node, ...]]] = []
        for line in _written(self.text):
            nodes = _Parser(line, self.lists).sequence()
            number = len(phrases)
            phrases.append((line, nodes))
            words, stems = _openings(nodes)
            for word in words:
                by_word.setdefault(word, []).append(number)
            for stem in stems:
                by_stem.setdefault(stem[:2], []).append(number)
        return by_word, by_stem, phrases

    def find(self, words: Sequence[Word], low: int = 0, high: int | None = None) -> list[Hit]:
        """Every phrase found among words `low` to `high`, in order of place."""
        if high is None:
            high = len(words)
        by_word, by_stem, phrases = self._index
        hits: list[Hit] = []
        for at in range(low, high):
            text = words[at].text
            numbers = by_word.get(text, ())
            if by_stem:
                numbers = [*numbers, *by_stem.get(text[:2], ())]
            for number in numbers:
                line, nodes = phrases[number]
                ends = _walk(nodes, at, words, low, high)
                if ends:
                    hits.append(Hit(at, max(min(ends), at + 1), line))
        return hits

    def load(self) -> None:
        """Read the phrases now rather than at first use."""
        _ = self._index
