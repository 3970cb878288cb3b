"""Transcripts in rows: read with their line numbers, coded in order, and turned into what programs and people read.

A transcript is a table with the columns ``session``, ``speaker`` (clinician or client) and ``text``; the rows of one
session stand together. What is wrong with a row costs that row and no other.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Any, Protocol

from scoring.codes import REFLECTIONS, Behaviour, ClientTalk
from scoring.coding import CONTEXT_TURNS, Coding, Context, TalkCoding
from scoring.summary import Turn

COLUMNS = ("session", "speaker", "text")
LONGEST = 100_000
"""Characters of one row's text that the coder takes."""


_NOT_UTF8 = re.compile("[\ud800-\udfff]")
"""What bytes that are not UTF-8 become when a file is opened with ``surrogateescape``."""

_HEARD = 8
"""Rows of a client's uninterrupted speech that are context."""


class Speaker(StrEnum):
    """Who said a row."""

    CLINICIAN = "clinician"
    CLIENT = "client"


_SPEAKERS = {
    **dict.fromkeys(("clinician", "therapist", "counsellor", "counselor", "interviewer"), Speaker.CLINICIAN),
    **dict.fromkeys(("client", "patient"), Speaker.CLIENT),
}


class Codes(Protocol):
    """What coding a transcript needs of a coder."""

    def code(self, text: str, context: Context) -> Coding:
        """Code a clinician's volley."""

    def talk(self, text: str, context: Context) -> TalkCoding:
        """Code a client's turn."""


@dataclass(frozen=True, slots=True)
class Row:
    """One turn of a transcript. ``turn`` counts the session's rows from 1; ``line`` is where it began in the file."""

    line: int
    session: str
    turn: int
    speaker: Speaker
    text: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that cannot be used: the line it began on, and why."""

    line: int
    why: str


class NoColumns(ValueError):
    """The table lacks columns; the message says which, and which there are."""


def records(lines: Iterable[str], needed: Sequence[str]) -> Iterator[tuple[int, dict[str, str]] | Fault]:
    """The rows of a CSV as dictionaries with their line numbers; commas, semicolons or tabs between cells.

    Column names are taken in any case and order.

    Raises:
        NoColumns: a needed column is not there.
    """
    csv.field_size_limit(10 * LONGEST)
    feed = iter(lines)
    first = next(feed, "")
    delimiter = max(",;\t", key=first.count) if first.strip() else ","
    reader = csv.reader(chain([first], feed), delimiter=delimiter)
    head = [name.strip().lower() for name in next(reader, [])]
    if missing := [name for name in needed if name not in head]:
        there = ", ".join(name for name in head if name) or "none"
        raise NoColumns(f"needs the columns {', '.join(needed)}; missing: {', '.join(missing)}; there: {there}")
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as problem:
            yield Fault(line, f"not CSV: {problem}")
            continue
        if cells is None:
            return
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(head):
            what = "more" if len(cells) > len(head) else "fewer"
            yield Fault(line, f"{what} cells than columns: a text with a comma in it needs quotes around it")
        elif any(_NOT_UTF8.search(cell) for cell in cells):
            yield Fault(line, "not UTF-8")
        else:
            yield line, dict(zip(head, cells, strict=True))


def rows(lines: Iterable[str]) -> Iterator[Row | Fault]:
    """The rows of a transcript.

    Raises:
        NoColumns: session, speaker or text is not there.
    """
    session, turn = "", 0
    for record in records(lines, COLUMNS):
        if isinstance(record, Fault):
            yield record
            continue
        line, cells = record
        name, text = cells["session"].strip(), cells["text"]
        speaker = _SPEAKERS.get(cells["speaker"].strip().lower())
        if not name:
            yield Fault(line, "no session")
        elif speaker is None:
            yield Fault(line, f"the speaker is '{cells['speaker'].strip()[:40]}', not clinician or client")
        elif not text.strip():
            yield Fault(line, "no text")
        elif len(text) > LONGEST:
            yield Fault(line, f"more than {LONGEST} characters in one turn")
        else:
            session, turn = name, turn + 1 if name == session else 1
            yield Row(line, name, turn, speaker, text)


@dataclass(frozen=True, slots=True)
class CodedRow:
    """A row with its coding: ``coding`` for a clinician, ``talk`` for a client."""

    row: Row
    coding: Coding | None = None
    talk: TalkCoding | None = None


def coded(session: Iterable[Row], coder: Codes, target: str = "", *, spoken: bool = True) -> Iterator[CodedRow]:
    """One session's rows coded in order, each with what came before it as context; ``spoken`` aloud, or typed."""
    heard: list[str] = []
    talked: tuple[ClientTalk, ...] = ()
    earlier: tuple[tuple[str, Coding], ...] = ()
    answered = False
    for row in session:
        context = Context(
            patient=" ".join(heard)[-LONGEST:],
            talk=talked[-1] if talked else None,
            earlier=earlier,
            talked=talked,
            target=target,
            spoken=spoken,
        )
        if row.speaker is Speaker.CLIENT:
            found = coder.talk(row.text, context)
            heard = [*([] if answered else heard), row.text][-_HEARD:]
            talked, answered = (*talked, found.talk)[-CONTEXT_TURNS:], False
            yield CodedRow(row, talk=found)
        else:
            coding = coder.code(row.text, context)
            earlier, answered = (*earlier, (row.text, coding))[-CONTEXT_TURNS:], True
            yield CodedRow(row, coding)


def turns(session: Iterable[CodedRow]) -> list[Turn]:
    """A coded session as :func:`scoring.summary.summarise` takes it: each clinician's row with the answer to it."""
    found: list[Turn] = []
    coding, words = Coding(), 0
    talk: list[ClientTalk] = []
    client_words = 0
    for each in session:
        if each.talk is not None:
            talk.append(each.talk.talk)
            client_words += len(each.row.text.split())
            continue
        if words or talk:
            found.append(Turn(coding, words, tuple(talk), client_words))
        coding, words = each.coding or Coding(), len(each.row.text.split())
        talk, client_words = [], 0
    if words or talk:
        found.append(Turn(coding, words, tuple(talk), client_words))
    return found


def as_record(each: CodedRow) -> dict[str, Any]:
    """A coded row as one JSON object.

    ``client_talk`` is change, sustain or neutral; discord, which is about the two in the room and not about the
    target, is neutral there and named among the marks.
    """
    row, coding, talk = each.row, each.coding or Coding(), each.talk
    discord = talk is not None and talk.talk is ClientTalk.DISCORD
    marks = [f"{m.mark}.{m.detail}" if m.detail else str(m.mark) for m in coding.marks]
    return {
        "session": row.session,
        "turn": row.turn,
        "speaker": row.speaker,
        "text": row.text,
        "main": coding.main if each.coding else None,
        "behaviours": [_behaviour(row.text, coding, n) for n in range(len(coding.behaviours))],
        "question": coding.question,
        "reflection": _reflection(coding),
        "marks": [*dict.fromkeys(marks), *([str(ClientTalk.DISCORD)] if discord else [])],
        "client_talk": None if talk is None else ClientTalk.NEUTRAL if discord else talk.talk,
        "kind": talk.kind if talk else None,
        "confidence": talk.confidence if talk else None,
    }


def _reflection(coding: Coding) -> str | None:
    found = REFLECTIONS & set(coding.behaviours)
    return ("complex" if Behaviour.COMPLEX_REFLECTION in found else "simple") if found else None


def _behaviour(text: str, coding: Coding, n: int) -> dict[str, Any]:
    behaviour = coding.behaviours[n]
    utterance = next((u for u in coding.utterances if u.behaviour is behaviour), None)
    reason = ""
    if utterance:
        words = ", ".join(f"“{' '.join(span.of(text).split())}”" for span in utterance.reason.words[:3])
        reason = f"{utterance.reason.basis}: {words or utterance.reason.note}".rstrip(": ")
    return {
        "behaviour": behaviour,
        "start": utterance.span.start if utterance else 0,
        "end": utterance.span.end if utterance else len(text),
        "confidence": round(coding.confidence[n], 4) if n < len(coding.confidence) else None,
        "reason": reason,
    }
