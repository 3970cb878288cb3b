"""What a patient makes out in a trainee's words besides the codes: topics, and who is being addressed."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from mi_trainer.scenario.model import Person, Scenario

BOTH = "both"
_LOOKED_AT = 20_000
"""Characters of a message searched for topics: a pasted chapter is about its beginning."""


@lru_cache(maxsize=4096)
def _phrase(*phrases: str) -> re.Pattern[str]:
    """Any of these phrases, whole, singular or plural."""
    pieces = (r"\s+".join(map(re.escape, words.casefold().replace("’", "'").split())) for words in phrases)
    return re.compile(r"(?<!\w)(?:" + "|".join(pieces) + r")(?:'?s|es)?(?!\w)")


def _folded(text: str) -> str:
    return text[:_LOOKED_AT].casefold().replace("’", "'")


def topics_in(text: str, topics: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """The topics that the text touches: any of a topic's words, whole, in any case, singular or plural."""
    folded = _folded(text)
    if not folded:
        return frozenset()
    return frozenset(name for name, phrases in topics.items() if phrases and _phrase(*phrases).search(folded))


def least_words(scenario: Scenario, topics: Iterable[str] = (), to: str = "") -> str:
    """The least that could be typed to touch these topics and call this person, a key or ``both``."""
    words = " ".join(_touching(scenario, topic) for topic in topics)
    if not to or len(scenario.people) == 1:
        return words
    return ("both of you: " if to == BOTH else f"{scenario.people[to].name}, ") + words


def _touching(scenario: Scenario, topic: str) -> str:
    """Words of a topic, if possible such as touch no other."""
    phrases = scenario.topics[topic]
    alone = (phrase for phrase in phrases if topics_in(phrase, scenario.topics) == {topic})
    return next(alone, phrases[0] if phrases else "")


def _said(person: Person, folded: str) -> bool:
    return any(_phrase(name).search(folded) for name in (person.name, *person.called))


_BOTH_OF_YOU = re.compile(r"\b(both of you|you both|you two|the two of you|each of you)\b")


_LEADS_IN = r"(?:^|[.!?]\s+|\b(?:and|so|ok|okay|thanks|thank you|hi|hello|hey|welcome),?\s+)"
_GOES_ON = (
    r"(?:i|i'm|i'd|it sounds|sounds|so you|when you|if you|you|you're|you've|you'd|your|u|ur|tell|"
    r"what|what's|how|how's|(?:can|could|would|do|did|are|have) you|(?:is|are|has) there)\b"
)
"""How people who type no commas go on after calling somebody by name."""


@lru_cache(maxsize=256)
def _calling(*names: str) -> re.Pattern[str]:
    """Any of these names called out: at the beginning of what is said, at its end, or in a greeting."""
    word = f"(?:{_any(names)})"
    return re.compile(
        rf"{_LEADS_IN}{word}\s*(?:[,:–-]|\s{_GOES_ON})"
        rf"|(?:,|\byou think|\byou say)\s*{word}\s*[.!?]*\s*(?:$|[.!?])"
        rf"|\b(?:hi|hello|hey|welcome|thank you|thanks|you),?\s+{word}(?!\w)(?!'s)"
    )


@lru_cache(maxsize=64)
def _calling_two(*names: str) -> re.Pattern[str]:
    """Two of these names called out together."""
    return re.compile(rf"{_LEADS_IN}(?:{_any(names)}) (?:and|&) (?:{_any(names)})\s*(?:$|[,:.!?–-]|\s{_GOES_ON})")


def _any(names: Iterable[str]) -> str:
    return "|".join(re.escape(name.casefold()) for name in names)


def _called_together(people: Iterable[Person], folded: str) -> bool:
    names = [name for person in people for name in (person.name, *person.called)]
    return bool(_calling_two(*names).search(folded))


def addressed(text: str, scenario: Scenario, before: str = "") -> str:
    """Who is spoken to: a person's key, ``both``, or whoever was spoken to before.

    A name called out (``Rosa, what...``, ``..., Rosa?``, ``rosa you...``) decides; ``Rosa and Teo, ...`` calls both;
    then ``you both`` and its like; then a single name mentioned with no one called. With one person in the room it
    is always that person.
    """
    if len(scenario.people) == 1:
        return next(iter(scenario.people))
    folded = _folded(text)
    people = scenario.people.items()
    called = [key for key, person in people if _calling(person.name, *person.called).search(folded)]
    if len(called) > 1 or _called_together(scenario.people.values(), folded):
        return BOTH
    if called:
        return called[0]
    if _BOTH_OF_YOU.search(folded):
        return BOTH
    named = [key for key, person in scenario.people.items() if _said(person, folded)]
    if len(named) == 1 and re.search(r"\byour?\b|\bu\b", folded) is None:
        return named[0]
    return before or BOTH
