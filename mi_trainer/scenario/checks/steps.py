"""One turn after another, by moves alone: what the patient does, without choosing which line is said."""

from collections.abc import Iterator
from typing import NamedTuple

from mi_trainer.scenario.checks.desk import Answer, Class, Condition, Desk, Desks, Levels, Way
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


_STILL: Levels = (0.0, 0.0, 0.0, 0.0)


def _moved(levels: Levels, one: Levels, other: Levels) -> Levels:
    """Levels after two shifts taken together, kept between 0 and 10. Written out: the search lives here."""
    if one == _STILL and other == _STILL:
        return levels
    a, b, c, d = levels
    a, b, c, d = a + one[0] + other[0], b + one[1] + other[1], c + one[2] + other[2], d + one[3] + other[3]
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
        self.watches_turns = any(r.when and r.when.turn for _, r in self.scenario.reactions())
        self._pools: dict[str, tuple[frozenset[ClientTalk], bool]] = {}

    def arriving(self) -> Visit:
        """The patient as they walk in."""
        start, name = self.scenario.disposition, self.scenario.start
        levels = (start.trust, start.importance, start.confidence, start.discord)
        talk, risky = self._pool(f"{name}/opens")
        flags = frozenset({RISK_VOICED} if risky else ())
        visits = ((name, 1),) if name in self._counted else ()
        return Visit(name, levels, flags, visits, "", talk, 1, None, Way("nothing"))

    def _pool(self, name: str) -> tuple[frozenset[ClientTalk], bool]:
        """The kinds of talk in a pool, and whether some line of it voices risk."""
        if name not in self._pools:
            pool = self.subject.pools.get(name) or self.subject.pools["pauses"]
            sayings = [saying for line in pool.lines for saying in (line, *line.then)]
            self._pools[name] = frozenset(s.talk for s in sayings), any(s.risk for s in sayings)
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

    def steps(self, visit: Visit) -> Iterator[tuple[Class, Answer]]:
        """What moves would bring about at a visit: of those that come to the same, the first."""
        here = self.desks[visit.state]
        holding = self.holding(visit, here)
        seen: set[tuple[int, Levels, bool]] = set()
        for one in here.classes:
            bits = one.mask & holding
            bit = bits & -bits
            same = (bit, one.shift, one.asks_safety)
            if same not in seen:
                seen.add(same)
                yield one, here.answers[bit.bit_length() - 1]

    def leads(self, visit: Visit, one: Class, answer: Answer) -> tuple[str, Levels, frozenset[str]]:
        """The state, the levels and the flags after a step."""
        states = self.scenario.states
        to = answer.goto or visit.state
        if to == BACK:
            to = visit.back_to or visit.state
        if visit.turn >= self.scenario.time.turns and not states[to].ending and not self.desks[to].lane:
            to = self.scenario.time.goto
        flags = visit.flags
        if answer.sets or answer.clears:
            flags = (flags | answer.sets) - answer.clears
        if one.asks_safety and RISK_VOICED in flags:
            flags |= {RISK_ASKED}
        if self._pool(answer.pool)[1]:
            flags |= {RISK_VOICED}
        return to, _moved(visit.levels, one.shift, answer.shift), flags

    def after(self, visit: Visit, one: Class, answer: Answer) -> Visit:
        """The patient after a step."""
        to, levels, flags = self.leads(visit, one, answer)
        back_to, visits = visit.back_to, visit.visits
        if to != visit.state:
            states = self.scenario.states
            if states[to].process is Process.SAFETY and states[visit.state].process is not Process.SAFETY:
                back_to = visit.state
            if to in self._counted:
                counts = dict(visits)
                counts[to] = counts.get(to, 0) + 1
                visits = tuple(counts.items())
        talk = self._pool(answer.pool)[0]
        return Visit(to, levels, flags, visits, back_to, talk, visit.turn + 1, visit, one.way)

    def said(self, visit: Visit, name: str) -> Visit:
        """The patient after a move about nothing in particular."""
        desk = self.desks[visit.state]
        mask, shift, asks = desk.plain[name]
        bits = mask & self.holding(visit, desk)
        one = Class(mask, shift, Way(name), asks)
        return self.after(visit, one, desk.answers[(bits & -bits).bit_length() - 1])

    def ended(self, visit: Visit) -> bool:
        """Whether the conversation is over."""
        return self.scenario.states[visit.state].ending is not None
