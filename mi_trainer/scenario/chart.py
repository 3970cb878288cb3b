"""What a drawing of a scenario shows: states by process, labelled arrows, and where real sessions went."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mi_trainer.scenario.collecting import collected_later
from mi_trainer.scenario.conditions import condition_words
from mi_trainer.scenario.model import Process, Scenario
from scoring.codes import label

ANYWHERE = "anywhere"
CLOCK = "clock"
ENDINGS = "endings"


@dataclass(frozen=True, slots=True)
class Traffic:
    """Where real sessions went through one state.

    ``turns`` is how many turns were taken there, ``codes`` how often each code was heard in them, ``exits`` which
    states they led to and how often, ``unheard`` what trainees said that only ``otherwise`` caught, most frequent
    first: the author's list of things to write.
    """

    turns: int = 0
    codes: Mapping[str, int] = field(default_factory=dict)
    exits: Mapping[str, int] = field(default_factory=dict)
    unheard: tuple[tuple[str, int], ...] = ()

    def length(self) -> str:
        """How many turns were taken there, in words."""
        return "1 turn" if self.turns == 1 else f"{self.turns} turns"

    def mix(self, most: int = 4) -> str:
        """The codes heard most, in words, with their share of the turns."""
        ranked = sorted(self.codes.items(), key=lambda item: (-item[1], item[0]))[:most]
        return ", ".join(f"{label(name).lower()} {100 * n / max(1, self.turns):.0f}%" for name, n in ranked)


@dataclass(frozen=True, slots=True)
class Node:
    """A state in a drawing. ``group`` is its process or ``endings``; ``stays`` are the reactions that stay in it."""

    name: str
    group: str
    outcome: str = ""
    start: bool = False
    stays: int = 0


@dataclass(frozen=True, slots=True)
class Arrow:
    """One or more reactions that lead from one state to another.

    ``labels`` say what each asks for; ``names`` are what their author calls them, empty where one has no name.
    """

    source: str
    target: str
    labels: tuple[str, ...]
    names: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """What fits beside a line: the first reaction by its author's name for it, and how many more there are."""
        first = next((name.replace("_", " ") for name in self.names if name), self.labels[0])
        return first + (f" +{len(self.labels) - 1}" if len(self.labels) > 1 else "")

    def called(self) -> Iterator[str]:
        """Each reaction in words, after its name."""
        for name, words in zip(self.names or ("",) * len(self.labels), self.labels, strict=True):
            yield f"{name}: {words}" if name else words


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn. Reactions that hold anywhere start from one node of that name, the clock from its own."""

    title: str
    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    traffic: Mapping[str, Traffic] = field(default_factory=dict)

    def groups(self) -> dict[str, list[Node]]:
        """The nodes by group, in the order of MI's processes, the safety lane and the endings last."""
        made: dict[str, list[Node]] = {}
        for group in (*(p.value for p in Process if p is not Process.SAFETY), Process.SAFETY.value, ENDINGS):
            if members := [node for node in self.nodes if node.group == group]:
                made[group] = members
        return made


def _leading(scenario: Scenario) -> Iterator[tuple[str, str, str, str]]:
    """From where, to where, what it asks for, and what its author calls it."""
    for reaction in scenario.anywhere:
        if reaction.goto:
            yield ANYWHERE, reaction.goto, condition_words(reaction), reaction.name or ""
    for name, state in scenario.states.items():
        for reaction in state.reactions:
            if reaction.goto and reaction.goto != name:
                yield name, reaction.goto, condition_words(reaction), reaction.name or ""
        if state.otherwise and state.otherwise.goto not in (None, name):
            yield name, str(state.otherwise.goto), "anything else", ""
    yield CLOCK, scenario.time.goto, f"turn {scenario.time.turns}", ""


@collected_later()
def charted(scenario: Scenario, traffic: Mapping[str, Traffic] | None = None) -> Chart:
    """A scenario as nodes and arrows, with where sessions went if that is known."""
    nodes = tuple(
        Node(
            name,
            ENDINGS if state.ending else (state.process or Process.ENGAGING).value,
            state.ending.outcome.value if state.ending else "",
            name == scenario.start,
            sum(reaction.goto in (None, name) for reaction in state.reactions),
        )
        for name, state in scenario.states.items()
    )
    merged: dict[tuple[str, str], dict[str, str]] = {}
    for source, target, words, name in _leading(scenario):
        merged.setdefault((source, target), {}).setdefault(words, name)
    arrows = tuple(
        Arrow(source, target, tuple(labels), tuple(labels.values())) for (source, target), labels in merged.items()
    )
    return Chart(f"{scenario.title} ({scenario.id})", nodes, arrows, traffic or {})
