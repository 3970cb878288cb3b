"""What every check looks at: a scenario, and where each part of it stands in the file."""

from dataclasses import dataclass, field
from functools import cached_property

from mi_trainer.scenario.checks.written import Written
from mi_trainer.scenario.model import Line, Reaction, Scenario, reaction_id
from mi_trainer.scenario.precedence import Weighed, orders
from mi_trainer.scenario.reader import Reading
from mi_trainer.scenario.yaml_text import KeyPath


@dataclass(frozen=True)
class Pool:
    """The lines that one thing has to say: its id (as in a line's id), where they stand, and the lines."""

    id: str
    path: KeyPath
    lines: tuple[Line, ...]
    state: str = ""
    reaction: Reaction | None = None


@dataclass(frozen=True)
class Subject(Written):
    """A scenario that could be read, with its document. ``once`` remembers which reactions fire at most once."""

    scenario: Scenario
    once: dict[str, bool] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: Reading) -> "Subject":
        """The subject of a reading that has a scenario.

        Raises:
            ValueError: the reading has none.
        """
        if reading.scenario is None:
            raise ValueError("a scenario with errors cannot be checked further")
        return cls(reading.document, reading.scenario)

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
