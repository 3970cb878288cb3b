"""One line with the keys that work now, as many as fit."""

from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from mi_trainer.tui.actions import key_words


class Keys(Static):
    """The keys of the focused part and of the screen, most particular first. A click presses the key."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._places: list[tuple[int, int, str]] = []

    def on_mount(self) -> None:
        """Follow what can be pressed."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen:
            self.update(self.line(self.size.width or self.app.size.width), layout=False)

    def on_resize(self) -> None:
        """Fit the new width."""
        self.update(self.line(self.size.width), layout=False)

    def line(self, width: int) -> Content:
        """The keys in words, cut to a width between two keys; Help is always among them."""
        pieces: list[tuple[str, str, str]] = []
        seen: set[str] = set()
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            if binding.show and enabled and binding.description and binding.action not in seen:
                seen.add(binding.action)
                pieces.append((binding.key, key_words(binding.key), binding.description))
        last = [piece for piece in pieces if piece[0] == "f1"]
        rest = [piece for piece in pieces if piece[0] != "f1"]
        room = width - 2 - sum(_cells(piece) for piece in last)
        kept = []
        for piece in rest:
            if _cells(piece) <= room:
                kept.append(piece)
                room -= _cells(piece)
        at, self._places = 0, []
        for piece in (*last, *kept):
            self._places.append((at, at + _cells(piece), piece[0]))
            at += _cells(piece)
        return Content.assemble(*(_drawn(piece) for piece in (*last, *kept)))

    def on_click(self, event: events.Click) -> None:
        """Press the key under the mouse."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        for start, end, key in self._places:
            if start <= offset.x < end - 1:
                self.app.simulate_key(key)


def _cells(piece: tuple[str, str, str]) -> int:
    return len(piece[1]) + len(piece[2]) + 3


def _drawn(piece: tuple[str, str, str]) -> Content:
    _, words, name = piece
    return Content.assemble((words, "bold $accent"), (f" {name}", "$quiet"), "  ")
