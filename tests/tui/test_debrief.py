"""The debrief: its parts, trying again from a turn, both continuations side by side, copying and saving."""

import csv
import json

import pytest

from mi_trainer.practice.session import Session
from mi_trainer.records.store import Store
from mi_trainer.tui.screens.brief import BriefScreen
from mi_trainer.tui.screens.debrief import DebriefScreen
from mi_trainer.tui.screens.export import ExportScreen
from mi_trainer.tui.screens.practice import PracticeScreen
from mi_trainer.tui.widgets.plot import Balance
from tests.conftest import DATA
from tests.doubles import Spoken
from tests.tui.conftest import SIZES, press, say, seen, settled

LONG = ["affirm a", "complex_reflection b", "open_question c", "confront d", "simple_reflection e", "affirm f",
        "complex_reflection g", "open_question h", "seek_collaboration i", "affirm j", "affirm k"]  # fmt: skip


@pytest.fixture
def kept(small, home):
    """Keep a session of some turns, and end it."""

    def keep(*words, early=True):
        session = Session.begin(small, Spoken(), keeper=Store(), seed=1)
        for text in words:
            session.respond(text)
        if early and not session.over:
            session.end_early()
        return session

    return keep


async def _look_back(pilot, session):
    await settled(pilot)
    pilot.app.open_debrief(session.id)
    await settled(pilot)
    assert isinstance(pilot.app.screen, DebriefScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_numbers_stand_with_n_marks_and_caveat(opened, kept, size):
    async with opened().run_test(size=size) as pilot:
        await _look_back(pilot, kept(*(said.replace("affirm", "simple_reflection") for said in LONG)))
        await press(pilot, "4")
        report = " ".join(str(pilot.app.screen.query_one("#part-4 .report").render()).split())
        assert "no norms" in report
        assert "Reflections to questions" in report
        assert "fair" in report
        assert "Your share of the words" in report


async def test_under_ten_turns_there_are_counts_only(opened, kept):
    async with opened().run_test(size=(120, 40)) as pilot:
        await _look_back(pilot, kept("affirm", "confront"))
        await press(pilot, "4")
        assert "counts only" in seen(pilot)
        assert "Reflections to questions" not in seen(pilot)


async def test_the_plot_has_the_moves_on_it(opened, kept):
    async with opened().run_test(size=(120, 40)) as pilot:
        await _look_back(pilot, kept(*LONG))
        await press(pilot, "3")
        shown = seen(pilot)
        assert "Your moves  1 AF  2 CR  3 Q  4 Con" in shown
        plot = pilot.app.screen.query_one(Balance)
        markers = {data.marker: len(data.x) for data in plot._datasets if hasattr(data, "marker")}
        assert markers == {"+": 5, "*": 5, "!": 1}
        await press(pilot, "f9")
        assert len(plot._datasets) == 5


async def test_moments_say_what_happened_and_another_way(opened, kept):
    async with opened().run_test(size=(200, 60)) as pilot:
        await _look_back(pilot, kept("affirm", "complex_reflection", "confront me"))
        await press(pilot, "2")
        shown = seen(pilot)
        for words in ("! Confront", "What happened", "Another way", "t tries again from here"):
            assert words in shown


@pytest.mark.parametrize("size", SIZES)
async def test_trying_again_starts_a_branch_and_shows_both(opened, kept, size):
    session = kept("affirm one", "confront two", "affirm three")
    async with opened().run_test(size=size) as pilot:
        await _look_back(pilot, session)
        await press(pilot, "5", "down", "down", "down", "t")
        screen = pilot.app.screen
        assert isinstance(screen, PracticeScreen)
        assert [e.trainee for e in screen.session.exchanges] == ["", "affirm one"]
        assert (screen.session.start.parent, screen.session.start.parent_turn) == (session.id, 2)
        await say(pilot, "complex_reflection instead")
        await press(pilot, "f6", "down", "enter")
        shown = seen(pilot)
        assert "6 Side by side" in shown
        assert "Tried again from turn 2" in shown
        assert "complex_reflection" in shown
        assert "confront two" in shown
        assert len(Store().get(session.id).exchanges) == 4
        await press(pilot, "escape")
        pilot.app.open_debrief(session.id)
        await settled(pilot)
        await press(pilot, "6")
        assert "Tried again from turn 2" in seen(pilot)


async def test_trying_again_from_a_moment(opened, kept):
    async with opened().run_test(size=(120, 40)) as pilot:
        await _look_back(pilot, kept("affirm", "complex_reflection", "confront me"))
        await press(pilot, "2", "end")
        marked = pilot.app.focused.marked.turn
        await press(pilot, "t")
        assert isinstance(pilot.app.screen, PracticeScreen)
        assert pilot.app.screen.session.start.parent_turn == marked > 0


async def test_two_branches_can_each_be_compared(opened, kept):
    session = kept("affirm one", "confront two")
    for words in ("affirm x", "open_question y"):
        branch = Session.resume(session.scenario, Spoken(), session.start, session.exchanges, keeper=Store()).branch(2)
        branch.respond(words)
        branch.end_early()
    async with opened().run_test(size=(120, 40)) as pilot:
        await _look_back(pilot, session)
        await press(pilot, "6")
        first = seen(pilot)
        assert "1 of 2" in first
        await press(pilot, "o")
        assert "2 of 2" in seen(pilot)
        assert ("affirm x" in first) != ("affirm x" in seen(pilot))


async def test_turns_and_transcript_are_copied(opened, kept):
    app = opened()
    async with app.run_test(size=(80, 24)) as pilot:
        await _look_back(pilot, kept("affirm one"))
        await press(pilot, "5", "down", "c")
        assert app.copied == "You: affirm one"
        await press(pilot, "1", "a")
        assert app.copied.startswith("Lee: ")
        assert "You: affirm one" in app.copied


@pytest.mark.parametrize(("steps", "suffix"), [(0, "html"), (1, "md"), (2, "csv"), (3, "json")])
async def test_a_session_is_saved_where_one_chooses(opened, kept, tmp_path, steps, suffix):
    session = kept("affirm [one] <b>")
    app = opened()
    async with app.run_test(size=(80, 24)) as pilot:
        await _look_back(pilot, session)
        await press(pilot, "e", *["down"] * steps, "enter")
        assert isinstance(app.screen, ExportScreen)
        assert app.focused.value.endswith(f"mi-session-{session.id}.{suffix}")
        path = tmp_path / f"mine.{suffix}"
        app.focused.value = str(path)
        await press(pilot, "enter")
        assert isinstance(app.screen, DebriefScreen)
        assert f"Saved as {path}" in app.told
    made = path.read_text("utf-8")
    match suffix:
        case "html":
            assert made.lstrip().lower().startswith("<!doctype html")
            assert "<b>" not in made.split("<body", 1)[1].split("affirm", 1)[1][:40]
        case "md":
            assert made.startswith("# ")
        case "csv":
            assert len(list(csv.reader(made.splitlines()))) > 2
        case "json":
            assert json.loads(made)["start"]["id"] == session.id


async def test_saving_where_one_cannot_says_so(opened, kept, tmp_path):
    taken = tmp_path / "taken.html"
    taken.write_text("mine", "utf-8")
    app = opened()
    async with app.run_test(size=(80, 24)) as pilot:
        await _look_back(pilot, kept("affirm"))
        await press(pilot, "e", "enter")
        for path, said in ((tmp_path, "folder"), (tmp_path / "no" / "x.html", "could not be written"), ("", "Type")):
            app.focused.value = str(path)
            await press(pilot, "enter")
            assert said in seen(pilot)
        app.focused.value = str(taken)
        await press(pilot, "enter")
        assert "already a file" in seen(pilot)
        assert taken.read_text("utf-8") == "mine"
        await press(pilot, "enter")
        assert taken.read_text("utf-8") != "mine"


async def test_a_session_whose_patient_has_changed_can_still_be_read(opened, kept, tmp_path):
    session = kept("affirm")
    app = opened()
    app.services.files = list
    async with app.run_test(size=(80, 24)) as pilot:
        await _look_back(pilot, session)
        assert "has changed or is gone" in " ".join(seen(pilot).split())
        await press(pilot, "5", "down", "t")
        assert isinstance(app.screen, DebriefScreen)
        assert "not here any more" in app.told
        assert "Debrief  Lee" in seen(pilot)


async def test_a_patient_from_a_file_that_is_gone_is_looked_back_on_tried_again_and_gone_on_with(opened, tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text((DATA / "small.yaml").read_text("utf-8").replace("id: small", "id: mine"), "utf-8")
    app = opened(open_at=str(file))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        await say(pilot, "double_sided_reflection heart")
        await say(pilot, "planning")
        file.unlink()
    async with opened().run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "p", "enter")
        shown = " ".join(seen(pilot).split())
        assert "Lee left with a step of their own." in shown
        assert "has changed or is gone" not in shown
        await press(pilot, "5", "end", "t")
        assert isinstance(pilot.app.screen, PracticeScreen)
        await say(pilot, "affirm")
        await press(pilot, "escape", "home", "enter")
        assert isinstance(pilot.app.screen, PracticeScreen)
        assert "turn 2" in seen(pilot)
        await press(pilot, "f6", "down", "enter")
        assert "Side by side" in seen(pilot)


async def test_a_new_session_starts_from_the_debrief(opened, kept):
    async with opened().run_test(size=(80, 24)) as pilot:
        await _look_back(pilot, kept("affirm"))
        await press(pilot, "n")
        assert isinstance(pilot.app.screen, BriefScreen)


async def test_a_session_that_is_gone_is_said(opened, kept):
    kept("affirm")
    app = opened()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        app.open_debrief("12345678")
        await settled(pilot)
        assert "no session '12345678'" in app.told


async def test_a_moment_longer_than_the_screen_can_be_read_to_its_end(opened, kept):
    async with opened().run_test(size=(80, 24)) as pilot:
        await _look_back(pilot, kept("affirm", "confront " + "many words " * 50, "affirm"))
        await press(pilot, "2", "end")
        assert "t tries again from here" not in seen(pilot)
        moments = pilot.app.focused
        marked = moments.highlighted
        for _ in range(4):
            if "t tries again from here" not in seen(pilot):
                await press(pilot, "down")
        assert "t tries again from here" in seen(pilot)
        assert moments.highlighted == marked
        await press(pilot, "up")
        assert moments.highlighted == marked
