"""The patients: what is said of each, what is broken, what is unfinished, and what the keys are."""

import json
from threading import Event

import pytest

from mi_trainer.practice.session import Session
from mi_trainer.records.keeping import NotReadable
from mi_trainer.records.store import Store
from mi_trainer.scenario.files import files, shipped
from mi_trainer.scenario.reader import read
from mi_trainer.tui import settings
from mi_trainer.tui.cards import at_a_glance, card
from mi_trainer.tui.screens.brief import BriefScreen
from mi_trainer.tui.screens.dialogs import ReadScreen
from mi_trainer.tui.screens.past import PastScreen
from mi_trainer.tui.screens.practice import PracticeScreen
from mi_trainer.tui.services import Services
from mi_trainer.tui.themes import LIGHT
from tests.conftest import DATA
from tests.doubles import Spoken
from tests.tui.conftest import press, say, seen, settled


async def test_an_empty_history_teaches_the_first_key(opened):
    async with opened().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        shown = seen(pilot)
        assert "New here? Enter opens the brief, then the door" in shown
        for words in ("Lee", "smoking", "gentle", "Double-sided reflection", "1 of 5", "not talked with them yet"):
            assert words in shown


async def test_results_and_unfinished_sessions_are_shown(opened, small, home):
    store = Store()
    for words in (["double_sided_reflection heart", "planning"], ["confront"] * 3, ["affirm"]):
        session = Session.begin(small, Spoken(), keeper=store, seed=1)
        for text in words:
            session.respond(text)
        if words == ["confront"] * 3:
            session.end_early()
    async with opened().run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        shown = seen(pilot)
        assert "Go on with Lee" in shown
        assert "1 turn so far" in shown
        assert "Enter takes you back to where you were." in " ".join(shown.split())
        assert "New here?" not in shown
        await press(pilot, "down")
        assert "Best: left with a plan. Last: walked out. 2 sessions in all." in " ".join(seen(pilot).split())


async def test_enter_goes_on_with_what_was_left(opened):
    async with opened().run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "new to you" in seen(pilot)
        await press(pilot, "enter", "enter")
        await say(pilot, "affirm")
        await press(pilot, "escape")
        shown = " ".join(seen(pilot).split())
        assert "You were in the middle of this: 1 turn" in shown
        assert "not finished yet" in shown
        await press(pilot, "down")
        shown = " ".join(seen(pilot).split())
        assert "An unfinished conversation of 1 turn stands at the top." in shown
        assert "You have not talked with them yet" not in shown
        await press(pilot, "enter", "escape")
        assert "An unfinished conversation of 1 turn" in " ".join(seen(pilot).split()), "what was marked stays marked"
        await press(pilot, "up", "enter")
        assert isinstance(pilot.app.screen, PracticeScreen)
        assert pilot.app.screen.session.turn == 1


async def test_a_broken_file_is_shown_with_its_first_finding_and_hides_nobody(opened, tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text((DATA / "small.yaml").read_text("utf-8").replace("goto: talking", "goto: talkin"), "utf-8")
    async with opened(DATA / "small.yaml", broken).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        shown = seen(pilot)
        assert "Ten minutes before the bus" in shown
        assert "broken.yaml" in shown
        assert "cannot be played yet" in shown
        assert "line 2, column 5" in shown
        await press(pilot, "end", "enter")
        assert isinstance(pilot.app.screen, ReadScreen)
        assert "there is no state 'talkin'" in seen(pilot)
        assert "Did you mean talking?" in seen(pilot)
        await press(pilot, "escape", "home", "enter")
        assert isinstance(pilot.app.screen, BriefScreen)


async def test_no_patients_at_all_is_said(opened, tmp_path):
    app = opened()
    app.services.files = list
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "There are no patients here." in seen(pilot)


async def test_cards_are_kept_and_made_anew_when_a_file_changes(opened, tmp_path, home, monkeypatch):
    file = tmp_path / "small.yaml"
    file.write_text((DATA / "small.yaml").read_text("utf-8"), "utf-8")
    app = opened(file)
    app.services.home = home
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
    kept = json.loads((home / "cards.json").read_text("utf-8"))
    assert kept["cards"][str(file)]["card"]["title"] == "Ten minutes before the bus"
    assert (home / "cards.json").stat().st_mode & 0o077 == 0
    again = opened(file)
    again.services.home = home
    with monkeypatch.context() as without:
        without.delattr(Services, "reading")
        async with again.run_test(size=(80, 24)) as pilot:
            await settled(pilot)
            assert "Ten minutes before the bus" in seen(pilot)
    file.write_text(file.read_text("utf-8").replace("Ten minutes before", "Twelve minutes after"), "utf-8")
    (home / "cards.json").write_text("{ not json", "utf-8")
    third = opened(file)
    third.services.home = home
    async with third.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Twelve minutes after the bus" in seen(pilot)


async def test_a_file_broken_while_a_brief_was_read_is_marked_on_the_way_back(opened, tmp_path, home):
    file = tmp_path / "small.yaml"
    sound = (DATA / "small.yaml").read_text("utf-8")
    file.write_text(sound, "utf-8")
    app = opened(file)
    app.services.home = home
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "enter")
        file.write_text(sound.replace("goto: talking", "goto: talkin"), "utf-8")
        await press(pilot, "escape")
        assert "cannot be played yet" in seen(pilot)
        assert "there is no state 'talkin'" in " ".join(seen(pilot).split())


async def test_a_patient_that_turns_out_broken_is_not_left_marked(opened, tmp_path, home):
    sound = (DATA / "small.yaml").read_text("utf-8")
    broken = tmp_path / "broken.yaml"
    at_the_top = sound.replace("id: small", "id: broken", 1).replace("title: Ten", "title: Almost ten", 1)
    broken.write_text(at_the_top.replace("goto: talking", "goto: talkin"), "utf-8")
    app = opened(broken, DATA / "small.yaml")
    app.services.home = home
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "cannot be played yet" in seen(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, BriefScreen)
        assert pilot.app.screen.card.id == "small"


class Locked(Store):
    def results(self):
        raise NotReadable("The records cannot be read [now].")


async def test_unreadable_records_are_said_and_the_patients_are_there(opened):
    app = opened()
    app.services.open_store = Locked
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "cannot be read [now]" in app.told
        assert "Ten minutes before the bus" in seen(pilot)


async def test_the_theme_is_changed_and_remembered(opened, home):
    app = opened()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "f9")
        assert app.theme == LIGHT
    assert settings.load(home).theme == LIGHT
    assert opened().theme == LIGHT


def test_a_light_terminal_is_met_with_the_light_theme(opened, monkeypatch):
    monkeypatch.setenv("COLORFGBG", "0;15")
    assert opened().theme == LIGHT


async def test_keys_can_be_changed(opened, home):
    home.mkdir(parents=True)
    (home / "keys.toml").write_text('"home.past" = "z"\n', "utf-8")
    async with opened().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "z Past sessions" in seen(pilot)
        await press(pilot, "p")
        assert not isinstance(pilot.app.screen, PastScreen)
        await press(pilot, "z")
        assert isinstance(pilot.app.screen, PastScreen)


async def test_a_wrong_key_file_is_said(opened, home):
    home.mkdir(parents=True)
    (home / "keys.toml").write_text('"home.pst" = "z"\n', "utf-8")
    app = opened()
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert '"home.pst" is no action' in app.told


async def test_settings_that_make_no_sense_are_done_without(home):
    home.mkdir(parents=True)
    (home / "screens.json").write_text('{"theme": 3, "rulers": "no", "other": 1}', "utf-8")
    assert settings.load(home) == settings.Settings()
    (home / "screens.json").write_text("[]", "utf-8")
    assert settings.load(home) == settings.Settings()


async def test_on_a_first_start_the_patients_stand_there_before_they_are_read(opened, tmp_path, home, monkeypatch):
    broken = tmp_path / "broken.yaml"
    text = (DATA / "small.yaml").read_text("utf-8")
    broken.write_text(text.replace("id: small", "id: broken").replace("start: waiting", "start: nowhere"), "utf-8")
    cut = tmp_path / "cut.yaml"
    cut.write_text(text[:90], "utf-8")
    let, whole = Event(), Services.cards
    monkeypatch.setattr(Services, "cards", lambda services: whole(services) if let.wait(30) else [])
    app = opened(DATA / "small.yaml", broken, cut)
    app.services.home = home
    async with app.run_test(size=(80, 24)) as pilot:
        while "Ten minutes before the bus" not in seen(pilot):
            await pilot.pause()
        assert [each.id for each in app.screen.cards] == ["small", "broken"]
        let.set()
        await settled(pilot)
        assert [each.playable for each in app.screen.cards] == [True, False, False]
        assert "cannot be played yet" in seen(pilot)


@pytest.mark.parametrize("file", sorted(files(shipped())), ids=lambda file: file.stem)
def test_a_glance_shows_what_reading_does(file, tmp_path):
    assert at_a_glance([file], tmp_path / "cards.json") == ([card(read(file))], False)
