"""The patient's language over time, with the trainee's moves on it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual_plot import HiResMode, PlotWidget

from mi_trainer.debrief.values import Point
from mi_trainer.tui.widgets.coding_panel import SIGNS
from scoring.codes import Standing

_MARKS = (Standing.SKILL, Standing.ADHERENT, Standing.NON_ADHERENT, Standing.NEUTRAL)
_COLOURS = {
    Standing.SKILL: "code-cyan",
    Standing.ADHERENT: "code-green",
    Standing.NON_ADHERENT: "code-red",
    Standing.NEUTRAL: "code-grey",
}


class Balance(PlotWidget, can_focus=False, inherit_bindings=False):
    """The plot itself. It stands still: there is nothing to find by zooming."""

    BINDINGS: ClassVar[list[BindingType]] = []


class LanguagePlot(Vertical):
    """A line that rises with change talk and falls with sustain talk; each of your turns is a sign on it."""

    HELP = (
        "The line rises with each thing the patient said for the change, and falls with each thing against it. "
        "The sign on each turn says what kind of move of yours it answered."
    )

    def __init__(self, points: Sequence[Point]) -> None:
        super().__init__()
        self._points = tuple(points)

    def compose(self) -> ComposeResult:
        """The plot, and its legend and the moves in words."""
        yield Balance(allow_pan_and_zoom=False)
        yield Static(self._legend(), markup=False, classes="legend")

    def on_mount(self) -> None:
        """Draw once there is a theme to take colours from."""
        plot = self.query_one(Balance)
        plot.margin_top, plot.margin_left, plot.margin_bottom = 1, 5, 2
        self.app.theme_changed_signal.subscribe(self, lambda _: self._draw())
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        plot, colours = self.query_one(Balance), self.app.theme_variables
        plot.clear()
        turns = [point.turn for point in self._points]
        balance = [point.balance for point in self._points]
        low, high = min(-2, *balance) - 1, max(2, *balance) + 1
        plot.set_xlimits(0, max(turns[-1], 1) + 0.5)
        plot.set_ylimits(low, high)
        plot.set_yticks(_ticks(low, high))
        plot.set_xticks(_ticks(0, max(turns[-1], 1)))
        plot.plot([0, max(turns[-1], 1)], [0, 0], line_style=colours["line"], hires_mode=HiResMode.BRAILLE)
        plot.plot(turns, balance, line_style=colours["quiet"], hires_mode=HiResMode.BRAILLE)
        for standing in _MARKS:
            where = [p for p in self._points if p.turn and p.standing is standing]
            if where:
                plot.scatter(
                    [p.turn for p in where],
                    [p.balance for p in where],
                    marker=SIGNS[standing][0],
                    marker_style=f"bold {colours[_COLOURS[standing]]}",
                )

    def _legend(self) -> Content:
        signs = Content("   ").join(
            Content.assemble((sign, f"bold ${_COLOURS[standing]}"), f" {words}")
            for standing in _MARKS
            for sign, words in (SIGNS[standing],)
        )
        moves = "  ".join(f"{p.turn} {p.moves}" for p in self._points if p.turn)
        return Content.assemble(
            ("Up: for the change. Down: against it. Across: your turns.\n", "$quiet"), signs, "\n\n",
            ("Your moves  ", "$quiet"), moves,
        )  # fmt: skip


def _ticks(low: float, high: float, most: int = 8) -> list[float]:
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 1000) if (high - low) / s <= most)
    first = -(-int(low) // step) * step
    return [float(n) for n in range(first, int(high) + 1, step)]
