"""The keys that work now, all of them: in one line where they fit, else in two."""

from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from mi_trainer.tui.actions import key_words

_ROWS = 2
"""Lines at most. What no two lines can hold is left to Help, which comes first and names every key."""


class Keys(Static):
    """The keys of the focused part and of the screen, most particular first. A click presses the key."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._places: list[tuple[int, int, int, str]] = []

    def on_mount(self) -> None:
        """Follow what can be pressed."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen:
            self._draw(self.size.width or self.app.size.width - self.gutter.width)

    def on_resize(self) -> None:
        """Fit the new width."""
        self._draw(self.size.width)

    def _draw(self, width: int) -> None:
        rows = self.rows(width)
        self._places = []
        for y, row in enumerate(rows):
            at = 0
            for piece in row:
                self._places.append((y, at, at + _cells(piece), piece[0]))
                at += _cells(piece)
        if self.styles.height is None or self.styles.height.value != len(rows):
            self.styles.height = len(rows)
        lines = (Content.assemble(*(_drawn(piece) for piece in row)) for row in rows)
        self.update(Content("\n").join(lines), layout=False)

    def rows(self, width: int) -> list[list[tuple[str, str, str]]]:
        """The keys set in lines of a width: each as its name for the program, for people, and what it does."""
        pieces: list[tuple[str, str, str]] = []
        seen: set[str] = set()
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            if binding.show and enabled and binding.description and binding.action not in seen:
                seen.add(binding.action)
                pieces.append((binding.key, key_words(binding.key), binding.description))
        pieces.sort(key=lambda piece: piece[0] != "f1")
        rows: list[list[tuple[str, str, str]]] = [[]]
        room = width
        for piece in pieces:
            if _cells(piece) - _GAP > room:
                if len(rows) == _ROWS:
                    continue
                rows.append([])
                room = width
            rows[-1].append(piece)
            room -= _cells(piece)
        return rows

    def on_click(self, event: events.Click) -> None:
        """Press the key under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for y, start, end, key in self._places:
            if y == offset.y and start <= offset.x < end - 1:
                self.app.simulate_key(key)


_GAP = 2
"""Cells between two keys."""


def _cells(piece: tuple[str, str, str]) -> int:
    return len(piece[1]) + 1 + len(piece[2]) + _GAP


def _drawn(piece: tuple[str, str, str]) -> Content:
    _, words, name = piece
    return Content.assemble((words, "bold $accent"), (f" {name}", "$quiet"), " " * _GAP)
