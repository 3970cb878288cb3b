"""Which of AnnoMI's families a turn belongs to: a typed one to a family of its codes."""

import pytest

from scoring.coder import Coder
from scoring.codes import Behaviour, Family
from scoring.families import agreeing, family


@pytest.mark.parametrize(
    ("codes", "heard", "main"),
    [
        ("question", "reflection", "question"),
        ("question complex_reflection", "reflection", "reflection"),
        ("question complex_reflection", "input", "question"),
        ("persuade", "reflection", "input"),
        ("persuade affirm", "other", "other"),
        ("emphasize_autonomy", "reflection", "other"),
        ("", "reflection", "other"),
    ],
)
def test_the_family_of_a_typed_turn_is_one_of_its_codes(codes: str, heard: str, main: str) -> None:
    assert agreeing(Family(heard), [Behaviour(code) for code in codes.split()]) is Family(main)


@pytest.mark.parametrize(
    "line",
    [
        "You should just stop altogether.",
        "It's up to you what you do with it.",
        "what would you like to change",
        "asdf",
    ],
)
def test_what_the_coder_says_of_a_typed_line_agrees_with_itself(line: str) -> None:
    coding = Coder.load().code(line)
    assert coding.main in {family((code,)) for code in coding.behaviours} | {family(coding.behaviours)}
