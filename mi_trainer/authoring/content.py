"""``FILE.tests.yaml``: what an author expects of a scenario, as it is written and as it is read."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, BeforeValidator, Field, ValidationError, model_validator

from mi_trainer.authoring.origins import reaction_paths
from mi_trainer.authoring.standing import DISPOSITION
from mi_trainer.patient.hearing import BOTH
from mi_trainer.scenario import yaml_text
from mi_trainer.scenario.checks.catalogue import found
from mi_trainer.scenario.files import TESTS
from mi_trainer.scenario.findings import Finding, did_you_mean
from mi_trainer.scenario.model import (
    Hears,
    Level,
    Name,
    Names,
    Outcome,
    Part,
    Prose,
    RangeField,
    Scenario,
    Short,
)
from mi_trainer.scenario.reader import Reading, limited, read
from mi_trainer.scenario.wording import translated
from mi_trainer.scenario.yaml_text import Document, KeyPath
from scoring.codes import ClientTalk


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Values(Part):
    """Some of trust, importance, confidence and discord, each from 0 to 10."""

    trust: Level | None = None
    importance: Level | None = None
    confidence: Level | None = None
    discord: Level | None = None

    def given(self) -> dict[str, float]:
        """Those that are set."""
        return {name: value for name in DISPOSITION if (value := getattr(self, name)) is not None}


class Ranges(Part):
    """What some of trust, importance, confidence and discord must be: a number, ``at least 4``, ``between 2 and 5``."""

    trust: RangeField | None = None
    importance: RangeField | None = None
    confidence: RangeField | None = None
    discord: RangeField | None = None


class Expected(Part):
    """What must hold after a turn. Everything that is left out may be anything."""

    state: Name | None = Field(None, description="The state that the patient is in.")
    says: Annotated[tuple[Short, ...], BeforeValidator(_listed)] = Field(
        (), description="A line that is said, or a part of one; several must all be said."
    )
    talk: Annotated[tuple[ClientTalk, ...], BeforeValidator(_listed)] = Field(
        (), description="The kinds of talk that are heard in the reply, all of them."
    )
    disposition: Ranges | None = Field(None, description="Where it leaves the patient, each from 0 to 10.")
    ending: Outcome | None = Field(None, description="The outcome, if the conversation is over.")
    reaction: Short | None = Field(None, description="The reaction that fires: state/name, or anywhere/name.")


class Turn(Expected):
    """One turn of a trainee, as codes or as words, and what must follow from it."""

    codes: Hears | None = Field(None, description="What is heard, whatever the coder would make of any words.")
    about: Names = Field((), description="With codes: the topics the words touch.")
    to: Name | None = Field(None, description="With codes: who is addressed, or both.")
    text: Prose | None = Field(None, description="What is typed: the coder hears it as it hears a trainee.")
    not_: Expected | None = Field(None, alias="not", description="What must not follow.")

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.codes is None) == (self.text is None):
            raise ValueError("a turn has either codes or text")
        if self.text is not None and (self.about or self.to):
            raise ValueError("about and to go with codes; with text they are read from the words")
        return self


class Test(Part):
    """One conversation, or a piece of one."""

    name: Short = Field(description="What it shows, in your words.")
    seed: int = Field(1, strict=True, description="The same seed gives the same lines.")
    from_: Name | None = Field(None, alias="from", description="The state to begin in; else the scenario's start.")
    set: Values = Field(Values(), description="How the patient is disposed at the beginning, where it differs.")
    flags: Names = Field((), description="Flags that are set at the beginning.")
    turns: Annotated[tuple[Turn, ...], Field(min_length=1)]


class Tests(Part):
    """A file of tests for the scenario it stands beside."""

    scenario: Short | None = Field(None, description="The scenario's file, if it is not the one of the same name.")
    tests: Annotated[tuple[Test, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A file of tests as read. ``tests`` is None if any finding is an error, in it or in the scenario."""

    file: Path
    tests: Tests | None
    findings: tuple[Finding, ...]
    document: Document
    scenario: Reading


def beside(scenario: Path) -> Path:
    """The file of tests that belongs to a scenario's file."""
    return scenario.with_name(scenario.name.removesuffix(".yaml").removesuffix(".yml") + TESTS)


def read_tests(file: Path, text: str | None = None) -> Reviewed:
    """Read a file of tests, and the scenario it is for. Never raises for what the files hold."""
    document = yaml_text.load(file, text)
    findings, tests = list(document.findings), None
    value = document.value if isinstance(document.value, dict) else {}
    if not findings and not isinstance(document.value, dict):
        findings.append(found("E102", file, document.place(()), "there are no tests in this file",
                              "Begin with:\ntests:\n  - name: what it shows\n    turns:\n"
                              "      - {codes: reflection, state: name_of_a_state}"))  # fmt: skip
    elif not findings:
        try:
            tests = Tests.model_validate(value)
        except ValidationError as problem:
            findings += (_known_key(finding) for finding in translated(document, problem))
    named = value.get("scenario")
    own = file.parent / (named if isinstance(named, str) else file.name.removesuffix(TESTS) + ".yaml")
    scenario = read(own)
    if scenario.scenario is None:
        findings += scenario.errors
    elif tests:
        findings += _unknown_names(document, tests, scenario.scenario)
    return Reviewed(file, None if findings else tests, tuple(limited(findings)), document, scenario)


def _known_key(finding: Finding) -> Finding:
    if finding.code != "E101":
        return finding
    key = finding.message.partition("'")[2].partition("'")[0]
    return replace(finding, hint=did_you_mean(key, _KEYS))


def _keys(*models: type[BaseModel]) -> list[str]:
    return [field.alias or name for model in models for name, field in model.model_fields.items()]


_KEYS = _keys(Tests, Test, Turn, Ranges)


def _unknown_names(document: Document, tests: Tests, scenario: Scenario) -> Iterator[Finding]:
    """Names in the tests that the scenario does not have, with the nearest it has."""

    def check(
        code: str, path: KeyPath, name: str | None, known: set[str] | frozenset[str], what: str
    ) -> Iterator[Finding]:
        if name is not None and name not in known:
            yield found(code, document.file, document.place(path), f"there is no {what} '{name}' in the scenario",
                        did_you_mean(name, known))  # fmt: skip

    states, rules = set(scenario.states), set(reaction_paths(scenario)) | {"time"}
    topics, people = set(scenario.topics), {*scenario.people, BOTH}
    for n, test in enumerate(tests.tests):
        at: KeyPath = ("tests", n)
        yield from check("E201", (*at, "from"), test.from_, states, "state")
        for flag in test.flags:
            yield from check("E209", (*at, "flags"), flag, scenario.flags, "flag")
        for m, turn in enumerate(test.turns):
            here: KeyPath = (*at, "turns", m)
            for topic in turn.about:
                yield from check("E207", (*here, "about"), topic, topics, "topic")
            yield from check("E207", (*here, "to"), turn.to, people, "person")
            for place, expected in ((here, turn), ((*here, "not"), turn.not_)):
                if expected is not None:
                    yield from check("E201", (*place, "state"), expected.state, states, "state")
                    yield from check("E207", (*place, "reaction"), expected.reaction, rules, "reaction")
