"""What ``mi-trainer test`` prints: what differed, in an author's words, and what no test reached."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from mi_trainer import places
from mi_trainer.authoring.accepting import accepted
from mi_trainer.authoring.content import Reviewed, beside, read_tests
from mi_trainer.authoring.origins import place_of
from mi_trainer.authoring.trying import Lazy, Outcome, percent, reached, run
from mi_trainer.cli.author import scenario_file
from mi_trainer.plain_text import one_line, shown
from mi_trainer.practice.session import Codes
from mi_trainer.scenario.files import TESTS, shipped


def _coder() -> Codes:
    from scoring.coder import Coder

    return Coder.load()


def files(paths: Sequence[str]) -> Iterator[Path]:
    """The files of tests that the arguments mean.

    Raises:
        NoSuchScenario: there is no such file or id.
    """
    for name in paths or (str(shipped()), str(places.own_scenarios())):
        path = Path(name)
        if path.is_dir():
            yield from sorted(path.glob(f"*{TESTS}"))
        elif name.endswith(TESTS):
            yield path
        elif paths:
            yield beside(scenario_file(name))


_NAMED = 8
"""How many of what no test reached are named unless all are asked for."""


class Report:
    """Runs one file after another and says what came of it."""

    def __init__(self, *, accept: bool, missed: bool) -> None:
        """``accept`` writes what happened into the files; ``missed`` lists every line not reached."""
        self._accept, self._missed = accept, missed
        self._coder = Lazy(_coder)
        self._cut = False
        self.ran = self.failed = self.broken = 0

    @property
    def passed(self) -> bool:
        """Whether something was run and nothing differed."""
        return self.ran > 0 and not self.failed and not self.broken

    def take(self, file: Path) -> None:
        """Read a file of tests and run it."""
        reviewed = read_tests(file)
        if reviewed.tests is None:
            self.broken += 1
            for finding in reviewed.findings:
                self._say(str(finding), err=True)
            if not file.is_file():
                self._say("Make one from a session: mi-trainer record last > " + file.name, err=True)
            return
        outcomes = list(run(reviewed, self._coder))
        self.ran += len(outcomes)
        for outcome in outcomes:
            self._differences(file, outcome)
        wrong = [outcome for outcome in outcomes if not outcome.passed]
        if wrong and self._accept:
            wrong = self._accepted(reviewed, wrong)
        self.failed += len(wrong)
        tests = f"{len(outcomes)} test{'s' * (len(outcomes) != 1)}"
        self._say(
            f"{file}: {tests}, " + (f"{len(wrong)} differ{'s' * (len(wrong) == 1)}." if wrong else "all as expected.")
        )
        self._coverage(reviewed, outcomes)

    def _differences(self, file: Path, outcome: Outcome) -> None:
        for difference in outcome.differences:
            place = difference.place
            self._say(f"{file}:{place.line}:{place.column}: in '{one_line(outcome.test.name)}'")
            self._say(f"    {one_line(difference.message)}")

    def _accepted(self, reviewed: Reviewed, wrong: list[Outcome]) -> list[Outcome]:
        """Write what happened; the outcomes that still differ."""
        text, changed = accepted(reviewed.document, [d for outcome in wrong for d in outcome.differences])
        try:
            reviewed.file.write_text(text, "utf-8")
        except OSError as problem:
            raise click.ClickException(f"{reviewed.file} could not be written: {problem.strerror}.") from problem
        self._say(f"{reviewed.file}: {changed} value{'s' * (changed != 1)} rewritten to what happened. Read them once.")
        again = read_tests(reviewed.file)
        left = [outcome for outcome in run(again, self._coder) if not outcome.passed] if again.tests else wrong
        if left:
            self._say("    What is left cannot be accepted: a `not` that came true, or turns after the end.")
        return left

    def _coverage(self, reviewed: Reviewed, outcomes: Sequence[Outcome]) -> None:
        scenario = reviewed.scenario.scenario
        assert scenario is not None
        coverage = reached(scenario, [outcome.exchanges for outcome in outcomes])
        measures = {
            "states": (coverage.states[0], len(coverage.states[1])),
            "reactions": (coverage.reactions[0], len(coverage.reactions[1])),
            "sets of lines that take turns": (coverage.sets[0], len(coverage.sets[1])),
        }
        shares = (f"{percent(total, missed)}% of {total} {name}" for name, (total, missed) in measures.items())
        said, lines = coverage.lines
        self._say(f"    Reached: {', '.join(shares)} ({said} of {lines} lines were said).")
        for name, missing in (("states", coverage.states[1]), ("reactions", coverage.reactions[1])):
            some = missing if self._missed else missing[:_NAMED]
            more = f", and {len(missing) - len(some)} more" if len(missing) > len(some) else ""
            self._cut = self._cut or bool(more)
            if missing:
                self._say(f"    No test reached the {name}: {', '.join(some)}{more}.")
        for first, *others in coverage.sets[1] if self._missed else ():
            here = f"{reviewed.scenario.file}:{place_of(reviewed.scenario, first).line}"
            turns = f", {len(others) + 1} lines that take turns" if others else ""
            self._say(f"    not said: {here} ({first}{turns})")

    def summary(self) -> None:
        """What to say in the end."""
        if self._cut and not self._missed:
            self._say("All of what no test reached, with places: --missed")
        if not self.ran and not self.broken:
            self._say("There are no tests here. Make one from a session: mi-trainer record last > PATIENT.tests.yaml")

    def _say(self, text: str, *, err: bool = False) -> None:
        click.echo(shown(text), err=err)
