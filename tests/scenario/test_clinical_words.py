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
        "She got clean last year.", "He stays clean.", "He stays clean", "He was resistant and sat down.",
        "Lee is resistant to change.", "A resistant patient came.", "Resistant to any change, he left.",
        "Lee is resistant to talking about it.", "A resistant young man.", "He seems resistant.",
        "She got clean to keep her job.", "He got clean three years ago.", "She was getting clean, slowly.",
        "Lee got clean after her mother died.", "He kept clean for her.", "Lee is resistant to the idea.",
        "Resistant at first, he talked.",
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
        "She keeps clean works in a tin.", "He keeps clean shirts.", "The house is kept clean.",
        "He gets clean needles at the exchange.", "The phone is water resistant.", "He was resistant to cold.",
        "She is resistant to the cold.", "Resistant strains are rare.", "A fire resistant blanket.",
        "The ward saw a resistant infection.", "He got clean sheets.", "The dishes were kept clean.",
        "It is resistant to washing.", "He was resistant to cold during the war.", "The house is always kept clean.",
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
        "take 8 mg every six hours", "Give the tablet every eight hours.", "Take it every 6 hours.",
        "Every six hours she takes a strip.", "Take 5 ml now.", "5 ml of methadone.", "Cut the strip in two.",
        "Cut the strip into three pieces.", "Wait outside for two hours before your first dose.",
        "Wait a day before the next dose is taken.", "A strip under the tongue, one strip every six hours.",
        "Wait at least a day before the next strip", "A 60 ml bottle of methadone.", "Cut the strip in two every day.",
        "A tablet every twelve hours",
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
        "The clinic cut her medication in three months.", "They cut his dose in two years.",
        "Wait in the queue before the medication window opens.",
        "You wait outside, and it is cold, before the dose is handed out.", "The baby wakes every four hours.",
        "A 330 ml can.", "The baby is fed every 4 hours.", "A nurse looks in every six hours.",
        "They cut his dose in two or three months.", "A 500 ml bottle of beer.", "He drinks 500 ml of vodka.",
        "Wait until the medication window opens.", "They cut her dose in half a year.",
        "You wait before the dose is handed out.",
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
        "Half of the patients died within a year.", "Many of those who leave prison die.",
        "Most patients who stop their medication relapse.",
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
        "Half of the people he knew have died.", "Few of them died.", "Most people who ask him die of boredom.",
        "Most of the people she met died.", "Many of them have died.",
    ],
)  # fmt: skip
def test_what_is_no_claim_is_left_alone(words: str) -> None:
    assert codes(words) == set()
