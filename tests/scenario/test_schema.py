"""The schema is the model's, a real validator takes every scenario by it, and it agrees with the reader."""

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.validators import validator_for

from mi_trainer.scenario.library import files, shipped
from mi_trainer.scenario.reader import read
from mi_trainer.scenario.schema import FILE, generated, schema
from mi_trainer.scenario.yaml_text import load
from scoring.codes import BEHAVIOURS, Behaviour, hearable
from tests.conftest import DATA

VALIDATOR = Draft202012Validator(schema())
SCENARIOS = [*files(shipped()), DATA / "small.yaml", Path(__file__).parents[2] / "docs" / "findings" / "base.yaml"]
BY_VALUE = {"E101", "E102", "E103", "E107", "E109", "E206"}
"""Findings about a value by itself: what a schema can see."""


def test_it_is_a_schema_and_says_which() -> None:
    assert validator_for(schema()) is Draft202012Validator
    meta = Draft202012Validator(Draft202012Validator.META_SCHEMA)
    assert [error.message for error in meta.iter_errors(schema())] == []
    assert [error.message for error in meta.iter_errors({**schema(), "properties": []})] != []


def test_the_file_beside_the_scenarios_is_the_one_generated() -> None:
    assert (shipped() / FILE).read_text("utf-8") == generated(), f"run: mi-trainer schema > scenarios/{FILE}"


@pytest.mark.parametrize("file", SCENARIOS, ids=lambda p: p.stem)
def test_a_real_validator_takes_every_scenario(file: Path) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(load(file).value)] == []


@pytest.mark.parametrize("file", list(files(shipped())), ids=lambda p: p.stem)
def test_shipped_scenarios_name_the_schema_for_editors(file: Path) -> None:
    assert file.read_text("utf-8").startswith(f"# yaml-language-server: $schema=./{FILE}\n")


def test_every_code_can_be_completed_with_its_definition() -> None:
    codes = schema()["$defs"]["Code"]
    assert codes["enum"] == list(hearable())
    told = dict(zip(codes["enum"], codes["enumDescriptions"], strict=True))
    assert BEHAVIOURS[Behaviour.AFFIRM].definition in told["affirm"]
    for part, key in (("Reaction", "hears"), ("Reaction", "also"), ("Reaction", "unless"), ("Coach", "skill")):
        assert "#/$defs/Code" in json.dumps(schema()["$defs"][part]["properties"][key])


ODD: list[Any] = [
    None, True, False, 0, -1, 1, 3, 7, 2.5, 12, 300, 10**15, "", " ", "x", "X", "a b", "at least 4", "at most 99",
    "over 3", "between 2 and 5", "planning", "safety_inquiry.suicide", "change", "2026-01-31", "2026-1-31", "x" * 61,
    "x" * 250, "x" * 700, [], ["planning"], ["x"], [1], [[]], {}, {"x": 1}, {"trust": 1},
    {"says": "Yes.", "talk": "neutral"},
]  # fmt: skip


def nodes(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The paths of everything inside a value."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(deeper for key, one in inside for deeper in nodes(one, (*path, key)))]


def mutated(value: Any, chance: random.Random) -> Any:
    """The value with one thing replaced, taken out, added or renamed."""
    changed = copy.deepcopy(value)
    path = chance.choice(nodes(changed)[1:])
    around = changed
    for key in path[:-1]:
        around = around[key]
    match chance.randrange(6):
        case 0 | 1 | 2:
            around[path[-1]] = copy.deepcopy(chance.choice(ODD))
        case 3:
            del around[path[-1]]
        case 4 if isinstance(around, dict):
            around[chance.choice(["zz", "when", "lines", "ending", "goto", "x" * 61, "Big"])] = copy.deepcopy(
                chance.choice(ODD)
            )
        case _ if isinstance(around, dict):
            around[f"{path[-1]}x"] = around.pop(path[-1])
        case _:
            around.append(copy.deepcopy(chance.choice(ODD)))
    return changed


@pytest.mark.parametrize("seed", range(6))
def test_reader_and_schema_agree_on_mutated_scenarios(seed: int) -> None:
    chance = random.Random(seed)
    sound = load(DATA / "small.yaml").value
    for _ in range(30):
        value = mutated(sound, chance)
        reading = read(Path("small.yaml"), json.dumps(value))
        refused = [f for f in reading.findings if f.code in BY_VALUE]
        errors = [error.message for error in VALIDATOR.iter_errors(load(Path("small.yaml"), json.dumps(value)).value)]
        assert bool(errors) == bool(refused), (errors[:2], refused[:2])
