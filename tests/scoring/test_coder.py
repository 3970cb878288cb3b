import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.coder import Coder
from scoring.codes import REFLECTIONS, Behaviour, Mark, QuestionForm
from scoring.coding import Basis, Coding, Context, FoundMark

B = Behaviour
TORN = Context(patient="I want my evenings back, but I can't picture a night without it.", target="start buprenorphine")


@pytest.fixture(scope="module")
def coder():
    return Coder.load()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("What would a good evening look like for you?", B.QUESTION),
        ("how long have u been using", B.QUESTION),
        ("do you have kids", B.QUESTION),
        ("It's up to you what you do with this.", B.EMPHASIZE_AUTONOMY),
        ("nobody can make u take it, its ur choice", B.EMPHASIZE_AUTONOMY),
        ("Would it be okay if I shared some information about that?", B.SEEK_COLLABORATION),
        ("can i tell u something about that", B.SEEK_COLLABORATION),
        ("You really should go to a meeting tonight.", B.PERSUADE),
        ("u need to stop using", B.PERSUADE),
        ("You're lying to yourself and to me.", B.CONFRONT),
        ("ur just making excuses", B.CONFRONT),
        ("You came back on a day when it was hard to get out of bed, and that took courage.", B.AFFIRM),
    ],
)
def test_plain_moves_are_heard_for_what_they_are(coder, text, code):
    assert code in coder.code(text, TORN).behaviours


@pytest.mark.parametrize(
    "text",
    [
        "It sounds like you can't picture a night without it.",
        "you want your evenings back",
        "You can't picture a night without it.",
    ],
)
def test_saying_it_back_is_a_reflection(coder, text):
    assert REFLECTIONS & set(coder.code(text, TORN).behaviours)


@pytest.mark.parametrize(
    "text",
    ["mm hm", "ok", "Hi, I'm Sam, thanks for coming in.", "asdf ;;; 999", "no entiendo nada de lo que dices", "👍", ""],
)
def test_some_turns_earn_no_code(coder, text):
    assert coder.code(text, TORN).behaviours == ()


@pytest.mark.parametrize(
    "text",
    [
        "You don't have to decide today.",
        "What matters most to you about this?",
        "You want your evenings back, and nights scare you.",
        "I'm sorry, I was pushing you there.",
        "That sounds exhausting.",
        "Are you thinking about killing yourself?",
        "Would you like to hear what has helped others?",
        "You kept going even when it was hard.",
    ],
)
def test_kind_turns_are_not_called_confrontations(coder, text):
    assert B.CONFRONT not in coder.code(text, TORN).behaviours


def test_advice_is_with_permission_while_it_lasts(coder):
    asked = Coding(marks=(FoundMark(Mark.ASKS_PERMISSION),))
    advice = "You could try asking your sister to hold the key."
    free = coder.code(advice, Context(patient="It's hard at night."))
    given_leave = coder.code(advice, Context(patient="Go on then.", earlier=(("May I suggest something?", asked),)))
    long_ago = Context(patient="It's hard at night.", earlier=(("May I?", asked), *((("Mm.", Coding()),) * 5)))
    assert B.PERSUADE in free.behaviours
    assert B.PERSUADE_WITH_PERMISSION in given_leave.behaviours
    assert B.PERSUADE in coder.code(advice, long_ago).behaviours


@pytest.mark.parametrize(
    "answer", ["Yeah.", "Yeah. I want to be there for my girls.", "Okay, fine. It's my mum mostly."]
)
def test_a_yes_to_something_else_is_no_leave_to_advise(coder, answer):
    asked = coder.code("So it's the evenings that get you?")
    context = Context(patient=answer, earlier=(("So it's the evenings that get you?", asked),))
    assert B.PERSUADE in coder.code("You should just throw them out.", context).behaviours


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("May I ask what brought you here?", B.PERSUADE),
        ("You said it's been hard. May I ask what you know about naloxone?", B.PERSUADE),
        ("May I ask if you'd be open to some advice?", B.PERSUADE_WITH_PERMISSION),
        ("Can I ask you something? And may I suggest one thing?", B.PERSUADE_WITH_PERMISSION),
    ],
)
def test_leave_to_ask_is_no_leave_to_advise(coder, asked, told):
    leave = Coding(marks=(FoundMark(Mark.ASKS_PERMISSION),))
    context = Context(patient="My sister's been on at me.", earlier=((asked, leave),))
    assert told in coder.code("You should just throw them out.", context).behaviours


def test_an_utterance_has_one_code_and_a_volley_each_code_once(coder):
    coding = coder.code(
        "You hate the queue. You want your mornings back. What would help? What else? It's your decision.", TORN
    )
    assert len(coding.behaviours) == len(set(coding.behaviours))
    assert len(REFLECTIONS & set(coding.behaviours)) <= 1
    assert {u.behaviour for u in coding.utterances} - {None} >= set(coding.behaviours)
    assert len(coding.confidence) == len(coding.behaviours)


def test_one_open_question_makes_the_question_open(coder):
    assert coder.code("What would help you sleep?", TORN).question is QuestionForm.OPEN
    assert coder.code("Do you sleep?", TORN).question is QuestionForm.CLOSED


def test_every_code_shows_the_words_that_decided_it(coder):
    text = "It's your decision what you do next."
    coding = coder.code(text, TORN)
    (utterance,) = [u for u in coding.utterances if u.behaviour is B.EMPHASIZE_AUTONOMY]
    assert utterance.reason.basis is Basis.RULE
    assert "your decision" in " ".join(span.of(text).lower() for span in utterance.reason.words)


_SCRAPS = "you|should|what would help|?|.|it's your choice|sorry|i|u|ur|but|and|😀|'|(|…|99"
ANY = st.one_of(st.text(max_size=400), st.lists(st.sampled_from(_SCRAPS.split("|")), max_size=60).map(" ".join))


@given(ANY, st.text(max_size=80))
@settings(max_examples=120, deadline=None)
def test_anything_typed_is_coded_with_its_spans_inside_it(text, patient):
    coder = _shared()
    context = Context(patient=patient)
    coding = coder.code(text, context)
    assert coding == coder.code(text, context)
    spans = [utterance.span for utterance in coding.utterances]
    spans += [span for utterance in coding.utterances for span in utterance.reason.words]
    spans += [span for mark in coding.marks for span in mark.reason.words]
    assert all(0 <= span.start <= span.end <= len(text) for span in spans)
    assert all(0 <= confidence <= 1 for confidence in coding.confidence)
    reasons = [each.reason for each in (*coding.utterances, *coding.marks)] + [coder.talk(text, context).reason]
    assert not any(set("{}[]()|*^$_") & set(reason.note) for reason in reasons), "a phrase in its own notation"


_CODERS: list[Coder] = []


def _shared():
    if not _CODERS:
        _CODERS.append(Coder.load())
    return _CODERS[0]


@pytest.mark.parametrize(
    "text",
    ["a" * 100_000, "you " * 25_000, "?" * 100_000, "\n" * 100_000, "what if you could " * 5_500, "((((((" * 16_000],
)
def test_long_texts_are_coded_in_good_time(coder, text):
    assert coder.code(text).coder == coder.version


def test_importing_the_coder_reads_no_weights():
    code = "import sys, scoring.coder; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_same_words_are_coded_alike_in_another_process():
    text = "sounds like ur torn. what would help u most"
    code = f"from scoring.coder import Coder; print(repr(Coder.load().code({text!r})))"
    first = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert first.strip() == repr(Coder.load().code(text))


WAITING = Context(patient="Meg's in the car with the engine on, so. You've got me until she runs out of gas.")


@pytest.mark.parametrize(
    "text",
    [
        "It sounds like you're here for your sister.",
        "sounds like you came for your sister",
        "youre here for your sister",
        "you came for her, not for you",
        "your sister made you come",
        "It seems you would rather be somewhere else.",
        "That must be a difficult decision",
        "That's a lot to carry.",
        "lyle you feel like you have to prove yourself every single morning",
        "You have your hands back. That isn't a small thing",
    ],
)
def test_a_plain_guess_is_a_reflection_and_no_confrontation(coder, text):
    heard = set(coder.code(text, WAITING).behaviours)
    assert heard & (REFLECTIONS | {B.AFFIRM})
    assert B.CONFRONT not in heard


@pytest.mark.parametrize(
    "text",
    [
        "It sounds like you don't really want to change.",
        "sounds like you're just making excuses",
        "With respect, you've only yourself to blame.",
        "Oh don't be dramatic.",
    ],
)
def test_blame_is_a_confrontation_whatever_stem_it_wears(coder, text):
    assert B.CONFRONT in coder.code(text, WAITING).behaviours


def test_what_asks_nothing_asks_about_no_danger(coder):
    assert not coder.code("Naloxone can reverse an overdose.", WAITING).has(Mark.SAFETY_INQUIRY)


def test_a_fact_is_information(coder):
    assert B.GIVING_INFORMATION in coder.code("Naloxone can reverse an overdose.", WAITING).behaviours


def test_a_statement_of_what_someone_can_do_is_heard(coder):
    cook = Context(patient="I ran a canteen for eleven years before all this.")
    heard = coder.code("you kept a canteen going for eleven years", cook).behaviours
    assert set(heard) & (REFLECTIONS | {B.AFFIRM})


def test_the_two_who_decide_are_told_so(coder):
    row = Context(patient="He wants them in a safe. I want them in the kitchen.")
    coding = coder.code("it's your marriage and your kitchen so you two decide what this looks like", row)
    assert coding.behaviours == (B.EMPHASIZE_AUTONOMY,)


@pytest.mark.parametrize("text", ["why don't you just stop", "Why don't you just tell her?", "why not just ask him"])
def test_a_proposal_in_a_questions_clothes_is_no_question(coder, text):
    heard = set(coder.code(text, TORN).behaviours)
    assert B.QUESTION not in heard
    assert heard & {B.PERSUADE, B.CONFRONT}


@pytest.mark.parametrize(
    "text",
    ["it sounds like you're torn. what would help", "it sounds like youre torn what would help"],
)
def test_a_question_run_on_does_not_hide_the_reflection(coder, text):
    heard = set(coder.code(text, Context(patient="I want to stop, and then Friday comes.")).behaviours)
    assert B.QUESTION in heard
    assert heard & REFLECTIONS


@pytest.mark.parametrize(
    ("text", "pulls"),
    [
        ("what worries you about it", False),
        ("What worries you about your drinking?", False),
        ("What worries you about stopping?", True),
        ("what worries you about starting the shot", True),
    ],
)
def test_worry_pulls_the_case_against_change_only_where_change_is_the_worry(coder, text, pulls):
    assert coder.code(text, Context(patient="I use most days.")).has(Mark.EVOKES_SUSTAIN_TALK) is pulls


@pytest.mark.parametrize(
    "text",
    [
        "You have to stop hanging around with people who use.",
        "You should have left as soon as you saw what was going on.",
        "you are enabling him yolanda",
        "You're not thinking clearly about this.",
    ],
)
def test_pressing_and_blaming_are_never_heard_as_skill(coder, text):
    heard = set(coder.code(text, TORN).behaviours)
    assert not heard & (REFLECTIONS | {B.AFFIRM})
