"""What a coached trainee is told: about a turn, and as a hint before one."""

from dataclasses import replace

from mi_trainer.patient.exchange import Exchange
from mi_trainer.practice.session import Session
from mi_trainer.scenario.model import RISK_ASKED, Coach, Process, Scenario
from scoring import feedback
from scoring.codes import Mark, label, term
from scoring.coding import Context


def coach_for(scenario: Scenario, exchange: Exchange) -> Coach | None:
    """What the author advises for the situation that a turn answered: the reaction's own words, else the state's."""
    for rule, reaction in scenario.reactions():
        if rule == exchange.reaction and reaction.coach:
            return reaction.coach
    state = scenario.states.get(exchange.state_before)
    return state.coach if state else None


def feedback_on(session: Session, exchange: Exchange) -> feedback.Feedback:
    """What to tell a trainee about one of the session's turns, with the author's advice where there is any.

    In the safety lane it always says that safety comes first, whatever words the patient voiced the risk in.
    """
    before = next((e.reply for e in session.exchanges if e.turn == exchange.turn - 1), ())
    context = Context(
        patient=" ".join(said.says for said in before),
        talk=before[-1].talk if before else None,
        target=session.scenario.target,
    )
    advice = coach_for(session.scenario, exchange)
    done = advice is not None and exchange.coding.hears(advice.skill)  # what was just done needs no example
    given = feedback.Coach(advice.skill, advice.why, advice.example) if advice and not done else None
    told = feedback.feedback(exchange.coding, context, given)
    state = session.scenario.states.get(exchange.state_before)
    in_lane = state is not None and state.process is Process.SAFETY
    return replace(told, note=feedback.SAFETY_FIRST) if in_lane else told


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
