"""A scenario checked whole: what can be read off it, and what comes of it when it is played."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from mi_trainer.practice.exploring import SEED, explore, heard
from mi_trainer.practice.session import Session
from mi_trainer.practice.trainees import TRAINEES, play
from mi_trainer.scenario.checks.catalogue import found
from mi_trainer.scenario.checks.plays import Plays
from mi_trainer.scenario.checks.reach import Reached
from mi_trainer.scenario.checks.run import Checked, check
from mi_trainer.scenario.checks.steps import Stepper
from mi_trainer.scenario.checks.subject import Subject
from mi_trainer.scenario.checks.tags import ReadsTalk
from mi_trainer.scenario.collecting import collected_later
from mi_trainer.scenario.findings import Finding
from mi_trainer.scenario.model import Scenario
from mi_trainer.scenario.reader import Reading, read
from mi_trainer.scenario.yaml_text import Document
from scoring.codes import ClientTalk
from scoring.coding import Coding, Context, TalkCoding

GAMES = 6
"""Sessions each trainee plays before anything is said; the first two that end differently settle it."""


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
    return _skill(reading.scenario, reading.document)[0] if reading.scenario else []


def _skill(scenario: Scenario, document: Document) -> tuple[list[Finding], frozenset[str]]:
    """The finding, if any, and the endings come to while looking."""
    ends: set[str] = set()
    for seed in range(GAMES):
        for trainee in ("skilled", "pushing"):
            ends |= set(endings(scenario, trainee, [seed]))
            if len(ends) > 1:
                return [], frozenset(ends)
    end = next(iter(ends))
    place = document.place(("states", end), key=True)
    return [
        found("W306", document.file, place, f"a trainee who listens and one who pushes both come to '{end}'",
              "Let what pushing costs (trust, discord) close a way, and what listening brings open one.")
    ], frozenset(ends)  # fmt: skip


def played(subject: Subject, stepper: Stepper, reached: Reached) -> Plays:
    """What comes of playing: whether skill matters, and what is met by doing each time what was done least."""
    findings, ends = _skill(subject.scenario, subject.document)
    explored = explore(stepper, Codes())
    came = {session.patient.state for session in explored.sessions if session.over}
    met = {pair for pair in explored.had if pair in reached.fires}
    return Plays(
        findings=(*findings, *heard(subject, stepper, explored)),
        endings=ends | came,
        turns=explored.turns,
        seed=SEED,
        states=(len({*explored.turns_in, *came}), len(reached.rooms)),
        reactions=(len({name for _, name in met}), len({name for _, name in reached.fires})),
    )


@collected_later()
def checked(
    file: Path,
    text: str | None = None,
    *,
    today: date | None = None,
    coder: ReadsTalk | None = None,
    shortest: bool = False,
) -> Checked:
    """Read and check a file, or the text given in its place; play it if nothing keeps it from being played."""
    return check(read(file, text), today=today, coder=coder, played=played, shortest=shortest)
