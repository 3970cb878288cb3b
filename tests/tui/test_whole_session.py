"""Whole sessions, key by key, from the patients to the debrief."""

import pytest

from mi_trainer.records.store import Store
from mi_trainer.tui.screens.debrief import DebriefScreen
from mi_trainer.tui.screens.home import HomeScreen
from mi_trainer.tui.screens.practice import PracticeScreen
from tests.conftest import DATA
from tests.tui.conftest import SIZES, press, say, seen, settled, typed


@pytest.mark.parametrize("size", SIZES)
async def test_a_session_from_the_first_key_to_the_debrief(opened, size):
    app = opened()
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        assert "Ten minutes before the bus" in seen(pilot)
        await press(pilot, "enter")
        assert "cardiology ward" in seen(pilot)
        assert "Start, coached" in seen(pilot)
        await press(pilot, "enter")
        assert isinstance(app.screen, PracticeScreen)
        await typed(pilot, "double_sided_reflection heart")
        assert "double_sided_reflection heart" in seen(pilot)
        await typed(pilot, "planning")
        assert "ring the number tonight" in seen(pilot)
        assert "conversation is over" in seen(pilot)
        assert "left with a plan" in seen(pilot)
        await press(pilot, "enter")
        assert isinstance(app.screen, DebriefScreen)
        assert "Lee left with a step of their own" in seen(pilot)
        for key, words in (("2", "Turn"), ("3", "language over time"), ("4", "In numbers"), ("5", "planning")):
            await press(pilot, key)
            assert words.lower() in seen(pilot).lower()
        await press(pilot, "escape")
        assert isinstance(app.screen, HomeScreen)
        assert "best: left with a plan" in seen(pilot)
    kept = Store().get("last")
    assert [exchange.trainee for exchange in kept.exchanges] == ["", "double_sided_reflection heart", "planning"]
    assert kept.outcome == "plan"


async def test_an_assessed_session_shows_no_codes_before_its_debrief(opened):
    app = opened()
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "enter", "down", "enter")
        await say(pilot, "affirm confront")
        for key in ("f2", "f3", "f4", "tab"):
            await press(pilot, key)
        shown = seen(pilot)
        assert "assessed" in shown
        for word in ("Affirm", "Confront", "Trust", "Importance", "So far", "Hint", "Coach"):
            assert word not in shown
        await press(pilot, "f6", "down", "enter", "5")
        assert "! Confront" in seen(pilot)
        assert "+ Affirm" in seen(pilot)


async def test_leaving_and_going_on_from_the_same_place(opened):
    app = opened()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "enter", "enter")
        await say(pilot, "affirm one")
        await press(pilot, "escape")
        assert "Go on with" in seen(pilot)
        await press(pilot, "home", "enter")
        assert isinstance(app.screen, PracticeScreen)
        assert "affirm one" in seen(pilot)
        assert "turn 1" in seen(pilot)
        await say(pilot, "affirm two")
        assert app.screen.session.turn == 2
    again = opened()
    async with again.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "2 turns so far" in seen(pilot)
        await press(pilot, "home", "enter")
        assert [e.trainee for e in again.screen.session.exchanges] == ["", "affirm one", "affirm two"]


async def test_the_program_can_open_at_a_brief(opened):
    app = opened(open_at="small", assessed=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        assert isinstance(app.screen, PracticeScreen)
        assert app.screen.session.start.mode == "assessed"


async def test_a_patient_who_is_not_here_is_said_so(opened):
    app = opened(open_at="smal[l")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "no patient 'smal[l'" in app.told


async def test_the_program_can_open_at_a_file_of_ones_own(opened, tmp_path):
    file = tmp_path / "mine.yaml"
    text = (DATA / "small.yaml").read_text("utf-8").replace("id: small", "id: mine")
    file.write_text(text.replace("Ten minutes before", "Two minutes before"), "utf-8")
    app = opened(open_at="mine.yaml")
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Two minutes before" in seen(pilot)
        await press(pilot, "enter")
        assert app.screen.session.scenario.id == "mine"
