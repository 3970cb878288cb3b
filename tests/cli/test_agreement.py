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
