"""One registry: the keys, the footer, the help and the palette all come from it."""

import subprocess
import sys
from itertools import combinations

import pytest
from textual.command import CommandPalette
from textual.screen import ModalScreen

from mi_trainer.tui import actions
from mi_trainer.tui.screens import author, brief, care, debrief, dialogs, home, past, practice
from mi_trainer.tui.screens.help import HelpScreen
from mi_trainer.tui.text import flowing, shown, typed
from mi_trainer.tui.widgets import conversation, message_input, turn_list
from tests.tui.conftest import Trainer, press, say, seen, settled

OWNERS = {
    "app": [Trainer],
    "home": [home.HomeScreen, home.Patients],
    "brief": [brief.BriefScreen, brief.Ways],
    "input": [message_input.MessageInput],
    "conversation": [conversation.Conversation],
    "over": [practice.Over],
    "practice": [practice.PracticeScreen],
    "debrief": [debrief.DebriefScreen, turn_list.TurnList],
    "past": [past.PastScreen, past.Sessions],
    "author": [author.AuthorScreen],
    "tried": [author.Tried],
    "care": [care.CareScreen],
    "answers": [dialogs.Answers],
    "dialog": [dialogs.AskScreen, dialogs.ReadScreen, HelpScreen],
}


@pytest.mark.parametrize("act", actions.ACTS, ids=lambda act: act.id)
def test_every_action_is_bound_and_can_be_run(act):
    bound = [
        owner for owner in OWNERS[act.where]
        if any(getattr(b, "id", None) == act.id for c in owner.__mro__ for b in c.__dict__.get("BINDINGS", ()))
    ]  # fmt: skip
    assert bound, f"{act.id} is bound nowhere"
    name = act.action.partition("(")[0]
    for owner in bound:
        assert hasattr(owner, f"action_{name}") or hasattr(owner, f"_action_{name}")
    assert act.help.endswith(".")


def test_no_two_actions_of_a_part_share_a_key():
    for one, other in combinations(actions.ACTS, 2):
        if one.where == other.where:
            assert not set(one.keys.split(",")) & set(other.keys.split(","))


async def test_help_explains_the_focused_part_and_its_keys(opened):
    async with opened().run_test(size=(120, 60)) as pilot:
        await settled(pilot)
        await press(pilot, "f1")
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "Everyone you can talk with" in seen(pilot)
        assert "Past sessions. See sessions you have had before." in seen(pilot)
        await press(pilot, "escape", "enter", "enter", "f1")
        assert "Write what you would say to the patient" in " ".join(seen(pilot).split())
        assert "Name the skill that would help now" in " ".join(seen(pilot).split())
        await press(pilot, "escape", "shift+tab", "f1")
        assert "What has been said" in seen(pilot)
        assert "Copy the marked message" in seen(pilot)


async def test_the_footer_shows_the_keys_that_work_now(opened):
    async with opened().run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "enter", "enter")
        assert "F5 Undo" not in seen(pilot)
        assert "enter Send" in seen(pilot)
        await say(pilot, "affirm")
        assert "F5 Undo" in seen(pilot)


def _footer(pilot) -> str:
    return " ".join("  ".join(seen(pilot).splitlines()[-2:]).split()) + " "


def _every_key_is_shown(pilot) -> None:
    foot = _footer(pilot)
    acts = {
        acts_id: act for binding in pilot.app.screen.active_bindings.values()
        if binding.enabled and (acts_id := binding.binding.id) and (act := actions.by_id(acts_id))
    }  # fmt: skip
    missing = [act.id for act in acts.values() if act.footer and f" {act.name} " not in foot]
    assert not missing, f"{missing} not in {foot!r}"
    if not isinstance(pilot.app.screen, ModalScreen):
        assert "F1 Help" in foot
        assert "ctrl+p All" in foot


async def test_in_a_small_terminal_the_footer_shows_every_key_of_every_screen(opened):
    app = opened()
    async with app.run_test(size=(80, 24)) as pilot:

        async def look(*keys):
            await press(pilot, *keys)
            _every_key_is_shown(pilot)

        await settled(pilot)
        await look()
        await look("enter")
        await look("enter")
        assert "F4 Rulers" in _footer(pilot)
        assert "F6 End" in _footer(pilot)
        await say(pilot, "affirm")
        await look()
        await look("shift+tab", "up")
        await look("f6")
        await look("escape", "f1")
        await look("escape", "tab", "f3")
        await look("tab")
        await look("f3")
        await say(pilot, "i want to kill myself")
        await look()
        await press(pilot, "enter")
        await say(pilot, "double_sided_reflection heart")
        await say(pilot, "planning")
        await look()
        for key in ("enter", "2", "3", "4", "5"):
            await look(key)
        await look("e")
        await look("escape", "5", "t")
        await say(pilot, "affirm")
        await look("f6", "down", "enter")
        await look("escape", "p")
        await look("slash")
        await look("escape", "d")
        await look("escape", "escape", "end", "w")
        assert isinstance(app.screen, author.AuthorScreen)
        await look("f3")


async def test_under_a_question_no_key_is_shown_that_does_not_work(opened):
    async with opened().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "enter", "enter")
        await press(pilot, "f6")
        assert "F2 Hint" not in seen(pilot)
        assert "esc Close" in _footer(pilot)


async def test_a_click_on_the_footers_second_line_presses_the_key(opened):
    async with opened().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "enter", "enter")
        await pilot.click(offset=(seen(pilot).splitlines()[-1].index("Leave"), 23))
        await settled(pilot)
        assert isinstance(pilot.app.screen, home.HomeScreen)


async def test_a_click_on_the_footer_presses_the_key(opened):
    async with opened().run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        line = seen(pilot).splitlines()[-1]
        await pilot.click(offset=(line.index("Past"), 23))
        await settled(pilot)
        assert isinstance(pilot.app.screen, past.PastScreen)


async def test_the_palette_finds_an_action_and_runs_it(opened):
    async with opened().run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "ctrl+p")
        assert CommandPalette.is_open(pilot.app)
        await press(pilot, *"past")
        assert "Past sessions  (p)" in seen(pilot)
        await press(pilot, "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, past.PastScreen)


def test_starting_imports_nothing_heavy():
    code = (
        "import sys; import mi_trainer.tui.app, mi_trainer.tui.screens.home; "
        "print(*(m for m in ('pydantic', 'sqlalchemy', 'numpy', 'yaml', 'transitions', 'textual_plot') "
        "if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30)
    assert done.stdout.split() == []


def test_shown_keeps_every_offset():
    text = "a\x00\x1b[31m\u202eb\x9f\r\n\tc\u2028d\ufeff\ud83d"
    assert len(shown(text)) == len(text)
    assert shown("two\nlines\tand 😀 [b]") == "two\nlines\tand 😀 [b]"
    shown(text).encode("utf-8")


def test_pastes_of_any_system_have_plain_line_ends():
    assert typed("a\r\nb\rc\nd\x1b") == "a\nb\nc\nd␛"


def test_an_authors_paragraphs_stay_and_their_line_breaks_flow():
    assert flowing("One\ntwo.\n\n  Three.\n") == "One two.\n\nThree."
