"""A file of tests run: what followed from each turn, where that differs from what was expected, what was reached."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mi_trainer.authoring.content import Expected, Reviewed, Test, Turn
from mi_trainer.authoring.given import given
from mi_trainer.authoring.origins import line_sets, place_of, reaction_paths
from mi_trainer.authoring.standing import DISPOSITION, NoSuchPlace, begin
from mi_trainer.patient.exchange import Exchange
from mi_trainer.practice.session import Codes, Session
from mi_trainer.scenario.findings import Place
from mi_trainer.scenario.model import Scenario
from mi_trainer.scenario.yaml_text import KeyPath
from scoring.codes import ClientTalk
from scoring.coding import Coding, Context, TalkCoding

_SHORT = 60

Value = str | float | list[str]
"""What is expected and what happened, as it stands in a file."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One expectation that did not come true. ``happened`` is what to write instead; None if nothing can be."""

    path: KeyPath
    place: Place
    message: str
    happened: Value | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One test run: the exchanges, and what differed."""

    test: Test
    place: Place
    exchanges: tuple[Exchange, ...]
    differences: tuple[Difference, ...]

    @property
    def passed(self) -> bool:
        """Whether everything was as expected."""
        return not self.differences


class Lazy:
    """A coder that is only loaded when some words are to be heard."""

    def __init__(self, load: Callable[[], Codes]) -> None:
        self._load = load
        self._coder: Codes | None = None

    def __call__(self) -> Codes:
        """The coder."""
        if self._coder is None:
            self._coder = self._load()
        return self._coder


class WhenAsked:
    """A coder that is loaded when the first words are typed: turns given as codes need none."""

    def __init__(self, load: Callable[[], Codes]) -> None:
        self._coder = Lazy(load)

    @property
    def version(self) -> str:
        """Not known before it is needed. Nothing that is played with it is recorded."""
        return "when asked"

    def code(self, text: str, context: Context) -> Coding:
        """Code a trainee's volley."""
        return self._coder().code(text, context)

    def talk(self, text: str, context: Context) -> TalkCoding:
        """Code a client's turn."""
        return self._coder().talk(text, context)


class _Mute:
    """Hears nothing: every turn of a conversation with it is given as codes."""

    version = "codes"

    def code(self, text: str, context: Context) -> Coding:
        return Coding(coder=self.version)

    def talk(self, text: str, context: Context) -> TalkCoding:
        return TalkCoding(ClientTalk.NEUTRAL)


MUTE: Codes = _Mute()
"""A coder for conversations in which every turn is given as codes."""


def run(reviewed: Reviewed, coder: Lazy) -> Iterator[Outcome]:
    """Run every test of a file that was read without findings."""
    assert reviewed.tests is not None
    assert reviewed.scenario.scenario is not None
    for n, test in enumerate(reviewed.tests.tests):
        yield _run(reviewed, ("tests", n), test, coder)


def _run(reviewed: Reviewed, path: KeyPath, test: Test, coder: Lazy) -> Outcome:
    scenario, document = reviewed.scenario.scenario, reviewed.document
    assert scenario is not None
    there = document.place(path)
    hears: Codes = coder() if any(turn.text for turn in test.turns) else MUTE
    try:
        session = begin(scenario, hears, test.seed, test.from_, test.set.given(), test.flags)
    except NoSuchPlace as problem:
        at = document.place((*path, "from"))
        return Outcome(test, there, (), (Difference((*path, "from"), at, str(problem)),))
    differences: list[Difference] = []
    for m, turn in enumerate(test.turns):
        here: KeyPath = (*path, "turns", m)
        if session.over:
            left = len(test.turns) - m
            message = f"the conversation was already over ({session.outcome}) before this turn"
            message += f"; {left} turns were not said" if left > 1 else ""
            differences.append(Difference(here, document.place(here), message))
            break
        exchange = _take(session, turn)
        differences += _compared(reviewed, here, turn, exchange)
    return Outcome(test, there, tuple(session.exchanges), tuple(differences))


def _take(session: Session, turn: Turn) -> Exchange:
    if turn.text is not None:
        return session.respond(turn.text)
    said = given(session.scenario, turn.codes or (), turn.about, turn.to or "")
    return session.hear(said.text, said.coding)


def _compared(reviewed: Reviewed, path: KeyPath, turn: Turn, exchange: Exchange) -> Iterator[Difference]:
    document = reviewed.document
    at_line = place_of(reviewed.scenario, exchange.reaction).line
    because = f" ({exchange.reaction} fired, {reviewed.scenario.file.name}:{at_line})"
    for key, expected, happened, holds in _expectations(turn, exchange):
        if not holds:
            words = f"{_name(key)}: expected {_shown(expected)}, but it was {_shown(happened)}"
            at = (*path, *key)
            yield Difference(at, document.place(at), words + because, None if happened == "" else happened)
    if turn.not_ is not None:
        for key, unwanted, _, holds in _expectations(turn.not_, exchange):
            if holds:
                at = (*path, "not", *key)
                yield Difference(at, document.place(at), f"{_name(key)}: should not be {_shown(unwanted)}{because}")


def _expectations(expected: Expected, exchange: Exchange) -> Iterator[tuple[KeyPath, Value, Value, bool]]:
    """Each thing expected: its key, what is wanted, what happened, and whether that is as wanted."""
    if expected.state is not None:
        yield ("state",), expected.state, exchange.state_after, expected.state == exchange.state_after
    if expected.says:
        said = [each.says for each in exchange.reply]
        heard = all(any(_even(part) in _even(line) for line in said) for part in expected.says)
        yield ("says",), _some(expected.says), _some([begun(line) for line in said]), heard
    if expected.talk:
        kinds = list(dict.fromkeys(str(each.talk) for each in exchange.reply))
        wanted = [str(talk) for talk in expected.talk]
        yield ("talk",), _some(wanted), _some(kinds), set(wanted) <= set(kinds)
    for name in DISPOSITION if expected.disposition else ():
        wanted_range, value = getattr(expected.disposition, name), getattr(exchange.disposition, name)
        if wanted_range is not None:
            yield ("disposition", name), str(wanted_range), float(value), wanted_range.holds(round(value, 6))
    if expected.ending is not None:
        ended = exchange.ending or ""
        yield ("ending",), str(expected.ending), ended, ended == expected.ending
    if expected.reaction is not None:
        yield ("reaction",), expected.reaction, exchange.reaction, expected.reaction == exchange.reaction


def begun(says: str) -> str:
    """Enough of a line to know it by."""
    says = " ".join(says.split())
    return says if len(says) <= _SHORT else says[:_SHORT].rpartition(" ")[0]


def _even(words: str) -> str:
    return " ".join(words.replace("’", "'").split()).casefold()


def _some(values: Sequence[str]) -> str | list[str]:
    return values[0] if len(values) == 1 else list(values)


def _name(key: KeyPath) -> str:
    return str(key[-1])


def _shown(value: Value) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        return " and ".join(map(_shown, value)) if value else "nothing"
    return f'"{value}"' if " " in value and not value.startswith(("at ", "between ")) else value or "not over"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a scenario was reached, in three measures: what there is, and what was not reached of it.

    ``sets`` are sets of lines that take turns; one is reached as soon as any of its lines is said. ``lines`` is how
    many lines were said, and how many there are.
    """

    states: tuple[int, tuple[str, ...]]
    reactions: tuple[int, tuple[str, ...]]
    sets: tuple[int, tuple[tuple[str, ...], ...]]
    lines: tuple[int, int]


def reached(scenario: Scenario, conversations: Sequence[Sequence[Exchange]]) -> Coverage:
    """What of a scenario some conversations reached."""
    states, rules, said = Counter[str](), Counter[str](), Counter[str]()
    for exchanges in conversations:
        for exchange in exchanges:
            states.update((exchange.state_before, exchange.state_after))
            rules[exchange.reaction] += 1
            said.update(each.line for each in exchange.reply)

    def measure(known: Sequence[str], seen: Mapping[str, int]) -> tuple[int, tuple[str, ...]]:
        return len(known), tuple(name for name in known if name not in seen)

    sets = line_sets(scenario)
    return Coverage(
        measure(list(scenario.states), states),
        measure(list(reaction_paths(scenario)), rules),
        (len(sets), tuple(each for each in sets if not any(line in said for line in each))),
        (sum(line in said for each in sets for line in each), sum(map(len, sets))),
    )


def percent(total: int, missed: int) -> int:
    """The share reached, in whole per cent; 100 only if nothing was missed."""
    return 100 if not missed else min(99, round(100 * (total - missed) / total))
