"""``mi-trainer play``, ``watch``, ``test``, ``record`` and ``new``: what an author does besides writing."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from mi_trainer.scenario.reader import Reading

FAILED, UNPLAYABLE = 1, 1
"""Exit statuses besides 0 and click's 2."""


@click.command()
@click.argument("path", metavar="PATH")
@click.option("--from", "state", metavar="STATE", help="Begin in this state.")
@click.option(
    "--set", "values", multiple=True, metavar="NAME=0..10", help="Set trust, importance, confidence, discord."
)
@click.option("--flag", "flags", multiple=True, metavar="NAME", help="Set a flag at the beginning.")
@click.option("--seed", type=int, default=1, show_default=True, metavar="N", help="The same seed gives the same lines.")
@click.option("--codes", is_flag=True, help="Every line is codes instead of words.")
def play(path: str, state: str | None, values: tuple[str, ...], flags: tuple[str, ...], seed: int, codes: bool) -> None:
    """Try a scenario from any state. Nothing is recorded.

    PATH is a file, or a patient's id. Type what a trainee might say. A line that begins with = is codes instead:
    "= complex_reflection about girls", "= open_question to rosa". After each turn you read which reaction fired,
    with its line in the file, and what it did. /why tells what nearer reactions lacked, /undo takes a turn back,
    /quit leaves.
    """
    from mi_trainer.authoring.standing import NoSuchPlace
    from mi_trainer.cli.playing import Play, begun

    reading = playable(path)
    try:
        session = begun(reading, seed, state, values, flags)
    except NoSuchPlace as problem:
        raise click.ClickException(str(problem)) from problem
    Play(reading, session, codes=codes, echo=not sys.stdin.isatty()).run()


def playable(name: str) -> "Reading":
    """The scenario's file, read; a broken or missing one ends the command with what is wrong with it."""
    from mi_trainer import places
    from mi_trainer.plain_text import shown
    from mi_trainer.scenario.library import NoSuchScenario, Unplayable, find

    try:
        return find(name, places.own_scenarios())
    except Unplayable as problem:
        click.echo(shown(str(problem)), err=True)
        click.echo(f"It cannot be played until that is mended. mi-trainer check {name} shows the lines.", err=True)
        sys.exit(UNPLAYABLE)
    except NoSuchScenario as problem:
        click.echo(shown(str(problem)), err=True)
        sys.exit(UNPLAYABLE)


@click.command()
@click.argument("paths", metavar="[PATH...]", nargs=-1)
@click.option("--accept", is_flag=True, help="Write what happened into the tests; comments stay.")
@click.option("--missed", is_flag=True, help="Name all that no test reached, sets of lines with their places.")
def test(paths: tuple[str, ...], accept: bool, missed: bool) -> None:
    """Run the tests that stand beside scenarios.

    PATH is a scenario's file, its .tests.yaml, a folder, or a patient's id; without one, all patients are tested.
    The exit status is 1 if anything differed, or if there was nothing to run.
    """
    from mi_trainer.cli.testing import Report, files

    report = Report(accept=accept, missed=missed)
    try:
        for file in files(paths):
            report.take(file)
    except LookupError as problem:
        raise click.ClickException(str(problem)) from problem
    report.summary()
    sys.exit(0 if report.passed else FAILED)


@click.command()
@click.argument("session", metavar="ID|last")
@click.option("--words", is_flag=True, help="Keep the words typed, and test the coder along with the patient.")
@click.option("--name", default="", metavar="TEXT", help="What the test shows.")
def record(session: str, words: bool, name: str) -> None:
    """Make a test of a session that was played.

    It is printed: mi-trainer record last > PATIENT.tests.yaml. Turns are written as the codes that were heard, so
    that the test does not depend on the coder. A patient of yours is looked for in this folder first.
    """
    from mi_trainer import places
    from mi_trainer.authoring.recording import recorded
    from mi_trainer.records.keeping import NoSuchSession, NotReadable
    from mi_trainer.records.store import Store
    from mi_trainer.scenario.library import library
    from mi_trainer.scenario.reader import read

    try:
        kept = Store().get(session)
    except (NoSuchSession, NotReadable) as problem:
        raise click.ClickException(str(problem)) from problem
    readings = {r.scenario.id: r for r in library(places.own_scenarios()) if r.scenario}
    here = Path(f"{kept.start.scenario}.yaml")
    reading = read(here) if here.is_file() else readings.get(kept.start.scenario)
    if reading is None or reading.scenario is None:
        raise click.ClickException(
            f"The patient '{kept.start.scenario}' is not among the patients here, or has errors. Go to the folder "
            f"where {here} is, or put it into {places.own_scenarios()}."
        )
    if kept.start.digest and kept.start.digest != reading.digest:
        click.echo("The patient was rewritten after this session: the test may differ from the start.", err=True)
    text = recorded(reading.scenario, kept.start.seed, kept.exchanges, words=words, name=name)
    sys.stdout.buffer.write(text.encode())


@click.command()
@click.argument("name", metavar="ID")
@click.option("--topic", default="", metavar="TOPIC", help="What the conversation is about, such as methadone.")
@click.option("--couple", is_flag=True, help="Two people in the room.")
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path(), help="Where; else here.")
def new(name: str, topic: str, couple: bool, folder: Path) -> None:
    """Start a scenario: a small patient to rewrite, with comments that explain, and tests that pass."""
    from mi_trainer.authoring.scaffold import CannotBegin, write

    try:
        scenario, tests = write(name, topic, couple, folder)
    except CannotBegin as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"Written: {scenario} and {tests}.")
    click.echo(f"Talk to it:  mi-trainer play {scenario}")
    click.echo(f"Write on it: mi-trainer watch {scenario}")
    click.echo(f"Check it:    mi-trainer check {scenario}")
    click.echo(f"Test it:     mi-trainer test {scenario}")


@click.command()
@click.argument("path", metavar="PATH")
@click.option("--seed", type=int, default=1, show_default=True, metavar="N", help="The same seed gives the same lines.")
def watch(path: str, seed: int) -> None:
    """Keep findings, diagram and a conversation open while you write.

    Save the file in any editor: it is read again at once, and the conversation stays where it is.
    """
    from mi_trainer.scenario.library import NoSuchScenario
    from mi_trainer.tui import author

    try:
        file = scenario_file(path)
    except NoSuchScenario as problem:
        raise click.ClickException(str(problem)) from problem
    author(file, seed=seed)


def scenario_file(name: str) -> Path:
    """The file of a scenario, by path or id, whether or not it can be played.

    Raises:
        NoSuchScenario: there is none.
    """
    from mi_trainer import places
    from mi_trainer.scenario.library import NoSuchScenario, files, of_tests, shipped, unknown

    path = Path(name)
    if tests := of_tests(path):
        raise NoSuchScenario(tests)
    if path.is_file():
        return path
    known = {file.stem: file for file in files(shipped(), places.own_scenarios())}
    if name in known:
        return known[name]
    if path.suffix in {".yaml", ".yml"}:
        raise NoSuchScenario(f"There is no file {name}. `mi-trainer new` begins one.")
    raise NoSuchScenario(unknown(name, known))
