"""Blame, a verdict or a label that is taken off the person is no confrontation; the same words turned on them are."""

import pytest

from scoring.coder import Coder
from scoring.codes import Behaviour, Mark

KIND = [
    "this isn't your fault",
    "It was never your fault.",
    "none of this is your fault",
    "I don't think you're lying",
    "nobody thinks you're crazy",
    "No one here says you're an addict.",
    "you aren't weak",
    "ur not a bad mum",
    "i dont see you as an addict",
    "A relapse isn't a failure.",
    "Taking insulin doesn't mean you failed.",
    "They call you an addict, and that's not who you are.",
    "It sounds like you're only here because your sister made you.",
    "sounds like you've had it with people like me",
    "You're useless, you say.",
    "you say youre useless",
]
UNKIND = [
    "This is your own fault.",
    "You're lying.",
    "You're weak, that's all it is.",
    "You're a bad mother.",
    "you are an addict and you know it",
]


@pytest.fixture(scope="module")
def coder() -> Coder:
    return Coder.load()


@pytest.mark.parametrize("line", KIND)
def test_what_is_taken_off_the_person_is_no_confrontation(coder: Coder, line: str) -> None:
    coding = coder.code(line)
    assert Behaviour.CONFRONT not in coding.behaviours
    assert not {Mark.LABELLING, Mark.INSULT} & {found.mark for found in coding.marks}


@pytest.mark.parametrize("line", UNKIND)
def test_what_is_put_on_the_person_is_one(coder: Coder, line: str) -> None:
    assert Behaviour.CONFRONT in coder.code(line).behaviours


@pytest.mark.parametrize(
    "line",
    [
        "You're not a junkie. But you are a liar.",
        "It's not your fault, it's your own fault and nobody else's.",
        "You say you're a failure, and honestly you are.",
    ],
)
def test_a_denial_does_not_excuse_what_blames_beside_it(coder: Coder, line: str) -> None:
    assert Behaviour.CONFRONT in coder.code(line).behaviours


@pytest.mark.parametrize("line", ["I'm sorry that happened.", "I'm sorry to hear that.", "im so sorry about your mum"])
def test_sympathy_is_no_apology(coder: Coder, line: str) -> None:
    assert Mark.APOLOGY not in {found.mark for found in coder.code(line).marks}


@pytest.mark.parametrize(
    ("line", "topic"),
    [
        ("u ever think of hurting urself", "suicide"),
        ("you thinking of topping yourself?", "suicide"),
        ("u got nasal narcan?", "naloxone"),
    ],
)
def test_safety_is_asked_in_plain_words_too(coder: Coder, line: str, topic: str) -> None:
    assert (Mark.SAFETY_INQUIRY, topic) in {(found.mark, found.detail) for found in coder.code(line).marks}


@pytest.mark.parametrize(
    "line", ["do you cut your own hair?", "do you ever cook for yourself?", "do you ever eat alone?"]
)
def test_what_people_do_for_themselves_is_no_safety_inquiry(coder: Coder, line: str) -> None:
    assert Mark.SAFETY_INQUIRY not in {found.mark for found in coder.code(line).marks}
