"""What came of playing a scenario, for the checks that only a conversation can make."""

from collections.abc import Callable
from dataclasses import dataclass

from mi_trainer.scenario.checks.reach import Reached
from mi_trainer.scenario.checks.steps import Stepper
from mi_trainer.scenario.checks.subject import Subject
from mi_trainer.scenario.findings import Finding


@dataclass(frozen=True, slots=True)
class Plays:
    """Sessions played by codes: what was found, and how far they came.

    ``turns`` counts the trainee's turns of the play that visits what was visited least, from ``seed``; ``states`` and
    ``reactions`` are what it came to of all that the walk reached; ``endings`` where any session ended.
    """

    findings: tuple[Finding, ...]
    endings: frozenset[str]
    turns: int
    seed: int
    states: tuple[int, int]
    reactions: tuple[int, int]


Played = Callable[[Subject, Stepper, Reached], Plays]
"""Plays a scenario that has no errors."""
