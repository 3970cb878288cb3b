"""YAML to plain values, with the line and column of every one, and nothing a stranger's file could abuse.

One pass over the parser's events, so that depth, size and repeated keys are caught before anything is built.
Anchors, aliases and tags are refused: a scenario needs none, and an alias bomb needs nothing else. Only plain
numbers, ``true``, ``false`` and ``null`` are read as such; ``no``, ``on`` and ``12:30`` stay words, unlike in
YAML 1.1.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from mi_trainer.scenario.findings import Finding, Place, Severity

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 24
MAX_VALUES = 1_000_000

KeyPath = tuple[str | int, ...]

_PLAIN = (
    (re.compile(r"(?:null|~|)"), lambda text: None),
    (re.compile(r"true|True"), lambda text: True),
    (re.compile(r"false|False"), lambda text: False),
    (re.compile(r"[-+]?(?:0|[1-9][0-9]{0,15})"), int),
    (re.compile(r"[-+]?[0-9]{1,15}\.[0-9]{1,15}"), float),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@dataclass(slots=True)
class Document:
    """The values of a YAML file, where each stands, and what was wrong on the way.

    ``places`` maps a path of keys and indexes to the place of its value, ``keys`` to the place of its key.
    """

    file: Path
    text: str = ""
    value: object = None
    places: dict[KeyPath, Place] = field(default_factory=dict)
    keys: dict[KeyPath, Place] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def place(self, path: KeyPath, *, key: bool = False) -> Place:
        """Where the value at a path stands, or the nearest thing around it that stands somewhere."""
        if key and path in self.keys:
            return self.keys[path]
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Place())

    def line(self, number: int) -> str:
        """A line of the file as written, by its number from 1; empty if there is none."""
        lines = self.text.splitlines()
        return lines[number - 1] if 0 < number <= len(lines) else ""


class _Unreadable(Exception):
    def __init__(self, code: str, place: Place, message: str, hint: str = "") -> None:
        self.code, self.place, self.message, self.hint = code, place, message, hint


def load(file: Path, text: str | None = None) -> Document:
    """Read a file (or the text given for it) into values and places. Never raises for what a file holds."""
    document = Document(file)
    try:
        document.text = _decoded(file) if text is None else text
        _refuse_control_characters(document.text)
        _build(document)
    except _Unreadable as problem:
        document.findings.append(
            Finding(problem.code, Severity.ERROR, file, problem.place, problem.message, problem.hint)
        )
    return document


def _decoded(file: Path) -> str:
    try:
        if not file.is_file():
            raise _Unreadable("E108", Place(), "there is no such file", "Check the path, or give a folder.")
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise _Unreadable(
                "E109", Place(), f"the file has {size / 1e6:.0f} MB; a scenario has at most {MAX_BYTES / 1e6:.0f} MB",
                "Is this the right file?",
            )  # fmt: skip
        data = file.read_bytes()
    except OSError as problem:
        raise _Unreadable("E108", Place(), f"the file cannot be read: {problem.strerror}") from problem
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as problem:
        before = data[: problem.start]
        place = Place(before.count(b"\n") + 1, problem.start - before.rfind(b"\n"))
        raise _Unreadable(
            "E105", place, f"the file is not UTF-8: byte 0x{data[problem.start]:02x} cannot be read",
            "Save it as UTF-8 in your editor.",
        ) from problem  # fmt: skip


def _refuse_control_characters(text: str) -> None:
    if found := _CONTROL.search(text):
        start = text.rfind("\n", 0, found.start()) + 1
        place = Place(text.count("\n", 0, found.start()) + 1, found.start() - start + 1)
        raise _Unreadable(
            "E110", place, f"a control character (U+{ord(found[0]):04X}) that could move or hide words on a screen",
            "Delete it. A scenario holds plain text only.",
        )  # fmt: skip


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1) if mark else Place()


def _events(text: str) -> Iterator[yaml.Event]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        yield from yaml.parse(text, Loader=loader)
    except yaml.MarkedYAMLError as problem:
        what = problem.problem or "this is not YAML"
        mark = problem.problem_mark or problem.context_mark
        raise _Unreadable("E105", _place(mark), f"YAML cannot be read here: {what}", _syntax_hint(what)) from problem
    except yaml.YAMLError as problem:
        raise _Unreadable("E105", Place(), f"YAML cannot be read: {problem}") from problem


def _syntax_hint(problem: str) -> str:
    if "mapping values are not allowed" in problem:
        return "A colon followed by a space inside words needs quotes around the words."
    if "token that cannot start" in problem or "\\t" in problem:
        return "Indent with spaces, never with tabs; put words with special characters in quotes."
    if "expected <block end>" in problem or "expected ',' or" in problem:
        return "Check the indentation above, and that every quote and bracket is closed."
    return "Check quotes, brackets and indentation on this line and the one above."


def _scalar(event: yaml.ScalarEvent) -> object:
    if event.style:
        return event.value
    for pattern, make in _PLAIN:
        if pattern.fullmatch(event.value):
            return make(event.value)
    return event.value


@dataclass(slots=True)
class _Open:
    path: KeyPath
    into: "dict[str, object] | list[object]"
    key: str | None = None


def _build(document: Document) -> None:
    stack: list[_Open] = []
    seen = 0
    for event in _events(document.text):
        place = _place(event.start_mark)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Unreadable(
                "E111", place, "anchors and aliases (& and *) are not used in scenarios",
                "Write the words out, or put them in quotes if they begin with & or *.",
            )  # fmt: skip
        if getattr(event, "tag", None) and not getattr(event, "style", None):
            raise _Unreadable("E111", place, "tags (!) are not used in scenarios", "Put the words in quotes.")
        if isinstance(event, yaml.DocumentStartEvent) and document.places:
            raise _Unreadable("E105", place, "a second document begins here", "Keep one scenario in a file.")
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            seen += 1
            if seen > MAX_VALUES or len(stack) >= MAX_DEPTH:
                too = "many values" if seen > MAX_VALUES else f"deep: more than {MAX_DEPTH} levels of nesting"
                raise _Unreadable("E109", place, f"this goes too {too}", "A scenario nests far less.")
            _take(document, stack, event, place)
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()


def _take(document: Document, stack: list[_Open], event: yaml.Event, place: Place) -> None:
    top = stack[-1] if stack else None
    if top and isinstance(top.into, dict) and top.key is None:
        if not isinstance(event, yaml.ScalarEvent):
            raise _Unreadable("E105", place, "a key must be a word", "Put it in quotes, or check for a stray bracket.")
        top.key = event.value
        path = (*top.path, top.key)
        if top.key in top.into:
            first = document.keys[path]
            document.findings.append(
                Finding(
                    "E104",
                    Severity.ERROR,
                    document.file,
                    place,
                    f"'{top.key}' is written twice here: first on line {first.line}",
                    "Keep one of the two; the first would be lost without a word.",
                )
            )
        document.keys[path] = place
        return
    value: object
    if isinstance(event, yaml.ScalarEvent):
        value = _scalar(event)
    else:
        value = {} if isinstance(event, yaml.MappingStartEvent) else []
    path = _store(document, top, value)
    document.places[path] = place
    if isinstance(value, dict | list) and not isinstance(event, yaml.ScalarEvent):
        stack.append(_Open(path, value))


def _store(document: Document, top: _Open | None, value: object) -> KeyPath:
    if top is None:
        document.value = value
        return ()
    if isinstance(top.into, list):
        top.into.append(value)
        return (*top.path, len(top.into) - 1)
    assert top.key is not None
    path = (*top.path, top.key)
    top.into[top.key] = value
    top.key = None
    return path
