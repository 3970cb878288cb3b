"""The shortest way found to each ending, turn by turn, and what comes of one move said over and over.

The walk's edges, followed back from an ending, say which reactions lead towards it and what those ask of trust,
importance, confidence and discord; a search from the start then takes, turn by turn, the few steps that bring all
of that nearest.
"""

from collections import defaultdict
from collections.abc import Collection
from heapq import heappop, heappush, nsmallest
from typing import NamedTuple

from mi_trainer.scenario.checks.desk import DIMENSIONS, Levels, Way
from mi_trainer.scenario.checks.reach import Reached
from mi_trainer.scenario.checks.steps import Stepper, Turn, Visit
from mi_trainer.scenario.model import BACK, When

_WIDTHS = (2, 4, 8)
"""How many ways are followed at once, first; and where that does not arrive, then."""
_MOST_STEPS = 12_000
"""Steps looked at for one scenario, where the first of these did not arrive, before the search gives up."""
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
        self.fires = sorted(reached.fires)
        backward = {name for name, reaction in stepper.scenario.reactions() if reaction.goto == BACK}
        self.exits = [pair for pair in self.fires if pair[1] in backward]
        for (state, name), to in reached.edges.items():
            for there in to - {state}:
                if name != "time" and name not in backward:
                    self.into[there].append((state, name))
        self.asked = {
            name: _Asked.of(reaction.when) for name, reaction in stepper.scenario.reactions() if reaction.when
        }
        self.setters: dict[str, set[str]] = defaultdict(set)
        for name, reaction in stepper.scenario.reactions():
            for flag in reaction.sets:
                self.setters[flag].add(name)
        asked_not = frozenset(flag for asked in self.asked.values() for flag in asked.no_flags)
        self._closing = asked_not - stepper.subject.cleared
        self._errands: dict[tuple[frozenset[str], str, frozenset[str], str, int], float] = {}
        self._charts: dict[tuple[str, bool, frozenset[str]], _Chart] = {}
        self._far: dict[tuple[str, str, Levels, frozenset[str], str], float] = {}

    def chart(self, goal: str, flags: frozenset[str], *, flag: bool = False) -> "_Chart":
        """The chart to a state, or to wherever a flag is set, for a patient whose flags close some roads."""
        closed = flags & self._closing
        key = (goal, flag, closed)
        if key not in self._charts and goal == BACK:
            self._charts[key] = _Chart(self, self.exits, None, closed)
        if key not in self._charts:
            setters = self.setters[goal] if flag else ()
            last = [pair for pair in self.fires if pair[1] in setters] if setters else []
            self._charts[key] = _Chart(self, last, None if flag else goal, closed)
        return self._charts[key]

    def near(self, goal: str, state: str, levels: Levels, flags: frozenset[str], back_to: str) -> float:
        """The same as :meth:`far`, remembered: searches look at the same places from many sides."""
        key = (goal, state, levels, flags, back_to)
        far = self._far.get(key)
        if far is None:
            far = self._far[key] = self.far(goal, _At(state, levels, flags, back_to))
        return far

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


class _Asked(NamedTuple):
    """What a condition asks of the numbers and flags; ``bounded`` are the numbers' positions."""

    bounded: tuple[tuple[int, float, float], ...]
    flags: frozenset[str]
    no_flags: frozenset[str]

    @classmethod
    def of(cls, when: When) -> "_Asked":
        bounds = [(n, getattr(when, name)) for n, name in enumerate(DIMENSIONS)]
        return cls(tuple((n, b.low, b.high) for n, b in bounds if b), frozenset(when.flag), frozenset(when.no_flag))


class _Chart:
    """For every state: how many turns, about, to a goal, and what the way asks of the numbers and flags."""

    def __init__(self, roads: _Roads, last: list[tuple[str, str]], goal: str | None, closed: frozenset[str]) -> None:
        self.roads, self.closed = roads, closed
        self.hops: dict[str, float] = {}
        self.needs: dict[str, Needs] = {}
        self.flags: dict[str, frozenset[str]] = {}
        self._views: dict[str, _View | None] = {}
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
        asked, before, more = self.roads.asked.get(name), needs, flags
        cost = hops + 1
        if asked is not None:
            if not self.closed.isdisjoint(asked.no_flags):
                return
            if asked.bounded:
                bounds = list(needs)
                for n, low, high in asked.bounded:
                    bounds[n] = (max(needs[n][0], low), min(needs[n][1], high))
                needs = tuple(bounds)
                start = self.roads.start
                cost = cost + _short_of(start, needs) - _short_of(start, before)
            if asked.flags:
                more = flags | asked.flags
                cost += 3 * len(more - flags)
        if cost < self.hops.get(state, _NEVER):
            self.hops[state], self.needs[state], self.flags[state] = cost, needs, more
            heappush(queue, (cost, state))

    def _seen_from(self, state: str) -> "_View | None":
        if state not in self.hops:
            return None
        needs, asked = self.needs[state], self.flags[state]
        bounded = tuple((n, low, high) for n, (low, high) in enumerate(needs) if low > 0 or high < 10)
        return _View(asked, bounded, self.hops[state] - _short_of(self.roads.start, needs) - 3 * len(asked))

    def far(self, at: _At, depth: int) -> float:
        """About how many turns that is from the goal, by this chart alone."""
        state = at.state
        if state not in self._views:
            self._views[state] = self._seen_from(state)
        view = self._views[state]
        if view is None:
            return _NOWHERE
        short, levels = 0.0, at.levels
        for n, low, high in view.bounded:
            level = levels[n]
            if level < low:
                short += low - level
            elif level > high:
                short += level - high
        short = 2.5 * (short / _PER_TURN)
        if not view.asked <= at.flags:  # one errand at a time, the nearest first; the way on is told when it is done
            missing = view.asked - at.flags
            nearest = self.roads.errand(missing, at, depth + 1) if depth < 2 else 0.0
            return _PER_FLAG * len(missing) + nearest + short / 10
        return view.hops + short


class _View(NamedTuple):
    """What a chart says of one state: the flags still asked for, the numbers, and about how many turns besides."""

    asked: frozenset[str]
    bounded: tuple[tuple[int, float, float], ...]
    hops: float


_NEVER = float("inf")
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


def _search(stepper: Stepper, roads: _Roads, ending: str, width: int, passed: dict[str, Visit]) -> Visit | None:
    """A patient who has come to an ending. Other endings that lay on the way are added to those ``passed``."""
    beam, seen = [stepper.arriving()], set()
    lane, endings, leads = stepper.lane, stepper.endings, stepper.leads
    heres: dict[tuple[object, ...], int] = {}
    for _ in range(stepper.scenario.time.turns + 12):
        found: dict[tuple[object, ...], tuple[float, Way, Visit, Turn]] = {}
        for visit in beam:
            here = heres.setdefault((visit.state, visit.visits, visit.back_to, stepper.clock(visit)), len(heres))
            outside = visit.state not in lane
            steps, effects = stepper.effects(visit)
            roads.steps += steps if width > _WIDTHS[0] else 0
            for turn in effects:
                to, levels, flags = leads(visit, turn)
                if to in endings:
                    if to not in passed:
                        passed[to] = stepper.after(visit, turn)
                    if to == ending:
                        return stepper.after(visit, turn)
                    continue
                key = (to, levels, flags, here)
                if key in seen or key in found:
                    continue
                entering = outside and to in lane
                far = roads.near(ending, to, levels, flags, visit.state if entering else visit.back_to)
                if far < _NOWHERE:
                    found[key] = (far, turn.one.way, visit, turn)
        best = nsmallest(width, found.items(), key=lambda item: item[1][:2])
        seen |= {key for key, _ in best}
        beam = [stepper.after(visit, turn) for _, (_, _, visit, turn) in best]
        if not beam or roads.steps > _MOST_STEPS:
            return None
    return None


class Route(NamedTuple):
    """A way to an ending, turn by turn; None if none was found in time.

    ``settled``: no way is shorter, or there is none to be found. Else the search ended before it could tell.
    """

    turns: tuple[Way, ...] | None
    settled: bool


def routes(stepper: Stepper, reached: Reached, known: Collection[str] = (), *, short: bool = True) -> dict[str, Route]:
    """For every ending that the walk reached how to come to it, but for those ``known`` to be come to.

    The end of the appointment needs only patience. Where the way need not be ``short``, only be there, one is as good
    that lay on the way to another ending; and a single one is followed first, which takes half as long and nearly
    always arrives.
    """
    scenario, roads = stepper.scenario, _Roads(stepper, reached)
    endings = [name for name in scenario.states if name in stepper.endings & reached.rooms.keys() and name not in known]
    found: dict[str, Route] = {}
    passed: dict[str, Visit] = {}
    if scenario.time.goto in endings and not roads.into[scenario.time.goto]:
        found[scenario.time.goto] = Route((Way("anything"),) * scenario.time.turns, settled=True)
    for width in _WIDTHS if short else (1, *_WIDTHS):
        for ending in endings:
            if ending not in found or found[ending].turns is None:
                visit = None if short else passed.get(ending)
                visit = visit or _search(stepper, roads, ending, width, passed)
                gave_up = roads.steps > _MOST_STEPS
                found[ending] = Route(None, not gave_up) if visit is None else Route(visit.ways, settled=False)
    return found


def said_over_and_over(stepper: Stepper, move: str) -> Visit:
    """Where the patient ends up when a trainee makes the same move every turn, about nothing in particular."""
    visit: Visit | None = stepper.arriving()
    while visit is not None:
        last = visit
        if stepper.ended(visit) or visit.turn > stepper.scenario.time.turns + 12:
            break
        visit = stepper.said(visit, move)
        if visit[:6] == last[:6]:
            visit = stepper.idled(visit)
    return last
