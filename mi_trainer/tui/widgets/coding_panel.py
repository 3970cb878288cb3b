"""What the last turn was coded as, the words that decided it, why it matters, and a stronger way."""

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.content import Span as Styled
from textual.widgets import Static

from mi_trainer.debrief.values import CodeNote
from mi_trainer.tui.coaching import Coached, Counts
from mi_trainer.tui.text import counted, shown
from mi_trainer.tui.themes import code_style
from scoring.codes import MEETS_PUSHBACK, Standing

SIGNS = {
    Standing.ADHERENT: ("+", "MI-adherent"),
    Standing.NON_ADHERENT: ("!", "MI-non-adherent"),
    Standing.SKILL: ("*", "skill"),
    Standing.NEUTRAL: ("·", "neutral"),
}
"""How MI regards a move, as a sign and in words: never by colour alone."""

_QUOTED = 280


def code_line(note: CodeNote) -> Content:
    """One code: its sign, what it is called, and its standing in words."""
    sign, standing = SIGNS[note.standing]
    if note.mark and note.standing is Standing.NON_ADHERENT:
        standing = MEETS_PUSHBACK
    return Content.assemble((f"{sign} {note.heard}", f"bold {code_style(note.colour)}"), (f"  {standing}", "$quiet"))


def highlighted(text: str, notes: Iterable[CodeNote], most: int = 0) -> Content:
    """A turn's words, with those that decided a code underlined in the code's colour."""
    cut = text if not most or len(text) <= most else text[:most].rstrip() + " …"
    content = Content(shown(cut), strip_control_codes=False)
    spans = [
        Styled(span.start, min(span.end, len(cut)), f"bold underline {code_style(note.colour)}")
        for note in notes
        for span in note.spans
        if span.start < min(span.end, len(cut))
    ]
    return content.add_spans(spans)


def code_names(notes: Sequence[CodeNote]) -> Content:
    """The codes on one line, each with its sign."""
    if not notes:
        return Content("no code")
    return Content(", ").join(
        Content(f"{SIGNS[note.standing][0]} {note.heard}").stylize(code_style(note.colour)) for note in notes
    )


class CodingPanel(Vertical):
    """The coach's side of a coached session. It scrolls; it never speaks in an assessed one."""

    HELP = (
        "How your last turn was coded, in the terms of MITI 4.2.1. A star is a skill, a plus is MI-adherent, "
        f"an exclamation mark is MI-non-adherent or {MEETS_PUSHBACK}, a dot is neutral. The words that decided a code "
        "are underlined. Codes come from a program: where it is unsure it says 'this could be heard as', and people "
        "who code often disagree as well. F2 gives a hint, F3 folds this panel away."
    )

    def compose(self) -> ComposeResult:
        """The turn's coding, which scrolls, and underneath the counts, which stay."""
        with VerticalScroll(id="told", can_focus=True):
            yield Static(id="coded", markup=False)
        yield Static(id="counted", markup=False)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._counts: Counts | None = None

    def on_mount(self) -> None:
        """Say what will stand here."""
        self.query_one("#coded", Static).update(
            Content.assemble(
                _heading("Coaching"),
                Content("After each turn: how it was coded, and why it matters. F2 names a skill to try.").stylize(
                    "$quiet"
                ),
            )
        )

    def show_turn(self, coached: Coached, counts: Counts, *, older: bool = False) -> None:
        """Show a turn's coding and the running counts."""
        self.query_one("#coded", Static).update(self._coded(coached, older))
        self._counts = counts
        self._count()
        self.query_one("#told").scroll_home(animate=False)

    def on_resize(self) -> None:
        """The counts have one shape beside the conversation and another under it."""
        self.call_after_refresh(self._count)

    def _count(self) -> None:
        self.query_one("#counted", Static).update(self._counted(self._counts) if self._counts else "")

    def show_hint(self, words: str) -> None:
        """Put a hint where the coding stands; the next turn takes its place."""
        self.query_one("#coded", Static).update(Content.assemble(_heading("Hint"), Content(words), "\n"))
        self.query_one("#told").scroll_home(animate=False)

    def clear(self) -> None:
        """Nothing has been said yet."""
        self._counts = None
        self._count()
        self.on_mount()

    @staticmethod
    def _coded(coached: Coached, older: bool) -> Content:
        told = coached.told
        parts: list[Content | str | tuple[str, str]] = [
            _heading(f"Turn {coached.turn}" if older else "Your last turn"),
        ]
        for note in coached.codes:
            parts += [code_line(note), "\n"]
        if not coached.codes:
            parts += [(told.headline, "bold"), "\n"]
        if coached.codes or told.words:
            parts += ["\n", highlighted(coached.text, coached.codes, _QUOTED), "\n"]
        if told.note:
            parts += ["\n", Content(told.note).stylize("italic $quiet"), "\n"]
        if told.why:
            parts += ["\n", _heading("Why it matters"), told.why, "\n"]
        if told.stronger:
            parts += ["\n", _heading("A stronger way here")]
            if coached.skill:
                parts += [(f"{coached.skill}. ", "bold"), shown(coached.reason), "\n"]
            words = f"“{shown(told.stronger)}”" if coached.quoted else shown(told.stronger)
            parts += [Content(words).stylize("italic" if coached.quoted else ""), "\n"]
        return Content.assemble(*parts)

    def _counted(self, counts: Counts) -> Content:
        wide = self.screen.has_class("-wide-view")
        break_or_dot = "\n" if wide else " · "
        return Content.assemble(
            _heading("So far") if wide else "",
            f"{counted(counts.turns, 'turn')} · ",
            f"{counted(counts.reflections, 'reflection')} · {counted(counts.questions, 'question')}{break_or_dot}",
            f"+ {counts.adherent} MI-adherent · ! {counts.non_adherent} non-adherent",
        )


def _heading(words: str) -> Content:
    return Content(f"{words}\n").stylize("bold $accent")
