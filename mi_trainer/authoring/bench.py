"""An author's workbench: one file under the pen, what is wrong with it, and a conversation that outlives each save."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from mi_trainer.authoring.given import typed
from mi_trainer.authoring.origins import place_of
from mi_trainer.authoring.trying import WhenAsked
from mi_trainer.patient.exchange import Exchange
from mi_trainer.practice.checking import checked
from mi_trainer.practice.explaining import why
from mi_trainer.practice.session import Codes, Session, SessionOver
from mi_trainer.scenario.chart import charted
from mi_trainer.scenario.diagram import text as outline
from mi_trainer.scenario.findings import Finding, Place
from mi_trainer.scenario.model import Scenario
from mi_trainer.scenario.reader import Reading, read

CODES = "="
"""What a line begins with that gives codes instead of words."""
_NEVER_READ = (-1, -1)


class NothingPlays(Exception):
    """The file has never been playable since it was opened."""


@dataclass(frozen=True, slots=True)
class Reloaded:
    """What reading the file came to. ``words`` say it to the author.

    ``broken`` says in short why the file cannot be played as it is; empty if it can.
    """

    words: str
    broken: str = ""


class Bench:
    """A scenario's file, and what an author does with it between two saves.

    ``reading`` is the last version that could be played, None if there was none yet; ``findings`` are those of the
    file as it is now, as far as they have been looked for; ``session`` is the conversation.
    """

    def __init__(self, file: Path, load: Callable[[], Codes], *, seed: int = 1) -> None:
        """Look at a file; ``load`` gives the coder once words are typed."""
        self.file, self.seed = file, seed
        self.coder = WhenAsked(load)
        self.reading: Reading | None = None
        self.findings: tuple[Finding, ...] = ()
        self.session: Session | None = None
        self._stamp: tuple[int, int] | None = _NEVER_READ
        self._why: tuple[Exchange, tuple[str, ...]] | None = None

    def changed(self) -> bool:
        """Whether the file is another than the one read last, is gone since then, or is back."""
        return self._now() != self._stamp

    def _now(self) -> tuple[int, int] | None:
        """What tells one version of the file from another; None if there is no file."""
        try:
            found = self.file.stat()
        except OSError:
            return None
        return found.st_mtime_ns, found.st_size

    def reload(self) -> Reloaded:
        """Read the file; the conversation stays where it is, as far as the new version has that place."""
        self._stamp = self._now()
        goes_on = " The last good version plays on." if self.reading else ""
        reading = read(self.file)
        self.findings = reading.findings
        if reading.scenario is None:
            if self._stamp is None:
                back = "Saved under this name again, it is read at once."
                return Reloaded(f"It was deleted, renamed or moved.{goes_on} {back}", f"There is no {self.file.name}.")
            first = reading.errors[0]
            more = f", and {len(reading.errors) - 1} more" if len(reading.errors) > 1 else ""
            words = f"Line {first.place.line}: {first.message}{more}.{goes_on}"
            return Reloaded(words, "Not playable as saved.")
        self.reading = reading
        before = self.session
        if before is None:
            self.anew()
            return Reloaded("")
        self.session, words = carried_over(before, reading.scenario, self.coder, self.seed)
        return Reloaded(words)

    def look(self) -> tuple[Finding, ...]:
        """Check the file as it is now: slower than reading it."""
        self.findings = checked(self.file).findings
        return self.findings

    def anew(self) -> None:
        """Begin the conversation again.

        Raises:
            NothingPlays: the file has errors, and there was no version without.
        """
        self.session = Session.begin(self._scenario(), self.coder, seed=self.seed)

    def say(self, line: str) -> Exchange:
        """One turn: words, or codes after ``=``.

        Raises:
            NothingPlays: there is no version that plays.
            NotGiven: the codes cannot be understood.
            SessionOver: the conversation has ended.
        """
        scenario = self._scenario()
        assert self.session is not None
        if self.session.over:
            raise SessionOver
        if line.lstrip().startswith(CODES):
            said = typed(scenario, line)
            text, coding = said.text, said.coding
        else:
            text, coding = line, self.coder.code(line, self.session.context)
        considered = self.session.consider(text, coding)
        exchange = self.session.hear(text, coding)
        self._why = exchange, tuple(why(exchange, considered))
        return exchange

    def why(self) -> tuple[str, ...]:
        """Why the patient answered the last turn as they did; empty if it is no longer the last."""
        last = self.session.exchanges[-1] if self.session else None
        return self._why[1] if self._why and self._why[0] is last else ()

    def outline(self) -> str:
        """The diagram of the version that plays, as an outline."""
        return outline(charted(self._scenario()))

    def place(self, what: str) -> Place:
        """Where a line, a reaction or a state stands in the version that plays."""
        return place_of(self.reading, what) if self.reading else Place()

    def _scenario(self) -> Scenario:
        if self.reading is None or self.reading.scenario is None:
            raise NothingPlays("Nothing can be played before the file is mended.")
        return self.reading.scenario


def carried_over(before: Session, scenario: Scenario, coder: Codes, seed: int) -> tuple[Session, str]:
    """A conversation taken over into a new version of its scenario, and what became of it, in words.

    It stays in the state it was in; if that is gone, it goes back to the last one that is still there.
    """
    kept = list(before.exchanges)
    while kept and kept[-1].state_after not in scenario.states:
        kept.pop()
    if not kept:
        return Session.begin(scenario, coder, seed=seed), "Read again. The conversation begins anew."
    session = Session.resume(scenario, coder, before.start, kept)
    ending = scenario.states[kept[-1].state_after].ending
    session.outcome = ending.outcome.value if ending else None
    if len(kept) < len(before.exchanges):
        gone = before.exchanges[len(kept)].state_after
        return session, f"Read again. There is no {gone} any more: back in {kept[-1].state_after}."
    return session, f"Read again. The conversation stays in {kept[-1].state_after}."
