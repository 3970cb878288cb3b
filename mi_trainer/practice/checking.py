"""A scenario checked whole: what can be read off it, and what comes of it when it is played."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from mi_trainer.practice.session import Session
from mi_trainer.practice.trainees import TRAINEES, play
from mi_trainer.scenario.checks.catalogue import found
from mi_trainer.scenario.checks.run import Checked, check
from mi_trainer.scenario.checks.tags import ReadsTalk
from mi_trainer.scenario.findings import Finding
from mi_trainer.scenario.model import Scenario
from mi_trainer.scenario.reader import Reading, read
from scoring.codes import ClientTalk
from scoring.coding import Coding, Context, TalkCoding

GAMES = 6
"""Sessions each trainee plays before anything is said; the first two that end differently settle it."""
MOST_STATES = 200
"""Beyond this a scenario is not played by :func:`checked`, only walked: a book, not a conversation."""


class Codes:
    """A coder for sessions in which every turn is given as a coding."""

    version = "codes"

    def code(self, text: str, context: Context) -> Coding:
        """Nothing is heard in words here."""
        return Coding()

    def talk(self, text: str, context: Context) -> TalkCoding:
        """Nothing is read into words here."""
        return TalkCoding(ClientTalk.NEUTRAL)


def endings(scenario: Scenario, trainee: str, seeds: Iterable[int]) -> Counter[str]:
    """How often a simulated trainee came to which ending state, one session for each seed."""
    came: Counter[str] = Counter()
    for seed in seeds:
        session = play(Session.begin(scenario, Codes(), seed=seed), TRAINEES[trainee], seed)
        came[session.patient.state] += 1
    return came


def skill_matters(reading: Reading) -> list[Finding]:
    """Whether the best and the worst trainee always come to the same end."""
    scenario = reading.scenario
    if scenario is None or len(scenario.states) > MOST_STATES:
        return []
    ends: set[str] = set()
    for seed in range(GAMES):
        for trainee in ("skilled", "pushing"):
            ends |= set(endings(scenario, trainee, [seed]))
            if len(ends) > 1:
                return []
    end = next(iter(ends))
    place = reading.document.place(("states", end), key=True)
    return [
        found("W306", reading.file, place, f"a trainee who listens and one who pushes both come to '{end}'",
              "Let what pushing costs (trust, discord) close a way, and what listening brings open one.")
    ]  # fmt: skip


def checked(
    file: Path, text: str | None = None, *, today: date | None = None, coder: ReadsTalk | None = None
) -> Checked:
    """Read and check a file, or the text given in its place; play it if nothing keeps it from being played."""
    return check(read(file, text), today=today, coder=coder, played=skill_matters)
