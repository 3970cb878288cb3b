"""What is said aloud: the question and the reflection that experts would hear, in the light of what was said before."""

import pytest

from scoring.aloud import Aloud, Heard, before
from scoring.coder import Coder
from scoring.codes import REFLECTIONS, Behaviour, ClientTalk, Family
from scoring.coding import Coding, Context
from scoring.families import family
from scoring.transcripts import Row, Speaker, coded

ASKED, REFLECTED = Behaviour.QUESTION, Behaviour.SIMPLE_REFLECTION


@pytest.mark.parametrize(
    ("room", "left"),
    [(1, {REFLECTED}), (2, {REFLECTED, ASKED}), (3, {REFLECTED, ASKED, Behaviour.GIVING_INFORMATION})],
)
def test_where_there_is_little_room_the_code_of_the_family_stays_first(room: int, left: set[Behaviour]) -> None:
    heard = Heard(Family.REFLECTION, 0.6, False, {ASKED: 0.9, REFLECTED: 0.6})
    assert set(heard.among({Behaviour.GIVING_INFORMATION: 0.5}, room)) == left


@pytest.mark.parametrize(
    ("plain", "sure", "left"),
    [
        ({Behaviour.PERSUADE: 0.9}, 0.8, Family.INPUT),
        ({Behaviour.PERSUADE: 0.6}, 0.8, Family.REFLECTION),
        ({Behaviour.CONFRONT: 0.95}, 0.4, Family.INPUT),
        ({Behaviour.CONFRONT: 0.95}, 0.7, Family.REFLECTION),
        ({Behaviour.GIVING_INFORMATION: 0.95}, 0.7, Family.REFLECTION),
    ],
)
def test_what_is_plainly_no_reflection_outweighs_one(plain: dict[Behaviour, float], sure: float, left: Family) -> None:
    heard = Heard(Family.REFLECTION, sure, False, {REFLECTED: sure})
    given = heard.among(plain, 1)
    assert set(given) == ({REFLECTED} if left is Family.REFLECTION else set(plain))
    assert (heard.family(given) or family(tuple(given))) is left


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("You should just stop altogether.", Behaviour.PERSUADE),
        ("It's up to you what you do with it.", Behaviour.EMPHASIZE_AUTONOMY),
    ],
)
def test_a_plain_line_is_heard_aloud_as_it_is_typed(line: str, code: Behaviour) -> None:
    assert Coder.load().code(line, Context(spoken=True)).behaviours == (code,)


def test_a_question_that_only_its_typed_form_suggests_is_dropped_aloud() -> None:
    assert Heard(Family.OTHER, 0.8, False, {}).among({ASKED: 0.7, Behaviour.AFFIRM: 0.6}, 2) == {Behaviour.AFFIRM: 0.6}


def test_without_ears_for_speech_the_codes_stay_as_they_are() -> None:
    assert Heard(Family.OTHER, 0.8, False, None).among({ASKED: 0.7}, 1) == {ASKED: 0.7}


def test_what_was_said_before_is_the_last_turns_and_how_often_each_was_heard() -> None:
    earlier = tuple(("", Coding(main=main)) for main in (Family.OTHER, Family.QUESTION, Family.QUESTION))
    found = before(Context(earlier=earlier, talked=(ClientTalk.CHANGE, ClientTalk.DISCORD)))
    last, often = found[:7], found[7:]
    assert last == (1, 0, 0, 0, 0, 1, 0), "a question, and discord, which is neutral about the target"
    assert often == pytest.approx((2 / 4, 0, 0, 1 / 4, 1 / 3, 1 / 3, 0))


def test_nothing_was_said_before_the_first_turn() -> None:
    assert set(before(Context())) == {0.0}


def test_what_the_two_said_before_sways_a_close_call() -> None:
    coder, line = Coder.load(), "I suppose so."
    sides = []
    for talk in (ClientTalk.CHANGE, ClientTalk.SUSTAIN):
        context = Context(target="stop smoking", talk=talk, talked=(talk,) * 3, spoken=True)
        reading = coder.fitted
        assert reading is not None
        own = coder.client_head.own(_features(line))
        said = coder.aloud.client(own, reading.client(line, "", "stop smoking"), context)
        assert said is not None
        sides.append(said.chances)
    assert sides[0][0] > sides[1][0], "change talk is likelier after change talk"
    assert sides[1][2] > sides[0][2], "and sustain talk after sustain talk"
    assert all(each.sum() == pytest.approx(1) for each in sides)


def _features(line: str) -> object:
    from scoring.talk_features import talk_features

    return talk_features(line, "", "stop smoking")


def test_a_turn_of_a_family_has_its_code() -> None:
    said = [
        (Speaker.CLIENT, "I have been putting it off, and my chest is bad in the mornings."),
        (Speaker.CLINICIAN, "What would be different for you if you stopped?"),
        (Speaker.CLIENT, "I could climb the stairs at work without stopping."),
        (Speaker.CLINICIAN, "You want your breath back. So it's been on your mind for a while."),
    ]
    rows = [Row(n, "one", n, speaker, text) for n, (speaker, text) in enumerate(said, 1)]
    found = [each.coding for each in coded(rows, Coder.load(), "stop smoking") if each.coding]
    assert found[0].main is Family.QUESTION
    assert ASKED in found[0].behaviours
    assert found[1].main is Family.REFLECTION
    assert REFLECTIONS & set(found[1].behaviours)


def test_the_weights_are_read_as_they_were_written(tmp_path) -> None:
    packaged = Aloud.load()
    packaged.save(tmp_path / "aloud.npz")
    again = Aloud.load(tmp_path / "aloud.npz")
    assert (again.family.weights == packaged.family.weights).all()
    assert (again.side.lean == packaged.side.lean).all()
