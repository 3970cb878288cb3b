"""Simulated trainees: policies that choose a move, as a code, from what has just been said.

They stand for ways of working that MI research tells apart. ``skilled`` follows the patient, evokes, and holds both
sides; ``mixed`` asks closed questions and informs between good turns; ``pushing`` argues, advises and warns. Each is
a function of the session and the chance given to it, so that the same seed plays the same conversation.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass

from mi_trainer.practice.session import Session
from mi_trainer.scenario.model import Process
from mi_trainer.scenario.moves import coding_of
from scoring.codes import ClientTalk, Mark
from scoring.coding import Coding

Chooses = Callable[[Session, random.Random], str]


@dataclass(frozen=True, slots=True)
class Trainee:
    """A way of working: its name, and the hearable name it would choose now."""

    name: str
    chooses: Chooses

    def coding(self, session: Session, chance: random.Random) -> Coding:
        """What this trainee does next, as a coding."""
        return coding_of([self.chooses(session, chance)])


def _last_talk(session: Session) -> ClientTalk:
    reply = session.exchanges[-1].reply
    talks = [said.talk for said in reply]
    for talk in (ClientTalk.DISCORD, ClientTalk.CHANGE, ClientTalk.SUSTAIN):
        if talk in talks:
            return talk
    return ClientTalk.NEUTRAL


def _weighed(chance: random.Random, weights: dict[str, float]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]


def _in_lane(session: Session, chance: random.Random) -> str:
    """In the safety lane: ask in plain words, then bring in help, then agree on what comes next."""
    asked = any(e.coding.has(Mark.SAFETY_INQUIRY) for e in session.exchanges[-2:])
    if not asked:
        topic = next((said.risk for said in session.exchanges[-1].reply if said.risk), None)
        return f"safety_inquiry.{topic}" if topic else "safety_inquiry.suicide"
    return _weighed(chance, {"gets_help": 4, "complex_reflection": 1, "planning": 1})


_SKILLED: dict[ClientTalk, dict[str, float]] = {
    ClientTalk.DISCORD: {"complex_reflection": 4, "apology": 3, "emphasize_autonomy": 3},
    ClientTalk.SUSTAIN: {"double_sided_reflection": 4, "reflects_feeling": 2, "emphasize_autonomy": 2,
                         "evokes_change_talk": 2},
    ClientTalk.CHANGE: {"reflects_change_talk": 4, "evokes_change_talk": 3, "affirm": 2, "reflects_value": 1,
                        "planning": 1.5, "summary": 0.5},
    ClientTalk.NEUTRAL: {"complex_reflection": 3, "evokes_change_talk": 3, "open_question": 2, "affirm": 1,
                         "seek_collaboration": 1},
}  # fmt: skip
_WHEN_PLANNING: dict[str, float] = {
    "planning": 4, "affirm": 2, "emphasize_autonomy": 2, "reflects_change_talk": 2, "summary": 2, "offers_options": 1,
}  # fmt: skip


def _skilled(session: Session, chance: random.Random) -> str:
    if session.in_safety:
        return _in_lane(session, chance)
    talk = _last_talk(session)
    if talk is not ClientTalk.DISCORD and session.state.process in (Process.PLANNING, Process.FOCUSING):
        return _weighed(chance, _WHEN_PLANNING)
    if session.turn and session.turn % 8 == 0:
        return "summary"
    return _weighed(chance, _SKILLED[talk])


def _mixed(session: Session, chance: random.Random) -> str:
    if session.in_safety and chance.random() < 0.7:
        return _in_lane(session, chance)
    if chance.random() < 0.4:
        return _skilled(session, chance)
    return _weighed(
        chance,
        {"closed_question": 4, "open_question": 2, "giving_information": 3, "simple_reflection": 3, "persuade": 1.5,
         "reassurance": 1, "stacked_questions": 0.5},
    )  # fmt: skip


def _pushing(session: Session, chance: random.Random) -> str:
    return _weighed(
        chance,
        {"persuade": 4, "righting_reflex": 3, "giving_information": 2, "closed_question": 2, "confront": 1.5,
         "premature_focus": 1, "evokes_sustain_talk": 0.5, "labelling": 0.3},
    )  # fmt: skip


TRAINEES: dict[str, Trainee] = {
    name: Trainee(name, chooses) for name, chooses in (("skilled", _skilled), ("mixed", _mixed), ("pushing", _pushing))
}


def words_for(session: Session, chance: random.Random, coding: Coding) -> str:
    """What the turn touches, without saying it: somebody's name where two are in the room, a topic's own word.

    Reactions ask for topics and for who is addressed, and those are heard in words, not in codes.
    """
    topics = sorted({topic for reaction in session.state.reactions for topic in reaction.about})
    people = list(session.scenario.people.values())
    name = f"{chance.choice(people).name}, " if len(people) > 1 else ""
    if topics and not coding.has(Mark.SAFETY_INQUIRY) and chance.random() < 0.7:
        return name + session.scenario.topics[chance.choice(topics)][0]
    return name


def play(session: Session, trainee: Trainee, seed: int, most: int = 80) -> Session:
    """Let a trainee talk until the conversation is over, or for that many turns."""
    chance = random.Random(f"{trainee.name}/{seed}")
    while not session.over and session.turn < most:
        coding = trainee.coding(session, chance)
        session.hear(words_for(session, chance, coding), coding)
    return session
