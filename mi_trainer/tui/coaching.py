"""What a coached trainee is told about a turn, gathered from the scenario, the coding and the feedback."""

from dataclasses import dataclass

from mi_trainer.debrief.values import CodeNote
from mi_trainer.debrief.views import notes
from mi_trainer.practice.exchange import Exchange
from mi_trainer.practice.session import Session
from mi_trainer.scenario.model import Coach
from scoring.codes import ADHERENT, NON_ADHERENT, REFLECTIONS, Behaviour, label, term


@dataclass(frozen=True, slots=True)
class Coached:
    """A turn as the coaching panel shows it: its codes, why they matter, and one stronger way."""

    turn: int
    text: str
    codes: tuple[CodeNote, ...]
    why: str
    skill: str
    stronger: str
    example: str
    safety: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """The running counts of a session."""

    turns: int = 0
    reflections: int = 0
    questions: int = 0
    adherent: int = 0
    non_adherent: int = 0


def coach_for(session: Session, exchange: Exchange) -> Coach | None:
    """What the author advises for the situation a turn answered: the reaction's own words, else the state's."""
    for rule_id, reaction in session.scenario.reactions():
        if rule_id == exchange.reaction and reaction.coach:
            return reaction.coach
    return session.scenario.states[exchange.state_before].coach


def counts(session: Session) -> Counts:
    """How many turns so far held what."""
    said = [set(e.coding.behaviours) for e in session.exchanges if e.turn]
    return Counts(
        len(said),
        sum(bool(REFLECTIONS & each) for each in said),
        sum(Behaviour.QUESTION in each for each in said),
        sum(len(ADHERENT & each) for each in said),
        sum(len(NON_ADHERENT & each) for each in said),
    )


def hint(session: Session) -> str:
    """The skill that would help now, named and not worded."""
    coach = session.state.coach
    if session.in_safety:
        skill = "gets_help" if "risk_asked" in session.patient.flags else "safety_inquiry"
    elif coach:
        skill = coach.skill
    else:
        skill = session.scenario.practises[session.turn % len(session.scenario.practises)]
    try:
        words = term(skill.partition(".")[0]).hint
    except KeyError:
        words = ""
    return f"{label(skill)}. {words}".strip()


def coached(session: Session, exchange: Exchange) -> Coached:
    """What to tell a trainee about one of their turns."""
    codes = notes(exchange.trainee, exchange.coding)
    main = next((note for note in codes), None)
    coach = coach_for(session, exchange)
    return Coached(
        exchange.turn, exchange.trainee, codes, term(main.name).why if main else "",
        label(coach.skill) if coach else "", coach.why if coach else "", coach.example if coach else "",
    )  # fmt: skip
