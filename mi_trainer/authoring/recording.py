"""A played session as a file of tests: what was heard at each turn, and what followed."""

from collections.abc import Iterator, Sequence

from mi_trainer.authoring.accepting import written
from mi_trainer.authoring.given import as_codes
from mi_trainer.authoring.trying import begun
from mi_trainer.patient.exchange import Exchange
from mi_trainer.plain_text import one_line
from mi_trainer.scenario.model import Scenario


def recorded(scenario: Scenario, seed: int, exchanges: Sequence[Exchange], *, words: bool, name: str = "") -> str:
    """A session as the text of a file of tests, for the scenario of that name beside it.

    Turns are codes, so that the test does not depend on the coder, with the words as a comment; with ``words``
    they are the words themselves, and the whole way from typing to answer is tested.
    """
    return "\n".join(_lines(scenario, seed, exchanges, words, name)) + "\n"


def _lines(scenario: Scenario, seed: int, exchanges: Sequence[Exchange], words: bool, name: str) -> Iterator[str]:
    turns = [exchange for exchange in exchanges if exchange.turn]
    last = turns[-1] if turns else None
    ending = f"ends with {last.ending}" if last and last.ending else "goes on"
    yield f"# Beside {scenario.id}.yaml, as {scenario.id}.tests.yaml; run it with: mi-trainer test {scenario.id}.yaml"
    yield "tests:"
    length = "1 turn" if len(turns) == 1 else f"{len(turns)} turns"
    yield f"  - name: {written(name or f'{length}, after which it {ending}')}"
    yield f"    seed: {seed}"
    yield "    turns:"
    for exchange in turns:
        if words:
            yield f"      - text: {written(one_line(exchange.trainee))}"
        else:
            if exchange.trainee.strip():
                yield f"      # {one_line(exchange.trainee)}"
            yield f"      - codes: {written(as_codes(exchange.coding))}"
            if exchange.topics:
                yield f"        about: {written(list(exchange.topics))}"
            if len(scenario.people) > 1 and exchange.addressed:
                yield f"        to: {exchange.addressed}"
        yield from (f"        {line}" for line in _followed(exchange))


def _followed(exchange: Exchange) -> Iterator[str]:
    yield f"reaction: {written(exchange.reaction)}"
    yield f"state: {exchange.state_after}"
    says = [begun(each.says) for each in exchange.reply]
    yield f"says: {written(says[0] if len(says) == 1 else says)}"
    yield f"talk: {written(list(dict.fromkeys(str(each.talk) for each in exchange.reply)))}"
    if exchange.ending:
        yield f"ending: {exchange.ending}"
