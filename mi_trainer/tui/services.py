"""What the screens need from behind: records, coder and patients, opened after the first paint and beside it."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeVar

if TYPE_CHECKING:
    from mi_trainer.debrief.values import Branch, Debrief
    from mi_trainer.practice.exchange import Mode
    from mi_trainer.practice.session import Codes, Session
    from mi_trainer.records.keeping import Keeps, Kept, Result, Row, Start
    from mi_trainer.scenario.model import Scenario
    from mi_trainer.scenario.reader import Reading
    from mi_trainer.tui.cards import Card

    class Records(Keeps, Protocol):
        """What the screens ask of the store."""

        def sessions(
            self, *, scenario: str | None = None, text: str | None = None, limit: int | None = None, offset: int = 0
        ) -> list[Row]:
            """Sessions, newest first."""

        def unfinished(self, scenario: str | None = None) -> list[Row]:
            """Sessions that can be resumed."""

        def branches(self, session: str) -> list[Row]:
            """Sessions that parted from one."""

        def results(self) -> dict[str, Result]:
            """What came of each patient's sessions."""

        def get(self, which: str) -> Kept:
            """A whole session."""

        def delete(self, session: str) -> None:
            """Delete a session for good."""


P = ParamSpec("P")
T = TypeVar("T")


class CannotOpen(Exception):
    """A session cannot be opened or resumed; the message says why and what can be done instead."""


@dataclass(slots=True)
class Services:
    """Everything slow, each opened once when it is first asked for, and run one after another beside the screens.

    ``open_store`` and ``load_coder`` say where records and coder come from; tests give doubles. ``files`` lists
    the scenario files; ``also`` is one more; ``home`` is where cards are
    kept, if they are.
    """

    open_store: "Callable[[], Records] | None" = None
    load_coder: "Callable[[], Codes] | None" = None
    files: Callable[[], Sequence[Path]] | None = None
    home: Path | None = None
    also: Path | None = None
    _store: "Records | None" = None
    _coder: "Codes | None" = None
    _readings: "dict[Path, tuple[tuple[int, int], Reading]]" = field(default_factory=dict)
    _played: "dict[str, Reading]" = field(default_factory=dict)
    _lane: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "services"))

    async def do(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run something off the screens' thread, after what was asked for before."""
        return await asyncio.get_running_loop().run_in_executor(self._lane, lambda: work(*args, **kwargs))

    def close(self) -> None:
        """Take no more work; what is under way is finished."""
        self._lane.shutdown(wait=False, cancel_futures=True)

    def remembered(self) -> "list[Card] | None":
        """The patients, if all of them are known from before; else None. Quick enough for a screen to wait for."""
        from mi_trainer.tui.cards import remembered

        return remembered(self.paths(), self.home / "cards.json") if self.home is not None else None

    # What follows runs in the lane.

    def store(self) -> "Records":
        """The records."""
        if self._store is None:
            if self.open_store is None:
                from mi_trainer.records.store import Store

                self._store = Store()
            else:
                self._store = self.open_store()
        return self._store

    def coder(self) -> "Codes":
        """The coder, ready: what it reads at its first turn has been read.

        Raises:
            CannotOpen: its weights cannot be read.
        """
        if self._coder is None:
            if self.load_coder is None:
                from scoring.coder import Coder

                coder: Codes = Coder.load()
            else:
                coder = self.load_coder()
            from scoring import self_harm
            from scoring.coding import Context

            self_harm.speaks_of_self_harm("It sounds like a lot.")
            try:
                coder.code("It sounds like a lot.", Context())
            except OSError as problem:
                raise CannotOpen(
                    f"The coder's weights cannot be read ({problem}). Install the program again."
                ) from problem
            self._coder = coder
        return self._coder

    def paths(self) -> list[Path]:
        """The scenario files: those that ship and one's own."""
        if self.files is not None:
            found = list(self.files())
        else:
            from mi_trainer import places
            from mi_trainer.scenario.files import files, shipped

            found = list(files(shipped(), places.own_scenarios()))
        return found if self.also is None or self.also in found else [*found, self.also]

    def reading(self, file: Path) -> "Reading":
        """A scenario file as it is now; read again only if it has changed."""
        from mi_trainer.scenario.reader import read

        try:
            found = file.stat()
            stamp = (found.st_mtime_ns, found.st_size)
        except OSError:
            stamp = (0, 0)
        if file not in self._readings or self._readings[file][0] != stamp:
            self._readings[file] = (stamp, read(file))
        return self._readings[file][1]

    def glance(self) -> "tuple[list[Card], bool]":
        """The patients as far as they can be told of at once, and whether that is all."""
        from mi_trainer.tui.cards import at_a_glance

        return at_a_glance(self.paths(), self.home / "cards.json") if self.home is not None else ([], False)

    def cards(self) -> "list[Card]":
        """Every patient as the home screen shows it, broken ones included."""
        from mi_trainer.tui.cards import card, kept_cards

        def make(file: Path) -> "Card":
            return card(self.reading(file))

        if self.home is None:
            return [make(file) for file in self.paths()]
        return kept_cards(self.paths(), make, self.home / "cards.json")

    def scenario(self, name: str) -> "Scenario | None":
        """The scenario with an id, if there is one that can be played."""
        found = self._named(name)
        return found.scenario if found is not None else None

    def _named(self, name: str) -> "Reading | None":
        for file in sorted(self.paths(), key=lambda path: path.stem != name):
            reading = self.reading(file)
            if reading.scenario is not None and reading.scenario.id == name:
                return reading
        return None

    def begin(self, file: Path, mode: "Mode", seed: int | None = None) -> "Session":
        """A new session with the patient of a file.

        Raises:
            CannotOpen: the file has errors, or the coder cannot be loaded.
        """
        from mi_trainer.practice.session import Session

        reading = self.reading(file)
        if reading.scenario is None:
            raise CannotOpen("This patient's file has errors. Mend it and try again.")
        return Session.begin(
            reading.scenario, self.coder(), keeper=self.store(), digest=reading.digest, script=reading.document.text,
            mode=mode, seed=seed,
        )  # fmt: skip

    def resume(self, which: str) -> "Session":
        """A session taken up again.

        Raises:
            CannotOpen: the patient is gone or has changed too much.
            RecordsProblem: the records cannot be read.
        """
        from mi_trainer.practice.session import Session

        kept = self.store().get(which)
        scenario = self.as_played(kept) or self.scenario(kept.start.scenario)
        if scenario is None:
            raise CannotOpen(
                f"The patient '{kept.start.scenario}' is not here any more. The debrief can still be read."
            )
        if any(e.state_after not in scenario.states for e in kept.exchanges):
            raise CannotOpen("This patient has been rewritten since. The debrief can still be read; or start afresh.")
        session = Session.resume(scenario, self.coder(), kept.start, kept.exchanges, keeper=self.store())
        session.outcome = kept.outcome or session.outcome
        return session

    def debrief(self, source: "str | Session") -> "Debrief":
        """The debrief of a kept session by its id, or of one at hand (which need not be kept).

        Raises:
            NoSuchSession: none has that id.
            RecordsProblem: the records cannot be read.
        """
        from mi_trainer.debrief import debrief_of

        if isinstance(source, str):
            kept = self.store().get(source)
            scenario = self.as_played(kept)
            return debrief_of(
                scenario, kept.start, kept.exchanges, kept.outcome, self._branches(kept.start), len(kept.undone)
            )
        return debrief_of(source.scenario, source.start, source.exchanges, source.outcome, self._branches(source.start))

    def as_played(self, kept: "Kept") -> "Scenario | None":
        """The scenario that a session was played with; None if it cannot be had any more."""
        name, digest = kept.start.scenario, kept.start.digest
        if not kept.script:
            found = self._named(name)
            return found.scenario if found is not None and digest in ("", found.digest) else None
        if digest not in self._played:
            from mi_trainer.scenario.reader import read

            same = (reading for _, reading in self._readings.values() if reading.digest == digest)
            self._played[digest] = next(same, None) or read(Path(f"{name}.yaml"), kept.script)
        return self._played[digest].scenario

    def _branches(self, start: "Start") -> "list[Branch]":
        """The session that one parted from, and those that parted from it. Unreadable records have none."""
        from mi_trainer.debrief import Branch
        from mi_trainer.records.keeping import NoSuchSession, RecordsProblem

        found = []
        try:
            store = self.store()
            others = [row.id for row in store.branches(start.id)]
            for other in [*([start.parent] if start.parent else []), *others[::-1]]:
                try:
                    kept = store.get(other)
                except NoSuchSession:
                    continue
                found.append(Branch(kept.start, kept.exchanges, kept.outcome))
        except RecordsProblem:
            pass
        return found

    def branch(self, source: "str | Session", turn: int) -> "Session":
        """A new session that goes its own way from a turn on.

        Raises:
            CannotOpen: the patient is gone or has changed too much, or there is no such turn.
            RecordsProblem: the records cannot be read.
        """
        session = self.resume(source) if isinstance(source, str) else source
        try:
            return session.branch(turn)
        except ValueError as problem:
            raise CannotOpen("There is nothing to try again there: choose a turn of yours.") from problem
