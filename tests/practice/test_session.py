"""A session: kept before it is shown, taken back, taken up again, and the same for the same words."""

from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mi_trainer.practice.exchange import Exchange, Mode
from mi_trainer.practice.session import EmptyTurn, NotKept, Session, SessionOver, Start, recall, replay
from mi_trainer.scenario.model import Scenario
from tests.doubles import Spoken

WORDS = st.lists(
    st.sampled_from(
        ["ok", "confront", "complex_reflection", "double_sided_reflection heart", "apology", "emphasize_autonomy",
         "question safety_inquiry.suicide", "planning", "[b]?\x1b[0m", "żółw ♥"]
    ),
    min_size=1, max_size=14,
)  # fmt: skip


@dataclass
class FakeKeeper:
    events: list[str] = field(default_factory=list)
    full: bool = False

    def begin(self, start: Start, script: str = "") -> None:
        self.events.append("begin")

    def add(self, session: str, exchange: Exchange) -> None:
        if self.full:
            raise NotKept("The disk is full.")
        self.events.append(f"add {exchange.turn}")

    def undo(self, session: str, turn: int) -> None:
        self.events.append(f"undo {turn}")

    def end(self, session: str, outcome: str) -> None:
        self.events.append(f"end {outcome}")


@settings(max_examples=40, deadline=None)
@given(texts=WORDS, seed=st.integers(0, 2**31))
def test_the_same_words_from_the_same_seed_give_the_same_session(small: Scenario, texts: list[str], seed: int) -> None:
    once = Session.begin(small, Spoken(), seed=seed)
    for text in texts:
        if not once.over:
            once.respond(text)
    assert replay(small, Spoken(), once.start, texts).exchanges == once.exchanges


@settings(max_examples=40, deadline=None)
@given(texts=WORDS, cut=st.integers(0, 14))
def test_a_session_taken_up_goes_on_as_if_never_left(small: Scenario, texts: list[str], cut: int) -> None:
    whole = Session.begin(small, Spoken(), seed=7)
    halves = Session.begin(small, Spoken(), seed=7)
    for n, text in enumerate(texts):
        if n == cut:
            halves = Session.resume(small, Spoken(), halves.start, halves.exchanges)
        if not whole.over:
            assert whole.respond(text) == halves.respond(text)
    assert recall(small, whole.exchanges) == whole.patient


@settings(max_examples=40, deadline=None)
@given(texts=WORDS)
def test_undo_leaves_no_trace_on_what_follows(small: Scenario, texts: list[str]) -> None:
    plain, wavering = (Session.begin(small, Spoken(), seed=3) for _ in range(2))
    for text in texts:
        if plain.over:
            break
        wavering.respond("confront")
        wavering.undo()
        assert plain.respond(text) == wavering.respond(text)


def test_every_turn_is_kept_before_it_is_returned(small: Scenario, coder: Spoken) -> None:
    keeper = FakeKeeper()
    session = Session.begin(small, coder, seed=1, keeper=keeper)
    session.respond("ok")
    session.undo()
    session.end_early()
    assert keeper.events == ["begin", "add 0", "add 1", "undo 1", "end ended_early"]


def test_when_a_turn_cannot_be_kept_the_conversation_goes_on_and_says_so(small: Scenario, coder: Spoken) -> None:
    keeper = FakeKeeper()
    session = Session.begin(small, coder, seed=1, keeper=keeper)
    keeper.full = True
    assert session.respond("ok").reply
    assert session.unkept == "The disk is full."


def test_nothing_but_white_space_is_no_turn_and_the_patient_waits(small: Scenario, coder: Spoken) -> None:
    session = Session.begin(small, coder, seed=1)
    with pytest.raises(EmptyTurn):
        session.respond(" \n\t ")
    waits = [session.pause()[0].says for _ in range(6)]
    assert all(a != b for a, b in pairwise(waits))
    assert session.turn == 0


def test_after_the_end_nothing_is_heard(small: Scenario, coder: Spoken) -> None:
    session = Session.begin(small, coder, seed=1)
    session.end_early()
    with pytest.raises(SessionOver):
        session.respond("ok")


def test_trying_a_turn_again_shares_what_came_before_and_nothing_after(small: Scenario, coder: Spoken) -> None:
    session = Session.begin(small, coder, seed=1, mode=Mode.ASSESSED)
    for text in ("complex_reflection", "confront", "ok"):
        session.respond(text)
    again = session.branch(2)
    assert again.exchanges == session.exchanges[:2]
    assert (again.start.parent, again.start.parent_turn) == (session.id, 2)
    assert again.respond("complex_reflection").turn == 2
    assert session.turn == 3
    with pytest.raises(ValueError, match="no turn 9"):
        session.branch(9)


def test_each_mode_is_remembered(small: Scenario, coder: Spoken) -> None:
    assert Session.begin(small, coder, mode=Mode.ASSESSED).start.mode is Mode.ASSESSED
