"""The patients: who is here, how hard it is, what came of it before, and what is unfinished."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static
from textual.widgets.option_list import Option

from mi_trainer.tui.actions import bindings
from mi_trainer.tui.messages import Failed, HistoryRead, PatientsRead, SessionOpened
from mi_trainer.tui.services import CannotOpen
from mi_trainer.tui.text import counted, one_line, shortened, shown
from mi_trainer.tui.widgets.choices import MOVES, Choices
from mi_trainer.tui.widgets.footer import Keys

if TYPE_CHECKING:
    from mi_trainer.records.keeping import Result, Row
    from mi_trainer.tui.app import TrainerApp
    from mi_trainer.tui.cards import Card

UNFINISHED_SHOWN = 3
"""How many unfinished sessions stand on the home screen; the others are among the past ones."""

WIDE = 100
"""Cells from which what is marked stands beside the list."""


class Patients(Choices):
    """The unfinished sessions and the patients."""

    HELP = (
        "Everyone you can talk with. Up and down mark a patient, enter opens the brief. At the top are sessions you "
        "have not finished: enter takes you back to where you were. A file that cannot be played says what is "
        "wrong with it; enter shows all of it. Put scenarios of your own into the folder 'scenarios' of your "
        "trainer folder, and they appear here."
    )
    BINDINGS: ClassVar[list[BindingType]] = [*MOVES, *(b for b in bindings("home") if b.action == "select")]


class HomeScreen(Screen[None]):
    """Choose a patient."""

    HELP = "Choose a patient, read the brief, and talk. Afterwards you see what your words did."
    BINDINGS: ClassVar[list[BindingType]] = [b for b in bindings("home") if b.action != "select"]
    AUTO_FOCUS = "#patients"
    HORIZONTAL_BREAKPOINTS = [(WIDE, "-wide-view")]  # noqa: RUF012 - Textual's own type

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[Card] = []
        self.results: dict[str, Result] = {}
        self.unfinished: list[Row] = []
        self._been_away = False
        self._ready = False
        self._marked_for: str | None = None

    @property
    def trainer(self) -> "TrainerApp":
        """The program this screen belongs to."""
        return cast("TrainerApp", self.app)

    def compose(self) -> ComposeResult:
        """Title, list, what is marked, keys."""
        yield Static(
            Content.assemble(
                ("MI Trainer", "bold $accent"), ("   Practise motivational interviewing, offline.", "$quiet")
            ),
            id="masthead",
        )
        with Container(id="room"):
            yield Patients(id="patients")
            with VerticalScroll(id="about", can_focus=False):
                yield Static("Looking for the patients ...", id="marked", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        """Show the patients that are known; look for them, if need be, once the screen has been painted."""
        self.set_class(self.app.size.width >= WIDE, "-wide-view")  # as Textual will, once it has drawn without
        known = self.trainer.services.remembered()
        if known is None:
            self.call_after_refresh(self.look)
        else:
            self.show_patients(PatientsRead(known))

    def on_screen_suspend(self) -> None:
        """Somebody goes elsewhere."""
        self._been_away = True

    def on_screen_resume(self) -> None:
        """Something may have been practised since, or written."""
        if self._been_away:
            self.look_back()
            self.read_all()

    @work(exclusive=True, group="look")
    async def look(self) -> None:
        """Look up the patients: those that can be told of at once."""
        services = self.trainer.services
        cards, whole = await services.do(services.glance)
        self.post_message(PatientsRead(cards, whole=whole))

    @work(exclusive=True, group="look")
    async def read_all(self) -> None:
        """Read what has not been read yet: once the rest is on the screen."""
        services = self.trainer.services
        self.post_message(PatientsRead(await services.do(services.cards)))

    @work(exclusive=True, group="ready")
    async def make_ready(self) -> None:
        """Open the records, then have the coder ready: once the patients are on the screen."""
        services = self.trainer.services
        self.post_message(await services.do(self._history))
        try:
            await services.do(services.coder)
        except CannotOpen as problem:
            self.post_message(Failed(str(problem)))

    @work(exclusive=True, group="history")
    async def look_back(self) -> None:
        """Look up results and unfinished sessions."""
        self.post_message(await self.trainer.services.do(self._history))

    def _history(self) -> HistoryRead:
        from mi_trainer.records.keeping import RecordsProblem

        try:
            store = self.trainer.services.store()
            return HistoryRead(store.results(), store.unfinished())
        except RecordsProblem as problem:
            return HistoryRead({}, [], str(problem))

    @on(PatientsRead)
    def show_patients(self, event: PatientsRead) -> None:
        """Fill the list; open the patient that was asked for on the way in."""
        before, self.cards = self.cards, sorted(event.cards, key=lambda c: (not c.playable, c.difficulty, c.title))
        if self.cards != before or (event.whole and not self.cards):
            self._fill()
        if not event.whole:
            self.call_after_refresh(self.read_all)
            return
        if not self._ready:
            self._ready = True
            self.call_after_refresh(self.make_ready)
        wanted, self.trainer.open_at = self.trainer.open_at, None
        if wanted:
            card = next((c for c in self.cards if wanted in (c.id, str(c.file), c.file.name)), None)
            if card is None:
                self.trainer.warn(f"There is no patient '{shortened(wanted, 60)}' here.")
            elif card.playable:
                self.trainer.open_brief(card)

    @on(HistoryRead)
    def show_history(self, event: HistoryRead) -> None:
        """Fill in what came of each patient before, and offer the conversation that was just left."""
        before = [(row.id, row.turns) for row in self.unfinished[:1]]
        self.results, self.unfinished = event.results, event.unfinished
        if event.problem:
            self.trainer.warn(event.problem)
        left = [(row.id, row.turns) for row in self.unfinished[:1]]
        self._fill(offer=f"session:{left[0][0]}" if left and left != before else None)

    def _fill(self, offer: str | None = None) -> None:
        """Fill the list. What the user has marked stays marked, unless there is something new to offer."""
        patients = self.query_one(Patients)
        marked = patients.highlighted_option.id if patients.highlighted_option else None
        if offer and (self._been_away or marked == self._marked_for):
            marked = offer
        elif marked == self._marked_for and not self._been_away:
            marked = None  # nobody chose it, and it may have turned out broken
        options: list[Option] = []
        if self.unfinished:
            options.append(_heading("Unfinished"))
            options += [
                Option(_resume_line(row, self.cards), id=f"session:{row.id}")
                for row in self.unfinished[:UNFINISHED_SHOWN]
            ]
        if self.cards:
            new = "" if self.results or self.unfinished else NEW_HERE
            options.append(_heading("Patients", new))
            options += [
                Option(_patient_lines(card, self.results.get(card.id), self._turns(card)), id=f"file:{card.file}")
                for card in self.cards
            ]
        patients.set_options(options)
        ids = [option.id for option in options]
        wanted = (
            ids.index(marked)
            if marked and marked in ids
            else next((n for n, o in enumerate(options) if not o.disabled), None)
        )
        patients.highlighted = wanted
        self._marked_for = ids[wanted] if wanted is not None else None
        if wanted is None:
            self.query_one("#marked", Static).update(NOBODY)

    @on(Patients.OptionHighlighted)
    def show_marked(self, event: Patients.OptionHighlighted) -> None:
        """Say more about the marked line."""
        about = self.query_one("#marked", Static)
        if row := self._row(event.option_id):
            about.update(_about_session(row))
        elif card := self._card(event.option_id):
            about.update(_about_patient(card, self.results.get(card.id), self._turns(card)))

    def _turns(self, card: "Card") -> int | None:
        """How far an unfinished conversation with a patient has come, if there is one."""
        return next((row.turns for row in self.unfinished if row.scenario == card.id), None)

    @on(Patients.OptionSelected)
    def choose(self, event: Patients.OptionSelected) -> None:
        """Resume a session or open a brief."""
        if row := self._row(event.option_id):
            services = self.trainer.services
            self._open(lambda: services.resume(row.id))
        elif card := self._card(event.option_id):
            if card.playable:
                self.trainer.open_brief(card)
            else:
                from mi_trainer.tui.screens.dialogs import ReadScreen

                self.app.push_screen(ReadScreen(card.title, "\n\n".join(card.findings)))

    def _row(self, option: str | None) -> "Row | None":
        return next((row for row in self.unfinished if f"session:{row.id}" == option), None)

    def _card(self, option: str | None) -> "Card | None":
        return next((card for card in self.cards if f"file:{card.file}" == option), None)

    @work(exclusive=True, group="open")
    async def _open(self, opening: "Callable[[], object]") -> None:
        from mi_trainer.practice.session import Session
        from mi_trainer.records.keeping import NoSuchSession, RecordsProblem

        try:
            session = await self.trainer.services.do(opening)
        except (CannotOpen, NoSuchSession, RecordsProblem) as problem:
            self.post_message(Failed(str(problem)))
            return
        assert isinstance(session, Session)
        self.post_message(SessionOpened(session))

    @on(Failed)
    def say_why(self, event: Failed) -> None:
        """Say what could not be done."""
        self.trainer.warn(event.reason)

    def action_past(self) -> None:
        """Show past sessions."""
        self.trainer.open_past()

    def action_author(self) -> None:
        """Open as its author the file of the patient that is marked, or whose session is; else the first one's."""
        marked = self.query_one(Patients).highlighted_option
        option = marked.id if marked else None
        row = self._row(option)
        of_session = next((card for card in self.cards if row and card.id == row.scenario), None)
        card = self._card(option) or of_session or next(iter(self.cards), None)
        if card is None:
            self.trainer.tell("There is no patient yet. mi-trainer new begins one.")
        else:
            self.trainer.open_author(card.file)

    def action_quit(self) -> None:
        """Close the program."""
        self.app.exit()


NOBODY = (
    "There are no patients here.\n\nThe trainer's own should be in the folder 'scenarios'. You can start one of "
    "your own: mi-trainer new"
)


NEW_HERE = "New here? Enter opens the brief, then the door."


def _heading(words: str, more: str = "") -> Option:
    return Option(Content.assemble((words.upper(), "$quiet"), "  ", (more, "$accent")), disabled=True)


def _marks(difficulty: int) -> str:
    return "●" * difficulty + "○" * (5 - difficulty)


def _patient_lines(card: "Card", result: "Result | None", turns: int | None) -> Content:
    from mi_trainer.tui.cards import DIFFICULTY
    from mi_trainer.tui.words import outcome

    if not card.playable:
        return Content.assemble(
            (f"{one_line(card.title)}", "bold"), ("  cannot be played yet", "$code-red"), "\n",
            (shortened(card.findings[0].split("\n")[0], 160), "$quiet"), "\n",
        )  # fmt: skip
    past = f"best: {outcome(result.best)}" if result else "new to you" if turns is None else "not finished yet"
    return Content.assemble(
        (one_line(card.names), "bold"), f"  {one_line(card.title)}", "\n",
        (f"{one_line(card.topic.replace('_', ' '))} · ", "$quiet"), (_marks(card.difficulty), "$accent"),
        (f" {DIFFICULTY[card.difficulty]} · {past}", "$quiet"), "\n",
    )  # fmt: skip


def _resume_line(row: "Row", cards: "list[Card]") -> Content:
    from mi_trainer.tui.words import when

    names = next((card.names for card in cards if card.id == row.scenario), row.scenario)
    return Content.assemble(
        ("Go on with ", "$accent"), (one_line(names), "bold"), f"  {one_line(row.title)}", "\n",
        (f"{counted(row.turns, 'turn')} so far · {when(row.touched)} · {row.mode.value}", "$quiet"), "\n",
    )  # fmt: skip


def _about_session(row: "Row") -> Content:
    from mi_trainer.tui.words import when

    return Content.assemble(
        (one_line(row.title), "bold"), "\n\n",
        f"You were in the middle of this: {counted(row.turns, 'turn')}, last {when(row.touched)}.\n",
        "Enter takes you back to where you were. Nothing was lost.",
    )  # fmt: skip


def _about_patient(card: "Card", result: "Result | None", turns: int | None) -> Content:
    from mi_trainer.tui.cards import DIFFICULTY
    from mi_trainer.tui.words import outcome

    if not card.playable:
        return Content.assemble(
            (one_line(card.title), "bold"), "\n\n", "This file cannot be played yet. The others can.\n\n",
            shown(card.findings[0]), "\n\n", ("Enter shows everything that was found.", "$quiet"),
        )  # fmt: skip
    history = (
        f"Best: {outcome(result.best)}. Last: {outcome(result.last)}. {counted(result.times, 'session')} in all."
        if result
        else "You have not talked with them yet."
        if turns is None
        else f"An unfinished conversation of {counted(turns, 'turn')} stands at the top. Enter here begins a new one."
    )
    people = Content("\n").join(
        Content.assemble((one_line(name), "bold"), f", {shortened(about, 70)}") for name, about in card.people
    )
    return Content.assemble(
        (one_line(card.title), "bold"), "\n", people, "\n\n",
        ("Practises   ", "$quiet"), ", ".join(card.practises), "\n",
        ("Difficulty  ", "$quiet"), f"{card.difficulty} of 5, {DIFFICULTY[card.difficulty]}", "\n",
        ("So far      ", "$quiet"), history,
    )  # fmt: skip
