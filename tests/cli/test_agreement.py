"""Comparing codings, as somebody at a shell does it."""

import json

import pytest

from tests.cli.transcripts import TALK, Answering, run, written

CODED = "session,turn,speaker,main,behaviours,client_talk\n"


def coding(*mains: str, talk: str = "change") -> str:
    rows = (
        f"s{n % 3},{n},clinician,{main},{'question' if main == 'question' else 'affirm'},\n"
        for n, main in enumerate(mains, 1)
    )
    return CODED + "".join(rows) + f"s1,99,client,,,{talk}\n"


def test_kappa_and_macro_f1_for_each_code() -> None:
    a = written(coding(*["question", "other"] * 10), "a.csv")
    b = written(coding(*["question", "other"] * 9, "other", "other"), "b.csv")
    result = run("agreement", a, b, "--format", "json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["turns"] == 21
    by = {c["what"]: c for c in found["compared"]}
    assert by["Main behaviour"]["kappa"]["value"] == pytest.approx(0.9)
    assert by["Affirm"]["counts"] == [10, 11]
    assert by["Question"]["macro_f1"]["interval"]["low"] <= by["Question"]["macro_f1"]["value"]
    assert {p["what"] for p in found["per_session"]} >= {"Questions"}


def test_the_programs_coding_is_compared_with_a_persons(hearing: Answering) -> None:
    mine = written(run("code", written(TALK)).stdout, "program.jsonl")
    person = written(
        "session,speaker,question,reflection\n"
        + "s1,client,,\ns1,clinician,closed,\ns1,client,,\ns1,clinician,,complex\n",
        "p.csv",
    )
    result = run("agreement", person, mine, "--format", "json")
    found = json.loads(result.stdout)
    assert hearing.seen
    assert (found["turns"], found["only_some"]) == (4, 2)
    assert {c["what"]: c["macro_f1"]["value"] for c in found["compared"]}["Reflection, its depth"] == 1


def test_the_table_says_how_many_turns_were_compared() -> None:
    a = written(coding("question", "other"), "a.csv")
    result = run("agreement", a, a)
    assert result.stdout.startswith("3 turns in all codings; 0 in only some, left out.")
    assert "1.00" in result.stdout


def test_three_codings_get_fleiss_kappa() -> None:
    a = written(coding(*["question", "other"] * 5), "a.csv")
    result = run("agreement", a, a, a)
    assert "Fleiss kappa" in result.stdout
    assert "macro-F1" not in result.stdout


def test_labels_nobody_knows_are_told_by_line() -> None:
    a = written(coding("question", "other"), "a.csv")
    b = written(coding("question", "shouting"), "b.csv")
    result = run("agreement", a, b)
    assert result.exit_code == 1
    assert "b.csv:3: main is 'shouting'" in result.stderr


def test_codings_of_different_transcripts_have_nothing_in_common() -> None:
    a = written(coding("question"), "a.csv")
    b = written(coding("question").replace("s1", "z1"), "b.csv")
    result = run("agreement", a, b)
    assert result.exit_code == 1
    assert "no turn in common" in result.stderr


def test_one_coding_alone_is_not_compared() -> None:
    assert run("agreement", written(coding("question"), "a.csv")).exit_code == 2


def test_codes_go_by_their_names_abbreviations_and_labels() -> None:
    a = written(
        "session,turn,speaker,behaviours,question,reflection,client_talk\n"
        's,1,T,"Q, AF",Open question,,\ns,2,Th,complex reflection;Giving information,,CR,\ns,3,C,,,,CT\n'
        "s,4,T,SR + Pers,,Simple reflection,\ns,5,T,none,,-,\n".replace(",-,", ",none,"),
        "a.csv",
    )
    b = written(
        "session,turn,speaker,behaviours,question,reflection,client_talk\n"
        "s,1,clinician,question;affirm,open,,\ns,2,clinician,complex_reflection;giving_information,,complex,\n"
        "s,3,client,,,,change\ns,4,clinician,simple_reflection;persuade,,simple,\ns,5,clinician,,,,\n",
        "b.csv",
    )
    result = run("agreement", a, b, "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    found = json.loads(result.stdout)
    assert found["turns"] == 5
    assert {c["macro_f1"]["value"] for c in found["compared"]} == {1}
    assert {c["what"] for c in found["compared"]} >= {"Affirm", "Persuade", "Giving information", "Client talk"}


def test_a_transcript_without_codes_is_no_coding(hearing: Answering) -> None:
    coded = written(run("code", written(TALK)).stdout, "coded.jsonl")
    result = run("agreement", coded, "talk.csv")
    assert result.exit_code == 1
    assert "talk.csv holds no codes: it needs main, question, reflection, client_talk or behaviours" in result.stderr
    assert hearing.seen


def test_codings_of_other_things_are_not_compared() -> None:
    a = written("session,speaker,main\ns,T,question\n", "a.csv")
    b = written("session,speaker,behaviours\ns,T,Q\n", "b.csv")
    result = run("agreement", a, b)
    assert result.exit_code == 1
    assert "no column of codes in common" in result.stderr


def test_a_turn_that_is_there_twice_is_told_and_the_first_counts() -> None:
    a = written(coding("question", "other"), "a.csv")
    b = written(coding("question", "other") + "s1,1,clinician,other,affirm,\n", "b.csv")
    result = run("agreement", a, b, "--format", "json")
    assert result.exit_code == 1
    assert "b.csv:5: turn 1 of session s1 is on line 2 already. Skipped." in result.stderr
    assert json.loads(result.stdout)["compared"][0]["kappa"]["value"] == 1


def test_standard_input_is_one_of_the_codings() -> None:
    a = coding("question", "other")
    result = run("agreement", written(a, "a.csv"), "-", typed=a)
    assert result.stdout.startswith("3 turns in all codings")
    assert run("agreement", "-", "-", typed=a).exit_code == 2


def test_a_code_that_one_side_never_gave_has_no_interval() -> None:
    a = written(coding(*["question"] * 6, "other"), "a.csv")
    b = written(coding(*["question"] * 7), "b.csv")
    line = next(line for line in run("agreement", a, b).stdout.splitlines() if line.startswith("Affirm"))
    assert line.split()[:3] == ["Affirm", "7", "0.00"]
    assert "[0.00, 0.00]" not in line


def test_one_turn_is_one_turn() -> None:
    a = written("session,speaker,main\ns,T,question\n", "a.csv")
    assert run("agreement", a, a).stdout.startswith("1 turn in all codings")


@pytest.mark.usefixtures("hearing")
def test_sessions_of_several_files_are_matched_by_file() -> None:
    both = written(run("code", written(TALK, "1.csv"), written(TALK, "2.csv")).stdout, "both.jsonl")
    result = run("agreement", both, both)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith("12 turns in all codings; 0 in only some")
