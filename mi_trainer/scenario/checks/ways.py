"""The shortest way found to each ending, turn by turn, and what comes of one move said over and over.

The walk's edges, followed back from an ending, say which reactions lead towards it and what those ask of trust,
importance, confidence and discord; a search from the start then takes, turn by turn, the few steps that bring all
of that nearest.
"""

from collections import defaultdict
from heapq import heappop, heappush, nsmallest
from typing import NamedTuple

from mi_trainer.scenario.checks.desk import DIMENSIONS, Answer, Class, Way
from mi_trainer.scenario.checks.reach import Reached
from mi_trainer.scenario.checks.steps import Stepper, Visit
from mi_trainer.scenario.model import BACK

_NARROW, _WIDE = 2, 8
"""How many ways are followed at once, first; and where that does not arrive, then."""
_MOST_STEPS = 12_000
"""Steps looked at for one scenario before the search gives up, about a fifth of a second; what is left is not told."""
_PER_TURN = 1.0
"""About how far one good turn moves a number, for telling which way is nearer."""

_PER_FLAG = 60.0
"""What a flag that is still to be set costs: more than any errand's detour."""

Needs = tuple[tuple[float, float], ...]
_ANY: Needs = ((0.0, 10.0),) * 4


class _Roads:
    """The walk's edges turned round, with what each asks."""

    def __init__(self, stepper: Stepper, reached: Reached) -> None:
        self.stepper, self.steps = stepper, 0
        start = stepper.scenario.disposition
        self.start = (start.trust, start.importance, start.confidence, start.discord)
        self.into: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.fires = reached.fires
        backward = {name for name, reaction in stepper.scenario.reactions() if reaction.goto == BACK}
        self.exits = [pair for pair in sorted(reached.fires) if pair[1] in backward]
        for (state, name), to in reached.edges.items():
            for there in to - {state}:
                if name != "time" and name not in backward:
                    self.into[there].append((state, name))
        self.asked = {name: reaction.when for name, reaction in stepper.scenario.reactions()}
        self.setters: dict[str, set[str]] = defaultdict(set)
        for name, reaction in stepper.scenario.reactions():
            for flag in reaction.sets:
                self.setters[flag].add(name)
        asked_not = frozenset(flag for when in self.asked.values() if when for flag in when.no_flag)
        self._closing = asked_not - stepper.subject.cleared
        self._errands: dict[tuple[frozenset[str], str, frozenset[str], str, int], float] = {}
        self._charts: dict[tuple[str, bool, frozenset[str]], _Chart] = {}

    def chart(self, goal: str, flags: frozenset[str], *, flag: bool = False) -> "_Chart":
        """The chart to a state, or to wherever a flag is set, for a patient whose flags close some roads."""
        closed = flags & self._closing
        key = (goal, flag, closed)
        if key not in self._charts and goal == BACK:
            self._charts[key] = _Chart(self, self.exits, None, closed)
        if key not in self._charts:
            setters = self.setters[goal] if flag else ()
            last = [pair for pair in sorted(self.fires) if pair[1] in setters]
            self._charts[key] = _Chart(self, last, None if flag else goal, closed)
        return self._charts[key]

    def far(self, goal: str, at: "_At", *, flag: bool = False, depth: int = 0) -> float:
        """About how many turns somebody is from a goal. Out of the safety lane the way leads back where they were."""
        direct = self.chart(goal, at.flags, flag=flag).far(at, depth)
        if at.back_to and self.stepper.desks[at.state].lane and goal != BACK:
            out = self.far(BACK, at, depth=depth) + 1
            after = self.far(goal, at._replace(state=at.back_to, back_to=""), flag=flag, depth=depth)
            return min(direct, out + after)
        return direct

    def errand(self, flags: frozenset[str], at: "_At", depth: int) -> float:
        """About how many turns to the nearest of some flags; remembered by the place, whatever the numbers there."""
        key = (flags, at.state, at.flags, at.back_to, depth)
        if key not in self._errands:
            self._errands[key] = min(self.far(flag, at, flag=True, depth=depth) for flag in flags)
        return self._errands[key]


class _At(NamedTuple):
    state: str
    levels: tuple[float, ...]
    flags: frozenset[str]
    back_to: str


class _Chart:
    """For every state: how many turns, about, to a goal, and what the way asks of the numbers and flags."""

    def __init__(self, roads: _Roads, last: list[tuple[str, str]], goal: str | None, closed: frozenset[str]) -> None:
        self.roads, self.closed = roads, closed
        self.hops: dict[str, float] = {}
        self.needs: dict[str, Needs] = {}
        self.flags: dict[str, frozenset[str]] = {}
        queue: list[tuple[float, str]] = []
        if goal is not None:
            self.hops[goal], self.needs[goal], self.flags[goal] = 0.0, _ANY, frozenset()
            queue.append((0.0, goal))
        for state, name in last:
            self._relax(queue, state, name, 0.0, _ANY, frozenset())
        settled: set[str] = set()
        while queue:
            hops, there = heappop(queue)
            if there not in settled:
                settled.add(there)
                for state, name in roads.into[there]:
                    self._relax(queue, state, name, hops, self.needs[there], self.flags[there])

    def _relax(
        self, queue: list[tuple[float, str]], state: str, name: str, hops: float, needs: Needs, flags: frozenset[str]
    ) -> None:
        asked, before = self.roads.asked.get(name), needs
        more = flags
        if asked is not None:
            if self.closed & frozenset(asked.no_flag):
                return
            bounds = [getattr(asked, dimension) for dimension in DIMENSIONS]
            needs = tuple(
                (low, high) if b is None else (max(low, b.low), min(high, b.high))
                for (low, high), b in zip(needs, bounds, strict=True)
            )
            more = flags | frozenset(asked.flag)
        start = self.roads.start
        cost = hops + 1 + _short_of(start, needs) - _short_of(start, before) + 3 * len(more - flags)
        if cost < self.hops.get(state, float("inf")):
            self.hops[state], self.needs[state], self.flags[state] = cost, needs, more
            heappush(queue, (cost, state))

    def far(self, at: _At, depth: int) -> float:
        """About how many turns that is from the goal, by this chart alone."""
        if at.state not in self.hops:
            return _NOWHERE
        needs, asked = self.needs[at.state], self.flags[at.state]
        short = 2.5 * _short_of(at.levels, needs)
        missing = asked - at.flags
        if missing:  # one errand at a time, the nearest first; the way on from there is told when it is done
            nearest = self.roads.errand(missing, at, depth + 1) if depth < 2 else 0.0
            return _PER_FLAG * len(missing) + nearest + short / 10
        return self.hops[at.state] - _short_of(self.roads.start, needs) - 3 * len(asked) + short


_NOWHERE = 1000.0


def _short_of(levels: tuple[float, ...], needs: Needs) -> float:
    if needs == _ANY:
        return 0.0
    short = 0.0
    for level, (low, high) in zip(levels, needs, strict=True):
        if level < low:
            short += low - level
        elif level > high:
            short += level - high
    return short / _PER_TURN


def _search(stepper: Stepper, roads: _Roads, ending: str, width: int) -> Visit | None:
    beam, seen, states = [stepper.arriving()], set(), stepper.scenario.states
    for _ in range(stepper.scenario.time.turns + 12):
        found: dict[tuple[object, ...], tuple[float, Way, Visit, Class, Answer]] = {}
        for visit in beam:
            here = (visit.state, visit.visits, visit.back_to)
            for one, answer in stepper.steps(visit):
                roads.steps += 1
                to, levels, flags = stepper.leads(visit, one, answer)
                if to == ending:
                    return stepper.after(visit, one, answer)
                key = (to, levels, flags, here)
                if key in seen or key in found or states[to].ending is not None:
                    continue
                entering = stepper.desks[to].lane and not stepper.desks[visit.state].lane
                far = roads.far(ending, _At(to, levels, flags, visit.state if entering else visit.back_to))
                if far < _NOWHERE:
                    found[key] = (far, one.way, visit, one, answer)
        best = nsmallest(width, found.items(), key=lambda item: item[1][:2])
        seen |= {key for key, _ in best}
        beam = [stepper.after(visit, one, answer) for _, (_, _, visit, one, answer) in best]
        if not beam or (width > _NARROW and roads.steps > _MOST_STEPS):
            return None
    return None


def ways(stepper: Stepper, reached: Reached) -> dict[str, tuple[Way, ...] | None]:
    """For every ending that the walk reached, how to come to it; None where no way was found in time.

    The end of the appointment needs only patience. Endings for which the search gave up are left out.
    """
    scenario, roads = stepper.scenario, _Roads(stepper, reached)
    endings = [name for name, state in scenario.states.items() if state.ending is not None and name in reached.rooms]
    found: dict[str, tuple[Way, ...] | None] = dict.fromkeys(endings)
    if scenario.time.goto in found and not roads.into[scenario.time.goto]:
        found[scenario.time.goto] = (Way("anything"),) * scenario.time.turns
    for width in (_NARROW, _WIDE):
        for ending in endings:
            if found.get(ending, ()) is None:
                visit = _search(stepper, roads, ending, width)
                if visit is not None:
                    found[ending] = visit.ways
                elif width == _WIDE and roads.steps > _MOST_STEPS:
                    del found[ending]
    return found


def said_over_and_over(stepper: Stepper, move: str) -> Visit:
    """Where the patient ends up when a trainee makes the same move every turn, about nothing in particular."""
    visit = stepper.arriving()
    for _ in range(stepper.scenario.time.turns + 12):
        if stepper.ended(visit):
            break
        before, visit = visit, stepper.said(visit, move)
        if visit[:6] == before[:6] and not stepper.watches_turns:
            break  # nothing will change any more
    return visit
