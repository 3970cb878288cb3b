"""Everything a scenario is checked for, in one call."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mi_trainer.scenario.checks import clinical, graph, lines, talk
from mi_trainer.scenario.checks.allowances import applied
from mi_trainer.scenario.checks.catalogue import CATALOGUE, OF_WORDS, PLAYED
from mi_trainer.scenario.checks.desk import Desks
from mi_trainer.scenario.checks.hidden import partly_hidden
from mi_trainer.scenario.checks.plays import Played, Plays
from mi_trainer.scenario.checks.reach import Reached, reach
from mi_trainer.scenario.checks.shortest import proven
from mi_trainer.scenario.checks.steps import Stepper
from mi_trainer.scenario.checks.subject import Subject
from mi_trainer.scenario.checks.tags import ReadsTalk, read_differently
from mi_trainer.scenario.checks.ways import Route, routes
from mi_trainer.scenario.checks.written import Written
from mi_trainer.scenario.collecting import collected_later
from mi_trainer.scenario.findings import Finding, Severity
from mi_trainer.scenario.names import unnamed_states
from mi_trainer.scenario.reader import Reading, limited


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking one file.

    ``ways`` maps each ending to the shortest way there that was found, and is empty unless it was asked for;
    ``never_said`` lists the ids of the groups of lines that the walk could not reach; ``plays`` says how far playing
    came. All three are empty where the file cannot be played. ``notes`` are what could not be settled, in words.
    """

    reading: Reading
    findings: tuple[Finding, ...]
    ways: Mapping[str, Route] = field(default_factory=dict)
    never_said: tuple[str, ...] = ()
    plays: Plays | None = None
    notes: tuple[str, ...] = ()

    def worst(self) -> Severity | None:
        """The gravest severity among the findings."""
        return next((s for s in Severity if any(f.severity is s for f in self.findings)), None)


@collected_later()
def check(
    reading: Reading,
    *,
    today: date | None = None,
    coder: ReadsTalk | None = None,
    played: Played | None = None,
    shortest: bool = False,
) -> Checked:
    """Everything wrong with a scenario that has been read.

    ``today`` decides whether a review is old; with a ``coder`` the patient's tags are compared with its reading;
    ``played`` adds what comes of playing it (:mod:`mi_trainer.practice.checking`); ``shortest`` looks for the
    shortest way to every ending, which takes longer. Of a file that cannot be played only the words are checked, and
    which states nothing names.
    """
    if reading.scenario is None:
        return _as_far_as_it_goes(reading, today)
    subject = Subject.of(reading)
    desks = Desks(subject)
    reached = reach(subject, desks)
    stepper = Stepper(subject, desks)
    findings = [
        *reading.findings,
        *_of_words(subject, today),
        *graph.unreachable(subject, reached),
        *graph.stuck(subject, reached),
        *graph.never_fires(subject, desks, reached),
        *graph.lines_never_said(subject, reached),
        *graph.unused(subject),
        *partly_hidden(subject, desks, reached),
        *lines.too_few(subject, reached),
        *lines.kinds(subject),
        *lines.one_sided(subject, reached),
        *talk.one_move_wins(subject, stepper),
        *talk.ruptures(subject, reached, stepper),
        *clinical.risk_without_lane(subject, reached),
        *clinical.naloxone(subject),
        *(read_differently(subject, coder) if coder is not None else ()),
    ]
    sound = not any(finding.severity is Severity.ERROR for finding in findings)
    plays = played(subject, stepper, reached) if played is not None and sound else None
    findings += plays.findings if plays else ()
    come_to = plays.endings if plays else frozenset[str]()
    found = routes(stepper, reached, known=() if shortest else come_to, short=shortest)
    found = proven(stepper, reached, found) if shortest else found
    findings += graph.endings_in_time(subject, {end: found[end] for end in found if end not in come_to})
    unlooked = {code for code in PLAYED if plays is None} | ({"A311"} if coder is None else set())
    kept = limited(applied(reading.document, findings, frozenset(unlooked)))
    notes = [_unsettled(end) for end, route in found.items() if route == (None, False) and end not in come_to]
    return Checked(
        reading, tuple(kept), found if shortest else {}, _silent(subject, reached), plays, tuple(notes)
    )  # fmt: skip


def _of_words(written: Written, today: date | None) -> list[Finding]:
    """What can be told of a file's words alone, whether or not it can be played."""
    return [
        *lines.near_duplicates(written),
        *lines.wording(written),
        *clinical.stigma(written),
        *clinical.doses(written),
        *clinical.sources(written),
        *clinical.review(written, today or date.today()),
    ]


def _as_far_as_it_goes(reading: Reading, today: date | None) -> Checked:
    document = reading.document
    findings: list[Finding] = []
    for version in document.versions():
        written = Written(version)
        found = [*_of_words(written, today), *clinical.naloxone(written, broken=True)]
        findings += (finding for finding in found if version.speaks_for(finding.place))
    findings += unnamed_states(document)
    unlooked = frozenset(CATALOGUE) - OF_WORDS
    kept = limited([*reading.findings, *applied(document, findings, unlooked)])
    return Checked(reading, tuple(kept))


def _unsettled(ending: str) -> str:
    return f"whether '{ending}' can be come to in time is not settled: the search for a way was given up"


def _silent(subject: Subject, reached: Reached) -> tuple[str, ...]:
    """The groups of lines that nobody can hear."""
    fired = {name for _, name in reached.fires}
    return tuple(
        pool.id
        for pool in subject.pools.values()
        if (pool.reaction is not None and pool.id not in fired) or (pool.state and pool.state not in reached.rooms)
    )
