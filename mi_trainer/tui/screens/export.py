"""Saving a session as a file: which format, and where."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from mi_trainer.practice.session import Session
from mi_trainer.records.keeping import NoSuchSession, RecordsProblem
from mi_trainer.tui.actions import bindings
from mi_trainer.tui.messages import Exported, Failed
from mi_trainer.tui.text import one_line, sentences
from mi_trainer.tui.widgets.choices import MOVES, Choices
from mi_trainer.tui.widgets.footer import Keys

if TYPE_CHECKING:
    from mi_trainer.tui.app import TrainerApp

FORMATS = {
    "html": "Web page, one file: opens anywhere, plots included",
    "md": "Markdown: text for a portfolio or a learning record",
    "csv": "CSV: one row a turn, for a spreadsheet",
    "json": "JSON: everything, for a program",
}


class Formats(Choices):
    """The formats a session can be saved in."""

    HELP = "Choose a format, then check where the file goes. Enter saves it."
    BINDINGS: ClassVar[list[BindingType]] = [*MOVES, *bindings("answers")]


class ExportScreen(ModalScreen[Path | None]):
    """Choose a format, then a path; enter twice saves to the path offered."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dialog")]

    def __init__(self, source: str | Session) -> None:
        super().__init__()
        self.source = source
        self._format = "html"
        self._replace = ""

    @property
    def trainer(self) -> "TrainerApp":
        """The program this screen belongs to."""
        return cast("TrainerApp", self.app)

    def compose(self) -> ComposeResult:
        """Formats, path, and what came of it."""
        with Vertical(classes="dialog"):
            yield Static(Content("Save this session").stylize("bold $accent"), markup=False)
            if isinstance(self.source, Session) and self.source.unkept:
                yield Static(sentences(self.source.unkept, 2), id="unkept", markup=False)
            yield Formats(id="formats")
            yield Static("Where to (enter saves it)", id="where", markup=False)
            yield Input(id="path")
            yield Static("", id="said", markup=False)
        yield Keys()

    def on_mount(self) -> None:
        """Offer a web page in the user's own folder."""
        formats = self.query_one(Formats)
        formats.set_options(Option(Content(f"{words}"), id=name) for name, words in FORMATS.items())
        formats.highlighted = 0
        formats.focus()

    @on(Formats.OptionHighlighted)
    def offer(self, event: Formats.OptionHighlighted) -> None:
        """Offer a name that is not taken."""
        self._format = event.option_id or "html"
        name = self.source if isinstance(self.source, str) else self.source.id
        self.query_one("#path", Input).value = str(_free(Path.home() / f"mi-session-{name}.{self._format}"))

    @on(Formats.OptionSelected)
    def choose_path(self) -> None:
        """On to the path."""
        self.query_one("#path", Input).focus()

    @on(Input.Submitted)
    def save(self, event: Input.Submitted) -> None:
        """Write the file, asking once more before one is replaced."""
        path = Path(event.value.strip()).expanduser()
        if not event.value.strip():
            self._say("Type where the file should go.")
        elif path.is_dir():
            self._say("That is a folder: add a name for the file.")
        elif path.exists() and self._replace != str(path):
            self._replace = str(path)
            self._say("There is already a file of that name. Enter again replaces it.")
        else:
            self._write(path)

    @work(exclusive=True)
    async def _write(self, path: Path) -> None:
        services = self.trainer.services
        try:
            await services.do(self._written, path)
        except (NoSuchSession, RecordsProblem) as problem:
            self.post_message(Failed(str(problem)))
        except OSError as problem:
            self.post_message(Failed(f"It could not be written there: {problem.strerror}. Try another folder."))
        else:
            self.post_message(Exported(path))

    def _written(self, path: Path) -> None:
        from mi_trainer.debrief.render import render

        made = render(self.trainer.services.debrief(self.source), self._format)
        with path.open("w", encoding="utf-8", newline="") as file:
            file.write(made)

    @on(Exported)
    def show_where(self, event: Exported) -> None:
        """Say where it is."""
        self.trainer.tell(f"Saved as {event.path}")
        self.dismiss(event.path)

    @on(Failed)
    def show_why(self, event: Failed) -> None:
        """Say what could not be done."""
        self._say(event.reason)

    def _say(self, words: str) -> None:
        self.query_one("#said", Static).update(Content(one_line(words)).stylize("$warning"))

    def action_close(self) -> None:
        """Save nothing."""
        self.dismiss(None)


def _free(path: Path) -> Path:
    """The path, or the first like it that is not taken."""
    number, found = 2, path
    while found.exists():
        found = path.with_stem(f"{path.stem}-{number}")
        number += 1
    return found
