"""Past sessions listed and reported by command."""

import csv
import json
from pathlib import Path

import pytest
from sqlalchemy import select

from mi_trainer.practice.session import Session
from mi_trainer.records.store import Store
from mi_trainer.records.tables import scripts
from mi_trainer.scenario.model import Scenario
from tests.cli.lines import practise, run
from tests.conftest import DATA
from tests.doubles import Spoken

pytestmark = pytest.mark.usefixtures("spoken")


def test_without_a_session_both_say_how_to_begin() -> None:
    assert run("sessions").output == "No sessions yet. `mi-trainer practice` begins one.\n"
    assert run("sessions", "--json").output == ""
    done = run("report", "last")
    assert done.exit_code == 1
    assert "mi-trainer practice" in done.stderr


def test_sessions_are_told_in_words_newest_first() -> None:
    practise("complex_reflection", "confront", "/end", options=("--assessed",))
    practise("question")
    newest, oldest = run("sessions").output.splitlines()
    assert newest.startswith(f"{Store().get('last').start.id}: Ten minutes before the bus (small), ")
    assert newest.endswith(", coached, 1 turn, unfinished")
    assert oldest.endswith(", assessed, 2 turns, you ended it early")
    assert run("sessions", "--limit", "1").output.splitlines() == [newest]
    assert run("sessions", "--search", "early").output.splitlines() == [oldest]
    assert run("sessions", "--scenario", "other").output == "None found.\n"


def test_sessions_for_programs_are_one_object_a_line() -> None:
    practise("complex_reflection", "question", "/end")
    (line,) = run("sessions", "--json", "--scenario", "small").output.splitlines()
    found = json.loads(line)
    assert found["id"] == Store().get("last").start.id
    assert {key: found[key] for key in ("scenario", "mode", "turns", "reflections", "questions", "outcome")} == {
        "scenario": "small", "mode": "coached", "turns": 2, "reflections": 1, "questions": 1, "outcome": "ended_early",
    }  # fmt: skip


def test_a_report_is_shown_by_id_or_its_beginning_or_as_the_last() -> None:
    practise("complex_reflection", "confront", "/end")
    id_ = Store().get("last").start.id
    shown = [run("report", which).output for which in (id_, id_[:5], "last")]
    assert shown[0] == shown[1] == shown[2]
    assert "You: complex_reflection" in shown[0]
    assert "You ended it early" in shown[0]


@pytest.mark.parametrize(("form", "ending"), [("md", ".md"), ("html", ".html"), ("csv", ".csv"), ("json", ".json")])
def test_a_report_is_written_in_the_format_asked_for_or_the_file_says(form: str, ending: str) -> None:
    practise("complex_reflection żółw", "confront", "/end")
    shown = run("report", "last", "--format", form)
    assert run("report", "last", "-o", f"by_name{ending}").output == ""
    assert run("report", "last", "--format", form, "-o", "by_option").output == ""
    written = Path(f"by_name{ending}").read_bytes()
    assert written == Path("by_option").read_bytes() == shown.stdout_bytes
    text = written.decode()
    assert "żółw" in text or r"\u017c" in text
    if form == "json":
        assert json.loads(text)
    if form == "csv":
        assert len(list(csv.reader(text.splitlines()))) > 2
    if form == "html":
        assert text.lower().startswith("<!doctype html>")


def test_a_report_shows_what_was_tried_again_beside_it(small: Scenario) -> None:
    session = Session.begin(small, Spoken(), keeper=Store(), seed=3)
    for text in ("complex_reflection", "confront", "ok"):
        session.respond(text)
    branch = session.branch(2)
    branch.respond("emphasize_autonomy")
    for one, other in ((session, branch), (branch, session)):
        shown = run("report", one.id).output
        assert "TRIED AGAIN FROM TURN 2" in shown
        assert f"Session {other.id}" in shown
    assert f"tried again from turn 2 of {session.id}" in run("sessions").output
    Store().delete(session.id)
    assert "TRIED AGAIN" not in run("report", branch.id).output


def test_a_report_that_cannot_be_made_or_written_says_why(tmp_path: Path) -> None:
    practise("ok")
    for args, said in (
        (("zzz",), "There is no session 'zzz'"),
        (("last", "-o", str(tmp_path / "no" / "folder.md")), "could not be written"),
    ):
        done = run("report", *args)
        assert (done.exit_code, done.stdout) == (1, "")
        assert said in done.stderr
    assert run("report", "last", "--format", "pdf").exit_code == 2


def test_records_that_cannot_be_read_are_said(home: Path) -> None:
    home.mkdir()
    (home / "records.sqlite").write_bytes(b"no database at all " * 100)
    for args in (("sessions",), ("report", "last")):
        done = run(*args)
        assert (done.exit_code, done.stdout) == (1, "")
        assert "no records file" in done.stderr


# The patient of an old session stays the patient of that session.


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A patient in a file of one's own, that the trainer does not list."""
    file = tmp_path / "elsewhere" / "mine.yaml"
    file.parent.mkdir()
    file.write_text((DATA / "small.yaml").read_text("utf-8").replace("id: small", "id: mine"), "utf-8")
    return file


@pytest.mark.parametrize("since", ["there still", "edited", "broken", "gone"])
def test_a_session_played_from_a_path_is_reported_with_the_script_it_was_played_with(mine: Path, since: str) -> None:
    practise("double_sided_reflection heart complex_reflection", "planning", "", patient=str(mine))
    match since:
        case "edited":
            text = mine.read_text("utf-8").replace("Lee left with a step of their own.", "Nothing came of it.")
            mine.write_text(text.replace("name: Lee", "name: Mo"), "utf-8")
        case "broken":
            mine.write_text("format: 1\n", "utf-8")
        case "gone":
            mine.unlink()
    told = " ".join(run("report", "last").output.split())
    assert "Lee left with a step of their own." in told
    assert "A conversation with Lee" in told
    assert "changed or is gone" not in told


def test_a_session_goes_on_with_the_script_it_began_with(mine: Path) -> None:
    practise("affirm", patient=str(mine))
    mine.write_text(mine.read_text("utf-8").replace("name: Lee", "name: Mo"), "utf-8")
    done = practise("affirm", "/end", patient=str(mine), options=("--resume",))
    assert "goes on with the one it began with" in done.output
    assert "\nMo: " not in done.output
    assert "Mo: " in practise("affirm", patient=str(mine)).output


def test_a_script_is_kept_once_and_goes_with_its_last_session(mine: Path) -> None:
    for _ in range(2):
        practise("affirm", "/end", patient=str(mine))
    store = Store()
    first, second = (row.id for row in store.sessions())
    assert store.get(first).script == store.get(second).script == mine.read_text("utf-8")
    with store.database.reading() as connection:
        assert connection is not None
        assert len(connection.execute(select(scripts.c.digest)).all()) == 1
    store.delete(first)
    assert store.get(second).script
    store.delete(second)
    with store.database.reading() as connection:
        assert connection is not None
        assert connection.execute(select(scripts.c.digest)).all() == []
