"""The patient's disposition as readiness rulers: how much, in words, a number and a bar."""

from textual.content import Content
from textual.widgets import Static

from mi_trainer.patient.disposition import Disposition

NAMES = ("trust", "importance", "confidence", "discord")
_WIDTH = 10


class Rulers(Static):
    """Four rulers from 0 to 10, with what the last turn did to them."""

    HELP = (
        "How the patient is disposed, from 0 to 10: how far they trust this conversation, how much the change "
        "matters to them, how sure they are that they could do it, and how much friction there is between you. "
        "Hide the rulers to practise without them."
    )

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self.border_title = "Patient"
        self._now: Disposition | None = None
        self._before: Disposition | None = None

    def show_disposition(self, now: Disposition, before: Disposition | None = None) -> None:
        """Show a disposition, and how it moved from the one before."""
        first = self._now is None
        self._now, self._before = now, before
        self.update(self._drawn(), layout=first)

    def on_resize(self) -> None:
        """Draw anew: in a wide, low place the four stand beside each other."""
        self.update(self._drawn(), layout=False)

    def _drawn(self) -> Content:
        if self._now is None:
            return Content("")
        beside = self.size.width > 60
        each = [self._ruler(name, beside) for name in NAMES]
        return Content("   " if beside else "\n").join(each)

    def _ruler(self, name: str, beside: bool) -> Content:
        value = getattr(self._now, name)
        moved = value - getattr(self._before, name) if self._before else 0
        step = f" {moved:+g}" if moved else ""
        if beside:
            return Content.assemble((name.capitalize(), "$quiet"), " ", (f"{value:g}", "bold"), (step or "", "$quiet"))
        full = round(value / 10 * _WIDTH)
        return Content.assemble(
            (f"{name.capitalize():<11}", "$quiet"),
            ("━" * full, "$accent"),
            ("─" * (_WIDTH - full), "$line"),
            (f" {value:<4g}", "bold"),
            (step, "$quiet"),
        )
