"""The exhaustive walk: every state against every move, topic and person, both sides of each condition.

Each state is kept with everything that can be true of a patient there: the lowest and highest trust, importance,
confidence and discord, the flags that may and the flags that must be set, the kinds of talk the last reply may have
held. A reaction that finds no room in that can never fire, whatever a trainee does; that is what makes the walk a
guarantee. The converse is weaker: what has room may still need a lucky order of turns, and for that there are
:mod:`mi_trainer.scenario.checks.ways`, which name the turns.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heappop, heappush
from operator import ge, le
from typing import NamedTuple

from mi_trainer.scenario.checks.components import components
from mi_trainer.scenario.checks.desk import DIMENSIONS, Answer, Condition, Desk, Desks, Levels
from mi_trainer.scenario.checks.subject import Subject
from mi_trainer.scenario.model import BACK, RISK_ASKED, RISK_VOICED, Process, Range, Reaction

_LOWEST: Levels = (0.0, 0.0, 0.0, 0.0)
_HIGHEST: Levels = (10.0, 10.0, 10.0, 10.0)


class Bits:
    """Names as the bits of a number, so that a set of them is one number. Names are learnt as they come."""

    def __init__(self) -> None:
        """Know no name yet."""
        self._bits: dict[str, int] = {}

    def of(self, names: Iterable[str]) -> int:
        """The names as bits."""
        bits = 0
        for name in names:
            if name not in self._bits:
                self._bits[name] = 1 << len(self._bits)
            bits |= self._bits[name]
        return bits

    def names(self, bits: int) -> frozenset[str]:
        """The bits as names."""
        return frozenset(name for name, bit in self._bits.items() if bits & bit)


class Room(NamedTuple):
    """All that can be true of the patient in one state.

    ``may`` and ``must`` are flags, ``talk`` kinds of talk and ``back`` states, all as :class:`Bits`; ``turn`` is the
    first turn in which somebody can be here.
    """

    low: Levels
    high: Levels
    may: int
    must: int
    talk: int
    back: int
    turn: int


@dataclass(slots=True)
class Reached:
    """What the walk found.

    ``fires`` are (state, reaction id) pairs; ``edges`` the states such a pair may lead to; ``once`` the states that
    nobody comes back to; ``impossible`` the ids of reactions whose conditions never hold.
    """

    turns: int
    bits: Bits
    rooms: dict[str, Room] = field(default_factory=dict)
    fires: set[tuple[str, str]] = field(default_factory=set)
    edges: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    impossible: set[str] = field(default_factory=set)
    once: set[str] = field(default_factory=set)

    def successors(self) -> dict[str, set[str]]:
        """The states that each state may lead to, itself left out."""
        leads: dict[str, set[str]] = {state: set() for state in self.rooms}
        for (state, _), to in self.edges.items():
            leads[state] |= to - {state}
        return leads

    def may_hold(self, condition: Condition, state: str, *, lane: bool) -> bool:
        """Whether a condition can hold for a patient somewhere in a state that was reached."""
        asked = _Asked.of(condition, self.bits)
        return _verdict(asked, self.rooms[state], self.turns, lane=lane, once=state in self.once) is not False


class _Asked(NamedTuple):
    """A condition with its flags and kinds of talk as bits."""

    levels: tuple[tuple[int, float, float], ...]
    turn: Range | None
    visits: Range | None
    flags: int
    no_flags: int
    after: int

    @classmethod
    def of(cls, condition: Condition, bits: Bits) -> "_Asked":
        return cls(
            condition.levels, condition.turn, condition.visits, bits.of(condition.flags), bits.of(condition.no_flags),
            bits.of(condition.after),
        )  # fmt: skip


_Steps = tuple[tuple[int, float, float, float, float], ...]
"""For each number that an answer bounds or moves: its position, the bounds, the least and the most it moves by."""
_Moved = dict[tuple[int, bool], tuple[Levels, Levels]]
"""Levels after steps (by identity, once or again and again), as worked out for one room."""


class _Effect(NamedTuple):
    """What an answer does: how it moves the numbers, and the flags that may and must be set then."""

    levels: _Steps
    may: int
    must: int


class _Answered(NamedTuple):
    """Where an answer leads to (None: back), the flags it clears, its effect, and the talk it may end in.

    The same one is kept for all answers that are alike in it, so that it is told by identity.
    """

    to: str | None
    clears: int
    effect: _Effect
    talk: int


class _Stop:
    """A state on the walk: its desk with everything as bits, and what was made of it so far."""

    __slots__ = ("asked", "desk", "firing", "found")

    def __init__(self, desk: Desk, asked: tuple[tuple[int, _Asked], ...]) -> None:
        self.desk, self.asked = desk, asked
        self.found: dict[int, _Answered] = {}
        self.firing: dict[tuple[int, int], tuple[_Answered, ...]] = {}


class _Walk:
    def __init__(self, subject: Subject, desks: Desks, once: set[str]) -> None:
        self.subject, self.scenario, self.desks = subject, subject.scenario, desks
        self.bits = Bits()
        self.reached = Reached(self.scenario.time.turns, self.bits, once=once)
        self.rooms = self.reached.rooms
        self.queue: list[tuple[int, int, str]] = []
        self._queued: set[str] = set()
        self._looked_at: dict[str, list[int]] = {}
        self.held: dict[str, int] = {}
        self._pools: dict[str, tuple[int, bool, bool]] = {}
        self._shifts: dict[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], tuple[Levels, Levels]] = {}
        self._stops: dict[str, _Stop] = {}
        self._asked: dict[int, _Asked] = {}
        self._effects: dict[tuple[object, bool, bool], _Effect] = {}
        self._steps: dict[_Steps, _Steps] = {}
        self._answered: dict[_Answered, _Answered] = {}
        self._besides: dict[str, tuple[int, bool, bool]] = {}
        whens = [r.when for _, r in self.scenario.reactions()] + [line.when for _, line in subject.lines]
        self._remembers = any(when and when.after for when in whens)
        self._asked_for = self.bits.of(flag for when in whens if when for flag in (*when.flag, *when.no_flag))
        self._temperament = [
            (name, n, step)
            for name, shift in self.scenario.temperament.items()
            for n, step in enumerate((shift.trust, shift.importance, shift.confidence, shift.discord))
            if step
        ]
        self._lane = frozenset(name for name, s in self.scenario.states.items() if s.process is Process.SAFETY)

    def run(self) -> Reached:
        scenario, start = self.scenario, self.scenario.disposition
        levels = (start.trust, start.importance, start.confidence, start.discord)
        talk, some, every = self._pool(f"{scenario.start}/opens")
        may = self.bits.of((RISK_VOICED, RISK_ASKED) if some else ())
        must = self.bits.of((RISK_VOICED,) if every else ())
        self._enter(scenario.start, levels, levels, may, must, talk, 0, 1)
        while self.queue:
            _, _, state = heappop(self.queue)
            self._queued.discard(state)
            self._looked_at[state][0] += 1
            self._expand(state, self.rooms[state])
        self._tell()
        return self.reached

    def _tell(self) -> None:
        """What fired and where it leads to, and which conditions never held."""
        reached = self.reached
        for (state, name), to in reached.edges.items():
            if name != "time":
                reached.fires.add((state, name))
            if BACK in to:
                to.discard(BACK)
                to |= self.bits.names(self.rooms[state].back)
        for state in self.rooms:
            desk, held = self.desks[state], self.held.get(state, 0)
            for bits, _ in desk.conditions:
                if not held & bits:
                    reached.impossible |= {answer.id for n, answer in enumerate(desk.answers) if bits >> n & 1}
        reached.impossible -= {name for _, name in reached.fires}

    def _pool(self, name: str) -> tuple[int, bool, bool]:
        """The kinds of talk in a pool, and whether some and whether every line of it voices risk."""
        if name not in self._pools:
            pool = self.subject.pools.get(name) or self.subject.pools["pauses"]
            said = (s.talk for line in pool.lines for s in (line, *line.then))
            talk = self.bits.of(said) if self._remembers else 0
            risky = [bool(line.risk) or any(s.risk for s in line.then) for line in pool.lines]
            self._pools[name] = talk, any(risky), all(risky)
        return self._pools[name]

    def _stop(self, state: str) -> _Stop:
        if state not in self._stops:
            desk = self.desks[state]
            for _, condition in desk.conditions:
                if id(condition) not in self._asked:
                    self._asked[id(condition)] = _Asked.of(condition, self.bits)
            asked = tuple((bits, self._asked[id(condition)]) for bits, condition in desk.conditions)
            self._stops[state] = _Stop(desk, asked)
        return self._stops[state]

    def _enter(
        self, state: str, low: Levels, high: Levels, may: int, must: int, talk: int, back: int, turn: int
    ) -> None:
        """Make room in a state. Numbers that have crept once may creep on: they are given all there is that way."""
        old = self.rooms.get(state)
        if old is not None:
            lower, upper = old.low, old.high
            within = all(map(le, lower, low)) and all(map(ge, upper, high))
            if within and _holds_rest(old, may, must, talk, back, turn):
                return
            if not within:
                lower = tuple([0.0 if a < b else b for a, b in zip(low, lower, strict=True)])  # type: ignore[assignment]
                upper = tuple([10.0 if a > b else b for a, b in zip(high, upper, strict=True)])  # type: ignore[assignment]
            low, high, may, must = lower, upper, old.may | may, old.must & must
            talk, back, turn = old.talk | talk, old.back | back, min(old.turn, turn)
        self.rooms[state] = Room(low, high, may, must, talk, back, turn)
        if not self.scenario.states[state].ending and state not in self._queued:
            self._queued.add(state)
            times, number = self._looked_at.setdefault(state, [0, len(self._looked_at)])
            heappush(self.queue, (times, number, state))  # the least looked at first: their rooms are still to grow

    def _expand(self, state: str, room: Room) -> None:
        stop = self._stop(state)
        here = stop.desk
        never, always = 0, here.always
        for bits, asked in stop.asked:
            verdict = _verdict(asked, room, self.reached.turns, lane=here.lane, once=state in self.reached.once)
            if verdict is False:
                never |= bits
            elif verdict:
                always |= bits
        self.held[state] = self.held.get(state, 0) | ~never
        moved: _Moved = {}
        for answered in self._firing(state, stop, never, always & here.firm):
            self._fire(state, stop, room, answered, moved)
        if not here.lane:
            over = self.scenario.time.goto
            self._enter(over, *room[:6], self.reached.turns)
            self.reached.edges.setdefault((state, "time"), {over})

    def _firing(self, state: str, stop: _Stop, never: int, always: int) -> tuple[_Answered, ...]:
        """What the answers do that some move may bring about, each thing once."""
        if (never, always) not in stop.firing:
            may, possible = 0, ~never
            for bits in {mask & possible for mask in stop.desk.masks}:
                blocker = bits & always
                some = bits & (((blocker & -blocker) << 1) - 1)
                for bit, ahead in stop.desk.yields:
                    if some & bit and some & ahead:
                        some ^= bit
                may |= some
            alike: dict[int, _Answered] = {}
            for n in range(may.bit_length()):
                if may >> n & 1:
                    if n not in stop.found:
                        stop.found[n] = self._found(state, stop, n)
                    alike.setdefault(id(stop.found[n]), stop.found[n])
            stop.firing[never, always] = tuple(alike.values())
        return stop.firing[never, always]

    def _fire(self, state: str, stop: _Stop, room: Room, answered: "_Answered", moved: "_Moved") -> None:
        to, clears, effect, talk = answered
        may, must, turn = (room.may & ~clears) | effect.may, (room.must & ~clears) | effect.must, room.turn + 1
        back = self.bits.of((state,)) if to in self._lane and not stop.desk.lane else room.back
        if to is not None:
            self._lead(to, room, effect.levels, (may, must, talk, back, turn), moved, again=to == state)
            return
        for there in sorted(self.bits.names(room.back)):
            more = self._pool(f"{there}/opens")[0] if self._remembers else 0
            rest = (may, must, talk | more, back, turn)
            self._lead(there, room, effect.levels, rest, moved, again=there == state)

    def _lead(
        self, to: str, room: Room, levels: "_Steps", rest: tuple[int, int, int, int, int], moved: "_Moved", *,
        again: bool,
    ) -> None:  # fmt: skip
        old = self.rooms.get(to)
        if old is None or old.low != _LOWEST or old.high != _HIGHEST or not _holds_rest(old, *rest):
            key = (id(levels), again)
            if key not in moved:
                moved[key] = _moved_levels(room, levels, again=again)
            self._enter(to, *moved[key], *rest)

    def _found(self, state: str, stop: _Stop, n: int) -> _Answered:
        answer = stop.desk.answers[n]
        to = None if answer.goto == BACK else answer.goto or state
        self.reached.edges[state, answer.id] = {to or BACK}
        order = self.subject.considered(state)
        talk, some, every = self._pool(answer.pool)
        more, some_there, every_there = self._beside(answer.goto or state)
        reaction = order[n].reaction if n < len(order) else None
        effect = self._effect(answer, reaction, some=some or some_there, every=every and every_there)
        found = _Answered(to, self.bits.of(answer.clears), effect, talk | more)
        return self._answered.setdefault(found, found)

    def _beside(self, state: str) -> tuple[int, bool, bool]:
        """What may be said in a state when an answer's own lines have all just been said, as for a pool."""
        if state not in self._besides:
            talk, some, every = self._pool("pauses")
            if (other := f"{state}/otherwise") in self.subject.pools:
                more, some_there, every_there = self._pool(other)
                talk, some, every = talk | more, some or some_there, every and every_there
            self._besides[state] = talk, some, every
        return self._besides[state]

    def _effect(self, answer: Answer, reaction: Reaction | None, *, some: bool, every: bool) -> _Effect:
        """What an answer does, whatever the room; ``some`` or ``every`` line that may be said then voices risk."""
        key = (id(reaction) if reaction else answer.id, some, every)
        if key not in self._effects:
            when = reaction.when if reaction else None
            heard = (reaction.hears, reaction.also, reaction.unless) if reaction else ((), (), ())
            ranges = [getattr(when, name) if when else None for name in DIMENSIONS]
            levels = tuple(
                (n, r.low if r else 0.0, r.high if r else 10.0, down + step, up + step)
                for n, (r, down, up, step) in enumerate(zip(ranges, *self._moved(*heard), answer.shift, strict=True))
                if r or down + step or up + step
            )
            sets = self.bits.of(answer.sets)
            voiced = self.bits.of((RISK_VOICED, RISK_ASKED)) if some else 0
            must = self.bits.of((RISK_VOICED,) if every else ()) | self.bits.of(when.flag if when else ())
            levels = self._steps.setdefault(levels, levels)
            self._effects[key] = _Effect(levels, (sets | voiced) & self._asked_for, (sets | must) & self._asked_for)
        return self._effects[key]

    def _moved(self, hears: tuple[str, ...], also: tuple[str, ...], unless: tuple[str, ...]) -> tuple[Levels, Levels]:
        """The least and the most that temperament can add to a reaction's shift: anything may be heard besides."""
        key = (hears, also, unless)
        if key not in self._shifts:
            forced = {*also, *(hears if len(hears) == 1 else ())}
            low, high = [0.0] * 4, [0.0] * 4
            for name, n, step in self._temperament:
                if name not in unless:
                    if step < 0 or name in forced:
                        low[n] += step
                    if step > 0 or name in forced:
                        high[n] += step
            self._shifts[key] = (tuple(low), tuple(high))  # type: ignore[assignment]
        return self._shifts[key]


def _holds_rest(room: Room, may: int, must: int, talk: int, back: int, turn: int) -> bool:
    """Whether there is room for all of that, the numbers apart."""
    return not (room.turn > turn or may & ~room.may or room.must & ~must or talk & ~room.talk or back & ~room.back)


def _moved_levels(room: Room, levels: _Steps, *, again: bool) -> tuple[Levels, Levels]:
    low, high = list(room.low), list(room.high)
    for n, least, most, down, up in levels:  # written out: the walk lives here
        at_least = least if least > low[n] or (again and down < 0) else low[n]
        at_most = most if most < high[n] or (again and up > 0) else high[n]
        if again:  # and again, until its own condition stops it
            at_least, at_most = at_least if at_least > 0 else 0.0, at_most if at_most < 10 else 10.0
        at_least, at_most = at_least + down, at_most + up
        low[n] = 0.0 if at_least < 0 else 10.0 if at_least > 10 else at_least
        high[n] = 0.0 if at_most < 0 else 10.0 if at_most > 10 else at_most
    return tuple(low), tuple(high)  # type: ignore[return-value]


def _verdict(asked: _Asked, room: Room, last_turn: int, *, lane: bool, once: bool) -> bool | None:
    """Whether a condition always holds (True), never (False) or sometimes (None) in a room.

    ``once`` says that nobody comes into that state a second time.
    """
    certain = True
    for n, low, high in asked.levels:
        if room.high[n] < low or room.low[n] > high:
            return False
        certain = certain and low <= room.low[n] and room.high[n] <= high
    if asked.turn is not None:
        if asked.turn.high < room.turn or (asked.turn.low > last_turn and not lane):
            return False
        certain = False
    if asked.visits is not None:
        if asked.visits.high < 1 or (once and asked.visits.low > 1):
            return False
        certain = False
    if asked.flags & ~room.may or asked.no_flags & room.must:
        return False
    certain = certain and not asked.flags & ~room.must and not asked.no_flags & room.may
    if asked.after:
        if not asked.after & room.talk:
            return False
        certain = False
    return True if certain else None


def reach(subject: Subject, desks: Desks) -> Reached:
    """Walk a scenario from its start until nothing new can be true anywhere.

    Where a reaction that asks for a second visit fired in a state that nobody comes back to, the walk is made again
    without it, until none is left.
    """
    reached = _Walk(subject, desks, set()).run()
    again = {name for name, r in subject.reactions.items() if r.when and r.when.visits and r.when.visits.low > 1}
    while more := _left_for_good(reached) - reached.once:
        if any(state in more and name in again for state, name in reached.fires):
            reached = _Walk(subject, desks, reached.once | more).run()
        else:
            reached.once |= more
    return reached


def _left_for_good(reached: Reached) -> set[str]:
    groups = components(reached.rooms, reached.successors())
    return {state for group in groups if len(group) == 1 for state in group}
