"""One turn after another, by moves alone: what the patient does, without choosing which line is said."""

from collections.abc import Iterator, Mapping
from math import ceil, floor, isfinite
from typing import NamedTuple

from mi_trainer.scenario.checks.desk import Answer, Condition, Desk, Desks, Levels, Meaning, Way
from mi_trainer.scenario.checks.subject import Subject
from mi_trainer.scenario.model import BACK, RISK_ASKED, RISK_VOICED, Process
from scoring.codes import ClientTalk


class Visit(NamedTuple):
    """The patient at one point. ``turn`` is the number of the trainee's next turn; ``came`` and ``way`` tell how.

    ``visits`` counts how often this state was come to, as far as conditions ask.
    """

    state: str
    levels: Levels
    flags: frozenset[str]
    visits: tuple[tuple[str, int], ...]
    back_to: str
    talk: frozenset[ClientTalk]
    turn: int
    came: "Visit | None"
    way: Way

    @property
    def ways(self) -> tuple[Way, ...]:
        """The turns that led here."""
        told: list[Way] = []
        visit: Visit | None = self
        while visit is not None and visit.came is not None:
            told.append(visit.way)
            visit = visit.came
        return tuple(reversed(told))


class Turn(NamedTuple):
    """What a move brings about in a state: the answer, and all that can be told of it beforehand.

    ``to`` is the state it leads to, or ``back``; ``shift`` is temperament and the answer's own shift together;
    ``risky`` says that what is answered may voice risk, ``asks`` that the move asks about it; ``kept`` that no flag
    changes.
    """

    one: Meaning
    answer: Answer
    to: str
    shift: Levels
    sets: frozenset[str]
    clears: frozenset[str]
    asks: bool
    risky: bool
    kept: bool


_STILL: Levels = (0.0, 0.0, 0.0, 0.0)


def _moved(levels: Levels, shift: Levels) -> Levels:
    """Levels after a shift, kept between 0 and 10. Written out: the search lives here."""
    if shift == _STILL:
        return levels
    a, b, c, d = levels
    e, f, g, h = shift
    a, b, c, d = a + e, b + f, c + g, d + h
    return (
        0.0 if a < 0 else 10.0 if a > 10 else a,
        0.0 if b < 0 else 10.0 if b > 10 else b,
        0.0 if c < 0 else 10.0 if c > 10 else c,
        0.0 if d < 0 else 10.0 if d > 10 else d,
    )


class Stepper:
    """Takes a scenario's steps."""

    def __init__(self, subject: Subject, desks: Desks) -> None:
        """Prepare a scenario."""
        self.subject, self.scenario, self.desks = subject, subject.scenario, desks
        everywhere = any(r.when and r.when.visits for r in self.scenario.anywhere)
        self._counted = frozenset(
            name
            for name, state in self.scenario.states.items()
            if everywhere or any(r.when and r.when.visits for r in state.reactions)
        )
        turns = [r.when.turn for _, r in self.scenario.reactions() if r.when and r.when.turn]
        firsts = {ceil(turn.low) for turn in turns if isfinite(turn.low)}
        afters = {floor(turn.high) + 1 for turn in turns if isfinite(turn.high)}
        self._turns_asked = sorted(firsts | afters | ({self.scenario.time.turns} if turns else set()))
        self._pools: dict[str, tuple[frozenset[ClientTalk], bool, bool]] = {}
        whens = [r.when for _, r in self.scenario.reactions() if r.when]
        self._remembers = any(when.after for when in whens)
        self._asked_for = frozenset(flag for when in whens for flag in (*when.flag, *when.no_flag))
        self._turns: dict[tuple[str, int], tuple[Turn, ...]] = {}
        self._effects: dict[tuple[str, int], tuple[int, tuple[Turn, ...]]] = {}
        self._made: dict[tuple[object, ...], Turn] = {}
        self._open: dict[tuple[str, int], tuple[Answer, ...]] = {}
        states = self.scenario.states
        self.endings = frozenset(name for name, state in states.items() if state.ending is not None)
        self.lane = frozenset(name for name, state in states.items() if state.process is Process.SAFETY)

    def arriving(self) -> Visit:
        """The patient as they walk in."""
        start, name = self.scenario.disposition, self.scenario.start
        levels = (start.trust, start.importance, start.confidence, start.discord)
        talk, risky, _ = self._pool(f"{name}/opens")
        flags = frozenset({RISK_VOICED} if risky else ())
        visits = ((name, 1),) if name in self._counted else ()
        return Visit(name, levels, flags, visits, "", talk, 1, None, Way("nothing"))

    def _pool(self, name: str) -> tuple[frozenset[ClientTalk], bool, bool]:
        """The kinds of talk in a pool, and whether some and whether every line of it voices risk."""
        if name not in self._pools:
            pool = self.subject.pools.get(name) or self.subject.pools["pauses"]
            sayings = [saying for line in pool.lines for saying in (line, *line.then)]
            risky = [any(s.risk for s in (line, *line.then)) for line in pool.lines]
            self._pools[name] = frozenset(s.talk for s in sayings), any(risky), all(risky)
        return self._pools[name]

    def holding(self, visit: Visit, here: Desk) -> int:
        """The reactions whose conditions hold at a visit, as bits; risk that may have been voiced has been."""
        bits = here.always
        for bit, condition in here.conditions:
            if self._holds(condition, visit):
                bits |= bit
        return bits

    def _holds(self, condition: Condition, visit: Visit) -> bool:
        levels = visit.levels
        for n, low, high in condition.levels:
            if not low <= levels[n] <= high:
                return False
        if condition.turn is not None and not condition.turn.holds(visit.turn):
            return False
        if condition.visits is not None and not condition.visits.holds(dict(visit.visits).get(visit.state, 1)):
            return False
        if not condition.flags <= visit.flags or condition.no_flags & visit.flags:
            return False
        return not condition.after or bool(condition.after & visit.talk)

    def turns(self, visit: Visit) -> tuple[Turn, ...]:
        """What moves would bring about at a visit: of those that come to the same, the first."""
        here = self.desks[visit.state]
        key = visit.state, self.holding(visit, here)
        if key not in self._turns:
            self._turns[key] = tuple(self._compiled(here, key[1]))
        return self._turns[key]

    def open_to(self, visit: Visit) -> tuple[Answer, ...]:
        """Every answer that some move brings about at a visit, in the order considered."""
        here = self.desks[visit.state]
        key = visit.state, self.holding(visit, here)
        if key not in self._open:
            met = {mask & key[1] for mask in here.masks}
            first = {bits & -bits for bits in met}
            self._open[key] = tuple(here.answers[bit.bit_length() - 1] for bit in sorted(first))
        return self._open[key]

    def moves_to(self, visit: Visit, answer: Answer) -> list[tuple[int, str, str]]:
        """The moves that bring about an answer at a visit: number, topic and person (:meth:`Desks.meaning`)."""
        here = self.desks[visit.state]
        holding = self.holding(visit, here)
        number = next(n for n, one in enumerate(here.answers) if one is answer)
        bit, otherwise = 1 << number, number == len(here.answers) - 1
        hearers = [(n, hearing) for n, hearing in enumerate(here.hearing) if otherwise or hearing & bit]
        found = []
        for topic, to, open_bits in here.opens:
            meets = open_bits & holding
            if otherwise or meets & bit:
                ahead = meets & (bit - 1)
                found += [(n, topic, to) for n, hearing in hearers if not hearing & ahead]
        return found

    def effects(self, visit: Visit) -> tuple[int, tuple[Turn, ...]]:
        """How many those are, and of those that leave the patient in the same state, levels and flags the first."""
        here = self.desks[visit.state]
        key = visit.state, self.holding(visit, here)
        if key not in self._effects:
            turns = tuple(self._compiled(here, key[1]))
            first: dict[tuple[object, ...], Turn] = {}
            for turn in turns:
                first.setdefault(turn[2:], turn)
            self._effects[key] = len(turns), tuple(first.values())
        return self._effects[key]

    def _compiled(self, here: Desk, holding: int) -> Iterator[Turn]:
        kinds, last = self.desks.kinds(here.state), 1 << (len(here.answers) - 1)
        seen: set[tuple[int, int]] = set()
        met: set[int] = set()
        for topic, to, open_bits in here.opens:
            meets = open_bits & holding
            if meets in met:  # whatever is about this, or said to them, comes to the same as something before
                continue
            met.add(meets)
            for hearing, kind, n in kinds:
                bits = (hearing & meets) | last
                same = (bits & -bits, kind)
                if same not in seen:
                    seen.add(same)
                    key = (here.state, n, topic, to, same[0])
                    if key not in self._made:
                        answer = here.answers[same[0].bit_length() - 1]
                        self._made[key] = self._turn(here, self.desks.meaning(n, topic, to), answer)
                    yield self._made[key]

    def _turn(self, here: Desk, one: Meaning, answer: Answer) -> Turn:
        a, b = one.shift, answer.shift
        shift = (a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3])
        risky = self._pool(answer.pool)[1]
        kept = not (answer.sets or answer.clears or one.asks_safety or risky)
        to = answer.goto or here.state
        return Turn(one, answer, to, shift, answer.sets, answer.clears, one.asks_safety, risky, kept)

    def leads(self, visit: Visit, turn: Turn) -> tuple[str, Levels, frozenset[str]]:
        """The state, the levels and the flags after a turn."""
        to = turn.to
        if to == BACK:
            to = visit.back_to or visit.state
        if visit.turn >= self.scenario.time.turns and to not in self.endings and to not in self.lane:
            to = self.scenario.time.goto
        flags = visit.flags
        if not turn.kept:
            flags = (flags | turn.sets) - turn.clears
            if turn.asks and RISK_VOICED in flags:
                flags |= {RISK_ASKED}
            if turn.risky:
                flags |= {RISK_VOICED}
        return to, _moved(visit.levels, turn.shift), flags

    def after(self, visit: Visit, turn: Turn) -> Visit:
        """The patient after a turn."""
        to, levels, flags = self.leads(visit, turn)
        back_to, visits = visit.back_to, visit.visits
        if to != visit.state:
            if to in self.lane and visit.state not in self.lane:
                back_to = visit.state
            if to in self._counted:
                counts = dict(visits)
                counts[to] = counts.get(to, 0) + 1
                visits = tuple(counts.items())
        talk = self._pool(turn.answer.pool)[0]
        return Visit(to, levels, flags, visits, back_to, talk, visit.turn + 1, visit, turn.one.way)

    def afters(self, visit: Visit, turn: Turn) -> tuple[Visit, ...]:
        """The patient after a turn; twice where it depends on the line whether risk was voiced."""
        after = self.after(visit, turn)
        if not turn.risky or self._pool(turn.answer.pool)[2] or RISK_VOICED in visit.flags:
            return (after,)
        return after, after._replace(flags=after.flags - {RISK_VOICED})

    def key(self, visit: Visit) -> tuple[object, ...]:
        """What of a visit decides what may follow: of two alike nobody need look at the later one."""
        talk = visit.talk if self._remembers else None
        flags = visit.flags & self._asked_for
        return visit.state, visit.levels, flags, visit.visits, visit.back_to, talk, self.clock(visit)

    def clock(self, visit: Visit) -> int:
        """The turn, where some condition looks at it: to wait may be a way on there. Else 0."""
        return visit.turn if self._turns_asked else 0

    def standing(
        self, state: str, levels: Levels, flags: frozenset[str], visits: Mapping[str, int], back_to: str,
        talk: frozenset[ClientTalk], turn: int,
    ) -> Visit:  # fmt: skip
        """A patient of a session, as the walk sees them."""
        counts = tuple((name, times) for name, times in visits.items() if name in self._counted)
        return Visit(state, levels, flags, counts, back_to, talk, turn, None, Way("nothing"))

    def said(self, visit: Visit, name: str) -> Visit:
        """The patient after a move about nothing in particular.

        Raises:
            KeyError: the scenario has no such move.
        """
        desk = self.desks[visit.state]
        key = visit.state, name, self.holding(visit, desk)
        if key not in self._made:
            bits, one = self.desks.plain(visit.state, name)
            bits &= key[2]
            self._made[key] = self._turn(desk, one, desk.answers[(bits & -bits).bit_length() - 1])
        return self.after(visit, self._made[key])

    def idled(self, visit: Visit) -> Visit | None:
        """The patient after turns that change nothing, when a condition next looks at the turn; None if none does."""
        later = next((turn for turn in self._turns_asked if turn > visit.turn), None)
        return None if later is None else visit._replace(turn=later)

    def ended(self, visit: Visit) -> bool:
        """Whether the conversation is over."""
        return visit.state in self.endings
