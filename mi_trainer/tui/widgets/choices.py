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
        """A line of an option, with the bar if it is the marked one; the gap after an option stays bare."""
        strip = super().render_line(y)
        at = self.scroll_offset.y + y
        marked = at < len(self._lines) and self._lines[at][0] == self.highlighted
        last = at + 1 >= len(self._lines) or self._lines[at + 1][0] != self.highlighted
        plain = self.get_visual_style("option-list--option").rich_style
        if not marked:
            return Strip([Segment("  ", plain), *strip])
        if last and not strip.text.strip():
            return Strip.blank(strip.cell_length + _GUTTER, plain)
        bar = self.get_visual_style("option-list--option-highlighted", "choices--bar").rich_style
        return Strip([Segment("▌ ", bar), *strip])

    def action_cursor_down(self) -> None:
        """On to the next option, once the end of a long one has been seen."""
        if not self._read_on(1):
            super().action_cursor_down()

    def action_cursor_up(self) -> None:
        """Back to the option before, once the beginning of a long one has been seen."""
        if not self._read_on(-1):
            super().action_cursor_up()

    def _read_on(self, way: int) -> bool:
        """Scroll within an option that is longer than the list is high; False if there is no more of it that way."""
        at, height = self.highlighted, self.scrollable_content_region.height
        if at is None or self._heights.get(at, 0) <= height:
            return False
        top = self._index_to_line[at]
        beyond = top + self._heights[at] - (self.scroll_offset.y + height) if way > 0 else self.scroll_offset.y - top
        if beyond <= 0:
            return False
        self.scroll_relative(y=way * min(beyond, max(1, height // 2)), animate=False, immediate=True)
        return True
