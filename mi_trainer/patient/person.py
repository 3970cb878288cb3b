"""A patient in the middle of a conversation: one frozen value, which is all that a turn depends on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from mi_trainer.patient.disposition import Disposition
from mi_trainer.scenario.model import Scenario, When
from scoring.codes import ClientTalk
from scoring.coding import Coding


@dataclass(frozen=True, slots=True)
class Patient:
    """Where the patient stands: state, disposition, flags, and what has been said.

    ``visits`` counts how often each state was entered; ``said`` maps a line's id to the turn it was last said in;
    ``last`` holds the texts of the last reply; ``talk`` its kinds of talk; ``back_to`` is the state that the
    safety lane leads back to; ``addressed`` is who was spoken to last.
    """

    state: str
    disposition: Disposition
    flags: frozenset[str] = frozenset()
    visits: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    said: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    last: tuple[str, ...] = ()
    talk: frozenset[ClientTalk] = frozenset()
    back_to: str = ""
    addressed: str = ""

    @classmethod
    def arriving(cls, scenario: Scenario) -> "Patient":
        """The patient as they walk in."""
        return cls(scenario.start, Disposition.of(scenario.disposition), visits=MappingProxyType({scenario.start: 1}))


@dataclass(frozen=True, slots=True)
class Moment:
    """A patient and what they have just heard: all that a reaction's conditions look at."""

    patient: Patient
    coding: Coding
    topics: frozenset[str]
    addressed: str
    turn: int


def unmet(when: When | None, patient: Patient, turn: int) -> list[str]:
    """What of the conditions does not hold, in words; empty if all do."""
    if when is None:
        return []
    missing = []
    for name in ("trust", "importance", "confidence", "discord"):
        wanted, value = getattr(when, name), getattr(patient.disposition, name)
        if wanted is not None and not wanted.holds(value):
            missing.append(f"{name} is {value:g}, not {wanted}")
    if when.turn is not None and not when.turn.holds(turn):
        missing.append(f"this is turn {turn}, not {when.turn}")
    visits = patient.visits.get(patient.state, 0)
    if when.visits is not None and not when.visits.holds(visits):
        missing.append(f"this is visit {visits} to {patient.state}, not {when.visits}")
    missing += [f"{flag} has not happened" for flag in when.flag if flag not in patient.flags]
    missing += [f"{flag} has happened" for flag in when.no_flag if flag in patient.flags]
    if when.after and not patient.talk & set(when.after):
        missing.append("the patient's last reply held no " + " or ".join(when.after) + " talk")
    return missing
