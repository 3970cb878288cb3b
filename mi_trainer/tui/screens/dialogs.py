"""Small questions and things to read."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static
from textual.widgets.option_list import Option

from mi_trainer.tui.actions import bindings
from mi_trainer.tui.text import one_line, shown
from mi_trainer.tui.widgets.choices import MOVES, Choices
from mi_trainer.tui.widgets.footer import Keys


class Answers(Choices):
    """The answers to a question."""

    BINDINGS: ClassVar[list[BindingType]] = [*MOVES, *bindings("answers")]


class AskScreen(ModalScreen[bool]):
    """A question with two answers. The careful one is marked at first; escape gives it too."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dialog")]

    def __init__(self, question: str, yes: str, no: str, *, yes_first: bool = False) -> None:
        super().__init__()
        self._question, self._yes, self._no, self._yes_first = question, yes, no, yes_first

    def compose(self) -> ComposeResult:
        """The question, and the two answers."""
        with Vertical(classes="dialog"):
            yield Static(self._question, markup=False)
            yield Answers(id="answers")
        yield Keys()

    def on_mount(self) -> None:
        """Offer the careful answer first."""
        answers = self.query_one(Answers)
        options = [Option(self._no, id="no"), Option(self._yes, id="yes")]
        answers.set_options(options[::-1] if self._yes_first else options)
        answers.highlighted = 0
        answers.focus()

    def on_option_list_option_selected(self, event: Answers.OptionSelected) -> None:
        """Give the answer."""
        event.stop()
        self.dismiss(event.option_id == "yes")

    def action_close(self) -> None:
        """No answer is the careful one."""
        self.dismiss(False)


class ReadScreen(ModalScreen[None]):
    """Something to read, as plain text."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dialog")]

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self._title, self._words = title, words

    def compose(self) -> ComposeResult:
        """Title and text, scrolling."""
        with VerticalScroll(classes="dialog", id="reading"):
            yield Static(
                Content.assemble((one_line(self._title), "bold $accent"), "\n\n", Content(shown(self._words))),
                markup=False,
            )
        yield Keys()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()
