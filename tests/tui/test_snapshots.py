"""Pictures of every screen, the same on every Python."""

from datetime import UTC, datetime
from itertools import count

import pytest

from mi_trainer.practice.session import Session
from mi_trainer.records.store import Store
from mi_trainer.tui.themes import DARK, LIGHT
from tests.conftest import DATA
from tests.doubles import Spoken
from tests.tui.conftest import press, say, settled
from tests.tui.test_debrief import LONG

SMALL, MIDDLE, WIDE = (80, 24), (120, 40), (200, 60)


@pytest.fixture(autouse=True)
def frozen(monkeypatch):
    """The same ids and times every time."""
    numbers = count(1)
    monkeypatch.setattr("secrets.token_hex", lambda size: f"{next(numbers):0{size * 2}x}")
    monkeypatch.setattr("mi_trainer.tui.words.when", lambda at, now=None: "yesterday 09:00")
    monkeypatch.setattr("mi_trainer.tui.screens.past.when", lambda at, now=None: "yesterday 09:00")
    monkeypatch.setenv("TZ", "UTC")


@pytest.fixture
def history(small, home):
    """Three sessions: a good one, one that was left, and one that is unfinished."""
    store, kept = Store(), []
    for n, words in enumerate((["double_sided_reflection heart", "planning"], [*LONG[:9]], LONG)):
        session = Session.begin(small, Spoken(), keeper=store, seed=1, at=datetime(2026, 1, 2, 9, n, tzinfo=UTC))
        for text in words:
            session.respond(text)
        if n == 2:
            session.end_early()
        kept.append(session)
    store.close()
    return kept


def _to(*keys, theme=DARK, before=None):
    async def go(pilot):
        pilot.app.theme = theme
        await settled(pilot)
        if before:
            await before(pilot)
        await press(pilot, *keys)

    return go


@pytest.mark.parametrize(("size", "theme"), [(SMALL, DARK), (MIDDLE, LIGHT), (WIDE, DARK)])
def test_home(snap_compare, opened, size, theme):
    assert snap_compare(opened(), terminal_size=size, run_before=_to(theme=theme))


@pytest.mark.parametrize("size", [SMALL, MIDDLE])
def test_home_with_a_history_and_a_broken_file(snap_compare, opened, history, tmp_path, size):
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: 1\nid: broken\ntitel: x\n", "utf-8")
    app = opened(DATA / "small.yaml", broken)
    assert snap_compare(app, terminal_size=size, run_before=_to("end"))


@pytest.mark.parametrize(("size", "theme"), [(SMALL, DARK), (MIDDLE, LIGHT)])
def test_brief(snap_compare, opened, size, theme):
    assert snap_compare(opened(), terminal_size=size, run_before=_to("enter", theme=theme))


async def _three_turns(pilot):
    await press(pilot, "enter", "enter")
    for words in ("complex_reflection of what you said", "affirm reflects_feeling", "confront you"):
        await say(pilot, words)


@pytest.mark.parametrize(("size", "theme"), [(SMALL, DARK), (MIDDLE, LIGHT), (WIDE, DARK)])
def test_practice(snap_compare, opened, size, theme):
    assert snap_compare(opened(), terminal_size=size, run_before=_to(theme=theme, before=_three_turns))


def test_practice_with_the_panel_under_it(snap_compare, opened):
    assert snap_compare(opened(), terminal_size=SMALL, run_before=_to("f3", before=_three_turns))


def test_practice_with_a_marked_message(snap_compare, opened):
    run = _to("shift+tab", "up", before=_three_turns, theme=LIGHT)
    assert snap_compare(opened(), terminal_size=SMALL, run_before=run)


def test_practice_assessed(snap_compare, opened):
    async def assessed(pilot):
        await press(pilot, "enter", "down", "enter")
        await say(pilot, "affirm you")

    assert snap_compare(opened(), terminal_size=MIDDLE, run_before=_to(before=assessed))


def test_practice_over(snap_compare, opened):
    async def over(pilot):
        await press(pilot, "enter", "enter")
        await say(pilot, "double_sided_reflection heart")
        await say(pilot, "planning")

    assert snap_compare(opened(), terminal_size=SMALL, run_before=_to(before=over))


def test_care(snap_compare, opened):
    async def distressed(pilot):
        await press(pilot, "enter", "enter")
        await say(pilot, "i want to kill myself")

    assert snap_compare(opened(), terminal_size=SMALL, run_before=_to(before=distressed))


@pytest.mark.parametrize(("size", "theme"), [(SMALL, DARK), (MIDDLE, LIGHT)])
@pytest.mark.parametrize("part", [1, 2, 3, 4, 5])
def test_debrief(snap_compare, opened, history, size, theme, part):
    async def debrief(pilot):
        pilot.app.open_debrief(history[2].id)
        await settled(pilot)

    run = _to(str(part), theme=theme, before=debrief)
    assert snap_compare(opened(), terminal_size=size, run_before=run)


@pytest.mark.parametrize("size", [SMALL, WIDE])
def test_side_by_side(snap_compare, opened, history, size):
    branch = history[2].branch(3)
    for words in ("complex_reflection again", "affirm once more"):
        branch.respond(words)
    branch.end_early()

    async def debrief(pilot):
        pilot.app.open_debrief(branch.id)
        await settled(pilot)

    assert snap_compare(opened(), terminal_size=size, run_before=_to(before=debrief))


@pytest.mark.parametrize(("size", "theme"), [(SMALL, DARK), (MIDDLE, LIGHT)])
def test_past(snap_compare, opened, history, size, theme):
    assert snap_compare(opened(), terminal_size=size, run_before=_to("p", theme=theme))


def test_deleting(snap_compare, opened, history):
    assert snap_compare(opened(), terminal_size=SMALL, run_before=_to("p", "d"))


def test_exporting(snap_compare, opened, history, monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", "/home/sam")
    assert snap_compare(opened(), terminal_size=SMALL, run_before=_to("p", "e"))


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_help(snap_compare, opened, theme):
    assert snap_compare(opened(), terminal_size=SMALL, run_before=_to("enter", "enter", "f1", theme=theme))


def test_palette(snap_compare, opened):
    assert snap_compare(opened(), terminal_size=SMALL, run_before=_to("ctrl+p"))
