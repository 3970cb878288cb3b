"""The store: what is written is read back equal, whatever was said, taken back, branched or deleted."""

import secrets
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from mi_trainer.patient.disposition import Disposition
from mi_trainer.practice.exchange import Exchange, Mode
from mi_trainer.practice.session import Session
from mi_trainer.records import tables
from mi_trainer.records.keeping import ENDED_EARLY, OUTCOMES, Kept, NoSuchSession, NotKept, NotReadable, Result, Start
from mi_trainer.records.store import Store
from mi_trainer.scenario.model import Outcome, Scenario
from tests.doubles import Spoken
from tests.records.strategies import EXCHANGES, WORDS


def started(id_: str = "", **values: object) -> Start:
    plain = Start(
        id_ or secrets.token_hex(4), "small", "Ten minutes", "d1", 7, Mode.COACHED, "spoken",
        datetime(2026, 3, 1, 12, tzinfo=UTC),
    )  # fmt: skip
    return replace(plain, **values)  # type: ignore[arg-type]


def exchange(turn: int, text: str = "", *, ending: str | None = None, codes: str = "") -> Exchange:
    said = (text or f"turn {turn}") if turn else ""
    return Exchange(turn, said, Spoken().code(codes), "r", "a", "a", Disposition(), (), ending)


@pytest.fixture
def store() -> Store:
    return Store()


@dataclass
class Model:
    """What a session should look like when read back."""

    start: Start
    said: list[Exchange] = field(default_factory=list)
    standing: list[int] = field(default_factory=list)
    outcome: str | None = None

    @property
    def exchanges(self) -> list[Exchange]:
        """What stands, in order."""
        return [self.said[n] for n in self.standing]

    @property
    def undone(self) -> list[Exchange]:
        """What was taken back, in the order it was said."""
        return [each for n, each in enumerate(self.said) if n not in self.standing]


# A busy machine takes its time; and a test cut short looks to Hypothesis like one that fails now and then.
@pytest.mark.timeout(300)
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_any_sequence_of_exchanges_is_read_back_equal(data: st.DataObject) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "records.sqlite"
        store = Store(file)
        began = data.draw(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=-9, minutes=-30))])))
        models = []
        for n in range(data.draw(st.integers(1, 2))):
            model = Model(
                started(f"{n:08x}", title=data.draw(WORDS), began=began, mode=data.draw(st.sampled_from(Mode)))
            )
            store.begin(model.start)
            models.append(model)
        for step in data.draw(st.lists(st.sampled_from(["say", "say", "say", "undo", "end", "reopen"]), max_size=14)):
            model = data.draw(st.sampled_from(models))
            match step:
                case "say":
                    said = replace(data.draw(EXCHANGES), turn=len(model.standing))
                    store.add(model.start.id, said)
                    model.standing.append(len(model.said))
                    model.said.append(said)
                    model.outcome = said.ending
                case "undo" if len(model.standing) > 1:
                    store.undo(model.start.id, model.said[model.standing.pop()].turn)
                    model.outcome = None
                case "end":
                    model.outcome = data.draw(st.sampled_from(list(OUTCOMES)))
                    store.end(model.start.id, model.outcome)
                case "reopen":
                    store.close()
                    store = Store(file)
        for model in models:
            kept = Store(file).get(model.start.id)
            assert kept == Kept(model.start, tuple(model.exchanges), model.outcome, tuple(model.undone))
        listed = {row.id: row for row in store.sessions()}
        for model in models:
            if len(model.exchanges) > 1:
                row = listed[model.start.id]
                names = [name for e in model.exchanges for name in e.coding.behaviours]
                assert (row.turns, row.outcome, row.began) == (len(model.exchanges) - 1, model.outcome, began)
                assert row.questions == names.count("question")
                assert row.reflections == sum("reflection" in name for name in names)
        store.close()


def test_a_turn_is_on_disk_before_the_answer_is_returned(small: Scenario, store: Store) -> None:
    session = Session.begin(small, Spoken(), keeper=store, seed=3)
    for text in ("ok", "confront", "apology"):
        answer = session.respond(text)
        assert Store().get(session.id).exchanges[-1] == answer
    session.undo()
    assert list(Store().get(session.id).exchanges) == session.exchanges
    session.end_early()
    assert Store().get(session.id).outcome == ENDED_EARLY


def test_an_ending_is_kept_with_the_turn_that_reached_it(store: Store) -> None:
    start = started()
    store.begin(start)
    store.add(start.id, exchange(0))
    store.add(start.id, exchange(1, ending=Outcome.PLAN))
    assert Store().get(start.id).outcome == Outcome.PLAN
    assert store.unfinished() == []


def test_halves_of_characters_do_not_keep_a_turn_from_being_written(store: Store) -> None:
    start = started()
    store.begin(start)
    store.add(start.id, exchange(0))
    store.add(start.id, exchange(1, "a\ud800b"))
    assert store.get(start.id).exchanges[1].trainee == "a\ufffdb"


def played(store: Store, *, turns: int = 2, outcome: str | None = None, **values: object) -> Start:
    start = started(**values)
    store.begin(start)
    for turn in range(turns + 1):
        store.add(start.id, exchange(turn, codes="question simple_reflection" if turn else ""))
    if outcome:
        store.end(start.id, outcome)
    return start


def at(day: int) -> datetime:
    return datetime(2026, 3, day, tzinfo=UTC)


def test_sessions_are_listed_newest_first_and_filtered(store: Store) -> None:
    first = played(store, began=at(1), title="The bus", outcome=Outcome.PLAN)
    second = played(store, began=at(3), scenario="other", title="100% [sure]")
    third = played(store, began=at(2), title="The bus")
    assert [row.id for row in store.sessions()] == [second.id, third.id, first.id]
    assert [row.id for row in store.sessions(scenario="small")] == [third.id, first.id]
    assert [row.id for row in store.sessions(text="bus PLAN")] == [first.id]
    assert [row.id for row in store.sessions(text="0% [s")] == [second.id]
    assert store.sessions(text="_____________") == []
    assert [row.id for row in store.sessions(limit=1, offset=1)] == [third.id]
    assert [(row.turns, row.questions, row.reflections) for row in store.sessions()] == [(2, 2, 2)] * 3


def test_what_was_opened_and_left_without_a_word_is_in_no_list(store: Store) -> None:
    played(store, turns=0)
    assert (store.sessions(), store.unfinished(), store.results()) == ([], [], {})
    with pytest.raises(NoSuchSession, match="practice"):
        store.get("last")


def test_unfinished_sessions_come_in_the_order_they_were_left(store: Store) -> None:
    older = played(store, began=at(1))
    newer = played(store, began=at(2))
    played(store, outcome=Outcome.TIME)
    assert [row.id for row in store.unfinished("small")] == [newer.id, older.id]
    store.add(older.id, exchange(3))
    assert [row.id for row in store.unfinished()] == [older.id, newer.id]
    store.finish_early(older.id)
    assert store.get(older.id).outcome == ENDED_EARLY
    store.finish_early(older.id)
    assert [row.id for row in store.unfinished()] == [newer.id]


def test_finishing_what_has_ended_changes_nothing(store: Store) -> None:
    start = played(store, outcome=Outcome.PLAN)
    store.finish_early(start.id)
    assert store.get(start.id).outcome == Outcome.PLAN


def test_results_tell_the_best_the_last_and_how_many(store: Store) -> None:
    played(store, outcome=Outcome.LEFT)
    played(store, outcome=Outcome.PLAN)
    played(store, outcome=Outcome.UNCHANGED)
    played(store)
    whole = played(store, scenario="other", outcome="something_new")
    played(store, scenario="other", outcome=Outcome.COMMITMENT, parent=whole.id, parent_turn=2)
    assert store.results() == {
        "small": Result(Outcome.PLAN, Outcome.UNCHANGED, 3),
        "other": Result("something_new", "something_new", 1),
    }


def test_a_session_is_found_by_its_id_or_its_beginning_or_as_the_last(store: Store) -> None:
    one, two = played(store, id_="aaaa1111"), played(store, id_="aaaa2222")
    assert store.get("aaaa1").start == one
    assert store.get("last").start == two
    with pytest.raises(NoSuchSession, match="aaaa1111, aaaa2222"):
        store.get("aaaa")
    for nothing in ("", "b", "%", "aaaa11112"):
        with pytest.raises(NoSuchSession, match="sessions"):
            store.get(nothing)


def test_branches_are_found_and_outlive_the_session_they_came_from(small: Scenario, store: Store) -> None:
    session = Session.begin(small, Spoken(), keeper=store, seed=3)
    for text in ("ok", "confront", "ok"):
        session.respond(text)
    branch = session.branch(2)
    branch.respond("complex_reflection")
    (row,) = store.branches(session.id)
    assert (row.id, row.parent, row.parent_turn) == (branch.id, session.id, 2)
    assert store.get(branch.id).exchanges[:2] == tuple(session.exchanges[:2])
    store.delete(session.id)
    with pytest.raises(NoSuchSession):
        store.get(session.id)
    kept = store.get(branch.id)
    assert (list(kept.exchanges), kept.start.parent) == (branch.exchanges, None)


@pytest.mark.usefixtures("_in_a_file")
def test_what_is_deleted_is_gone_from_the_file(home: Path, store: Store) -> None:
    start = started()
    store.begin(start)
    store.add(start.id, exchange(0))
    store.add(start.id, exchange(1, "a secret that must not stay"))
    store.delete(start.id)
    store.close()
    assert not [file for file in home.iterdir() if b"a secret that must not stay" in file.read_bytes()]


def test_talking_on_in_a_session_deleted_elsewhere_says_so_and_brings_nothing_back(store: Store) -> None:
    start = played(store)
    Store().delete(start.id)
    with pytest.raises(NotKept, match="no longer in the records"):
        store.add(start.id, exchange(3))
    assert (store.sessions(), store.waiting) == ([], False)


def test_an_id_that_comes_up_twice_is_two_sessions(store: Store) -> None:
    one = played(store, id_="aaaa1111", title="One")
    other = Store()
    two = played(other, id_="aaaa1111", title="Two", turns=3)
    assert store.get(one.id).start == one
    kept = other.get(other.kept_as(two.id))
    assert (kept.start.title, len(kept.exchanges)) == ("Two", 4)
    again = Store()
    again.begin(one)
    assert len(again.sessions()) == 2


@pytest.mark.usefixtures("_in_a_file")
def test_records_of_a_newer_version_are_refused_and_left_alone(home: Path, store: Store) -> None:
    played(store)
    with store.database.writing() as connection:
        connection.execute(tables.versions.update().values(version=tables.VERSION + 1))
    store.close()
    before = (home / "records.sqlite").read_bytes()
    with pytest.raises(NotReadable, match="newer"):
        Store().sessions()
    with pytest.raises(NotKept, match="newer"):
        Store().begin(started())
    assert (home / "records.sqlite").read_bytes() == before


@pytest.mark.usefixtures("_in_a_file")
def test_records_of_the_first_version_are_read_and_brought_up_to_date(home: Path, store: Store) -> None:
    start = played(store)
    with store.database.writing() as connection:
        connection.exec_driver_sql("DROP TABLE scripts")
        connection.execute(tables.versions.update().values(version=1))
    store.close()
    home.chmod(0o500)
    try:
        assert Store().get(start.id).script == ""
    finally:
        home.chmod(0o700)
    newer = Store()
    assert newer.get(start.id).start == start
    newer.begin(started("0000000f", digest="d"), "format: 1")
    assert newer.get("0000000f").script == "format: 1"


def test_records_of_an_older_version_are_brought_up_to_date_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    start = played(store)
    store.close()
    monkeypatch.setattr(tables, "VERSION", tables.VERSION + 1)
    monkeypatch.setitem(
        tables.UPGRADES, tables.VERSION - 1,
        lambda connection: connection.exec_driver_sql("ALTER TABLE sessions ADD COLUMN mood TEXT") and None,
    )  # fmt: skip
    for _ in range(2):
        newer = Store()
        assert newer.get(start.id).start == start
        with newer.database.reading() as connection:
            assert connection is not None
            assert tables.version_of(connection) == tables.VERSION
            assert connection.exec_driver_sql("SELECT mood FROM sessions").all() == [(None,)]
        newer.close()


def test_the_tables_can_be_made_on_a_server_too() -> None:
    server = postgresql.dialect()  # type: ignore[no-untyped-call]
    made = [str(CreateTable(table).compile(dialect=server)) for table in tables.metadata.sorted_tables]
    made += [str(CreateIndex(i).compile(dialect=server)) for t in tables.metadata.sorted_tables for i in t.indexes]
    assert any("BIGSERIAL" in text for text in made)
    assert any("WHERE NOT undone" in text for text in made)
