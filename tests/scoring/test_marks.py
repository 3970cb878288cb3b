import pytest

from scoring.coder import Coder
from scoring.codes import Mark
from scoring.coding import Coding, Context
from scoring.self_harm import speaks_of_self_harm

M = Mark
TORN = Context(patient="I want my evenings back, but I can't picture a night without it.", target="start buprenorphine")


@pytest.fixture(scope="module")
def coder():
    return Coder.load()


@pytest.mark.parametrize(
    ("text", "mark", "detail"),
    [
        ("May I share what I know about that?", M.ASKS_PERMISSION, ""),
        ("I'm sorry, I was pushing you. Can we start over?", M.APOLOGY, ""),
        ("sorry i got ahead of myself there", M.APOLOGY, ""),
        ("Are you having thoughts of killing yourself?", M.SAFETY_INQUIRY, "suicide"),
        ("do u have narcan at home", M.SAFETY_INQUIRY, "naloxone"),
        ("have you ever overdosed?", M.SAFETY_INQUIRY, "overdose"),
        ("You're a junkie and you know it.", M.LABELLING, ""),
        ("you're pathetic", M.INSULT, ""),
        ("fuck off", M.INSULT, ""),
        ("Hi, I'm Sam.", M.GREETING, ""),
        ("mm hm", M.FACILITATOR, ""),
        ("ok", M.FACILITATOR, ""),
        ("lkjh qwrt zxcv", M.UNINTELLIGIBLE, ""),
        ("je ne sais pas quoi dire monsieur", M.UNINTELLIGIBLE, ""),
        ("How long have you used? Who do you live with? Do you work?", M.STACKED_QUESTIONS, ""),
        ("You're scared of those evenings.", M.REFLECTS_FEELING, ""),
        ("It sounds like you're torn about it.", M.REFLECTS_FEELING, ""),
        ("Your evenings matter a lot to you.", M.REFLECTS_VALUE, ""),
        (
            "On the one hand you can't picture a night without it, on the other you want your evenings back.",
            M.DOUBLE_SIDED_REFLECTION,
            "change",
        ),
        ("What might get in the way?", M.PLANNING, ""),
        ("Who could help you with that?", M.PLANNING, ""),
        ("you lazy sod", M.INSULT, ""),
        ("Honestly you're useless", M.INSULT, ""),
        ("You should just stop going to that pub.", M.RIGHTING_REFLEX, ""),
    ],
)
def test_a_mark_is_found(coder, text, mark, detail):
    coding = coder.code(text, TORN)
    assert coding.has(mark, detail)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("You want your evenings back.", M.SAFETY_INQUIRY),
        ("I'm sorry that happened to you.", M.APOLOGY),
        ("What would help you?", M.STACKED_QUESTIONS),
        ("You've been clear about what you want.", M.LABELLING),
        ("Whether to take it is up to you.", M.DOSING_ADVICE),
        ("I see that you're tired of it.", M.FACILITATOR),
        ("you wnat yuor evenigns back", M.UNINTELLIGIBLE),
        ("He's scared of the dark. What would you like to talk about?", M.REFLECTS_FEELING),
        ("Your brother is an idiot.", M.INSULT),
        ("You feel like a loser.", M.INSULT),
        ("You're useless, you say, and a joke.", M.INSULT),
        ("Where would you like to start today?", M.PLANNING),
    ],
)
def test_a_mark_is_not_seen_where_it_is_not(coder, text, mark):
    assert not coder.code(text, TORN).has(mark)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("What would you most like to be different by the summer?", "desire"),
        ("what are you hoping for", "desire"),
        ("How did you manage those three weeks?", "ability"),
        ("How sure are you that you could?", "ability"),
        ("What worries you about your using?", "reasons"),
        ("whats it costing you", "reasons"),
        ("What would be the good side of stopping?", "reasons"),
        ("What makes it a six and not a three?", "reasons"),
        ("How important is it to you, out of ten?", "need"),
        ("What do you think you'll do?", "commitment"),
        ("When are you starting?", "commitment"),
        ("What would you be willing to try?", "activation"),
    ],
)
def test_a_question_that_evokes_is_heard_with_the_kind_of_its_answer(coder, text, kind):
    leaning = Context(patient="I suppose I'm thinking about it.", target="stop using heroin")
    assert coder.code(text, leaning).has(M.EVOKES_CHANGE_TALK, kind)


@pytest.mark.parametrize("text", ["How long have you been using?", "How many bags a day?", "What time is your bus?"])
def test_a_question_of_fact_evokes_nothing(coder, text):
    leaning = Context(patient="I suppose I'm thinking about it.", target="stop using heroin")
    assert not coder.code(text, leaning).has(M.EVOKES_CHANGE_TALK)


@pytest.mark.parametrize(
    "text", ["What do you think you'll do?", "When are you starting?", "Where does this leave you?"]
)
def test_the_key_question_plans_and_evokes(coder, text):
    coding = coder.code(text, TORN)
    assert coding.has(M.PLANNING)
    assert coding.has(M.EVOKES_CHANGE_TALK, "commitment")


@pytest.mark.parametrize("text", ["What might get in the way?", "Who could help you with that?"])
def test_the_details_of_a_plan_are_planning_alone(coder, text):
    coding = coder.code(text, TORN)
    assert coding.has(M.PLANNING)
    assert not coding.has(M.EVOKES_CHANGE_TALK)


def test_the_persons_own_label_said_back_is_not_labelling(coder):
    theirs = Context(patient="I'm a junkie. That's all I am to my dad.", target="start buprenorphine")
    assert not coder.code("A junkie, that's all you are to him.", theirs).has(M.LABELLING)
    assert coder.code("You're a junkie, face it.", TORN).has(M.LABELLING)


def test_saying_the_same_again_is_noticed(coder):
    context = Context(patient="Hm.", earlier=(("You want your evenings back.", Coding()),))
    assert coder.code("you want your evenings  back.", context).has(M.REPETITION)
    assert not coder.code("You want them back badly.", context).has(M.REPETITION)


@pytest.mark.parametrize(
    "text",
    [
        "i want to kill myself",
        "honestly I just want to die",
        "I don't want to be alive anymore",
        "im thinking about ending my life",
        "I have a plan to kill myself",
        "everyone would be better off without me. i wish i was dead",
        "i'm suicidal",
    ],
)
def test_a_trainee_who_means_it_is_heard(text):
    assert speaks_of_self_harm(text)


@pytest.mark.parametrize(
    "text",
    [
        "Are you thinking of killing yourself?",
        "You feel you can't go on.",
        "you want to die some nights",
        'You said "I want to die".',
        "It sounds like you don't want to be alive.",
        "When you say I want to die, what do you mean?",
        "Do you ever think: I want to kill myself?",
        "I want to know whether you want to die",
        "I could die of embarrassment",
        "i don't want to die",
        "I want to ask about suicide",
        "he said i want to kill myself",
        "",
        "I want to help",
        "dying to hear more",
    ],
)
def test_talk_with_the_patient_about_dying_is_not_taken_for_the_trainees_own(text):
    assert not speaks_of_self_harm(text)
