"""`check` and `schema`: what is wrong with a scenario, and what an editor needs to help while it is written."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mi_trainer.authoring.readings import Remembered
    from mi_trainer.scenario.checks.desk import Way
    from mi_trainer.scenario.checks.run import Checked
    from mi_trainer.scenario.findings import Finding


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("--format", "shape", type=click.Choice(["text", "json", "github"]), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Exit with 1 on warnings too.")
@click.option("--explain", metavar="CODE", help="Explain a finding by its code, such as E201.")
@click.option("--ways", is_flag=True, help="Show the shortest way to every ending, and what was never said.")
@click.option("--no-coder", is_flag=True, help="Do not compare tags with how the coder reads the lines.")
def check(paths: tuple[str, ...], shape: str, strict: bool, explain: str | None, ways: bool, no_coder: bool) -> None:
    """Find everything wrong with scenarios: files, folders, or the ones that come with the program."""
    if explain is not None:
        _explain(explain)
        return
    from mi_trainer.practice.checking import checked

    coder = None if no_coder else _coder()
    results = [checked(file, coder=coder, shortest=ways) for file in _files(paths)]
    if coder is not None:
        coder.keep()
    findings = [finding for result in results for finding in result.findings]
    if shape == "json":
        click.echo(_json(results, with_ways=ways))
    elif shape == "github":
        for finding in findings:
            click.echo(_github(finding))
    else:
        _text(results, show_ways=ways)
    failing = {"error", "warning"} if strict else {"error"}
    sys.exit(int(any(finding.severity in failing for finding in findings)))


def _coder() -> "Remembered | None":
    """The coder, if it can be loaded here: without it only advice is missing."""
    from mi_trainer.authoring.readings import Remembered
    from mi_trainer.places import home

    try:
        from scoring.coder import Coder

        return Remembered(Coder.load(), home() / "lines-read.json")
    except (ImportError, OSError):
        return None


def _files(paths: tuple[str, ...]) -> list[Path]:
    from mi_trainer.places import own_scenarios
    from mi_trainer.scenario.library import files, of_tests, shipped, unknown

    if not paths:
        return [_near(file) for file in files(shipped(), own_scenarios())]
    found: list[Path] = []
    for name in paths:
        path = Path(name)
        if path.is_dir():
            found += files(path)
            if not any(files(path)):
                raise click.UsageError(f"There is no scenario in {_plain(name)}: no file there ends in .yaml.")
        elif tests := of_tests(path):
            click.echo(_plain(tests), err=True)
        elif not path.exists() and not path.suffix:
            known = {file.stem: file for file in files(shipped(), own_scenarios())}
            if name not in known:
                raise click.UsageError(_plain(unknown(name, known)))
            found.append(_near(known[name]))
        else:
            found.append(path)
    if not found:
        raise click.UsageError("There is no scenario among these.")
    return found


def _near(file: Path) -> Path:
    """The file as somebody here would name it."""
    try:
        return file.relative_to(Path.cwd())
    except ValueError:
        return file


def _explain(code: str) -> None:
    from mi_trainer.scenario.checks.catalogue import CATALOGUE
    from mi_trainer.scenario.checks.pages import page
    from mi_trainer.scenario.findings import did_you_mean

    name = code.upper()
    if name not in CATALOGUE:
        raise click.UsageError(f"There is no finding {_plain(code)}. {did_you_mean(name, CATALOGUE)}")
    click.echo(page(name))


def _plain(text: str) -> str:
    """A text with whatever could move or colour a terminal shown as its name."""
    return "".join(c if c.isprintable() or c == "\n" else f"\\x{ord(c):02x}" for c in text)


def _text(results: "Sequence[Checked]", *, show_ways: bool) -> None:
    counts = {"error": 0, "warning": 0, "advice": 0}
    for result in results:
        for finding in result.findings:
            counts[finding.severity] += 1
            _show(result, finding)
        for note in (*result.notes, *_still_to_come(result)):
            click.echo(f"{_plain(str(result.reading.file))}: {note}")
        if show_ways:
            _show_ways(result)
    files = "1 file" if len(results) == 1 else f"{len(results)} files"
    if not any(counts.values()):
        click.echo(f"{files}: nothing to mend.")
        return
    told = [_counted(number, name) for name, number in counts.items() if number]
    click.echo(f"{files}: {', '.join(told)}.  `mi-trainer check --explain CODE` says more about a code.")


def _counted(number: int, name: str) -> str:
    return f"{number} {name}" + ("s" if number != 1 and name != "advice" else "")


def _still_to_come(result: "Checked") -> "Iterator[str]":
    """What was not checked, because a file has errors that keep it from being played."""
    if result.reading.scenario is not None:
        return
    if result.reading.read_through:
        yield "What can be reached, the conversation and how it plays are checked once these errors are mended."
    elif result.reading.document.text:
        yield "All else in the file is checked once this is mended."


_COLOURS = {"error": "red", "warning": "yellow", "advice": "cyan"}
_WIDEST = 100


def _show(result: "Checked", finding: "Finding") -> None:
    where = f"{_plain(str(finding.file))}:{finding.place.line}:{finding.place.column}"
    head = click.style(f"{finding.severity} {finding.code}", fg=_COLOURS[finding.severity], bold=True)
    click.echo(f"{where}: {head}: {_plain(finding.message)}")
    line = result.reading.document.line(finding.place.line)
    if line.strip():
        start = max(0, finding.place.column - 1 - _WIDEST // 2) if finding.place.column > _WIDEST - 10 else 0
        before, shown = _plain(line[start : finding.place.column - 1]), _plain(line[start : start + _WIDEST])
        number = f"{finding.place.line:>5} | "
        click.echo(f"{number}{shown}")
        click.echo(" " * (len(number) + len(before)) + click.style("^", fg=_COLOURS[finding.severity], bold=True))
    for hint in _plain(finding.hint).splitlines():
        click.echo(f"        {hint}")


def _show_ways(result: "Checked") -> None:
    if not result.ways:
        return
    click.echo(f"{_plain(str(result.reading.file))}: ways to the endings")
    for ending, route in result.ways.items():
        if route.turns is None:
            played = result.plays is not None and ending in result.plays.endings
            click.echo(f"    {ending}: " + ("come to in play; no way was found by searching" if played else
                                            "none was found in time"))  # fmt: skip
            continue
        sure = "the shortest" if route.settled else "not proven the shortest"
        turns = "1 turn" if len(route.turns) == 1 else f"{len(route.turns)} turns"
        click.echo(f"    {ending} ({turns}, {sure}): {_way(route.turns)}")
    if result.never_said:
        click.echo("    never said: " + ", ".join(result.never_said))
    if result.plays:
        plays = result.plays
        (states, of_states), (reactions, of_reactions) = plays.states, plays.reactions
        click.echo(
            f"    played {plays.turns} turns by codes, each time what was done least (seed {plays.seed}): "
            f"{states} of {of_states} states, {reactions} of {of_reactions} reactions"
        )


def _way(way: "Sequence[Way]") -> str:
    """The turns of a way, the same one repeated told once with how often."""
    told: list[tuple[str, int]] = []
    for turn in map(str, way):
        if told and told[-1][0] == turn:
            told[-1] = (turn, told[-1][1] + 1)
        else:
            told.append((turn, 1))
    return ", then ".join(f"{turn} ({times} times)" if times > 1 else turn for turn, times in told)


def _json(results: "Sequence[Checked]", *, with_ways: bool) -> str:
    data: dict[str, object] = {
        "findings": [
            {
                "code": finding.code, "severity": finding.severity.value, "file": str(finding.file),
                "line": finding.place.line, "column": finding.place.column, "message": finding.message,
                "hint": finding.hint,
            }
            for result in results
            for finding in result.findings
        ]
    }  # fmt: skip
    if any(result.notes for result in results):
        data["notes"] = {str(result.reading.file): list(result.notes) for result in results if result.notes}
    if with_ways:
        data["ways"] = {
            str(result.reading.file): {
                end: {"turns": None if route.turns is None else [str(way) for way in route.turns],
                      "proven": route.settled}
                for end, route in result.ways.items()
            }
            for result in results
        }  # fmt: skip
    return json.dumps(data, indent=2, ensure_ascii=True)


def _github(finding: "Finding") -> str:
    """A workflow command that puts the finding on its line of a pull request."""
    level = {"error": "error", "warning": "warning", "advice": "notice"}[finding.severity]

    def escaped(text: str, more: str = "") -> str:
        for char in "%\r\n" + more:
            text = text.replace(char, f"%{ord(char):02X}")
        return text

    where = f"file={escaped(str(finding.file), ':,')},line={finding.place.line},col={finding.place.column}"
    words = f"{finding.message}\n{finding.hint}".strip()
    return f"::{level} {where},title={finding.code}::{escaped(_plain(words))}"


@click.command()
def schema() -> None:
    """Print the JSON Schema of the scenario format, for editors."""
    from mi_trainer.scenario.schema import generated

    click.echo(generated(), nl=False)
