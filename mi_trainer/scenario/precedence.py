"""Which reaction a state looks at first: the order that the patient plays by and the checks reason about."""

from mi_trainer.scenario.model import Process, Reaction, Scenario, reaction_id
from scoring.codes import FORMS, GROUPS, Behaviour

_SAID = frozenset({*FORMS, *Behaviour})


def _name_weight(name: str) -> int:
    if "." in name:
        return 8
    if name in GROUPS:
        return 2
    if name in _SAID:
        return 4
    return 6


def weight(reaction: Reaction) -> int:
    """How specific a reaction is; the heavier one wins.

    A mark with its detail weighs 8, a mark 6, a behaviour or a form of question 4, a group 2 (of several, the
    least); a topic 3 more, a person addressed 2, each condition of ``when`` 2, each ``also`` or ``unless`` 1.
    Urgent reactions stand before all others.
    """
    heard = min((_name_weight(name) for name in reaction.hears), default=0)
    more = 3 * bool(reaction.about) + 2 * bool(reaction.to) + len(reaction.also) + bool(reaction.unless)
    tests = 2 * reaction.when.tests() if reaction.when else 0
    return heard + more + tests + (1000 if reaction.urgent else 0)


def considered(scenario: Scenario, state: str) -> list[tuple[str, Reaction]]:
    """A state's reactions with their ids, in the order considered: urgent, then most specific; of equals its own first.

    The safety lane hears only its own reactions, so that nothing leads out of it before its work is done. An
    ending considers nothing.
    """
    here = scenario.states[state]
    if here.ending or here.otherwise is None:
        return []
    both = [(reaction_id(state, n, r), r) for n, r in enumerate(here.reactions, 1)]
    if here.process is not Process.SAFETY:
        both += [(reaction_id("anywhere", n, r), r) for n, r in enumerate(scenario.anywhere, 1)]
    return sorted(both, key=lambda one: -weight(one[1]))
