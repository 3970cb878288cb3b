"""One state made ready for the walk: which reaction answers each move there, told by bits and not by asking.

Every move is met by a set of a state's reactions, kept as the bits of a number in the order in which they are
considered; the one that fires is the lowest bit whose conditions hold. Moves that meet the same reactions and
move the patient alike are one class.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from mi_trainer.scenario.checks.subject import Subject
from mi_trainer.scenario.model import BUILT_IN_FLAGS, Process, Range, Shift, When
from mi_trainer.scenario.moves import Move, move, singles
from scoring.codes import FORMS, GROUPS, Behaviour, ClientTalk

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


class Class(NamedTuple):
    """Moves that mean the same in a state: which reactions hear them (bits), and how they move the patient."""

    mask: int
    shift: Levels
    way: Way
    asks_safety: bool


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
    """A state as the walk sees it. The last answer is ``otherwise``, whose bit is set in every class.

    ``always`` are the reactions without conditions; ``firm`` those that nothing else said in the same breath can
    keep from firing, because they have no ``unless``; ``masks`` the classes' masks, each once; ``plain`` each move
    about nothing in particular, said to nobody by name.
    """

    state: str
    lane: bool
    answers: tuple[Answer, ...]
    always: int
    firm: int
    conditions: tuple[tuple[int, Condition], ...]
    classes: tuple[Class, ...]
    masks: tuple[int, ...]
    plain: Mapping[str, tuple[int, Levels, bool]]


def _levels(shift: Shift) -> Levels:
    return (shift.trust, shift.importance, shift.confidence, shift.discord)


class Desks:
    """The desks of a scenario, made when first asked for."""

    def __init__(self, subject: Subject) -> None:
        """Prepare what all states share."""
        self.subject, self.scenario = subject, subject.scenario
        self.moves = _moves(subject)
        self.shifts = [self._temperament(one) for one in self.moves]
        self._bits: dict[tuple[tuple[str, ...], ...], int] = {}
        self._made: dict[str, Desk] = {}
        self._topics = [""] + [t for t in self.scenario.topics if self._asked_about(t)]
        self._people = list(self.scenario.people) + (["both"] if len(self.scenario.people) > 1 else [])
        self.relevant_flags = frozenset(
            flag for when in _whens(subject) for flag in (*when.flag, *when.no_flag)
        ) | (BUILT_IN_FLAGS if any(when.flag or when.no_flag for when in _whens(subject)) else frozenset())  # fmt: skip

    def _asked_about(self, topic: str) -> bool:
        return any(topic in reaction.about for _, reaction in self.scenario.reactions())

    def _temperament(self, one: Move) -> Levels:
        shifts = [_levels(shift) for name, shift in self.scenario.temperament.items() if name in one.heard]
        return tuple(map(sum, zip(*shifts, strict=True))) if shifts else (0.0, 0.0, 0.0, 0.0)  # type: ignore[return-value]

    def _heard_by(self, hears: tuple[str, ...], also: tuple[str, ...], unless: tuple[str, ...]) -> int:
        """The moves that satisfy these, as bits."""
        key = (hears, also, unless)
        if key not in self._bits:
            bits = 0
            for n, one in enumerate(self.moves):
                if (not hears or not one.heard.isdisjoint(hears)) and one.heard.issuperset(also):
                    bits |= (1 << n) if one.heard.isdisjoint(unless) else 0
            self._bits[key] = bits
        return self._bits[key]

    def __getitem__(self, state: str) -> Desk:
        if state not in self._made:
            self._made[state] = self._make(state)
        return self._made[state]

    def _make(self, state: str) -> Desk:
        here = self.scenario.states[state]
        order = self.subject.considered(state)
        answers, conditions, always, firm = [], [], 0, 0
        hearing = [0] * len(self.moves)
        about: dict[str, int] = {}
        addressed: dict[str, int] = {}
        for n, (name, reaction) in enumerate(order):
            bit = 1 << n
            answers.append(
                Answer(
                    name, _levels(reaction.shift), frozenset(reaction.sets), frozenset(reaction.clears),
                    reaction.goto if reaction.goto != state else None,
                    name if reaction.lines else f"{reaction.goto or state}/opens",
                )
            )  # fmt: skip
            if reaction.when and reaction.when.tests():
                conditions.append((bit, Condition.of(reaction.when)))
            else:
                always |= bit
            firm |= 0 if reaction.unless else bit
            bits = self._heard_by(reaction.hears, reaction.also, reaction.unless)
            while bits:
                low = bits & -bits
                hearing[low.bit_length() - 1] |= bit
                bits ^= low
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
        classes = self._classes(hearing, about, addressed, last)
        choosy = 0
        for wanted in (*about.values(), *(addressed.values() if len(self._people) > 1 else ())):
            choosy |= wanted
        plain = {
            one.name: ((bits & ~choosy) | last, shift, "safety_inquiry" in one.heard)
            for one, bits, shift in reversed(list(zip(self.moves, hearing, self.shifts, strict=True)))
        }
        return Desk(
            state, here.process is Process.SAFETY, tuple(answers), always | last, firm | last, tuple(conditions),
            tuple(classes), tuple({one.mask for one in classes}), plain,
        )  # fmt: skip

    def _classes(self, hearing: list[int], about: dict[str, int], addressed: dict[str, int], last: int) -> list[Class]:
        choosy_about, choosy_to = 0, 0
        for bits in about.values():
            choosy_about |= bits
        for bits in addressed.values():
            choosy_to |= bits
        made: dict[tuple[int, Levels, bool], Class] = {}
        everything = (last << 1) - 1
        for topic in self._topics if choosy_about else [""]:
            if topic and topic not in about:
                continue
            of_topic = everything & ~(choosy_about & ~about.get(topic, 0))
            for person in self._people if choosy_to else [""]:
                named = person if len(self._people) > 1 else ""
                open_bits = of_topic & ~(choosy_to & ~addressed.get(person, 0))
                for one, bits, shift in zip(self.moves, hearing, self.shifts, strict=True):
                    mask = (bits & open_bits) | last
                    asks = "safety_inquiry" in one.heard
                    if (mask, shift, asks) not in made:
                        made[mask, shift, asks] = Class(mask, shift, Way(one.name, topic, named, one.carried), asks)
        return list(made.values())


def _whens(subject: Subject) -> list[When]:
    of_lines = [line.when for _, line in subject.lines() if line.when]
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
    order = [name for name in singles() if name in named or name in set(Behaviour) or name in FORMS]
    moves = [move(), *(move(name) for name in order), *(move(name, carried=False) for name in order)]
    for names in together:
        concrete = [[name] if name not in GROUPS else [b.value for b in GROUPS[name]] for name in names if name]
        moves.append(move(*(one[0] for one in concrete)))
    unique: dict[frozenset[str], Move] = {}
    for one in moves:
        unique.setdefault(one.heard, one)
    return list(unique.values())
