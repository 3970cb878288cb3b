"""Whatever is said, in whatever state, the patient answers, and the most specific reaction wins."""

import gc
import weakref

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mi_trainer.patient.machine import MACHINES, compiled, weight
from mi_trainer.patient.person import Patient
from mi_trainer.patient.turn import answer, moment_of
from mi_trainer.practice.session import Session
from mi_trainer.scenario.model import Scenario
from scoring.codes import DETAILS, Behaviour, Mark, QuestionForm
from scoring.coding import Coding, FoundMark
from tests.doubles import Spoken


@st.composite
def codings(draw: st.DrawFn) -> Coding:
    """Any coding a coder could return."""
    behaviours = tuple(draw(st.lists(st.sampled_from(Behaviour), unique=True, max_size=4)))
    found = []
    for mark in draw(st.lists(st.sampled_from(Mark), unique=True, max_size=4)):
        detail = draw(st.sampled_from(("", *DETAILS.get(mark, ()))))
        found.append(FoundMark(mark, detail=detail))
    form = draw(st.sampled_from([None, *QuestionForm])) if Behaviour.QUESTION in behaviours else None
    return Coding(behaviours=behaviours, marks=tuple(found), question=form)


@settings(max_examples=25, deadline=None)  # whole sessions: some forty turns each
@given(data=st.data(), seed=st.integers(0, 2**31))
def test_any_sequence_of_codings_gives_lines_or_an_ending(small: Scenario, data: st.DataObject, seed: int) -> None:
    session = Session.begin(small, Spoken(), seed=seed)
    before = session.exchanges[0].reply
    while not session.over:
        exchange = session.hear(data.draw(st.sampled_from(["", "your heart", "Lee?"])), data.draw(codings()))
        assert exchange.reply
        assert exchange.reply[0].says != before[0].says
        assert all(0 <= value <= 10 for value in (exchange.disposition.trust, exchange.disposition.discord))
        before = exchange.reply
    assert session.outcome in {"plan", "left", "time"}


@settings(max_examples=60, deadline=None)
@given(state=st.sampled_from(["waiting", "talking", "shut", "low"]), coding=codings())
def test_what_fires_is_the_first_reaction_considered_that_holds(small: Scenario, state: str, coding: Coding) -> None:
    machine = compiled(small)
    patient = Patient(state, Patient.arriving(small).disposition, back_to="waiting")
    moment = moment_of(machine, patient, "my heart", coding, 1)
    fired, _ = machine.hear(moment)
    assert fired == next(verdict.rule for verdict in machine.consider(moment) if verdict.holds)


def hear(session: Session, codes: str) -> str:
    return session.respond(codes).reaction


def test_a_mark_about_a_topic_beats_a_plain_reflection(small: Scenario, coder: Spoken) -> None:
    session = Session.begin(small, coder, seed=1)
    both = "complex_reflection double_sided_reflection"
    assert hear(session, both) == "waiting/2"
    assert hear(session, both + " your heart") == "waiting/both_sides"


def test_explaining_a_turn_names_what_each_nearer_reaction_lacked(small: Scenario, coder: Spoken) -> None:
    session = Session.begin(small, coder, seed=1)
    text = "complex_reflection double_sided_reflection"
    verdicts = session.consider(text, coder.code(text))
    nearer = [v for v in verdicts if v.rule.id == "waiting/both_sides"]
    assert nearer[0].lacking == ("was not about heart",)


def test_of_equally_specific_reactions_the_states_own_comes_first(small: Scenario) -> None:
    own = small.states["waiting"].reactions[2]
    shared = small.anywhere[0]
    assert weight(own) == weight(shared)
    order = [
        v.rule.id
        for v in compiled(small).consider(moment_of(compiled(small), Patient.arriving(small), "", Coding(), 1))
    ]
    assert order.index("waiting/3") < order.index("anywhere/pushed")


def test_a_veiled_line_holds_the_patient_in_the_safety_lane_until_they_are_asked(
    small: Scenario, coder: Spoken
) -> None:
    session = Session.begin(small, coder, seed=1)
    assert "risk_voiced" in session.respond("emphasize_autonomy").flags
    for words in ("confront", "complex_reflection", "advice is cheap"):
        assert session.respond(words).state_after == "low"
    asked = session.respond("question safety_inquiry.suicide")
    assert asked.state_after == "waiting"
    assert "risk_asked" in asked.flags


def test_a_rupture_is_mended_by_an_apology(small: Scenario, coder: Spoken) -> None:
    session = Session.begin(small, coder, seed=1)
    assert session.respond("confront").state_after == "shut"
    assert session.respond("apology").state_after == "waiting"


def test_pushing_on_ends_it(small: Scenario, coder: Spoken) -> None:
    session = Session.begin(small, coder, seed=1)
    while not session.over:
        session.respond("confront")
    assert session.outcome == "left"


def test_the_appointment_ends_on_time(small: Scenario, coder: Spoken) -> None:
    session = Session.begin(small, coder, seed=1)
    while not session.over:
        session.respond("ok")
    assert (session.turn, session.exchanges[-1].reaction, session.outcome) == (12, "time", "time")


def test_an_ending_hears_nothing(small: Scenario) -> None:
    machine = compiled(small)
    patient = Patient("walked_out", Patient.arriving(small).disposition)
    with pytest.raises(ValueError, match="ending"):
        answer(machine, moment_of(machine, patient, "", Coding(), 3), 0)


def test_temperament_and_a_reactions_own_shift_add_up(small: Scenario, coder: Spoken) -> None:
    session = Session.begin(small, coder, seed=1)
    assert session.respond("confront").disposition.discord == 2 + 2 + 1


def test_an_author_who_saves_all_day_keeps_a_few_scenarios_in_memory_not_one_a_save(
    small: Scenario, coder: Spoken
) -> None:
    saved = [small.model_copy() for _ in range(9)]
    kept = [weakref.ref(scenario) for scenario in saved]
    for scenario in saved:
        Session.begin(scenario, coder, seed=1).respond("affirm")
    del saved, scenario
    gc.collect()
    assert sum(scenario() is not None for scenario in kept) == MACHINES
