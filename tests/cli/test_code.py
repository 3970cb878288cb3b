"""Coding transcripts, as somebody at a shell does it."""

import csv
import io

import pytest

from mi_trainer.cli import jobs
from mi_trainer.cli.remarks import Remarks
from tests.cli.transcripts import HEAD, TALK, Answering, objects, run, written


@pytest.mark.usefixtures("hearing")
def test_one_object_a_row_with_its_codes() -> None:
    result = run("code", written(TALK))
    assert result.exit_code == 0
    rows = objects(result)
    assert [(r["session"], r["turn"], r["speaker"]) for r in rows] == [
        ("s1", 1, "client"), ("s1", 2, "clinician"), ("s1", 3, "client"), ("s1", 4, "clinician"),
        ("s2", 1, "clinician"), ("s2", 2, "client"),
    ]  # fmt: skip
    assert rows[1]["question"] == "open"
    assert [b["behaviour"] for b in rows[1]["behaviours"]] == ["affirm", "question"]
    assert set(rows[1]["behaviours"][0]) == {"behaviour", "start", "end", "confidence", "sure", "reason"}
    assert rows[3]["reflection"] == "complex"
    assert rows[3]["marks"] == ["double_sided_reflection.change"]
    assert rows[0]["client_talk"] == "neutral"
    assert rows[0]["main"] is None
    assert rows[1]["client_talk"] is None


def test_rows_are_taken_as_said_aloud_unless_they_were_typed(hearing: Answering) -> None:
    run("code", written(TALK))
    run("code", written(TALK), "--typed")
    assert hearing.aloud == [True, True, True, False, False, False]


def test_what_is_said_aloud_gets_the_code_that_makes_its_family() -> None:
    spoken = HEAD + (
        'a,client,"uh, well, the mornings, you know, the mornings are the worst of it"\n'
        'a,clinician,"Right, okay. So the, um, the mornings are kind of where it gets hold of you, it sounds like."\n'
        "a,client,yeah\n"
        'a,clinician,"Okay. And so, um, what\'s it like for you then, when you, when you wake up with that?"\n'
    )
    rows = [row for row in objects(run("code", written(spoken))) if row["speaker"] == "clinician"]
    for row in rows:
        codes = {b["behaviour"] for b in row["behaviours"]}
        assert row["question"] is None or "question" in codes
        assert row["reflection"] is None or f"{row['reflection']}_reflection" in codes
    assert [row["main"] for row in rows] == ["reflection", "question"]
    assert rows[0]["reflection"]
    assert rows[1]["question"]


def test_a_row_is_coded_with_what_came_before_it_in_its_session(hearing: Answering) -> None:
    run("code", written(TALK), "--target", "stop smoking")
    assert hearing.seen == [
        ("open_question, affirm", "hello there", 0, "stop smoking"),
        ("complex_reflection double_sided_reflection.change", "well", 1, "stop smoking"),
        ("confront", "", 0, "stop smoking"),
    ]


@pytest.mark.usefixtures("hearing")
def test_rows_at_fault_are_told_by_line_and_the_rest_is_coded() -> None:
    bad = (
        TALK
        + 's2,dog,woof\ns2,clinician,\ns2,clinician,a,b\n,client,x\ns2,client\ns2,clinician,"two\nlines"\ns2,cat,x\n'
    )
    result = run("code", written(bad))
    assert result.exit_code == 1
    assert [line.split(":")[1] for line in result.stderr.splitlines() if ":" in line] == [
        "8",
        "9",
        "10",
        "11",
        "12",
        "15",
    ]
    assert "the speaker is 'dog', not clinician or client" in result.stderr
    assert "6 rows skipped" in result.stderr
    assert len(objects(result)) == 7
    assert objects(result)[-1]["text"] == "two\nlines"


@pytest.mark.usefixtures("hearing")
def test_text_of_windows_is_read_and_told() -> None:
    result = run("code", "-", typed=b"\xef\xbb\xbfsession,speaker,text\na,clinician,caf\xe9\na,clinician,confront\n")
    assert result.exit_code == 0
    assert "standard input:2: not UTF-8, read as Windows-1252" in result.stderr
    assert [r["text"] for r in objects(result)] == ["café", "confront"]


@pytest.mark.usefixtures("hearing")
def test_a_quote_that_never_closes_is_told_and_not_a_crash() -> None:
    result = run("code", "-", typed=HEAD + 'a,clinician,confront\na,clinician,"' + "x" * 1_100_000)
    assert result.exit_code == 1
    assert "standard input:3: not CSV" in result.stderr
    assert len(objects(result)) == 1


@pytest.mark.usefixtures("hearing")
def test_a_file_without_the_columns_says_which_it_needs_and_others_are_coded() -> None:
    other = written("who,what\nx,y\n", "other.csv")
    result = run("code", other, written(TALK))
    assert result.exit_code == 1
    assert "other.csv: needs the columns session, speaker, text" in result.stderr
    assert len(objects(result)) == 6


@pytest.mark.usefixtures("hearing")
def test_semicolons_and_any_order_of_columns() -> None:
    result = run("code", "-", typed="Text;Note;Speaker;Session\nconfront, you see;x;Therapist;9\n")
    assert result.exit_code == 0
    assert objects(result)[0]["session"] == "9"


@pytest.mark.usefixtures("hearing")
def test_a_folder_and_a_pattern_mean_their_files() -> None:
    written(TALK, "in/a.csv")
    written(TALK.replace("s1", "s3"), "in/deep/b.csv")
    written("not a transcript", "in/notes.txt")
    assert [r["session"] for r in objects(run("code", "in"))].count("s3") == 4
    assert objects(run("code", "in/**/*.csv")) == objects(run("code", "in"))
    assert objects(run("code", "in", "in/a.csv")) == objects(run("code", "in"))


def test_a_file_that_is_not_there_is_said_before_any_work() -> None:
    result = run("code", "nowhere.csv")
    assert result.exit_code == 2
    assert "nowhere.csv: there is no such file" in result.stderr


@pytest.mark.usefixtures("hearing")
def test_csv_for_a_spreadsheet_holds_no_formula() -> None:
    result = run("code", "-", "--format", "csv", typed=HEAD + 's,clinician,"=HYPERLINK(""x"") confront"\n')
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert row["text"].startswith("'=")
    assert row["behaviours"] == "confront"


@pytest.mark.usefixtures("hearing")
def test_the_table_shows_nothing_that_could_move_a_cursor() -> None:
    result = run("code", "-", "--format", "table", typed=HEAD + "s\x1b[2J,clinician,\x1b[31mconfront\n")
    assert "\x1b" not in result.stdout
    assert "confront" in result.stdout


def long_session(name: str) -> str:
    return "".join(f"{name},clinician,complex_reflection\n{name},client,yes\n" for _ in range(12))


@pytest.mark.usefixtures("hearing")
def test_a_report_for_each_session() -> None:
    result = run("code", "-", "--summary", "--format", "table", typed=HEAD + long_session("a") + "b,clinician,affirm\n")
    first, second = result.stdout.split("SESSION B")
    assert "SESSION A" in first
    assert "Complex reflections, of all reflections: 100%; 12 of 12 reflections" in first
    assert "The clinician's turns in all: 12" in first
    assert "counts only" in second


@pytest.mark.usefixtures("hearing")
def test_reports_for_programs_have_the_same_numbers() -> None:
    text = HEAD + long_session("a") + "b,clinician,affirm\n"
    first, second = objects(run("code", "-", "--summary", "--format", "jsonl", typed=text))
    assert first["session"] == "a"
    assert {m["key"]: m["value"] for m in first["measures"]}["complex_reflections"] == 1
    assert second["measures"] == []
    rows = list(csv.DictReader(io.StringIO(run("code", "-", "--summary", "--format", "csv", typed=text).stdout)))
    assert rows[0]["complex_reflections"] == "1.0"
    assert rows[1]["complex_reflections"] == ""
    assert rows[1]["affirm"] == "1"


def test_more_processes_give_the_same_answer_in_the_same_order() -> None:
    text = HEAD + "".join(f"s{n},clinician,You want your mornings back.\n" for n in range(40))
    one, two = (run("code", written(text), "--jobs", n) for n in "12")
    assert one.exit_code == two.exit_code == 0
    assert one.stdout == two.stdout
    assert len(one.stdout.splitlines()) == 40


@pytest.mark.usefixtures("hearing")
def test_no_more_is_read_than_is_being_coded() -> None:
    taken = 0

    def lines():  # type: ignore[no-untyped-def]
        nonlocal taken
        yield HEAD
        for n in range(5000):
            taken += 1
            yield f"s{n},clinician,{'confront ' * 50}\n"

    batches = jobs.batches([("here", lines(), lambda: 0)], Remarks())
    next(batches)
    assert taken < 200
