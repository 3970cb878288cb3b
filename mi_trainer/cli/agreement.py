"""``mi-trainer agreement``: codings compared."""

import sys
from dataclasses import replace

import click

from mi_trainer.cli.code import SOME_SKIPPED
from mi_trainer.cli.inputs import STANDARD_INPUT, standard_input, text_of
from mi_trainer.cli.output import standard_output, writing
from mi_trainer.cli.remarks import Remarks
from mi_trainer.plain_text import one_line
from mi_trainer.tui.text import counted
from scoring.agreement import Agreement
from scoring.comparison import CODES, Coded, Comparison, compare, read_codings
from scoring.table import Fault, NoColumns

_EXIT = """
\b
Exit status:
  0    every row of the codings was used
  1    some rows could not be used, said on standard error; or there is nothing to compare
  2    the command line is not understood, or a file cannot be read
"""


@click.command(epilog=_EXIT)
@click.argument("files", metavar="A B...", nargs=-1, required=True)
@click.option("--format", "form", type=click.Choice(("table", "json")), default="table", show_default=True)
def agreement(files: tuple[str, ...], form: str) -> None:
    """Compare two codings of the same transcripts, or more: a person's or the program's.

    A and B are what `mi-trainer code` wrote (jsonl or csv), or tables with session, turn, speaker and any of main,
    behaviours (with semicolons between them), question, reflection and client_talk; - is standard input. Rows are
    matched by session and turn, and by file where all codings name one. For two codings: Cohen's kappa and macro-F1
    for each code, and ICC of the counts by session; for more, Fleiss' kappa. All of it: docs/transcripts.md.
    """
    if len(files) < 2:
        raise click.UsageError("Name two codings, or more.")
    if files.count("-") > 1:
        raise click.UsageError("Standard input can be one of the codings only.")
    out = standard_output()
    remarks = Remarks()
    codings = [_read(name, remarks) for name in files]
    by_file = all(row.file for coding in codings for row in coding)
    found = compare([_once(name, rows, by_file, remarks) for name, rows in zip(files, codings, strict=True)])
    if not found.turns:
        by = "file, session and turn" if by_file else "session and turn"
        raise click.ClickException(f"The codings have no turn in common: they are matched by {by}.")
    if not found.compared:
        raise click.ClickException("The codings have no column of codes in common.")
    if found.differing:
        click.echo(_differing(found), err=True)
    with writing():
        _as_json(found) if form == "json" else _tell(found)
        out.flush()
    sys.exit(SOME_SKIPPED if remarks.any_skipped else 0)


def _as_json(found: Comparison) -> None:
    import json

    from mi_trainer.debrief.as_json import plain

    click.echo(json.dumps(plain(found), indent=2))


def _differing(found: Comparison) -> str:
    (session, turn), many = found.differing[0], len(found.differing)
    return (
        f"{counted(many, 'turn')} of {found.turns:,} {'has' if many == 1 else 'have'} another text in one coding than "
        f"in another; the first is turn {turn} of session {one_line(session)}. Are the turns numbered alike?"
    )


_NO_CODES = f"holds no codes: it needs {', '.join(CODES[:-1])} or {CODES[-1]}"


def _read(name: str, remarks: Remarks) -> list[Coded]:
    """A coding's rows.

    Raises:
        click.UsageError: it cannot be read.
        click.ClickException: it holds no codes.
    """
    rows: list[Coded] = []
    try:
        with standard_input() if name == "-" else open(name, "rb") as raw:
            for row in read_codings(text_of(raw)):
                if isinstance(row, Coded):
                    rows.append(row)
                else:
                    remarks.row(_shown(name), row)
    except OSError as problem:
        raise click.UsageError(f"{name} cannot be read: {problem.strerror}.") from problem
    except NoColumns as problem:
        raise click.UsageError(f"{_shown(name)} {problem}.") from problem
    if not any(row.says for row in rows):
        raise click.ClickException(f"{_shown(name)} {_NO_CODES}. `mi-trainer code` writes such files.")
    return rows


def _once(name: str, rows: list[Coded], by_file: bool, remarks: Remarks) -> list[Coded]:
    """Each turn of a coding once, as it stands there first; with sessions told apart by their files, if need be."""
    first: dict[tuple[str, int], Coded] = {}
    for row in rows:
        session = f"{row.session} of {row.file}" if by_file else row.session
        before = first.setdefault((session, row.turn), replace(row, session=session))
        if before.line != row.line:
            why = f"turn {row.turn} of session {session} is on line {before.line} already"
            remarks.row(_shown(name), Fault(row.line, why))
    return list(first.values())


def _shown(name: str) -> str:
    return STANDARD_INPUT if name == "-" else name


def _tell(found: Comparison) -> None:
    click.echo(f"{counted(found.turns, 'turn')} in all codings; {found.only_some} in only some, left out.")
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


def _value(measure: Agreement) -> str:
    if measure.value is None:
        return "undefined"
    if measure.interval is None:
        return f"{measure.value:.2f}"
    return f"{measure.value:.2f} [{measure.interval.low:.2f}, {measure.interval.high:.2f}]"
