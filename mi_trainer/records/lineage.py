"""Which exchange a conversation goes on from, and what happens when two windows go on from the same one."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

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


# What every turn asks, made once: putting a statement together takes longer than running it.
_STANDING = select(exchanges).where(exchanges.c.session == bindparam("of"), ~exchanges.c.undone)
_LAST = _STANDING.order_by(exchanges.c.turn.desc()).limit(1)
_AT = _STANDING.where(exchanges.c.turn == bindparam("at"))
_HELD = select(sessions.c.id).where(sessions.c.id == bindparam("of")).with_for_update()
_WHOLE = select(sessions).where(sessions.c.id == bindparam("of"))
_INSERT = exchanges.insert().values(
    {name: bindparam(name) for name in ("session", "turn", "follows", "undone", "body", "reflections", "questions")}
)
_ADDED = (
    sessions.update()
    .where(sessions.c.id == bindparam("of"))
    .values(
        touched=bindparam("now"), turns=bindparam("said"), outcome=bindparam("came_of_it"),
        reflections=sessions.c.reflections + bindparam("reflected"),
        questions=sessions.c.questions + bindparam("asked"),
    )
)  # fmt: skip


def last_of(connection: Connection, session: str) -> Row[Any] | None:
    """The last standing exchange of a session."""
    return connection.execute(_LAST, {"of": session}).first()


def standing_at(connection: Connection, session: str, turn: int) -> Row[Any] | None:
    """The standing exchange of a turn."""
    return connection.execute(_AT, {"of": session, "at": turn}).first()


def added(connection: Connection, place: Place, exchange: Exchange, body: str) -> Place:
    """Write an exchange, as text, where a conversation stands; return where it stands then.

    It is written once: when it is there already, because an earlier attempt got through without our being told, it
    is left as it is.

    Raises:
        Gone: the session, or what came before, is no longer there.
    """
    _held(connection, place.session)
    last = last_of(connection, place.session)
    if (last.id if last else None) != place.last:
        there = standing_at(connection, place.session, exchange.turn)
        if there is not None and there.body == body:
            return Place(place.session, there.id)
        place = _parted(connection, place, exchange.turn)
    reflections, questions = counts(exchange)
    (row,) = connection.execute(
        _INSERT,
        {"session": place.session, "turn": exchange.turn, "follows": place.last, "undone": False, "body": body,
         "reflections": reflections, "questions": questions},
    ).inserted_primary_key or (None,)  # fmt: skip
    connection.execute(
        _ADDED,
        {"of": place.session, "now": text_of(datetime.now(UTC)), "said": exchange.turn,
         "came_of_it": exchange.ending, "reflected": reflections, "asked": questions},
    )  # fmt: skip
    return Place(place.session, row)


def ours(connection: Connection, place: Place, turn: int | None) -> Place:
    """The place to go on from: as it was, or a branch if another process has gone on with the session.

    Raises:
        Gone: the session, or what came before, is no longer there.
    """
    _held(connection, place.session)
    last = last_of(connection, place.session)
    return place if (last.id if last else None) == place.last else _parted(connection, place, turn)


def _held(connection: Connection, session: str) -> None:
    """See to it that nobody else changes a session before this transaction ends."""
    if connection.execute(_HELD, {"of": session}).first() is None:
        raise Gone


def _parted(connection: Connection, place: Place, turn: int | None) -> Place:
    """A branch for this conversation, since another process has gone on with its session."""
    chain, at = [], place.last
    while at is not None:
        found = connection.execute(select(exchanges).where(exchanges.c.id == at)).first()
        if found is None:
            raise Gone
        chain.append(found)
        at = found.follows
    row = connection.execute(_WHOLE, {"of": place.session}).one()
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
