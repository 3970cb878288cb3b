"""Sessions with Lee, made from the codes that are typed, and their debriefs."""

from collections.abc import Sequence
from dataclasses import replace

from mi_trainer.debrief import Branch, Debrief, Moment, MomentKind, debrief_of
from mi_trainer.practice.exchange import Exchange
from mi_trainer.practice.session import Session
from mi_trainer.scenario.model import Scenario
from tests.doubles import Spoken

LONG = (
    "open_question",
    "complex_reflection double_sided_reflection.change heart",
    "open_question evokes_change_talk.desire",
    "closed_question",
    "complex_reflection reflects_change_talk",
    "persuade",
    "emphasize_autonomy simple_reflection",
    "affirm complex_reflection",
    "giving_information",
    "open_question",
    "complex_reflection reflects_sustain_talk",
    "planning open_question",
)
"""Twelve turns that end with Lee's own plan."""

INTO_THE_LANE = ("simple_reflection", "emphasize_autonomy")
"""Two turns after which Lee voices risk."""


def play(scenario: Scenario, turns: Sequence[str], seed: int = 3) -> Session:
    session = Session.begin(scenario, Spoken(), seed=seed)
    for turn in turns:
        if session.over:
            break
        session.respond(turn)
    return session


def looked_back(session: Session, *branches: Session, undone: int = 0) -> Debrief:
    others = [Branch(b.start, tuple(b.exchanges), b.outcome) for b in branches]
    return debrief_of(session.scenario, session.start, session.exchanges, session.outcome, others, undone)


def debriefed(scenario: Scenario, turns: Sequence[str], *, end: bool = True) -> Debrief:
    session = play(scenario, turns)
    if end:
        session.end_early()
    return looked_back(session)


def moment(debrief: Debrief, kind: MomentKind) -> Moment:
    found = [m for m in debrief.moments if m.kind is kind]
    assert len(found) == 1, [m.kind for m in debrief.moments]
    return found[0]


def saying(exchange: Exchange, trainee: str) -> Exchange:
    """The same exchange with other words from the trainee."""
    return replace(exchange, trainee=trainee)
