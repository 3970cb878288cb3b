"""A file with errors is checked as far as it can be read: its words, what was written first at a key, who is named."""

from datetime import date
from pathlib import Path

import pytest

from mi_trainer.scenario.checks.run import check
from mi_trainer.scenario.findings import Finding
from mi_trainer.scenario.reader import read
from tests.scenario.examples import BASE

LINE = "start: waiting\n"
COACH = "states:\n  waiting:\n    coach: {skill: affirm, why: %s, example: You came.}\n"
STATE = """  %s:
    process: evoking
    %s
    otherwise:
      lines:
        - {says: "A first thing to say.", talk: %s}
        - {says: "Something else again.", talk: neutral}
        - {says: "Third and last of these.", talk: neutral}
"""


def found(*changes: tuple[str, str]) -> list[Finding]:
    text = BASE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return list(check(read(Path("example.yaml"), text), today=date(2026, 6, 1)).findings)


def codes(*changes: tuple[str, str]) -> list[str]:
    return sorted(finding.code for finding in found(*changes))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("states:\n  waiting:\n", COACH % "Lee is an addict and came"), "W402"),
        (("states:\n  waiting:\n", COACH % "Start with 21 mg of it"), "E406"),
        (("states:\n  waiting:\n", COACH % "Stopping lowers the risk for Lee"), "W403"),
        (("reviewed_on: 2026-01-15", "reviewed_on: null"), "A407"),
        (("reviewed_on: 2026-01-15", "reviewed_on: 2024-01-15"), "W404"),
        (('"If you say so."', '"TODO"'), "W308"),
        (('"If you say so."', f'"{"I do go on and on, " * 25}"'), "W303"),
        (('"Hm. Say that again?"', '"Something like that, you could say, it passes the shift now."'), ""),
        (('"That\'s my bus."', '"I lay there and counted the ceiling."'), "W302"),
    ],
)
def test_words_are_read_in_a_file_with_errors_too(change: tuple[str, str], code: str) -> None:
    sound, broken = codes(change), codes(change, ("title:", "titel:"), ("goto: shut", "goto: shutt"))
    assert sound == ([code] if code else [])
    assert broken == sorted(["E101", "E102", "E201", *sound])


def test_a_word_in_a_file_with_errors_is_told_where_it_stands() -> None:
    brief = ("brief: Lee, 52,", "breif: x\nbrief: |\n  Lee, 52.\n  No alcoholic,")
    label = next(finding for finding in found(brief) if finding.code == "W402")
    assert label.place == (11, 6)


def test_a_misspelt_list_of_sources_is_not_held_against_a_claim() -> None:
    claim = ("states:\n  waiting:\n", COACH % "Stopping lowers the risk for Lee")
    assert codes(claim, ("jurisdiction: any", "jurisdiction: any\n  sorces: [tip-35]")) == ["E101"]


def test_a_state_that_nothing_names_is_told_beside_errors() -> None:
    attic = ("  shut:\n", STATE % ("attic", "reactions: [{hears: affirm, goto: shut}]", "neutral") + "  shut:\n")
    told = found(attic, ("title:", "titel:"))
    assert [f.code for f in told] == ["E102", "E101", "E202"]
    assert "'attic'" in told[-1].message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("goto: talking", "goto: talkin"),
        ("goto: talking", "gooto: talking"),
        ("goto: talking", "goto:"),
        ("start: waiting", "start: wating"),
        ("goto: bus_leaves", "to: bus_leaves"),
    ],
)
def test_a_state_whose_name_is_only_misspelt_is_not_said_to_be_out_of_reach(old: str, new: str) -> None:
    assert "E202" not in codes((old, new))


def test_what_stands_first_where_a_name_is_written_twice_is_read_as_well() -> None:
    first = STATE % ("talking", "reactions: [{name: a, hears: reflexion, goto: shutt}]", "positive")
    twice = found(("  talking:\n", first + "  talking:\n"))
    assert [f.code for f in twice] == ["E206", "E201", "E103", "E104"]
    assert [f.place.line for f in twice] == [51, 51, 54, 57]
    assert codes(("  talking:\n", STATE % ("talking", "note: A drunk.", "neutral") + "  talking:\n")) == [
        "E104",
        "W402",
    ]


def test_what_either_of_two_copies_declares_is_declared() -> None:
    twice = ("topics:\n", "topics:\n  bus: [bus]\ntopics:\n")
    assert codes(twice, ("hears: planning,", "hears: planning, about: bus,")) == ["E104"]


def test_allowances_hold_in_a_file_with_errors_and_are_not_unused_for_what_was_not_looked_for() -> None:
    label = ("brief: Lee, 52,", "# allow W402: the ward's word\nbrief: Lee, 52, an alcoholic,")
    later = ("  talking:\n", "  talking:  # allow W305: so it is\n")
    assert codes(label, later, ("title:", "titel:")) == ["E101", "E102"]
    assert codes(("brief: ", "# allow W402: none is there\nbrief: "), ("title:", "titel:")) == ["E101", "E102", "W112"]


def test_naloxone_is_missed_in_a_file_with_errors_only_if_it_stands_nowhere() -> None:
    methadone = ("topic: smoking", "topic: methadone, a taper")
    assert codes(methadone) == ["W405"]
    assert codes(methadone, ("title:", "titel:")) == ["E101", "E102", "W405"]
    assert codes(methadone, ("format: 1", "format: 1\ndebreif: Naloxone belongs in the house.")) == ["E101"]
