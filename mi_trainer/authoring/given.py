"""Codes given directly: a turn without words, to see what the patient would do with it."""

from collections.abc import Iterable
from dataclasses import dataclass

from mi_trainer.patient.hearing import BOTH, least_words
from mi_trainer.scenario.findings import did_you_mean
from mi_trainer.scenario.model import Scenario
from mi_trainer.scenario.moves import coding_of
from scoring.codes import FORMS, GROUPS, Behaviour, hearable
from scoring.coding import Coding

ABOUT, TO = "about", "to"


class NotGiven(ValueError):
    """A turn by codes cannot be understood; the message offers the nearest names."""


@dataclass(frozen=True, slots=True)
class Given:
    """A turn by codes: what is heard, about which topics, said to whom.

    ``text`` is the least that could be typed to the same effect: the topics and the person addressed are read from
    it just as they are from a trainee's words.
    """

    coding: Coding
    text: str


def given(scenario: Scenario, codes: Iterable[str], about: Iterable[str] = (), to: str = "") -> Given:
    """A turn by codes.

    Where only marks are named, the behaviour that usually carries them is heard too.

    Raises:
        NotGiven: there is no such code, topic or person.
    """
    codes, about = list(codes), list(about)
    for code in codes:
        if code not in hearable():
            raise NotGiven(f"'{code}' is no code or mark. {did_you_mean(code, hearable())}")
    for topic in about:
        if topic not in scenario.topics:
            raise NotGiven(f"There is no topic '{topic}'. {did_you_mean(topic, scenario.topics)}")
    people = {*scenario.people, BOTH}
    if to and to not in people:
        raise NotGiven(f"There is nobody called '{to}' here. {did_you_mean(to, people)}")
    said = any(code in FORMS or code in GROUPS or code in set(Behaviour) for code in codes)
    return Given(coding_of(codes, carried=not said), least_words(scenario, about, to))


def typed(scenario: Scenario, line: str) -> Given:
    """A turn by codes as an author types it: ``= complex_reflection reflects_change_talk about girls to rosa``.

    The ``=`` may be left out. After ``about`` come topics, after ``to`` a person.

    Raises:
        NotGiven: there is no such code, topic or person.
    """
    parts: dict[str, list[str]] = {"": [], ABOUT: [], TO: []}
    part = ""
    for word in line.strip().removeprefix("=").replace(",", " ").split():
        if word in (ABOUT, TO):
            part = word
        else:
            parts[part].append(word)
    if len(parts[TO]) > 1:
        raise NotGiven("After 'to', name one person, or both.")
    return given(scenario, parts[""], parts[ABOUT], "".join(parts[TO]))


def as_codes(coding: Coding) -> list[str]:
    """A coding as the names that give it again: behaviours, a question as its form, marks with their detail."""
    names: list[str] = []
    for behaviour in coding.behaviours:
        form = next((name for name, form in FORMS.items() if form is coding.question), "")
        names.append(form if behaviour is Behaviour.QUESTION and form else str(behaviour))
    names += [f"{found.mark}.{found.detail}" if found.detail else str(found.mark) for found in coding.marks]
    return list(dict.fromkeys(names))
