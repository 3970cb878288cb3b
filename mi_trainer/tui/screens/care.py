"""A calm screen for someone who wrote about themselves. Nothing is scored and nothing is kept."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from mi_trainer.tui.actions import bindings
from mi_trainer.tui.text import shown
from mi_trainer.tui.widgets.footer import Keys


class CareScreen(Screen[None]):
    """Help numbers and a way back."""

    HELP = "Take your time. Enter or escape goes back to the practice conversation; ctrl+q closes the program."
    CSS_PATH = "../styles/care.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("care")]
    AUTO_FOCUS = "#care"

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """A few plain words."""
        with VerticalScroll(id="care"):
            yield Static(
                Content.assemble(
                    ("Let us stop the practice for a moment.\n\n", "bold $accent"),
                    "What you wrote sounded as if it might be about you. If it is, you matter more than this exercise, "
                    "and you do not have to carry it alone.\n\n",
                    Content(shown(self._words)), "\n\n",
                    ("What you wrote was not scored, not sent to the patient, and not kept anywhere. If it was meant "
                     "for the patient after all, go back and say it to them in other words.", "$quiet"),
                ),
                markup=False,
            )  # fmt: skip
        yield Keys()

    def action_back(self) -> None:
        """Return to the conversation."""
        self.dismiss()
