"""Moves: what a trainee can do in one turn, as codes and without words.

The checks walk a scenario with them, simulated trainees choose among them, and an author may pick one directly.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from scoring.codes import DETAILS, FORMS, GROUPS, Behaviour, Mark, QuestionForm, hearable
from scoring.coding import Coding, FoundMark

CARRIED_BY: dict[Mark, tuple[str, ...]] = {
    Mark.DOUBLE_SIDED_REFLECTION: ("complex_reflection",),
    Mark.REFLECTS_CHANGE_TALK: ("complex_reflection",),
    Mark.REFLECTS_SUSTAIN_TALK: ("simple_reflection",),
    Mark.REFLECTS_FEELING: ("complex_reflection",),
    Mark.REFLECTS_VALUE: ("complex_reflection",),
    Mark.EVOKES_CHANGE_TALK: ("open_question",),
    Mark.EVOKES_SUSTAIN_TALK: ("open_question",),
    Mark.ASKS_PERMISSION: ("seek_collaboration",),
    Mark.OFFERS_OPTIONS: ("giving_information",),
    Mark.SUMMARY: ("complex_reflection",),
    Mark.PLANNING: ("open_question",),
    Mark.SAFETY_INQUIRY: ("closed_question",),
    Mark.STACKED_QUESTIONS: ("closed_question",),
    Mark.PREMATURE_FOCUS: ("persuade",),
    Mark.RIGHTING_REFLEX: ("persuade",),
    Mark.LABELLING: ("confront",),
    Mark.DOSING_ADVICE: ("persuade",),
    Mark.INSULT: ("confront",),
}
"""The behaviour that a mark usually comes with: marks of these kinds hardly ever stand alone in a turn."""

USUAL_DETAIL: dict[Mark, str] = {
    Mark.DOUBLE_SIDED_REFLECTION: "change",
    Mark.EVOKES_CHANGE_TALK: "desire",
    Mark.SAFETY_INQUIRY: "suicide",
}


def coding_of(names: Iterable[str], *, carried: bool = True) -> Coding:
    """A coding in which exactly these hearable names, and what carries them, were heard.

    A group stands for its first member; a mark has every detail that is named, or else its usual one. With
    ``carried`` false marks stand alone.

    Raises:
        ValueError: one of the names cannot be heard.
    """
    return _coding_of(tuple(names), carried)


@lru_cache(maxsize=1024)
def _coding_of(names: tuple[str, ...], carried: bool) -> Coding:
    behaviours: list[Behaviour] = []
    marks: dict[Mark, dict[str, None]] = {}
    form: QuestionForm | None = None
    queue = list(names)
    while queue:
        name = queue.pop(0)
        base, _, detail = name.partition(".")
        if name in FORMS:
            form = FORMS[name]
            queue.append(Behaviour.QUESTION)
        elif name in GROUPS:
            queue.append(next(b for b in Behaviour if b in GROUPS[name]))
        elif base in set(Behaviour):
            if Behaviour(base) not in behaviours:
                behaviours.append(Behaviour(base))
        else:
            mark = Mark(base)
            marks.setdefault(mark, {}).update({detail: None} if detail else {})
            queue += CARRIED_BY.get(mark, ()) if carried else ()
    if Behaviour.COMPLEX_REFLECTION in behaviours and Behaviour.SIMPLE_REFLECTION in behaviours:
        behaviours.remove(Behaviour.SIMPLE_REFLECTION)  # one reflection a volley, the complex one (MITI 4.2.1)
    if Behaviour.QUESTION in behaviours:
        form = form or QuestionForm.OPEN
    found = [
        FoundMark(mark, detail=detail)
        for mark, details in marks.items()
        for detail in details or (USUAL_DETAIL.get(mark, ""),)
    ]
    return Coding(
        behaviours=tuple(behaviours), confidence=(1.0,) * len(behaviours), marks=tuple(found), question=form,
        coder="codes",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Move:
    """One thing a trainee may do in a turn: its name, and every name a reaction could hear in it.

    ``carried`` is false where marks stand alone, without the behaviour they usually come with.
    """

    name: str
    coding: Coding
    heard: frozenset[str]
    carried: bool = True


@lru_cache(maxsize=1024)
def move(*names: str, carried: bool = True) -> Move:
    """The move of these names. None at all is a turn in which nothing is heard."""
    coding = coding_of(names, carried=carried)
    return Move(" + ".join(names) or "nothing", coding, coding.heard.intersection(hearable()), carried)


def singles() -> tuple[str, ...]:
    """Every hearable name that is no group, with the usual detail left out: one for each thing there is to do."""
    plain = [b for b in Behaviour if b is not Behaviour.QUESTION]
    return (*plain, *FORMS, *Mark, *(f"{mark}.{detail}" for mark, details in DETAILS.items() for detail in details))
