from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.book import walk
from scoring.cues import behaviours, client, marks
from scoring.cues.lists import LISTS
from scoring.notation import Phrase, read
from scoring.phrases import Cues, Lexicon
from scoring.volley import volley

SEARCHED = (behaviours.AFFIRM, behaviours.PERSUADE, behaviours.CONFRONT, marks.FEELING, client.CHANGE, client.SUSTAIN)
NOTATION = Cues(
    "notation",
    """
    you could (try|start) [by] ... with
    worr* about
    ^ so you
    [it] (is|was|turns out|ends up) .. {felt} $  # a comment
    (one|two|
        three) of
    """,
    LISTS,
)


def found(text: str) -> list[str]:
    spoken = volley(text)
    return [hit.phrase.split()[0] for hit in NOTATION.find(spoken.words)]


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("you could start by sitting with it", ["you"]),
        ("You could try to go on with it", ["you"]),
        ("you could start one two three four five six seven with", []),
        ("you worried about it", ["worr*"]),
        ("so you came", ["^"]),
        ("and so you came", []),
        ("it was so very lonely", ["[it]", "[it]"]),
        ("it turns out scary", ["[it]", "[it]"]),
        ("it was lonely there", []),
        ("three of them", ["(one|two|three)"]),
        ("three", []),
    ],
)
def test_the_notation_says_what_it_says(text, opens):
    assert found(text) == opens


@pytest.mark.parametrize("phrase", ["[so] [well]", "... you", "[so] .. you", "^ $"])
def test_a_phrase_that_may_begin_with_nothing_is_refused(phrase):
    with pytest.raises(ValueError, match="cannot be missing"):
        read(phrase, LISTS)


def test_brackets_that_do_not_close_are_refused():
    with pytest.raises(ValueError, match="unbalanced"):
        read("(so {felt} [and)", LISTS)


@cache
def _vocabulary() -> list[str]:
    """Every word and beginning of a word that the lists searched ask for."""
    texts = " ".join(cues.text for cues in SEARCHED)
    return sorted({*"".join(sign if sign.isalpha() or sign in "' " else " " for sign in texts).split(), "."})


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_looking_at_the_first_words_misses_no_phrase(data):
    """What the search finds is what trying every phrase at every word would find."""
    spoken = volley(" ".join(data.draw(st.lists(st.sampled_from(_vocabulary()), max_size=30))))
    size = len(spoken.words)
    low = data.draw(st.integers(0, size))
    high = data.draw(st.integers(low, size))

    def tried(phrase: Phrase) -> list[tuple[int, int, str]]:
        ends = [(at, walk(phrase.nodes, at, spoken.words.texts, low, high)) for at in range(low, high)]
        return [(at, min(reached), phrase.written) for at, reached in ends if reached]

    for cues in SEARCHED:
        hits = [(hit.first, hit.last, hit.phrase) for hit in cues.find(spoken.words, low, high)]
        assert sorted(hits) == sorted(one for phrase in cues.phrases for one in tried(phrase))
        assert [hit[0] for hit in hits] == sorted(hit[0] for hit in hits)
    together = Lexicon(SEARCHED).find(spoken.words, low, high)
    assert len(together) == sum(len(cues.find(spoken.words, low, high)) for cues in SEARCHED)
    assert [hit.first for _, hit in together] == sorted(hit.first for _, hit in together)
