"""When the records cannot be written or read, or two windows write at once: nothing is lost and it is said plainly."""

import os
import secrets
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mi_trainer.practice.session import Session
from mi_trainer.records.keeping import ENDED_EARLY, NotKept, NotReadable
from mi_trainer.records.store import Store
from mi_trainer.scenario.model import Scenario
from tests.conftest import DATA
from tests.doubles import Spoken

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def store() -> Store:
    return Store(busy=0.05)


# Two windows.


def test_two_windows_in_one_session_keep_both_conversations(small: Scenario, session: Session, store: Store) -> None:
    other_store = Store()
    kept = other_store.get(session.id)
    other = Session.resume(small, Spoken(), kept.start, kept.exchanges, keeper=other_store)
    session.respond("confront")
    for text in ("complex_reflection", "ok"):
        other.respond(text)
    session.respond("apology")
    other.undo()
    other.respond("confront")
    other.end_early()
    assert (session.unkept, other.unkept) == ("", "")
    assert list(Store().get(session.id).exchanges) == session.exchanges
    beside = Store().get(other_store.kept_as(other.id))
    assert list(beside.exchanges) == other.exchanges
    assert (beside.start.parent, beside.start.parent_turn, beside.outcome) == (session.id, 2, ENDED_EARLY)
    assert len(beside.undone) == 1


def test_taking_back_a_turn_in_one_window_takes_it_from_no_other(
    small: Scenario, session: Session, store: Store
) -> None:
    other_store = Store()
    kept = other_store.get(session.id)
    other = Session.resume(small, Spoken(), kept.start, kept.exchanges, keeper=other_store)
    other.undo()
    other.respond("confront")
    session.respond("complex_reflection")
    assert list(Store().get(other.id).exchanges) == other.exchanges
    assert list(Store().get(store.kept_as(session.id)).exchanges) == session.exchanges
    session.undo()
    assert list(Store().get(store.kept_as(session.id)).exchanges) == session.exchanges


def test_undoing_in_both_windows_ends_with_both_right(small: Scenario, session: Session, store: Store) -> None:
    session.respond("confront")
    other_store = Store()
    kept = other_store.get(session.id)
    other = Session.resume(small, Spoken(), kept.start, kept.exchanges, keeper=other_store)
    for each in (session, other):
        each.undo()
    other.respond("ok")
    session.respond("complex_reflection")
    assert list(Store().get(store.kept_as(session.id)).exchanges) == session.exchanges
    assert list(Store().get(other_store.kept_as(other.id)).exchanges) == other.exchanges


def test_a_session_taken_up_later_in_the_same_window_is_not_split(small: Scenario, session: Session) -> None:
    elsewhere = Store()
    kept = elsewhere.get(session.id)
    Session.resume(small, Spoken(), kept.start, kept.exchanges, keeper=elsewhere).respond("confront")
    kept = session.keeper.get(session.id)  # type: ignore[attr-defined]
    again = Session.resume(small, Spoken(), kept.start, kept.exchanges, keeper=session.keeper)
    again.respond("ok")
    assert len(elsewhere.sessions()) == 1
    assert list(elsewhere.get(session.id).exchanges) == again.exchanges


_WRITER = """
import sys
from pathlib import Path
from mi_trainer.practice.session import Session
from mi_trainer.records.store import Store
from mi_trainer.scenario.reader import read
from tests.doubles import Spoken

scenario, store, which = read(Path(sys.argv[1])).scenario, Store(busy=30), sys.argv[2]
kept = store.get(which)
shared = Session.resume(scenario, Spoken(), kept.start, kept.exchanges, keeper=store)
print("ready", flush=True)
sys.stdin.readline()  # both start at once
for n in range(10):
    shared.respond(f"ok {n} {sys.argv[3]}")
    own = Session.begin(scenario, Spoken(), keeper=store, seed=n)
    own.respond("confront")
    own.undo()
    own.respond("ok")
    own.end_early()
    assert not shared.unkept and not own.unkept, (shared.unkept, own.unkept)
print(store.kept_as(shared.id), *(e.trainee for e in shared.exchanges), sep="|")
"""


def test_two_processes_writing_at_once_lose_nothing(session: Session) -> None:
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(DATA / "small.yaml"), session.id, name],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for name in ("left", "right")
    ]  # fmt: skip
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
    outputs = [writer.communicate()[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    store, kept_as = Store(), set()
    for output in outputs:
        id_, *texts = output.strip("\n").split("|")
        assert [e.trainee for e in store.get(id_).exchanges] == texts
        kept_as.add(id_)
    assert len(kept_as) == 2
    assert session.id in kept_as
    own = [row for row in store.sessions() if row.outcome == ENDED_EARLY]
    assert len(own) == 20
    assert all(len(kept.exchanges) == 2 and len(kept.undone) == 1 for kept in (store.get(row.id) for row in own))


def test_threads_may_share_a_store(small: Scenario, store: Store) -> None:
    problems: list[str] = []

    def talk() -> None:
        session = Session.begin(small, Spoken(), keeper=store)
        for _ in range(5):
            session.respond("ok")
            store.sessions()
            problems.extend([session.unkept] if session.unkept else [])

    threads = [threading.Thread(target=talk) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert problems == []
    assert [row.turns for row in store.sessions()] == [5] * 4


# What cannot be written is held, and written later.


@pytest.mark.usefixtures("_in_a_file")
def test_a_locked_file_is_said_and_the_turns_are_written_when_it_is_free(
    home: Path, small: Scenario, session: Session, store: Store
) -> None:
    other = sqlite3.connect(home / "records.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    session.respond("confront")
    assert "Another program is holding" in session.unkept
    assert "records.sqlite" in session.unkept
    session.undo()
    session.respond("complex_reflection")
    second = Session.begin(small, Spoken(), keeper=store)
    assert store.waiting
    assert len(Store().get(session.id).exchanges) == 2
    other.execute("ROLLBACK")
    other.close()
    second.respond("ok")
    assert (second.unkept, store.waiting) == ("", False)
    kept = Store().get(session.id)
    assert list(kept.exchanges) == session.exchanges
    assert [e.trainee for e in kept.undone] == ["confront"]
    assert list(Store().get(second.id).exchanges) == second.exchanges


@pytest.mark.usefixtures("_in_a_file")
def test_a_full_disk_is_said_and_the_turns_are_written_when_there_is_room(session: Session, store: Store) -> None:
    def room(pages: int) -> None:
        with store.database.writing() as connection:
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    room(1)  # SQLite takes the present size for the least
    turns = ["ok " + "blah " * 2000, "confront", "apology"]
    session.respond(turns[0])
    assert "The disk is full" in session.unkept
    assert "still remembered" in session.unkept
    session.respond(turns[1])
    with pytest.raises(NotKept, match="disk is full"):
        store.flush()
    assert len(Store().get(session.id).exchanges) == 2
    room(1_000_000)
    session.respond(turns[2])
    assert (session.unkept, store.waiting) == ("", False)
    assert list(Store().get(session.id).exchanges) == session.exchanges


@pytest.mark.usefixtures("_in_a_file")
def test_a_disk_that_fills_up_for_real(home: Path) -> None:
    """No file may grow beyond 192 KiB: the system itself refuses the write, in the middle of the program's own."""
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (196608, 196608));"
        "from tests.spoken_command import deaf_to_all_but_names; deaf_to_all_but_names();"
        "from mi_trainer.cli import main; main()"
    )
    lines = [f"turn {n} " + "words " * 6000 for n in range(1, 11)]
    done = subprocess.run(
        [sys.executable, "-c", code, "practice", str(DATA / "small.yaml"), "--plain", "--seed", "1"],
        cwd=ROOT, input="\n".join(lines), capture_output=True, text=True, timeout=50, check=False,
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    talk, _, summary = done.stdout.partition("\nTEN MINUTES")
    assert talk.count("\nLee: ") == 11
    assert talk.count("Not written down yet: ") == 1
    assert "could not be written down" in summary
    assert done.stderr == ""
    kept = Store().get("last")
    assert 1 <= len(kept.exchanges) - 1 < 10
    assert [e.trainee.split()[1] for e in kept.exchanges[1:]] == [str(n) for n in range(1, len(kept.exchanges))]


@pytest.mark.usefixtures("_in_a_file")
def test_a_file_that_is_no_database_is_said_and_left_alone(home: Path, small: Scenario) -> None:
    home.mkdir()
    (home / "records.sqlite").write_bytes(b"Dear diary, " * 500)
    session = Session.begin(small, Spoken(), keeper=Store())
    assert "no records file" in session.unkept
    assert session.respond("ok").reply
    with pytest.raises(NotReadable, match="no records file"):
        Store().sessions()
    with pytest.raises(NotKept, match="no records file"):
        Store().delete("x")
    assert (home / "records.sqlite").read_bytes() == b"Dear diary, " * 500


def test_a_file_where_the_folder_should_be(tmp_path: Path, small: Scenario) -> None:
    (tmp_path / "taken").write_text("")
    store = Store(tmp_path / "taken" / "records.sqlite")
    assert store.sessions() == []
    session = Session.begin(small, Spoken(), keeper=store)
    assert "Nothing can be written in" in session.unkept


def test_records_written_badly_by_others_are_said_not_thrown(session: Session, store: Store) -> None:
    with store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE exchanges SET body = '{}'")
    with pytest.raises(NotReadable, match="cannot read"):
        store.get(session.id)
    assert len(store.sessions()) == 1


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ("postgresql+nosuchdriver://me:secret@host/base", "cannot be used"),
        ("nosuchbase://me:secret@host/base", "cannot be used"),
        ("http://a:b@c:d/e", "neither a file nor a database URL"),
    ],
)
def test_a_database_that_cannot_be_reached_is_said_without_its_password(
    monkeypatch: pytest.MonkeyPatch, where: str, said: str
) -> None:
    monkeypatch.setenv("MI_TRAINER_RECORDS", where)
    with pytest.raises(NotReadable, match=said) as found:
        Store().sessions()
    assert "secret" not in str(found.value)


@pytest.mark.usefixtures("_in_a_file")
def test_a_file_deleted_while_people_talk_is_noticed(
    home: Path, small: Scenario, session: Session, store: Store
) -> None:
    for file in home.iterdir():
        file.unlink()
    assert store.sessions() == []
    session.respond("confront")
    assert "no longer in the records" in session.unkept
    new = Session.begin(small, Spoken(), keeper=store)
    new.respond("ok")
    assert new.unkept == ""
    assert [row.id for row in Store().sessions()] == [new.id]


# Rights.


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def _open_to_all() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.usefixtures("_in_a_file", "_open_to_all")
def test_records_are_the_users_alone(home: Path, session: Session) -> None:
    assert rights(home) == 0o700
    found = {file.name: rights(file) for file in home.iterdir()}
    assert found == dict.fromkeys(("records.sqlite", "records.sqlite-wal", "records.sqlite-shm"), 0o600)


@pytest.mark.usefixtures("_in_a_file", "_open_to_all")
def test_records_that_were_open_to_others_are_closed(home: Path, session: Session) -> None:
    home.chmod(0o755)
    for file in home.iterdir():
        file.chmod(0o666)
    again = Store()
    again.sessions()
    session.respond("ok")
    assert {rights(file) for file in home.iterdir()} == {0o600}
    assert rights(home) == 0o700


def test_a_folder_shared_with_others_is_not_closed_to_them(tmp_path: Path, small: Scenario) -> None:
    shared = tmp_path / "like_tmp"
    shared.mkdir()
    shared.chmod(0o1777)
    Session.begin(small, Spoken(), keeper=Store(shared / "records.sqlite"))
    assert rights(shared) == 0o1777
    assert rights(shared / "records.sqlite") == 0o600


def as_somebody_else(work: Callable[[], str]) -> str:
    """What a function returns when run by somebody who is not root, for whom rights are no bar."""
    if os.getuid():
        return work()
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.setgid(65534)
        os.setuid(65534)
        try:
            said = work()
        except BaseException as problem:
            said = repr(problem)
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        return pipe.read()


def test_in_a_read_only_folder_the_past_can_be_read_and_the_present_goes_on(small: Scenario) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "records.sqlite"
        store = Store(file)
        id_ = secrets.token_hex(4)
        session = Session.begin(small, Spoken(), keeper=store, seed=3)
        session.respond("ok")
        id_ = session.id
        store.close()
        if not os.getuid():
            for path in (folder, file):
                os.chown(path, 65534, 65534)
        folder.chmod(0o500)
        file.chmod(0o400)

        def work() -> str:
            there = Store(file)
            kept = there.get(id_)
            assert list(kept.exchanges) == session.exchanges
            assert len(there.sessions()) == 1
            goes_on = Session.resume(small, Spoken(), kept.start, kept.exchanges, keeper=there)
            assert goes_on.respond("confront").reply
            return goes_on.unkept

        assert "Nothing can be written in" in as_somebody_else(work)
        folder.chmod(0o700)
