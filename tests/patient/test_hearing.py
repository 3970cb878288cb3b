"""Topics and names in a trainee's words."""

import pytest

from mi_trainer.patient.hearing import addressed, topics_in
from mi_trainer.scenario.model import Person, Scenario

TOPICS = {"withdrawal": ("dope sick", "withdrawal"), "girls": ("my girls", "kid")}


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Being DOPE  SICK at work", {"withdrawal"}),
        ("the withdrawals, and the kids' school", {"withdrawal", "girls"}),
        ("kidding aside", set()),
        ("", set()),
        ("[kid] \x1b[31m", {"girls"}),
    ],
)
def test_topics_are_heard_whole_in_any_case_and_number(text: str, heard: set[str]) -> None:
    assert topics_in(text, TOPICS) == heard


@pytest.fixture
def couple(small: Scenario) -> Scenario:
    people = {
        "rosa": Person(name="Rosa", about="wife", called=("Mrs Vidal",)),
        "teo": Person(name="Teo", about="husband"),
    }
    return small.model_copy(update={"people": people})


@pytest.mark.parametrize(
    ("text", "before", "who"),
    [
        ("Rosa, what is that like?", "teo", "rosa"),
        ("What would help, Teo?", "rosa", "teo"),
        ("And Teo: you?", "rosa", "teo"),
        ("Rosa, and Teo, thank you", "rosa", "both"),
        ("What do the two of you want from today?", "rosa", "both"),
        ("Tell me more.", "rosa", "rosa"),
        ("What does Teo do then?", "", "teo"),
        ("You worry when Teo is late.", "rosa", "rosa"),
        ("Mrs Vidal, go on", "", "rosa"),
        ("Hello", "", "both"),
        ("rosa you feel watched", "teo", "rosa"),
        ("what about you teo", "rosa", "teo"),
        ("and you teo, you waited up too", "rosa", "teo"),
        ("rosa has there been a better morning", "teo", "rosa"),
        ("Could you tell Rosa's story yourself", "teo", "teo"),
        ("teo what do you make of it", "rosa", "teo"),
        ("Teo is late and you wait", "rosa", "rosa"),
        ("Rosa and Teo, what brings you in?", "rosa", "both"),
        ("hi rosa, hi teo", "", "both"),
        ("Thank you Teo. What was that like to hear?", "rosa", "teo"),
        ("You wait up for Rosa and Teo's car", "teo", "teo"),
    ],
)
def test_whom_the_trainee_speaks_to(couple: Scenario, text: str, before: str, who: str) -> None:
    assert addressed(text, couple, before) == who


def test_alone_in_the_room_it_is_always_them(small: Scenario) -> None:
    assert addressed("Rosa, hello", small) == "lee"
