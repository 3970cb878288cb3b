"""The tests of this folder run on a PostgreSQL server too: ``MI_TRAINER_TEST_SERVER`` is the URL of a database on it.

Each test then has a schema of its own there, which goes when the test has ended; nothing else in it is touched.
"""

import os
import secrets
from collections.abc import Iterator

import pytest
from sqlalchemy import NullPool, create_engine
from sqlalchemy.schema import CreateSchema, DropSchema

from mi_trainer.practice.session import Session
from mi_trainer.records.store import Store
from mi_trainer.scenario.model import Scenario
from tests.doubles import Spoken

SERVER = os.environ.get("MI_TRAINER_TEST_SERVER", "")


@pytest.fixture(autouse=True)
def _on_the_server(monkeypatch: pytest.MonkeyPatch, home: object) -> Iterator[None]:
    if not SERVER:
        yield
        return
    schema, engine = f"trainer_{secrets.token_hex(4)}", create_engine(SERVER, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(CreateSchema(schema))
    joined = "&" if "?" in SERVER else "?"
    monkeypatch.setenv("MI_TRAINER_RECORDS", f"{SERVER}{joined}options=-csearch_path%3D{schema}")
    yield
    with engine.begin() as connection:
        connection.execute(DropSchema(schema, cascade=True))


@pytest.fixture
def _in_a_file() -> None:
    """For what is only so of SQLite's file."""
    if SERVER:
        pytest.skip("about SQLite's file")


@pytest.fixture
def session(small: Scenario, store: Store) -> Session:
    """A session with one turn, kept by the store of the file that asks for it."""
    session = Session.begin(small, Spoken(), keeper=store, seed=3)
    session.respond("ok")
    assert session.unkept == ""
    return session
