"""The exhaustive walk: every state against every move, topic and person, both sides of each condition.

Each state is kept with everything that can be true of a patient there: the lowest and highest trust, importance,
confidence and discord, the flags that may and the flags that must be set, the kinds of talk the last reply may have
held. A reaction that finds no room in that can never fire, whatever a trainee does; that is what makes the walk a
guarantee. The converse is weaker: what has room may still need a lucky order of turns, and for that there are
:mod:`mi_trainer.scenario.checks.ways`, which name the turns.
"""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import NamedTuple

from mi_trainer.scenario.checks.desk import DIMENSIONS, Answer, Condition, Desk, Desks, Levels
from mi_trainer.scenario.checks.subject import Subject
from mi_trainer.scenario.model import BACK, RISK_ASKED, RISK_VOICED, Reaction
from scoring.codes import ClientTalk

_LOWEST: Levels = (0.0, 0.0, 0.0, 0.0)
_HIGHEST: Levels = (10.0, 10.0, 10.0, 10.0)


class Room(NamedTuple):
    """All that can be true of the patient in one state."""

    low: Levels
    high: Levels
    may: frozenset[str]
    must: frozenset[str]
    talk: frozenset[ClientTalk]
    back: frozenset[str]
    turn: int

    @property
    def takes_all(self) -> bool:
        """Whether every number may be anything."""
        return self.low == _LOWEST and self.high == _HIGHEST

    def holds_rest(
        self, may: frozenset[str], must: frozenset[str], talk: frozenset[ClientTalk], back: frozenset[str], turn: int
    ) -> bool:
        """Whether there is room for all of that, the numbers apart."""
        return self.turn <= turn and self.may >= may and self.must <= must and self.talk >= talk and self.back >= back

    def holds(self, other: "Room") -> bool:
        """Whether another room has nothing that this one has not."""
        return (
            all(a <= b for a, b in zip(self.low, other.low, strict=True))
            and all(a >= b for a, b in zip(self.high, other.high, strict=True))
            and self.holds_rest(other.may, other.must, other.talk, other.back, other.turn)
        )

    def joined(self, other: "Room") -> "Room":
        """Room for both."""
        return Room(
            tuple(map(min, self.low, other.low)),  # type: ignore[arg-type]
            tuple(map(max, self.high, other.high)),  # type: ignore[arg-type]
            self.may | other.may,
            self.must & other.must,
            self.talk | other.talk,
            self.back | other.back,
            min(self.turn, other.turn),
        )


@dataclass(slots=True)
class Reached:
    """What the walk found. ``fires`` are (state, reaction id) pairs; ``edges`` the states such a pair may lead to."""

    rooms: dict[str, Room] = field(default_factory=dict)
    fires: set[tuple[str, str]] = field(default_factory=set)
    edges: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    impossible: set[str] = field(default_factory=set)

    def successors(self) -> dict[str, set[str]]:
        """The states that each state may lead to, itself left out."""
        leads: dict[str, set[str]] = {state: set() for state in self.rooms}
        for (state, _), to in self.edges.items():
            leads[state] |= to - {state}
        return leads


class _Walk:
    def __init__(self, subject: Subject, desks: Desks) -> None:
        self.subject, self.scenario, self.desks = subject, subject.scenario, desks
        self.reached = Reached()
        self.queue: deque[str] = deque()
        self.held: dict[str, int] = defaultdict(int)
        self._pools: dict[str, tuple[frozenset[ClientTalk], bool, bool]] = {}
        self._ranges: dict[tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]], tuple[Levels, Levels]] = {}
        whens = [r.when for _, r in self.scenario.reactions()] + [line.when for _, line in subject.lines()]
        self._remembers = any(when and when.after for when in whens)
        self._effects: dict[tuple[str, str], _Effect] = {}
        self._other = self._moved((), (), ())

    def run(self) -> Reached:
        scenario, start = self.scenario, self.scenario.disposition
        levels = (start.trust, start.importance, start.confidence, start.discord)
        talk, some, every = self._pool(f"{scenario.start}/opens")
        may = frozenset({RISK_VOICED, RISK_ASKED} if some else ())
        must = frozenset({RISK_VOICED} if every else ())
        self._enter(scenario.start, Room(levels, levels, may, must, talk, frozenset(), 1))
        while self.queue:
            state = self.queue.popleft()
            self._expand(state, self.reached.rooms[state])
        for state in self.reached.rooms:
            here = self.desks[state]
            self.reached.impossible |= {
                here.answers[bit.bit_length() - 1].id for bit, _ in here.conditions if not self.held[state] & bit
            }
        possible = {name for _, name in self.reached.fires}
        self.reached.impossible -= possible
        return self.reached

    def _pool(self, name: str) -> tuple[frozenset[ClientTalk], bool, bool]:
        if name not in self._pools:
            pool = self.subject.pools.get(name) or self.subject.pools["pauses"]
            sayings = [(line, *line.then) for line in pool.lines]
            risky = [any(s.risk for s in one) for one in sayings]
            self._pools[name] = frozenset(s.talk for one in sayings for s in one), any(risky), all(risky)
        return self._pools[name]

    def _enter(self, state: str, room: Room) -> None:
        """Make room in a state. Numbers that have crept once may creep on: they are given all there is that way."""
        old = self.reached.rooms.get(state)
        if old is not None and old.holds(room):
            return
        new = room if old is None else old.joined(room)
        if old is not None:
            low: Levels = tuple(0.0 if a < b else a for a, b in zip(new.low, old.low, strict=True))  # type: ignore[assignment]
            high: Levels = tuple(10.0 if a > b else a for a, b in zip(new.high, old.high, strict=True))  # type: ignore[assignment]
            new = new._replace(low=low, high=high)
        self.reached.rooms[state] = new
        if not self.scenario.states[state].ending and state not in self.queue:
            self.queue.append(state)

    def _expand(self, state: str, room: Room) -> None:
        here = self.desks[state]
        never, always = 0, here.always
        for bit, condition in here.conditions:
            verdict = _verdict(condition, room, self.scenario.time.turns, lane=here.lane)
            if verdict is False:
                never |= bit
            elif verdict:
                always |= bit
        self.held[state] |= ~never
        always &= here.firm
        may = 0
        for mask in here.masks:
            bits = mask & ~never
            blocker = bits & always
            may |= bits & (((blocker & -blocker) << 1) - 1)
        order = self.subject.considered(state)
        while may:
            low = may & -may
            n = low.bit_length() - 1
            reaction = order[n][1] if n < len(order) else None
            self._fire(state, here, room, here.answers[n], reaction)
            may ^= low
        if not here.lane:
            self._enter(self.scenario.time.goto, room._replace(turn=self.scenario.time.turns))
            self.reached.edges[state, "time"].add(self.scenario.time.goto)

    def _moved(self, hears: tuple[str, ...], also: tuple[str, ...], unless: tuple[str, ...]) -> tuple[Levels, Levels]:
        """The least and the most that temperament can add to a reaction's shift: anything may be heard besides."""
        key = (hears, also, unless)
        if key not in self._ranges:
            forced = set(also) | (set(hears) if len(hears) == 1 else set())
            low, high = [0.0] * 4, [0.0] * 4
            for name, shift in self.scenario.temperament.items():
                if name in unless:
                    continue
                for n, step in enumerate((shift.trust, shift.importance, shift.confidence, shift.discord)):
                    low[n] += step if name in forced else min(0.0, step)
                    high[n] += step if name in forced else max(0.0, step)
            self._ranges[key] = (tuple(low), tuple(high))  # type: ignore[assignment]
        return self._ranges[key]

    def _effect(self, state: str, answer: Answer, reaction: Reaction | None) -> "_Effect":
        """What one answer does in a state, whatever the room: worked out once."""
        key = (state, answer.id)
        if key not in self._effects:
            when = reaction.when if reaction else None
            moved = self._moved(reaction.hears, reaction.also, reaction.unless) if reaction else self._other
            ranges = [getattr(when, name) if when else None for name in DIMENSIONS]
            pools = [f"{answer.goto or state}/otherwise", "pauses"]
            talk, some, every = self._pool(answer.pool)
            for other in pools:
                if other in self.subject.pools:
                    more, some_there, every_there = self._pool(other)
                    talk, some, every = talk | more, some or some_there, every and every_there
            voiced = frozenset({RISK_VOICED, RISK_ASKED}) if some else _NONE
            self._effects[key] = _Effect(
                tuple(
                    (n, r.low if r else 0.0, r.high if r else 10.0, down + step, up + step)
                    for n, (r, down, up, step) in enumerate(zip(ranges, *moved, answer.shift, strict=True))
                ),
                talk,
                answer.sets | voiced,
                answer.sets
                | (frozenset({RISK_VOICED}) if every else _NONE)
                | (frozenset(when.flag) if when else _NONE),
            )
        return self._effects[key]

    def _fire(self, state: str, here: Desk, room: Room, answer: Answer, reaction: Reaction | None) -> None:
        self.reached.fires.add((state, answer.id))
        to = {answer.goto or state} if answer.goto != BACK else set(room.back)
        effect = self._effect(state, answer, reaction)
        self.reached.edges[state, answer.id] |= to
        may = (room.may - answer.clears) | effect.may
        must = (room.must - answer.clears) | effect.must
        levels: tuple[Levels, Levels] | None = None
        for there in to:
            talk = effect.talk
            if self._remembers and answer.goto == BACK:
                talk |= self._pool(f"{there}/opens")[0]
            back = frozenset({state}) if self.desks[there].lane and not here.lane else room.back
            old = self.reached.rooms.get(there)
            if old is not None and old.takes_all and old.holds_rest(may, must, talk, back, room.turn + 1):
                continue
            if levels is None:
                levels = _moved_levels(room, effect, again=state in to)
            self._enter(there, Room(*levels, may, must, talk, back, room.turn + 1))


def _moved_levels(room: Room, effect: "_Effect", *, again: bool) -> tuple[Levels, Levels]:
    low, high = list(room.low), list(room.high)
    for n, least, most, down, up in effect.levels:
        at_least, at_most = max(low[n], least), min(high[n], most)
        if again:  # and again, until its own condition stops it
            at_least = max(0.0, least) if down < 0 else at_least
            at_most = min(10.0, most) if up > 0 else at_most
        low[n], high[n] = min(10.0, max(0.0, at_least + down)), max(0.0, min(10.0, at_most + up))
    return tuple(low), tuple(high)  # type: ignore[return-value]


class _Effect(NamedTuple):
    levels: tuple[tuple[int, float, float, float, float], ...]
    talk: frozenset[ClientTalk]
    may: frozenset[str]
    must: frozenset[str]


_NONE: frozenset[str] = frozenset()


def _verdict(condition: Condition, room: Room, last_turn: int, *, lane: bool) -> bool | None:
    """Whether a condition always holds (True), never (False) or sometimes (None) in a room."""
    certain = True
    for n, low, high in condition.levels:
        if room.high[n] < low or room.low[n] > high:
            return False
        certain = certain and low <= room.low[n] and room.high[n] <= high
    if condition.turn is not None:
        if condition.turn.high < room.turn or (condition.turn.low > last_turn and not lane):
            return False
        certain = False
    if condition.visits is not None:
        certain = False
    if not condition.flags <= room.may or condition.no_flags & room.must:
        return False
    certain = certain and condition.flags <= room.must and not condition.no_flags & room.may
    if condition.after:
        if not condition.after & room.talk:
            return False
        certain = False
    return True if certain else None


def reach(subject: Subject, desks: Desks) -> Reached:
    """Walk a scenario from its start until nothing new can be true anywhere."""
    return _Walk(subject, desks).run()


def may_hold(condition: Condition, room: Room, last_turn: int, *, lane: bool) -> bool:
    """Whether a condition can hold for a patient somewhere in a room."""
    return _verdict(condition, room, last_turn, lane=lane) is not False
