"""What is kept of a session, as values, and the port through which a conversation keeps it.

Nothing here opens a file or knows a database: a conversation under way and a screen can name these at no cost.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from mi_trainer.patient.exchange import Exchange
from mi_trainer.scenario.model import Outcome

ENDED_EARLY = "ended_early"
"""The outcome of a session that the trainee ended before the patient did."""

OUTCOMES: dict[str, str] = {
    Outcome.COMMITMENT: "committed to a change",
    Outcome.PLAN: "left with a plan",
    Outcome.CONSIDERING: "left considering it",
    Outcome.SAFETY: "got help for safety",
    Outcome.UNCHANGED: "left unchanged",
    Outcome.TIME: "the time ran out",
    Outcome.LEFT: "walked out",
    ENDED_EARLY: "you ended it early",
}
"""Every outcome and what to call it in a list, from the furthest a conversation can come to the least."""

BEST_FIRST: tuple[str, ...] = tuple(OUTCOMES)
"""What "best result" goes by."""


def outcome_in_words(outcome: str | None) -> str:
    """An outcome for a list; a session without one is unfinished."""
    return OUTCOMES.get(outcome, outcome.replace("_", " ")) if outcome else "unfinished"


class Mode(StrEnum):
    """Coached: feedback after every turn. Assessed: all of it waits for the debrief."""

    COACHED = "coached"
    ASSESSED = "assessed"


class RecordsProblem(Exception):
    """Something is wrong with the records; the message says what and what to do, in words for the trainee."""


class NotKept(RecordsProblem):
    """A turn could not be written down; the message says why, in words for the trainee."""


class NotReadable(RecordsProblem):
    """The records cannot be read; the message says why, in words for the trainee."""


class NoSuchSession(LookupError):
    """No session has that id; the message says what to try."""


@dataclass(frozen=True, slots=True)
class Start:
    """How a session began: enough, with its texts, to play it again word for word.

    ``digest`` is the scenario file's content hash; ``parent`` and ``parent_turn`` name the session and the turn
    that this one branched from.
    """

    id: str
    scenario: str
    title: str
    digest: str
    seed: int
    mode: Mode
    coder: str
    began: datetime
    parent: str | None = None
    parent_turn: int | None = None


class Keeps(Protocol):
    """Where a session is kept, turn by turn, before the patient's answer is shown.

    Each method returns when the thing is safely down, or raises :class:`NotKept`.
    """

    def begin(self, start: Start, script: str = "") -> None:
        """Keep that a session has begun, and the text of the scenario it is played with."""

    def add(self, session: str, exchange: Exchange) -> None:
        """Keep one exchange."""

    def undo(self, session: str, turn: int) -> None:
        """Keep that a turn was taken back."""

    def end(self, session: str, outcome: str) -> None:
        """Keep that the session is over."""


@dataclass(frozen=True, slots=True)
class Row:
    """One session in a list: what can be said of it without opening it.

    ``turns``, ``reflections`` and ``questions`` are counts over the turns that stand; ``touched`` is when
    something was last kept. ``outcome`` is None while the session can be resumed.
    """

    id: str
    scenario: str
    title: str
    mode: Mode
    began: datetime
    touched: datetime
    turns: int
    reflections: int
    questions: int
    outcome: str | None = None
    parent: str | None = None
    parent_turn: int | None = None

    @property
    def finished(self) -> bool:
        """Whether it ended, by the patient or by the trainee."""
        return self.outcome is not None


@dataclass(frozen=True, slots=True)
class Kept:
    """A whole session as it was kept: the exchanges that stand, and those taken back, in the order they were said.

    ``script`` is the text of the scenario it was played with; empty where none was kept.
    """

    start: Start
    exchanges: tuple[Exchange, ...]
    outcome: str | None = None
    undone: tuple[Exchange, ...] = ()
    script: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one patient's finished sessions: the best outcome, the last, and how many there were."""

    best: str
    last: str
    times: int
