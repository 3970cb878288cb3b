import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.volley import volley


def cut(text):
    spoken = volley(text)
    return [spoken.spoken(piece) for piece in spoken.pieces]


@pytest.mark.parametrize(
    ("text", "thoughts"),
    [
        ("You came back. That took something.", 2),
        ("You came back, and that took something.", 1),
        ("What helped? And who was there?", 2),
        ("you sound tired what would help", 2),
        ("You're tired of it but you're scared", 1),
        ("what do you know about it", 1),
        ("none of this is your fault", 1),
        ("what do you make of it is it hard", 2),
        ("See Dr. Lee at 5 a.m. on Monday.", 1),
        ("first line\nsecond line here", 2),
        ("wait... what?", 2),
        ("", 0),
        ("???", 0),
    ],
)
def test_a_turn_is_cut_into_its_thoughts(text, thoughts):
    assert len(cut(text)) == thoughts


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ur just scared", "you are just scared"),
        ("u dont have 2 decide", "you do not have 2 decide"),
        ("I’m sorry", "i am sorry"),
        ("youve been thru alot", "you have been through a lot"),
        ("your really trying", "you are really trying"),
        ("your sister called", "your sister called"),
    ],
)
def test_what_people_type_is_read_as_what_they_mean(typed, read):
    assert cut(typed) == [read]


def test_only_the_thought_with_the_sign_asks():
    spoken = volley("You hate it there. Is that right?")
    assert [piece.asks for piece in spoken.pieces] == [False, True]


@given(st.text(max_size=300))
@settings(max_examples=80, deadline=None)
def test_every_span_is_inside_the_text_and_in_order(text):
    spoken = volley(text)
    edge = 0
    for piece in spoken.pieces:
        assert 0 <= piece.span.start <= piece.span.end <= len(text)
        assert piece.span.start >= edge or piece.low == piece.high
        edge = piece.span.start
    for word in spoken.words:
        assert 0 <= word.start <= word.end <= len(text)


def test_a_hundred_thousand_characters_are_read_at_once():
    started = time.process_time()
    volley("so what do you think about that and how would you " * 2000)
    assert time.process_time() - started < 2
