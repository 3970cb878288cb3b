"""The client head: the target's direction, what is read of a line, and that its answer can be shown and repeated."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.client_talk import talk
from scoring.coder import Coder
from scoring.codes import ClientTalk, TalkKind
from scoring.coding import Basis, Coding, Context
from scoring.frames import frames
from scoring.plain_talk import answered
from scoring.talk_features import BUCKETS, talk_features
from scoring.talk_head import SIDES, TalkHead
from scoring.target import target_of
from scoring.volley import volley

T, K = ClientTalk, TalkKind


@pytest.mark.parametrize(
    ("target", "direction"),
    [
        ("stop smoking", -1),
        ("drink less", -1),
        ("lose weight", -1),
        ("stay sober from alcohol", -1),
        ("staying away from meth", -1),
        ("stay on buprenorphine", 1),
        ("start insulin", 1),
        ("go to AA meetings", 1),
        ("take the tablets every day", 1),
        ("do something about drinking", -1),
        ("get help with gambling", -1),
        ("alcohol use", -1),
        ("use naloxone every time", 1),
        ("change my drinking", -1),
        ("change the tablets", 0),
        ("medication for opioid use disorder", 1),
        ("start medication to help with drinking", 1),
        ("regularly use the CPAP machine", 1),
        ("always use condoms", 1),
        ("", 0),
        ("something else", 0),
    ],
)
def test_a_target_is_given_up_or_kept_at(target, direction):
    assert target_of(target).direction == direction


def test_a_target_names_its_thing_and_not_another():
    smoking = target_of("stop smoking")
    assert smoking.names("fags")
    assert not smoking.names("whisky")
    assert target_of("use condoms").names("condom")


@pytest.mark.parametrize(
    ("text", "target", "frame"),
    [
        ("I want to stop", "stop smoking", "want towards stop"),
        ("I want to stop", "stay on methadone", "want away stop"),
        ("I don't want to stop", "stop smoking", "want not away stop"),
        ("I can't do it", "start insulin", "can not away do"),
        ("I need a drink", "drink less", "need away it"),
        ("I love it", "stop smoking", "like away back"),
        ("I want a sandwich", "stop smoking", "want none none"),
        ("I'm not coming off it", "stay on methadone", "will not towards stop"),
        ("I'm stopping it today", "stop using speed", "will towards stop"),
        ("I'm stopping on it", "stay on methadone", "will towards on"),
        ("I'm carrying on", "stop drinking", "will away on"),
        ("I want to stay on it", "coming off methadone", "want away on"),
        ("kinda wanna stop", "quit vaping", "want towards stop"),
    ],
)
def test_a_frame_leans_by_the_targets_direction(text, target, frame):
    words = [word.text for word in volley(text).words]
    assert frame in [found.name for found in frames(words, 0, len(words), target_of(target))]


@pytest.mark.parametrize(("target", "side"), [("stop smoking", T.CHANGE), ("stay on methadone", T.SUSTAIN)])
def test_the_same_words_take_the_side_that_the_target_gives_them(target, side):
    assert Coder.load().talk("I want to stop, I really want to stop.", Context(target=target)).talk is side


@pytest.mark.parametrize(
    ("before", "side", "kind"),
    [
        ("Do you want to stop?", T.CHANGE, K.DESIRE),
        ("Could you do without it for a week?", T.CHANGE, K.ABILITY),
        ("Will you be able to park there?", T.NEUTRAL, None),
        ("So you took the bus here.", T.NEUTRAL, None),
    ],
)
def test_a_short_answer_takes_the_valence_of_what_it_answers(before, side, kind):
    coded = Coder.load().talk("Yes.", Context(target="stop drinking", earlier=((before, Coding()),)))
    assert (coded.talk, coded.kind) == (side, kind)


@pytest.mark.parametrize(
    ("text", "before", "target", "side"),
    [
        ("nah", "do you want to carry on with it", "quit vaping", T.CHANGE),
        ("ye", "do you want to carry on with it", "quit vaping", T.SUSTAIN),
        ("I will.", "Will you put the block on tonight?", "stop betting", T.CHANGE),
        ("I do, yeah.", "Do you want to stay on it?", "stay on methadone", T.CHANGE),
    ],
)
def test_a_short_answer_may_be_typed_without_marks_or_without_a_yes(text, before, target, side):
    plain = answered(volley(text), before, target)
    assert plain is not None
    assert plain.side is side


@pytest.mark.parametrize("text", ["Would I?", "", "I know you do."])
def test_what_is_no_answer_is_left_to_the_weights(text):
    assert answered(volley(text), "How come you'd want to do more of it?", "walk every day") is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I'll pour it all down the sink tonight, I promise.", K.COMMITMENT),
        ("I need to stop, I've got to.", K.NEED),
        ("I poured the whole lot down the sink on Sunday.", K.TAKING_STEPS),
        ("I think I'm ready to give it a go.", K.ACTIVATION),
        ("I could do it, I did six weeks before.", K.ABILITY),
        ("I'd really like to be without it.", K.DESIRE),
        ("If I gave it up I'd sleep.", K.REASONS),
    ],
)
def test_change_talk_has_its_kind(text, kind):
    coded = Coder.load().talk(text, Context(target="stop drinking"))
    assert (coded.talk, coded.kind) == (T.CHANGE, kind)


def test_a_model_reason_points_at_words_of_the_line():
    text = "Poured what was left of the gin down the sink on Sunday."
    reason = Coder.load().talk(text, Context(target="stop drinking")).reason
    assert reason.basis in (Basis.MODEL, Basis.RULE)
    assert reason.words
    assert all(span.of(text).strip() for span in reason.words)


def test_without_the_fitted_model_the_head_reads_alone():
    coded = talk("I don't want to stop.", Context(target="stop smoking"), None, TalkHead.load())
    assert coded.talk is T.SUSTAIN


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400), st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_read_alike_twice(text, before, target):
    head = TalkHead.load()
    context = Context(target=target, earlier=((before, Coding()),))
    coded = talk(text, context, None, head)
    assert coded == talk(text, context, None, head)
    assert 0 <= coded.confidence <= 1
    assert all(0 <= span.start <= span.end <= len(text) for span in coded.reason.words)
    bucket, value = talk_features(text, before, target).hashed()
    assert len(bucket) == len(value)
    assert np.isfinite(value).all()
    assert (bucket < BUCKETS).all()


def test_sides_are_probabilities():
    reading = TalkHead.load().read(talk_features("I might, I don't know.", "", "drink less"), None)
    assert sum(reading.probability(side) for side in SIDES) == pytest.approx(1)
