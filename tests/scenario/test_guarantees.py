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


def test_a_group_that_also_asks_for_many_times_is_asked_for_once() -> None:
    often = ", ".join(["adherent"] * 30)  # every way to choose from it each time would be 3 ** 30
    both = f"      - {{name: both, hears: reflection, also: [{often}], goto: leaves_with_plan}}\n"
    assert told(base((TALKING, TALKING + both))) == []


def test_two_groups_that_are_asked_for_together_can_be_heard() -> None:
    both = "      - {name: both, hears: non_adherent, also: [adherent, advice], goto: leaves_with_plan}\n"
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


def rivals(*reactions: str) -> list[str]:
    """What is found of reactions added to the talk, in order; what they say and do is no matter."""
    added = "".join(f"      - {{{reaction}, goto: leaves_with_plan}}\n" for reaction in reactions)
    return [one for one in told(base((TALKING, TALKING + added))) if one[:4] in {"E212", "E208"}]


@pytest.mark.parametrize(
    ("ahead", "behind"),
    [
        ("when: {discord: at most 8}", "hears: affirm, when: {discord: at most 5}"),
        ("when: {discord: at most 5}", "hears: affirm, when: {discord: at most 5}"),
        ("when: {discord: at most 5}", "hears: affirm, about: heart, when: {discord: at most 4, trust: at least 2}"),
        ("hears: [affirm, reflection], when: {trust: at least 2}", "hears: affirm, when: {trust: at least 3}"),
        ("hears: affirm, when: {turn: at least 2}", "hears: affirm, when: {turn: between 3 and 4}"),
        ("hears: affirm, when: {no_flag: risk_asked}", "hears: affirm, when: {no_flag: [risk_asked, risk_voiced]}"),
        ("hears: affirm, when: {after: [change, sustain]}", "hears: affirm, when: {after: change}"),
        ("hears: affirm, when: {importance: at least 0, trust: at most 4}", "hears: affirm, when: {trust: 4}"),
    ],
)  # fmt: skip
def test_a_reaction_that_holds_only_where_another_does_can_never_fire(ahead: str, behind: str) -> None:
    found = rivals(f"name: ahead, urgent: true, {ahead}", f"name: behind, {behind}")
    assert found == ["E212 'talking/behind' can never fire: wherever it holds, 'talking/ahead' holds as well and is "
                     "looked at first"]  # fmt: skip


@pytest.mark.parametrize(
    ("ahead", "behind"),
    [
        ("when: {discord: at most 5}", "hears: affirm, when: {discord: at most 6}"),
        ("when: {discord: at most 5, trust: at least 4}", "hears: affirm, when: {discord: at most 5}"),
        ("hears: reflection, when: {trust: at least 2}", "hears: [affirm, reflection], when: {trust: at least 3}"),
        ("hears: affirm, about: heart, when: {trust: at least 2}", "hears: affirm, when: {trust: at least 3}"),
        ("hears: affirm, unless: open_question, when: {trust: at least 2}", "hears: affirm, when: {trust: at least 3}"),
        ("hears: affirm, when: {turn: at least 3}", "hears: affirm, when: {turn: at least 2}"),
        ("hears: affirm, when: {visits: 1}", "hears: affirm, when: {turn: at least 2}"),
        ("hears: affirm, when: {no_flag: risk_asked, trust: at least 4}", "hears: affirm, when: {no_flag: risk_asked}"),
        ("hears: affirm, when: {after: change}", "hears: affirm, when: {after: [change, sustain]}"),
        ("hears: affirm, when: {after: change}", "hears: affirm, when: {trust: at least 2}"),
        ("hears: evokes_change_talk.desire", "hears: evokes_change_talk"),
        ("hears: affirm", "hears: reflection, also: adherent"),
    ],
)  # fmt: skip
def test_a_reaction_that_may_hold_where_another_does_not_is_left_alone(ahead: str, behind: str) -> None:
    assert rivals(f"name: ahead, urgent: true, {ahead}", f"name: behind, {behind}") == []


@pytest.mark.parametrize(
    ("old", "new", "whose"),
    [
        ("when: {trust: at least 4}", "when: {trust: at least 4, importance: at least 11}", "'talking/step'"),
        ('"Hm. Say that again?",', '"Hm. Say that again?", when: {importance: between 11 and 12},', "this line"),
    ],
)
def test_what_asks_for_more_than_there_is_is_told_so_at_the_number(old: str, new: str, whose: str) -> None:
    (found,) = (finding for finding in base((old, new)).findings if finding.code == "E208")
    assert found.message == (
        f"the conditions of {whose} can never hold: 11 is above 10, and importance goes from 0 to 10"
    )
