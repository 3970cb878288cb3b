"""Why a patient did what they did: what fired, what nearer reactions lacked, and what would have answered as well."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from mi_trainer.patient.machine import Verdict
from mi_trainer.plain_text import one_line
from mi_trainer.practice.exchange import Exchange
from mi_trainer.scenario.model import Reaction
from mi_trainer.scenario.precedence import weight
from scoring.codes import label

NEARER_ONES = 5
"""How many reactions that did not fire are given with their reasons."""
ALSO_HELD = 2
"""How many reactions that held too, and were looked at later, are given."""


def why(exchange: Exchange, considered: Sequence[Verdict]) -> Iterator[str]:
    """Which reaction fired, and what the nearer ones lacked: of those looked at before it, the likeliest first.

    Likeliest are those that heard the turn and asked for something besides, then those that lacked least.
    Then those that held as well and were looked at later, with the code that held them back: an author who lists an
    apology beside broader codes is surprised that the reaction counts as the broadest of them.
    """
    yield f"Fired: {exchange.reaction}, from {exchange.state_before} to {exchange.state_after}."
    before = list(takewhile(lambda verdict: verdict.rule.id != exchange.reaction, considered))
    for verdict in sorted(before, key=_unlikely)[:NEARER_ONES]:
        yield f"Not {verdict.rule.id}: {one_line('; '.join(verdict.lacking))}."
    if len(before) > NEARER_ONES:
        yield f"And {len(before) - NEARER_ONES} more that lacked as much or more."
    later = [verdict.rule for verdict in considered[len(before) + 1 :] if verdict.holds]
    held = [(rule.id, rule.reaction) for rule in later if rule.reaction is not None]
    for name, reaction in held[:ALSO_HELD]:
        broadest = held_back_by(reaction)
        yield f"Also held: {name}, which is looked at later" + (
            f": of what it hears, {label(broadest).lower()} is the broadest, and it counts as that. "
            "A code that should win needs a reaction of its own."
            if broadest else "."
        )  # fmt: skip


def _unlikely(verdict: Verdict) -> tuple[bool, int]:
    asks = verdict.rule.reaction is not None and bool(verdict.rule.reaction.hears)
    return not asks or any(lack.startswith("did not hear") for lack in verdict.lacking), len(verdict.lacking)


def held_back_by(reaction: Reaction) -> str:
    """Of several codes that a reaction hears, the one that makes it count for less; empty if all count the same."""
    weights = {name: weight(reaction.model_copy(update={"hears": (name,)})) for name in reaction.hears}
    return min(weights, key=weights.__getitem__) if len(set(weights.values())) > 1 else ""
