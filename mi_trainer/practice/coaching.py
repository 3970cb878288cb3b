"""What a coached trainee can be told from the scenario: the author's advice for a situation, and a hint."""

from mi_trainer.patient.exchange import Exchange
from mi_trainer.practice.session import Session
from mi_trainer.scenario.model import RISK_ASKED, Coach, Scenario
from scoring.codes import Mark, label, term


def coach_for(scenario: Scenario, exchange: Exchange) -> Coach | None:
    """What the author advises for the situation that a turn answered: the reaction's own words, else the state's."""
    for rule, reaction in scenario.reactions():
        if rule == exchange.reaction and reaction.coach:
            return reaction.coach
    state = scenario.states.get(exchange.state_before)
    return state.coach if state else None


def hint(session: Session) -> str:
    """The skill that would help now, named and not worded."""
    if session.in_safety:
        skill: str = Mark.GETS_HELP if RISK_ASKED in session.patient.flags else Mark.SAFETY_INQUIRY
    elif session.state.coach:
        skill = session.state.coach.skill
    else:
        skill = session.scenario.practises[session.turn % len(session.scenario.practises)]
    try:
        words = term(skill.partition(".")[0]).hint
    except KeyError:  # a group of behaviours, or a form of question: its label says enough
        words = ""
    return f"{label(skill)}. {words}".strip()
