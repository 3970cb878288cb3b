"""Reading cue phrases: from the notation of :mod:`scoring.phrases` to what the words of a text are held against."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from scoring.tokens import canonical
from scoring.words import spelled_out

_SIMPLE = r"\([^()\[\]{}^$]*\)|\[[^()\[\]{}^$]*\]"  # a choice among plain words
_ITEM = re.compile(rf"\.\.\.?|{_SIMPLE}|[()\[\]|^$]|\{{\w+\}}|[^\s()\[\]|{{}}^$]+")
_GAPS = {"..": 2, "...": 6}


@dataclass(frozen=True, slots=True)
class Choice:
    """Any of some words, beginnings of words, or longer sequences; perhaps none."""

    words: frozenset[str]
    stems: tuple[str, ...] = ()
    longer: tuple[tuple["Node", ...], ...] = ()
    optional: bool = False
    _by_word: dict[str, list[tuple["Node", ...]]] = field(default_factory=dict, repr=False, compare=False)

    def longer_at(self, word: str) -> Sequence[tuple["Node", ...]]:
        """The longer sequences that may stand where a text has a word."""
        if not self.longer:
            return ()
        if "" not in self._by_word:
            self._sort()
        return self._by_word.get(word) or self._by_word[""]

    def _sort(self) -> None:
        """Put the longer sequences down by their first word; those which it does not show, by every word."""
        every: list[tuple[Node, ...]] = []
        known: list[tuple[frozenset[str], tuple[Node, ...]]] = []
        for nodes in self.longer:
            first = nodes[0]
            if isinstance(first, Choice) and not (first.optional or first.stems or first.longer):
                known.append((first.words, nodes))
            else:
                every.append(nodes)
        by_word: dict[str, list[tuple[Node, ...]]] = {}
        for words, nodes in known:
            for word in words:
                by_word.setdefault(word, list(every)).append(nodes)
        self._by_word.update(by_word)
        self._by_word[""] = every  # last: from then on it is sorted, whoever else reads


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to so many words, whichever they are."""

    most: int


@dataclass(frozen=True, slots=True)
class Edge:
    """The start of an utterance, or its end."""

    end: bool


Node = Choice | Gap | Edge
_NAMED: dict[str, Choice] = {}  # named lists already read, by their text


@dataclass(frozen=True, slots=True)
class Phrase:
    """One cue phrase: as it is written in its list, and what it asks of the words in a row."""

    written: str
    nodes: tuple[Node, ...]


def read(text: str, lists: Mapping[str, str]) -> list[Phrase]:
    """The phrases of a list; `lists` are the named word lists they may use. A ValueError where one is not well put."""
    found = [Phrase(line, _Parser(line, lists).sequence()) for line in _written(text)]
    for phrase in found:
        if _may_be_nothing(phrase.nodes):
            raise ValueError(f"a cue phrase needs a word, before any gap, that cannot be missing: {phrase.written!r}")
    return found


def _may_be_nothing(nodes: Sequence[Node]) -> bool:
    """Whether what stands before any gap may match no word at all."""
    for node in nodes:
        if isinstance(node, Gap):
            break
        if isinstance(node, Choice) and not node.optional and not any(map(_may_be_nothing, node.longer)):
            return False
    return True


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


class _Parser:
    def __init__(self, line: str, lists: Mapping[str, str]) -> None:
        self.items = _ITEM.findall(line)
        self.at = 0
        self.lists = lists
        self.line = line

    def sequence(self) -> tuple[Node, ...]:
        nodes: list[Node] = []
        while self.at < len(self.items) and self.items[self.at] not in "|)]":
            item = self.items[self.at]
            self.at += 1
            if item in "([":
                nodes.append(self.choice(")" if item == "(" else "]"))
            elif item in "^$":
                nodes.append(Edge(item == "$"))
            elif item[0] == "{":
                nodes.append(self.named(item[1:-1]))
            else:
                nodes += _plain(item)
        return tuple(nodes)

    def named(self, name: str) -> Choice:
        text = self.lists[name]
        if text not in _NAMED:
            _NAMED[text] = _merged([phrase.nodes for phrase in read(text, self.lists)], optional=False)
        return _NAMED[text]

    def choice(self, close: str) -> Choice:
        found = [self.sequence()]
        while self.items[self.at] == "|":
            self.at += 1
            found.append(self.sequence())
        if self.items[self.at] != close:
            raise ValueError(f"unbalanced brackets in cue phrase: {self.line!r}")
        self.at += 1
        return _merged(found, optional=close == "]")


@cache
def _plain(item: str) -> tuple[Node, ...]:
    """A word, a gap, or a choice among plain words. Lists use the same ones over and over."""
    if item in _GAPS:
        return (Gap(_GAPS[item]),)
    if item[0] in "([":
        return (_merged([_option(option) for option in item[1:-1].split("|")], optional=item[0] == "["),)
    if item.endswith("*"):
        return (Choice(frozenset(), (item[:-1],)),)
    return tuple(Choice(frozenset({part})) for word in canonical(item) for part in spelled_out(word))


@cache
def _option(option: str) -> tuple[Node, ...]:
    nodes: list[Node] = []
    for item in _ITEM.findall(option):
        nodes += _plain(item)
    return tuple(nodes)


def _merged(sequences: Sequence[tuple[Node, ...]], *, optional: bool) -> Choice:
    words: set[str] = set()
    stems: list[str] = []
    longer: list[tuple[Node, ...]] = []
    for nodes in sequences:
        only = nodes[0] if len(nodes) == 1 else None
        if isinstance(only, Choice) and not only.optional:
            words |= only.words
            stems += only.stems
            longer += only.longer
        elif nodes:
            longer.append(nodes)
    return Choice(frozenset(words), tuple(stems), tuple(longer), optional)
