"""What to read before the patient walks in, and the choice between coached and assessed."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.widgets.option_list import Option

from mi_trainer.practice.exchange import Mode
from mi_trainer.practice.session import Session
from mi_trainer.records.keeping import RecordsProblem
from mi_trainer.tui.actions import bindings
from mi_trainer.tui.cards import DIFFICULTY, Card
from mi_trainer.tui.messages import Failed, SessionOpened
from mi_trainer.tui.services import CannotOpen
from mi_trainer.tui.text import counted, flowing, one_line
from mi_trainer.tui.widgets.choices import MOVES, Choices
from mi_trainer.tui.widgets.footer import Keys

if TYPE_CHECKING:
    from mi_trainer.tui.app import TrainerApp


class Ways(Choices):
    """The two ways to practise."""

    HELP = (
        "Coached: after every turn you see how it was coded, why it matters and a stronger way; hints are there "
        "when you ask. Assessed: none of that until the debrief, as in a real first visit. Both are kept."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *MOVES,
        *(b for b in bindings("brief") if b.action == "select"),
    ]


class BriefScreen(Screen[None]):
    """The brief of one patient."""

    HELP = "Read who is coming and what for. Page up and page down scroll the brief; enter lets the patient in."
    CSS_PATH = "../styles/brief.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [b for b in bindings("brief") if b.action != "select"]
    AUTO_FOCUS = "#ways"

    def __init__(self, card: Card) -> None:
        super().__init__()
        self.card = card

    @property
    def trainer(self) -> "TrainerApp":
        """The program this screen belongs to."""
        return cast("TrainerApp", self.app)

    def compose(self) -> ComposeResult:
        """The brief above, the choice below."""
        with VerticalScroll(id="brief", can_focus=False):
            yield Static(self._text(), id="brief-text", markup=False)
        with Vertical(id="start"):
            yield Static("", id="start-note", markup=False)
            yield Ways(id="ways")
        yield Keys()

    def on_mount(self) -> None:
        """Offer coached first, unless assessed was asked for."""
        ways = self.query_one(Ways)
        ways.set_options(
            Option(_way(name, words), id=mode)
            for mode, name, words in (
                (Mode.COACHED, "Start, coached", "feedback after every turn, hints on request"),
                (Mode.ASSESSED, "Start, assessed", "everything waits for the debrief"),
            )
        )
        ways.highlighted = 1 if self.trainer.assessed else 0

    def _text(self) -> Content:
        card = self.card
        topic = one_line(card.topic.replace("_", " "))
        parts: list[Content | str | tuple[str, str]] = [
            (one_line(card.title), "bold $accent"), "\n",
            (f"{topic} · {DIFFICULTY[card.difficulty]} · up to {counted(card.turns, 'turn')}", "$quiet"),
            "\n\n", flowing(card.brief), "\n\n",
        ]  # fmt: skip
        parts.append(("In the room\n", "bold"))
        for name, about in card.people:
            parts += [(one_line(name), "bold"), f", {flowing(about)}\n"]
        parts += ["\n", ("You can practise\n", "bold"), ", ".join(card.practises), "\n"]
        if card.content_notes:
            parts += ["\n", ("Content notes\n", "bold"), "This conversation may touch on ",
                      ", ".join(one_line(note) for note in card.content_notes),
                      ". You can leave at any moment with ctrl+q.\n"]  # fmt: skip
        review = f"reviewed by {one_line(card.reviewed)}" if card.reviewed else "not yet reviewed by a clinician"
        by = f"Written by {one_line(card.author)}, {review}. Jurisdiction: {one_line(card.jurisdiction)}."
        parts += ["\n", (by, "$quiet")]
        return Content.assemble(*parts)

    @on(Ways.OptionSelected)
    def start(self, event: Ways.OptionSelected) -> None:
        """Let the patient in."""
        self.query_one("#start-note", Static).update("Just a moment ...")
        self._begin(Mode(event.option_id or Mode.COACHED))

    @work(exclusive=True, group="open")
    async def _begin(self, mode: Mode) -> None:
        services = self.trainer.services
        try:
            session: Session = await services.do(services.begin, self.card.file, mode, self.trainer.seed)
        except (CannotOpen, RecordsProblem) as problem:
            self.post_message(Failed(str(problem)))
            return
        self.post_message(SessionOpened(session))

    @on(Failed)
    def say_why(self, event: Failed) -> None:
        """Say what could not be done."""
        self.query_one("#start-note", Static).update("")
        self.trainer.warn(event.reason)

    def action_brief_down(self) -> None:
        """Scroll the brief down."""
        self.query_one("#brief", VerticalScroll).scroll_page_down(animate=False)

    def action_brief_up(self) -> None:
        """Scroll the brief up."""
        self.query_one("#brief", VerticalScroll).scroll_page_up(animate=False)

    def action_back(self) -> None:
        """Go back to the patients."""
        self.dismiss()


def _way(name: str, words: str) -> Content:
    return Content.assemble((name, "bold"), (f"   {words}", "$quiet"))
