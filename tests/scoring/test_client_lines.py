"""The labelled lines that teach and measure client talk, and how they are scored."""

from collections import Counter

import pytest

from scoring.codes import ClientTalk
from scoring.coding import TalkCoding
from scoring.training.client_lines import patients, shipped, typed
from scoring.training.typed_client_score import macro, side

T = ClientTalk


@pytest.mark.parametrize("split", ["fit", "held_out"])
def test_lines_are_labelled_soundly(split):
    lines = typed(split)
    assert len({line.id for line in lines}) == len(lines)
    assert all((line.kind is not None) == (line.side in (T.CHANGE, T.SUSTAIN)) for line in lines)
    assert all(line.text.strip() and line.target.strip() for line in lines)
    shares = Counter(line.side for line in lines)
    assert min(shares.values()) > len(lines) / 5


def test_a_situation_is_wholly_in_one_split():
    fit, held = ({line.situation for line in typed(split)} for split in ("fit", "held_out"))
    assert not fit & held
    assert len(fit | held) >= 40


def test_the_patients_lines_come_with_their_tags():
    told = shipped()
    assert {line.situation for line in told} >= {"first-visit", "kitchen-table"}
    assert {line.talk for line in told} == set(ClientTalk)
    assert any(line.kind for line in patients())


def test_macro_f1_is_the_mean_of_what_is_labelled():
    mean, each = macro(["a", "a", "b", "c"], ["a", "b", "b", "c"], ["a", "b", "c", "never"])
    assert each == pytest.approx({"a": 2 / 3, "b": 2 / 3, "c": 1})
    assert mean == pytest.approx(7 / 9)


def test_discord_is_neutral_about_the_target():
    assert side(TalkCoding(T.DISCORD)) is T.NEUTRAL
    assert side(TalkCoding(T.SUSTAIN)) is T.SUSTAIN
