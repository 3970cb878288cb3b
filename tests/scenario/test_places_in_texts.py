"""What is wrong inside a text of several lines is told on its own line, and can still be allowed at the key."""

from pathlib import Path

import pytest

from mi_trainer.scenario.checks.run import check
from mi_trainer.scenario.library import shipped
from mi_trainer.scenario.reader import read

DANA = (shipped() / "first-visit.yaml").read_text("utf-8")
HEAD = "brief: |\n"
LABELLED = "brief: |\n  Her sister drove.\n\n    A clinic for addicts, says the sign, opened in May.\n"


def found(text: str, code: str) -> list[tuple[int, int]]:
    findings = check(read(Path("first-visit.yaml"), text)).findings
    return [(f.place.line, f.place.column) for f in findings if f.code == code]


def where(text: str, words: str) -> tuple[int, int]:
    before = text[: text.index(words)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


@pytest.mark.parametrize("style", ["|", ">", "|-", ">+"])
def test_a_label_in_the_brief_is_told_on_its_line(style: str) -> None:
    text = DANA.replace(HEAD, LABELLED.replace("|", style), 1)
    assert found(text, "W402") == [where(text, "addicts")]


def test_a_dose_in_a_text_on_one_line_is_told_at_its_words() -> None:
    text = DANA.replace("title: ", "title: Take 8 mg twice a day, ", 1)
    assert found(text, "E406") == [where(text, "8 mg")]


@pytest.mark.parametrize(
    "allowed", ["brief: |  # allow W402: a sign's words\n", "# allow W402: a sign's words\nbrief: |\n"]
)
def test_it_can_be_allowed_where_the_text_begins(allowed: str) -> None:
    text = DANA.replace(HEAD, LABELLED.replace(HEAD, allowed), 1)
    assert found(text, "W402") == []
    assert found(text, "W112") == [], "the allowance is needed"


def test_an_allowance_on_one_text_does_not_reach_the_next() -> None:
    text = DANA.replace(HEAD, LABELLED, 1).replace("title: ", "# allow W402: not here\ntitle: ", 1)
    assert found(text, "W402") == [where(text, "addicts")]
    assert len(found(text, "W112")) == 1
