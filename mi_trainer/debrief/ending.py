"""How a conversation ended and why, in words."""

from collections.abc import Sequence

from mi_trainer.debrief.values import Ended
from mi_trainer.plain_text import prose
from mi_trainer.practice.exchange import Exchange
from mi_trainer.practice.session import ENDED_EARLY
from mi_trainer.scenario.model import Outcome, Scenario

_OUTCOMES: dict[str, tuple[str, str]] = {
    Outcome.COMMITMENT: ("A commitment", "{name} said in so many words what they mean to do."),
    Outcome.PLAN: ("A plan", "{name} left with a next step of their own."),
    Outcome.CONSIDERING: ("Still thinking it over", "{name} left with more to think about than they came with."),
    Outcome.UNCHANGED: ("No change, this time", "{name} left as they came. Some conversations only open a door."),
    Outcome.LEFT: ("{name} ended it", "{name} ended the conversation. Friction had built up over several turns."),
    Outcome.SAFETY: ("Safety came first", "The conversation turned to safety, which comes before everything else."),
    Outcome.TIME: ("The time was up", "The appointment was over before the conversation had come to rest."),
    ENDED_EARLY: ("You ended it early", "You stopped here. What was said so far is below."),
}  # fmt: skip
_UNFINISHED = ("Not finished", "This conversation is still open: you can take it up where it stopped.")


def ended(scenario: Scenario | None, exchanges: Sequence[Exchange], outcome: str | None, name: str) -> Ended:
    """How it ended: in the author's words where the scenario has them, else in general ones."""
    title, why = _OUTCOMES.get(outcome, ("Over", "The conversation is over.")) if outcome else _UNFINISHED
    title, why = title.replace("{name}", name), why.replace("{name}", name)
    last = scenario.states.get(exchanges[-1].state_after) if scenario and exchanges else None
    if last and last.ending and outcome == last.ending.outcome:
        return Ended(outcome, last.ending.title or title, prose(last.ending.debrief))
    return Ended(outcome, title, why)
