"""A scenario compiled to one flat state machine, and the choice of the reaction that fires.

The machine holds no patient: it is compiled once for a scenario and shared by every session. Its only trigger is
``hear``; a state's transitions stand in the order in which reactions are considered, most specific first, so that
the first whose conditions hold is the one that fires.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from transitions import EventData, Machine

from mi_trainer.patient.person import Moment, unmet
from mi_trainer.scenario.model import BACK, Line, Otherwise, Process, Reaction, Scenario, Shift
from mi_trainer.scenario.precedence import Weighed, orders
from mi_trainer.scenario.precedence import weight as weight
from scoring.codes import label
from scoring.coding import Coding

TIME_UP = "time"


@dataclass(frozen=True, slots=True)
class Rule:
    """One reaction as it stands in one state: its id, what it does, and how specific it is.

    ``reaction`` is None for ``otherwise`` and for the end of the appointment, which ask for nothing.
    """

    id: str
    reaction: Reaction | None
    shift: Shift
    sets: tuple[str, ...]
    clears: tuple[str, ...]
    goto: str | None
    lines: tuple[Line, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a rule holds at a moment: what it still lacks, in words."""

    rule: Rule
    lacking: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing is lacking."""
        return not self.lacking


def _heard(reaction: Reaction, coding: Coding) -> bool:
    """Whether one of the things a reaction hears was said: what most of them fail by, and soonest told."""
    return not reaction.hears or any(coding.hears(name) for name in reaction.hears)


def lacking(reaction: Reaction, moment: Moment) -> tuple[str, ...]:
    """What keeps a reaction from holding at a moment, in words; empty if it holds."""
    coding, missing = moment.coding, []
    if not _heard(reaction, coding):
        missing.append("did not hear " + " or ".join(label(name).lower() for name in reaction.hears))
    missing += [f"did not also hear {label(name).lower()}" for name in reaction.also if not coding.hears(name)]
    missing += [f"heard {label(name).lower()}" for name in reaction.unless if coding.hears(name)]
    if reaction.about and not moment.topics & set(reaction.about):
        missing.append("was not about " + " or ".join(reaction.about).replace("_", " "))
    if reaction.to and moment.addressed not in reaction.to:
        missing.append(f"spoke to {moment.addressed or 'nobody by name'}, not to " + " or ".join(reaction.to))
    return (*missing, *unmet(reaction.when, moment.patient, moment.turn))


def _rule(one: Weighed) -> Rule:
    what = one.reaction
    return Rule(one.id, what, what.shift, what.sets, what.clears, what.goto, what.lines, one.weight)


def _otherwise(name: str, otherwise: Otherwise) -> Rule:
    return Rule(f"{name}/otherwise", None, otherwise.shift, otherwise.sets, (), otherwise.goto, otherwise.lines, -1)


def rules(scenario: Scenario) -> dict[str, tuple[Rule, ...]]:
    """What each state considers, in order (:func:`mi_trainer.scenario.precedence.orders`).

    ``otherwise`` comes last and always holds. An ending considers nothing.
    """
    found: dict[str, tuple[Rule, ...]] = {}
    made: dict[int, Rule] = {}
    for state, ordered in orders(scenario).items():
        for one in ordered:
            if id(one) not in made:  # what holds anywhere stands in every state
                made[id(one)] = _rule(one)
        otherwise = scenario.states[state].otherwise
        last = (_otherwise(state, otherwise),) if otherwise else ()
        found[state] = (*(made[id(one)] for one in ordered), *last)
    return found


class _Seat:
    """What the machine moves during one turn."""

    def __init__(self, state: str) -> None:
        self.state = state
        self.fired: Rule | None = None


class PatientMachine:
    """One scenario, compiled; sessions share it. A state's transitions are added when somebody first hears there."""

    def __init__(self, scenario: Scenario) -> None:
        """Compile a scenario that the reader found no error in."""
        self.scenario = scenario
        self._rules = rules(scenario)
        self._ready: set[str] = set()
        self._outside = [n for n, s in scenario.states.items() if s.process is not Process.SAFETY and not s.ending]
        self._machine = Machine(
            model=None,
            states=list(scenario.states),
            initial=scenario.start,
            auto_transitions=False,
            send_event=True,
        )

    def _prepare(self, state: str) -> None:
        for rule in self._rules[state]:
            for dest in self._outside if rule.goto == BACK else [rule.goto or state]:
                conditions: list[str | Callable[..., bool | None]] = [partial(_holds, rule)]
                if rule.goto == BACK:
                    conditions.append(partial(_came_from, dest))
                self._machine.add_transition("hear", state, dest, conditions=conditions, before=partial(_fire, rule))
        self._ready.add(state)

    def hear(self, moment: Moment) -> tuple[Rule, str]:
        """The rule that fires at a moment, and the state it leads to.

        Raises:
            ValueError: the conversation is already over.
        """
        seat = _Seat(moment.patient.state)
        if not self._rules[seat.state]:
            raise ValueError(f"{seat.state} is an ending: nothing is heard there")
        if seat.state not in self._ready:
            self._prepare(seat.state)
        self._machine.events["hear"].trigger(seat, moment=moment)
        assert seat.fired is not None, "otherwise always holds"
        return seat.fired, seat.state

    def consider(self, moment: Moment) -> tuple[Verdict, ...]:
        """Every rule of the patient's state, in the order considered, with what each lacks."""
        return tuple(
            Verdict(rule, lacking(rule.reaction, moment) if rule.reaction else ())
            for rule in self._rules[moment.patient.state]
        )


def _holds(rule: Rule, event: EventData) -> bool:
    moment = event.kwargs["moment"]
    return rule.reaction is None or (_heard(rule.reaction, moment.coding) and not lacking(rule.reaction, moment))


def _came_from(state: str, event: EventData) -> bool:
    patient = event.kwargs["moment"].patient
    return bool(patient.back_to == state)


def _fire(rule: Rule, event: EventData) -> None:
    seat = event.model
    assert isinstance(seat, _Seat)
    seat.fired = rule


_compiled: dict[int, PatientMachine] = {}


def compiled(scenario: Scenario) -> PatientMachine:
    """The machine of a scenario, built on first use and kept with it."""
    key = id(scenario)
    if key not in _compiled or _compiled[key].scenario is not scenario:
        if len(_compiled) > 32:
            _compiled.clear()
        _compiled[key] = PatientMachine(scenario)
    return _compiled[key]
