"""YAML to plain values, with the line and column of every one, and nothing a stranger's file could abuse.

One pass over the parser's events, so that depth, size and repeated keys are caught before anything is built.
Anchors, aliases and tags are refused: a scenario needs none, and an alias bomb needs nothing else. Only plain
numbers, ``true``, ``false`` and ``null`` are read as such; ``no``, ``on`` and ``12:30`` stay words, unlike in
YAML 1.1.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, cast

import yaml

from mi_trainer.scenario.checks.catalogue import found
from mi_trainer.scenario.findings import Finding, Place
from mi_trainer.scenario.yaml_words import slip

MAX_BYTES = 4 * 1024 * 1024
"""The largest file looked at: a scenario of 2,000 states and 20,000 lines has about half of it."""
MAX_DEPTH = 24
MAX_VALUES = 400_000
MAX_KEYS, MAX_ITEMS = 100, 5_000
"""Keys at the top of a file; items of any other list or group: junk ends early, and 5,000 states fit."""
_MOST_VERSIONS = 3
"""How often a key may be written before the earliest are no longer looked at."""
MAX_ALIKE = 200
"""How many findings of one code are spelt out for one file before the rest are only counted."""

KeyPath = tuple[str | int, ...]

_PLAIN: dict[str, object] = {
    "": None, "~": None, "null": None, "true": True, "True": True, "false": False, "False": False,
}  # fmt: skip
_WHOLE = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,15})")
_DECIMAL = re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}")
_CURLY = re.compile("[“”„‘]")
_DIGITS = frozenset("+-0123456789")
_OPENS_TEXT = re.compile(r"(?:^|[:\-] +)[|>][-+0-9]{0,2} *(?:#.*)?$")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def group(value: object) -> Mapping[str, object]:
    """A group of keys; an empty one where the file has something else."""
    return value if isinstance(value, dict) else {}


def listed(value: object) -> list[object]:
    """A list; an empty one where the file has something else."""
    return value if isinstance(value, list) else []


class _Spot(NamedTuple):
    """Where a list or a group of keys begins, with what is in it: marks of plain values, and further spots."""

    mark: Any
    inside: "dict[str | int, Any]"
    keys: "dict[str | int, Any]"


class _Lost(NamedTuple):
    """What stood first at a key that is written again: in which group, its value and spot, its marks, its end."""

    into: dict[str, Any]
    key: str
    value: Any
    spot: Any
    mark: Any
    end: Any


@dataclass(slots=True)
class Document:
    """The values of a YAML file, where each stands, and what was wrong on the way.

    Of a key written twice the last counts. ``versions`` are for whoever wants to look at what was written first, too.
    """

    file: Path
    text: str = ""
    value: object = None
    findings: list[Finding] = field(default_factory=list)
    _top: Any = None
    _lines: list[str] = field(default_factory=list)
    _lost: list[_Lost] = field(default_factory=list)
    _within: tuple[tuple[Place, Place], ...] = ((Place(), Place(2**31)),)

    def versions(self) -> "Iterator[Document]":
        """The document, and then as it would be if what was written first at its keys counted, and so on."""
        yield self
        rounds: list[dict[tuple[int, str | int], _Lost]] = []
        for lost in self._lost:
            at = (id(lost.into), lost.key)
            turn = next((turn for turn in rounds if at not in turn), None)
            if turn is None and len(rounds) < _MOST_VERSIONS:
                rounds.append(turn := {})
            if turn is not None:
                turn[at] = lost
        for turn in rounds:
            value, top = _put_back(self.value, self._top, turn)
            within = tuple((_place(lost.mark), _place(lost.end)) for lost in turn.values())
            yield Document(self.file, self.text, value, [], top, self._lines, [], within)

    def speaks_for(self, place: Place) -> bool:
        """Whether a place is one that this version is to be looked at for: in a later one, only what was lost."""
        return any(begin <= place < end for begin, end in self._within)

    def place(self, path: KeyPath, *, key: bool = False) -> Place:
        """Where the value at a path stands (or, with ``key``, its key), or the nearest thing around it."""
        spot = self._top
        for step in path[:-1] if path else ():
            deeper = spot.inside.get(step) if type(spot) is _Spot else None
            if deeper is None:
                return _place(_mark(spot))
            spot = deeper
        if path and type(spot) is _Spot:
            named = spot.keys.get(path[-1]) if key else None
            return _place(named or _mark(spot.inside.get(path[-1], spot)))
        return _place(_mark(spot))

    def line(self, number: int) -> str:
        """A line of the file as written, by its number from 1; empty if there is none."""
        if not self._lines:
            self._lines = self.text.split("\n")
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def words(self, path: KeyPath, words: str, nth: int = 0) -> Place:
        """Where some words of the text at a path stand, the ``nth`` time from 0.

        The last place that has them where there are fewer; the text's own where it has them on no one line.
        """
        begin = self.place(path)
        line, wanted = self.line(begin.line), words.casefold()
        spots = [Place(begin.line, column + 1) for column in _all(line.casefold(), wanted, begin.column - 1)]
        if not spots and line[begin.column - 1 : begin.column] in ("|", ">"):
            number, outer = begin.line + 1, _indent(line)
            while (text := self.line(number)).strip() == "" or _indent(text) > outer:
                spots += (Place(number, column + 1) for column in _all(text.casefold(), wanted))
                if len(spots) > nth or number > len(self._lines):
                    break
                number += 1
        return spots[min(nth, len(spots) - 1)] if spots else begin

    def opened(self, number: int) -> int:
        """The line on which a text begins (``brief: |``) that a line is part of; the line itself if it is of none."""
        least = _indent(self.line(number))
        for above in range(number - 1, 0, -1):
            line = self.line(above)
            if line.strip() and _indent(line) < least:
                if _OPENS_TEXT.search(line):
                    return above
                least = _indent(line)
            if not least:
                break
        return number


def _all(text: str, wanted: str, begin: int = 0) -> Iterator[int]:
    while (begin := text.find(wanted, begin)) >= 0:
        yield begin
        begin += len(wanted)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


class _Unreadable(Exception):
    def __init__(self, code: str, place: Place, message: str, hint: str = "") -> None:
        self.code, self.place, self.message, self.hint = code, place, message, hint


def load(file: Path, text: str | None = None) -> Document:
    """Read a file (or the text given for it) into values and places. Never raises for what a file holds."""
    document = Document(file)
    try:
        document.text = decode(file) if text is None else text.replace("\r\n", "\n")
        if len(document.text) > MAX_BYTES:
            raise _too_big(len(document.text))
        document.findings += _control_characters(document)
        _build(document)
    except _Unreadable as problem:
        document.findings.append(found(problem.code, file, problem.place, problem.message, problem.hint))
    return document


def _too_big(size: int) -> _Unreadable:
    return _Unreadable(
        "E109", Place(), f"the file has {size / 1e6:.1f} MB; a scenario has at most {MAX_BYTES / 1e6:.0f} MB",
        "Is this the right file?",
    )  # fmt: skip


def _too_deep(mark: Any) -> _Unreadable:
    return _far_too(f"deep: more than {MAX_DEPTH} levels of nesting", mark)


def _far_too(much: str, mark: Any) -> _Unreadable:
    return _Unreadable("E109", _place(mark), f"this goes too {much}", "A scenario needs far less.")


_PACKED = {
    b"PK\x03\x04": "a Word or LibreOffice document",
    b"\xd0\xcf\x11\xe0": "a Word document",
    b"{\\rtf": "a document with formatting (RTF)",
    b"%PDF": "a PDF",
}
"""What the files of word processors begin with."""


def decode(file: Path) -> str:
    """A file's text, with line ends as newlines.

    Raises:
        _Unreadable: it is not there, too large, or not UTF-8; ``load`` turns this into a finding.
    """
    try:
        if not file.is_file():
            raise _Unreadable("E108", Place(), "there is no such file", "Check the path, or give a folder.")
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise _too_big(size)
        data = file.read_bytes()
    except (OSError, ValueError) as problem:
        why = getattr(problem, "strerror", None) or str(problem)
        raise _Unreadable("E108", Place(), f"the file cannot be read: {why}", "Check the path.") from problem
    for begins, what in _PACKED.items():
        if data.startswith(begins):
            raise _Unreadable(
                "E105", Place(), f"this is {what}, whatever its name is, and no plain text",
                "Open it there, choose Save as, Plain text, UTF-8, and let the name end in .yaml. Or copy all of it "
                "into a plain-text editor.",
            )  # fmt: skip
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        before = data[: problem.start]
        place = Place(before.count(b"\n") + 1, problem.start - before.rfind(b"\n"))
        raise _Unreadable(
            "E105", place, f"the file is not UTF-8: byte 0x{data[problem.start]:02x} cannot be read",
            "Save it as UTF-8 in your editor.",
        ) from problem  # fmt: skip


def _control_characters(document: Document) -> Iterator[Finding]:
    """Raw control characters, the first of every line."""
    if not _CONTROL.search(document.text):
        return
    seen = 0
    for number, line in enumerate(document.text.split("\n"), 1):
        if there := _CONTROL.search(line):
            seen += 1
            if seen > MAX_ALIKE:
                return
            yield found(
                "E110", document.file, Place(number, there.start() + 1),
                f"a control character (U+{ord(there[0]):04X}) that could move or hide words on a screen",
                "Delete it. A scenario holds plain text only.",
            )  # fmt: skip


def _mark(spot: Any) -> Any:
    return spot.mark if type(spot) is _Spot else spot


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1) if mark else Place()


def _events(text: str) -> Callable[[], Any]:
    """A function that gives the text's next event; libyaml's where it is there, of the same kinds and marks."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return cast("Callable[[], Any]", loader(text).get_event)


def _build(document: Document) -> None:
    """The document's values and places.

    Raises:
        _Unreadable: it is not YAML, not plain, or too much.
    """
    try:
        _taken(document, _events(document.text))
    except yaml.MarkedYAMLError as problem:
        if "nesting depth" in (problem.problem or ""):  # newer versions of libyaml count levels too, ahead of events
            raise _too_deep(problem.problem_mark) from problem
        made = slip(problem, document.text)
        raise _Unreadable("E105", _place(made.mark), made.message, made.hint) from problem
    except (yaml.YAMLError, UnicodeError) as problem:
        reason = str(problem).splitlines()[0] if str(problem) else "not text"
        raise _Unreadable(
            "E105", Place(), f"YAML cannot be read: {reason}", "Save it as plain text in UTF-8."
        ) from problem


def _plain(value: str) -> object:
    if value[:1] not in _DIGITS:
        return _PLAIN.get(value, value)
    if _WHOLE.fullmatch(value):
        return int(value)
    return float(value) if _DECIMAL.fullmatch(value) else value


class _Open(NamedTuple):
    """A list or a group of keys that is being read. ``most`` is how many things it may hold."""

    into: Any
    spot: _Spot
    most: int


def _taken(document: Document, following: Callable[[], Any]) -> None:
    """Take one event after another: the innermost loop of reading, so it asks little of each."""
    scalar, mapping, sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    ends = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
    findings, seen, last = document.findings, 0, yaml.StreamEndEvent
    escapes = bool(findings) or "\\" in document.text
    curly, wrapped = bool(_CURLY.search(document.text)), []
    around: list[_Open] = []
    top = root = _Open([], _Spot(None, {}, {}), 2)
    (into, spot, most), grouped = top, False
    key: str | None = None
    while (kind := type(event := following())) is not last:
        if kind is scalar or kind is mapping or kind is sequence:
            seen += 1
            if event.anchor is not None or event.tag is not None:
                _refuse(event)
            mark = event.start_mark
            if seen > MAX_VALUES or len(around) >= MAX_DEPTH:
                raise _too_deep(mark) if seen <= MAX_VALUES else _far_too("many values", mark)
            if kind is scalar:
                value = event.value
                if escapes and event.style == '"' and _CONTROL.search(value):
                    _escaped(document, _place(mark))
                if grouped and key is None:
                    if value in into:
                        _twice(document, into, spot, value, mark)
                    if len(into) >= most or len(findings) > MAX_ALIKE:
                        _too_many(top, mark)
                    spot.keys[value] = mark
                    key = value
                    continue
                if not event.style:
                    if curly and _in_curly(value):
                        wrapped.append(mark)
                    value = _plain(value)
                there = mark
            else:
                value = {} if kind is mapping else []
                there = _Spot(mark, {}, {})
            if not grouped:
                if len(into) >= most or len(findings) > MAX_ALIKE:
                    _too_many(top, mark)
                spot.inside[len(into)] = there
                into.append(value)
            elif key is None:
                raise _Unreadable(
                    "E105", _place(mark), "a key must be a word", "Put it in quotes, or check for a stray bracket."
                )
            else:
                spot.inside[key] = there
                into[key] = value
                key = None
            if kind is not scalar:
                around.append(top)
                top = _Open(value, there, MAX_ITEMS if len(around) > 1 else MAX_KEYS)
                (into, spot, most), grouped = top, kind is mapping
        elif kind in ends:
            top = around.pop()
            (into, spot, most), grouped = top, type(top.into) is dict
        elif kind is yaml.AliasEvent:
            _refuse(event)
        elif kind is yaml.DocumentStartEvent and root.into:
            place = _place(event.start_mark)
            raise _Unreadable("E105", place, "a second document begins here", "Keep one scenario in a file.")
    findings += (_curly(document, mark) for mark in wrapped)
    if root.into:
        document.value, document._top = root.into[0], root.spot.inside[0]


def _in_curly(value: str) -> bool:
    """Whether words stand in curly quotes as they would in straight ones, or begin so and were cut off at a comma."""
    opened = value[:1]
    if opened and opened in "“„”":
        closed = value.find("“" if opened == "„" else "”", 1)
        return closed in (-1, len(value) - 1)
    return opened == "‘" and value.find("’", 1) == len(value) - 1


def _curly(document: Document, mark: Any) -> Finding:
    return found(
        "W114", document.file, _place(mark), "these are curly quotes: they hold nothing together, and are read out",
        "Write straight quotes (\") instead, as a plain-text editor types them. If curly ones should be read out, put "
        "straight ones around them.",
    )  # fmt: skip


def _refuse(event: Any) -> None:
    place = _place(event.start_mark)
    if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
        raise _Unreadable(
            "E111", place, "anchors and aliases (& and *) are not used in scenarios",
            "Write the words out, or put them in quotes if they begin with & or *.",
        )  # fmt: skip
    raise _Unreadable("E111", place, "tags (!) are not used in scenarios", "Put the words in quotes.")


def _too_many(group: _Open, mark: Any) -> None:
    what = "wrong things" if len(group.into) < group.most else "things in one group"
    raise _Unreadable("E109", _place(mark), f"there are too many {what} here: reading stops", "Is this the right file?")


def _escaped(document: Document, place: Place) -> None:
    if not _CONTROL.search(document.line(place.line)):
        document.findings.append(
            found(
                "E110", document.file, place,
                "an escape in these words stands for a control character that could move or hide words on a screen",
                "Delete it. A scenario holds plain text only.",
            )
        )  # fmt: skip


def _twice(document: Document, into: dict[str, Any], spot: _Spot, name: str, again: Any) -> None:
    first = spot.keys[name]
    end = min((mark for mark in (*spot.keys.values(), again) if _place(mark) > _place(first)), key=_place)
    document._lost.append(_Lost(into, name, into[name], spot.inside[name], first, end))
    document.findings.append(
        found(
            "E104", document.file, _place(again), f"'{name[:40]}' is written twice here: first on line "
            f"{first.line + 1}", "Keep one of the two; the first would be lost without a word.",
        )
    )  # fmt: skip


def _put_back(value: Any, spot: Any, lost: Mapping[tuple[int, str | int], _Lost]) -> tuple[Any, Any]:
    """A value and its spot with what was lost in its place."""
    if type(spot) is not _Spot:
        return value, spot
    into: Any = {} if isinstance(value, dict) else []
    made = _Spot(spot.mark, {}, dict(spot.keys))
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        there = spot.inside[key]
        if (first := lost.get((id(value), key))) is not None:
            inner, there, made.keys[key] = first.value, first.spot, first.mark
        inner, made.inside[key] = _put_back(inner, there, lost)
        if isinstance(value, dict):
            into[key] = inner
        else:
            into.append(inner)
    return into, made


def spans(text: str) -> dict[KeyPath, tuple[int, int]]:
    """Where each value of a text begins and ends, in characters: for changing one and leaving all else as it is.

    For a text that ``load`` found nothing wrong with.
    """
    ends: dict[KeyPath, tuple[int, int]] = {}

    def walk(node: Any, path: KeyPath) -> None:
        ends[path] = (node.start_mark.index, node.end_mark.index)
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                walk(value, (*path, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for n, value in enumerate(node.value):
                walk(value, (*path, n))

    walk(yaml.compose(text, Loader=yaml.SafeLoader), ())
    return ends
