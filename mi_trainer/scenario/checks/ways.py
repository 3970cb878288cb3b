"""The shortest way found to each ending, turn by turn, and what comes of one move said over and over.

The walk's edges, followed back from an ending, say which reactions lead towards it and what those ask of trust,
importance, confidence and discord; a search from the start then takes, turn by turn, the few steps that bring all
of that nearest.
"""

from collections import defaultdict
from heapq import heappop, heappush

from mi_trainer.scenario.checks.desk import DIMENSIONS, Way
from mi_trainer.scenario.checks.reach import Reached
from mi_trainer.scenario.checks.steps import Stepper, Visit

_WIDTHS = (3, 12)
"""How many ways are followed at once, first; and where that does not arrive, then."""
_PER_TURN = 1.0
"""About how far one good turn moves a number, for telling which way is nearer."""

_PER_FLAG = 60.0
"""What a flag that is still to be set costs: more than any errand's detour."""

Needs = tuple[tuple[float, float], ...]
_ANY: Needs = ((0.0, 10.0),) * 4


class _Roads:
    """The walk's edges turned round, with what each asks."""

    def __init__(self, stepper: Stepper, reached: Reached) -> None:
        self.stepper = stepper
        start = stepper.scenario.disposition
        self.start = (start.trust, start.importance, start.confidence, start.discord)
        self.into: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self.fires = reached.fires
        for (state, name), to in reached.edges.items():
            for there in to - {state}:
                if name != "time":
                    self.into[there].append((state, name))
        self.asked = {name: reaction.when for name, reaction in stepper.scenario.reactions()}
        self.setters: dict[str, set[str]] = defaultdict(set)
        for name, reaction in stepper.scenario.reactions():
            for flag in reaction.sets:
                self.setters[flag].add(name)
        self._closing = frozenset(flag for when in self.asked.values() if when for flag in when.no_flag)
        self._charts: dict[tuple[str, bool, frozenset[str]], _Chart] = {}

    def chart(self, goal: str, flags: frozenset[str], *, flag: bool = False) -> "_Chart":
        """The chart to a state, or to wherever a flag is set, for a patient whose flags close some roads."""
        closed = flags & self._closing
        key = (goal, flag, closed)
        if key not in self._charts:
            setters = self.setters[goal] if flag else ()
            last = [pair for pair in sorted(self.fires) if pair[1] in setters]
            self._charts[key] = _Chart(self, last, None if flag else goal, closed)
        return self._charts[key]


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

    def far(self, state: str, levels: tuple[float, ...], flags: frozenset[str], depth: int = 0) -> float:
        """About how many turns that is from the goal."""
        if state not in self.hops:
            return _NOWHERE
        needs, asked = self.needs[state], self.flags[state]
        short = 2.5 * _short_of(levels, needs)
        missing = asked - flags
        if missing:  # one errand at a time, the nearest first; the way on from there is told when it is done
            nearest = 0.0
            if depth < 2:
                nearest = min(
                    self.roads.chart(flag, flags, flag=True).far(state, levels, flags, depth + 1) for flag in missing
                )
            return _PER_FLAG * len(missing) + nearest + short / 10
        return self.hops[state] - _short_of(self.roads.start, needs) - 3 * len(asked) + short


_NOWHERE = 1000.0


def _short_of(levels: tuple[float, ...], needs: Needs) -> float:
    short = 0.0
    for level, (low, high) in zip(levels, needs, strict=True):
        if level < low:
            short += low - level
        elif level > high:
            short += level - high
    return short / _PER_TURN


def way_to(stepper: Stepper, roads: _Roads, ending: str) -> tuple[Way, ...] | None:
    """The turns of a short way to an ending; None if none was found within the appointment."""
    for width in _WIDTHS:
        found = _search(stepper, roads, ending, width)
        if found is not None:
            return found.ways
    return None


def _search(stepper: Stepper, roads: _Roads, ending: str, width: int) -> Visit | None:
    beam, seen = [stepper.arriving()], set()
    for _ in range(stepper.scenario.time.turns + 12):
        found: dict[tuple[object, ...], tuple[float, Visit]] = {}
        for visit in beam:
            for one, answer in stepper.steps(visit):
                new = stepper.after(visit, one, answer)
                if new.state == ending:
                    return new
                key = (new.state, new.levels, new.flags, new.back_to, new.visits)
                if key not in seen and key not in found and not stepper.ended(new):
                    far = roads.chart(ending, new.flags).far(new.state, new.levels, new.flags)
                    if far < _NOWHERE:
                        found[key] = (far, new)
        best = sorted(found.items(), key=lambda item: (item[1][0], item[1][1].way))[:width]
        seen |= {key for key, _ in best}
        beam = [visit for _, (_, visit) in best]
        if not beam:
            return None
    return None


def ways(stepper: Stepper, reached: Reached) -> dict[str, tuple[Way, ...] | None]:
    """For every ending that the walk reached, how to come to it; None where no way was found in time.

    The end of the appointment needs only patience.
    """
    scenario, roads = stepper.scenario, _Roads(stepper, reached)
    found: dict[str, tuple[Way, ...] | None] = {}
    for name, state in scenario.states.items():
        if state.ending is not None and name in reached.rooms:
            if name == scenario.time.goto and not roads.into[name]:
                found[name] = (Way("anything"),) * scenario.time.turns
            else:
                found[name] = way_to(stepper, roads, name)
    return found


def said_over_and_over(stepper: Stepper, move: str) -> Visit:
    """Where the patient ends up when a trainee makes the same move every turn, about nothing in particular."""
    visit = stepper.arriving()
    for _ in range(stepper.scenario.time.turns + 12):
        if stepper.ended(visit):
            break
        visit = stepper.said(visit, move)
    return visit
