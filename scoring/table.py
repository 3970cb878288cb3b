"""Tables of text read row by row, each with the line that it began on.

What is wrong with a row costs that row and no other, be it a quote that is opened and never closed.
"""

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

LONGEST = 100_000
"""Characters of one row's text that the coder takes."""

_NOT_UTF8 = re.compile("[\udc80-\udcff]")
"""What bytes that are not UTF-8 become when a file is opened with ``surrogateescape``."""

_SEPARATED = re.compile(r"sep=(.)\s*$", re.IGNORECASE)
"""The line with which Excel names what stands between cells."""

WINDOWS = "not UTF-8, read as Windows-1252; if letters look wrong, save the file as CSV UTF-8"


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be used: the line it began on, why, and its session where that could be read."""

    line: int
    why: str
    session: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a reader of the results should know and that costs no row."""

    line: int
    what: str


class NoColumns(ValueError):
    """The table lacks columns; the message says which, and which there are."""


Record = tuple[int, dict[str, str]]
"""A row by the names of its columns, after the line it began on."""


def records(lines: Iterable[str], needed: Sequence[str]) -> Iterator[Record | Fault | Notice]:
    """The rows of a CSV; commas, semicolons or tabs between cells, or what a first line ``sep=`` names.

    Column names are taken in any case and order. Bytes that came as surrogates are read as Windows-1252.

    Raises:
        NoColumns: a needed column is not there.
    """
    csv.field_size_limit(10 * LONGEST)
    feed = _Lines(lines)
    delimiter = _delimiter(feed)
    found = _cells(feed, delimiter)
    head = _head(next(found, None), needed)
    for name in dict.fromkeys(name for name in head if name and head.count(name) > 1):
        yield Notice(feed.number, f"there is more than one column '{name[:40]}'; the last one counts")
    told = False
    for each in found:
        if feed.windows and not told:
            told = True
            yield Notice(feed.windows, WINDOWS)
        yield each if isinstance(each, Fault) else _record(*each, head)


def _head(first: "tuple[int, list[str]] | Fault | None", needed: Sequence[str]) -> list[str]:
    if first is None:
        raise NoColumns("is empty")
    if isinstance(first, Fault):
        raise NoColumns(f"cannot be read: its first line is {first.why}")
    head = [name.strip().lower() for name in first[1]]
    if missing := [name for name in needed if name not in head]:
        there = ", ".join(name for name in head if name)[:200] or "none"
        raise NoColumns(f"needs the columns {', '.join(needed)}; missing: {', '.join(missing)}; there: {there}")
    return head


def _record(line: int, cells: list[str], head: list[str]) -> Record | Fault:
    first = cells[0].strip() if head[0] == "session" else ""
    if len(cells) != len(head):
        what = "more" if len(cells) > len(head) else "fewer"
        return Fault(line, f"{what} cells than columns: a text with a comma in it needs quotes around it", first)
    if any(_NOT_UTF8.search(cell) for cell in cells):
        return Fault(line, "neither UTF-8 nor Windows-1252", first)
    return line, dict(zip(head, cells, strict=True))


class _Lines:
    """Lines that can be given back. ``number`` is that of the last one given, ``taken`` those of the row at hand.

    ``ended`` says that the row at hand asked for more lines than there are, ``windows`` which line was the first
    that is not UTF-8.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._coming = iter(lines)
        self._back: deque[str] = deque()
        self.taken: list[str] = []
        self.number = 0
        self.windows = 0
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._coming, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self.number += 1
        if not line.isascii() and _NOT_UTF8.search(line):
            self.windows = self.windows or self.number
            line = _NOT_UTF8.sub(_as_windows, line)
        self.taken.append(line)
        return line

    def begin(self) -> int:
        """Begin a row; the number of its first line."""
        self.taken, self.ended = [], False
        return self.number + 1

    def keep(self, count: int) -> None:
        """Give back all lines of the row at hand but the first ``count``."""
        self._back.extendleft(reversed(self.taken[count:]))
        self.number -= len(self.taken) - count
        del self.taken[count:]


def _as_windows(found: re.Match[str]) -> str:
    try:
        return found[0].encode("utf-8", "surrogateescape").decode("cp1252")
    except UnicodeDecodeError:
        return found[0]


def _delimiter(feed: _Lines) -> str:
    feed.begin()
    first = next(feed, "")
    if named := _SEPARATED.match(first):
        return named[1]
    feed.keep(0)
    return max(",;\t", key=first.count) if first.strip() else ","


def _cells(feed: _Lines, delimiter: str) -> Iterator[tuple[int, list[str]] | Fault]:
    """Each row's cells, rows of nothing left out. After a quote that stays open, reading goes on at the next line."""
    reader = csv.reader(feed, delimiter=delimiter)
    while True:
        line = feed.begin()
        try:
            cells = next(reader, None)
            why = "" if cells is None or _closed(feed, delimiter) else 'a quote (") is opened and not closed'
        except csv.Error as problem:
            cells, why = [], f"not CSV: {problem}"
        if cells is None:
            return
        if why:
            feed.keep(1)
            yield Fault(line, why, _first_cell(feed.taken, delimiter))
        elif any(cell.strip() for cell in cells):
            yield line, cells


def _closed(feed: _Lines, delimiter: str) -> bool:
    """Whether every quote of the row at hand is closed, and where a cell ends: text after it began as another's."""
    if feed.ended:
        return False
    if len(feed.taken) == 1:
        return True
    try:
        return len(list(csv.reader(feed.taken, delimiter=delimiter, strict=True))) == 1
    except csv.Error:
        return False


def _first_cell(lines: Sequence[str], delimiter: str) -> str:
    first = lines[0].split(delimiter, 1)[0] if lines else ""
    return first.strip().strip('"').strip()
