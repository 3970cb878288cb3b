"""Why a patient did what they did: the reaction that fired, and what the nearer ones lacked."""

from collections.abc import Iterator, Sequence
from itertools import takewhile

from mi_trainer.patient.machine import Verdict
from mi_trainer.plain_text import one_line
from mi_trainer.practice.exchange import Exchange

NEARER_ONES = 5
"""How many reactions that did not fire are given with their reasons."""


def why(exchange: Exchange, considered: Sequence[Verdict]) -> Iterator[str]:
    """Which reaction fired, and what the nearer ones lacked: of those looked at before it, the likeliest first."""
    yield f"Fired: {exchange.reaction}, from {exchange.state_before} to {exchange.state_after}."
    before = list(takewhile(lambda verdict: verdict.rule.id != exchange.reaction, considered))
    for verdict in sorted(before, key=lambda verdict: len(verdict.lacking))[:NEARER_ONES]:
        yield f"Not {verdict.rule.id}: {one_line('; '.join(verdict.lacking))}."
    if len(before) > NEARER_ONES:
        yield f"And {len(before) - NEARER_ONES} more that lacked as much or more."
