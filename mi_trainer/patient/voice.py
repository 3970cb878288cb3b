"""Which line is said: of those that hold the most specific, then the least recently said."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from mi_trainer.patient.machine import Rule
from mi_trainer.patient.person import Patient, unmet
from mi_trainer.scenario.model import Line, Saying, Scenario
from scoring.codes import ClientTalk, SafetyTopic, TalkKind


@dataclass(frozen=True, slots=True)
class Said:
    """One person's words as said in a session. ``line`` is the id of the scenario's line they come from."""

    speaker: str
    says: str
    talk: ClientTalk
    kind: TalkKind | None = None
    risk: SafetyTopic | None = None
    line: str = ""


_Pool = tuple[str, tuple[Line, ...]]


def reply(scenario: Scenario, before: Patient, after: Patient, rule: Rule, turn: int, seed: int) -> tuple[Said, ...]:
    """What is said when a rule fires and the patient moves from ``before`` to ``after``.

    The rule's own lines; if it has none, the opening lines of the state it leads to. When all of those were said
    in the last breath or cannot be said now, the state's ``otherwise`` and then the scenario's ``pauses`` serve,
    so that nobody ever says the same line twice running.
    """
    here = scenario.states[after.state]
    first: _Pool = (rule.id, rule.lines) if rule.lines else (f"{after.state}/opens", here.opens)
    pools = [first]
    if here.otherwise:
        pools.append((f"{after.state}/otherwise", here.otherwise.lines))
    pools.append(("pauses", scenario.pauses))
    return _from_pools(scenario, pools, before, after, turn, seed)


def opening(scenario: Scenario, patient: Patient, seed: int) -> tuple[Said, ...]:
    """What the patient says on walking in, before the trainee's first turn."""
    pools = [(f"{patient.state}/opens", scenario.states[patient.state].opens), ("pauses", scenario.pauses)]
    return _from_pools(scenario, pools, patient, patient, 0, seed)


def pause(scenario: Scenario, patient: Patient, turn: int, seed: int) -> tuple[Said, ...]:
    """What the patient does when nothing was said to them."""
    return _from_pools(scenario, [("pauses", scenario.pauses)], patient, patient, turn, seed)


def _from_pools(
    scenario: Scenario, pools: Sequence[_Pool], before: Patient, after: Patient, turn: int, seed: int
) -> tuple[Said, ...]:
    for name, pool in pools:
        holding = [
            (f"{name}#{n}", line)
            for n, line in enumerate(pool, 1)
            if line.says not in before.last
            and not unmet(line.when, after, turn)
            and not (line.once and f"{name}#{n}" in before.said)
        ]
        if holding:
            return _spoken(scenario, *_choose(holding, before, turn, seed))
    name, pool = pools[-1]
    return _spoken(scenario, *_choose([(f"{name}#{n}", line) for n, line in enumerate(pool, 1)], before, turn, seed))


def _choose(holding: list[tuple[str, Line]], before: Patient, turn: int, seed: int) -> tuple[str, Line]:
    most = max(line.when.tests() if line.when else 0 for _, line in holding)
    best = [item for item in holding if (item[1].when.tests() if item[1].when else 0) == most]
    oldest = min(before.said.get(key, -1) for key, _ in best)
    longest_unsaid = [item for item in best if before.said.get(item[0], -1) == oldest]
    if len(longest_unsaid) == 1:
        return longest_unsaid[0]
    return random.Random(f"{seed}/{turn}/{longest_unsaid[0][0]}").choice(longest_unsaid)


def _spoken(scenario: Scenario, key: str, line: Line) -> tuple[Said, ...]:
    someone = next(iter(scenario.people))

    def said(saying: Saying) -> Said:
        return Said(saying.speaker or someone, saying.says, saying.talk, saying.kind, saying.risk, key)

    return tuple(said(saying) for saying in (line, *line.then))
