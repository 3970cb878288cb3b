"""The shortest way to each ending, proven: breadth first over states, numbers and flags, as far as that goes.

A turn is one move there, as in the walk; somebody who puts two into one turn may be quicker. What was found
before bounds the search: nobody is followed who cannot be quicker than that any more.
"""

from collections import deque
from collections.abc import Mapping

from mi_trainer.scenario.checks.reach import Reached
from mi_trainer.scenario.checks.steps import Stepper, Visit
from mi_trainer.scenario.checks.ways import Route

MOST_STEPS = 120_000
"""Steps looked at for one scenario before the proof is given up: about half a second, spent only when asked for."""


def proven(stepper: Stepper, reached: Reached, found: Mapping[str, Route]) -> dict[str, Route]:
    """The routes found before, shortened where there is a shorter one, each with whether that is now proven."""
    routes = dict(found)
    hops = {ending: _hops(reached, ending) for ending in routes}
    longest = _last_turn(stepper)
    bounds = {end: longest if route.turns is None else len(route.turns) for end, route in routes.items()}
    unsure = {end for end, route in routes.items() if route.turns is None or not route.settled}
    frontier, seen, depth, steps = [stepper.arriving()], {stepper.key(stepper.arriving())}, 0, 0
    while unsure and frontier:
        unsure -= _settled(routes, [end for end in unsure if bounds[end] <= depth + 1])
        useful = _useful(hops, bounds, unsure, depth + 1)
        further: list[Visit] = []
        for visit in frontier:
            effects = stepper.effects(visit)[1]
            steps += len(effects)
            if steps > MOST_STEPS:
                return routes
            for turn in effects:
                to = turn.to
                if to in stepper.endings and to not in unsure:
                    continue
                for new in stepper.afters(visit, turn):
                    if new.state in unsure:
                        routes[new.state] = Route(new.ways, settled=True)
                        unsure.discard(new.state)
                    elif new.state in useful and (key := stepper.key(new)) not in seen:
                        seen.add(key)
                        further.append(new)
        frontier, depth = further, depth + 1
    _settled(routes, list(unsure))
    return routes


def _last_turn(stepper: Stepper) -> int:
    """One turn more than anybody stays: the appointment's, and some to leave the safety lane in."""
    return stepper.scenario.time.turns + 13


def _settled(routes: dict[str, Route], endings: list[str]) -> set[str]:
    for ending in endings:
        routes[ending] = Route(routes[ending].turns, settled=True)
    return set(endings)


def _useful(hops: Mapping[str, Mapping[str, int]], bounds: Mapping[str, int], unsure: set[str], turns: int) -> set[str]:
    """The states from which, after so many turns, some ending can still be come to sooner than is known."""
    return {state for end in unsure for state, more in hops[end].items() if turns + more < bounds[end]}


def _hops(reached: Reached, ending: str) -> dict[str, int]:
    """At least how many turns each state is from an ending."""
    into: dict[str, set[str]] = {}
    for state, there in reached.successors().items():
        for to in there:
            into.setdefault(to, set()).add(state)
    far, queue = {ending: 0}, deque([ending])
    while queue:
        to = queue.popleft()
        for before in into.get(to, ()):
            if before not in far:
                far[before] = far[to] + 1
                queue.append(before)
    return far
