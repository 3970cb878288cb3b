"""`graph`: a scenario drawn, with where real sessions went if asked."""

import sys
from contextlib import contextmanager
from os.path import realpath
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mi_trainer.scenario.chart import Traffic

_SHAPES = {
    "text": (".txt",),
    "mermaid": (".mmd", ".mermaid"),
    "dot": (".dot", ".gv"),
    "svg": (".svg",),
    "html": (".html", ".htm"),
}
"""Each format, and how the name of a file in it ends."""
_WRITTEN_BY_HAND = (".yaml", ".yml")


@click.command()
@click.argument("path", metavar="PATH")
@click.option("--format", "shape", type=click.Choice(list(_SHAPES)), help="Else as the ending of FILE says, or text.")
@click.option("--sessions", is_flag=True, help="Lay over it where your kept sessions went, and what nothing caught.")
@click.option("--output", "-o", metavar="FILE", type=click.Path(dir_okay=False), help="Write to a file, not here.")
def graph(path: str, shape: str | None, sessions: bool, output: str | None) -> None:
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
    if output is not None:
        _spare(Path(output), reading.file)
    shape = _shape(shape, output)
    chart = charted(reading.scenario, _traffic(reading.scenario.id) if sessions else None)
    drawn = FORMATS[shape](chart)
    if output is None:
        sys.stdout.write(drawn)
        return
    with _told(output):
        Path(output).write_text(drawn, "utf-8")


@contextmanager
def _told(output: Path | str) -> "Iterator[None]":
    """What stands in the way of a file, in words."""
    try:
        yield
    except OSError as problem:
        raise click.ClickException(f"{output} cannot be written: {problem.strerror}") from problem


def _spare(output: Path, scenario: Path) -> None:
    """Refuse a file that somebody wrote by hand, so that a slip of ``-o`` costs nobody a patient or their tests."""
    with _told(output):
        # A link is known by what it leads to, and a second name of the same file by neither name.
        by_hand = any(path.suffix.lower() in _WRITTEN_BY_HAND for path in (output, Path(realpath(output))))
        spared = by_hand or (output.exists() and output.samefile(scenario))
    if spared:
        raise click.ClickException(
            f"{output} is left as it is: patients and their tests are kept in such files, and a drawing in its place "
            f"would be the end of it. Give the drawing another name, such as {output.stem}.svg."
        )


def _shape(asked: str | None, output: str | None) -> str:
    """The format asked for, or the one that a file's name ends in; they may not contradict each other."""
    ending = Path(output).suffix.lower() if output else ""
    told = next((shape for shape, endings in _SHAPES.items() if ending in endings), None)
    if asked and told and asked != told:
        raise click.UsageError(f"{output} ends as {told} does, and --format says {asked}. Leave out one of them.")
    if ending and not asked and not told:
        known = ", ".join(endings[0] for endings in _SHAPES.values())
        raise click.UsageError(f"No drawing ends in {ending}: write {known}, or say which with --format.")
    return asked or told or "text"


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
