"""Transcripts as they come: rows at fault, spreadsheets' encodings, files that cannot be opened."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.transcripts import HEAD, TALK, objects, run, written

pytestmark = pytest.mark.usefixtures("hearing")


def turns(text: str | bytes) -> list[tuple[str, int, str]]:
    return [(row["session"], row["turn"], row["text"]) for row in objects(run("code", "-", typed=text))]


# which turn a row is


def test_a_row_that_is_skipped_keeps_its_number() -> None:
    text = HEAD + "a,client,one\na,clinician,\na,dog,three\na,client,x,y\na,client,five\nb,client,\nb,client,two\n"
    assert turns(text) == [("a", 1, "one"), ("a", 5, "five"), ("b", 2, "two")]


def test_turns_of_the_file_itself_are_kept() -> None:
    text = "turn,session,speaker,text\n7,a,client,seven\n9.0,a,clinician,nine\n,a,client,third\nx,a,client,none\n"
    result = run("code", "-", typed=text)
    assert [row["turn"] for row in objects(result)] == [7, 9, 3]
    assert "standard input:5: the turn is 'x', not a whole number. Skipped." in result.stderr


def test_a_blank_row_does_not_move_the_turns_that_a_person_coded() -> None:
    whole = HEAD + "".join(f"a,client,well {n}\na,clinician,question {n}\n" for n in range(6))
    person = written(run("code", "-", typed=whole).stdout, "person.jsonl")
    gap = written(run("code", "-", typed=whole.replace("well 1", "")).stdout, "gap.jsonl")
    result = run("agreement", person, gap)
    assert result.stdout.startswith("11 turns in all codings; 1 in only some")
    assert result.stderr == ""


def test_turns_numbered_otherwise_are_noticed_by_their_texts() -> None:
    rows = [f"a,clinician,question {n}\n" for n in range(6)]
    mine = written(run("code", "-", typed=HEAD + "".join(rows)).stdout, "mine.jsonl")
    theirs = written(run("code", "-", typed=HEAD + "".join(rows[1:])).stdout, "theirs.jsonl")
    result = run("agreement", mine, theirs)
    assert "5 turns of 5 have another text in one coding than in another; the first is turn 1 of session a" in (
        result.stderr
    )
    mine = written(run("code", "-", "--format", "csv", typed=HEAD + "a,clinician,=1  question\n").stdout, "mine.csv")
    theirs = written(run("code", "-", typed=HEAD + "a,clinician,=1 question\n").stdout, "theirs.jsonl")
    assert run("agreement", mine, theirs).stderr == ""


def test_a_session_that_comes_back_is_told_and_counted_on() -> None:
    result = run("code", "-", typed=HEAD + "a,client,x\nb,client,x\na,client,y\n")
    assert "standard input:4: session 'a' comes back" in result.stderr
    assert [(row["session"], row["turn"]) for row in objects(result)] == [("a", 1), ("b", 1), ("a", 2)]
    assert result.exit_code == 0


def test_one_session_in_two_files_is_kept_apart_and_told() -> None:
    result = run("code", written(TALK, "1.csv"), written(TALK, "2.csv"))
    assert "2.csv:2: session 's1' is in 1.csv too" in result.stderr
    assert [row["file"] for row in objects(result)] == ["1.csv"] * 6 + ["2.csv"] * 6
    assert "file" not in objects(run("code", "1.csv"))[0]
    assert "SESSION S1, IN 2.CSV" in run("code", "1.csv", "2.csv", "--summary", "--format", "table").stdout


# quotes


def test_a_quote_left_open_costs_its_own_row() -> None:
    text = HEAD + 's,clinician,"left open\n' + "".join(f"s,client,line {n}\n" for n in range(3))
    result = run("code", "-", typed=text)
    assert result.exit_code == 1
    assert 'standard input:2: a quote (") is opened and not closed. Skipped.' in result.stderr
    assert [(row["turn"], row["text"]) for row in objects(result)] == [(2, "line 0"), (3, "line 1"), (4, "line 2")]


def test_a_quote_left_open_does_not_join_up_with_the_next_one() -> None:
    text = HEAD + 's,clinician,"left open\ns,client,"fine"\ns,client,"two\nlines"\ns,client,"open at the end\n'
    result = run("code", "-", typed=text)
    assert [(row["turn"], row["text"]) for row in objects(result)] == [(2, "fine"), (3, "two\nlines")]
    assert [line.split(":")[1] for line in result.stderr.splitlines()[:2]] == ["2", "6"]


def test_a_quote_left_open_before_a_long_talk_loses_none_of_it() -> None:
    text = HEAD + 's,clinician,"left open\n' + "".join(f"s,client,{'line ' * 100}\n" for n in range(3000))
    result = run("code", "-", typed=text)
    assert len(objects(result)) == 3000
    assert "1 row skipped" in result.stderr


def test_a_head_with_a_quote_left_open_is_told() -> None:
    result = run("code", "-", typed='"session,speaker,text\na,client,x\n')
    assert "its first line is a quote" in result.stderr
    assert "nothing is coded" in result.stderr


# spreadsheets


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_what_a_spreadsheet_saves_as_text_is_read(encoding: str) -> None:
    text = "session\tspeaker\ttext\r\na\tclient\tCafé, “yes”\r\n"
    assert turns(text.encode(encoding)) == [("a", 1, "Café, “yes”")]


def test_windows_letters_are_read_and_the_file_is_named_once() -> None:
    Path("w.csv").write_bytes((HEAD + "a,client,it’s\na,client,café\n").encode("cp1252"))
    result = run("code", "w.csv")
    assert [row["text"] for row in objects(result)] == ["it’s", "café"]
    assert (
        result.stderr
        == "w.csv:2: not UTF-8, read as Windows-1252; if letters look wrong, save the file as CSV UTF-8.\n"
    )
    assert result.exit_code == 0


def test_bytes_that_are_no_text_cost_their_own_row() -> None:
    result = run("code", "-", typed=HEAD.encode() + b"a,client,caf\x81\na,client,x\n")
    assert "standard input:2: neither UTF-8 nor Windows-1252. Skipped." in result.stderr
    assert [row["turn"] for row in objects(result)] == [2]


def test_the_line_that_names_what_stands_between_cells_is_understood() -> None:
    assert turns("sep=;\nsession;speaker;text\na;client;well, yes\n") == [("a", 1, "well, yes")]
    assert "standard input:3:" in run("code", "-", typed="sep=;\nsession;speaker;text\na;client;\n").stderr


def test_endings_in_any_case_are_found_in_a_folder() -> None:
    written(TALK, "in/A.CSV")
    written(TALK.replace(",", "\t").replace('"open_question\t affirm"', "affirm"), "in/b.Tsv")
    written("not a transcript", "in/notes.txt")
    Path("in/excel.TXT").write_bytes("Session\tSpeaker\tText\r\na\tclient\twell\r\n".encode("utf-16"))
    result = run("code", "in")
    assert {row["file"] for row in objects(result)} == {"in/A.CSV", "in/b.Tsv", "in/excel.TXT"}
    assert result.exit_code == 0


def test_a_column_that_is_there_twice_is_told() -> None:
    result = run("code", "-", typed="session,speaker,text,text\na,client,x,y\n")
    assert "standard input:1: there is more than one column 'text'; the last one counts" in result.stderr
    assert objects(result)[0]["text"] == "y"


# speakers


@pytest.mark.parametrize("name", ["T", "th", "Therapist:", "Counselor", "COUNSELLOR", "Interviewer", "Dr. Smith", "dr"])
def test_names_of_the_clinician(name: str) -> None:
    result = run("code", "-", typed=HEAD + f"a,{name},affirm\na,C,well\n")
    assert [row["speaker"] for row in objects(result)] == ["clinician", "client"]


@pytest.mark.parametrize("name", ["Cl", "P", "pt", "Patient", "CLIENT:", "P."])
def test_names_of_the_client(name: str) -> None:
    assert objects(run("code", "-", typed=HEAD + f"a,{name},well\n"))[0]["speaker"] == "client"


def test_c_is_the_client_beside_a_therapist_and_otherwise_refused() -> None:
    assert [row["speaker"] for row in objects(run("code", "-", typed=HEAD + "a,C,x\na,C,y\na,T,affirm\n"))] == [
        "client", "client", "clinician",
    ]  # fmt: skip
    result = run("code", "-", typed=HEAD + "a,C,affirm\na,P,x\n")
    assert "the speaker is 'C', which may be client or counsellor: write clinician or client" in result.stderr
    assert [row["turn"] for row in objects(result)] == [2]


# files


def test_files_that_cannot_be_opened_are_told_and_the_rest_is_coded() -> None:
    written(TALK, "in/a.csv")
    Path("in/gone.csv").symlink_to("nothing.csv")
    Path("in/folder.csv").mkdir()
    result = run("code", "in", "nowhere.csv")
    assert result.exit_code == 1
    assert "in/gone.csv: cannot be read: No such file or directory. Skipped." in result.stderr
    assert "in/folder.csv: cannot be read: Is a directory. Skipped." in result.stderr
    assert "nowhere.csv: there is no such file. Skipped." in result.stderr
    assert "3 files skipped; all others are coded." in result.stderr
    assert len(objects(result)) == 6


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_one_may_not_read_is_told() -> None:
    Path(written(TALK, "mine.csv")).chmod(0)
    assert "mine.csv: cannot be read: Permission denied. Skipped." in run("code", "mine.csv").stderr


@pytest.mark.parametrize(("text", "why"), [("", "is empty"), (HEAD, "has no rows under its first line")])
def test_a_file_without_rows_is_told(text: str, why: str) -> None:
    result = run("code", written(text))
    assert result.exit_code == 1
    assert result.stderr == f"talk.csv: {why}. Skipped.\n1 file skipped; nothing is coded.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize("command", ["code", "agreement"])
def test_a_full_disk_is_told_in_plain_words(command: str) -> None:
    coded = written(run("code", written(TALK)).stdout, "coded.jsonl")
    files = [written(HEAD + "a,client,well\n")] if command == "code" else [coded, coded]
    program = "from mi_trainer.cli import main; main()"
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-c", program, command, *files], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 1
    assert done.stderr == (
        "Error: The output could not be written: No space left on device. What is there is not all.\n"
    )


def test_output_that_is_closed_is_told() -> None:
    coded = written(run("code", written(TALK)).stdout, "coded.jsonl")
    for words in (["code", "talk.csv"], ["agreement", coded, coded]):
        closed = subprocess.run(
            [sys.executable, "-c", "from mi_trainer.cli import main; main()", *words],
            stderr=subprocess.PIPE, text=True, preexec_fn=lambda: os.close(1),
        )  # fmt: skip
        assert closed.stderr == "Error: There is nowhere to write to: standard output is closed.\n"
        assert closed.returncode == 1
