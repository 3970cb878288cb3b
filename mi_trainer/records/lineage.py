"""Which exchange a conversation goes on from, and what happens when two windows go on from the same one."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from mi_trainer.patient.exchange import Exchange
from mi_trainer.records.instants import text_of
from mi_trainer.records.tables import exchanges, sessions
from scoring.codes import GROUPS, Behaviour


@dataclass(frozen=True, slots=True)
class Place:
    """Where a conversation of this process stands in the records: its session, and its last exchange there."""

    session: str
    last: int | None


class Gone(Exception):
    """The session was deleted while somebody was still talking."""


def last_of(connection: Connection, session: str) -> Row[Any] | None:
    """The last standing exchange of a session."""
    return connection.execute(_standing(session).limit(1)).first()


def standing_at(connection: Connection, session: str, turn: int) -> Row[Any] | None:
    """The standing exchange of a turn."""
    return connection.execute(_standing(session).where(exchanges.c.turn == turn)).first()


def _standing(session: str) -> Select[Any]:
    return (
        select(exchanges).where(exchanges.c.session == session, ~exchanges.c.undone).order_by(exchanges.c.turn.desc())
    )


def ours(connection: Connection, place: Place, turn: int | None) -> Place:
    """The place to go on from: as it was, or a branch if another process has gone on with the session.

    Raises:
        Gone: the session, or what came before, is no longer there.
    """
    row = connection.execute(select(sessions).where(sessions.c.id == place.session).with_for_update()).first()
    if row is None:
        raise Gone
    last = last_of(connection, place.session)
    if (last.id if last else None) == place.last:
        return place
    chain, at = [], place.last
    while at is not None:
        found = connection.execute(select(exchanges).where(exchanges.c.id == at)).first()
        if found is None:
            raise Gone
        chain.append(found)
        at = found.follows
    return _branched(connection, row, chain[::-1], turn)


def _branched(connection: Connection, row: Row[Any], chain: list[Row[Any]], turn: int | None) -> Place:
    """A new session that holds one process's conversation, beside the one that another went on with."""
    now, id_ = text_of(datetime.now(UTC)), secrets.token_hex(4)
    values = {
        **row._mapping, "id": id_, "began": now, "touched": now, "outcome": None, "parent": row.id,
        "parent_turn": turn if turn is not None else len(chain),
        "turns": chain[-1].turn if chain else None,
        "reflections": sum(each.reflections for each in chain),
        "questions": sum(each.questions for each in chain),
    }  # fmt: skip
    connection.execute(sessions.insert().values(values))
    last = None
    for each in chain:
        copy = {**each._mapping, "session": id_, "follows": last, "undone": False}
        del copy["id"]
        (last,) = connection.execute(exchanges.insert().values(copy)).inserted_primary_key or (None,)
    return Place(id_, last)


def touch(connection: Connection, session: str, **values: object) -> None:
    """Change a session's row, and note when.

    Raises:
        Gone: there is no such session.
    """
    changed = connection.execute(
        sessions.update().where(sessions.c.id == session).values(touched=text_of(datetime.now(UTC)), **values)
    )
    if changed.rowcount == 0:
        raise Gone


def counts(exchange: Exchange) -> tuple[int, int]:
    """Reflections and questions of a turn, each behaviour once a volley."""
    behaviours = exchange.coding.behaviours
    return sum(b in GROUPS["reflection"] for b in behaviours), sum(b is Behaviour.QUESTION for b in behaviours)
