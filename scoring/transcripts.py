"""Transcripts in rows: read with their line numbers, and coded in order.

A transcript is a table with the columns ``session``, ``speaker`` (clinician or client) and ``text``; the rows of one
session stand together. What is wrong with a row costs that row and no other.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from scoring.codes import ClientTalk
from scoring.coding import CONTEXT_TURNS, Coding, Context, TalkCoding
from scoring.placing import placed
from scoring.speakers import Speaker as Speaker
from scoring.speakers import attributed
from scoring.summary import Turn
from scoring.table import LONGEST, Fault, Notice, records

COLUMNS = ("session", "speaker", "text")

_HEARD = 8
"""Rows of a client's uninterrupted speech that are context."""


class Codes(Protocol):
    """What coding a transcript needs of a coder."""

    def code(self, text: str, context: Context) -> Coding:
        """Code a clinician's volley."""

    def talk(self, text: str, context: Context) -> TalkCoding:
        """Code a client's turn."""


@dataclass(frozen=True, slots=True)
class Row:
    """One turn of a transcript. ``turn`` is its number in the session; ``line`` is where it began in the file."""

    line: int
    session: str
    turn: int
    speaker: Speaker
    text: str


def rows(lines: Iterable[str]) -> Iterator[Row | Fault | Notice]:
    """The rows of a transcript, numbered as :func:`scoring.placing.placed` says.

    Raises:
        scoring.table.NoColumns: session, speaker or text is not there.
    """
    for each in attributed(placed(records(lines, COLUMNS))):
        if isinstance(each, Fault | Notice):
            yield each
            continue
        row, speaker = each
        text = row.cells["text"]
        if not text.strip():
            yield Fault(row.line, "no text")
        elif len(text) > LONGEST:
            yield Fault(row.line, f"more than {LONGEST} characters in one turn")
        else:
            yield Row(row.line, row.session, row.turn, speaker, text)


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
