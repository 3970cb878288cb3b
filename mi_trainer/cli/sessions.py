"""``mi-trainer sessions`` and ``mi-trainer report``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mi_trainer.debrief import Debrief
    from mi_trainer.records.store import Store

_FORMATS = ("text", "md", "html", "csv", "json")


@click.command()
@click.option("--scenario", metavar="ID", help="Only those with this patient.")
@click.option("--search", metavar="TEXT", help="Only those with these words in title, patient or outcome.")
@click.option("--limit", type=click.IntRange(1, 1_000_000), metavar="N", help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="One session a line as JSON, for programs.")
def sessions(scenario: str | None, search: str | None, limit: int | None, as_json: bool) -> None:
    """List past sessions, newest first."""
    import json

    from mi_trainer.plain_text import one_line
    from mi_trainer.records.keeping import NotReadable, outcome_in_words
    from mi_trainer.records.store import Store

    try:
        rows = Store().sessions(scenario=scenario, text=search, limit=limit)
    except NotReadable as problem:
        raise click.ClickException(str(problem)) from problem
    for row in rows:
        if as_json:
            click.echo(json.dumps({
                "id": row.id, "scenario": row.scenario, "title": row.title, "mode": row.mode,
                "began": row.began.isoformat(), "turns": row.turns, "reflections": row.reflections,
                "questions": row.questions, "outcome": row.outcome, "parent": row.parent,
                "parent_turn": row.parent_turn,
            }))  # fmt: skip
            continue
        began = row.began.astimezone()
        turns = f"{row.turns} turn{'s' * (row.turns != 1)}"
        again = f", tried again from turn {row.parent_turn} of {row.parent}" if row.parent else ""
        click.echo(
            f"{row.id}: {one_line(row.title)} ({row.scenario}), {began.day} {began:%b %Y %H:%M}, {row.mode}, {turns}, "
            f"{outcome_in_words(row.outcome)}{again}"
        )
    if not rows and not as_json:
        click.echo("No sessions yet. `mi-trainer practice` begins one." if not (scenario or search) else "None found.")


@click.command()
@click.argument("session", metavar="ID|last")
@click.option("--format", "form", type=click.Choice(_FORMATS), help="Else by the file's ending; else text.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write it there.")
def report(session: str, form: str | None, output: Path | None) -> None:
    """Show or export the debrief of a session: by its id, the beginning of its id, or `last`."""
    from mi_trainer.cli.flat import FORMATS, write
    from mi_trainer.debrief import render
    from mi_trainer.records.keeping import NoSuchSession, NotReadable
    from mi_trainer.records.store import Store

    try:
        debrief = _debrief(Store(), session)
    except (NoSuchSession, NotReadable) as problem:
        raise click.ClickException(str(problem)) from problem
    form = form or (FORMATS.get(output.suffix.lower(), "text") if output else "text")
    rendered = render(debrief, form)
    if output is None or str(output) == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(rendered.encode())
        return
    try:
        write(output, rendered)
    except OSError as problem:
        raise click.ClickException(f"{output} could not be written: {problem.strerror}.") from problem


def _debrief(store: "Store", which: str) -> "Debrief":
    """The debrief of a kept session, beside its other tries."""
    from mi_trainer import places
    from mi_trainer.debrief import Branch, debrief_of
    from mi_trainer.records.keeping import NoSuchSession
    from mi_trainer.scenario.library import as_played

    kept = store.get(which)
    others = [row.id for row in store.branches(kept.start.id)]
    if kept.start.parent:
        others.insert(0, kept.start.parent)
    branches = []
    for other in others:
        try:
            found = store.get(other)
        except NoSuchSession:
            continue
        branches.append(Branch(found.start, found.exchanges, found.outcome))
    scenario = as_played(kept.start.scenario, kept.start.digest, kept.script, places.own_scenarios())
    return debrief_of(scenario, kept.start, kept.exchanges, kept.outcome, branches, len(kept.undone))
