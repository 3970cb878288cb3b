"""The conversation: one Static for each turn of either side, and never more than a window of them mounted."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static

from mi_trainer.scenario.directions import led, tells
from mi_trainer.tui.actions import bindings
from mi_trainer.tui.text import counted, one_line, shown

WINDOW = 50
"""How many turns are mounted at the end of a conversation; older ones are mounted when scrolled to."""

STEP = 20
"""How many older turns are mounted at a time."""


class Side(StrEnum):
    """Who speaks: the two sides, or nobody (what is seen rather than heard)."""

    PATIENT = "patient"
    TRAINEE = "trainee"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Spoken:
    """One turn of one side: ``words`` are pairs of a speaker's name and what they said."""

    side: Side
    turn: int
    words: tuple[tuple[str, str], ...]

    @property
    def plain(self) -> str:
        """What is copied: the words with their speakers."""
        if self.side is Side.ASIDE:
            return "\n".join(says for _, says in self.words)
        if self.side is Side.TRAINEE:
            return "\n".join(f"{name}: {says}" for name, says in self.words)
        return "\n".join(led(name, says) for name, says in self.words)


class Turn(Static):
    """A turn as it stands on the screen: who, and underneath what they said."""

    def __init__(self, spoken: Spoken) -> None:
        super().__init__(self.drawn(spoken), markup=False, classes=f"turn -{spoken.side}")
        self.spoken = spoken

    def show_words(self, spoken: Spoken) -> None:
        """Stand for another turn from now on."""
        if spoken.side is not self.spoken.side:
            self.remove_class(f"-{self.spoken.side}")
            self.add_class(f"-{spoken.side}")
        self.remove_class("-marked")
        self.spoken = spoken
        self.update(self.drawn(spoken))

    @staticmethod
    def drawn(spoken: Spoken) -> Content:
        """The words as text. Nothing in them is read as markup."""
        who = "bold $accent" if spoken.side is Side.TRAINEE else "bold"
        said, before = [], ""
        for name, says in spoken.words:
            if spoken.side is Side.ASIDE or (spoken.side is Side.PATIENT and tells(name, says)):
                said.append(Content(shown(says)).stylize("italic $quiet"))
                continue
            if name != before:
                said.append(Content(one_line(name)).stylize(who))
            said.append(Content(shown(says)))
            before = name
        return Content("\n").join(said)


class Conversation(VerticalScroll, can_focus=True):
    """Everything said so far, the newest at the bottom. Arrow keys mark a message to copy or look at."""

    HELP = (
        "What has been said. The arrow keys mark a message; c copies it, a copies everything, and enter shows how "
        "that turn was coded. Tab goes back to where you write. With the mouse you can mark any words; "
        "ctrl+c copies them."
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("conversation")]

    marked: reactive[int | None] = reactive(None)
    """The position of the marked message, from 0; None while nothing is marked."""

    class Looked(Message):
        """The trainee wants to know about a turn."""

        def __init__(self, turn: int) -> None:
            super().__init__()
            self.turn = turn

    def __init__(self, spoken: Sequence[Spoken] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.spoken: list[Spoken] = list(spoken)
        self._from = max(0, len(self.spoken) - WINDOW)
        self._loading = False

    def compose(self) -> ComposeResult:
        """The newest turns, and above them a line that counts the rest."""
        yield Static(self._above(), id="above", markup=False)
        yield from (Turn(spoken) for spoken in self.spoken[self._from :])

    def on_mount(self) -> None:
        """Start at the newest words."""
        self.query_one("#above").display = self._from > 0
        self.anchor()

    def _above(self) -> str:
        return f"{counted(self._from, 'earlier turn')} above: scroll up, or press page up" if self._from else ""

    async def say(self, *spoken: Spoken) -> None:
        """Add turns at the end and show them. A full window uses its oldest parts again instead of new ones."""
        self.spoken += spoken
        turns = self._turns()
        excess = max(0, len(turns) + len(spoken) - WINDOW)
        again = turns[max(0, excess - len(spoken)) : excess]
        new = [Turn(each) for each in spoken[len(again) :]]
        with self.app.batch_update():
            if excess > len(again):
                await self.remove_children(turns[: excess - len(again)])
            for part, each in zip(again, spoken, strict=False):
                self.move_child(part, after=self.children[-1])
                part.show_words(each)
            if excess:
                self._from += excess
                self._tell_above()
            if new:
                await self.mount_all(new)
        self.anchor()

    async def take_back(self, turn: int) -> None:
        """Remove everything said from a turn on."""
        keep = next((n for n, spoken in enumerate(self.spoken) if spoken.turn >= turn and n > 0), len(self.spoken))
        self.spoken = self.spoken[:keep]
        self.marked = None
        self._from = min(self._from, max(0, keep - WINDOW))
        await self.remove_children(Turn)
        await self.mount_all(Turn(spoken) for spoken in self.spoken[self._from :])
        self._tell_above()
        self.anchor()

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Mount older turns when the top comes into sight."""
        super().watch_scroll_y(old, new)
        if new <= 0 < old and self._from and not self._loading:
            self.call_later(self._older)

    async def _older(self) -> None:
        if self._loading or not self._from:
            return
        self._loading = True
        first = self._turns()[0]
        start = max(0, self._from - STEP)
        older = [Turn(spoken) for spoken in self.spoken[start : self._from]]
        self._from = start
        self._tell_above()
        await self.mount_all(older, before=first)
        self.call_after_refresh(self._settled, first)

    def _settled(self, first: Turn) -> None:
        self._loading = False
        if first.is_attached:
            self.scroll_to_widget(first, top=True, animate=False, immediate=True)

    def _tell_above(self) -> None:
        above = self.query_one("#above", Static)
        above.update(self._above())
        above.display = self._from > 0

    def _turns(self) -> list[Turn]:
        return list(self.query_children(Turn))

    def validate_marked(self, marked: int | None) -> int | None:
        """Keep the mark inside the conversation."""
        if marked is None or not self.spoken:
            return None
        return max(0, min(len(self.spoken) - 1, marked))

    async def watch_marked(self, old: int | None, marked: int | None) -> None:
        """Show the mark, by a sign in the margin as well as a colour."""
        for turn in self._turns():
            turn.remove_class("-marked")
        if marked is None:
            return
        while marked < self._from and not self._loading:
            await self._older()
        turns = self._turns()
        if 0 <= marked - self._from < len(turns):
            turn = turns[marked - self._from]
            turn.add_class("-marked")
            self.scroll_to_widget(turn, animate=False)

    def on_focus(self) -> None:
        """Mark the newest message, so that the keys have something to work on."""
        if self.marked is None and self.spoken:
            self.marked = len(self.spoken) - 1

    def on_blur(self) -> None:
        """Take the mark away."""
        self.marked = None

    def on_click(self, event: events.Click) -> None:
        """Mark the message under the mouse."""
        if isinstance(event.widget, Turn):
            self.marked = self._from + self._turns().index(event.widget)

    def action_older(self) -> None:
        """Mark the message before."""
        self.marked = len(self.spoken) - 1 if self.marked is None else self.marked - 1

    def action_newer(self) -> None:
        """Mark the message after."""
        self.marked = len(self.spoken) - 1 if self.marked is None else self.marked + 1

    def action_look(self) -> None:
        """Ask for the coding of the marked turn."""
        if self.marked is not None:
            self.post_message(self.Looked(self.spoken[self.marked].turn))

    def action_copy(self) -> None:
        """Copy the marked message to the clipboard."""
        if self.marked is not None:
            self.app.copy_to_clipboard(self.spoken[self.marked].plain)
            self.app.notify("Message copied.", markup=False)

    def action_copy_all(self) -> None:
        """Copy the conversation to the clipboard."""
        self.app.copy_to_clipboard("\n\n".join(spoken.plain for spoken in self.spoken))
        self.app.notify("Conversation copied.", markup=False)
