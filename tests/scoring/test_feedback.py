import pytest

from scoring.codes import BEHAVIOURS, Behaviour, Mark, QuestionForm
from scoring.coding import Basis, Coding, Context, FoundMark, Reason, Span, Utterance
from scoring.feedback import AFTER_ASKING, CLOSE_CALL, NOT_CODED, SAFETY_FIRST, Coach, feedback


def coded(*behaviours, unsure=(), marks=(), form=None):
    utterances = tuple(
        Utterance(Span(0, 9), behaviour, 0.8, Reason((Span(0, 3),), Basis.RULE)) for behaviour in behaviours
    )
    return Coding(
        utterances,
        behaviours,
        tuple(0.8 for _ in behaviours),
        unsure,
        tuple(FoundMark(mark) for mark in marks),
        question=form,
    )


@pytest.mark.parametrize("behaviour", Behaviour)
def test_every_code_has_a_headline_a_reason_and_a_stronger_way(behaviour):
    told = feedback(coded(behaviour), Context())
    assert told.headline
    assert told.why == BEHAVIOURS[behaviour].why
    assert told.stronger
    assert told.words == (Span(0, 3),)


@pytest.mark.parametrize("behaviour", Behaviour)
def test_a_doubtful_code_is_only_a_way_of_hearing_it(behaviour):
    told = feedback(coded(behaviour, unsure=(behaviour,)), Context())
    assert told.headline.startswith("This could be heard as ")
    assert told.unsure


@pytest.mark.parametrize("behaviour", [Behaviour.SIMPLE_REFLECTION, Behaviour.COMPLEX_REFLECTION])
def test_simple_against_complex_is_put_softly(behaviour):
    assert feedback(coded(behaviour), Context()).note == CLOSE_CALL


def test_an_open_question_is_called_one():
    assert feedback(coded(Behaviour.QUESTION, form=QuestionForm.OPEN), Context()).headline == "Open question"
    assert feedback(coded(Behaviour.QUESTION, form=QuestionForm.CLOSED), Context()).headline == "Closed question"


def test_the_authors_example_comes_before_the_general_hint():
    coach = Coach("complex_reflection", "He is frightened.", "Some nights frighten you.")
    assert feedback(coded(Behaviour.PERSUADE), Context(), coach).stronger == "Some nights frighten you."
    assert feedback(coded(Behaviour.PERSUADE), Context()).stronger == BEHAVIOURS[Behaviour.PERSUADE].hint


def test_pushing_is_spoken_of_before_the_skill_beside_it():
    told = feedback(coded(Behaviour.AFFIRM, Behaviour.PERSUADE), Context())
    assert told.headline == "Persuade"


def test_a_doubtful_fault_is_not_held_up_against_a_sure_skill():
    told = feedback(coded(Behaviour.CONFRONT, Behaviour.AFFIRM, unsure=(Behaviour.CONFRONT,)), Context())
    assert told.headline == "Affirm"


def test_nothing_coded_is_no_fault():
    told = feedback(Coding(), Context())
    assert told.headline == NOT_CODED
    assert told.standing == ""
    assert told.stronger


def test_after_talk_of_dying_nothing_is_counted_and_asking_is_what_is_wanted():
    context = Context(patient="I wouldn't mind not waking up, some nights.")
    missed = feedback(coded(Behaviour.SIMPLE_REFLECTION), context, Coach("affirm", "", "You came in."))
    assert missed.note == SAFETY_FIRST
    assert "Ask about it directly" in missed.stronger
    asked = feedback(coded(Behaviour.QUESTION, marks=(Mark.SAFETY_INQUIRY,), form=QuestionForm.CLOSED), context)
    assert asked.headline == "Safety inquiry"
    assert asked.note == SAFETY_FIRST


def test_who_has_just_asked_is_not_told_to_ask():
    asked = coded(Behaviour.QUESTION, marks=(Mark.SAFETY_INQUIRY,), form=QuestionForm.CLOSED)
    asks = Coach("safety_inquiry.suicide", "It is the moment.", "Are you thinking of ending your life?")
    stays = Coach("simple_reflection", "She said it aloud.", "That took a lot to say.")
    for coach in (None, asks):
        assert feedback(asked, Context(), coach).stronger == AFTER_ASKING
    assert feedback(asked, Context(), stays).stronger == stays.example


@pytest.mark.parametrize("behaviour", Behaviour)
def test_feedback_never_scolds(behaviour):
    told = feedback(coded(behaviour), Context())
    said = " ".join([told.headline, told.standing, told.why, told.stronger, told.note]).lower()
    assert not any(word in said for word in ("wrong", "bad", "must not", "never do", "mistake", "fail"))
