"""A session as CSV: one row a turn, for a spreadsheet, where nothing that was typed can become a formula."""

import csv
import io

from mi_trainer.debrief.values import CodeNote, Debrief, TurnView
from mi_trainer.plain_text import even_lines
from mi_trainer.scenario.directions import led

HEAD = (
    "session", "scenario", "turn", "trainee", "behaviours", "marks", "unsure", "safety", "reply", "reply_talk",
    "trust", "importance", "confidence", "discord", "reaction", "state_before", "state_after", "ending",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guarded(cell: str) -> str:
    """A cell that a spreadsheet takes as text: one that could start a formula gets an apostrophe in front."""
    cell = even_lines(cell)
    return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell


def table(debrief: Debrief) -> str:
    """The session, one row a turn, the opening as turn 0. Several codes in one cell are joined by semicolons."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEAD)
    for view in debrief.transcript:
        writer.writerow([c if isinstance(c, int | float) else guarded(c) for c in _row(debrief, view)])
    return out.getvalue()


def _row(debrief: Debrief, view: TurnView) -> list[str | int | float]:
    at = view.disposition
    said = " ".join(led(r.speaker, r.says) if len(debrief.people) > 1 else r.says for r in view.reply)
    return [
        debrief.start.id, debrief.start.scenario, view.turn, view.text,
        _names([c for c in view.codes if not c.mark]), _names([c for c in view.codes if c.mark]),
        _names([c for c in view.codes if c.unsure]), "yes" if view.safety else "",
        said, ";".join(r.talk for r in view.reply),
        at.trust, at.importance, at.confidence, at.discord,
        view.reaction, view.state_before, view.state_after, view.ending or "",
    ]  # fmt: skip


def _names(codes: list[CodeNote]) -> str:
    return ";".join(code.name for code in codes)
