"""The fitted models: sound values for any text, and the same ones every time."""

import math
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.fitted import FAMILIES, TALK, Fitted


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    return Fitted.load()


def _sound(words: dict[str, tuple[tuple[int, int, float], ...]], text: str) -> None:
    for spans in words.values():
        assert len(spans) <= 5
        assert all(0 <= start < end <= len(text) and 0 < weight <= 1.001 for start, end, weight in spans)
        assert [span[2] for span in spans] == sorted((span[2] for span in spans), reverse=True)


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=400), before=st.text(max_size=100), target=st.text(max_size=40))
def test_any_text_is_read(fitted: Fitted, text: str, before: str, target: str) -> None:
    clinician = fitted.clinician(text, before)
    assert tuple(clinician.family) == FAMILIES
    assert clinician.main in FAMILIES
    assert math.isclose(sum(clinician.family.values()), 1, abs_tol=1e-6)
    assert 0 <= clinician.open <= 1
    assert 0 <= clinician.complex <= 1
    _sound(clinician.words, text)
    client = fitted.client(text, before, target)
    assert tuple(client.talk) == TALK
    assert client.main in TALK
    assert math.isclose(sum(client.talk.values()), 1, abs_tol=1e-6)
    _sound(client.words, text)


def test_the_same_words_get_the_same_answer(fitted: Fitted) -> None:
    text = "So part of you misses the evenings out, and part of you is tired of paying for them."
    first = fitted.clinician(text)
    fitted.clinician("What brings you in today?")
    assert fitted.clinician(text) == first == Fitted.load().clinician(text)


def test_the_version_is_the_weights(fitted: Fitted) -> None:
    assert Fitted.load().version == fitted.version
    assert len(fitted.version) == 12


@pytest.mark.parametrize("unit", ["a", "?", "so you ", "it sounds like ", "\u0301", "😀", "[", "\n", "you you, ", "'a"])
def test_a_hundred_thousand_characters_are_read_at_once(fitted: Fitted, unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    begun = time.perf_counter()
    _sound(fitted.clinician(text, before=text).words, text)
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("What worries you most about cutting down?", "question"),
        ("how much do u drink on a weekend", "question"),
        ("It sounds like you're exhausted, and you don't see a way out.", "reflection"),
        ("You feel torn about it.", "reflection"),
        ("Research shows that smoking increases the risk of heart disease.", "input"),
        ("Mm-hmm.", "other"),
    ],
)
def test_plain_cases(fitted: Fitted, text: str, family: str) -> None:
    assert fitted.clinician(text).main == family


def test_open_and_closed_questions_stand_apart(fitted: Fitted) -> None:
    assert fitted.clinician("How would your mornings be different?").open > 0.5
    assert fitted.clinician("Did you take it this morning?").open < 0.5
