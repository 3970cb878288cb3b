"""`graph`: a scenario drawn, with where real sessions went if asked."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mi_trainer.scenario.chart import Traffic

_SHAPES = ("text", "mermaid", "dot", "svg", "html")


@click.command()
@click.argument("path", metavar="PATH")
@click.option("--format", "shape", type=click.Choice(_SHAPES), default="text", show_default=True)
@click.option("--sessions", is_flag=True, help="Lay over it where your kept sessions went, and what nothing caught.")
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="Write to a file instead of here.")
def graph(path: str, shape: str, sessions: bool, output: str | None) -> None:
    """Draw a scenario, given as a file or by its id: states by process, reactions as arrows, the safety lane apart."""
    from mi_trainer.places import own_scenarios
    from mi_trainer.scenario.chart import charted
    from mi_trainer.scenario.diagram import FORMATS
    from mi_trainer.scenario.library import NoSuchScenario, Unplayable, find

    try:
        reading = find(path, own_scenarios())
    except NoSuchScenario as problem:
        raise click.ClickException(str(problem)) from problem
    except Unplayable as problem:
        for finding in problem.reading.errors:
            click.echo(str(finding), err=True)
        raise click.ClickException("It cannot be drawn until that is mended.") from problem
    assert reading.scenario is not None
    chart = charted(reading.scenario, _traffic(reading.scenario.id) if sessions else None)
    drawn = FORMATS[shape](chart)
    if output is None:
        sys.stdout.write(drawn)
        return
    try:
        Path(output).write_text(drawn, "utf-8")
    except OSError as problem:
        raise click.ClickException(f"{output} cannot be written: {problem.strerror}") from problem


def _traffic(scenario: str) -> "Mapping[str, Traffic]":
    from mi_trainer.practice.traffic import traffic
    from mi_trainer.records.keeping import RecordsProblem
    from mi_trainer.records.store import Store

    store = Store()
    try:
        rows = [row for row in store.sessions(scenario=scenario) if row.parent is None]
        return traffic(store.get(row.id).exchanges for row in rows)
    except RecordsProblem as problem:
        raise click.ClickException(str(problem)) from problem
    finally:
        store.close()
