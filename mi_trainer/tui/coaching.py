"""What a coached trainee is told about a turn, gathered from the scenario, the coding and the feedback."""

from dataclasses import dataclass

from mi_trainer.debrief.values import CodeNote
from mi_trainer.debrief.views import notes
from mi_trainer.practice.coaching import coach_for, feedback_on
from mi_trainer.practice.exchange import Exchange
from mi_trainer.practice.session import Session
from scoring import feedback
from scoring.codes import ADHERENT, NON_ADHERENT, REFLECTIONS, Behaviour, label


@dataclass(frozen=True, slots=True)
class Coached:
    """A turn as the coaching panel shows it.

    ``told`` is the feedback in sentences, ``codes`` is everything heard in the turn, ``skill`` and ``reason`` are
    the author's advice for the situation where there is any; ``quoted`` says that the stronger way is a wording.
    """

    turn: int
    text: str
    codes: tuple[CodeNote, ...]
    told: feedback.Feedback
    skill: str = ""
    reason: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """The running counts of a session."""

    turns: int = 0
    reflections: int = 0
    questions: int = 0
    adherent: int = 0
    non_adherent: int = 0


def coached(session: Session, exchange: Exchange) -> Coached:
    """What to tell a trainee about one of their turns."""
    advice = coach_for(session.scenario, exchange)
    told = feedback_on(session, exchange)
    follows = bool(advice and advice.example == told.stronger)
    return Coached(
        exchange.turn, exchange.trainee, notes(exchange.trainee, exchange.coding), told,
        label(advice.skill) if advice and follows else "", advice.why if advice and follows else "", follows,
    )  # fmt: skip


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
