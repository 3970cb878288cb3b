"""Turns to read, mark, copy and try again from: the transcript, and the key moments."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Spacing
from textual.visual import Padding, Visual
from textual.widgets.option_list import Option

from mi_trainer.debrief.values import Moment, Reply, TurnView
from mi_trainer.scenario.directions import led, tells
from mi_trainer.tui.actions import bindings
from mi_trainer.tui.text import one_line, shown
from mi_trainer.tui.widgets.choices import MOVES, Choices
from mi_trainer.tui.widgets.coding_panel import code_names, highlighted

_IN = 6
"""How far the trainee's words stand in from the patient's, in cells."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in the list: how it looks, the turn it belongs to, and what is copied."""

    visual: Visual
    turn: int
    plain: str


class TurnList(Choices):
    """Entries in order. The marked one can be copied, or tried again from."""

    HELP = (
        "Up and down mark a turn. t tries again from it: the conversation goes back to just before that turn, as a "
        "branch, and this session stays as it is. Afterwards both continuations stand side by side. "
        "c copies the marked words, a copies the whole transcript."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *MOVES,
        *(b for b in bindings("debrief") if b.action in {"again", "copy"}),
    ]

    def __init__(self, entries: Iterable[Entry], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.entries = tuple(entries)

    def on_mount(self) -> None:
        """Fill the list."""
        self.set_options(Option(entry.visual, id=str(n)) for n, entry in enumerate(self.entries))
        if self.entries:
            self.highlighted = 0

    @property
    def marked(self) -> Entry | None:
        """The marked entry."""
        return self.entries[self.highlighted] if self.highlighted is not None else None

    def action_copy(self) -> None:
        """Copy the marked words."""
        if self.marked:
            self.app.copy_to_clipboard(self.marked.plain)
            self.app.notify("Copied.", markup=False)

    async def action_again(self) -> None:
        """Try again from the marked turn."""
        if self.marked:
            await self.screen.run_action(f"again_from({max(1, self.marked.turn)})")


def transcript(views: Sequence[TurnView]) -> Iterator[Entry]:
    """Every turn: the trainee's words with their codes, and what came back."""
    for view in views:
        if view.turn:
            yield _mine(view)
        if view.reply:
            said = Content("\n").join(_reply(reply) for reply in view.reply)
            yield Entry(Padding(said, Spacing(0, 4, 1, 0)), view.turn, _plain(view.reply))


def moments(found: Sequence[Moment]) -> Iterator[Entry]:
    """The key moments, each quoted, with what happened and another way."""
    for moment in found:
        parts: list[Content | str | tuple[str, str]] = [
            (f"{one_line(moment.title)}", "bold $accent"), (f"  turn {moment.turn}", "$quiet"), "\n\n",
            *(part for reply in moment.before for part in (_reply(reply), "\n")), "\n",
            ("You", "bold $accent"), "\n", highlighted(moment.said, moment.codes, 600), "\n",
            code_names(moment.codes), "\n\n",
            *(part for reply in moment.after for part in (_reply(reply), "\n")), "\n",
            ("What happened  ", "bold"), shown(moment.happened),
        ]  # fmt: skip
        if moment.another:
            parts += ["\n\n", (f"Another way: {moment.another.skill}  ", "bold"), shown(moment.another.why)]
            if moment.another.example:
                parts += ["\n", (f"“{shown(moment.another.example)}”", "italic")]
        parts += ["\n\n", ("t tries again from here", "$quiet"), "\n"]
        said = "\n".join([_plain(moment.before), f"You: {moment.said}", _plain(moment.after)])
        yield Entry(Padding(Content.assemble(*parts), Spacing(0, 2, 1, 0)), moment.turn, said)


def _mine(view: TurnView) -> Entry:
    note = "  about safety: ratios wait" if view.safety else ""
    said = Content.assemble(
        ("You", "bold $accent"), (f"  turn {view.turn}{note}", "$quiet"), "\n",
        highlighted(view.text, view.codes), "\n", code_names(view.codes),
    )  # fmt: skip
    return Entry(Padding(said, Spacing(0, 0, 1, _IN)), view.turn, f"You: {view.text}")


def _reply(reply: Reply) -> Content:
    note = f"  {reply.tagged}" if reply.tagged else ""
    risk = "  voices risk" if reply.risk else ""
    if tells(reply.speaker, reply.says):
        return Content.assemble((shown(reply.says), "italic"), (note + risk, "$quiet"))
    return Content.assemble((one_line(reply.speaker), "bold"), (note + risk, "$quiet"), "\n", shown(reply.says))


def _plain(replies: Sequence[Reply]) -> str:
    return "\n".join(led(reply.speaker, reply.says) for reply in replies)
