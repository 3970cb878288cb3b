"""One turn of a patient, as a function: the patient before and what was heard, to the patient after and the reply."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType

from mi_trainer.patient import voice
from mi_trainer.patient.hearing import addressed, topics_in
from mi_trainer.patient.machine import TIME_UP, PatientMachine, Rule
from mi_trainer.patient.person import Moment, Patient
from mi_trainer.patient.voice import Said
from mi_trainer.scenario.model import RISK_ASKED, RISK_VOICED, Process, Shift
from scoring.codes import Mark
from scoring.coding import Coding


@dataclass(frozen=True, slots=True)
class Step:
    """What one turn did: the rule that fired, the patient after it, and what was said."""

    rule: str
    patient: Patient
    reply: tuple[Said, ...]


def moment_of(machine: PatientMachine, patient: Patient, text: str, coding: Coding, turn: int) -> Moment:
    """A patient and what they have just heard. ``text`` may be empty when a coding is given directly."""
    scenario = machine.scenario
    return Moment(patient, coding, topics_in(text, scenario.topics), addressed(text, scenario, patient.addressed), turn)


def walk_in(machine: PatientMachine, patient: Patient, seed: int) -> Step:
    """The patient's opening words, before the trainee's first turn."""
    said = voice.opening(machine.scenario, patient, seed)
    return Step("opening", _heard_saying(patient, said, 0), said)


def answer(machine: PatientMachine, moment: Moment, seed: int) -> Step:
    """How the patient takes a moment: reaction, then shift, then the line.

    The reaction is chosen on the disposition before the turn. Temperament and the reaction's own shift move it
    together. On the appointment's last turn the patient leaves, unless they are in the safety lane or the
    reaction has ended the conversation anyway.

    Raises:
        ValueError: the conversation is already over.
    """
    scenario, before = machine.scenario, moment.patient
    rule, state = machine.hear(moment)
    heard = moment.coding.heard
    temperament = [shift for name, shift in scenario.temperament.items() if name in heard]
    flags = (before.flags | set(rule.sets)) - set(rule.clears)
    if RISK_VOICED in before.flags and moment.coding.has(Mark.SAFETY_INQUIRY):
        flags |= {RISK_ASKED}
    there = scenario.states[state]
    if moment.turn >= scenario.time.turns and not there.ending and there.process is not Process.SAFETY:
        state = scenario.time.goto
        rule = Rule(TIME_UP, None, Shift(), (), (), state, (), -1)
    after = replace(
        _moved(machine, before, state),
        disposition=before.disposition.moved(*temperament, rule.shift),
        flags=frozenset(flags),
        addressed=moment.addressed,
    )
    said = voice.reply(scenario, before, after, rule, moment.turn, seed)
    return Step(rule.id, _heard_saying(after, said, moment.turn), said)


def _moved(machine: PatientMachine, patient: Patient, state: str) -> Patient:
    if state == patient.state:
        return patient
    states = machine.scenario.states
    entering_lane = states[state].process is Process.SAFETY and states[patient.state].process is not Process.SAFETY
    return replace(
        patient,
        state=state,
        visits=MappingProxyType({**patient.visits, state: patient.visits.get(state, 0) + 1}),
        back_to=patient.state if entering_lane else patient.back_to,
    )


def _heard_saying(patient: Patient, said: Iterable[Said], turn: int) -> Patient:
    said = tuple(said)
    risk = {RISK_VOICED} if any(s.risk for s in said) else set()
    return replace(
        patient,
        said=MappingProxyType({**patient.said, **{s.line: turn for s in said}}),
        last=tuple(s.says for s in said),
        talk=frozenset(s.talk for s in said),
        flags=patient.flags | risk,
    )
