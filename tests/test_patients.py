"""Every shipped patient, in every state, answers anything in character, and pushing is not the way."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise, product

import pytest

from mi_trainer.patient.person import Patient
from mi_trainer.patient.turn import moment_of
from mi_trainer.practice.session import Session, replay
from mi_trainer.scenario.library import files, shipped
from mi_trainer.scenario.model import Process, Scenario
from mi_trainer.scenario.moves import coding_of
from mi_trainer.scenario.reader import lines, read
from scoring.coder import Coder
from scoring.codes import ClientTalk, SafetyTopic
from tests.doubles import Spoken

IDS = [file.stem for file in files(shipped())]

ANYTHING = {
    "ok": "ok",
    "the weather": "Has it stopped raining where you are?",
    "a pasted chapter": "You have told me a great deal about how things have been. " * 90,
    "emoji": "😀🎉🔥" * 60,
    "another language": "Wie geht es Ihnen heute, und was möchten Sie besprechen?",
    "an insult": "You are a disgusting waste of my time.",
    "asked about suicide": "Are you suicidal?",
    "advice": "You should really just stop and listen to your doctor.",
    "both sides": "On the one hand it scares you to change anything, and on the other you are so tired of how it is.",
    "markup": "[bold]you[/bold] \x1b[31mfeel\x1b[0m \u202eevil",
    "a letter": "x",
}


@cache
def scenario(name: str) -> Scenario:
    reading = read(shipped() / f"{name}.yaml")
    assert reading.scenario is not None, "\n".join(map(str, reading.findings))
    return reading.scenario


@cache
def coder() -> Coder:
    return Coder.load()


def standing_in(patient: Scenario, state: str) -> Session:
    """A session whose patient stands in a state, as they might have come there."""
    session = Session.begin(patient, coder(), seed=11)
    there = patient.states[state].process is Process.SAFETY
    session._patient = replace(
        session.patient, state=state, back_to=patient.start if there else "", visits={patient.start: 1, state: 1}
    )
    return session


def going_on() -> Iterator[tuple[str, str]]:
    for name in IDS:
        for state, what in scenario(name).states.items():
            if not what.ending:
                yield name, state


def test_four_patients_ship() -> None:
    assert {"first-visit", "sponsor-wont-count", "kitchen-table", "starts-monday"} <= set(IDS)


@pytest.mark.parametrize(("name", "state"), list(going_on()))
def test_anything_said_in_any_state_is_answered_in_words_of_the_scenario(name: str, state: str) -> None:
    patient = scenario(name)
    known = {said.says for _, line in lines(patient) for said in (line, *line.then)}
    for what, text in ANYTHING.items():
        session = standing_in(patient, state)
        exchange = session.respond(text)
        assert exchange.reply, what
        assert {said.says for said in exchange.reply} <= known, what


@pytest.mark.parametrize(("name", "state"), list(going_on()))
def test_the_same_sentence_five_times_is_never_answered_twice_alike(name: str, state: str) -> None:
    session = standing_in(scenario(name), state)
    replies = []
    for _ in range(5):
        if not session.over:
            replies.append(session.respond("You are tired of all this.").reply[0].says)
    assert all(one != other for one, other in pairwise(replies))


@pytest.mark.parametrize(("name", "state"), list(going_on()))
@pytest.mark.parametrize("topic", [SafetyTopic.SUICIDE, SafetyTopic.OVERDOSE, SafetyTopic.VIOLENCE])
def test_a_plain_question_about_safety_is_answered_as_one_whatever_went_before(
    name: str, state: str, topic: SafetyTopic
) -> None:
    patient = scenario(name)
    if patient.states[state].process is Process.SAFETY:
        return  # the lane has its own order of things
    session = standing_in(patient, state)
    asked = coding_of(["closed_question", f"safety_inquiry.{topic}"])
    for flags, turn, liking in product((frozenset[str](), patient.flags), (3, 25), ({"trust": 1.0}, {"trust": 9.0})):
        at = session.patient.disposition.with_(**liking)
        moment = moment_of(session.machine, replace(session.patient, flags=flags, disposition=at), "", asked, turn)
        fired = next(verdict.rule for verdict in session.machine.consider(moment) if verdict.holds)
        assert fired.reaction is not None
        assert any(heard.startswith("safety_inquiry") for heard in fired.reaction.hears), fired.id


@pytest.mark.parametrize("name", IDS)
def test_every_patient_has_ten_states_and_three_ways_to_end(name: str) -> None:
    patient = scenario(name)
    endings = [state.ending.outcome for state in patient.states.values() if state.ending]
    assert len(patient.states) - len(endings) >= 10
    assert len(set(endings)) >= 3


@pytest.mark.parametrize("name", IDS)
def test_every_line_that_takes_a_side_says_of_what_kind(name: str) -> None:
    untagged = [
        said.says
        for _, line in lines(scenario(name))
        for said in (line, *line.then)
        if (said.talk in {ClientTalk.CHANGE, ClientTalk.SUSTAIN}) != (said.kind is not None)
    ]
    assert untagged == []


@pytest.mark.parametrize("name", IDS)
def test_pushing_brings_discord_and_an_early_end(name: str) -> None:
    session = Session.begin(scenario(name), Spoken(), seed=2)
    for codes in ("persuade righting_reflex", "confront", "confront", "persuade righting_reflex") * 4:
        if not session.over:
            session.respond(codes)
    talk = [said.talk for e in session.exchanges for said in e.reply]
    against = talk.count(ClientTalk.DISCORD) + talk.count(ClientTalk.SUSTAIN)
    assert against > talk.count(ClientTalk.CHANGE)
    assert session.outcome == "left"


@pytest.mark.parametrize("name", IDS)
def test_a_rupture_is_mended_within_three_turns(name: str) -> None:
    patient = scenario(name)
    session = Session.begin(patient, Spoken(), seed=2)
    calm = session.respond("complex_reflection").disposition.discord
    raised = session.respond("confront").disposition.discord
    assert raised > calm
    mending = ["apology", "complex_reflection", "emphasize_autonomy"]
    after = [session.respond(codes) for codes in mending]
    assert after[-1].disposition.discord < raised
    assert not any(said.talk is ClientTalk.DISCORD for said in after[-1].reply)


def voicing() -> list[str]:
    return [
        name
        for name in IDS
        if any(said.risk is SafetyTopic.SUICIDE for _, line in lines(scenario(name)) for said in (line, *line.then))
    ]


def test_somebody_voices_a_veiled_wish_to_die() -> None:
    assert voicing()


@pytest.mark.parametrize("name", voicing())
def test_who_voices_it_stays_with_it_until_asked_in_plain_words(name: str) -> None:
    patient = scenario(name)
    lane = next(
        key
        for key, state in patient.states.items()
        if state.process is Process.SAFETY and any(line.risk is SafetyTopic.SUICIDE for line in state.opens)
    )
    session = standing_in(patient, lane)
    for text in ("What's your job?", "You should sleep more.", "Don't worry, it'll pass.", "ok"):
        assert patient.states[session.respond(text).state_after].process is Process.SAFETY
    session._patient = replace(session.patient, flags=session.patient.flags | {"risk_voiced"})
    asked = session.respond("Are you thinking about killing yourself?")
    assert "risk_asked" in asked.flags


@pytest.mark.parametrize("name", IDS)
def test_a_session_can_be_played_again_word_for_word(name: str) -> None:
    once = Session.begin(scenario(name), coder(), seed=5)
    for text in ANYTHING.values():
        if not once.over:
            once.respond(text)
    again = replay(scenario(name), coder(), once.start, list(ANYTHING.values()))
    assert again.exchanges == once.exchanges


def test_a_patient_arrives_as_the_scenario_says() -> None:
    patient = Patient.arriving(scenario("first-visit"))
    assert (patient.state, patient.disposition.trust) == ("arms_folded", 3)
