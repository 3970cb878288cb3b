"""The walk is a guarantee: whatever is said, a real session never leaves what it found; and its ways lead there."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mi_trainer.practice.checking import Codes
from mi_trainer.practice.session import Session
from mi_trainer.scenario.checks.desk import DIMENSIONS, Desks, Way
from mi_trainer.scenario.checks.reach import Reached, reach
from mi_trainer.scenario.checks.shortest import proven
from mi_trainer.scenario.checks.steps import Stepper
from mi_trainer.scenario.checks.subject import Subject
from mi_trainer.scenario.checks.ways import routes
from mi_trainer.scenario.library import files, shipped
from mi_trainer.scenario.model import Scenario
from mi_trainer.scenario.moves import coding_of
from mi_trainer.scenario.reader import read
from tests.conftest import DATA
from tests.patient.test_machine import codings

FILES = {file.stem: file for file in (*files(shipped()), DATA / "small.yaml")}


def walked(file: Path) -> tuple[Subject, Desks, Reached]:
    reading = read(file)
    if reading.scenario is None:
        pytest.skip(f"{file.name} has errors: {reading.errors[0]}")
    subject = Subject.of(reading)
    desks = Desks(subject)
    return subject, desks, reach(subject, desks)


def spoken(scenario: Scenario, way: Way) -> str:
    """Words that touch a way's topic and address its person."""
    words = scenario.topics[way.topic][0] if way.topic else ""
    if way.to == "both":
        return f"Both of you, {words}"
    return f"{scenario.people[way.to].name}, {words}" if way.to else words


@pytest.mark.parametrize("name", FILES)
def test_no_session_leaves_what_the_walk_reached(name: str) -> None:
    subject, _, reached = walked(FILES[name])
    scenario = subject.scenario
    texts = ["", *(phrases[0] for phrases in scenario.topics.values()), "Both of you, listen."]
    texts += [f"{person.name}, tell me." for person in scenario.people.values()]

    @settings(max_examples=25, deadline=None)
    @given(data=st.data(), seed=st.integers(0, 1000))
    def play(data: st.DataObject, seed: int) -> None:
        session = Session.begin(scenario, Codes(), seed=seed)
        while not session.over and session.turn < 40:
            exchange = session.hear(data.draw(st.sampled_from(texts)), data.draw(codings()))
            if exchange.reaction != "time":
                assert (exchange.state_before, exchange.reaction) in reached.fires
                assert exchange.state_after in reached.edges[exchange.state_before, exchange.reaction]
            room = reached.rooms[exchange.state_after]
            for n, dimension in enumerate(DIMENSIONS):
                assert room.low[n] - 1e-9 <= getattr(exchange.disposition, dimension) <= room.high[n] + 1e-9
            if exchange.state_after != scenario.time.goto:
                assert reached.bits.names(room.must) <= set(exchange.flags)

    play()


@pytest.mark.parametrize("name", FILES)
def test_the_way_shown_to_an_ending_leads_to_it_in_a_real_session(name: str) -> None:
    subject, desks, reached = walked(FILES[name])
    scenario = subject.scenario
    stepper = Stepper(subject, desks)
    found = {end: route.turns for end, route in proven(stepper, reached, routes(stepper, reached)).items()}
    assert set(found) <= {state for state, one in scenario.states.items() if one.ending}
    assert len([way for way in found.values() if way]) >= 3
    arrived = 0
    for ending, way in found.items():
        if way is None or way[0].move == "anything":
            continue
        for seed in range(12):  # which line is said may decide whether risk was voiced
            session = Session.begin(scenario, Codes(), seed=seed)
            for turn in way:
                if not session.over:
                    names = [] if turn.move == "nothing" else turn.move.split(" + ")
                    session.hear(spoken(scenario, turn), coding_of(names, carried=turn.carried))
            if session.patient.state == ending:
                arrived += 1
                break
    assert arrived == sum(way is not None and way[0].move != "anything" for way in found.values())
