"""One state made ready for the walk: which reaction answers each move there, told by bits and not by asking.

Every move is met by a set of a state's reactions, kept as the bits of a number in the order in which they are
considered; the one that fires is the lowest bit whose conditions hold.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import inf
from typing import NamedTuple

from mi_trainer.scenario.checks.subject import Subject
from mi_trainer.scenario.model import BACK, BUILT_IN_FLAGS, Process, Range, Reaction, Shift, When
from mi_trainer.scenario.moves import Move, move, singles
from mi_trainer.scenario.precedence import Weighed
from scoring.codes import DETAILS, FORMS, GROUPS, Behaviour, ClientTalk

DIMENSIONS = ("trust", "importance", "confidence", "discord")
Levels = tuple[float, float, float, float]


class Way(NamedTuple):
    """One turn of a walk as an author would say it: the move, the topic and who was spoken to."""

    move: str
    topic: str = ""
    to: str = ""
    carried: bool = True

    def __str__(self) -> str:
        about = f" about {self.topic.replace('_', ' ')}" if self.topic else ""
        return self.move.replace("_", " ") + about + (f" to {self.to}" if self.to else "")


class Meaning(NamedTuple):
    """A move and what it is beside what hears it: how it moves the patient, and whether it asks about safety."""

    shift: Levels
    way: Way
    asks_safety: bool


SCALE = (0.0, 10.0)
"""The least and the most that trust, importance, confidence and discord can be."""


def _lies_in(one: Range | None, other: Range | None) -> bool:
    """Whether every number (of turns or visits, from 1) of a range is one of the other."""
    if other is None:
        return True
    low, high = (max(one.low, 1), one.high) if one else (1, inf)
    return max(other.low, 1) <= low and high <= other.high


@dataclass(frozen=True, slots=True)
class Condition:
    """A ``when`` made quick to test."""

    levels: tuple[tuple[int, float, float], ...]
    turn: Range | None
    visits: Range | None
    flags: frozenset[str]
    no_flags: frozenset[str]
    after: frozenset[ClientTalk]

    @classmethod
    def of(cls, when: When) -> "Condition":
        """The condition that a ``when`` asks for."""
        ranges = [(n, getattr(when, name)) for n, name in enumerate(DIMENSIONS)]
        levels = tuple((n, r.low, r.high) for n, r in ranges if r is not None)
        return cls(levels, when.turn, when.visits, frozenset(when.flag), frozenset(when.no_flag), frozenset(when.after))

    def implies(self, other: "Condition") -> bool:
        """Whether wherever this holds the other does, too. Where it is not certain, False."""
        own = {n: (low, high) for n, low, high in self.levels}
        for n, low, high in other.levels:
            lowest, highest = own.get(n, SCALE)
            if max(lowest, SCALE[0]) < low or min(highest, SCALE[1]) > high:
                return False
        return (
            _lies_in(self.turn, other.turn)
            and _lies_in(self.visits, other.visits)
            and other.flags <= self.flags
            and other.no_flags <= self.no_flags
            and (not other.after or (bool(self.after) and self.after <= other.after))
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What one reaction, or ``otherwise``, does in a state. ``pool`` is the id of the lines it says."""

    id: str
    shift: Levels
    sets: frozenset[str]
    clears: frozenset[str]
    goto: str | None
    pool: str


@dataclass(frozen=True, slots=True)
class Desk:
    """A state as the walk sees it. The last answer is ``otherwise``, whose bit is always set.

    ``always`` are the reactions without conditions; ``firm`` those that nothing else said in the same breath can
    keep from firing, because they have no ``unless``; ``opens`` are topics and people with the reactions (bits) that
    ask for no other; ``masks`` what hears some move, each once; ``hearing`` which reactions hear each of the scenario's
    moves, and ``choosy`` those that ask for a topic or a person besides. ``yields`` are reactions that can only hold
    where others ahead of them do (both bits): these have a condition that theirs implies, and are firm.
    """

    state: str
    lane: bool
    answers: tuple[Answer, ...]
    always: int
    firm: int
    conditions: tuple[tuple[int, Condition], ...]
    opens: tuple[tuple[str, str, int], ...]
    masks: tuple[int, ...]
    hearing: tuple[int, ...]
    choosy: int
    yields: tuple[tuple[int, int], ...]


def _levels(shift: Shift) -> Levels:
    return (shift.trust, shift.importance, shift.confidence, shift.discord)


class Desks:
    """The desks of a scenario, made when first asked for."""

    def __init__(self, subject: Subject) -> None:
        """Prepare what all states share."""
        self.subject, self.scenario = subject, subject.scenario
        self.moves = _moves(subject)
        self._shifts = [self._temperament(one) for one in self.moves]
        self._asks = ["safety_inquiry" in one.heard for one in self.moves]
        kinds = list(zip(self._shifts, self._asks, strict=True))
        self._kinds = [kinds.index(kind) for kind in kinds]
        self._named = {one.name: n for n, one in reversed(list(enumerate(self.moves)))}
        self._hearers: dict[tuple[tuple[str, ...], ...], tuple[int, ...]] = {}
        self._names: dict[str, set[int]] = {}
        self._prepared: dict[int, _Prepared] = {}
        self._made: dict[str, Desk] = {}
        self._told_apart: dict[str, list[tuple[int, int, int]]] = {}
        asked = {topic for _, reaction in self.scenario.reactions() for topic in reaction.about}
        self._topics = ["", *(t for t in self.scenario.topics if t in asked)]
        self._people = list(self.scenario.people) + (["both"] if len(self.scenario.people) > 1 else [])
        whens = _whens(subject)
        self.relevant_flags = frozenset(flag for when in whens for flag in (*when.flag, *when.no_flag)) | (
            BUILT_IN_FLAGS if any(when.flag or when.no_flag for when in whens) else frozenset()
        )

    @property
    def names(self) -> Iterable[str]:
        """The names of the moves."""
        return self._named

    def _temperament(self, one: Move) -> Levels:
        shifts = [_levels(shift) for name, shift in self.scenario.temperament.items() if name in one.heard]
        return tuple(map(sum, zip(*shifts, strict=True))) if shifts else (0.0, 0.0, 0.0, 0.0)  # type: ignore[return-value]

    def _heard_by(self, hears: tuple[str, ...], also: tuple[str, ...], unless: tuple[str, ...]) -> tuple[int, ...]:
        """The numbers of the moves that satisfy these."""
        key = (hears, also, unless)
        if key not in self._hearers:
            heard = set().union(*map(self._heard_in, hears)) if hears else set(range(len(self.moves)))
            heard.intersection_update(*map(self._heard_in, also))
            heard.difference_update(*map(self._heard_in, unless))
            self._hearers[key] = tuple(sorted(heard))
        return self._hearers[key]

    def _heard_in(self, name: str) -> set[int]:
        """The numbers of the moves in which a name is heard."""
        if name not in self._names:
            self._names[name] = {n for n, one in enumerate(self.moves) if name in one.heard}
        return self._names[name]

    def _ready(self, name: str, reaction: Reaction) -> "_Prepared":
        """What a reaction is in every state that has it, worked out once."""
        if id(reaction) not in self._prepared:
            self._prepared[id(reaction)] = _Prepared(
                self._heard_by(reaction.hears, reaction.also, reaction.unless),
                Condition.of(reaction.when) if reaction.when and reaction.when.tests() else None,
                Answer(
                    name, _levels(reaction.shift), frozenset(reaction.sets), frozenset(reaction.clears),
                    reaction.goto, name if reaction.lines else f"{reaction.goto}/opens",
                ),
            )  # fmt: skip
        return self._prepared[id(reaction)]

    def __getitem__(self, state: str) -> Desk:
        if state not in self._made:
            self._made[state] = self._make(state)
        return self._made[state]

    @cached_property
    def alike(self) -> dict[str, str]:
        """Each move's name, and that of the first move that the same reactions hear and that moves a patient alike."""
        heard_by = [0] * len(self.moves)
        asked = dict.fromkeys((one.hears, one.also, one.unless) for _, one in self.scenario.reactions())
        for k, key in enumerate(asked):
            for n in self._heard_by(*key):
                heard_by[n] |= 1 << k
        first: dict[tuple[int, int], str] = {}
        return {
            one.name: first.setdefault(same, one.name)
            for one, same in zip(self.moves, zip(heard_by, self._kinds, strict=True), strict=True)
        }

    def plain(self, state: str, name: str) -> tuple[int, Meaning]:
        """A move about nothing in particular, said to nobody by name, and what hears it.

        Raises:
            KeyError: the scenario has no such move.
        """
        n, here = self._named[name], self[state]
        last = 1 << (len(here.answers) - 1)
        return (here.hearing[n] & ~here.choosy) | last, self.meaning(n, "", "")._replace(way=Way(name))

    def _make(self, state: str) -> Desk:
        here = self.scenario.states[state]
        order = self.subject.considered(state)
        answers, always, firm = [], 0, 0
        conditional: dict[Condition, int] = {}
        hearing = [0] * len(self.moves)
        about: dict[str, int] = {}
        addressed: dict[str, int] = {}
        for n, (name, reaction, _) in enumerate(order):
            bit = 1 << n
            ready = self._ready(name, reaction)
            answer = ready.answer
            if answer.goto == state or (answer.goto is None and not reaction.lines):
                pool = name if reaction.lines else f"{state}/opens"
                answer = Answer(name, answer.shift, answer.sets, answer.clears, None, pool)
            answers.append(answer)
            if ready.condition is not None:
                conditional[ready.condition] = conditional.get(ready.condition, 0) | bit
            else:
                always |= bit
            firm |= 0 if reaction.unless else bit
            for m in ready.heard_in:
                hearing[m] |= bit
            for topic in reaction.about:
                about[topic] = about.get(topic, 0) | bit
            for person in reaction.to:
                addressed[person] = addressed.get(person, 0) | bit
        last = 1 << len(order)
        if here.otherwise:
            other = here.otherwise
            answers.append(
                Answer(
                    f"{state}/otherwise", _levels(other.shift), frozenset(other.sets), frozenset(),
                    other.goto if other.goto != state else None, f"{state}/otherwise",
                )
            )  # fmt: skip
        opens = self._opens(about, addressed, (last << 1) - 1)
        choosy = 0
        for wanted in (*about.values(), *(addressed.values() if len(self._people) > 1 else ())):
            choosy |= wanted
        different = set(hearing)
        return Desk(
            state, here.process is Process.SAFETY, tuple(answers), always | last, firm | last,
            tuple((bits, condition) for condition, bits in conditional.items()), tuple(opens),
            tuple({(bits & open_bits) | last for _, _, open_bits in opens for bits in different}), tuple(hearing),
            choosy, tuple(_yielding(order, conditional, firm)),
        )  # fmt: skip

    def _opens(self, about: dict[str, int], addressed: dict[str, int], everything: int) -> list[tuple[str, str, int]]:
        """Each topic and person that a state tells apart, with the reactions that do not ask for another one."""
        choosy_about, choosy_to = 0, 0
        for bits in about.values():
            choosy_about |= bits
        for bits in addressed.values():
            choosy_to |= bits
        found = []
        for topic in self._topics if choosy_about else [""]:
            if topic and topic not in about:
                continue
            of_topic = everything & ~(choosy_about & ~about.get(topic, 0))
            for person in self._people if choosy_to else [""]:
                named = person if len(self._people) > 1 else ""
                found.append((topic, named, of_topic & ~(choosy_to & ~addressed.get(person, 0))))
        return found

    def kinds(self, state: str) -> list[tuple[int, int, int]]:
        """The moves that a state tells apart: which reactions hear them (bits), how they move the patient, which one.

        How they move the patient, and whether they ask about safety, is one number for all that are alike in it.
        """
        if state not in self._told_apart:
            alike: dict[tuple[int, int], int] = {}
            for n, (bits, kind) in enumerate(zip(self[state].hearing, self._kinds, strict=True)):
                alike.setdefault((bits, kind), n)
            self._told_apart[state] = [(bits, kind, n) for (bits, kind), n in alike.items()]
        return self._told_apart[state]

    def meaning(self, n: int, topic: str, to: str) -> Meaning:
        """What a move is, whatever hears it: by its number, about a topic, said to somebody."""
        one = self.moves[n]
        return Meaning(self._shifts[n], Way(one.name, topic, to, one.carried), self._asks[n])


class _Prepared(NamedTuple):
    heard_in: tuple[int, ...]
    condition: Condition | None
    answer: Answer


def _yielding(order: Sequence[Weighed], conditional: Mapping[Condition, int], firm: int) -> Iterator[tuple[int, int]]:
    sure = firm & ~sum(1 << n for n, one in enumerate(order) if one.reaction.goto == BACK)  # back may lead nowhere
    for condition, bits in conditional.items():
        before = 0
        for other, others in conditional.items():
            if others & sure and condition.implies(other):
                before |= others & sure
        while bits and before:
            bit = bits & -bits
            bits ^= bit
            if ahead := before & (bit - 1):
                yield bit, ahead


def _whens(subject: Subject) -> list[When]:
    of_lines = [line.when for _, line in subject.lines if line.when]
    return [*(r.when for _, r in subject.scenario.reactions() if r.when), *of_lines]


def _moves(subject: Subject) -> list[Move]:
    """Nothing, every behaviour, every mark and detail that any reaction names, and what ``also`` asks for together."""
    scenario = subject.scenario
    named: dict[str, None] = dict.fromkeys(scenario.temperament)
    together: dict[tuple[str, ...], None] = {}
    for _, reaction in scenario.reactions():
        named |= dict.fromkeys((*reaction.hears, *reaction.also, *reaction.unless))
        if reaction.also:
            together |= dict.fromkeys((name, *reaction.also) for name in reaction.hears or ("",))
    for mark, details in DETAILS.items():
        if mark in named and any(f"{mark}.{detail}" in named for detail in details):
            named |= dict.fromkeys(
                f"{mark}.{detail}" for detail in details
            )  # a mark is heard in what no reaction names
    order = [name for name in singles() if name in named or name in set(Behaviour) or name in FORMS]
    moves = [move(), *(move(name) for name in order), *(move(name, carried=False) for name in order)]
    for names in together:
        each = [
            (name,) if name not in GROUPS else tuple(b for b in Behaviour if b in GROUPS[name])
            for name in dict.fromkeys(names)
            if name
        ]
        moves += (move(*concrete) for concrete in product(*each))
    unique: dict[frozenset[str], Move] = {}
    for one in moves:
        unique.setdefault(one.heard, one)
    return list(unique.values())
