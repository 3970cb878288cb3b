"""``mi-trainer code`` and ``mi-trainer agreement``: transcripts coded, and codings compared."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from mi_trainer.cli.jobs import Coded
    from scoring.agreement import Agreement
    from scoring.comparison import Coded as CodedRow
    from scoring.comparison import Comparison

SOME_SKIPPED = 1
"""Exit status when a row or a file could not be used; the rest was coded."""

_WORTH_A_POOL = 300_000
"""Bytes of input from which starting more processes pays."""

_FORMATS = ("jsonl", "csv", "table")

_CODE_EXIT = """
\b
Exit status:
  0    every row was coded
  1    some rows or files were at fault: said on standard error, the rest is coded
  2    the command line is not understood
"""


@click.command(epilog=_CODE_EXIT)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--target", default="", metavar="TEXT", help="The change that the client's talk is about: 'stop smoking'."
)
@click.option("--format", "form", type=click.Choice(_FORMATS), help="Else a table in a terminal, and jsonl elsewhere.")
@click.option("--typed", is_flag=True, help="The rows were typed, as in a chat; else they were said aloud.")
@click.option("--summary", is_flag=True, help="Instead of the rows, a MITI report for each session.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes; else as many as there are cores.")
def code(files: tuple[str, ...], target: str, form: str | None, typed: bool, summary: bool, jobs: int | None) -> None:
    """Code transcripts in MITI terms.

    FILE is a CSV with the columns session, speaker (clinician or client) and text; the rows of a session stand
    together. A folder means every .csv in it, a pattern the files that fit it, and - standard input. A row at fault
    is reported with its line and skipped.
    """
    from mi_trainer.cli import jobs as work
    from mi_trainer.plain_text import one_line

    paths = _inputs(files)
    size = sum(path.stat().st_size for path in paths if isinstance(path, Path))
    form = form or ("table" if sys.stdout.isatty() else "jsonl")
    faults = 0

    def fault(name: str, line: int, why: str) -> None:
        nonlocal faults
        faults += 1
        click.echo(f"{one_line(name)}:{line}: {one_line(why)}. Skipped.", err=True)

    processes = jobs or (min(os.cpu_count() or 1, 32) if size >= _WORTH_A_POOL else 1)
    write = _writer(form, summary)
    found = work.batches(work.sources(paths), fault)
    quiet = not size or not sys.stderr.isatty() or sys.stdout.isatty()
    with click.progressbar(length=max(1, size), label="Coding", file=sys.stderr, hidden=quiet) as bar:
        at = 0
        for done in work.run(found, target, spoken=not typed, summarised=summary, processes=processes):
            write(done)
            bar.update(done.reached - at)
            at = done.reached
    sys.stdout.flush()
    if faults:
        click.echo(f"{faults} row{'s' * (faults != 1)} skipped; all others are coded.", err=True)
        sys.exit(SOME_SKIPPED)


def _inputs(files: tuple[str, ...]) -> list[Path | IO[str]]:
    """Files, folders' files, files that fit a pattern, and standard input, each once, in the order given."""
    import glob
    import io

    found: list[Path | IO[str]] = []
    for name in files:
        path = Path(name)
        if name == "-":
            raw = sys.stdin.buffer
            found.append(io.TextIOWrapper(raw, encoding="utf-8-sig", errors="surrogateescape", newline=""))
        elif path.is_dir():
            inside = sorted(path.rglob("*.csv"))
            if not inside:
                raise click.UsageError(f"There is no .csv file in {name}.")
            found += inside
        elif path.is_file():
            found.append(path)
        elif fitting := sorted(Path(p) for p in glob.glob(name, recursive=True)):
            found += [p for p in fitting if p.is_file()]
        else:
            raise click.UsageError(f"There is no file {name}.")
    return list(dict.fromkeys(found))


def _writer(form: str, summary: bool) -> "Callable[[Coded], None]":
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

    def __call__(self, done: "Coded") -> None:
        from mi_trainer.plain_text import one_line

        if done.rows and not self.head:
            self._line("session", "turn", "speaker", "coded", "text")
            self.head = True
        for each in done.rows:
            row = each.row
            self._line(one_line(row.session), str(row.turn), row.speaker, _in_short(each), one_line(row.text[:500]))

    def _line(self, session: str, turn: str, speaker: str, coded: str, text: str) -> None:
        line = f"{session[:12]:<12} {turn:>5}  {speaker:<9}  {coded[:26]:<26}  {text}"
        click.echo(line if len(line) <= self.width else line[: self.width - 1] + "…")


def _in_short(each: Any) -> str:
    from scoring.codes import term

    if each.talk:
        kind = f", {each.talk.kind.replace('_', ' ')}" if each.talk.kind else ""
        return f"{each.talk.talk}{kind}"
    form = f" {each.coding.question}" if each.coding.question else ""
    shorts = (term(b).short + (form if b == "question" else "") for b in each.coding.behaviours)
    return " + ".join(shorts) or "-"


class _Told:
    """A MITI report in words for each session."""

    def __call__(self, done: "Coded") -> None:
        from mi_trainer.debrief.blocks import Heading
        from mi_trainer.debrief.outline import numbers
        from mi_trainer.debrief.text import text

        for session, summary in done.summaries:
            blocks = [Heading(2, f"Session {session}"), *numbers(summary, "The clinician's", "The client")]
            click.echo(text(blocks))


def _row_records(done: "Coded") -> Iterator[dict[str, Any]]:
    from scoring.transcripts import as_record

    return map(as_record, done.rows)


def _rows(done: "Coded") -> Iterator[dict[str, object]]:
    for record in _row_records(done):
        behaviours = record["behaviours"]
        yield {
            **record,
            "behaviours": ";".join(b["behaviour"] for b in behaviours),
            "spans": ";".join(f"{b['start']}-{b['end']}" for b in behaviours),
            "confidences": ";".join(f"{b['confidence']:.3f}" for b in behaviours),
            "marks": ";".join(record["marks"]),
        }


def _summary_records(done: "Coded") -> Iterator[dict[str, Any]]:
    from mi_trainer.debrief.as_json import plain

    for session, summary in done.summaries:
        yield {"session": session, **plain(summary)}


def _summary_rows(done: "Coded") -> Iterator[dict[str, object]]:
    from scoring.summary import KEYS

    for session, summary in done.summaries:
        row: dict[str, object] = {"session": session, "turns": summary.turns, "codable": summary.codable}
        row |= {c.name: c.count for c in (*summary.counts, *summary.forms)}
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


@click.command()
@click.argument("files", metavar="A B...", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True)
def agreement(files: tuple[str, ...], form: str) -> None:
    """Compare two codings of the same transcripts, or more: a person's or the program's.

    Each FILE is what `mi-trainer code` wrote (jsonl or csv), or a CSV with session, turn, speaker and any of main,
    behaviours (names with semicolons between them), question, reflection and client_talk. Rows are matched by session
    and turn. For two codings: Cohen's kappa and macro-F1 for each code, and ICC of the counts by session; for more,
    Fleiss' kappa.
    """
    from scoring.comparison import compare

    if len(files) < 2:
        raise click.UsageError("Name two codings, or more.")
    faults: list[str] = []
    codings = [_read(name, faults) for name in files]
    for told in faults:
        click.echo(told, err=True)
    found = compare(codings)
    if not found.turns:
        raise click.ClickException("The codings have no turn in common: they are matched by session and turn.")
    if form == "json":
        import json

        from mi_trainer.debrief.as_json import plain

        click.echo(json.dumps(plain(found), indent=2))
    else:
        _tell(found)
    sys.exit(SOME_SKIPPED if faults else 0)


def _read(name: str, faults: list[str]) -> "list[CodedRow]":
    from mi_trainer.plain_text import one_line
    from scoring.comparison import read_codings
    from scoring.transcripts import Fault, NoColumns

    try:
        with open(name, encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
            rows = []
            for row in read_codings(file):
                if isinstance(row, Fault):
                    faults.append(f"{one_line(name)}:{row.line}: {one_line(row.why)}. Skipped.")
                else:
                    rows.append(row)
            return rows
    except OSError as problem:
        raise click.UsageError(f"{name} cannot be read: {problem.strerror}.") from problem
    except NoColumns as problem:
        raise click.UsageError(f"{name} {problem}.") from problem


def _tell(found: "Comparison") -> None:
    click.echo(f"{found.turns} turns in all codings; {found.only_some} in only some, left out.")
    click.echo("In brackets: 95% intervals, bootstrap over turns (over sessions for ICC).\n")
    several = any(c.macro_f1 is None for c in found.compared)
    click.echo(
        f"{'':<26}{'n':>7}  {'Fleiss kappa' if several else 'kappa':<22}{'' if several else 'macro-F1':<22}times coded"
    )
    for each in found.compared:
        f1 = "" if each.macro_f1 is None else _value(each.macro_f1)
        counts = " / ".join(str(count) for count in each.counts)
        click.echo(f"{each.what:<26}{each.kappa.n:>7}  {_value(each.kappa):<22}{f1:<22}{counts}".rstrip())
    if found.per_session:
        click.echo(f"\n{'Counts in a session':<26}{'n':>7}  {'ICC(2,1), absolute':<22}ICC(3,1), consistent")
    for count in found.per_session:
        click.echo(f"{count.what:<26}{count.absolute.n:>7}  {_value(count.absolute):<22}{_value(count.consistent)}")


def _value(measure: "Agreement") -> str:
    if measure.value is None:
        return "undefined"
    if measure.interval is None:
        return f"{measure.value:.2f}"
    return f"{measure.value:.2f} [{measure.interval.low:.2f}, {measure.interval.high:.2f}]"
