"""A scenario file read: the scenario if it can be played, and everything that is wrong with it.

Nothing is skipped in silence and nothing stops at the first problem: a file that cannot be played still says all
that the reader can see.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from mi_trainer.scenario import yaml_text
from mi_trainer.scenario.checks.catalogue import found
from mi_trainer.scenario.collecting import collected_later
from mi_trainer.scenario.findings import Finding, Severity
from mi_trainer.scenario.model import Line, Scenario
from mi_trainer.scenario.names import unknown_names
from mi_trainer.scenario.wording import kind_of, translated
from mi_trainer.scenario.yaml_text import MAX_ALIKE, Document, KeyPath

_READABLE = frozenset({"E104", "E110", "W114"})
"""Findings of the text that leave values worth looking at."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one file. ``scenario`` is None if any finding is an error."""

    file: Path
    scenario: Scenario | None
    findings: tuple[Finding, ...]
    document: Document
    digest: str = ""

    @property
    def read_through(self) -> bool:
        """Whether the file was read to its end, and holds the keys and values that a scenario is made of."""
        return isinstance(self.document.value, dict)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep it from being played."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)


@collected_later()
def read(file: Path, text: str | None = None) -> Reading:
    """Read a scenario file, or the text given in its place. Never raises for what the file holds."""
    document = yaml_text.load(file, text)
    findings, scenario = list(document.findings), None
    if all(f.code in _READABLE for f in findings):
        scenario, more = _modelled(document)
        findings += more
    findings = limited(findings)
    if any(f.severity is Severity.ERROR for f in findings):
        scenario = None
    digest = hashlib.sha256(document.text.encode("utf-8", "replace")).hexdigest()[:16]
    return Reading(file, scenario, tuple(findings), document, digest)


def _modelled(document: Document) -> tuple[Scenario | None, list[Finding]]:
    if not isinstance(document.value, dict):
        what = "empty" if document.value is None else kind_of(document.value)
        message = f"a scenario is a list of keys and values; this file is {what}"
        return None, [found("E103", document.file, document.place(()), message, "Start from `mi-trainer new`.")]
    scenario: Scenario | None = None
    findings: list[Finding] = []
    for version in document.versions():
        try:
            scenario = Scenario.model_validate(version.value)
        except ValidationError as problem:
            findings += (f for f in translated(version, problem) if version.speaks_for(f.place))
    return scenario, [*findings, *unknown_names(document)]


def limited(findings: Iterable[Finding]) -> list[Finding]:
    """The findings in the order of the file; of one code in one file so many, and then a count of the rest."""
    kept: list[Finding] = []
    seen: Counter[tuple[Path, str]] = Counter()
    for finding in sorted(findings, key=lambda f: (f.file, f.place, f.code, f.message)):
        seen[finding.file, finding.code] += 1
        if seen[finding.file, finding.code] <= MAX_ALIKE:
            kept.append(finding)
    for (file, code), number in seen.items():
        if number > MAX_ALIKE:
            last = next(f for f in reversed(kept) if f.code == code and f.file == file)
            more = f"and {number - MAX_ALIKE:,} more like this one in the file"
            kept.insert(kept.index(last) + 1, found(code, file, last.place, more, "Mend these first."))
    return kept


def gotos(scenario: Scenario) -> Iterator[tuple[KeyPath, str]]:
    """Every place that names a state, with the name."""
    yield ("start",), scenario.start
    yield ("time", "goto"), scenario.time.goto
    for n, reaction in enumerate(scenario.anywhere):
        if reaction.goto:
            yield ("anywhere", n, "goto"), reaction.goto
    for name, state in scenario.states.items():
        for n, reaction in enumerate(state.reactions):
            if reaction.goto:
                yield ("states", name, "reactions", n, "goto"), reaction.goto
        if state.otherwise and state.otherwise.goto:
            yield ("states", name, "otherwise", "goto"), state.otherwise.goto


def lines(scenario: Scenario) -> Iterator[tuple[KeyPath, Line]]:
    """Every line that can be said, with its path."""
    for n, line in enumerate(scenario.pauses):
        yield ("pauses", n), line
    for n, reaction in enumerate(scenario.anywhere):
        for m, line in enumerate(reaction.lines):
            yield ("anywhere", n, "lines", m), line
    for name, state in scenario.states.items():
        at: KeyPath = ("states", name)
        for n, line in enumerate(state.opens):
            yield (*at, "opens", n), line
        for n, reaction in enumerate(state.reactions):
            for m, line in enumerate(reaction.lines):
                yield (*at, "reactions", n, "lines", m), line
        for n, line in enumerate(state.otherwise.lines if state.otherwise else ()):
            yield (*at, "otherwise", "lines", n), line
