"""What every check looks at: a scenario, and where each part of it stands in the file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from pathlib import Path

from mi_trainer.scenario.checks.catalogue import found
from mi_trainer.scenario.findings import Finding
from mi_trainer.scenario.model import Coach, Line, Reaction, Scenario, reaction_id
from mi_trainer.scenario.precedence import Weighed, orders
from mi_trainer.scenario.reader import Reading
from mi_trainer.scenario.yaml_text import Document, KeyPath


class Voice(Enum):
    """Whose words a text is."""

    PATIENT = 1
    COACH = 2
    DEBRIEF = 3
    TRAINER = 4


@dataclass(frozen=True)
class Pool:
    """The lines that one thing has to say: its id (as in a line's id), where they stand, and the lines."""

    id: str
    path: KeyPath
    lines: tuple[Line, ...]
    state: str = ""
    reaction: Reaction | None = None


@dataclass(frozen=True)
class Subject:
    """A scenario that could be read, with its document. ``once`` remembers which reactions fire at most once."""

    scenario: Scenario
    document: Document
    once: dict[str, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: Reading) -> "Subject":
        """The subject of a reading that has a scenario.

        Raises:
            ValueError: the reading has none.
        """
        if reading.scenario is None:
            raise ValueError("a scenario with errors cannot be checked further")
        return cls(reading.scenario, reading.document)

    @property
    def file(self) -> Path:
        """The scenario's file."""
        return self.document.file

    def finding(
        self, code: str, path: KeyPath, message: str, hint: str = "", *, key: bool = False, words: str = ""
    ) -> Finding:
        """A finding at the place of a path, or where some words of the text there stand."""
        place = self.document.words(path, words) if words else self.document.place(path, key=key)
        return found(code, self.file, place, message, hint)

    def considered(self, state: str) -> tuple[Weighed, ...]:
        """A state's reactions in the order in which they are looked at."""
        return self._orders[state]

    @cached_property
    def _orders(self) -> dict[str, tuple[Weighed, ...]]:
        return orders(self.scenario)

    @cached_property
    def reactions(self) -> dict[str, Reaction]:
        """Every reaction by its id."""
        return dict(self.scenario.reactions())

    @cached_property
    def cleared(self) -> frozenset[str]:
        """The flags that something clears."""
        return frozenset(flag for reaction in self.reactions.values() for flag in reaction.clears)

    @cached_property
    def texts(self) -> tuple[tuple[KeyPath, str, Voice], ...]:
        """Every text that somebody reads, with its path and whose it is."""
        return tuple(self._texts())

    def _texts(self) -> Iterator[tuple[KeyPath, str, Voice]]:
        scenario = self.scenario
        yield ("title",), scenario.title, Voice.TRAINER
        yield ("brief",), scenario.brief, Voice.TRAINER
        if scenario.debrief:
            yield ("debrief",), scenario.debrief, Voice.DEBRIEF
        for key, person in scenario.people.items():
            yield ("people", key, "about"), person.about, Voice.TRAINER
        coaches: list[tuple[KeyPath, Coach]] = []
        for name, reaction in self.reactions.items():
            if reaction.coach:
                coaches.append(((*self.reaction_paths[name], "coach"), reaction.coach))
        for name, state in scenario.states.items():
            at: KeyPath = ("states", name)
            if state.note:
                yield (*at, "note"), state.note, Voice.TRAINER
            if state.coach:
                coaches.append(((*at, "coach"), state.coach))
            if state.ending:
                yield (*at, "ending", "debrief"), state.ending.debrief, Voice.DEBRIEF
                if state.ending.title:
                    yield (*at, "ending", "title"), state.ending.title, Voice.TRAINER
        for path, coach in coaches:
            yield (*path, "why"), coach.why, Voice.COACH
            yield (*path, "example"), coach.example, Voice.COACH
        for path, line in self.lines:
            yield (*path, "says"), line.says, Voice.PATIENT
            for n, saying in enumerate(line.then):
                yield (*path, "then", n, "says"), saying.says, Voice.PATIENT

    @cached_property
    def reaction_paths(self) -> dict[str, KeyPath]:
        """Where each reaction stands, by its id."""
        paths: dict[str, KeyPath] = {
            reaction_id("anywhere", n, r): ("anywhere", n - 1) for n, r in enumerate(self.scenario.anywhere, 1)
        }
        for name, state in self.scenario.states.items():
            for n, reaction in enumerate(state.reactions, 1):
                paths[reaction_id(name, n, reaction)] = ("states", name, "reactions", n - 1)
        return paths

    @cached_property
    def pools(self) -> dict[str, Pool]:
        """Every group of lines that are said for the same thing, by id."""
        scenario = self.scenario
        pools = [Pool("pauses", ("pauses",), scenario.pauses)]
        for n, reaction in enumerate(scenario.anywhere, 1):
            pools.append(
                Pool(reaction_id("anywhere", n, reaction), ("anywhere", n - 1, "lines"), reaction.lines, "", reaction)
            )
        for name, state in scenario.states.items():
            pools.append(Pool(f"{name}/opens", ("states", name, "opens"), state.opens, name))
            for n, reaction in enumerate(state.reactions, 1):
                path: KeyPath = ("states", name, "reactions", n - 1, "lines")
                pools.append(Pool(reaction_id(name, n, reaction), path, reaction.lines, name, reaction))
            if state.otherwise:
                pools.append(
                    Pool(f"{name}/otherwise", ("states", name, "otherwise", "lines"), state.otherwise.lines, name)
                )
        return {pool.id: pool for pool in pools if pool.lines}

    @cached_property
    def lines(self) -> tuple[tuple[KeyPath, Line], ...]:
        """Every line with its path."""
        return tuple(((*pool.path, n), line) for pool in self.pools.values() for n, line in enumerate(pool.lines))
