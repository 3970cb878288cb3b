"""``mi-trainer agreement``: codings compared."""

import sys
from typing import TYPE_CHECKING

import click

from mi_trainer.plain_text import one_line
from mi_trainer.tui.text import counted

if TYPE_CHECKING:
    from mi_trainer.cli.remarks import Remarks
    from scoring.agreement import Agreement
    from scoring.comparison import Coded, Comparison


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
    from mi_trainer.cli.code import SOME_SKIPPED
    from mi_trainer.cli.output import standard_output, writing
    from mi_trainer.cli.remarks import Remarks
    from scoring.comparison import compare

    if len(files) < 2:
        raise click.UsageError("Name two codings, or more.")
    out = standard_output()
    remarks = Remarks()
    found = compare([_read(name, remarks) for name in files])
    if not found.turns:
        raise click.ClickException("The codings have no turn in common: they are matched by session and turn.")
    if found.differing:
        click.echo(_differing(found), err=True)
    with writing():
        _as_json(found) if form == "json" else _tell(found)
        out.flush()
    sys.exit(SOME_SKIPPED if remarks.any_skipped else 0)


def _as_json(found: "Comparison") -> None:
    import json

    from mi_trainer.debrief.as_json import plain

    click.echo(json.dumps(plain(found), indent=2))


def _differing(found: "Comparison") -> str:
    (session, turn), many = found.differing[0], len(found.differing)
    return (
        f"{counted(many, 'turn')} of {found.turns:,} {'has' if many == 1 else 'have'} another text in one coding than "
        f"in another; the first is turn {turn} of session {one_line(session)}. Are the turns numbered alike?"
    )


def _read(name: str, remarks: "Remarks") -> "list[Coded]":
    from mi_trainer.cli.inputs import text_of
    from scoring.comparison import read_codings
    from scoring.table import Fault, NoColumns, Notice

    rows = []
    try:
        with open(name, "rb") as raw:
            for row in read_codings(text_of(raw)):
                if isinstance(row, Fault | Notice):
                    remarks.row(name, row)
                else:
                    rows.append(row)
    except OSError as problem:
        raise click.UsageError(f"{name} cannot be read: {problem.strerror}.") from problem
    except NoColumns as problem:
        raise click.UsageError(f"{name} {problem}.") from problem
    return rows


def _tell(found: "Comparison") -> None:
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


def _value(measure: "Agreement") -> str:
    if measure.value is None:
        return "undefined"
    if measure.interval is None:
        return f"{measure.value:.2f}"
    return f"{measure.value:.2f} [{measure.interval.low:.2f}, {measure.interval.high:.2f}]"
