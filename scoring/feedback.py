"""What to tell a trainee about a turn: what it was, why, which words, and one stronger way.

Never a scolding: a move that works against MI is described by what it tends to do to the other person, a doubtful
code is offered as a way in which the turn could be heard, and simple against complex is always put softly, because
trained people disagree about it too (kappa 0.20, AnnoMI's ten coders). Where safety is at stake, nothing is counted.
"""

from dataclasses import dataclass

from scoring.codes import (
    BEHAVIOURS,
    MARKS,
    NON_ADHERENT,
    REFLECTIONS,
    Behaviour,
    Mark,
    QuestionForm,
    Standing,
    Term,
)
from scoring.coding import Coding, Context, Span
from scoring.cues.marks import SAFETY
from scoring.words import read


@dataclass(frozen=True, slots=True)
class Coach:
    """What a scenario's author says to a trainee at some point: the skill to reach for, why, and an example of it."""

    skill: str
    why: str
    example: str


@dataclass(frozen=True, slots=True)
class Feedback:
    """One turn's feedback, in sentences ready to be shown.

    ``headline`` names the move; ``standing`` says in words how MI regards it; ``why`` what it does to a
    conversation; ``words`` are the spans that decided it; ``stronger`` is one stronger way; ``note`` softens a close
    call or says that counting is suspended, and is often empty.
    """

    headline: str
    standing: str
    why: str
    words: tuple[Span, ...]
    stronger: str
    note: str = ""
    unsure: bool = False


STANDINGS: dict[Standing, str] = {
    Standing.ADHERENT: "In the spirit of MI",
    Standing.NON_ADHERENT: "Likely to meet pushback",
    Standing.NEUTRAL: "Neither for nor against",
    Standing.SKILL: "An MI skill",
}

CLOSE_CALL = "Simple or complex is a close call, even between trained people."
SAFETY_FIRST = "Safety comes first here: direct questions are right, and nothing is counted until it has been asked."
AFTER_ASKING = (
    "Stay with the answer and thank them for it. Unless it is a clear no, ask what they have thought of and what is "
    "within reach, and bring in help."
)
"""What follows a direct question about safety (gather, access supervision, take responsible action, extend: SAMHSA
TIP 50)."""
NOT_CODED = "Not coded"
_NOTHING = "There is nothing here that MITI counts, which is no fault: not every turn has to do something."

# The marks worth telling about when they are what a turn was, the most pressing first.
_PRESSING = (
    Mark.INSULT, Mark.DOSING_ADVICE, Mark.LABELLING, Mark.SAFETY_INQUIRY, Mark.GETS_HELP, Mark.APOLOGY,
    Mark.REASSURANCE, Mark.PREMATURE_FOCUS, Mark.STACKED_QUESTIONS, Mark.REPETITION,
)  # fmt: skip
_WITHOUT_CODE = (
    Mark.GREETING, Mark.FACILITATOR, Mark.OFF_TOPIC, Mark.UNINTELLIGIBLE, Mark.REASSURANCE, Mark.APOLOGY,
)  # fmt: skip


def feedback(coding: Coding, context: Context, coach: Coach | None = None) -> Feedback:
    """What to say about a coded turn; `coach` is the scenario author's own advice for this moment, where there is."""
    focus = _focus(coding)
    risky = risk_voiced(context) or coding.has(Mark.SAFETY_INQUIRY) or coding.has(Mark.GETS_HELP)
    missed = risk_voiced(context) and not (coding.has(Mark.SAFETY_INQUIRY) or coding.has(Mark.GETS_HELP))
    term = _term(focus)
    unsure = isinstance(focus, Behaviour) and focus in coding.unsure
    return Feedback(
        headline=_headline(coding, focus, unsure),
        standing=STANDINGS[term.standing] if term else "",
        why=term.why if term else _NOTHING,
        words=_words(coding, focus),
        stronger=_stronger(coding, focus, coach, missed),
        note=SAFETY_FIRST if risky else CLOSE_CALL if focus in REFLECTIONS else "",
        unsure=unsure,
    )


def risk_voiced(context: Context) -> bool:
    """Whether the person's last words speak of not wanting to live, or of harm."""
    words, _ = read(context.patient)
    return bool(SAFETY["suicide"].find(words) or SAFETY["violence"].find(words))


def _focus(coding: Coding) -> Behaviour | Mark | None:
    """The code or mark to speak of: what is most likely to matter to the other person."""
    marks = {found.mark for found in coding.marks}
    for mark in (Mark.INSULT, Mark.DOSING_ADVICE, Mark.SAFETY_INQUIRY, Mark.GETS_HELP):
        if mark in marks:
            return mark
    sure = [behaviour for behaviour in coding.behaviours if behaviour not in coding.unsure]
    for behaviour in sure:
        if behaviour in NON_ADHERENT:
            return behaviour
    for mark in _PRESSING:
        if mark in marks and MARKS[mark].standing is Standing.NON_ADHERENT:
            return mark
    if coding.behaviours:
        ranked = sorted(sure or coding.behaviours, key=_rank)
        return ranked[0]
    return next((mark for mark in _WITHOUT_CODE if mark in marks), None)


_ORDER = (
    Behaviour.CONFRONT, Behaviour.PERSUADE, Behaviour.COMPLEX_REFLECTION, Behaviour.AFFIRM,
    Behaviour.EMPHASIZE_AUTONOMY, Behaviour.SEEK_COLLABORATION, Behaviour.SIMPLE_REFLECTION, Behaviour.QUESTION,
    Behaviour.PERSUADE_WITH_PERMISSION, Behaviour.GIVING_INFORMATION,
)  # fmt: skip


def _rank(behaviour: Behaviour) -> int:
    return _ORDER.index(behaviour)


def _term(focus: Behaviour | Mark | None) -> Term | None:
    if focus is None:
        return None
    return BEHAVIOURS[focus] if isinstance(focus, Behaviour) else MARKS[focus]


def _headline(coding: Coding, focus: Behaviour | Mark | None, unsure: bool) -> str:
    if focus is None:
        return NOT_CODED
    term = _term(focus)
    assert term is not None
    name = term.label
    if focus is Behaviour.QUESTION and coding.question is not None:
        name = "Open question" if coding.question is QuestionForm.OPEN else "Closed question"
    if focus is Behaviour.COMPLEX_REFLECTION and coding.has(Mark.DOUBLE_SIDED_REFLECTION):
        name = MARKS[Mark.DOUBLE_SIDED_REFLECTION].label
    if unsure:
        article = "an" if name[0] in "AEIOU" else "a"
        plain = name[0].lower() + name[1:]
        return f"This could be heard as {plain if focus in _MASS else f'{article} {plain}'}"
    return name


_MASS = frozenset(
    {
        Behaviour.AFFIRM,
        Behaviour.SEEK_COLLABORATION,
        Behaviour.EMPHASIZE_AUTONOMY,
        Behaviour.GIVING_INFORMATION,
        Behaviour.PERSUADE,
        Behaviour.PERSUADE_WITH_PERMISSION,
        Behaviour.CONFRONT,
    }
)


def _words(coding: Coding, focus: Behaviour | Mark | None) -> tuple[Span, ...]:
    for found in coding.marks:
        if found.mark is focus:
            return found.reason.words
    for utterance in coding.utterances:
        if utterance.behaviour is focus and focus is not None:
            return utterance.reason.words or (utterance.span,)
    return ()


def _stronger(coding: Coding, focus: Behaviour | Mark | None, coach: Coach | None, missed: bool) -> str:
    if missed:
        return MARKS[Mark.SAFETY_INQUIRY].hint
    asked = focus is Mark.SAFETY_INQUIRY
    if coach is not None and coach.example and not (asked and coach.skill.partition(".")[0] == Mark.SAFETY_INQUIRY):
        return coach.example
    if asked:
        return AFTER_ASKING
    if focus is None:
        return BEHAVIOURS[Behaviour.SIMPLE_REFLECTION].hint
    if focus is Behaviour.SIMPLE_REFLECTION:
        return BEHAVIOURS[Behaviour.COMPLEX_REFLECTION].hint
    if focus is Behaviour.COMPLEX_REFLECTION:
        return MARKS[Mark.REFLECTS_CHANGE_TALK].hint
    if focus is Behaviour.QUESTION and coding.question is QuestionForm.OPEN:
        return MARKS[Mark.EVOKES_CHANGE_TALK].hint
    term = _term(focus)
    return term.hint if term else ""
