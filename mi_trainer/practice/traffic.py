"""Where real sessions went through a scenario, counted from what was kept of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from mi_trainer.patient.exchange import Exchange
from mi_trainer.scenario.chart import Traffic

MOST_UNHEARD = 8
"""How many of the trainees' unmatched inputs are told for one state."""
_LONGEST = 200


def traffic(sessions: Iterable[Sequence[Exchange]]) -> dict[str, Traffic]:
    """Per state: turns taken there, codes heard, where they led, and what only ``otherwise`` caught."""
    turns: Counter[str] = Counter()
    codes: dict[str, Counter[str]] = defaultdict(Counter)
    exits: dict[str, Counter[str]] = defaultdict(Counter)
    unheard: dict[str, Counter[str]] = defaultdict(Counter)
    for exchanges in sessions:
        for exchange in exchanges:
            if not exchange.turn:
                continue
            state = exchange.state_before
            turns[state] += 1
            codes[state].update(str(name) for name in exchange.coding.names)
            if exchange.state_after != state:
                exits[state][exchange.state_after] += 1
            words = " ".join(exchange.trainee.split()).casefold()
            if exchange.reaction.endswith("/otherwise") and words:
                unheard[state][words[:_LONGEST]] += 1
    return {
        state: Traffic(
            number, dict(codes[state].most_common()), dict(exits[state].most_common()),
            tuple(sorted(unheard[state].items(), key=lambda item: (-item[1], item[0]))[:MOST_UNHEARD]),
        )
        for state, number in turns.items()
    }  # fmt: skip
