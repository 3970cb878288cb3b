"""What a transcript was coded as, written row by row or session by session, for programs, spreadsheets and people."""

import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from mi_trainer.cli.jobs import Coded
    from scoring.transcripts import CodedRow

FORMATS = ("jsonl", "csv", "table")


def writer(form: str, summary: bool) -> "Callable[[Coded], None]":
    """What writes batches to standard output, in one of :data:`FORMATS`: their rows, or their sessions' summaries."""
    match form, summary:
        case "jsonl", _:
            return _Lines(_summary_records if summary else _row_records)
        case "csv", _:
            return _Csv(_summary_rows if summary else _rows)
        case _, True:
            return _Told()
        case _:
            return _Aligned()


class _Lines:
    """One JSON object a line."""

    def __init__(self, records: "Callable[[Coded], Iterator[dict[str, Any]]]") -> None:
        self.records = records

    def __call__(self, done: "Coded") -> None:
        import json

        for record in self.records(done):
            sys.stdout.write(json.dumps(record, ensure_ascii=True) + "\n")


class _Csv:
    """A table for a spreadsheet, with its head written once."""

    def __init__(self, rows: "Callable[[Coded], Iterator[dict[str, object]]]") -> None:
        self.rows = rows
        self.head: list[str] = []

    def __call__(self, done: "Coded") -> None:
        import csv

        from mi_trainer.debrief.table import guarded

        out = csv.writer(sys.stdout, lineterminator="\n")
        for row in self.rows(done):
            if not self.head:
                self.head = list(row)
                out.writerow(self.head)
            out.writerow(guarded(cell) if isinstance(cell, str) else cell for cell in row.values())


class _Aligned:
    """Rows in columns, cut to the terminal's width."""

    def __init__(self) -> None:
        import shutil

        self.width = shutil.get_terminal_size((100, 24)).columns
        self.head = False
        self.file = ""

    def __call__(self, done: "Coded") -> None:
        from mi_trainer.plain_text import one_line
        from scoring.coder import UNSURE_BELOW

        if done.rows and not self.head:
            click.echo(f"A code with ? could be heard so: the coder is less than {UNSURE_BELOW:.0%} sure of it.")
            self._line("session", "turn", "speaker", "coded", "text")
            self.head = True
        if done.rows and done.file != self.file:
            self.file = done.file
            click.echo(one_line(self.file))
        for each in done.rows:
            row = each.row
            self._line(one_line(row.session), str(row.turn), row.speaker, _in_short(each), one_line(row.text[:500]))

    def _line(self, session: str, turn: str, speaker: str, coded: str, text: str) -> None:
        line = f"{session[:12]:<12} {turn:>5}  {speaker:<9}  {coded:<26}  {text}"
        click.echo(line if len(line) <= self.width else line[: self.width - 1] + "…")


def _in_short(each: "CodedRow") -> str:
    from scoring.coded_record import sure_of
    from scoring.codes import term
    from scoring.coding import Coding

    if each.talk:
        kind = f", {each.talk.kind.replace('_', ' ')}" if each.talk.kind else ""
        return f"{each.talk.talk}{'' if sure_of(each.talk) else '?'}{kind}"
    coding = each.coding or Coding()
    form = f" {coding.question}" if coding.question else ""
    shorts = (term(b).short + (form if b == "question" else "") + "?" * (b in coding.unsure) for b in coding.behaviours)
    return " + ".join(shorts) or "-"


class _Told:
    """A MITI report in words for each session."""

    def __call__(self, done: "Coded") -> None:
        from mi_trainer.debrief.blocks import Heading
        from mi_trainer.debrief.outline import numbers
        from mi_trainer.debrief.text import text

        for session, summary in done.summaries:
            which = f"Session {session}, in {done.file}" if done.file else f"Session {session}"
            blocks = [Heading(2, which), *numbers(summary, "The clinician's", "The client")]
            click.echo(text(blocks))


def _row_records(done: "Coded") -> Iterator[dict[str, Any]]:
    from scoring.coded_record import as_record

    for each in done.rows:
        yield {**_of(done), **as_record(each)}


def _of(done: "Coded") -> dict[str, str]:
    """The file that a record is of, where there are several."""
    return {"file": done.file} if done.file else {}


def _rows(done: "Coded") -> Iterator[dict[str, object]]:
    for record in _row_records(done):
        behaviours = record["behaviours"]
        yield {
            **{name: value for name, value in record.items() if name not in {"confidence", "sure"}},
            "behaviours": ";".join(b["behaviour"] for b in behaviours),
            "spans": ";".join(f"{b['start']}-{b['end']}" for b in behaviours),
            "confidences": ";".join(f"{b['confidence']:.3f}" for b in behaviours),
            "marks": ";".join(record["marks"]),
            "confidence": record.get("confidence"),
            "unsure": ";".join(_unsure(record)),
        }


def _unsure(record: dict[str, Any]) -> list[str]:
    side = [] if record.get("sure", True) else [record["client_talk"]]
    return [b["behaviour"] for b in record["behaviours"] if not b["sure"]] + side


def _summary_records(done: "Coded") -> Iterator[dict[str, Any]]:
    from mi_trainer.debrief.as_json import plain

    for session, summary in done.summaries:
        yield {**_of(done), "session": session, **plain(summary)}


def _summary_rows(done: "Coded") -> Iterator[dict[str, object]]:
    from scoring.summary import KEYS

    for session, summary in done.summaries:
        row: dict[str, object] = {**_of(done), "session": session, "turns": summary.turns, "codable": summary.codable}
        row |= {c.name: c.count for c in (*summary.counts, *summary.forms)}
        row["unsure"] = sum(c.count for c in summary.unsure)
        row |= {f"client_{c.name}": c.count for c in summary.talk}
        for key in KEYS:
            measure = summary.measure(key)
            interval = measure.interval if measure else None
            row |= {
                key: _rounded(measure.value if measure else None),
                f"{key}_low": _rounded(interval.low if interval else None),
                f"{key}_high": _rounded(interval.high if interval else None),
            }
        yield row


def _rounded(value: float | None) -> float | str:
    return "" if value is None else round(value, 4)
