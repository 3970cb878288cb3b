"""The room: typing, pasting, waiting, taking back, hiding, copying, and what happens when saving fails."""

from threading import Event

from textual import events

from mi_trainer.practice.coaching import hint
from mi_trainer.practice.session import NotKept
from mi_trainer.records.store import Store
from mi_trainer.tui.screens.care import CareScreen
from mi_trainer.tui.screens.dialogs import AskScreen
from mi_trainer.tui.screens.home import HomeScreen
from mi_trainer.tui.screens.practice import PracticeScreen
from mi_trainer.tui.widgets.conversation import STEP, WINDOW, Conversation, Turn
from mi_trainer.tui.widgets.message_input import MessageInput
from tests.conftest import DATA
from tests.doubles import Spoken
from tests.tui.conftest import press, say, seen, settled


async def _enter(pilot, *, assessed=False):
    await settled(pilot)
    await press(pilot, "enter", *(["down"] if assessed else []), "enter")
    screen = pilot.app.screen
    assert isinstance(screen, PracticeScreen)
    return screen


async def _paste(pilot, text):
    pilot.app.screen.query_one(MessageInput).post_message(events.Paste(text))
    await settled(pilot)


async def test_a_pasted_paragraph_is_one_message(opened):
    async with opened().run_test(size=(80, 24)) as pilot:
        screen = await _enter(pilot)
        await _paste(pilot, "You came in.\r\n\r\nThat took something.\rIt did.")
        assert screen.session.turn == 0
        await press(pilot, "enter")
        assert screen.session.turn == 1
        assert screen.session.exchanges[-1].trainee == "You came in.\n\nThat took something.\nIt did."
        assert screen.query_one(MessageInput).text == ""


async def test_ctrl_j_and_shift_enter_break_the_line(opened):
    async with opened().run_test(size=(80, 24)) as pilot:
        screen = await _enter(pilot)
        await pilot.press("a", "ctrl+j", "b", "shift+enter", "c")
        await press(pilot, "enter")
        assert screen.session.exchanges[-1].trainee == "a\nb\nc"


async def test_an_empty_message_is_a_pause_and_no_turn(opened):
    async with opened().run_test(size=(80, 24)) as pilot:
        screen = await _enter(pilot)
        await press(pilot, "enter")
        first = seen(pilot)
        assert any(line.says in first for line in screen.session.scenario.pauses)
        await press(pilot, "space", "enter")
        assert screen.session.turn == 0
        assert len(Store().get(screen.session.id).exchanges) == 1


async def test_nobodys_words_are_markup_or_move_anything(opened, tmp_path):
    file = tmp_path / "strange.yaml"
    text = open_small()
    file.write_text(
        text.replace("id: small", "id: strange")
        .replace("name: Lee,", 'name: "L[b]ee[/b]",')
        .replace("They said come, so I came.", "[red]They[/red] said [@click=app.exit()]come[/], 😀 so I came.")
        .replace("Go on then.", "[red]Go[/red] on [@click=app.exit()]then[/], 😀.")
        .replace("title: Ten minutes before the bus", 'title: "[i]Ten[/i] minutes"'),
        "utf-8",
    )
    async with opened(file).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "[i]Ten[/i] minutes" in seen(pilot)
        screen = await _enter(pilot)
        assert "L[b]ee[/b]" in seen(pilot)
        assert "[@click=app.exit()]" in seen(pilot)
        await _paste(pilot, "affirm [bold]x[/bold] \x1b[31mred\x1b[0m \u202eabc\u2066 \ud83d 👩‍👩‍👧 [/] [")
        await press(pilot, "enter")
        shown = seen(pilot)
        assert "[bold]x[/bold]" in shown
        assert "␛[31mred␛[0m" in shown
        assert not set("\x1b\u202e\u2066\ud83d") & set(shown)
        await press(pilot, "f6", "down", "enter")
        for part in "12345":
            await press(pilot, part)
            assert "\x1b" not in seen(pilot)
        assert "[bold]x[/bold]" in seen(pilot)
        assert screen.session.exchanges[-1].trainee.startswith("affirm [bold]x[/bold] ")


def open_small():
    return (DATA / "small.yaml").read_text("utf-8")


async def test_undo_takes_back_the_turn_and_gives_back_the_words(opened):
    async with opened().run_test(size=(120, 40)) as pilot:
        screen = await _enter(pilot)
        await say(pilot, "affirm one")
        await say(pilot, "confront two")
        trust = screen.session.exchanges[-2].disposition.trust
        await press(pilot, "f5")
        assert screen.session.turn == 1
        assert screen.query_one(MessageInput).text == "confront two"
        assert screen.session.patient.disposition.trust == trust
        assert [e.turn for e in Store().get(screen.session.id).exchanges] == [0, 1]
        screen.query_one(MessageInput).clear()
        await press(pilot, "f5")
        assert screen.session.turn == 0
        assert "affirm one" in screen.query_one(MessageInput).text
        assert len(screen.query(Turn)) == 1


async def test_undo_after_the_end_goes_on(opened):
    async with opened().run_test(size=(80, 24)) as pilot:
        screen = await _enter(pilot)
        await say(pilot, "double_sided_reflection heart")
        await say(pilot, "planning")
        assert screen.session.over
        await press(pilot, "f5")
        assert not screen.session.over
        assert screen.query_one(MessageInput).display
        assert screen.focused is screen.query_one(MessageInput)


async def test_ending_early_asks_first(opened):
    async with opened().run_test(size=(80, 24)) as pilot:
        screen = await _enter(pilot)
        await say(pilot, "affirm")
        await press(pilot, "f6")
        assert isinstance(pilot.app.screen, AskScreen)
        await press(pilot, "enter")
        assert pilot.app.screen is screen
        assert not screen.session.over
        await press(pilot, "f6", "escape")
        assert not screen.session.over
        await press(pilot, "f6", "down", "enter")
        assert screen.session.outcome == "ended_early"
        assert "You ended it early" in seen(pilot)


async def test_coaching_says_what_the_turn_was_why_and_what_would_be_stronger(opened):
    async with opened().run_test(size=(200, 60)) as pilot:
        await _enter(pilot)
        await say(pilot, "confront")
        shown = seen(pilot)
        for words in ("! Confront", "Why it matters", "It meets resistance with force", "A stronger way here",
                      "1 turn", "! 1 non-adherent"):  # fmt: skip
            assert words in shown


async def test_a_hint_names_a_skill(opened):
    async with opened().run_test(size=(80, 24)) as pilot:
        await _enter(pilot)
        await press(pilot, "f2")
        assert "Hint: Double-sided reflection" in seen(pilot)


async def test_in_a_small_terminal_the_panel_folds(opened):
    async with opened().run_test(size=(80, 24)) as pilot:
        screen = await _enter(pilot)
        await say(pilot, "confront me")
        assert "Why it matters" not in seen(pilot)
        assert "! Confront" in seen(pilot)
        await press(pilot, "f3")
        assert "Your last turn" in seen(pilot)
        assert "confront me" in seen(pilot)
        assert screen.query_one(Conversation).size.height >= 4
        await press(pilot, "f3")
        assert "Your last turn" not in seen(pilot)


async def test_rulers_can_be_hidden_and_stay_hidden(opened):
    async with opened().run_test(size=(120, 40)) as pilot:
        await _enter(pilot)
        assert "Confidence" in seen(pilot)
        await press(pilot, "f4")
        assert "Confidence" not in seen(pilot)
    async with opened().run_test(size=(80, 24)) as pilot:
        await _enter(pilot)
        assert "Confidence" not in seen(pilot)
        await press(pilot, "f4")
        assert "Confidence" in seen(pilot)


async def test_an_earlier_turn_can_be_looked_at_and_copied(opened):
    app = opened()
    async with app.run_test(size=(120, 40)) as pilot:
        await _enter(pilot)
        await say(pilot, "affirm one")
        await say(pilot, "confront two")
        await press(pilot, "shift+tab")
        assert isinstance(app.focused, Conversation)
        await press(pilot, "up", "up", "up")
        await press(pilot, "c")
        assert app.copied == "You: affirm one"
        await press(pilot, "enter")
        assert "Turn 1" in seen(pilot)
        await press(pilot, "a")
        assert app.copied.startswith("Lee: ")
        assert "You: confront two" in app.copied
        await press(pilot, "f8")
        assert app.copied.startswith("Lee: ")
        assert "\n" not in app.copied


async def test_words_about_oneself_meet_a_calm_screen_and_are_kept_nowhere(opened, home):
    home.mkdir(parents=True)
    (home / "help.txt").write_text("Ring the house line: 555 [0100].", "utf-8")
    async with opened().run_test(size=(80, 24)) as pilot:
        screen = await _enter(pilot)
        await say(pilot, "i want to kill myself")
        assert isinstance(pilot.app.screen, CareScreen)
        assert "555 [0100]" in seen(pilot)
        await press(pilot, "enter")
        assert pilot.app.screen is screen
        assert screen.session.turn == 0
        assert "kill myself" not in seen(pilot)
        assert screen.query_one(MessageInput).text == ""
    assert all(b"kill myself" not in file.read_bytes() for file in home.rglob("*") if file.is_file())


async def test_without_a_help_file_there_are_general_words(opened):
    async with opened().run_test(size=(80, 24)) as pilot:
        await _enter(pilot)
        await say(pilot, "i want to kill myself")
        assert "local emergency number" in " ".join(seen(pilot).split())


class Full(Store):
    """A disk that is full from some turn on."""

    full = False

    def add(self, session, exchange):
        if self.full:
            raise NotKept("The disk is full.")
        super().add(session, exchange)


async def test_what_cannot_be_saved_is_said_and_the_conversation_goes_on(opened, tmp_path):
    app = opened()
    store = Full()
    app.services.open_store = lambda: store
    async with app.run_test(size=(80, 24)) as pilot:
        screen = await _enter(pilot)
        assert "Not saved" not in seen(pilot)
        store.full = True
        await say(pilot, "affirm")
        assert "Not saved. The disk is full." in seen(pilot)
        await say(pilot, "affirm two")
        assert screen.session.turn == 2
        assert "Not saved" in seen(pilot)
        await press(pilot, "f7", "enter")
        path = tmp_path / "kept.html"
        pilot.app.focused.value = str(path)
        await press(pilot, "enter")
        assert "affirm two" in path.read_text("utf-8")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, AskScreen)
        await press(pilot, "enter")
        assert pilot.app.screen is screen
        store.full = False
        await say(pilot, "affirm three")
        assert "Not saved" not in seen(pilot)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, HomeScreen)


class Failing(Spoken):
    """A coder that fails on one word."""

    def code(self, text, context=None):
        if "boom" in text:
            raise RuntimeError("boom")
        return super().code(text)


async def test_when_the_coder_fails_nothing_written_is_lost(opened):
    async with opened(coder=Failing()).run_test(size=(80, 24)) as pilot:
        screen = await _enter(pilot)
        await say(pilot, "boom now")
        assert screen.query_one(MessageInput).text == "boom now"
        assert screen.session.turn == 0
        assert len(screen.query(Turn)) == 1
        screen.query_one(MessageInput).clear()
        await say(pilot, "affirm")
        assert screen.session.turn == 1


async def test_a_long_conversation_mounts_a_window_and_reaches_the_rest_by_scrolling(opened, tmp_path):
    file = tmp_path / "small.yaml"
    file.write_text(open_small().replace("turns: 12", "turns: 200"), "utf-8")
    async with opened(file).run_test(size=(80, 24)) as pilot:
        screen = await _enter(pilot)
        for n in range(40):
            screen.session.respond(f"affirm {n}")
        await press(pilot, "escape")
        await press(pilot, "home", "enter")
        screen = pilot.app.screen
        conversation = screen.query_one(Conversation)
        assert len(screen.query(Turn)) == WINDOW
        await say(pilot, "affirm last")
        assert len(screen.query(Turn)) == WINDOW
        assert "affirm last" in seen(pilot)
        assert "affirm 0" not in "".join(turn.spoken.plain for turn in screen.query(Turn))
        conversation.scroll_home(animate=False)
        await settled(pilot)
        assert len(screen.query(Turn)) == WINDOW + STEP
        for _ in range(4):
            conversation.scroll_end(animate=False)
            await settled(pilot)
            conversation.scroll_home(animate=False)
            await settled(pilot)
        assert screen.query(Turn).first().spoken == conversation.spoken[0]
        screen.query_one(MessageInput).focus()
        await say(pilot, "affirm after")
        assert len(screen.query(Turn)) == WINDOW
        assert "affirm after" in seen(pilot)
        await press(pilot, "f5")
        assert "affirm after" not in [t.spoken.words[0][1] for t in screen.query(Turn)]


async def test_the_program_closes_at_once_on_ctrl_q(opened):
    app = opened()
    async with app.run_test(size=(80, 24)) as pilot:
        await _enter(pilot)
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert not app.is_running or app._exit


async def test_quick_typing_stays_in_order(opened):
    async with opened().run_test(size=(80, 24)) as pilot:
        screen = await _enter(pilot)
        entry = screen.query_one(MessageInput)
        for key, character in (("a", "a"), ("ctrl+j", "\n"), ("b", "b"), ("left", None), ("c", "c"), ("enter", "\r"),
                               ("d", "d")):  # fmt: skip
            entry.post_message(events.Key(key, character))
        await settled(pilot)
        assert screen.session.exchanges[-1].trainee == "a\ncb"
        assert entry.text == "d"


class Slow(Spoken):
    """A coder that takes until it is let go on."""

    def __init__(self):
        self.go = Event()

    def code(self, text, context=None):
        self.go.wait(30)
        return super().code(text)


async def test_while_the_answer_takes_its_time_ones_own_words_stand_there(opened):
    coder = Slow()
    coder.go.set()
    async with opened(coder=coder).run_test(size=(80, 24)) as pilot:
        screen = await _enter(pilot)
        coder.go.clear()
        await _paste(pilot, "affirm you")
        await pilot.press("enter")
        while screen.query(Turn).last().spoken.plain != "You: affirm you":
            await pilot.pause()
        await pilot.pause()
        assert "affirm you" in seen(pilot)
        assert screen.session.turn == 0
        assert screen.query_one(MessageInput).text == ""
        coder.go.set()
        await settled(pilot)
        assert [turn.spoken.side for turn in screen.query(Turn)] == ["patient", "trainee", "patient"]
        assert "+ Affirm" in seen(pilot)


async def test_a_turn_is_one_drawing_and_is_kept_before_it(opened, monkeypatch):
    monkeypatch.setattr("mi_trainer.tui.screens.practice.PATIENCE", 30)
    app, drawn = opened(), []
    async with app.run_test(size=(120, 40)) as pilot:
        screen = await _enter(pilot)
        await _paste(pilot, "affirm you")

        def draw():
            if not app._batch_count:
                answer = [reply.says for reply in screen.session.exchanges[-1].reply if screen.session.turn]
                kept = Store().get(screen.session.id).exchanges
                drawn.append((seen(pilot), answer, len(kept)))

        monkeypatch.setattr(app, "post_display_hook", draw)
        await press(pilot, "enter")
    first = next(n for n, (shown, _, _) in enumerate(drawn) if "  You " in shown)
    shown, answer, kept = drawn[first]
    assert answer
    assert all(says in shown for says in answer)
    assert kept == 2
    assert all("│ affirm you" in before for before, _, _ in drawn[:first])


async def test_the_counts_have_the_shape_of_the_screen_also_when_resumed_or_resized(opened, home):
    async with opened().run_test(size=(160, 50)) as pilot:
        await _enter(pilot)
        await say(pilot, "affirm")
        await press(pilot, "escape", "enter")
        assert "So far" in seen(pilot)
        await pilot.resize_terminal(80, 24)
        await press(pilot, "f3")
        assert "So far" not in seen(pilot)
        assert "1 turn · 0 reflections · 0 questions · + 1 MI-adherent" in seen(pilot)


async def test_a_hint_is_read_whole_where_there_is_no_room_for_the_panel(opened):
    async with opened().run_test(size=(80, 24)) as pilot:
        screen = await _enter(pilot)
        await press(pilot, "f2")
        assert hint(screen.session) in " ".join(seen(pilot).split())
