"""docs/transcripts.md names everything that is read and written."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from mi_trainer.cli.inputs import TABLES, TEXTS
from scoring.coder import UNSURE_BELOW
from scoring.comparison import CODES
from scoring.transcripts import COLUMNS
from tests.cli.transcripts import HEAD, TALK, objects, run, written

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "transcripts.md").read_text("utf-8")
NAMED = set(re.findall(r"`([^`\n]+)`", PAGE))
LONG = HEAD + "s,client,hello\ns,clinician,affirm\n" * 12

pytestmark = pytest.mark.usefixtures("hearing")


def test_every_field_of_a_row_is_on_the_page() -> None:
    rows = objects(run("code", written(TALK, "1.csv"), written(TALK, "2.csv")))
    assert {name for row in rows for name in row} <= NAMED
    assert {name for row in rows for each in row["behaviours"] for name in each} <= NAMED


def test_every_column_for_a_spreadsheet_is_on_the_page() -> None:
    result = run("code", written(TALK, "1.csv"), written(TALK, "2.csv"), "--format", "csv")
    assert set(next(csv.reader(io.StringIO(result.stdout)))) <= NAMED


def test_every_field_of_a_summary_is_on_the_page() -> None:
    (summary,) = objects(run("code", "-", "--summary", typed=LONG))
    assert set(summary) <= NAMED
    assert set(summary["measures"][0]) <= NAMED


def test_every_field_of_a_comparison_is_on_the_page() -> None:
    coded = written(run("code", "-", typed=LONG).stdout, "coded.jsonl")
    found = json.loads(run("agreement", coded, coded, "--format", "json").stdout)
    assert {*found, *found["compared"][0], *found["compared"][0]["kappa"], "absolute", "consistent"} <= NAMED


def test_what_is_read_is_on_the_page() -> None:
    assert {*COLUMNS, *CODES, *TABLES, TEXTS, "turn"} <= NAMED


def test_the_threshold_of_doubt_is_the_coders() -> None:
    assert f"Under {f'{UNSURE_BELOW:.2f}'.removeprefix('0')} a code is no verdict" in PAGE


@pytest.mark.parametrize("command", ["code", "agreement"])
def test_help_leads_to_the_page(command: str) -> None:
    assert "docs/transcripts.md" in run(command, "--help").stdout
