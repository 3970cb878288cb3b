"""Where sessions are kept: every turn is on disk before the patient's answer is shown."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import RLock
from typing import Any

from sqlalchemy import Connection, Select, select

from mi_trainer import places
from mi_trainer.patient.exchange import Exchange
from mi_trainer.records import codec, scripts
from mi_trainer.records.database import PROBLEMS, Database
from mi_trainer.records.instants import text_of
from mi_trainer.records.keeping import ENDED_EARLY, Kept, NotKept, NotReadable, Result, Row, Start
from mi_trainer.records.lineage import Gone, Place, added, last_of, ours, standing_at, touch
from mi_trainer.records.listing import as_row, as_start, matching, one, results
from mi_trainer.records.tables import exchanges, sessions

_LATER = (
    "What you say is still remembered while this runs, and is written down as soon as that can be done; "
    "to be safe, save it elsewhere."
)
_GONE = (
    "This session is no longer in the records; it may have been deleted elsewhere. "
    "What you say from here on is not written down; to keep it, save it to a file."
)


_Places = dict[str, Place]
_Work = Callable[[Connection, _Places], None]


class Store:
    """Sessions on disk. Implements :class:`~mi_trainer.records.keeping.Keeps`; safe to share between threads.

    What cannot be written is held, in order, and written with the next thing that can be. When another process
    has gone on with the same session, this one's conversation is kept as a branch of it, so that neither
    overwrites the other; :meth:`kept_as` names it.
    """

    def __init__(self, where: str | Path | None = None, *, busy: float = 5.0) -> None:
        """Records at a path or a database URL; by default in the user's own folder. Nothing is opened yet.

        ``busy`` is how long to wait for another program that is writing, in seconds.
        """
        self.database = Database(where if where is not None else places.records(), busy)
        self._places: _Places = {}
        self._waiting: dict[str, list[_Work]] = {}
        self._lock = RLock()

    # What a conversation needs: the port Keeps.

    def begin(self, start: Start, script: str = "") -> None:
        """Keep that a session has begun, and the text of the scenario it is played with.

        Raises:
            NotKept: it could not be written down.
        """
        values = {
            "id": start.id, "scenario": start.scenario, "title": start.title, "digest": start.digest,
            "seed": start.seed, "mode": start.mode.value, "coder": start.coder, "began": text_of(start.began),
            "touched": text_of(start.began), "parent": start.parent, "parent_turn": start.parent_turn,
        }  # fmt: skip

        def work(connection: Connection, known: _Places) -> None:
            there = connection.execute(select(sessions).where(sessions.c.id == start.id)).first()
            if there is None or as_start(there) != start:
                # Ids are short, for people: in ten thousand sessions one may come up twice.
                values["id"] = start.id if there is None else secrets.token_hex(4)
                connection.execute(sessions.insert().values(values))
                if script:
                    scripts.keep(connection, start.digest, script)
            known[start.id] = Place(str(values["id"]), None)

        self._keep(start.id, work)

    def add(self, session: str, exchange: Exchange) -> None:
        """Keep one exchange; with an ending, also that the session is over.

        Raises:
            NotKept: it could not be written down.
        """
        body, turn = codec.encode(exchange), exchange.turn

        def work(connection: Connection, known: _Places) -> None:
            place = known.get(session)
            if place is None:
                there = standing_at(connection, session, turn)
                if there is not None and there.body == body:
                    known[session] = Place(session, there.id)
                    return
                before = standing_at(connection, session, turn - 1) if turn else None
                if turn and before is None:
                    raise Gone
                place = Place(session, before.id if before else None)
            known[session] = added(connection, place, exchange, body)

        self._keep(session, work)

    def undo(self, session: str, turn: int) -> None:
        """Keep that a turn was taken back. It stays in the records, marked as taken back.

        Raises:
            NotKept: it could not be written down.
        """

        def work(connection: Connection, known: _Places) -> None:
            place = known.get(session)
            if place is None:
                last = last_of(connection, session)
                place = Place(session, last.id if last else None)
            place = ours(connection, place, turn)
            last = last_of(connection, place.session)
            if last is None or last.turn != turn:
                return
            connection.execute(exchanges.update().where(exchanges.c.id == last.id).values(undone=True))
            touch(
                connection, place.session, turns=turn - 1, outcome=None,
                reflections=sessions.c.reflections - last.reflections,
                questions=sessions.c.questions - last.questions,
            )  # fmt: skip
            known[session] = Place(place.session, last.follows)

        self._keep(session, work)

    def end(self, session: str, outcome: str) -> None:
        """Keep that the session is over.

        Raises:
            NotKept: it could not be written down.
        """

        def work(connection: Connection, known: _Places) -> None:
            place = known.get(session)
            if place is not None:
                place = known[session] = ours(connection, place, None)
            touch(connection, place.session if place else session, outcome=outcome)

        self._keep(session, work)

    def kept_as(self, session: str) -> str:
        """The id under which a conversation is kept: its own, unless another process went on with that one."""
        place = self._places.get(session)
        return place.session if place else session

    @property
    def waiting(self) -> bool:
        """Whether something could not be written down yet."""
        return bool(self._waiting)

    def flush(self) -> None:
        """Try once more to write down what could not be.

        Raises:
            NotKept: it still cannot be.
        """
        for session in list(self._waiting):
            self._keep(session, lambda _connection, _known: None)

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()

    # What lists and reports need.

    def sessions(
        self, *, scenario: str | None = None, text: str | None = None, limit: int | None = None, offset: int = 0
    ) -> list[Row]:
        """Sessions in which something was said, newest first; of one scenario, or with words in title or outcome.

        Raises:
            NotReadable: the records cannot be read.
        """
        query = matching(scenario, text).order_by(sessions.c.began.desc(), sessions.c.id)
        return self._list(query.limit(limit).offset(offset))

    def unfinished(self, scenario: str | None = None) -> list[Row]:
        """Sessions that have not ended, the one last touched first.

        Raises:
            NotReadable: the records cannot be read.
        """
        query = matching(scenario).where(sessions.c.outcome.is_(None))
        return self._list(query.order_by(sessions.c.touched.desc(), sessions.c.id))

    def branches(self, session: str) -> list[Row]:
        """The sessions that branched from this one, oldest first.

        Raises:
            NotReadable: the records cannot be read.
        """
        return self._list(matching().where(sessions.c.parent == session).order_by(sessions.c.began, sessions.c.id))

    def results(self) -> dict[str, Result]:
        """For each scenario, what came of the sessions that ended. Branches, begun half-way, do not count.

        Raises:
            NotReadable: the records cannot be read.
        """
        with self._reading() as connection:
            return results(connection) if connection is not None else {}

    def get(self, which: str) -> Kept:
        """A whole session by its id, the beginning of its id, or ``last``. What is said next goes on from it.

        Raises:
            NoSuchSession: none has that id, or several begin so.
            NotReadable: the records cannot be read.
        """
        with self._lock, self._reading() as connection:
            row = one(connection, which)
            assert connection is not None
            found = connection.execute(
                select(exchanges).where(exchanges.c.session == row.id).order_by(exchanges.c.turn, exchanges.c.id)
            ).all()
            try:
                decoded = {each.id: codec.decode(each.body) for each in found}
            except ValueError as problem:
                raise NotReadable(f"Session {row.id} was kept in a form that this version cannot read.") from problem
            standing = [each for each in found if not each.undone]
            if row.id not in self._waiting:
                self._places[row.id] = Place(row.id, standing[-1].id if standing else None)
            undone = sorted(each.id for each in found if each.undone)
            return Kept(
                as_start(row), tuple(decoded[each.id] for each in standing), row.outcome,
                tuple(decoded[each] for each in undone), scripts.kept(connection, row.digest),
            )  # fmt: skip

    def delete(self, session: str) -> None:
        """Delete a session for good, also what was taken back in it. Its branches stay, and stand alone.

        Raises:
            NotKept: it could not be deleted.
        """
        with self._lock:
            self._waiting.pop(session, None)
            self._places.pop(session, None)
            try:
                with self.database.writing() as connection:
                    connection.execute(
                        sessions.update().where(sessions.c.parent == session).values(parent=None, parent_turn=None)
                    )
                    connection.execute(exchanges.delete().where(exchanges.c.session == session))
                    found = connection.execute(select(sessions.c.digest).where(sessions.c.id == session)).scalar()
                    connection.execute(sessions.delete().where(sessions.c.id == session))
                    if found:
                        scripts.sweep(connection, found)
            except PROBLEMS as problem:
                raise NotKept(f"It could not be deleted. {self.database.words(problem)}") from problem

    def finish_early(self, session: str) -> None:
        """End a session that was left unfinished, from the trainee's side. Nothing if it has ended.

        Raises:
            NotKept: it could not be written down.
        """

        def work(connection: Connection, _known: _Places) -> None:
            connection.execute(
                sessions.update()
                .where(sessions.c.id == session, sessions.c.outcome.is_(None))
                .values(outcome=ENDED_EARLY, touched=text_of(datetime.now(UTC)))
            )

        self._keep(session, work)

    # How it is done.

    def _keep(self, session: str, work: _Work) -> None:
        """Write what waits for this session and the new work, in one transaction; then what waits for others."""
        with self._lock:
            self._waiting.setdefault(session, []).append(work)
            try:
                self._write(session)
            except Gone:
                del self._waiting[session]
                raise NotKept(_GONE) from None
            except PROBLEMS as problem:
                raise NotKept(f"{self.database.words(problem)} {_LATER}") from problem
            for other in list(self._waiting):
                try:
                    self._write(other)
                except Gone:
                    del self._waiting[other]
                except PROBLEMS:
                    break

    def _write(self, session: str) -> None:
        known = dict(self._places)
        with self.database.writing() as connection:
            for work in self._waiting[session]:
                work(connection, known)
        self._places = known
        del self._waiting[session]

    def _list(self, query: Select[Any]) -> list[Row]:
        with self._reading() as connection:
            return [] if connection is None else [as_row(found) for found in connection.execute(query)]

    @contextmanager
    def _reading(self) -> Iterator[Connection | None]:
        try:
            with self.database.reading() as connection:
                yield connection
        except PROBLEMS as problem:
            raise NotReadable(self.database.words(problem)) from problem
