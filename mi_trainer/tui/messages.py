"""What has happened, as facts. Work beside the screens posts these; handlers on the screens own what is shown."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from mi_trainer.debrief.values import Debrief
    from mi_trainer.patient.exchange import Exchange
    from mi_trainer.practice.session import Session
    from mi_trainer.records.keeping import Result, Row
    from mi_trainer.tui.cards import Card


class PatientsRead(Message):
    """The patients' files were read; or, if not ``whole``, only looked at."""

    def __init__(self, cards: "list[Card]", *, whole: bool = True) -> None:
        super().__init__()
        self.cards, self.whole = cards, whole


class HistoryRead(Message):
    """Past results were looked up; ``problem`` says why they could not be."""

    def __init__(self, results: "dict[str, Result]", unfinished: "list[Row]", problem: str = "") -> None:
        super().__init__()
        self.results, self.unfinished, self.problem = results, unfinished, problem


class SessionOpened(Message):
    """A session was begun, resumed or branched."""

    def __init__(self, session: "Session") -> None:
        super().__init__()
        self.session = session


class Failed(Message):
    """Something asked for could not be done; ``reason`` says why, in words for the user."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class Waited(Message):
    """The patient noticed that nothing was said."""

    def __init__(self, words: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        self.words = words


class DistressSeen(Message):
    """The trainee wrote something about themselves that is no practice."""


class TakenBack(Message):
    """The last turn was taken back."""

    def __init__(self, exchange: "Exchange") -> None:
        super().__init__()
        self.exchange = exchange


class EndedEarly(Message):
    """The trainee's wish to end was carried out."""


class DebriefMade(Message):
    """A session's debrief is ready."""

    def __init__(self, debrief: "Debrief") -> None:
        super().__init__()
        self.debrief = debrief


class SessionsListed(Message):
    """A page of past sessions was read; ``more`` if there are older ones."""

    def __init__(self, rows: "list[Row]", more: bool) -> None:
        super().__init__()
        self.rows, self.more = rows, more


class SessionDeleted(Message):
    """A session was deleted for good."""


class Exported(Message):
    """A session was written to a file."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
