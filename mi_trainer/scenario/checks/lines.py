"""The patient's lines: enough of them, different from each other, sayable, and tagged."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import reduce
from itertools import chain
from math import ceil
from operator import or_
from typing import NamedTuple

from mi_trainer.scenario.checks.components import components
from mi_trainer.scenario.checks.reach import Reached
from mi_trainer.scenario.checks.subject import Pool, Subject
from mi_trainer.scenario.checks.written import Voice, Written
from mi_trainer.scenario.findings import Finding
from mi_trainer.scenario.model import RISK_VOICED, Reaction
from mi_trainer.scenario.yaml_text import KeyPath
from scoring.codes import ClientTalk

ENOUGH, ENOUGH_IN_PASSING = 3, 2
"""Lines wherever a patient can be heard twice running; and wherever one can come back to later."""
LONGEST = 400
"""Characters that somebody says in one breath before it is a speech; about five lines of an 80-column terminal."""
ALIKE = 0.8
"""The share of words two lines have in common (Jaccard) from which they are nearly the same."""
_FEWEST_WORDS = 5
_APART = (1 - ALIKE) / (1 + ALIKE) + 1e-9
"""Of all words of two such lines together, the share that only one of them has (and a little, for rounding)."""


def too_few(subject: Subject, reached: Reached) -> Iterator[Finding]:
    """Groups of lines that can be heard again and would soon repeat themselves."""
    leads = _again(subject, reached)
    cycle = {state: n for n, group in enumerate(components(reached.rooms, leads)) for state in group if len(group) > 1}
    entered: dict[str, int] = defaultdict(int)
    stays: set[str] = set()
    returns: set[str] = set()
    for (state, name), to in reached.edges.items():
        spoken = name in subject.pools
        if state in to:
            stays.add(name if spoken else f"{state}/opens")
        for there in to - {state}:
            once = _once(subject, name)
            again = not once and cycle.get(state, -1) == cycle.get(there, -2)
            if spoken and again:
                returns.add(name)
            elif again:
                entered[f"{there}/opens"] += 1
    for pool in subject.pools.values():
        if pool.id == "pauses":
            continue
        lines = [line for line in pool.lines if not line.once]
        if pool.id in stays and len(lines) < ENOUGH and not _once(subject, pool.id):
            yield _few(subject, pool, len(lines), ENOUGH, "the patient stays there and can be asked again at once")
        elif (pool.id in returns or entered[pool.id]) and len(lines) < ENOUGH_IN_PASSING:
            yield _few(subject, pool, len(lines), ENOUGH_IN_PASSING, "the conversation can come back to it")


def _few(subject: Subject, pool: Pool, number: int, enough: int, why: str) -> Finding:
    words = "1 line" if number == 1 else f"{number} lines"
    return subject.finding(
        "W301", pool.path, f"'{pool.id}' has {words}, and {why}", f"Write {enough - number} more, so that nobody "
        "hears the same words twice.", key=True,
    )  # fmt: skip


def _once(subject: Subject, name: str) -> bool:
    """Whether a reaction keeps itself from firing twice: it asks for a flag's absence, and brings the flag about."""
    if name not in subject.once:
        reaction = subject.reactions.get(name)
        subject.once[name] = False
        if reaction is not None and reaction.when is not None:
            brings = set(reaction.sets) | (_voices(subject, name, reaction))
            first_visit = reaction.when.visits is not None and reaction.when.visits.high <= 1 and bool(reaction.goto)
            subject.once[name] = first_visit or bool(brings & set(reaction.when.no_flag) - subject.cleared)
    return subject.once[name]


def _voices(subject: Subject, name: str, reaction: Reaction) -> set[str]:
    pool = subject.pools.get(name) or subject.pools.get(f"{reaction.goto}/opens")
    voiced = pool is not None and all(any(s.risk for s in (line, *line.then)) for line in pool.lines)
    return {RISK_VOICED} if voiced else set()


def _again(subject: Subject, reached: Reached) -> dict[str, set[str]]:
    """Which state leads to which, leaving out reactions that fire once and the clock."""
    leads: dict[str, set[str]] = {state: set() for state in reached.rooms}
    for (state, name), to in reached.edges.items():
        if name != "time" and not _once(subject, name):
            leads[state] |= to - {state}
    return leads


_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def near_duplicates(written: Written) -> Iterator[Finding]:
    """Lines that share nearly all their words with an earlier one, or are the same within one group of lines."""
    worded = [(path, frozenset(_WORD.findall(says.casefold()))) for path, says in written.said]
    common = Counter(chain.from_iterable(words for _, words in worded))
    again = {word for word, times in common.items() if times > 1}
    bits = {word: 1 << (hash(word) & 63) for word in common}
    entries = [
        _Entry(path, words, reduce(or_, [bits[word] for word in words], 0))
        for path, words in worded
        if len(words & again) >= _shared(words)
    ]
    left = set().union(*(entry.words for entry in entries)) & again
    rarity = {word: n for n, word in enumerate(sorted(left, key=lambda word: (common[word], word)))}
    seen: dict[int, list[_Entry]] = defaultdict(list)
    for entry in entries:
        words, own = entry.words, entry.print
        prefix = sorted([rarity[word] for word in words & again])
        # Two lines that share so many words share one of their rarest. Words that stand in no other line are rarest.
        del prefix[max(0, len(prefix) - _shared(words) + 1) :]
        most = _APART * (len(words) + len(words) / ALIKE)
        near = (other for word in prefix for other in seen[word] if (own ^ other.print).bit_count() <= most)
        twin = next((other for other in near if _alike(other, entry)), None)
        if twin is not None:
            first = written.document.place(twin.path)
            yield written.finding(
                "W302", entry.path, f"this line says nearly the same as the one on line {first.line}",
                "Let it say something else, or delete it.",
            )  # fmt: skip
            continue
        for word in prefix:
            if len(seen[word]) < 40:
                seen[word].append(entry)


class _Entry(NamedTuple):
    """A line's words, and a fingerprint of them, a bit of 64 for every word.

    Two lines differ in at least as many words as their fingerprints in bits: that is nearly always enough to tell
    that they are not alike.
    """

    path: KeyPath
    words: frozenset[str]
    print: int


def _shared(words: frozenset[str]) -> int:
    """How many of a line's words another must have, to say nearly the same."""
    return len(words) if len(words) < _FEWEST_WORDS else ceil(ALIKE * len(words))


def _alike(one: _Entry, other: _Entry) -> bool:
    (path_a, a, _), (path_b, b, _) = one, other
    fewer, more = sorted((len(a), len(b)))
    if fewer < _FEWEST_WORDS:  # "Mm." may be said anywhere, but not twice in one place
        return a == b and path_a[:-1] == path_b[:-1]
    if fewer < ALIKE * more:
        return False
    common = len(a & b)
    return common >= ALIKE * (fewer + more - common)


_STANDS_IN = re.compile(r"\b(todo|tbd|fixme|xxx+|lorem ipsum)\b|\[(insert|your|name)[^\]]*\]", re.IGNORECASE)
_OPENS_IT = ("todo", "tbd", "fixme", "xxx", "lorem", "[")
"""What one of those holds for certain: soon looked for, and hardly ever found."""
_NO_WORD = re.compile(r"\A\W*\Z")


def wording(written: Written) -> Iterator[Finding]:
    """Lines that are too long to say, and placeholders anywhere."""
    everything = "\n".join(text for _, text, _ in written.texts).lower()
    doubtful = any(part in everything for part in _OPENS_IT)
    for path, text, voice in written.texts:
        if voice is Voice.PATIENT and len(text.strip()) > LONGEST:
            yield written.finding(
                "W303", path, f"this line has {len(text.strip())} characters: a speech, not an answer",
                f"Keep it under {LONGEST}, or break it up with `then`.",
            )  # fmt: skip
        found = _STANDS_IN.search(text) if doubtful else None
        if found := found or _NO_WORD.search(text):
            words = found[0].strip()[:30] or "nothing but marks"
            yield written.finding("W308", path, f"a placeholder was left here: {words}", "Write the words themselves.")


def kinds(subject: Subject) -> Iterator[Finding]:
    """Tags that leave out the kind of change or sustain talk."""
    for path, line in subject.lines:
        for n, saying in enumerate((line, *line.then)):
            if saying.talk in (ClientTalk.CHANGE, ClientTalk.SUSTAIN) and saying.kind is None:
                at = (*path, "then", n - 1) if n else path
                yield subject.finding(
                    "A312", at, f"this is tagged {saying.talk} talk, without its kind",
                    "Add `kind:` desire, ability, reasons, need, commitment, activation or taking_steps.",
                )  # fmt: skip


def one_sided(subject: Subject, reached: Reached) -> Iterator[Finding]:
    """States in which every answer is change talk: people stay of two minds (Magill et al. 2018)."""
    talks: dict[str, set[ClientTalk]] = defaultdict(set)
    for pool in subject.pools.values():
        if not pool.id.endswith("/opens"):
            talks[pool.state] |= {saying.talk for line in pool.lines for saying in (line, *line.then)}
    for name, state in subject.scenario.states.items():
        if not state.ending and name in reached.rooms and talks[name] == {ClientTalk.CHANGE}:
            yield subject.finding(
                "W305", ("states", name), f"in '{name}' every answer is change talk, whatever the trainee does",
                "Let something be neutral, and a push be met with sustain talk or discord.", key=True,
            )  # fmt: skip
