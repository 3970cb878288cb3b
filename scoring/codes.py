"""The vocabulary: every code's name, abbreviation, definition and example, declared once.

Screens, reports, checks, the JSON Schema and ``docs/coding.md`` all render from this file. Behaviours follow
MITI 4.2.1 (Moyers, Manuel and Ernst), client talk follows MISC 2.1 and 2.5; marks name principles of MI that
MITI does not count but that patients and feedback respond to. Definitions and examples are our own words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar


class Behaviour(StrEnum):
    """A MITI 4.2.1 behaviour code. Speech that earns none of them is not coded."""

    QUESTION = "question"
    SIMPLE_REFLECTION = "simple_reflection"
    COMPLEX_REFLECTION = "complex_reflection"
    AFFIRM = "affirm"
    SEEK_COLLABORATION = "seek_collaboration"
    EMPHASIZE_AUTONOMY = "emphasize_autonomy"
    GIVING_INFORMATION = "giving_information"
    PERSUADE_WITH_PERMISSION = "persuade_with_permission"
    PERSUADE = "persuade"
    CONFRONT = "confront"


class QuestionForm(StrEnum):
    """Whether a question invites a story or a word. MITI 4 dropped the distinction; the trainer keeps it."""

    OPEN = "open"
    CLOSED = "closed"


class Family(StrEnum):
    """AnnoMI's four families of clinician behaviour, as used in its agreement figures."""

    QUESTION = "question"
    REFLECTION = "reflection"
    INPUT = "input"
    OTHER = "other"


class Mark(StrEnum):
    """Something in a turn that MITI does not count but that matters to a patient or to feedback."""

    DOUBLE_SIDED_REFLECTION = "double_sided_reflection"
    REFLECTS_CHANGE_TALK = "reflects_change_talk"
    REFLECTS_SUSTAIN_TALK = "reflects_sustain_talk"
    REFLECTS_FEELING = "reflects_feeling"
    REFLECTS_VALUE = "reflects_value"
    EVOKES_CHANGE_TALK = "evokes_change_talk"
    EVOKES_SUSTAIN_TALK = "evokes_sustain_talk"
    ASKS_PERMISSION = "asks_permission"
    OFFERS_OPTIONS = "offers_options"
    SUMMARY = "summary"
    PLANNING = "planning"
    APOLOGY = "apology"
    SAFETY_INQUIRY = "safety_inquiry"
    GETS_HELP = "gets_help"
    STACKED_QUESTIONS = "stacked_questions"
    PREMATURE_FOCUS = "premature_focus"
    RIGHTING_REFLEX = "righting_reflex"
    LABELLING = "labelling"
    REASSURANCE = "reassurance"
    DOSING_ADVICE = "dosing_advice"
    INSULT = "insult"
    GREETING = "greeting"
    FACILITATOR = "facilitator"
    OFF_TOPIC = "off_topic"
    UNINTELLIGIBLE = "unintelligible"
    REPETITION = "repetition"


class ClientTalk(StrEnum):
    """The side a client's words take, relative to a named target behaviour (MISC 2.1)."""

    CHANGE = "change"
    SUSTAIN = "sustain"
    NEUTRAL = "neutral"
    DISCORD = "discord"


class TalkKind(StrEnum):
    """The DARN-CAT kind of change or sustain talk."""

    DESIRE = "desire"
    ABILITY = "ability"
    REASONS = "reasons"
    NEED = "need"
    COMMITMENT = "commitment"
    ACTIVATION = "activation"
    TAKING_STEPS = "taking_steps"


class SafetyTopic(StrEnum):
    """What a safety inquiry asks about."""

    SUICIDE = "suicide"
    OVERDOSE = "overdose"
    NALOXONE = "naloxone"
    VIOLENCE = "violence"


class Standing(StrEnum):
    """How MI regards a move. Carried by a word and a sign as well as a colour."""

    ADHERENT = "adherent"
    NON_ADHERENT = "non_adherent"
    NEUTRAL = "neutral"
    SKILL = "skill"


@dataclass(frozen=True, slots=True)
class Term:
    """All there is to say about one code.

    ``short`` fits a narrow column; ``definition`` says when to give the code; ``not_when`` the nearest mistakes;
    ``why`` what it does to a conversation; ``hint`` names the skill without giving words; ``example`` is ours.
    """

    name: str
    short: str
    label: str
    standing: Standing
    colour: str
    definition: str
    not_when: str
    why: str
    hint: str
    example: str


_GREEN, _BLUE, _TEAL, _GREY, _AMBER, _RED, _VIOLET = (
    "green",
    "blue",
    "cyan",
    "grey",
    "yellow",
    "red",
    "magenta",
)

BEHAVIOURS: dict[Behaviour, Term] = {
    Behaviour.QUESTION: Term(
        "question", "Q", "Question", Standing.SKILL, _BLUE,
        "Any question, open or closed, counted once a volley however many are asked.",
        "A question that doubts, shames or argues is Confront; one that asks leave or shares the agenda is Seek.",
        "An open question hands the story over; a run of questions takes it back.",
        "Ask something that cannot be answered with one word.",
        "What would a good morning look like for you?",
    ),
    Behaviour.SIMPLE_REFLECTION: Term(
        "simple_reflection", "SR", "Simple reflection", Standing.SKILL, _TEAL,
        "Repeats or rephrases what the person said and adds little; a plain summary.",
        "A follow-up that only sets up a question is structuring. Unsure between simple and complex: simple.",
        "It shows that you heard, and keeps the floor with the person.",
        "Say back the heart of what you just heard, as a statement.",
        "You've been coming here since the spring.",
    ),
    Behaviour.COMPLEX_REFLECTION: Term(
        "complex_reflection", "CR", "Complex reflection", Standing.SKILL, _TEAL,
        "Adds substantial meaning, emphasis, feeling or direction to what the person said; a double-sided or "
        "directional summary.",
        "A guess that blames or warns is Confront, however softly it begins.",
        "It reaches for what is meant but not yet said, and the person goes further.",
        "Guess at the feeling or the meaning underneath, and stop there.",
        "It's not the tablets you mind so much as being handed them like a child.",
    ),
    Behaviour.AFFIRM: Term(
        "affirm", "AF", "Affirm", Standing.ADHERENT, _GREEN,
        "Names a specific strength, effort, intention or worth of the person, and means it.",
        "General praise, pride or support (well done, I'm proud of you) is not coded. Unsure: no code.",
        "People who hear what is strong in them argue less against change.",
        "Name something this person did or values that took strength.",
        "You kept the appointment on a day when getting out of bed was work.",
    ),
    Behaviour.SEEK_COLLABORATION: Term(
        "seek_collaboration", "Seek", "Seek collaboration", Standing.ADHERENT, _GREEN,
        "Asks permission, shares the agenda, or asks what the person makes of some information.",
        "A rote 'what do you think of that?' is a question or nothing. Unsure: not Seek.",
        "It makes the two of you partners, and what follows is heard as an offer.",
        "Ask before you tell, or ask what they would like to spend the time on.",
        "Would it be all right if I shared what others in your place have found useful?",
    ),
    Behaviour.EMPHASIZE_AUTONOMY: Term(
        "emphasize_autonomy", "Emph", "Emphasize autonomy", Standing.ADHERENT, _GREEN,
        "Says that the decision, the choice or the control is the person's.",
        "Confidence in someone's ability (you can do it) is not autonomy.",
        "Pressure invites its opposite; a choice that is really theirs can be looked at.",
        "Say out loud whose decision it is.",
        "Whatever you make of this, you're the one who decides what goes into your body.",
    ),
    Behaviour.GIVING_INFORMATION: Term(
        "giving_information", "GI", "Giving information", Standing.NEUTRAL, _GREY,
        "Neutral facts, feedback, or a professional opinion about people in general.",
        "'For you', a recommendation or a warning makes it Persuade or Confront. Unsure between GI and Persuade: GI.",
        "Useful in small amounts, when it was wanted; followed by less change talk than any other move.",
        "Find out what they already know before you add anything.",
        "There are three medicines for this, and they work in rather different ways.",
    ),
    Behaviour.PERSUADE_WITH_PERMISSION: Term(
        "persuade_with_permission", "PwP", "Persuade with permission", Standing.NEUTRAL, _GREY,
        "Advice or argument after permission: the person asked, you asked, or you stress that it is their choice. "
        "Permission holds for a few minutes on its topic.",
        "Without a question, an invitation or an autonomy cue it is Persuade. Leave to ask something is no leave to "
        "advise.",
        "Advice that was asked for can be weighed; the rest has to be resisted.",
        "If you have something to suggest, ask first, offer it, and ask what they make of it.",
        "Since you asked: one thing that might suit you is starting on a day off. You'd know best.",
    ),
    Behaviour.PERSUADE: Term(
        "persuade", "Pers", "Persuade", Standing.NON_ADHERENT, _AMBER,
        "An overt attempt to change opinion or behaviour by logic, argument, facts, advice, tips or solutions, "
        "without permission or a cue of autonomy.",
        "Neutral facts are Giving information; argument that blames or warns is Confront.",
        "It supplies the reasons for change, which leaves the person the reasons against it.",
        "Leave the advice for now: what does the person already think would help?",
        "You really should move in with your sister, it would solve half of this.",
    ),
    Behaviour.CONFRONT: Term(
        "confront", "Con", "Confront", Standing.NON_ADHERENT, _RED,
        "Directly disagrees, argues, corrects, shames, blames, labels, warns, moralises, ridicules or doubts "
        "honesty; also as a question, or in a reflection's clothes.",
        "Unsure between Confront and a reflection: no code.",
        "It meets resistance with force, and gets more of it.",
        "Step back from the argument: reflect what they are defending.",
        "If you cared about those children you wouldn't be here again.",
    ),
}  # fmt: skip

MARKS: dict[Mark, Term] = {
    Mark.DOUBLE_SIDED_REFLECTION: Term(
        "double_sided_reflection", "2-sided", "Double-sided reflection", Standing.SKILL, _TEAL,
        "A reflection that holds both sides of the person's ambivalence; it records the side it ends on.",
        "Two sides of somebody else's story, or a 'but' that argues.",
        "It ends the tug of war by holding both ropes; ending on change leaves that side in the air.",
        "Put both sides in one sentence, joined by 'and', the side of change last.",
        "You can't picture queueing with everyone you used with, and you're tired of mornings like this one.",
    ),
    Mark.REFLECTS_CHANGE_TALK: Term(
        "reflects_change_talk", "R+", "Reflects change talk", Standing.SKILL, _TEAL,
        "A reflection of the person's own words for change.",
        "Reasons for change that the person has not voiced.",
        "What is reflected is said again, usually with more in it.",
        "Listen for the words that lean towards change, and say those back.",
        "You want your Saturdays back.",
    ),
    Mark.REFLECTS_SUSTAIN_TALK: Term(
        "reflects_sustain_talk", "R-", "Reflects sustain talk", Standing.SKILL, _TEAL,
        "A reflection of the person's own words against change.",
        "Agreeing that change is a bad idea.",
        "It takes the fight out of the room; dwelling there digs the trench deeper.",
        "Let them know that you heard the reasons against, once.",
        "Right now the pills are the only thing that works by evening.",
    ),
    Mark.REFLECTS_FEELING: Term(
        "reflects_feeling", "Feel", "Reflects feeling", Standing.SKILL, _TEAL,
        "A reflection that names a feeling the person has shown or implied.",
        "The clinician's own feeling, or a question about feelings.",
        "Being understood in what one feels is what makes talk safe.",
        "Name the feeling you think is in the room.",
        "It scared you, how quiet the house was.",
    ),
    Mark.REFLECTS_VALUE: Term(
        "reflects_value", "Value", "Reflects value", Standing.SKILL, _TEAL,
        "A reflection of what matters most to the person: who they want to be, whom they love, what they stand for.",
        "Values that the clinician holds up to the person.",
        "Change that serves what somebody already loves needs no pushing.",
        "Say what this seems to be about for them, at bottom.",
        "Being somebody your daughter can ring at night, that's what this is about.",
    ),
    Mark.EVOKES_CHANGE_TALK: Term(
        "evokes_change_talk", "Evoke+", "Evokes change talk", Standing.SKILL, _BLUE,
        "A question whose answer is likely to be change talk; it records the DARN-CAT kind it pulls.",
        "A leading question that answers itself.",
        "People believe what they hear themselves say.",
        "Ask a question to which the answer is a reason for change.",
        "What would you most like to be different by the summer?",
    ),
    Mark.EVOKES_SUSTAIN_TALK: Term(
        "evokes_sustain_talk", "Evoke-", "Evokes sustain talk", Standing.NON_ADHERENT, _AMBER,
        "A question whose answer is likely to be the case against change.",
        "Asking once what someone likes about using, to understand, is no fault, but it is still this mark.",
        "You get what you ask for: the answer is an argument for staying the same.",
        "Turn the question round: ask about the other side.",
        "Why haven't you started it already?",
    ),
    Mark.ASKS_PERMISSION: Term(
        "asks_permission", "Perm", "Asks permission", Standing.ADHERENT, _GREEN,
        "Asks leave to inform, advise or raise a topic.",
        "A rhetorical 'can I be honest with you?' before a scolding.",
        "It makes what follows an offer.",
        "Ask whether they would like to hear it.",
        "Could I tell you what I know about that?",
    ),
    Mark.OFFERS_OPTIONS: Term(
        "offers_options", "Options", "Offers options", Standing.SKILL, _GREEN,
        "Lays out two or more real possibilities without pushing one.",
        "One option and a threat.",
        "One suggestion is met with 'yes, but'; several are a choice.",
        "Lay more than one way on the table.",
        "Some people start at home, some come in for the day, some wait and think; any of those is open.",
    ),
    Mark.SUMMARY: Term(
        "summary", "Sum", "Summary", Standing.SKILL, _TEAL,
        "Gathers several things the person said, from more than the last turn.",
        "A long reflection of one thing.",
        "Hearing one's own reasons in a row makes them weigh more.",
        "Gather what they have told you so far, and end on what leans towards change.",
        "So you came for your sister, you stayed for the sleep, and now there's the job. What did I miss?",
    ),
    Mark.PLANNING: Term(
        "planning", "Plan", "Planning", Standing.SKILL, _BLUE,
        "Moves towards a next step: a key question, when and how, obstacles, who could help.",
        "A plan that the clinician hands over.",
        "Someone who is ready needs a next step more than another reason.",
        "Ask what, if anything, they would do next.",
        "Where does all of this leave you? What might be the first thing you do?",
    ),
    Mark.APOLOGY: Term(
        "apology", "Sorry", "Apology", Standing.SKILL, _GREEN,
        "Owns a misstep: apologises, takes back pressure, or starts over.",
        "Sympathy (I'm sorry that happened).",
        "A rupture that is owned usually mends, and the person learns that this talk is different.",
        "Own your part in what went wrong, in a sentence.",
        "I got ahead of you just now, and I'm sorry. Can we go back?",
    ),
    Mark.SAFETY_INQUIRY: Term(
        "safety_inquiry", "Safety", "Safety inquiry", Standing.SKILL, _VIOLET,
        "Asks directly about suicide, overdose, naloxone or violence.",
        "Hints that spare the word.",
        "Asking plainly does no harm and may save a life; here a closed question is the right one.",
        "Something was said about not wanting to be here. Ask about it directly.",
        "Are you having thoughts of ending your life?",
    ),
    Mark.GETS_HELP: Term(
        "gets_help", "Help", "Gets help", Standing.SKILL, _VIOLET,
        "Brings in support for safety: stays with the person, brings in a supervisor, crisis line or emergency care, "
        "or makes a safety plan together.",
        "A referral to get rid of the topic.",
        "Risk is not carried alone, by the patient or by you.",
        "Do not carry this alone: whom would you bring in, and what would you agree before they leave?",
        "I'd like to bring my supervisor in, and stay with you while we work out tonight.",
    ),
    Mark.STACKED_QUESTIONS: Term(
        "stacked_questions", "Q+Q", "Stacked questions", Standing.NON_ADHERENT, _AMBER,
        "Two or more different questions in one turn.",
        "One question said again in other words.",
        "The person answers the easiest one, and the rest sound like an interview form.",
        "Ask one question, and wait.",
        "How long have you used? Who do you live with? Ever been in treatment?",
    ),
    Mark.PREMATURE_FOCUS: Term(
        "premature_focus", "Early", "Premature focus", Standing.NON_ADHERENT, _AMBER,
        "Narrows to the clinician's topic or to a plan before the person is engaged or ready.",
        "A focus that the person brought.",
        "It answers a question nobody has asked yet, and costs trust.",
        "Stay with what the person brought in today.",
        "Let's get you booked in to start on Monday, then.",
    ),
    Mark.RIGHTING_REFLEX: Term(
        "righting_reflex", "Fix", "Righting reflex", Standing.NON_ADHERENT, _AMBER,
        "Sets things right for the person: fixes, argues for change, supplies the reasons.",
        "Information that was asked for.",
        "The more you argue for change, the more the person has to argue against it.",
        "Let the reasons come from them.",
        "But think of your kids, surely they are worth it.",
    ),
    Mark.LABELLING: Term(
        "labelling", "Label", "Labelling or stigmatising language", Standing.NON_ADHERENT, _RED,
        "Puts a label on the person or uses stigmatising words about them (addict, junkie, abuser, clean or dirty).",
        "The person's own word, quoted back as theirs.",
        "Labels raise judgement in clinicians and shame in patients (Kelly and Westerhoff 2010).",
        "Describe the person and what they do; leave the label out.",
        "As an addict you have to accept that.",
    ),
    Mark.REASSURANCE: Term(
        "reassurance", "Soothe", "Reassurance or agreeing too fast", Standing.NON_ADHERENT, _AMBER,
        "Comforts, cheers on or agrees in a way that closes the subject.",
        "An affirmation of something specific.",
        "It tells the person that the worry is not worth talking about.",
        "Stay with the worry a little longer before easing it.",
        "Don't worry, it will all be fine.",
    ),
    Mark.DOSING_ADVICE: Term(
        "dosing_advice", "Dose", "Dosing advice", Standing.NON_ADHERENT, _RED,
        "Says how much of a medicine to take, or when to take, skip or stop it.",
        "Sending the question to the prescriber, which is right.",
        "Doses and timing belong to the prescriber; here they can kill.",
        "Doses and timing are for the prescriber: say so, and ask what worries them.",
        "Just take half of it the first day.",
    ),
    Mark.INSULT: Term(
        "insult", "Insult", "Insult", Standing.NON_ADHERENT, _RED,
        "Abuse or contempt aimed at the person.",
        "Swearing in sympathy.",
        "Nobody changes for someone who despises them.",
        "Something sharp was said. Own it before anything else.",
        "You're pathetic.",
    ),
    Mark.GREETING: Term(
        "greeting", "Hello", "Greeting", Standing.NEUTRAL, _GREY,
        "A hello, an introduction, a goodbye or thanks.",
        "Small talk that avoids the subject is off topic.",
        "A welcome is where engagement starts.",
        "Say hello and what this time is for.",
        "Hi Dana, I'm Sam. Thanks for coming in.",
    ),
    Mark.FACILITATOR: Term(
        "facilitator", "Mm", "Facilitator", Standing.NEUTRAL, _GREY,
        "A word that only keeps things going.",
        "An answer to the person's question.",
        "It says go on; many in a row say that nobody is listening.",
        "Say something of what you heard.",
        "Mm-hm.",
    ),
    Mark.OFF_TOPIC: Term(
        "off_topic", "Off", "Off topic", Standing.NEUTRAL, _GREY,
        "Talk that has nothing to do with the person or why they are here.",
        "The person's own detour, followed with interest.",
        "A little warms a room; more of it avoids the work.",
        "Come back to what the person last said.",
        "Is it still raining out?",
    ),
    Mark.UNINTELLIGIBLE: Term(
        "unintelligible", "???", "Not understood", Standing.NEUTRAL, _GREY,
        "Nothing the coder can read: symbols, random letters, another language.",
        "Misspelt words that can still be read.",
        "The patient could make nothing of it, and neither could the coder.",
        "Say it in a plain English sentence.",
        "asdf ;;; 9999",
    ),
    Mark.REPETITION: Term(
        "repetition", "Again", "Repetition", Standing.NEUTRAL, _GREY,
        "The same words as one of the trainee's last turns.",
        "A reflection taken further.",
        "Said twice it sounds like a script.",
        "Say something you have not said yet.",
        "(the same sentence again)",
    ),
}  # fmt: skip

CLIENT_TALK: dict[ClientTalk, Term] = {
    ClientTalk.CHANGE: Term(
        "change", "CT", "Change talk", Standing.NEUTRAL, _GREEN,
        "Words that lean towards the target behaviour.",
        "Change that has nothing to do with the target.",
        "The share of change talk goes with a better outcome (Magill et al. 2018).",
        "", "I'd give a lot for one morning that isn't about this.",
    ),
    ClientTalk.SUSTAIN: Term(
        "sustain", "ST", "Sustain talk", Standing.NEUTRAL, _AMBER,
        "Words that lean away from the target behaviour.",
        "Anger at the clinician is discord.",
        "It is half of ambivalence, not a fault; its falling share is the reward of good work.",
        "", "It's the only thing that gets me through a shift.",
    ),
    ClientTalk.NEUTRAL: Term(
        "neutral", "N", "Neutral", Standing.NEUTRAL, _GREY,
        "Follows along; neither side of the target.",
        "", "", "", "It was the number nine bus, I think.",
    ),
    ClientTalk.DISCORD: Term(
        "discord", "D", "Discord", Standing.NEUTRAL, _RED,
        "Friction with the clinician: not about the change but about the two of you.",
        "An argument against the change is sustain talk.",
        "It answers something the clinician did, and the clinician can mend it.",
        "", "You've got it all worked out, haven't you.",
    ),
}  # fmt: skip

KINDS: dict[TalkKind, Term] = {
    TalkKind.DESIRE: Term("desire", "D", "Desire", Standing.NEUTRAL, _GREY,
        "Want, wish, like, hate.", "", "", "", "I want to sleep in my own bed again."),
    TalkKind.ABILITY: Term("ability", "A", "Ability", Standing.NEUTRAL, _GREY,
        "Can, could, too hard to.", "", "", "", "I managed nine days once."),
    TalkKind.REASONS: Term("reasons", "R", "Reasons", Standing.NEUTRAL, _GREY,
        "A specific benefit, cost or worry. Unsure among desire, ability, reasons and need: reasons.",
        "", "", "", "My boss smelt it on me."),
    TalkKind.NEED: Term("need", "N", "Need", Standing.NEUTRAL, _GREY,
        "Must, need to, have to.", "", "", "", "Something has to give."),
    TalkKind.COMMITMENT: Term("commitment", "C", "Commitment", Standing.NEUTRAL, _GREY,
        "An intention, a promise, a concrete plan.", "", "", "", "I'll ring them on Monday."),
    TalkKind.ACTIVATION: Term("activation", "A", "Activation", Standing.NEUTRAL, _GREY,
        "Ready, willing, prepared to.", "", "", "", "I'm about ready to try."),
    TalkKind.TAKING_STEPS: Term("taking_steps", "T", "Taking steps", Standing.NEUTRAL, _GREY,
        "A recent concrete act.", "", "", "", "I told my brother on Sunday."),
}  # fmt: skip

REFLECTIONS = frozenset({Behaviour.SIMPLE_REFLECTION, Behaviour.COMPLEX_REFLECTION})
ADHERENT = frozenset(
    {Behaviour.AFFIRM, Behaviour.SEEK_COLLABORATION, Behaviour.EMPHASIZE_AUTONOMY}
)  # MITI 4.2.1, total MI-adherent
NON_ADHERENT = frozenset({Behaviour.CONFRONT, Behaviour.PERSUADE})  # MITI 4.2.1, total MI-non-adherent
MEETS_PUSHBACK = "may meet pushback"
"""What is said of a mark that works against MI: MITI calls behaviours alone MI-non-adherent."""

GROUPS: dict[str, frozenset[Behaviour]] = {
    "reflection": REFLECTIONS,
    "adherent": ADHERENT,
    "non_adherent": NON_ADHERENT,
    "advice": frozenset({Behaviour.PERSUADE, Behaviour.PERSUADE_WITH_PERMISSION}),
}
"""Names an author may use for several behaviours at once."""

FORMS: dict[str, QuestionForm] = {"open_question": QuestionForm.OPEN, "closed_question": QuestionForm.CLOSED}
"""Names an author may use for a question of one form."""


DETAILS: dict[Mark, tuple[str, ...]] = {
    Mark.DOUBLE_SIDED_REFLECTION: (ClientTalk.CHANGE, ClientTalk.SUSTAIN),
    Mark.EVOKES_CHANGE_TALK: tuple(TalkKind),
    Mark.SAFETY_INQUIRY: tuple(SafetyTopic),
}
"""Marks that come with a detail. An author may ask for it: ``safety_inquiry.suicide``."""


def hearable() -> tuple[str, ...]:
    """Every name that a scenario's ``hears`` may use: behaviours, question forms, groups, marks and details."""
    detailed = tuple(f"{mark}.{detail}" for mark, details in DETAILS.items() for detail in details)
    return (*Behaviour, *FORMS, *GROUPS, *Mark, *detailed)


def term(name: str) -> Term:
    """The declaration of a behaviour, mark, client talk or kind by its name.

    Raises:
        KeyError: no code has that name.
    """
    for table in (BEHAVIOURS, MARKS, CLIENT_TALK, KINDS):
        if name in table:
            return table[name]  # type: ignore[index]
    raise KeyError(name)


_Name = TypeVar("_Name", bound=StrEnum)


def named(words: str, table: Mapping[_Name, Term]) -> _Name | None:
    """The code of a table that a person means by its name, abbreviation or label, in any case; None if none is."""
    meant = _evened(words)
    return next((name for name, t in table.items() if meant in map(_evened, (t.name, t.short, t.label))), None)


def _evened(words: str) -> str:
    return "_".join(words.lower().replace("-", " ").replace("_", " ").split())


def label(name: str) -> str:
    """What to call a hearable name in a sentence: ``open_question`` is "Open question"."""
    base, _, detail = name.partition(".")
    try:
        words = term(base).label
    except KeyError:
        words = base.replace("_", " ").capitalize()
    return f"{words} ({detail.replace('_', ' ')})" if detail else words


def labels(names: Iterable[str]) -> str:
    """Several names as words, joined by commas."""
    return ", ".join(label(name) for name in names)
