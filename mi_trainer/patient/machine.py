"""A scenario compiled to one flat state machine, and the choice of the reaction that fires.

The machine holds no patient: it is compiled once for a scenario and shared by every session. A state's rules stand
in the order in which reactions are considered, most specific first, so that the first whose conditions hold is the
one that fires. The machine's only trigger is ``hear``; a state has one transition to each state that its rules lead
to, and the rule that fires says which is taken.
"""

from dataclasses import dataclass
from functools import partial

from transitions import EventData, Machine

from mi_trainer.patient.person import Moment, unmet
from mi_trainer.scenario.model import BACK, Line, Otherwise, Process, Reaction, Scenario, Shift
from mi_trainer.scenario.precedence import Weighed, orders
from mi_trainer.scenario.precedence import weight as weight
from scoring.codes import label

TIME_UP = "time"
MACHINES = 4  # kept ready: an author who saves all day makes a scenario with every save, and each would keep its memory


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


def _hears(reaction: Reaction, heard: frozenset[str]) -> bool:
    """Whether one of the things a reaction hears was said: what most of them fail by, and soonest told."""
    return not reaction.hears or not heard.isdisjoint(reaction.hears)


def lacking(reaction: Reaction, moment: Moment, heard: frozenset[str]) -> tuple[str, ...]:
    """What keeps a reaction from holding at a moment at which this was heard, in words; empty if it holds."""
    missing = []
    if not _hears(reaction, heard):
        missing.append("did not hear " + " or ".join(label(name).lower() for name in reaction.hears))
    missing += [f"did not also hear {label(name).lower()}" for name in reaction.also if name not in heard]
    missing += [f"heard {label(name).lower()}" for name in reaction.unless if name in heard]
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
    """What the machine moves during one turn; ``bound`` is the state that the rule leads to."""

    def __init__(self, state: str, bound: str) -> None:
        self.state, self.bound = state, bound


class PatientMachine:
    """One scenario, compiled; sessions share it. A state's transitions are added when somebody first hears there."""

    def __init__(self, scenario: Scenario) -> None:
        """Compile a scenario that the reader found no error in."""
        self.scenario = scenario
        self._rules = rules(scenario)
        self._ready: set[str] = set()
        states = scenario.states.items()
        self._outside = frozenset(n for n, s in states if s.process is not Process.SAFETY and not s.ending)
        self._machine = Machine(
            model=None,
            states=list(scenario.states),
            initial=scenario.start,
            auto_transitions=False,
            send_event=True,
        )

    def _prepare(self, state: str) -> None:
        bounds: dict[str, None] = {}
        for rule in self._rules[state]:
            bounds |= dict.fromkeys(sorted(self._outside) if rule.goto == BACK else (rule.goto or state,))
        for bound in bounds:
            self._machine.add_transition("hear", state, bound, conditions=partial(_is_bound_for, bound))
        self._ready.add(state)

    def _fires(self, moment: Moment) -> tuple[Rule, str]:
        """The first rule that holds, and the state it leads to. ``back`` needs a state that the patient came from."""
        patient, heard = moment.patient, moment.coding.heard
        for rule in self._rules[patient.state]:
            what = rule.reaction
            if what is not None and (not _hears(what, heard) or lacking(what, moment, heard)):
                continue
            bound = patient.back_to if rule.goto == BACK else rule.goto or patient.state
            if rule.goto != BACK or bound in self._outside:
                return rule, bound
        raise AssertionError("otherwise always holds")

    def hear(self, moment: Moment) -> tuple[Rule, str]:
        """The rule that fires at a moment, and the state it leads to.

        Raises:
            ValueError: the conversation is already over.
        """
        state = moment.patient.state
        if not self._rules[state]:
            raise ValueError(f"{state} is an ending: nothing is heard there")
        if state not in self._ready:
            self._prepare(state)
        rule, bound = self._fires(moment)
        seat = _Seat(state, bound)
        self._machine.events["hear"].trigger(seat)
        return rule, seat.state

    def consider(self, moment: Moment) -> tuple[Verdict, ...]:
        """Every rule of the patient's state, in the order considered, with what each lacks."""
        heard = moment.coding.heard
        return tuple(
            Verdict(rule, lacking(rule.reaction, moment, heard) if rule.reaction else ())
            for rule in self._rules[moment.patient.state]
        )


def _is_bound_for(state: str, event: EventData) -> bool:
    seat = event.model
    assert isinstance(seat, _Seat)
    return seat.bound == state


_compiled: dict[int, PatientMachine] = {}


def compiled(scenario: Scenario) -> PatientMachine:
    """The machine of a scenario, built on first use and kept until those of `MACHINES` others have been built."""
    key = id(scenario)
    if key not in _compiled:
        if len(_compiled) == MACHINES:
            del _compiled[next(iter(_compiled))]
        _compiled[key] = PatientMachine(scenario)
    return _compiled[key]
