"""A scenario file read: the scenario if it can be played, and everything that is wrong with it.

Nothing is skipped in silence and nothing stops at the first problem: a file that cannot be played still says all
that the reader can see.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from mi_trainer.scenario import yaml_text
from mi_trainer.scenario.findings import Finding, Severity, did_you_mean
from mi_trainer.scenario.model import BACK, FORMAT, Line, Scenario
from mi_trainer.scenario.yaml_text import Document, KeyPath
from scoring.codes import hearable


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one file. ``scenario`` is None if any finding is an error."""

    file: Path
    scenario: Scenario | None
    findings: tuple[Finding, ...]
    document: Document
    digest: str = ""

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that keep it from being played."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)


def read(file: Path, text: str | None = None) -> Reading:
    """Read a scenario file, or the text given in its place. Never raises for what the file holds."""
    document = yaml_text.load(file, text)
    findings = list(document.findings)
    scenario = None
    unreadable = any(f.code != "E104" for f in findings)
    if not unreadable:
        if isinstance(document.value, dict):
            try:
                scenario = Scenario.model_validate(document.value)
            except ValidationError as problem:
                findings += _from_pydantic(document, problem)
            except RecursionError:  # pragma: no cover - the nesting limit comes first
                findings.append(_finding(document, "E109", (), "this goes too deep", ""))
        else:
            what = "empty" if document.value is None else f"a {_kind(document.value)}"
            findings.append(
                _finding(
                    document,
                    "E103",
                    (),
                    f"a scenario is a list of keys and values; this file is {what}",
                    "Start from `mi-trainer new`.",
                )
            )
    if scenario is not None:
        findings += references(document, scenario)
    findings.sort(key=lambda f: (f.place, f.code))
    if any(f.severity is Severity.ERROR for f in findings):
        scenario = None
    digest = hashlib.sha256(document.text.encode("utf-8", "replace")).hexdigest()[:16]
    return Reading(file, scenario, tuple(findings), document, digest)


def _finding(document: Document, code: str, path: KeyPath, message: str, hint: str, *, key: bool = False) -> Finding:
    return Finding(code, Severity.ERROR, document.file, document.place(path, key=key), message, hint)


def _kind(value: object) -> str:
    match value:
        case bool():
            return "yes-or-no value"
        case int() | float():
            return "number"
        case str():
            return "piece of text"
        case list():
            return "list"
        case dict():
            return "group of keys"
        case None:
            return "empty value"
    return type(value).__name__


def _model_at(path: KeyPath) -> type[BaseModel] | None:
    """The model that describes what stands at a path: what its right keys are."""
    at: object = Scenario
    for step in path:
        if isinstance(at, type) and issubclass(at, BaseModel) and isinstance(step, str):
            if step not in at.model_fields:
                return None
            at = at.model_fields[step].annotation
        else:
            inner = [a for a in get_args(at) if a is not Ellipsis and a is not type(None)]
            at = inner[-1] if inner else None
        while get_args(at) and type(None) in get_args(at):
            at = next(a for a in get_args(at) if a is not type(None))
        if hasattr(at, "__metadata__"):
            at = get_args(at)[0]
    return at if isinstance(at, type) and issubclass(at, BaseModel) else None


def _from_pydantic(document: Document, problem: ValidationError) -> Iterator[Finding]:
    for error in problem.errors(include_url=False):
        path = tuple(step for step in error["loc"] if step != "[key]")
        yield _translate(document, path, error)


def _translate(document: Document, path: KeyPath, error: ErrorDetails) -> Finding:
    where = str(path[-1]) if path else "scenario"
    match error["type"]:
        case "extra_forbidden":
            model = _model_at(path[:-1])
            known = list(model.model_fields) if model else []
            return _finding(document, "E101", path, f"'{where}' is no key here", did_you_mean(where, known), key=True)
        case "missing":
            stub = f"Add `{where}: ...` here. {_describe(path)}".strip()
            return _finding(document, "E102", path, f"'{where}' is missing", stub)
        case "literal_error" if path == ("format",):
            return _finding(document, "E107", path, f"format {error['input']!r} is not known",
                            f"This version reads format {FORMAT}: write `format: {FORMAT}`.")  # fmt: skip
        case "enum" | "literal_error":
            expected = str(error.get("ctx", {}).get("expected", "")).replace("'", "").replace(" or ", ", ")
            known = [name.strip() for name in expected.split(",")]
            return _finding(document, "E103", path, f"'{error['input']}' is not one of the words for '{where}'",
                            did_you_mean(str(error["input"]), known))  # fmt: skip
        case "value_error" if "unknown code" in error["msg"]:
            name = str(error["input"])
            hint = did_you_mean(name, hearable())
            return _finding(document, "E206", path, f"'{name}' is no code or mark", hint, key=isinstance(path[-1], str))
        case "value_error":
            message = error["msg"].removeprefix("Value error, ")
            return _finding(document, "E103", path, f"{where}: {message}" if path else message, "")
        case "string_too_long":
            most = error.get("ctx", {}).get("max_length")
            length = len(str(error["input"]))
            return _finding(document, "E109", path, f"'{where}' has {length:,} characters; at most {most} fit",
                            "Break it into several lines or shorten it.")  # fmt: skip
        case "string_pattern_mismatch":
            return _finding(document, "E103", path, f"'{error['input']}' cannot be a name",
                            "Use small letters, digits and underscores (an id: hyphens), a letter first.",
                            key="[key]" in error["loc"])  # fmt: skip
    expected = error["msg"].replace("Input should be", "should be")
    return _finding(document, "E103", path, f"'{where}' {expected}, but this is a {_kind(error['input'])}",
                    _describe(path))  # fmt: skip


def _describe(path: KeyPath) -> str:
    model = _model_at(path[:-1])
    key = path[-1] if path else None
    if model and isinstance(key, str) and key in model.model_fields:
        return model.model_fields[key].description or ""
    return ""


def references(document: Document, scenario: Scenario) -> Iterator[Finding]:
    """Names that point at nothing: states, people, topics and flags."""
    if scenario.id != document.file.name.removesuffix(".yaml") and document.file.suffix == ".yaml":
        yield _finding(document, "E106", ("id",), f"the id is '{scenario.id}', the file's name says "
                       f"'{document.file.stem}'", f"Name the file {scenario.id}.yaml, or change the id.")  # fmt: skip
    for path, state in gotos(scenario):
        if state not in scenario.states and not (state == BACK and _may_go_back(scenario, path)):
            hint = did_you_mean(state, scenario.states)
            if state == BACK:
                hint = "'back' leaves the safety lane: use it in a state of process safety."
            yield _finding(document, "E201", path, f"there is no state '{state}'", f"{hint} {_stub(state)}".strip())
    people = set(scenario.people)
    for path, line in lines(scenario):
        for n, saying in enumerate((line, *line.then)):
            at = (*path, "then", n - 1) if n else path
            if saying.speaker is None and len(people) > 1:
                yield _finding(document, "E309", at, "nobody is named as the speaker, and several people are here",
                               "Add `speaker: " + " or ".join(sorted(people)) + "`.")  # fmt: skip
            elif saying.speaker is not None and saying.speaker not in people:
                yield _finding(document, "E309", (*at, "speaker"), f"'{saying.speaker}' is not among the people",
                               did_you_mean(saying.speaker, people))  # fmt: skip
    for path, names, known, what in _named(scenario):
        for n, name in enumerate(names):
            if name not in known:
                at = (*path, n) if (*path, n) in document.places else path
                yield _finding(document, "E207", at, f"there is no {what} '{name}'", did_you_mean(name, known))


def _stub(state: str) -> str:
    if state == BACK:
        return ""
    return (
        f"Or add it:\n      {state}:\n        process: evoking\n        otherwise:\n"
        f'          lines:\n            - {{says: "...", talk: neutral}}'
    )


def _may_go_back(scenario: Scenario, path: KeyPath) -> bool:
    state = scenario.states.get(str(path[1])) if path[0] == "states" else None
    return state is not None and state.process == "safety"


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


def _named(scenario: Scenario) -> Iterator[tuple[KeyPath, tuple[str, ...], set[str], str]]:
    topics, people, flags = set(scenario.topics), {*scenario.people, "both"}, set(scenario.flags)
    paths: list[tuple[KeyPath, object]] = [(("anywhere", n), r) for n, r in enumerate(scenario.anywhere)]
    for name, state in scenario.states.items():
        paths += [(("states", name, "reactions", n), r) for n, r in enumerate(state.reactions)]
    for path, reaction in paths:
        yield (*path, "about"), reaction.about, topics, "topic"  # type: ignore[attr-defined]
        yield (*path, "to"), reaction.to, people, "person"  # type: ignore[attr-defined]
        yield (*path, "clears"), reaction.clears, flags, "flag that anything sets:"  # type: ignore[attr-defined]
        if reaction.when:  # type: ignore[attr-defined]
            for key in ("flag", "no_flag"):
                yield (*path, "when", key), getattr(reaction.when, key), flags, "flag that anything sets:"  # type: ignore[attr-defined]
    for path, line in lines(scenario):
        if line.when:
            for key in ("flag", "no_flag"):
                yield (*path, "when", key), getattr(line.when, key), flags, "flag that anything sets:"
