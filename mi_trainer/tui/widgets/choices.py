"""A list to choose from, with the keys of the registry and none besides."""

from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.strip import Strip
from textual.widgets import OptionList

MOVES = [
    Binding("up", "cursor_up", "Up", show=False),
    Binding("down", "cursor_down", "Down", show=False),
    Binding("home", "first", "First", show=False),
    Binding("end", "last", "Last", show=False),
    Binding("pageup", "page_up", "Page up", show=False),
    Binding("pagedown", "page_down", "Page down", show=False),
]

_GUTTER = 2


class Choices(OptionList, inherit_bindings=False):
    """An option list whose texts are never markup, and whose marked option has a bar beside it."""

    BINDINGS: ClassVar[list[BindingType]] = [*MOVES]
    COMPONENT_CLASSES: ClassVar[set[str]] = {"choices--bar"}
    HELP = "Up and down mark a line, enter chooses it."

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes, markup=False)

    def _get_left_gutter_width(self) -> int:
        return _GUTTER

    def render_line(self, y: int) -> Strip:
        """A line of an option, with the bar if it is the marked one."""
        strip = super().render_line(y)
        at = self.scroll_offset.y + y
        marked = at < len(self._lines) and self._lines[at][0] == self.highlighted
        names = ("option-list--option-highlighted", "choices--bar") if marked else ("option-list--option",)
        style = self.get_visual_style(*names).rich_style
        return Strip([Segment("▌ " if marked else "  ", style), *strip])
