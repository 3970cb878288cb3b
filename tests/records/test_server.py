"""Records on a server that several trainers share. See conftest.py for how these are run."""

import threading

import pytest
from sqlalchemy import text

from mi_trainer.practice.session import Session
from mi_trainer.records.store import Store
from mi_trainer.scenario.model import Scenario
from tests.doubles import Spoken
from tests.records.conftest import SERVER

pytestmark = pytest.mark.skipif(not SERVER, reason="MI_TRAINER_TEST_SERVER names no database")


@pytest.fixture
def store() -> Store:
    return Store(busy=0.2)


def test_trainers_that_open_an_empty_database_at_once_all_keep_their_sessions(small: Scenario) -> None:
    together, problems = threading.Barrier(6), []

    def talk() -> None:
        store = Store()
        together.wait()
        problems.append(Session.begin(small, Spoken(), keeper=store, script="format: 1", digest="d").unkept)
        store.close()

    threads = [threading.Thread(target=talk) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == [""] * 6
    assert len(Store().unfinished()) == 0  # nobody has said a word yet


def test_a_writer_that_holds_the_records_is_said_and_the_turns_are_written_when_it_is_done(session: Session) -> None:
    with Store().database.writing():
        session.respond("confront")
        assert "Another program is holding" in session.unkept
        assert len(Store().get(session.id).exchanges) == 2
    session.respond("ok")
    assert session.unkept == ""
    assert list(Store().get(session.id).exchanges) == session.exchanges


def test_a_reader_sees_one_moment(session: Session) -> None:
    count = text("SELECT count(*) FROM exchanges")
    with Store().database.reading() as connection:
        assert connection is not None
        before = connection.execute(count).scalar()
        session.respond("confront")
        assert session.unkept == ""
        assert connection.execute(count).scalar() == before == 2
    with Store().database.reading() as connection:
        assert connection is not None
        assert connection.execute(count).scalar() == 3


def test_a_lost_connection_costs_no_turn(session: Session, store: Store) -> None:
    with store.database.reading() as connection:
        assert connection is not None
        own = connection.execute(text("SELECT pg_backend_pid()")).scalar()
    with Store().database.writing() as connection:
        assert connection.execute(text("SELECT pg_terminate_backend(:own)"), {"own": own}).scalar()
    for said in ("confront", "ok"):
        session.respond(said)
    assert session.unkept == ""
    assert list(Store().get(session.id).exchanges) == session.exchanges


def test_what_is_wrong_with_the_server_is_said_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, small: Scenario
) -> None:
    monkeypatch.setenv("MI_TRAINER_RECORDS", "postgresql+psycopg://me:secret@127.0.0.1:1/none")
    session = Session.begin(small, Spoken(), keeper=Store())
    assert "127.0.0.1:1/none cannot be used" in session.unkept
    assert "unset MI_TRAINER_RECORDS" in session.unkept
    assert "secret" not in session.unkept
