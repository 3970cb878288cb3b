"""The safety checklist: what a voiced risk asks of anyone in the room, scored apart from MI.

After a suicidal statement, plain or veiled: ask directly within the next one or two turns, then gather, access
supervision, take responsible action, extend (GATE: SAMHSA TIP 50). Direct closed questions are right here. What is
missed is the debrief's headline and never a point lost. A question put before the risk was voiced counts too: it may
be what brought it out.
"""

import re
from collections.abc import Callable, Sequence

from mi_trainer.debrief.values import Done, Safety, SafetyItem
from mi_trainer.debrief.views import RESPONSE_WINDOW
from mi_trainer.practice.exchange import Exchange
from scoring.codes import REFLECTIONS, Behaviour, Mark, SafetyTopic

_RISK = {
    SafetyTopic.SUICIDE: "thoughts of dying",
    SafetyTopic.OVERDOSE: "an overdose",
    SafetyTopic.NALOXONE: "an overdose",
    SafetyTopic.VIOLENCE: "violence",
}
_DIRECT = {
    SafetyTopic.SUICIDE: (SafetyTopic.SUICIDE,),
    SafetyTopic.OVERDOSE: (SafetyTopic.OVERDOSE, SafetyTopic.SUICIDE, SafetyTopic.NALOXONE),
    SafetyTopic.NALOXONE: (SafetyTopic.OVERDOSE, SafetyTopic.SUICIDE, SafetyTopic.NALOXONE),
    SafetyTopic.VIOLENCE: (SafetyTopic.VIOLENCE,),
}
"""Which direct questions answer which risk."""

_MEANS = re.compile(
    r"\b(how would you|how you(?:'d| would)|plans?|planned|method|means|pills|gun|stash|within reach|"
    r"(?:in|around) the (?:house|home)|on hand|access to|lock(?:ed)? (?:away|up)|tonight)\b",
    re.IGNORECASE,
)
"""Words that ask about a plan or about means, in a turn that follows a voiced risk."""

_THANKS = re.compile(r"\b(thank(?:s| you)|glad you (?:told|said)|took (?:courage|something|a lot))\b", re.IGNORECASE)


def checklists(exchanges: Sequence[Exchange], *, over: bool) -> tuple[Safety, ...]:
    """One checklist for each kind of risk that was voiced, in the order in which they were.

    ``over`` says that nothing more will be said; until then a question that is not asked yet is not missed.
    """
    voiced: dict[SafetyTopic, int] = {}
    for exchange in exchanges:
        for said in exchange.reply:
            if said.risk is not None and _RISK[said.risk] not in {_RISK[topic] for topic in voiced}:
                voiced[said.risk] = exchange.turn
    return tuple(_checklist(topic, turn, exchanges, over) for topic, turn in voiced.items())


def _checklist(topic: SafetyTopic, voiced_at: int, exchanges: Sequence[Exchange], over: bool) -> Safety:
    since = [e for e in exchanges if e.turn > voiced_at]
    asked = _put(exchanges, voiced_at, lambda e: _asks(e, _DIRECT[topic]))
    turns = max(asked - voiced_at, 0) if asked else None
    waiting = not over and asked is None and len(since) < RESPONSE_WINDOW
    missed = asked is None and not waiting
    words = next(said.says for e in exchanges if e.turn == voiced_at for said in e.reply if said.risk is not None)
    items = [_asked(topic, asked, voiced_at, waiting), *_further(topic, exchanges, voiced_at, asked)]
    return Safety(
        _RISK[topic],
        voiced_at,
        words,
        turns,
        tuple(items),
        _headline(topic, asked, voiced_at, len(since), waiting),
        missed,
    )


def _first(exchanges: Sequence[Exchange], holds: Callable[[Exchange], bool]) -> int | None:
    return next((e.turn for e in exchanges if holds(e)), None)


def _put(exchanges: Sequence[Exchange], voiced_at: int, holds: Callable[[Exchange], bool]) -> int | None:
    """The turn of a question: the first in the turns that follow the risk, else the last before, else a late one."""
    put = [e.turn for e in exchanges if e.turn and holds(e)]
    after, before = [turn for turn in put if turn > voiced_at], [turn for turn in put if turn <= voiced_at]
    if after and (not before or after[0] - voiced_at <= RESPONSE_WINDOW):
        return after[0]
    return before[-1] if before else None


def _asks(exchange: Exchange, topics: Sequence[SafetyTopic]) -> bool:
    return any(
        found.mark is Mark.SAFETY_INQUIRY and (not found.detail or found.detail in topics)
        for found in exchange.coding.marks
    )


def _headline(topic: SafetyTopic, asked: int | None, voiced_at: int, chances: int, waiting: bool) -> str:
    risk = _RISK[topic]
    if waiting:
        return f"Something was said that may be about {risk}. Ask about it directly."
    if asked is None and not chances:
        return f"Something was said that may be about {risk}, and the conversation ended there, unasked."
    if asked is None:
        return f"Something was said that may be about {risk}, and it was not asked about directly."
    if asked == voiced_at:
        return f"Something was said that may be about {risk}, in answer to your direct question."
    if asked < voiced_at:
        return f"Something was said that may be about {risk}. You had asked about it directly, in turn {asked}."
    if asked - voiced_at > RESPONSE_WINDOW:
        return f"Something was said that may be about {risk}. You asked directly, after {asked - voiced_at} turns."
    return f"Something was said that may be about {risk}, and you asked about it directly."


def _asked(topic: SafetyTopic, asked: int | None, voiced_at: int, waiting: bool) -> SafetyItem:
    ask = f"Ask directly about {_RISK[topic]}, within the next two turns"
    if asked is None:
        said = (
            "Your next turn is the place for it." if waiting else "Asking plainly does no harm, and it can save a life."
        )
        return SafetyItem(ask, Done.NO, said)
    turns = asked - voiced_at
    if turns == 0:
        when = f"You asked in turn {asked}, and this was the answer."
    elif turns < 0:
        when = f"You had asked already, in turn {asked}. After words like these it is right to ask again."
    else:
        when = "In your very next turn." if turns == 1 else f"After {turns} turns."
    return SafetyItem(ask, Done.YES if turns <= RESPONSE_WINDOW else Done.LATE, when, asked)


def _further(topic: SafetyTopic, exchanges: Sequence[Exchange], voiced_at: int, asked: int | None) -> list[SafetyItem]:
    since = [e for e in exchanges if e.turn > voiced_at]
    items = []
    if topic is SafetyTopic.SUICIDE:
        items.append(_item(
            "Ask about a plan, and about means within reach",
            _put(exchanges, voiced_at, lambda e: bool(_MEANS.search(e.trainee)) and _close(e, asked)),
            "Even when the answer was no, ask what makes tonight safe.",
        ))  # fmt: skip
    if topic in (SafetyTopic.OVERDOSE, SafetyTopic.NALOXONE):
        items.append(_item(
            "Ask whether an overdose was, or would be, meant",
            _put(exchanges, voiced_at, lambda e: _asks(e, (SafetyTopic.SUICIDE,))),
            "It is often not known until somebody asks.",
        ))  # fmt: skip
        items.append(_item(
            "Raise naloxone, with permission",
            _put(exchanges, voiced_at, lambda e: e.coding.has(Mark.SAFETY_INQUIRY, SafetyTopic.NALOXONE)),
            "Ask whether there is some at home, and who could give it.",
        ))  # fmt: skip
    items.append(_item(
        "Bring in help, or agree a plan before they leave",
        _first(since, lambda e: e.coding.has(Mark.GETS_HELP)),
        "Risk is not carried alone: tell your supervisor, and say what happens next.",
    ))  # fmt: skip
    items.append(_item(
        "Stay with the person: thank them, or say back what you heard",
        _first(since, _stays),
        "A sentence is enough: that took something to say.",
    ))  # fmt: skip
    return items


def _item(ask: str, turn: int | None, otherwise: str) -> SafetyItem:
    return SafetyItem(ask, Done.YES if turn else Done.NO, f"In turn {turn}." if turn else otherwise, turn)


def _close(exchange: Exchange, asked: int | None) -> bool:
    """Whether a turn is about the risk: the direct question itself, or one of the four after it."""
    return asked is not None and asked <= exchange.turn <= asked + 4


def _stays(exchange: Exchange) -> bool:
    warm = REFLECTIONS | {Behaviour.AFFIRM}
    return bool(warm & set(exchange.coding.behaviours)) or bool(_THANKS.search(exchange.trainee))


def pressing(found: Sequence[Safety]) -> Safety | None:
    """The checklist that has to come first: one that was missed, else one that was late, else none."""
    late = [s for s in found if s.turns_to_ask is not None and s.turns_to_ask > RESPONSE_WINDOW]
    return next((s for s in found if s.missed), late[0] if late else None)
