"""Quotes pasted from a word processor: told where they stand, and never taken for what they are not."""

from pathlib import Path

import pytest

from mi_trainer.scenario.reader import Reading, read
from tests.scenario.examples import BASE

SAYS = '{says: "If you say so.", talk: neutral}'


def saying(line: str) -> Reading:
    assert SAYS in BASE
    return read(Path("example.yaml"), BASE.replace(SAYS, line, 1))


@pytest.mark.parametrize("words", ["“Okay.”", "‘Okay.’", "„Okay.“", "”Okay.”"])
def test_words_in_curly_quotes_are_told_where_they_begin(words: str) -> None:
    reading = saying(f"{{says: {words}, talk: neutral}}")
    assert [f.code for f in reading.findings] == ["W114"]
    assert reading.document.line(reading.findings[0].place.line)[reading.findings[0].place.column - 1 :].startswith(
        words
    )
    assert "straight" in reading.findings[0].hint
    assert reading.scenario is not None


def test_a_comma_in_curly_quotes_is_told_as_that_and_not_as_a_key_that_nobody_wrote() -> None:
    first, second = saying("{says: “Well, okay.”, talk: neutral}").findings
    assert (first.code, second.code) == ("W114", "E101")
    assert "Curly quotes hold nothing together" in second.hint


def test_a_colon_in_curly_quotes_is_told_with_the_quotes_to_use() -> None:
    (only,) = saying("\n            says: “Well: okay.”\n            talk: neutral").findings
    assert only.code == "E105"
    assert "Curly quotes (“ ”) do not count" in only.hint


@pytest.mark.parametrize(
    "words",
    [
        '"“Okay,” she said."', '"“Okay.”"', "“No” is what she said", "“Yes” or “no”", "’Twas nothing",
        "It’s fine", "She said “no”", "‘Go’ is what he said, and it’s fine",
    ],
)  # fmt: skip
def test_quotes_that_somebody_means_are_left_alone(words: str) -> None:
    assert saying(f"\n            says: {words}\n            talk: neutral").findings == ()


def test_a_whole_page_of_them_is_read_to_its_end() -> None:
    lines = "".join(f"        - {{says: “Line {n} of it.”, talk: neutral}}\n" for n in range(300))
    reading = read(Path("example.yaml"), BASE.replace("        - " + SAYS + "\n", lines, 1))
    assert {f.code for f in reading.findings} == {"W114"}
    assert "and 100 more" in reading.findings[-1].message
