"""Help for the part of the program in use, with the keys that work there now."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.dom import DOMNode
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from mi_trainer.tui.actions import bindings, by_id, key_words
from mi_trainer.tui.widgets.footer import Keys


class HelpScreen(ModalScreen[None]):
    """What the focused part is for, and its keys. It belongs to the screen it was asked on."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dialog")]
    AUTO_FOCUS = "#help"

    def __init__(self, asked_on: Screen[object]) -> None:
        super().__init__()
        self._text = help_for(asked_on)

    def compose(self) -> ComposeResult:
        """The text, scrolling."""
        with VerticalScroll(id="help", classes="dialog"):
            yield Static(self._text, markup=False)
        yield Keys()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss()


def help_for(screen: Screen[object]) -> Content:
    """The help of the focused part and of everything around it, then the keys that work now."""
    parts: list[Content] = []
    node: DOMNode | None = screen.focused or screen
    while node is not None:
        if words := getattr(node, "HELP", None):
            parts.append(Content(str(words)))
        node = node.parent
    rows, seen = [], set()
    for _, binding, enabled, _ in screen.active_bindings.values():
        act = by_id(binding.id) if binding.id else None
        if act is None or not enabled or act.id in seen:
            continue
        seen.add(act.id)
        rows.append(
            Content.assemble((f"{key_words(binding.key):<10}", "bold $accent"), (f"{act.name}. ", "bold"), act.help)
        )
    heading = Content("Keys that work now").stylize("bold $accent")
    return Content("\n").join([Content("\n\n").join(parts), Content(""), heading, *rows])
