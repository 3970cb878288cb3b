"""Where in an author's file something came from: a line that was said, a reaction that fired, a state."""

from mi_trainer.scenario.findings import Place
from mi_trainer.scenario.model import Scenario, reaction_id
from mi_trainer.scenario.reader import Reading, lines
from mi_trainer.scenario.yaml_text import KeyPath


def reaction_paths(scenario: Scenario) -> dict[str, KeyPath]:
    """Every reaction and ``otherwise`` by the id that exchanges know it by, with its path in the file."""
    paths: dict[str, KeyPath] = {}
    for n, reaction in enumerate(scenario.anywhere, 1):
        paths[reaction_id("anywhere", n, reaction)] = ("anywhere", n - 1)
    for name, state in scenario.states.items():
        for n, reaction in enumerate(state.reactions, 1):
            paths[reaction_id(name, n, reaction)] = ("states", name, "reactions", n - 1)
        if state.otherwise:
            paths[f"{name}/otherwise"] = ("states", name, "otherwise")
    return paths


def line_paths(scenario: Scenario) -> dict[str, KeyPath]:
    """Every line by the id that what was said carries, with its path in the file."""
    owners = {path: rule for rule, path in reaction_paths(scenario).items()}
    paths: dict[str, KeyPath] = {}
    for path, _ in lines(scenario):
        pool, number = path[:-1], int(path[-1]) + 1
        owner = owners[pool[:-1]] if pool[-1] == "lines" else f"{pool[1]}/opens" if pool[-1] == "opens" else "pauses"
        paths[f"{owner}#{number}"] = path
    return paths


def line_sets(scenario: Scenario) -> list[tuple[str, ...]]:
    """The lines that take turns: those that stand in one place under the same condition, by their ids.

    Which of a set is said is a matter of turns and of the seed, whether any of it is said of what the trainee does.
    Pauses are left out: they are said to silence, which is no turn.
    """
    ids = {path: name for name, path in line_paths(scenario).items()}
    sets: dict[tuple[KeyPath, object], list[str]] = {}
    for path, line in lines(scenario):
        if path[0] != "pauses":
            sets.setdefault((path[:-1], line.when), []).append(ids[path])
    return [tuple(each) for each in sets.values()]


def place_of(reading: Reading, what: str) -> Place:
    """Where a line (``state/opens#1``), a reaction (``state/name``) or a state stands in its file."""
    if reading.scenario is None:
        return Place()
    path = line_paths(reading.scenario).get(what) if "#" in what else reaction_paths(reading.scenario).get(what)
    if path is not None:
        return reading.document.place(path)
    return reading.document.place(("states", what.partition("/")[0]), key=True)
