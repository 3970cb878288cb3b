"""Past sessions: a page at a time, however many there are."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from mi_trainer.records.keeping import NoSuchSession, NotKept, RecordsProblem, Row
from mi_trainer.tui.actions import bindings
from mi_trainer.tui.messages import Failed, SessionDeleted, SessionOpened, SessionsListed
from mi_trainer.tui.services import CannotOpen
from mi_trainer.tui.text import counted, one_line
from mi_trainer.tui.widgets.choices import MOVES, Choices
from mi_trainer.tui.widgets.footer import Keys
from mi_trainer.tui.words import outcome, when

if TYPE_CHECKING:
    from mi_trainer.tui.app import TrainerApp

PAGE = 50
"""Sessions on a page."""


class Sessions(Choices):
    """The sessions of one page, newest first."""

    HELP = (
        "Your sessions, newest first. Enter opens the debrief, or goes on with a session that is not finished. "
        "/ filters by patient, topic or outcome; [ and ] turn the page; d deletes, after asking."
    )
    BINDINGS: ClassVar[list[BindingType]] = [*MOVES, *(b for b in bindings("past") if b.action == "select")]


class PastScreen(Screen[None]):
    """What you have practised before."""

    CSS_PATH = "../styles/past.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [b for b in bindings("past") if b.action != "select"]
    AUTO_FOCUS = "#sessions"

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self._page = 0
        self._more = False
        self._filter = ""
        self._listed = False

    @property
    def trainer(self) -> "TrainerApp":
        """The program this screen belongs to."""
        return cast("TrainerApp", self.app)

    def compose(self) -> ComposeResult:
        """Title, filter, list."""
        yield Static(Content("Past sessions").stylize("bold $accent"), id="masthead", markup=False)
        yield Input(placeholder="Filter by patient or outcome; enter shows the matches", id="filter")
        yield Static("", id="page", markup=False)
        yield Sessions(id="sessions")
        yield Keys()

    def on_mount(self) -> None:
        """The filter is out of the way until it is asked for."""
        self.query_one("#filter").display = False
        self._list()

    def on_screen_resume(self) -> None:
        """Something may have changed since."""
        if self._listed:
            self._list()

    @work(exclusive=True, group="list")
    async def _list(self) -> None:
        services, text, offset = self.trainer.services, self._filter, self._page * PAGE
        try:
            rows = await services.do(
                lambda: services.store().sessions(text=text or None, limit=PAGE + 1, offset=offset)
            )
        except RecordsProblem as problem:
            self.post_message(Failed(str(problem)))
            return
        self.post_message(SessionsListed(rows[:PAGE], len(rows) > PAGE))

    @on(SessionsListed)
    def show_page(self, event: SessionsListed) -> None:
        """Fill the list."""
        self._listed = True
        self.rows, self._more = event.rows, event.more
        sessions = self.query_one(Sessions)
        marked = sessions.highlighted or 0
        sessions.set_options(Option(_line(row), id=row.id) for row in self.rows)
        sessions.highlighted = min(marked, len(self.rows) - 1) if self.rows else None
        self.query_one("#page", Static).update(self._summary())
        self.refresh_bindings()

    def _summary(self) -> str:
        if not self.rows:
            if self._filter:
                return f"No session matches '{one_line(self._filter)}'. Press / to change the filter."
            return "Nothing here yet. Press escape, choose a patient, and every session you have will stand here."
        first = self._page * PAGE + 1
        more = "; ] shows older ones" if self._more else ""
        match = f", matching '{one_line(self._filter)}'" if self._filter else ""
        return f"{first} to {first + len(self.rows) - 1}{match}{more}"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which keys work now."""
        if action == "page":
            return self._page > 0 if parameters == (-1,) else self._more
        if action in {"delete", "export"}:
            return bool(self.rows)
        return True

    @property
    def _marked(self) -> Row | None:
        at = self.query_one(Sessions).highlighted
        return self.rows[at] if at is not None and at < len(self.rows) else None

    @on(Sessions.OptionSelected)
    def open_marked(self) -> None:
        """Open the debrief, or go on with the session."""
        row = self._marked
        if row is None:
            return
        if row.finished:
            self.trainer.open_debrief(row.id)
        else:
            self._resume(row.id)

    @work(exclusive=True, group="open")
    async def _resume(self, session: str) -> None:
        services = self.trainer.services
        try:
            resumed = await services.do(services.resume, session)
        except (CannotOpen, NoSuchSession, RecordsProblem) as problem:
            self.post_message(Failed(str(problem)))
            return
        self.post_message(SessionOpened(resumed))

    @on(Failed)
    def say_why(self, event: Failed) -> None:
        """Say what could not be done; a debrief can be read even where nobody can go on."""
        self.trainer.warn(event.reason)

    def action_filter(self) -> None:
        """Show the filter."""
        entry = self.query_one("#filter", Input)
        entry.display = True
        entry.focus()

    @on(Input.Submitted)
    def filter_by(self, event: Input.Submitted) -> None:
        """List what matches."""
        self._filter, self._page = event.value.strip(), 0
        event.input.display = bool(self._filter)
        self.query_one(Sessions).focus()
        self._list()

    def action_page(self, step: int) -> None:
        """Turn the page."""
        self._page = max(0, self._page + step)
        self.query_one(Sessions).highlighted = 0 if self.rows else None
        self._list()

    def action_delete(self) -> None:
        """Delete the marked session, once that is confirmed."""
        from mi_trainer.tui.screens.dialogs import AskScreen

        row = self._marked
        if row is None:
            return
        question = f"Delete the session '{one_line(row.title)}', {when(row.began)}, for good? It cannot be undone."

        def delete_if(sure: bool | None) -> None:
            if sure:
                self._delete(row.id)

        self.app.push_screen(AskScreen(question, "Delete it", "Keep it"), delete_if)

    @work(group="delete")
    async def _delete(self, session: str) -> None:
        services = self.trainer.services
        try:
            await services.do(lambda: services.store().delete(session))
        except NotKept as problem:
            self.post_message(Failed(str(problem)))
            return
        self.post_message(SessionDeleted())

    @on(SessionDeleted)
    def show_deleted(self) -> None:
        """List what is left."""
        self.trainer.tell("The session is deleted.")
        self._list()

    def action_export(self) -> None:
        """Save the marked session to a file."""
        from mi_trainer.tui.screens.export import ExportScreen

        if self._marked:
            self.app.push_screen(ExportScreen(self._marked.id))

    def action_back(self) -> None:
        """Out of the filter first, then back to the patients."""
        entry = self.query_one("#filter", Input)
        if entry.display:
            entry.value = ""
            entry.display = False
            self._filter, self._page = "", 0
            self.query_one(Sessions).focus()
            self._list()
        else:
            self.dismiss()


def _line(row: Row) -> Content:
    kind = f"branch from turn {row.parent_turn}, " if row.parent else ""
    counts = (
        f"{counted(row.turns, 'turn')}, {counted(row.reflections, 'reflection')}, {counted(row.questions, 'question')}"
    )
    return Content.assemble(
        (one_line(row.title), "bold"), f"  {outcome(row.outcome)}", "\n",
        (f"{when(row.began)} · {kind}{row.mode.value} · {counts}", "$quiet"), "\n",
    )  # fmt: skip
