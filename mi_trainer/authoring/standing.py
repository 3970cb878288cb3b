"""A patient in the middle: where an author begins when the part being written is not the first."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from mi_trainer.patient.disposition import Disposition
from mi_trainer.patient.person import Patient
from mi_trainer.practice.session import Codes, Session
from mi_trainer.scenario.findings import did_you_mean
from mi_trainer.scenario.model import Process, Scenario

DISPOSITION = ("trust", "importance", "confidence", "discord")


class NoSuchPlace(ValueError):
    """A state, flag or value does not exist; the message offers the nearest right ones."""


def standing(
    scenario: Scenario, state: str | None = None, values: Mapping[str, float] | None = None, flags: Iterable[str] = ()
) -> Patient:
    """The patient in a state, with some of trust, importance, confidence and discord set (0 to 10), and flags.

    In the safety lane, the way back leads to the scenario's start.

    Raises:
        NoSuchPlace: there is no such state, value or flag, or the state is an ending.
    """
    state, flags = state or scenario.start, frozenset(flags)
    if state not in scenario.states:
        raise NoSuchPlace(f"There is no state '{state}'. {did_you_mean(state, scenario.states)}")
    if scenario.states[state].ending:
        raise NoSuchPlace(f"'{state}' is an ending: nothing is said after it. Begin in another state.")
    for flag in flags - scenario.flags:
        raise NoSuchPlace(f"Nothing sets the flag '{flag}'. {did_you_mean(flag, scenario.flags)}")
    for name, value in (values or {}).items():
        if name not in DISPOSITION:
            raise NoSuchPlace(f"'{name}' cannot be set. {did_you_mean(name, DISPOSITION)}")
        if not 0 <= value <= 10:
            raise NoSuchPlace(f"{name} goes from 0 to 10; {value:g} does not fit.")
    lane = scenario.states[state].process is Process.SAFETY
    return Patient(
        state,
        Disposition.of(scenario.disposition).with_(**(values or {})),
        flags,
        MappingProxyType({state: 1}),
        back_to=scenario.start if lane else "",
    )


def begin(
    scenario: Scenario,
    coder: Codes,
    seed: int,
    state: str | None = None,
    values: Mapping[str, float] | None = None,
    flags: Iterable[str] = (),
) -> Session:
    """A session that is kept nowhere, with the patient standing where the author wants.

    Raises:
        NoSuchPlace: there is no such place to stand.
    """
    elsewhere = state or values or flags
    patient = standing(scenario, state, values, flags) if elsewhere else None
    return Session.begin(scenario, coder, seed=seed, patient=patient)
