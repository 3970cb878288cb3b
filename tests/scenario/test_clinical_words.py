"""What a clinician would mind in a trainer's words, and what looks like it and is none."""

from datetime import date
from pathlib import Path

import pytest

from mi_trainer.scenario.checks.run import check
from mi_trainer.scenario.findings import Finding
from mi_trainer.scenario.reader import read
from tests.scenario.examples import BASE


def told(words: str) -> list[Finding]:
    """What is found in a coach's words for Lee, whom we also call Mr Ames."""
    coach = (
        f"states:\n  waiting:\n    coach:\n      skill: affirm\n      why: |\n        {words}\n      example: Go on.\n"
    )
    text = BASE.replace("states:\n  waiting:\n", coach, 1).replace('dry humour"', 'dry humour", called: [Mr Ames]', 1)
    return list(check(read(Path("example.yaml"), text), today=date(2026, 6, 1)).findings)


def codes(words: str) -> set[str]:
    return {finding.code for finding in told(words)}


@pytest.mark.parametrize(
    "words",
    [
        "Lee is clean now.", "Lee is not clean.", "Lee isn't clean.", "Lee's clean.", "He's clean, so he says.",
        "She has been clean for a year.", "Mr Ames was never clean.", "They have two months clean.",
        "Lee, clean for six months, came alone.", "He wants to be clean.", "We hope she stays clean.",
        "Clean and sober, he was bored.", "Lee is a drunk.", "The drunk", "Lee was the town drunk", "Drunks like Lee",
        "Do not call him a drunk: he knows.", "He is resistant and in denial.", "Lee is in denial.",
        "Opioid replacement is one way.", "Methadone replacement therapy is one way.", "Substitution therapy helps.",
        "An addict's story.", "A dirty urine.",
    ],
)  # fmt: skip
def test_a_label_is_found(words: str) -> None:
    assert codes(words) == {"W402"}


@pytest.mark.parametrize(
    "words",
    [
        "The needle is clean.", "The kitchen is clean now.", "It's clean.", "Lee's clean clothes were folded.",
        "She has clean hands.", "Lee is clean-shaven.", "The needle has to be clean.", "A clean needle, a clean break.",
        "He came clean about the money.", "They are clean, those needles.", "A drunk driver hit him.",
        "He was drunk and loud.", "Lee has drunk nothing since.", "The drunk man was somebody else.",
        "Nicotine replacement therapy is one way.", "Treatment-resistant illness.", "It is resistant to antibiotics.",
        "The ward says \"addict\" and so does he.", "Alcoholics Anonymous meets on Mondays.",
        "He speaks of 'the drunk'.", "Joint replacement, years ago.",
    ],
)  # fmt: skip
def test_what_is_no_label_is_left_alone(words: str) -> None:
    assert codes(words) == set()


@pytest.mark.parametrize(
    "words",
    ['The ward says "a junkie".', "The ward says “a junkie”.", "The ward says 'a junkie'.", "The ward says ‘a junkie’.",
     'The ward says "he is “a junkie” to us".', "“Well. The ward says “a junkie”.", "‘Well. The ward says ‘a junkie’."],
)  # fmt: skip
def test_what_stands_in_quotes_is_left_alone(words: str) -> None:
    assert codes(words) == set()


@pytest.mark.parametrize("words", ["“Hm. A junkie.", "‘Hm. A junkie.", "“Hm.” A junkie. “Hm.”", "‘Hm.’ A junkie."])
def test_a_label_outside_of_quotes_or_after_one_that_nothing_closes_is_found(words: str) -> None:
    assert codes(words) == {"W402"}


@pytest.mark.parametrize("quote", ["“", "‘", '"', "'"])
def test_quotes_that_nothing_closes_are_read_through(quote: str) -> None:
    assert "W402" in codes(f" {quote}" * 60_001 + " a junkie")  # read to the end from each, this would take minutes


@pytest.mark.parametrize(
    "words",
    [
        "Cut her Suboxone in half.", "Cutting the strip in half is fine.", "She might split her dose into two.",
        "Wait until withdrawal starts, about a day, before the first strip.", "Wait four hours between doses.",
        "Tell him to skip his methadone.", "Take two tablets.", "21 mg will do.", "One every six hours.",
    ],
)  # fmt: skip
def test_a_dose_is_found(words: str) -> None:
    assert codes(words) == {"E406"}


@pytest.mark.parametrize(
    "words",
    [
        "Cut the talk in half.", "Break it into small steps.", "Wait for an answer before the next question.",
        "He cannot wait for the bus.", "In the waiting room before her first dose she read.",
        "Split the list in two.", "Take two steps back.", "Every six weeks he comes.",
        "How she takes it is a question for the pharmacist.",
    ],
)  # fmt: skip
def test_what_is_no_dose_is_left_alone(words: str) -> None:
    assert codes(words) == set()


def test_every_dose_of_a_text_is_told_at_its_own_words() -> None:
    both = told("Take 8 mg now, then 8 mg at night. And wait\n        a day before the next strip.")
    assert [(finding.code, finding.place.column) for finding in both[:2]] == [("E406", 14), ("E406", 29)]
    assert [finding.place.line - both[0].place.line for finding in both] == [0, 0, 0]
    assert "'wait a day before the next strip'" in both[2].message


@pytest.mark.parametrize(
    "words",
    [
        "Methadone cuts overdose deaths by half.", "Buprenorphine is safe in pregnancy.",
        "Most people relapse within a year.", "Half of them drop out.", "One in three people dies of it.",
        "It halves mortality.", "Stopping lowers his risk.", "Disulfiram prevents it.", "Trials show that it works.",
        "Two thirds of the patients return to use.",
    ],
)  # fmt: skip
def test_a_claim_without_a_source_is_found(words: str) -> None:
    assert codes(words) == {"W403"}


@pytest.mark.parametrize(
    "words",
    [
        "Most people stop listening when they are pushed.", "Methadone is what Lee wants to talk about.",
        "A question cuts the talk short.", "Many people who come here are tired.", "This is a safe place.",
        "He asks whether it is safe.", "Most of them would rather be heard.", "It raises a question.",
    ],
)  # fmt: skip
def test_what_is_no_claim_is_left_alone(words: str) -> None:
    assert codes(words) == set()
