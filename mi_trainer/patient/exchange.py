"""What one turn was: the frozen value that is recorded, shown, reported and replayed."""

from dataclasses import dataclass

from mi_trainer.patient.disposition import Disposition
from mi_trainer.patient.voice import Said
from scoring.coding import Coding


@dataclass(frozen=True, slots=True)
class Exchange:
    """A trainee's turn, how it was coded, what the patient did with it, and where that left the patient.

    ``turn`` counts the trainee's turns from 1; the opening words, before any turn, are exchange 0 with no text.
    ``reaction`` is the id of the rule that fired. ``disposition``, ``flags`` and ``back_to`` are those after the
    turn. ``ending`` is the outcome if the conversation is over.
    """

    turn: int
    trainee: str
    coding: Coding
    reaction: str
    state_before: str
    state_after: str
    disposition: Disposition
    reply: tuple[Said, ...]
    ending: str | None = None
    flags: tuple[str, ...] = ()
    addressed: str = ""
    back_to: str = ""
    topics: tuple[str, ...] = ()
