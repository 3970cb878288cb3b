"""The tables, their version, and how an older version becomes this one."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    inspect,
    select,
    text,
    update,
)

VERSION = 2
"""Raised by one whenever a table changes; :data:`UPGRADES` then says how to get there from the one before."""

metadata = MetaData()
_number = BigInteger().with_variant(Integer, "sqlite")


def _where(condition: str) -> dict[str, Any]:
    """An index over some rows only, on either database."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


versions = Table("records_version", metadata, Column("version", Integer, nullable=False))

sessions = Table(
    "sessions",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("scenario", String(80), nullable=False),
    Column("title", Text, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("seed", BigInteger, nullable=False),
    Column("mode", String(16), nullable=False),
    Column("coder", Text, nullable=False),
    # Instants are ISO 8601 text in UTC with microseconds: they sort as text, and people can read them.
    Column("began", String(40), nullable=False),
    Column("touched", String(40), nullable=False),
    Column("turns", Integer, comment="the last turn that stands; null before the opening words"),
    Column("reflections", Integer, nullable=False, default=0),
    Column("questions", Integer, nullable=False, default=0),
    Column("outcome", String(40)),
    Column("parent", String(16)),
    Column("parent_turn", Integer),
    Index("sessions_began", "began"),
    # No index holds what changes with every turn of a session under way: a turn writes few pages. This one is all
    # that the home screen asks, so that ten thousand sessions are summed up without reading one of them.
    Index("sessions_results", "scenario", "outcome", "parent", "turns", "touched", **_where("outcome IS NOT NULL")),
    Index("sessions_unfinished", "scenario", **_where("outcome IS NULL")),
    Index("sessions_parent", "parent", **_where("parent IS NOT NULL")),
)

exchanges = Table(
    "exchanges",
    metadata,
    Column("id", _number, primary_key=True, autoincrement=True),
    Column("session", String(16), ForeignKey("sessions.id"), nullable=False),
    Column("turn", Integer, nullable=False),
    # Which exchange this one was an answer after. With it, two windows that went on from the same turn can be
    # told apart, and either's conversation can be put together again.
    Column("follows", _number),
    Column("undone", Boolean, nullable=False, default=False),
    Column("reflections", Integer, nullable=False),
    Column("questions", Integer, nullable=False),
    Column("body", Text, nullable=False),
    # Never two for one turn, whoever writes.
    Index("exchanges_standing", "session", "turn", unique=True, sqlite_where=text("undone = 0"),
          postgresql_where=text("NOT undone")),
    Index("exchanges_session", "session"),
    sqlite_autoincrement=True,
)  # fmt: skip

scripts = Table(
    "scripts",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("text", Text, nullable=False),
)

UPGRADES: dict[int, Callable[[Connection], None]] = {1: scripts.create}
"""For each older version, what turns its tables into those of the next."""


class TooNew(Exception):
    """The records were written by a newer version of the program."""


def version_of(connection: Connection) -> int | None:
    """The version of the tables, or None where there are none yet."""
    if not inspect(connection).has_table(versions.name):
        return None
    return connection.execute(select(versions.c.version)).scalar()


def prepare(connection: Connection) -> None:
    """Create the tables, or bring older ones up to date, inside the connection's transaction.

    Raises:
        TooNew: they are newer than this program.
    """
    found = version_of(connection)
    if found is None:
        metadata.create_all(connection)
        connection.execute(versions.insert().values(version=VERSION))
        return
    if found > VERSION:
        raise TooNew
    for older in range(found, VERSION):
        UPGRADES[older](connection)
    if found < VERSION:
        connection.execute(update(versions).values(version=VERSION))
