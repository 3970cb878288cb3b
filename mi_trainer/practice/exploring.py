"""Seeded play that always does what was done least: what only a conversation shows of a scenario.

The walk says what can never happen; real sessions by codes say what does happen on the way. Each turn takes, of the
moves that lead to something here and now, the one whose answer was had least often.
"""

import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from mi_trainer.patient.exchange import Exchange
from mi_trainer.patient.hearing import least_words
from mi_trainer.patient.machine import TIME_UP
from mi_trainer.practice.session import Codes, Session
from mi_trainer.scenario.checks.desk import DIMENSIONS, Answer, Way
from mi_trainer.scenario.checks.steps import Stepper, Visit
from mi_trainer.scenario.checks.subject import Subject
from mi_trainer.scenario.findings import Finding
from mi_trainer.scenario.model import Scenario
from mi_trainer.scenario.moves import coding_of
from scoring.coding import Coding

SEED = 1
TURNS = 50
"""Turns played for one scenario: a few short sessions or one and a half long ones, so as to check while typing."""
STALL = 6
"""So many turns running without any way out of a state are a stall, if none of so many turns could have led out."""
_MOST_LOOKED_AT = 2_000
"""Ways a patient may stand on the way out of a stall, before it is left open whether there is one."""
FEWEST = 4
"""So many turns in a state before it is said that none of its own reactions was met."""


@dataclass(slots=True)
class Explored:
    """The sessions played, and what was counted on the way.

    ``had`` counts answers by state and reaction; ``offered`` are the reactions that some move could have brought
    about at one of the turns; ``turns_in`` counts turns by state; ``stalls`` are the patient as they stood at the
    beginning of each stretch of turns in a state at which no move led out of it.
    """

    sessions: list[Session] = field(default_factory=list)
    had: Counter[tuple[str, str]] = field(default_factory=Counter)
    offered: set[tuple[str, str]] = field(default_factory=set)
    turns_in: Counter[str] = field(default_factory=Counter)
    stalls: list[Visit] = field(default_factory=list)

    @property
    def turns(self) -> int:
        """The trainee's turns of all sessions."""
        return sum(session.turn for session in self.sessions)


def said(scenario: Scenario, way: Way) -> tuple[str, Coding]:
    """A turn of the walk as words and a coding."""
    names = [] if way.move == "nothing" else way.move.split(" + ")
    topics = [way.topic] if way.topic else []
    return least_words(scenario, topics, way.to), coding_of(names, carried=way.carried)


def standing(stepper: Stepper, session: Session) -> Visit:
    """The patient of a session as the walk sees them."""
    patient = session.patient
    at = patient.disposition
    levels = (at.trust, at.importance, at.confidence, at.discord)
    return stepper.standing(
        patient.state, levels, patient.flags, patient.visits, patient.back_to, patient.talk, session.turn + 1
    )


def explore(stepper: Stepper, coder: Codes, *, seed: int = SEED, turns: int = TURNS) -> Explored:
    """Sessions until so many turns were played. The same seed plays the same."""
    explored, chance = Explored(), random.Random(seed)
    left = turns
    while left > 0:
        session = Session.begin(stepper.scenario, coder, seed=seed + len(explored.sessions))
        explored.sessions.append(session)
        stretch: list[Visit] = []
        while not session.over and left > 0:
            left -= 1
            visit = standing(stepper, session)
            open_to = stepper.open_to(visit)
            explored.turns_in[visit.state] += 1
            explored.offered |= {(visit.state, answer.id) for answer in open_to}
            answer = _least(explored, visit, open_to, chance)
            move = chance.choice(stepper.moves_to(visit, answer))
            exchange = session.hear(*said(stepper.scenario, stepper.desks.meaning(*move).way))
            explored.had[visit.state, exchange.reaction] += 1
            leads_out = any(answer.goto for answer in open_to)
            stretch = [] if leads_out or exchange.state_after != visit.state else [*stretch, visit]
            if len(stretch) == STALL:
                explored.stalls.append(stretch[0])
    return explored


def _least(explored: Explored, visit: Visit, open_to: Iterable[Answer], chance: random.Random) -> Answer:
    """The answer had least often; of those the one to the state been in least; then by chance."""
    had, been, here = explored.had, explored.turns_in, visit.state
    return min(open_to, key=lambda answer: (had[here, answer.id], been[answer.goto or here], chance.random()))


def _shut_in(stepper: Stepper, visit: Visit) -> bool:
    """Whether it is certain that no few turns lead out of a state for a patient who stands there like that."""
    standing = {stepper.key(visit): visit}
    looked_at = 0
    for _ in range(STALL):
        following: dict[tuple[object, ...], Visit] = {}
        for here in standing.values():
            for turn in stepper.effects(here)[1]:
                if turn.to != visit.state:
                    return False
                following |= {stepper.key(after): after for after in stepper.afters(here, turn)}
        looked_at += len(following)
        if looked_at > _MOST_LOOKED_AT:
            return False
        standing = {key: after for key, after in following.items() if after.state == visit.state}
    return True


def heard(subject: Subject, stepper: Stepper, explored: Explored) -> Iterator[Finding]:
    """What was wrong with the sessions: each thing once, at the line or state it is about."""
    yield from _twice_running(subject, explored)
    yield from _speechless(subject, explored)
    stuck: set[str] = set()
    for visit in explored.stalls:
        state = visit.state
        if state not in stuck and _shut_in(stepper, visit):
            stuck.add(state)
            stood = ", ".join(f"{name} {level:g}" for name, level in zip(DIMENSIONS, visit.levels, strict=True))
            yield subject.finding(
                "A504", ("states", state),
                f"somebody stood in '{state}' with {stood}, and nothing said in {STALL} turns would lead out of it",
                "Let something lead on for a patient who stands so, or let something said there move them.", key=True,
            )  # fmt: skip
    for state, number in explored.turns_in.items():
        own = {one.id for one in subject.considered(state) if one.id in subject.reaction_paths
               and subject.reaction_paths[one.id][0] != "anywhere"}  # fmt: skip
        if number >= FEWEST and own and not any((state, name) in explored.offered for name in own):
            yield subject.finding(
                "A505", ("states", state), f"in {number} turns of play none of the reactions of '{state}' could answer",
                "Look at what their conditions ask for, and at how people come there.", key=True,
            )  # fmt: skip


def _pairs(explored: Explored) -> Iterator[tuple[Exchange, Exchange]]:
    for session in explored.sessions:
        yield from zip(session.exchanges, session.exchanges[1:], strict=False)


def _pool_of(line: str) -> tuple[str, int]:
    pool, _, number = line.rpartition("#")
    return pool, int(number) - 1


def _twice_running(subject: Subject, explored: Explored) -> Iterator[Finding]:
    told: set[str] = set()
    for before, after in _pairs(explored):
        again = {one.says for one in before.reply} & {one.says for one in after.reply}
        for one in after.reply:
            if one.says in again and one.line not in told:
                told.add(one.line)
                pool, n = _pool_of(one.line)
                yield subject.finding(
                    "W502", (*subject.pools[pool].path, n), "some of these words were said twice running in play",
                    "Let what follows in the same breath differ from line to line.",
                )  # fmt: skip


def _speechless(subject: Subject, explored: Explored) -> Iterator[Finding]:
    told: set[str] = set()
    for before, after in _pairs(explored):
        pool = subject.pools.get(after.reaction)
        if pool is None or after.reaction in told or after.reaction == TIME_UP or not after.reply:
            continue
        just_said = {one.says for one in before.reply}
        if _pool_of(after.reply[0].line)[0] != pool.id and not any(line.says in just_said for line in pool.lines):
            told.add(after.reaction)
            yield subject.finding(
                "A503", pool.path, f"'{pool.id}' answered in play, and none of its lines could be said",
                "Give it a line without `when` and `once`: else the patient says something that belongs elsewhere.",
                key=True,
            )  # fmt: skip
