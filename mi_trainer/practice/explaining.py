"""Why a patient did what they did: what fired, what nearer reactions lacked, and what would have answered as well."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from mi_trainer.patient.machine import TIME_UP, Verdict
from mi_trainer.plain_text import one_line
from mi_trainer.practice.exchange import Exchange
from mi_trainer.scenario.conditions import asked
from mi_trainer.scenario.model import Reaction
from mi_trainer.scenario.precedence import broadest, weight, weights
from scoring.codes import label

NEARER_ONES = 5
"""How many reactions that did not fire are given with their reasons."""
ALSO_HELD = 2
"""How many reactions that held too, and were looked at later, are given."""


def why(exchange: Exchange, considered: Sequence[Verdict]) -> Iterator[str]:
    """Which reaction fired, and what the nearer ones lacked: of those looked at before it, the likeliest first.

    Likeliest are those that heard the turn and asked for something besides, then those that lacked least.
    Then those that held as well and were looked at later, with what the one that fired had over them.
    """
    yield f"Fired: {exchange.reaction}, from {exchange.state_before} to {exchange.state_after}."
    if exchange.reaction == TIME_UP:
        yield "The time was up. Then only a reaction that ends the conversation, or leads to the safety lane, is kept."
        return
    before = list(takewhile(lambda verdict: verdict.rule.id != exchange.reaction, considered))
    for verdict in sorted(before, key=_unlikely)[:NEARER_ONES]:
        lacked = one_line("; ".join(verdict.lacking)) or "there was no state to go back to"
        yield f"Not {verdict.rule.id}: {lacked}."
    if len(before) > NEARER_ONES:
        yield f"And {len(before) - NEARER_ONES} more that lacked as much or more."
    fired, *later = considered[len(before) :]
    held = [verdict for verdict in later if verdict.holds and verdict.rule.reaction is not None]
    for verdict in held[:ALSO_HELD]:
        yield f"Also held: {verdict.rule.id}, which is looked at later: {one_line(_ahead(fired, verdict, exchange))}"


def _unlikely(verdict: Verdict) -> tuple[bool, int]:
    asks = verdict.rule.reaction is not None and bool(verdict.rule.reaction.hears)
    return not asks or any(lack.startswith("did not hear") for lack in verdict.lacking), len(verdict.lacking)


def _ahead(fired: Verdict, other: Verdict, exchange: Exchange) -> str:
    """What puts the reaction that fired before another that held, in the terms that decide which is looked at first."""
    one, two = fired.rule.reaction, other.rule.reaction
    assert one is not None
    assert two is not None
    if one.urgent and not two.urgent:
        return f"{fired.rule.id} is urgent."
    if weight(one) == weight(two):
        own, as_well = (verdict.rule.id.startswith(f"{exchange.state_before}/") for verdict in (fired, other))
        first = "a state's own is looked at before one under anywhere" if own and not as_well else (
            "the one written first is looked at first"
        )  # fmt: skip
        return f"both ask for as much, and then {first}."
    more, less = _more(one, two), _more(two, one)
    told = f"{fired.rule.id} asks for more: {', '.join(more)}"
    told += f". That outweighs what this one asks for: {', '.join(less)}." if less else "."
    return told + _held_back(one, two, exchange.coding.heard)


def _more(one: Reaction, other: Reaction) -> list[str]:
    """What a reaction asks for that weighs more than what another asks for in its place."""
    above = zip(weights(one)._asdict().items(), weights(other), strict=True)
    heavier = [name for (name, here), there in above if here > there]
    words = asked(one) | {"hears": f"it counts as {label(broadest(one)).lower()}"}
    return [words[name].strip("[]") for name in heavier if name in words]


def _held_back(fired: Reaction, other: Reaction, heard: frozenset[str]) -> str:
    """What an author is told whose reaction hears more broadly, and would not be behind if it heard one code alone.

    Who lists an apology beside broader codes is surprised that the reaction counts as the broadest of them.
    """
    alone = [weight(other.model_copy(update={"hears": (name,)})) for name in other.hears if name in heard]
    if max(alone, default=0) < weight(fired) or weights(other).hears >= weights(fired).hears:
        return ""
    return (
        f" Of what this one hears, {label(broadest(other)).lower()} is the broadest, and it counts as that: "
        "a code that should win needs a reaction of its own."
    )
