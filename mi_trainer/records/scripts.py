"""The scenarios that kept sessions were played with, word for word: a patient edited since changes no old session."""

from contextlib import suppress

from sqlalchemy import Connection, inspect, select
from sqlalchemy.exc import IntegrityError

from mi_trainer.records.tables import scripts, sessions


def keep(connection: Connection, digest: str, text: str) -> None:
    """Keep a scenario's text under its content hash, once for all the sessions that share it."""
    if connection.execute(select(scripts.c.digest).where(scripts.c.digest == digest)).first() is not None:
        return
    with suppress(IntegrityError), connection.begin_nested():  # another trainer may be keeping the same one
        connection.execute(scripts.insert().values(digest=digest, text=text))


def kept(connection: Connection, digest: str) -> str:
    """The text with a content hash; empty where none was kept, as in records of the first version."""
    if not inspect(connection).has_table(scripts.name):
        return ""
    return connection.execute(select(scripts.c.text).where(scripts.c.digest == digest)).scalar() or ""


def sweep(connection: Connection, digest: str) -> None:
    """Forget a text that no session was played with any more."""
    if connection.execute(select(sessions.c.id).where(sessions.c.digest == digest).limit(1)).first() is None:
        connection.execute(scripts.delete().where(scripts.c.digest == digest))
