"""Everything a scenario is checked for, in one call."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from mi_trainer.scenario.checks import clinical, graph, lines, talk
from mi_trainer.scenario.checks.allowances import applied
from mi_trainer.scenario.checks.desk import Desks, Way
from mi_trainer.scenario.checks.reach import reach
from mi_trainer.scenario.checks.steps import Stepper
from mi_trainer.scenario.checks.subject import Subject
from mi_trainer.scenario.checks.tags import ReadsTalk, read_differently
from mi_trainer.scenario.checks.ways import ways
from mi_trainer.scenario.findings import Finding, Severity
from mi_trainer.scenario.reader import Reading, limited


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking one file.

    ``ways`` maps each ending to a short way there, turn by turn (None: none was found), and ``never_said`` lists
    the ids of the groups of lines that the walk could not reach; both are empty where the file cannot be played.
    """

    reading: Reading
    findings: tuple[Finding, ...]
    ways: Mapping[str, tuple[Way, ...] | None] = field(default_factory=dict)
    never_said: tuple[str, ...] = ()

    def worst(self) -> Severity | None:
        """The gravest severity among the findings."""
        return next((s for s in Severity if any(f.severity is s for f in self.findings)), None)


Played = Callable[[Reading], Iterable[Finding]]


def check(
    reading: Reading, *, today: date | None = None, coder: ReadsTalk | None = None, played: Played | None = None
) -> Checked:
    """Everything wrong with a scenario that has been read.

    ``today`` decides whether a review is old; with a ``coder`` the patient's tags are compared with its reading;
    ``played`` adds what comes of playing it (:mod:`mi_trainer.practice.checking`). A file with errors is not checked
    beyond them.
    """
    if reading.scenario is None:
        return Checked(reading, reading.findings)
    subject = Subject.of(reading)
    desks = Desks(subject)
    reached = reach(subject, desks)
    stepper = Stepper(subject, desks)
    ending_ways = ways(stepper, reached)
    findings = [
        *reading.findings,
        *graph.unreachable(subject, reached),
        *graph.stuck(subject, reached),
        *graph.never_fires(subject, desks, reached),
        *graph.lines_never_said(subject, reached),
        *graph.unused(subject),
        *graph.endings_in_time(subject, ending_ways),
        *lines.too_few(subject, reached),
        *lines.near_duplicates(subject),
        *lines.wording(subject),
        *lines.one_sided(subject, reached),
        *talk.one_move_wins(subject, stepper),
        *talk.ruptures(subject, reached, stepper),
        *clinical.risk_without_lane(subject, reached),
        *clinical.stigma(subject),
        *clinical.doses(subject),
        *clinical.sources(subject),
        *clinical.review(subject, today or date.today()),
        *clinical.naloxone(subject),
        *(read_differently(subject, coder) if coder is not None else ()),
    ]
    fired = {name for _, name in reached.fires}
    silent = [
        pool.id
        for pool in subject.pools.values()
        if (pool.reaction is not None and pool.id not in fired) or (pool.state and pool.state not in reached.rooms)
    ]
    sound = not any(finding.severity is Severity.ERROR for finding in findings)
    if played is not None and sound:
        findings += played(reading)
    unlooked = {code for code, looked in (("W306", played and sound), ("A311", coder)) if not looked}
    kept = limited(applied(reading.document, findings, frozenset(unlooked)))
    return Checked(reading, tuple(kept), ending_ways, tuple(silent))
