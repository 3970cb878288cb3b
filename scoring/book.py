"""Finding cue phrases: every list there is, searched for at once.

Each phrase is put down under the first three words that it can begin with, in all its variants. At a word of a text
only those phrases are tried whose variants fit that word and the two after it, so that what a search costs hardly
grows with the number of phrases, and grows in line with the number of words: gaps in phrases are bounded.
"""

from collections.abc import Iterable, Iterator, Sequence
from threading import Lock
from typing import Final, NamedTuple, Protocol

from scoring.notation import Choice, Edge, Gap, Node, Phrase
from scoring.words import Words

LOOKED_AT: Final = 3  # words from the start of a phrase by which it is put down
_KEPT = 8192  # words whose fits are remembered


class Listed(Protocol):
    """A list of phrases."""

    @property
    def phrases(self) -> Sequence[Phrase]:
        """The phrases, in their order."""


class Match(NamedTuple):
    """A phrase found from word number `first` to `last` (exclusive).

    Of the matches at one word those are `late` that only the beginning of a word (`worr*`) let in: they come last.
    """

    first: int
    last: int
    phrase: Phrase
    late: bool


_Part = tuple[frozenset[str], tuple[str, ...]]  # words, and beginnings of words
_Head = tuple[_Part | None, ...]  # what a variant's first words must be; None where there must be no further word
_Masks = list[dict[str, int]]  # for each place in a head, the variants that fit there, as bits of a number


_Candidate = tuple[int, bool, Phrase]  # as in a match


class Found:
    """What some words hold. A list's candidates are only tried when that list is asked for."""

    def __init__(self, texts: Sequence[str], low: int, high: int, fitting: dict[Listed, list[_Candidate]]) -> None:
        self._words = (texts, low, high)
        self._fitting = fitting
        self._matches: dict[Listed, list[Match]] = {}

    def of(self, phrases: Listed) -> Sequence[Match]:
        """The matches of one list, in order of place."""
        fitting = self._fitting.get(phrases)
        if fitting is None:
            return ()
        matches = self._matches.get(phrases)
        if matches is None:
            matches = self._matches[phrases] = [
                Match(at, min(ends), phrase, late)
                for at, late, phrase in fitting
                if (ends := walk(phrase.nodes, at, *self._words))
            ]
            matches.sort(key=lambda match: (match.first, match.late))
        return matches


class Book:
    """Lists of phrases. Those added are read at the next search."""

    def __init__(self) -> None:
        self._lists: list[Listed] = []
        self._read = 0  # how many of them have been
        self._reading = Lock()
        self._phrases: list[tuple[Phrase, Listed, frozenset[str]]] = []  # with the whole words it can begin with
        self._owner: list[int] = []  # the number of each variant's phrase
        self._anywhere = 0  # variants that need not stand at the start
        self._over = [0] * LOOKED_AT  # variants that are over before each place, or that any word fits there
        self._ended = [0] * LOOKED_AT  # variants that fit there where no word is left
        self._words: _Masks = [{} for _ in range(LOOKED_AT)]
        self._stems: _Masks = [{} for _ in range(LOOKED_AT)]
        self._fits: dict[str, list[int]] = {}

    def add(self, phrases: Listed) -> None:
        """One more list."""
        self._lists.append(phrases)

    def search(self, words: Words, low: int, high: int) -> "Found":
        """Look for every phrase among words `low` to `high`."""
        if self._read < len(self._lists):
            self.read()
        what = (Found, self._read, low, high)
        found: Found | None = words.kept.get(what)
        if found is None:
            found = words.kept[what] = Found(words.texts, low, high, self._fitting(words.texts, low, high))
        return found

    def _fitting(self, texts: Sequence[str], low: int, high: int) -> dict[Listed, list[_Candidate]]:
        """The phrases whose beginnings fit, each with the word it would start at."""
        fitting: dict[Listed, list[_Candidate]] = {}
        fits = [self._fit(text) for text in texts[low:high]]
        fits += [self._ended] * (LOOKED_AT - 1)
        for at in range(low, high):
            here = at - low
            variants = fits[here][0] & fits[here + 1][1] & fits[here + 2][2]
            if here:
                variants &= self._anywhere
            for number in self._numbers(variants):
                phrase, owner, openings = self._phrases[number]
                fitting.setdefault(owner, []).append((at, texts[at] not in openings, phrase))
        return fitting

    def _numbers(self, variants: int) -> Iterator[int]:
        """The phrases of some variants, in order, each once."""
        last = -1
        while variants:
            lowest = variants & -variants
            variants ^= lowest
            number = self._owner[lowest.bit_length() - 1]
            if number != last:
                yield number
                last = number

    def _fit(self, word: str) -> list[int]:
        """For each place in a head, the variants that a word fits.

        A beginning of a single letter (`4*`) opens a phrase only as a word by itself: the heads are fitted so.
        """
        fits = self._fits.get(word)
        if fits is None:
            if len(self._fits) >= _KEPT:
                self._fits.clear()
            fits = []
            for place in range(LOOKED_AT):
                mask = self._over[place] | self._words[place].get(word, 0)
                for stem, variants in self._stems[place].items():
                    if word.startswith(stem) and (place or len(stem) > 1 or word == stem):
                        mask |= variants
                fits.append(mask)
            self._fits[word] = fits
        return fits

    def read(self) -> None:
        """Read the lists that have not been read."""
        with self._reading:
            new = self._lists[self._read :]
            parts: list[dict[_Part, int]] = [{} for _ in range(LOOKED_AT)]
            for phrases in new:
                for phrase in phrases.phrases:
                    self._enter(phrase, phrases, parts)
            for place, known in enumerate(parts):
                for (words, stems), variants in known.items():
                    _mark(self._words[place], words, variants)
                    _mark(self._stems[place], stems, variants)
            self._fits.clear()
            self._read += len(new)

    def _enter(self, phrase: Phrase, owner: Listed, parts: list[dict[_Part, int]]) -> None:
        """Put one phrase down, in all its variants."""
        heads = _heads(phrase.nodes, LOOKED_AT)
        opens = frozenset[str]().union(*(head[0][0] for head in heads if head[0]))
        self._phrases.append((phrase, owner, opens))
        first = phrase.nodes[0]
        for head in heads:
            self._put(head, parts, anywhere=not isinstance(first, Edge))

    def _put(self, head: _Head, parts: list[dict[_Part, int]], *, anywhere: bool) -> None:
        """Number a variant, and note what it asks for."""
        bit = 1 << len(self._owner)
        self._owner.append(len(self._phrases) - 1)
        if anywhere:
            self._anywhere |= bit
        for place in range(LOOKED_AT):
            part = head[place] if place < len(head) else None
            if part is not None:
                parts[place][part] = parts[place].get(part, 0) | bit
                continue
            self._ended[place] |= bit
            if place >= len(head):
                self._over[place] |= bit


def _mark(masks: dict[str, int], words: Iterable[str], variants: int) -> None:
    for word in words:
        masks[word] = masks.get(word, 0) | variants


def _heads(nodes: Sequence[Node], room: int) -> list[_Head]:
    """The variants of the first `room` words, each once."""
    return list(dict.fromkeys(head for head, _ in _begun(nodes, room)))


def _begun(nodes: Sequence[Node], room: int) -> list[tuple[_Head, bool]]:
    """The same, and of each whether what comes after it is left open; some more than once."""
    open_ended: list[_Head] = [()]
    done: list[tuple[_Head, bool]] = []
    for node in nodes:
        if isinstance(node, Choice):
            longer: list[_Head] = []
            for head in open_ended:
                for more, closed in _options(node, room - len(head)):
                    grown = (*head, *more)
                    if closed or len(grown) >= room:
                        done.append((grown, True))
                    else:
                        longer.append(grown)
            open_ended = longer
        elif isinstance(node, Gap):
            done += [(head, True) for head in open_ended]
            open_ended = []
        elif node.end:
            done += [((*head, None), True) for head in open_ended]
            open_ended = []
        if not open_ended:
            break
    return done + [(head, False) for head in open_ended]


def _options(node: Choice, room: int) -> Iterator[tuple[_Head, bool]]:
    if node.optional:
        yield (), False
    if node.words or node.stems:
        yield ((node.words, node.stems),), False
    for nodes in node.longer:
        yield from _begun(nodes, room)


def walk(nodes: Sequence[Node], at: int, words: Sequence[str], low: int, high: int) -> set[int]:
    """Where a match of all `nodes` in a row, from word `at`, may end. Plain words are stepped over in place."""
    place = at
    for n, node in enumerate(nodes):
        if type(node) is not Choice or node.optional or node.longer:
            return _spread(nodes[n:], place, words, low, high)
        if place >= high:
            return set()
        word = words[place]
        if word not in node.words and not (node.stems and word.startswith(node.stems)):
            return set()
        place += 1
    return {place}


def _spread(nodes: Sequence[Node], at: int, words: Sequence[str], low: int, high: int) -> set[int]:
    """The same where a match may go several ways."""
    places = {at}
    found = places
    for node in nodes:
        found = set()
        for place in places:
            if isinstance(node, Choice):
                if node.optional:
                    found.add(place)
                if place < high:
                    word = words[place]
                    if word in node.words or (node.stems and word.startswith(node.stems)):
                        found.add(place + 1)
                    for longer in node.longer_at(word):
                        found |= walk(longer, place, words, low, high)
            elif isinstance(node, Gap):
                found.update(range(place, min(place + node.most, high) + 1))
            elif place == (high if node.end else low):
                found.add(place)
        if not found:
            break
        places = found
    return found
