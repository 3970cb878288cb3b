"""Which reaction a state looks at first: the order that the patient plays by and the checks reason about."""

from typing import NamedTuple

from mi_trainer.scenario.model import Process, Reaction, Scenario, reaction_id
from scoring.codes import FORMS, GROUPS, Behaviour


class Weighed(NamedTuple):
    """A reaction as a state considers it: its id, itself, and how specific it is."""

    id: str
    reaction: Reaction
    weight: int


_SAID = frozenset({*FORMS, *Behaviour})


def _name_weight(name: str) -> int:
    if "." in name:
        return 8
    if name in GROUPS:
        return 2
    if name in _SAID:
        return 4
    return 6


class Weights(NamedTuple):
    """What each thing that a reaction asks for adds to how specific it is."""

    urgent: int
    hears: int
    about: int
    to: int
    when: int
    also: int
    unless: int


def weights(reaction: Reaction) -> Weights:
    """How specific a reaction is, by what it asks for.

    A mark with its detail weighs 8, a mark 6, a behaviour or a form of question 4, a group 2 (of several, the
    least); a topic 3 more, a person addressed 2, each condition of ``when`` 2, each ``also`` or ``unless`` 1.
    Urgent reactions stand before all others.
    """
    return Weights(
        urgent=1000 if reaction.urgent else 0,
        hears=min((_name_weight(name) for name in reaction.hears), default=0),
        about=3 * bool(reaction.about),
        to=2 * bool(reaction.to),
        when=2 * reaction.when.tests() if reaction.when else 0,
        also=len(reaction.also),
        unless=bool(reaction.unless),
    )


def weight(reaction: Reaction) -> int:
    """How specific a reaction is in all; the heavier one wins."""
    return sum(weights(reaction))


def broadest(reaction: Reaction) -> str:
    """Of what a reaction hears, the code that it counts as; empty if it hears no code."""
    return min(reaction.hears, key=_name_weight, default="")


def orders(scenario: Scenario) -> dict[str, tuple[Weighed, ...]]:
    """Each state's reactions in the order considered: urgent, then most specific; of equals its own first.

    The safety lane hears only its own reactions, so that nothing leads out of it before its work is done. An
    ending considers nothing.
    """
    anywhere = [_weighed("anywhere", n, r) for n, r in enumerate(scenario.anywhere, 1)]
    found: dict[str, tuple[Weighed, ...]] = {}
    for name, state in scenario.states.items():
        both = [_weighed(name, n, r) for n, r in enumerate(state.reactions, 1)]
        if state.process is not Process.SAFETY:
            both += anywhere
        both.sort(key=_heaviest_first)
        found[name] = () if state.ending or state.otherwise is None else tuple(both)
    return found


def _weighed(where: str, number: int, reaction: Reaction) -> Weighed:
    return Weighed(reaction_id(where, number, reaction), reaction, weight(reaction))


def _heaviest_first(one: Weighed) -> int:
    return -one.weight
