"""What a coding says of itself: which codes are doubtful."""

import csv
import io
from dataclasses import replace

import pytest

from mi_trainer.cli import jobs
from scoring.codes import ClientTalk
from scoring.coding import Coding, TalkCoding
from tests.cli.transcripts import HEAD, Answering, objects, run


class Hesitant(Answering):
    """Half hears what is said with ``perhaps`` in front."""

    def code(self, text, context=None):  # type: ignore[no-untyped-def]
        coding: Coding = super().code(text, context)
        if text.startswith("perhaps"):
            coding = replace(coding, confidence=(0.42,) * len(coding.behaviours), unsure=coding.behaviours)
        return coding

    def talk(self, text, context=None):  # type: ignore[no-untyped-def]
        return TalkCoding(ClientTalk.SUSTAIN, None, 0.4250261541423133 if text.startswith("perhaps") else 0.9)


@pytest.fixture
def hesitant(monkeypatch: pytest.MonkeyPatch) -> Hesitant:
    coder = Hesitant()
    monkeypatch.setattr(jobs, "_coder", lambda: coder)
    return coder


DOUBTFUL = HEAD + (
    "a,clinician,perhaps persuade simple_reflection\na,client,perhaps not\na,clinician,affirm\na,client,no\n"
)


@pytest.mark.usefixtures("hesitant")
def test_each_code_says_whether_it_is_sure() -> None:
    first, second, third, fourth = objects(run("code", "-", typed=DOUBTFUL))
    assert [b["sure"] for b in first["behaviours"]] == [False, False]
    assert [b["sure"] for b in third["behaviours"]] == [True]
    assert (second["confidence"], second["sure"], fourth["sure"]) == (0.425, False, True)
    assert not {"confidence", "sure"} & set(first)


@pytest.mark.usefixtures("hesitant")
def test_a_spreadsheet_names_what_is_unsure() -> None:
    rows = list(csv.DictReader(io.StringIO(run("code", "-", "--format", "csv", typed=DOUBTFUL).stdout)))
    assert [row["unsure"] for row in rows] == ["persuade;simple_reflection", "sustain", "", ""]
    assert [row["confidence"] for row in rows] == ["", "0.425", "", "0.9"]


@pytest.mark.usefixtures("hesitant")
def test_the_table_puts_a_question_mark_where_it_is_unsure_and_says_what_it_means() -> None:
    lines = run("code", "-", "--format", "table", typed=DOUBTFUL).stdout.splitlines()
    assert lines[0] == "A code with ? could be heard so: the coder is less than 60% sure of it."
    assert "Pers? + SR?" in lines[2]
    assert "sustain?" in lines[3]
    assert "AF " in lines[4]
    assert "sustain " in lines[5]


@pytest.mark.usefixtures("hesitant")
def test_a_report_says_how_many_codes_were_unsure() -> None:
    told = run("code", "-", "--summary", "--format", "table", typed=DOUBTFUL).stdout
    assert "Codes that were unsure (could be heard as): 2 of 3" in told
    (record,) = objects(run("code", "-", "--summary", typed=DOUBTFUL))
    assert record["unsure"] == [{"name": "simple_reflection", "count": 1}, {"name": "persuade", "count": 1}]
    (row,) = csv.DictReader(io.StringIO(run("code", "-", "--summary", "--format", "csv", typed=DOUBTFUL).stdout))
    assert row["unsure"] == "2"
