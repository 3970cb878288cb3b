"""What is learned from a session: its ending, key moments, the patient's language, numbers, and every word."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import ContentSwitcher, Static

from mi_trainer.debrief import Debrief, SideBySide
from mi_trainer.debrief.blocks import Block, Figure, Heading
from mi_trainer.debrief.outline import outline
from mi_trainer.practice.session import Session
from mi_trainer.records.keeping import NoSuchSession, RecordsProblem
from mi_trainer.scenario.directions import tells
from mi_trainer.tui.actions import bindings
from mi_trainer.tui.blocks import drawn, sections
from mi_trainer.tui.messages import DebriefMade, Failed, SessionOpened
from mi_trainer.tui.services import CannotOpen
from mi_trainer.tui.text import one_line
from mi_trainer.tui.widgets.footer import Keys
from mi_trainer.tui.widgets.turn_list import TurnList, moments, transcript
from mi_trainer.tui.words import outcome

if TYPE_CHECKING:
    from mi_trainer.tui.app import TrainerApp

PARTS = ("Ending", "Moments", "Language", "Numbers", "Transcript", "Side by side")

_ELSEWHERE = ("Key moments", "The patient's language over time", "In numbers", "The whole conversation")


class Report(VerticalScroll, can_focus=True):
    """Blocks to read, set for the width there is."""

    HELP = "Something to read: the arrow keys and page up and page down scroll it."

    def __init__(self, blocks: tuple[Block, ...], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._blocks = blocks

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static("", markup=False, classes="report")

    def on_resize(self) -> None:
        """Set the text for the new width."""
        self.query_one(".report", Static).update(drawn(self._blocks, self.size.width - 8))


class DebriefScreen(Screen[None]):
    """The debrief of one session, in parts. Their numbers go to them, [ and ] to the one beside."""

    HELP = (
        "What happened in this session, in parts: their numbers go to them, [ and ] to the one beside. In the moments "
        "and the transcript, t tries again from the marked turn. e saves the whole debrief as a file."
    )
    CSS_PATH = "../styles/debrief.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [b for b in bindings("debrief") if b.action not in {"again", "copy"}]
    AUTO_FOCUS = ""

    def __init__(self, source: str | Session) -> None:
        super().__init__()
        self.source = source
        self.debrief: Debrief | None = None
        self._part = 1
        self._other = 0

    @property
    def trainer(self) -> "TrainerApp":
        """The program this screen belongs to."""
        return cast("TrainerApp", self.app)

    def compose(self) -> ComposeResult:
        """Title, parts, and room for them."""
        yield Static("", id="masthead", markup=False)
        yield Static("", id="parts", markup=False)
        yield ContentSwitcher(id="room")
        yield Keys()

    def on_mount(self) -> None:
        """Work the debrief out beside the screen."""
        self.query_one("#masthead", Static).update("Looking back ...")
        self._look_back()

    @work(exclusive=True)
    async def _look_back(self) -> None:
        try:
            made = await self.trainer.services.do(self.trainer.services.debrief, self.source)
        except (NoSuchSession, RecordsProblem) as problem:
            self.post_message(Failed(str(problem)))
            return
        self.post_message(DebriefMade(made))

    @on(DebriefMade)
    async def show_debrief(self, event: DebriefMade) -> None:
        """Fill the parts."""
        debrief = self.debrief = event.debrief
        who = " and ".join(debrief.people)
        self.query_one("#masthead", Static).update(
            Content.assemble(
                ("Debrief  ", "bold $accent"), (one_line(who), "bold"), f"  {one_line(debrief.title)}",
                (f"   {outcome(debrief.ended.outcome)}", "$quiet"),
            )
        )  # fmt: skip
        room = self.query_one(ContentSwitcher)
        await room.remove_children()
        parts = self._parts(debrief)
        for part in parts:
            part.display = False
        await room.mount_all(parts)
        self._part = 6 if debrief.start.parent and debrief.branches else 1
        self.action_show_part(self._part)

    def _parts(self, debrief: Debrief) -> list[Widget]:
        told = sections(outline(debrief))
        preface, *ending = [
            block for name, blocks in told.items()
            if name not in _ELSEWHERE and not name.startswith("Tried again") for block in blocks
            if not (isinstance(block, Heading) and block.level == 1)
        ]  # fmt: skip
        ending.append(preface)
        parts: list[Widget] = [
            Report(tuple(ending), id="part-1"),
            TurnList(moments(debrief.moments), id="part-2")
            if debrief.moments
            else Report((Heading(3, "No moment stands out yet: there was too little to go on."),), id="part-2"),
            self._language(debrief, told.get("The patient's language over time", ())),
            Report(told.get("In numbers", ()), id="part-4"),
            TurnList(transcript(debrief.transcript), id="part-5"),
        ]
        if debrief.branches:
            parts.append(SideBySideView(debrief.branches[self._other], self._other, len(debrief.branches)))
        return parts

    def _language(self, debrief: Debrief, told: tuple[Block, ...]) -> Widget:
        if len(debrief.series) < 2:
            return Report((Heading(3, "There is nothing to draw before your first turn."),), id="part-3")
        from mi_trainer.tui.widgets.plot import LanguagePlot

        words = tuple(block for block in told if not isinstance(block, Figure))
        figures = [block.described for block in told if isinstance(block, Figure)]
        return VerticalScroll(
            Static(drawn(words, 100), markup=False, classes="report"),
            LanguagePlot(debrief.series),
            Static("\n\n".join(figures), markup=False, classes="report quiet"),
            id="part-3",
        )

    @property
    def _last_part(self) -> int:
        return 6 if self.debrief and self.debrief.branches else 5

    def action_show_part(self, part: int) -> None:
        """Go to a part."""
        if self.debrief is None or not 1 <= part <= self._last_part:
            return
        self._part = part
        room = self.query_one(ContentSwitcher)
        room.current = f"part-{part}"
        names = PARTS[: self._last_part]
        self.query_one("#parts", Static).update(
            Content("  ").join(
                Content.assemble((f"{n} ", "$quiet"), (name, "bold underline $accent" if n == part else ""))
                for n, name in enumerate(names, 1)
            )
        )
        shown = room.visible_content
        if shown is not None:
            (shown if shown.focusable else next((w for w in shown.query("*") if w.focusable), shown)).focus()

    def action_part(self, step: int) -> None:
        """Go to the part beside."""
        self.action_show_part((self._part - 1 + step) % self._last_part + 1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys work now."""
        if action == "other":
            return bool(self.debrief and len(self.debrief.branches) > 1 and self._part == 6)
        return not (action == "show_part" and parameters == (6,) and self._last_part < 6)

    async def action_other(self) -> None:
        """Compare with the next of the other continuations."""
        assert self.debrief is not None
        self._other = (self._other + 1) % len(self.debrief.branches)
        room = self.query_one(ContentSwitcher)
        await room.query("#part-6").remove()
        await room.mount(SideBySideView(self.debrief.branches[self._other], self._other, len(self.debrief.branches)))
        self.action_show_part(6)

    def action_again_from(self, turn: int) -> None:
        """Go back to just before a turn, as a branch."""
        self._branch(turn)

    @work(exclusive=True, group="open")
    async def _branch(self, turn: int) -> None:
        services = self.trainer.services
        try:
            session = await services.do(services.branch, self.source, turn)
        except (CannotOpen, NoSuchSession, RecordsProblem) as problem:
            self.post_message(Failed(str(problem)))
            return
        self.post_message(SessionOpened(session))

    @on(Failed)
    def say_why(self, event: Failed) -> None:
        """Say what could not be done."""
        if self.debrief is None:
            self.query_one("#masthead", Static).update("There is no debrief to show. Escape goes back.")
        self.trainer.warn(event.reason)

    def action_new(self) -> None:
        """Back to this patient's brief."""
        if self.debrief is None:
            return
        from mi_trainer.tui.screens.home import HomeScreen

        home = self.app.screen_stack[0]
        cards = home.cards if isinstance(home, HomeScreen) else []
        card = next((c for c in cards if c.id == self.debrief.start.scenario and c.playable), None)
        if card is None:
            self.trainer.warn("This patient is not here any more.")
            return
        self.trainer.to_home()
        self.trainer.open_brief(card)

    def action_copy_all(self) -> None:
        """Copy the whole transcript."""
        for whole in self.query("#part-5").results(TurnList):
            self.app.copy_to_clipboard("\n\n".join(entry.plain for entry in whole.entries))
            self.trainer.tell("The transcript is copied.")

    def action_export(self) -> None:
        """Save the debrief to a file."""
        from mi_trainer.tui.screens.export import ExportScreen

        self.app.push_screen(ExportScreen(self.source))

    def action_back(self) -> None:
        """Leave the debrief."""
        self.dismiss()


class SideBySideView(Horizontal):
    """Two continuations from the same turn."""

    def __init__(self, pair: SideBySide, number: int, many: int) -> None:
        super().__init__(id="part-6")
        self._pair, self._number, self._many = pair, number, many

    def compose(self) -> ComposeResult:
        """This session on the left, the other on the right; above, what both answered."""
        pair = self._pair
        which = f" ({self._number + 1} of {self._many}: o shows the next)" if self._many > 1 else ""
        before = Content("\n").join(
            Content(one_line(reply.says)).stylize("italic")
            if tells(reply.speaker, reply.says)
            else Content.assemble((one_line(reply.speaker), "bold"), f": {one_line(reply.says)}")
            for reply in pair.before
        )
        yield Static(
            Content.assemble((f"Tried again from turn {pair.parted}{which}\n", "bold $accent"), before, "\n",
                             (one_line(pair.compared), "$quiet")),
            id="compared", markup=False,
        )  # fmt: skip
        with Horizontal(id="pair"):
            yield TurnList(transcript(pair.ours), id="ours")
            yield TurnList(transcript(pair.theirs), id="theirs")

    def on_mount(self) -> None:
        """Name the two."""
        ours, theirs = self.query_one("#ours"), self.query_one("#theirs")
        ours.border_title = f"This session: {one_line(self._pair.our_end.title)}".replace("[", "(")
        theirs.border_title = f"The other: {one_line(self._pair.their_end.title)}".replace("[", "(")
