"""Where the trainee writes. Enter sends, ctrl+j breaks the line, and a pasted paragraph is one message."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea

from mi_trainer.tui.actions import bindings
from mi_trainer.tui.text import typed


class MessageInput(TextArea, inherit_bindings=False):
    """A few lines of free text that grow with what is written."""

    HELP = (
        "Write what you would say to the patient, in your own words, and press enter. "
        "ctrl+j, or shift+enter where your terminal can tell it apart, breaks the line. "
        "What you paste is one message, however many lines it has. "
        "An empty message is a pause: the patient waits, and it does not count as a turn."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("input"),
        Binding("up", "cursor_up", "Cursor up", show=False),
        Binding("down", "cursor_down", "Cursor down", show=False),
        Binding("left", "cursor_left", "Cursor left", show=False),
        Binding("right", "cursor_right", "Cursor right", show=False),
        Binding("ctrl+left", "cursor_word_left", "Word left", show=False),
        Binding("ctrl+right", "cursor_word_right", "Word right", show=False),
        Binding("home,ctrl+a", "cursor_line_start", "Line start", show=False),
        Binding("end,ctrl+e", "cursor_line_end", "Line end", show=False),
        Binding("shift+up", "cursor_up(True)", "Select up", show=False),
        Binding("shift+down", "cursor_down(True)", "Select down", show=False),
        Binding("shift+left", "cursor_left(True)", "Select left", show=False),
        Binding("shift+right", "cursor_right(True)", "Select right", show=False),
        Binding("shift+home", "cursor_line_start(True)", "Select to line start", show=False),
        Binding("shift+end", "cursor_line_end(True)", "Select to line end", show=False),
        Binding("backspace", "delete_left", "Delete left", show=False),
        Binding("delete,ctrl+d", "delete_right", "Delete right", show=False),
        Binding("ctrl+w", "delete_word_left", "Delete word left", show=False),
        Binding("ctrl+u", "delete_to_start_of_line", "Delete to line start", show=False),
        Binding("ctrl+k", "delete_to_end_of_line_or_delete_line", "Delete to line end", show=False),
        Binding("ctrl+x", "cut", "Cut", show=False),
        Binding("ctrl+c,super+c", "copy", "Copy", show=False),
        Binding("ctrl+v", "paste", "Paste", show=False),
        Binding("ctrl+z", "undo", "Undo typing", show=False),
        Binding("ctrl+y", "redo", "Redo typing", show=False),
    ]

    class Sent(Message):
        """The trainee said something; ``text`` may be empty."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(
            id=id, soft_wrap=True, show_line_numbers=False, tab_behavior="focus", highlight_cursor_line=False
        )

    def action_send(self) -> None:
        """Hand over what is written, and be empty for what is typed next."""
        text = self.text
        self.clear()
        self.screen.post_message(self.Sent(text))  # straight there: it starts the answer, so nothing is drawn first

    def give_back(self, text: str) -> None:
        """Words that were not taken stand in the input again, before anything typed since."""
        self.load_text("\n".join(part for part in (text, self.text) if part))
        self.move_cursor(self.document.end)

    def action_newline(self) -> None:
        """Break the line."""
        self.insert("\n")

    def action_scroll_conversation(self, pages: int) -> None:
        """Scroll the conversation without leaving the input."""
        from mi_trainer.tui.widgets.conversation import Conversation

        for conversation in self.screen.query(Conversation):
            conversation.scroll_relative(y=pages * max(1, conversation.size.height - 2), animate=False)

    async def _on_key(self, event: events.Key) -> None:
        """Do what a key is bound to here at once, so that quick typing stays in order."""
        if event.is_printable:
            return
        found = self.screen.active_bindings.get(event.key)
        if found is not None and found.node is self and found.enabled:
            event.stop()
            event.prevent_default()
            await self.run_action(found.binding.action)
        elif event.key == "enter":
            event.prevent_default()

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if not self.read_only and (result := self._replace_via_keyboard(typed(event.text), *self.selection)):
            self.move_cursor(result.end_location)
