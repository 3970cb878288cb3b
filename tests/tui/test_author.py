"""The author's screen: saving reloads and keeps the place, a broken file plays on, the editor opens at the line."""

import os
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from textual.widgets import Input

from mi_trainer.authoring.bench import Bench
from mi_trainer.authoring.editors import NoEditor, command
from mi_trainer.practice.session import Session
from mi_trainer.records.store import Store
from mi_trainer.scenario.reader import read
from mi_trainer.tui.app import TrainerApp
from mi_trainer.tui.screens import author
from mi_trainer.tui.screens.author import AuthorApp, AuthorScreen, CodesScreen
from mi_trainer.tui.services import Services
from mi_trainer.tui.widgets.conversation import Conversation, Turn
from tests.conftest import DATA
from tests.doubles import Spoken
from tests.tui.conftest import press, say, seen, settled


@pytest.fixture
def file(tmp_path: Path) -> Path:
    copy = tmp_path / "small.yaml"
    copy.write_text((DATA / "small.yaml").read_text("utf-8"), "utf-8")
    return copy


@pytest.fixture
def opened(file: Path, home: Path):
    def make() -> AuthorApp:
        return AuthorApp(file, services=Services(load_coder=Spoken), home=home)

    return make


def rewrite(file: Path, old: str, new: str) -> None:
    """Save the file with something changed, as an editor does: whole, and at another time."""
    text = file.read_text("utf-8")
    assert old in text
    stamp = file.stat().st_mtime_ns + 1_000_000
    file.write_text(text.replace(old, new), "utf-8")
    os.utime(file, ns=(stamp, stamp))


async def saved(pilot) -> None:
    """What the timer does a quarter of a second later at most."""
    pilot.app.screen._look_again()
    await settled(pilot)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_words_and_codes_are_answered_and_what_they_did_is_shown(opened, size):
    async with opened().run_test(size=size) as pilot:
        await settled(pilot)
        await say(pilot, "= double_sided_reflection about heart")
        said = [spoken.plain for spoken in pilot.app.screen.query_one(Conversation).spoken]
        assert said[1:] == ["You: = complex_reflection, double_sided_reflection.change",
                            "Lee: That's about the size of it."]  # fmt: skip
        assert "That's about the size of it." in seen(pilot)
        did = str(pilot.app.screen.query_one("#did").render())
        assert "waiting/both_sides, line 34; talking: trust 4" in did
        await say(pilot, "open_question planning")
        assert "over: plan" in str(pilot.app.screen.query_one("#did").render())
        await press(pilot, "f5", "f5")
        assert pilot.app.screen.bench.session.turn == 0
        assert len(pilot.app.screen.query(Turn)) == 1


async def test_a_misspelt_code_is_no_turn_and_stays_in_the_input(opened):
    async with opened().run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await say(pilot, "= confrnt")
        assert any("Did you mean confront" in n.message for n in pilot.app._notifications)
        assert pilot.app.screen.bench.session.turn == 0
        assert "= confrnt" in seen(pilot)
        await pilot.press(*["backspace"] * 3, *"ront")
        await press(pilot, "enter")
        assert pilot.app.screen.bench.session.exchanges[-1].coding.behaviours == ("confront",)


async def test_what_was_not_taken_stays_also_where_the_conversation_is_over(opened):
    async with opened().run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await say(pilot, "= double_sided_reflection about heart")
        await say(pilot, "= open_question planning")
        await say(pilot, "= affirm")
        assert any("The conversation is over" in n.message for n in pilot.app._notifications)
        await press(pilot, "f5", "enter")
        assert pilot.app.screen.bench.session.exchanges[-1].coding.behaviours == ("affirm",)


async def test_why_undo_and_quit_can_be_typed_as_in_play(opened):
    async with opened().run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await say(pilot, "= reflection")
        await say(pilot, "/why")
        assert "Not waiting/both_sides: did not hear double-sided reflection" in " ".join(seen(pilot).split())
        await press(pilot, "escape")
        assert pilot.app.screen.bench.session.turn == 1
        await say(pilot, "/wy")
        assert any("Here are /why, /undo and /quit" in n.message for n in pilot.app._notifications)
        assert "/wy" in seen(pilot)
        await press(pilot, "ctrl+u")
        await say(pilot, "/undo")
        assert pilot.app.screen.bench.session.turn == 0
        await say(pilot, "/quit")
    assert not pilot.app.is_running


async def test_saving_reloads_and_keeps_the_place(opened, file):
    async with opened().run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await say(pilot, "= double_sided_reflection about heart")
        rewrite(file, "Ten minutes before the bus", "Eleven minutes")
        await saved(pilot)
        assert "Eleven minutes" in seen(pilot)
        assert pilot.app.screen.bench.session.patient.state == "talking"
        assert "That's about the size of it." in seen(pilot)


async def test_the_timer_itself_sees_a_save(opened, file):
    async with opened().run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        rewrite(file, "Ten minutes before the bus", "Eleven minutes")
        for _ in range(40):
            await pilot.pause(0.1)
            if "Eleven minutes" in seen(pilot):
                break
        assert "Eleven minutes" in seen(pilot)


async def test_a_broken_file_says_why_and_the_last_good_version_plays_on(opened, file):
    async with opened().run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        rewrite(file, "process: evoking", "proces: evoking")
        await saved(pilot)
        shown = seen(pilot)
        assert "Not playable as saved." in shown
        assert "'proces' is no key here" in shown
        assert "Did you mean process" in shown
        await say(pilot, "= double_sided_reflection about heart")
        assert pilot.app.screen.bench.session.patient.state == "talking"
        rewrite(file, "proces: evoking", "process: evoking")
        await saved(pilot)
        assert "Not playable" not in seen(pilot)
        assert pilot.app.screen.bench.session.patient.state == "talking"


async def test_a_file_that_is_broken_from_the_start_waits_to_be_mended(opened, file):
    rewrite(file, "start: waiting", "start: wating")
    async with opened().run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "there is no state 'wating'" in seen(pilot)
        await say(pilot, "hello")
        await press(pilot, "f6")
        assert any("before the file is mended" in n.message for n in pilot.app._notifications)
        rewrite(file, "start: wating", "start: waiting")
        await saved(pilot)
        assert pilot.app.screen.bench.session.patient.state == "waiting"


async def test_a_file_that_is_deleted_or_renamed_is_missed_and_read_again_once_it_is_back(opened, file):
    async with opened().run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await say(pilot, "= double_sided_reflection about heart")
        file.rename(file.with_name("other.yaml"))
        await saved(pilot)
        shown = " ".join(seen(pilot).split())
        assert "There is no small.yaml." in shown
        assert "The last good version plays on." in shown
        assert "1 finding" in shown
        await say(pilot, "= open_question planning")
        assert pilot.app.screen.bench.session.over
        file.with_name("other.yaml").rename(file)
        await saved(pilot)
        assert "There is no small.yaml." not in seen(pilot)
        assert len(pilot.app.screen.bench.session.exchanges) == 3


def test_a_state_that_is_gone_leads_back_to_the_last_that_is_there(file):
    bench = Bench(file, Spoken)
    bench.reload()
    bench.say("= double_sided_reflection about heart")
    text = file.read_text("utf-8").replace("  talking:", "  chatting:").replace("goto: talking", "goto: chatting")
    file.write_text(text, "utf-8")
    assert bench.changed()
    assert bench.reload().words == "Read again. There is no talking any more: back in waiting."
    assert bench.session.patient.state == "waiting"


async def test_codes_can_be_chosen_from_a_list(opened):
    async with opened().run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "f2")
        assert isinstance(pilot.app.screen, CodesScreen)
        pilot.app.screen.query_one(Input).value = "emphasise"
        await settled(pilot)
        await press(pilot, "enter")
        assert pilot.app.screen.bench.session.patient.state == "low"
        await press(pilot, "f2", "escape")
        assert isinstance(pilot.app.screen, AuthorScreen)
        assert pilot.app.screen.bench.session.turn == 1


async def test_one_key_tells_what_the_nearer_reactions_lacked(opened):
    async with opened().run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "f7")
        assert any("Say something first" in n.message for n in pilot.app._notifications)
        await say(pilot, "= reflection")
        await press(pilot, "f7")
        shown = " ".join(seen(pilot).split())
        assert "Fired: waiting/2" in shown
        assert "Not waiting/both_sides: did not hear double-sided reflection" in shown


async def test_narrow_terminals_change_between_the_two_halves(opened):
    async with opened().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert not pilot.app.screen.query_one("#bench").display
        await press(pilot, "f3")
        assert pilot.app.screen.query_one("#bench").display
        assert "ENGAGING" in seen(pilot)
        assert "▌ waiting" in seen(pilot)


async def test_one_key_opens_the_editor_at_the_line_that_was_said(opened, file, monkeypatch):
    ran = []
    monkeypatch.setenv("EDITOR", "vim -n")
    monkeypatch.setattr(author.subprocess, "run", lambda words, check: ran.append(words))
    monkeypatch.setattr(AuthorApp, "suspend", lambda self: nullcontext())
    async with opened().run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await say(pilot, "= double_sided_reflection about heart")
        await press(pilot, "f4")
        line = file.read_text("utf-8").splitlines()[34]
        assert "That's about the size of it." in line
        assert ran[-1] == ["vim", "-n", "+35", str(file)]
        pilot.app.screen.query_one(Conversation).focus()
        await press(pilot, "up")
        assert "enter Its line" in seen(pilot)
        await press(pilot, "enter")
        assert ran[-1] == ["vim", "-n", "+34", str(file)]
        pilot.app.screen.query_one("#findings").focus()
        await press(pilot, "enter")
        assert ran[-1][2] == f"+{pilot.app.screen.bench.findings[0].place.line}"


async def test_without_an_editor_the_place_is_said(opened, file):
    async with opened().run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "f4")
        assert any("No editor is set" in n.message and f"{file}:" in n.message for n in pilot.app._notifications)


async def test_an_editor_that_is_not_there_gives_the_screen_back(opened, monkeypatch):
    back = []

    @contextmanager
    def suspended(app):  # as Textual's own: what is raised inside is passed on, and nothing after it is done
        yield
        back.append(app)

    monkeypatch.setenv("EDITOR", "no-such-editor")
    monkeypatch.setattr(AuthorApp, "suspend", suspended)
    async with opened().run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "f4")
        assert back == [pilot.app]
        assert any("There is no editor called no-such-editor" in n.message for n in pilot.app._notifications)


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("nano", ["nano", "+7", "x.yaml"]),
        ("/usr/bin/emacs -nw", ["/usr/bin/emacs", "-nw", "+7", "x.yaml"]),
        ("code --wait", ["code", "--wait", "-g", "x.yaml:7"]),
        ("hx", ["hx", "x.yaml:7"]),
        ("notepad.exe", ["notepad.exe", "x.yaml"]),
    ],
)
def test_each_editor_is_told_the_line_in_its_own_way(editor, words):
    assert command(Path("x.yaml"), 7, {"EDITOR": editor}).words == words
    assert command(Path("x.yaml"), 7, {"EDITOR": "false", "VISUAL": editor}).words == words


async def test_an_editor_that_is_not_known_to_go_to_a_line_is_told_of_once(opened, monkeypatch):
    ran = []
    monkeypatch.setenv("EDITOR", "notepad.exe")
    monkeypatch.setattr(author.subprocess, "run", lambda words, check: ran.append(words))
    monkeypatch.setattr(AuthorApp, "suspend", lambda self: nullcontext())
    async with opened().run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "f4", "f4")
        told = [n.message for n in pilot.app._notifications if "notepad.exe" in n.message]
    assert len(ran) == 2
    assert len(told) == 1
    assert "The line is 32." in told[0]


@pytest.mark.parametrize("editor", ["", "  ", "vi 'unclosed"])
def test_no_editor_is_said_to_be_none(editor):
    with pytest.raises(NoEditor):
        command(Path("x.yaml"), 7, {"EDITOR": editor})


async def test_markup_and_escapes_in_the_file_are_only_text(opened, file):
    rewrite(file, "Ten minutes before the bus", "'[bold]Ten[/bold] ['")
    async with opened().run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await say(pilot, "[red]hello[/red] \x1b[31m")
        assert "[bold]Ten[/bold] [" in seen(pilot)
        assert "[red]hello[/red]" in seen(pilot)
        assert "\x1b" not in seen(pilot)


async def test_the_marked_patient_can_be_written_on_from_home(file, home):
    services = Services(load_coder=Spoken, files=lambda: (file,))
    async with TrainerApp(services, home=home).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "w")
        assert isinstance(pilot.app.screen, AuthorScreen)
        assert "Ten minutes before the bus" in seen(pilot)
        await press(pilot, "escape")
        assert not isinstance(pilot.app.screen, AuthorScreen)


@pytest.mark.parametrize("mark", [(), ("down",)])
async def test_somebody_who_looks_for_the_author_screen_finds_it(file, home, mark):
    """Whether the patient is marked, or an unfinished session with them, as it is on the way in."""
    Session.begin(read(file).scenario, Spoken(), keeper=Store(), seed=1).respond("affirm")
    services = Services(load_coder=Spoken, files=lambda: (file,))
    async with TrainerApp(services, home=home).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Go on with Lee" in seen(pilot)
        await press(pilot, *mark)
        assert "w Write" in seen(pilot)
        await press(pilot, "ctrl+p", *"author", "enter")
        assert isinstance(pilot.app.screen, AuthorScreen)


async def test_where_there_is_no_patient_it_is_said_how_to_begin_one(home):
    async with TrainerApp(Services(load_coder=Spoken, files=lambda: ()), home=home).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "w")
        assert any("mi-trainer new begins one" in n.message for n in pilot.app._notifications)
