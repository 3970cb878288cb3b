"""Whole sessions with simulated trainees, and what they say about a scenario.

Does it reward good work? Where do people get stuck? Does what follows a question, a reflection, advice or
information come near what follows them in recorded sessions?
"""

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import sqrt

from mi_trainer.authoring.trying import MUTE
from mi_trainer.patient.exchange import Exchange
from mi_trainer.practice.session import ENDED_EARLY, Codes, Session
from mi_trainer.practice.trainees import Trainee, words_for
from mi_trainer.scenario.model import GOOD_OUTCOMES, Process, Scenario
from scoring.codes import Behaviour, ClientTalk, Mark, QuestionForm
from scoring.coding import Coding

MOST_TURNS = 80
"""A session that has not ended by then is left."""
STALL = 6
"""This many turns running in one state are a stall."""
FEW = 30
"""With 20 sessions each, 80% of good endings against 50% are not told apart (:func:`apart`); with these they are."""

Rate = tuple[float, float | None]
"""How often change talk follows, and how often sustain talk, 0 to 1; None where it was not counted."""

PUBLISHED: dict[str, Rate] = {
    "planning": (0.525, 0.033),
    "open question": (0.363, 0.125),
    "complex reflection": (0.243, 0.127),
    "simple reflection": (0.234, 0.083),
    "advice": (0.227, 0.164),
    "closed question": (0.183, 0.102),
    "information": (0.133, 0.102),
}
"""After each kind of turn: how often the client's next turn is change talk, and sustain talk.

Counted over 4,785 handoffs in AnnoMI (Wu et al., 2022), sessions of high and of low quality together. ``planning``
is AnnoMI's negotiating of a goal.
"""

PUBLISHED_AFTER: dict[ClientTalk, dict[str, Rate]] = {
    ClientTalk.CHANGE: {
        "planning": (0.72, None),
        "open question": (0.70, None),
        "complex reflection": (0.50, None),
        "simple reflection": (0.50, None),
        "information": (0.30, None),
    },
    ClientTalk.SUSTAIN: {
        "open question": (0.29, 0.40),
        "complex reflection": (0.14, 0.33),
        "simple reflection": (0.05, 0.36),
        "advice": (0.14, 0.36),
        "closed question": (0.13, 0.39),
    },
}
"""The same where the client's turn before was change talk, or sustain talk: people tend to go on as they were.

Counted over the same handoffs; None where it was not counted. A patient who comes in ready speaks change talk most
of the time, and is like recorded clients if what follows is near these, however far it is from :data:`PUBLISHED`.
"""


@dataclass(frozen=True, slots=True)
class Played:
    """One session of a simulated trainee.

    ``stalls`` are states in which it spent :data:`STALL` turns running, in the order of the session. ``followed``
    counts the side taken before a turn, the kind of turn, and the side taken after it, outside the safety lane:
    there, other things are asked than in any recorded session.
    """

    trainee: str
    outcome: str
    state: str
    turns: int
    first: tuple[int, int]
    last: tuple[int, int]
    repeated: int
    said: int
    stalls: tuple[str, ...]
    unheard: Counter[str]
    followed: Counter[tuple[str, str, str]]


Says = Callable[[Session, Trainee, random.Random], tuple[str, Coding | None]]
"""What a trainee says next: words, and their coding where the coder is not to be asked."""


def in_codes(session: Session, trainee: Trainee, chance: random.Random) -> tuple[str, Coding | None]:
    """The trainee's move as a code, about what the state may ask for."""
    coding = trainee.coding(session, chance)
    return words_for(session, chance, coding), coding


def rehearse(
    scenario: Scenario, trainee: Trainee, seeds: Sequence[int], coder: Codes = MUTE, says: Says = in_codes
) -> Iterator[Played]:
    """One session for each seed. The same seeds give the same sessions."""
    for seed in seeds:
        session = Session.begin(scenario, coder, seed=seed)
        chance = random.Random(f"{trainee.name}/{seed}")
        while not session.over and session.turn < MOST_TURNS:
            text, coding = says(session, trainee, chance)
            if coding is None:
                session.respond(text)
            else:
                session.hear(text, coding)
        yield played(trainee.name, session)


def played(trainee: str, session: Session) -> Played:
    """What is counted of one session."""
    turns = session.exchanges[1:]
    third = max(1, len(turns) // 3)
    lines = [line for exchange in session.exchanges for line in {said.line: 0 for said in exchange.reply}]
    stays = ((state, len(list(stay))) for state, stay in groupby(turns, key=lambda e: e.state_after))
    states = session.scenario.states
    after = Counter(
        (_side(before), kind, _side(e))
        for before, e in pairwise(session.exchanges)
        if states[e.state_before].process is not Process.SAFETY and (kind := kind_of(e.coding))
    )
    return Played(
        trainee, session.outcome or ENDED_EARLY, session.patient.state, len(turns), _talk(turns[:third]),
        _talk(turns[-third:]), len(lines) - len(set(lines)), len(lines),
        tuple(dict.fromkeys(state for state, length in stays if length >= STALL)),
        Counter(e.state_before for e in turns if e.reaction.endswith("/otherwise")), after,
    )  # fmt: skip


def _talk(turns: Sequence[Exchange]) -> tuple[int, int]:
    talk = Counter(said.talk for exchange in turns for said in exchange.reply)
    return talk[ClientTalk.CHANGE], talk[ClientTalk.SUSTAIN]


def _side(exchange: Exchange) -> str:
    """The side of a whole reply: change talk if any of it is, else sustain talk if any is."""
    talks = {said.talk for said in exchange.reply}
    return next(
        (str(talk) for talk in (ClientTalk.CHANGE, ClientTalk.SUSTAIN, ClientTalk.DISCORD) if talk in talks), ""
    )


def kind_of(coding: Coding) -> str:
    """Which row of :data:`PUBLISHED` a turn belongs to; empty if to none.

    Of several behaviours in a turn: planning, then advice, then the deeper reflection, then the question, then
    information.
    """
    said = set(coding.behaviours)
    if coding.has(Mark.PLANNING):
        return "planning"
    if said & {Behaviour.PERSUADE, Behaviour.PERSUADE_WITH_PERMISSION}:
        return "advice"
    if Behaviour.COMPLEX_REFLECTION in said:
        return "complex reflection"
    if Behaviour.SIMPLE_REFLECTION in said:
        return "simple reflection"
    if Behaviour.QUESTION in said:
        return "closed question" if coding.question is QuestionForm.CLOSED else "open question"
    return "information" if Behaviour.GIVING_INFORMATION in said else ""


# What the sessions say together.


def share(talk: Sequence[tuple[int, int]]) -> tuple[float, int]:
    """Change talk among change and sustain talk, 0 to 1, and how many of both there are."""
    change, sustain = sum(c for c, _ in talk), sum(s for _, s in talk)
    return (change / (change + sustain) if change + sustain else 0.0), change + sustain


def good(sessions: Sequence[Played]) -> int:
    """How many sessions came to an ending that is good for the patient."""
    return sum(session.outcome in GOOD_OUTCOMES for session in sessions)


def following(sessions: Sequence[Played], kind: str, before: str | None = None) -> tuple[float, float, int]:
    """After a kind of turn: the shares of change and of sustain talk, 0 to 1, and how many such turns there were.

    With ``before`` only turns are counted that answer that side.
    """
    counts: Counter[str] = Counter()
    for session in sessions:
        for (answered, turn, side), n in session.followed.items():
            counts[side] += n * (turn == kind and before in (None, answered))
    total = counts.total()
    return (counts[ClientTalk.CHANGE] / total, counts[ClientTalk.SUSTAIN] / total, total) if total else (0.0, 0.0, 0)


def apart(better: Sequence[Played], worse: Sequence[Played]) -> bool:
    """Whether good endings are so much more frequent for one than the other that chance is no explanation.

    Two standard errors of the difference, with one success and one failure added to each (Agresti & Caffo, 2000).
    """
    shares, error = [], 0.0
    for sessions in (better, worse):
        n = len(sessions) + 2
        p = (good(sessions) + 1) / n
        shares.append(p)
        error += p * (1 - p) / n
    return shares[0] - shares[1] > 2 * sqrt(error)


def verdict(by_trainee: dict[str, list[Played]]) -> Iterator[str]:
    """Whether the scenario separates the trainees, who are given from the best to the worst, in sentences."""
    names = list(by_trainee)
    rates = {name: f"{100 * good(each) / len(each):.0f}%" for name, each in by_trainee.items()}
    pairs = list(pairwise(names))
    same = [(a, b) for a, b in pairs if not apart(by_trainee[a], by_trainee[b])]
    reached = ", ".join(f"{name} {rate}" for name, rate in rates.items())
    if not pairs:
        yield f"Good endings: {reached}. Rehearse with two trainees or more to see whether skill matters."
    elif not same:
        yield f"It separates the trainees. Good endings: {reached}."
    else:
        yield f"Good endings: {reached}."
        for a, b in same:
            if len(by_trainee[a]) < FEW:
                yield f"So few sessions cannot tell {a} from {b}: chance may explain it. Rehearse {FEW} or more."
                continue
            yield (
                f"It does not separate {a} from {b}: {rates[a]} and {rates[b]} come to a good end. "
                + ("Ask more of the way there: conditions on trust or importance that pushing does not meet."
                   if good(by_trainee[b]) * 2 > len(by_trainee[b]) else
                   "Good work should lead somewhere: look at where it stalls.")
            )  # fmt: skip
