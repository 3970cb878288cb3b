"""What the walk promises beyond one example for each code: conditions on visits, details of marks, names."""

from datetime import date
from pathlib import Path

import pytest

from mi_trainer.scenario.checks.run import Checked, check
from mi_trainer.scenario.moves import coding_of, move
from mi_trainer.scenario.reader import read
from tests.scenario.examples import BASE

TODAY = date(2026, 6, 1)
TALKING = "      - {name: step, hears: planning, when: {trust: at least 4}, goto: leaves_with_plan}\n"
WAITING = "      - {name: heart_named, hears: reflection, about: heart, goto: talking}\n"


def base(*changes: tuple[str, str]) -> Checked:
    text = BASE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return check(read(Path("example.yaml"), text), today=TODAY)


def told(result: Checked) -> list[str]:
    return [f"{finding.code} {finding.message}" for finding in result.findings]


@pytest.mark.parametrize("visits", ["at least 2", "2", "between 2 and 4"])
def test_a_second_visit_is_never_made_to_a_state_that_nobody_comes_back_to(visits: str) -> None:
    again = f"      - {{name: again, hears: affirm, when: {{visits: {visits}}}, goto: leaves_with_plan}}\n"
    never = told(base((TALKING, TALKING + again), ("anywhere:\n  - {name: pushed, hears: confront, goto: shut}\n", ""),
                      (WAITING, WAITING + "      - {name: pushed, hears: confront, goto: shut}\n")))  # fmt: skip
    assert any(one.startswith("E208 the conditions of 'talking/again'") and "twice" in one for one in never)
    assert told(base((TALKING, TALKING + again))) == []  # a push leads out of the talk, and an apology back


def test_what_only_a_second_visit_would_open_is_never_opened() -> None:
    once = told(base(
        ("anywhere:\n  - {name: pushed, hears: confront, goto: shut}\n", ""),
        (WAITING, WAITING.replace("goto: talking", "when: {visits: at least 2}, goto: talking")),
    ))  # fmt: skip
    assert any(one.startswith("E202 nobody can reach the state 'talking'") for one in once)


def test_two_details_of_one_mark_are_heard_together() -> None:
    coding = coding_of(["safety_inquiry.suicide", "safety_inquiry.overdose"])
    assert coding.hears("safety_inquiry.suicide")
    assert coding.hears("safety_inquiry.overdose")
    assert [mark.detail for mark in coding_of(["safety_inquiry"]).marks] == ["suicide"]
    assert [mark.detail for mark in coding_of(["safety_inquiry", "safety_inquiry.violence"]).marks] == ["violence"]
    assert move("safety_inquiry.suicide", "safety_inquiry.overdose").heard >= {
        "safety_inquiry", "safety_inquiry.suicide", "safety_inquiry.overdose",
    }  # fmt: skip


def test_a_reaction_that_asks_for_two_details_of_one_mark_can_fire() -> None:
    both = (
        "      - {name: both, hears: evokes_change_talk.desire, also: evokes_change_talk.reasons, "
        "goto: leaves_with_plan}\n"
    )
    assert told(base((TALKING, TALKING + both))) == []


@pytest.mark.parametrize(
    ("name", "says"), [("step", "two reactions here are called 'step'"), ("otherwise", "cannot be called 'otherwise'")]
)
def test_reactions_of_one_place_have_names_of_their_own(name: str, says: str) -> None:
    double = f"      - {{name: {name}, hears: affirm, goto: leaves_with_plan}}\n"
    result = base((TALKING, TALKING + double))
    assert [finding.code for finding in result.findings] == ["E104"]
    assert says in result.findings[0].message


def test_the_same_name_in_two_places_is_fine() -> None:
    assert told(base((TALKING, TALKING + "      - {name: heard, hears: affirm, goto: leaves_with_plan}\n"))) == []
