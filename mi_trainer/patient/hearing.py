"""What a patient makes out in a trainee's words besides the codes: topics, and who is being addressed."""

import re
from collections.abc import Mapping
from functools import lru_cache

from mi_trainer.scenario.model import Person, Scenario

BOTH = "both"
_LOOKED_AT = 20_000
"""Characters of a message searched for topics: a pasted chapter is about its beginning."""


@lru_cache(maxsize=4096)
def _phrase(words: str) -> re.Pattern[str]:
    pieces = [re.escape(word) for word in words.casefold().split()]
    return re.compile(r"(?<!\w)" + r"\s+".join(pieces) + r"(?:'?s|es)?(?!\w)")


def _folded(text: str) -> str:
    return text[:_LOOKED_AT].casefold().replace("’", "'")


def topics_in(text: str, topics: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """The topics that the text touches: any of a topic's words, whole, in any case, singular or plural."""
    folded = _folded(text)
    return frozenset(
        name
        for name, phrases in topics.items()
        if any(_phrase(phrase.replace("’", "'")).search(folded) for phrase in phrases)
    )


def _said(person: Person, folded: str) -> bool:
    return any(_phrase(name).search(folded) for name in (person.name, *person.called))


_BOTH_OF_YOU = re.compile(r"\b(both of you|you both|you two|the two of you|each of you)\b")


def _vocative(person: Person, folded: str) -> bool:
    for name in (person.name, *person.called):
        word = re.escape(name.casefold())
        if re.search(rf"(?:^|[.!?]\s+|\b(?:and|so|ok|okay|thanks|thank you|hi|hello),?\s+){word}\s*[,:–-]", folded):
            return True
        if re.search(rf",\s*{word}\s*[.!?]*\s*(?:$|[.!?])", folded):
            return True
    return False


def addressed(text: str, scenario: Scenario, before: str = "") -> str:
    """Who is spoken to: a person's key, ``both``, or whoever was spoken to before.

    A name called out (``Rosa, what...``, ``..., Rosa?``) decides; then a single name mentioned with no one called;
    then ``you both`` and its like. With one person in the room it is always that person.
    """
    if len(scenario.people) == 1:
        return next(iter(scenario.people))
    folded = _folded(text)
    called = [key for key, person in scenario.people.items() if _vocative(person, folded)]
    if len(called) == 1:
        return called[0]
    if len(called) > 1 or _BOTH_OF_YOU.search(folded):
        return BOTH
    named = [key for key, person in scenario.people.items() if _said(person, folded)]
    if len(named) == 1 and re.search(r"\byour?\b|\bu\b", folded) is None:
        return named[0]
    return before or BOTH
