"""Past sessions: listing, paging, filtering, opening and deleting."""

from datetime import UTC, datetime, timedelta

import pytest

from mi_trainer.practice.session import Session
from mi_trainer.records.store import Store
from mi_trainer.tui.screens.debrief import DebriefScreen
from mi_trainer.tui.screens.home import HomeScreen
from mi_trainer.tui.screens.past import PAGE
from mi_trainer.tui.screens.practice import PracticeScreen
from tests.doubles import Spoken
from tests.tui.conftest import press, seen, settled


@pytest.fixture
def many(small, home):
    """Keep sessions of one turn each, the last one newest."""

    def keep(number, *, ended=True):
        store = Store()
        for n in range(number):
            session = Session.begin(
                small, Spoken(), keeper=store, seed=n, at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=n)
            )
            session.respond("affirm" if n % 2 else "confront")
            if ended:
                session.end_early()
        store.close()

    return keep


async def _past(pilot):
    await settled(pilot)
    await press(pilot, "p")
    return pilot.app.screen


async def test_nothing_yet_teaches_what_to_do(opened):
    async with opened().run_test(size=(80, 24)) as pilot:
        await _past(pilot)
        assert "Nothing here yet" in seen(pilot)
        await press(pilot, "enter", "d", "e", "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_pages(opened, many):
    many(PAGE + 5)
    async with opened().run_test(size=(80, 24)) as pilot:
        screen = await _past(pilot)
        assert f"1 to {PAGE}; ] shows older ones" in seen(pilot)
        first = screen.rows[0]
        await press(pilot, "right_square_bracket")
        assert f"{PAGE + 1} to {PAGE + 5}" in seen(pilot)
        assert len(screen.rows) == 5
        await press(pilot, "right_square_bracket")
        assert len(screen.rows) == 5
        await press(pilot, "left_square_bracket")
        assert screen.rows[0] == first


async def test_filter(opened, many):
    many(2)
    async with opened().run_test(size=(80, 24)) as pilot:
        screen = await _past(pilot)
        await press(pilot, "slash", *"early", "enter")
        assert len(screen.rows) == 2
        assert "matching 'early'" in seen(pilot)
        await press(pilot, "slash", *"[x", "enter")
        assert "No session matches '[x'" in seen(pilot)
        await press(pilot, "escape")
        assert len(screen.rows) == 2
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


async def test_open_and_go_on(opened, many):
    many(1)
    many(1, ended=False)
    async with opened().run_test(size=(80, 24)) as pilot:
        screen = await _past(pilot)
        unfinished = [row.outcome is None for row in screen.rows].index(True)
        await press(pilot, "home", *["down"] * (1 - unfinished), "enter")
        assert isinstance(pilot.app.screen, DebriefScreen)
        await press(pilot, "escape", "home", *["down"] * unfinished, "enter")
        assert isinstance(pilot.app.screen, PracticeScreen)


async def test_deleting_asks_first(opened, many):
    many(2)
    async with opened().run_test(size=(80, 24)) as pilot:
        screen = await _past(pilot)
        await press(pilot, "d", "enter")
        assert len(Store().sessions()) == 2
        marked = screen.rows[0].id
        await press(pilot, "d", "down", "enter")
        assert [row.id for row in Store().sessions()] == [row.id for row in screen.rows]
        assert marked not in [row.id for row in screen.rows]
        assert "deleted" in pilot.app.told
