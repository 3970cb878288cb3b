"""`mi-trainer check` and `schema` as somebody at a shell meets them."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mi_trainer.cli.commands import main
from mi_trainer.scenario.checks.pages import folder

BASE = (folder() / "base.yaml").read_text("utf-8")


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ["check", *args])


@pytest.fixture
def example(tmp_path: Path) -> Path:
    file = tmp_path / "example.yaml"
    file.write_text(BASE.replace("reviewed_on: 2026-01-15", "reviewed_on: null"), "utf-8")
    return file


def test_a_sound_file_passes_with_its_advice(example: Path) -> None:
    result = run(str(example))
    assert result.exit_code == 0
    assert "example.yaml:9:1: advice A407: no clinician has reviewed this scenario yet" in result.output
    assert "1 file: 1 advice." in result.output


def test_an_error_shows_the_line_a_caret_and_the_fix_and_fails(example: Path) -> None:
    example.write_text(BASE.replace("start: waiting", "start: wating"), "utf-8")
    result = run(str(example))
    assert result.exit_code == 1
    assert "example.yaml:22:8: error E201: there is no state 'wating'" in result.output
    assert "   22 | start: wating\n               ^\n        Did you mean waiting" in result.output


def test_everything_wrong_in_several_files_is_told_in_one_run(example: Path, tmp_path: Path) -> None:
    (tmp_path / "second.yaml").write_bytes(b"\xff")
    (tmp_path / "example.tests.yaml").write_text("not: a scenario\n", "utf-8")
    example.write_text(BASE.replace("start: waiting", "start: wating").replace("title:", "titel:"), "utf-8")
    result = run(str(tmp_path))
    assert all(code in result.output for code in ("E101", "E102", "E201", "E105"))
    assert "2 files: 4 errors" in result.output


def test_strict_fails_on_warnings_too(example: Path) -> None:
    example.write_text(BASE.replace("2026-01-15", "2019-01-15"), "utf-8")
    assert "W404" in run(str(example)).output
    assert run(str(example)).exit_code == 0
    assert run("--strict", str(example)).exit_code == 1


def test_json_holds_every_finding(example: Path) -> None:
    example.write_text(BASE.replace("start: waiting", "start: wating"), "utf-8")
    findings = json.loads(run("--format", "json", str(example)).output)["findings"]
    assert {"code": "E201", "severity": "error", "line": 22, "column": 8}.items() <= findings[0].items()
    assert findings[0]["file"] == str(example)
    assert "waiting" in findings[0]["hint"]
    assert set(findings[0]) == {"code", "severity", "file", "line", "column", "message", "hint"}


def test_github_annotates_lines_and_escapes_what_would_end_a_command(example: Path) -> None:
    example.write_text(BASE.replace("start: waiting", 'start: "wai%::ting"'), "utf-8")
    result = run("--format", "github", str(example))
    assert result.output.startswith("::error file=")
    assert ",line=22,col=8,title=E" in result.output
    assert "wai%25::ting" in result.output
    assert all(line.startswith("::") for line in result.output.splitlines())


def test_explain_prints_a_codes_page_and_offers_the_nearest_for_another() -> None:
    assert run("--explain", "e202").output.startswith("# E202: A state that nobody can reach")
    missing = run("--explain", "E999")
    assert missing.exit_code == 2
    assert "There is no finding E999." in missing.output


def test_ways_to_the_endings_are_shown_on_request(example: Path) -> None:
    output = run("--ways", str(example)).output
    assert "leaves_with_plan (2 turns, the shortest): simple reflection about heart, then planning" in output
    assert "turns by codes, each time what was done least (seed 1): 5 of 5 states" in output
    ways = json.loads(run("--ways", "--format", "json", str(example)).output)["ways"][str(example)]
    assert ways["leaves_with_plan"] == {"turns": ["simple reflection about heart", "planning"], "proven": True}
    assert len(ways["bus_leaves"]["turns"]) == 12


def test_nothing_in_a_file_moves_or_colours_the_terminal(example: Path) -> None:
    example.write_text(BASE.replace("start: waiting", 'start: "\x1b[31m\u202e[red]wating"'), "utf-8")
    result = run(str(example))
    assert "\x1b" not in result.output
    assert "\u202e" not in result.output
    assert "[red]" in result.output


def test_a_scenario_that_ships_can_be_named_by_its_id() -> None:
    result = run("first-visit", "--no-coder")
    assert "first-visit.yaml" in result.output
    assert result.exit_code == 0


def test_a_misspelt_id_is_answered_with_the_nearest() -> None:
    result = run("first-visti")
    assert result.exit_code == 2
    assert "Did you mean first-visit" in result.output


def test_an_allowance_silences_its_line_and_no_other(example: Path) -> None:
    example.write_text(
        BASE.replace("reviewed_on: 2026-01-15", "reviewed_on: null").replace(
            "provenance:", "provenance:  # allow A407: a drill for our own team"
        ),
        "utf-8",
    )
    assert "nothing to mend" in run(str(example)).output
    above = (
        example.read_text("utf-8").replace("provenance:  # allow", "# allow").replace("team\n", "team\nprovenance:\n")
    )
    example.write_text(above, "utf-8")
    assert "nothing to mend" in run(str(example)).output


def test_schema_prints_json() -> None:
    printed = CliRunner().invoke(main, ["schema"])
    assert json.loads(printed.output)["$defs"]["Code"]["enum"]


def test_a_file_with_errors_says_what_is_checked_later(example: Path) -> None:
    later = f"{example}: What can be reached, the conversation and how it plays are checked once"
    assert later not in run(str(example)).output
    example.write_text(BASE.replace("title:", "titel:"), "utf-8")
    assert later in run(str(example)).output
    assert json.loads(run("--format", "json", str(example)).output).keys() == {"findings"}
    example.write_text(BASE.replace("title:", 'title: "never closed'), "utf-8")
    assert "All else in the file is checked once this is mended." in run(str(example)).output


def test_a_folder_without_a_scenario_is_no_clean_bill_of_health(tmp_path: Path) -> None:
    (tmp_path / "patient.docx").write_bytes(b"PK\x03\x04")
    result = run(str(tmp_path))
    assert result.exit_code == 2
    assert f"There is no scenario in {tmp_path}" in result.output


def test_a_file_of_tests_is_told_from_a_scenario(example: Path) -> None:
    tests = example.with_name("example.tests.yaml")
    tests.write_text("tests: []\n", "utf-8")
    told = f"{tests} is a file of tests: mi-trainer test {tests} runs them. The patient they are for is {example}."
    alone, among = run(str(tests)), run(str(tests), str(example))
    assert (alone.exit_code, among.exit_code) == (2, 0)
    assert told in alone.output
    assert told in among.output
    assert "1 file: 1 advice." in among.output


def test_a_file_that_lies_here_is_named_to_whoever_leaves_out_its_ending(
    example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(example.parent)
    assert "Its file is here: write example.yaml." in run("example").output


@pytest.mark.parametrize(
    ("begins", "what"), [(b"PK\x03\x04\x14", "Word"), (b"\xd0\xcf\x11\xe0", "Word"), (b"{\\rtf1 ", "RTF")]
)
def test_a_word_processors_file_is_called_that(begins: bytes, what: str, example: Path) -> None:
    example.write_bytes(begins + b"\xff\x00")
    (found,) = json.loads(run("--format", "json", str(example)).output)["findings"]
    assert found["code"] == "E105"
    assert what in found["message"]
    assert "Save as, Plain text" in found["hint"]


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colours_are_left_out_where_they_are_not_wanted(
    name: str, value: str, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def coloured() -> bool:
        return "\x1b[" in CliRunner().invoke(main, ["check", str(example)], color=True).output

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert coloured()
    monkeypatch.setenv(name, value)
    assert not coloured()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("practises: [complex_reflection, planning]", "practises: planning", "square brackets: [planning]"),
        ("hears: confront", "hears: confront, persuade", "several go in square brackets: [..., persuade]"),
        ("hears: confront", 'hears: "confront, persuade"', "Several go in square brackets: [confront, persuade]"),
        ("about: heart", 'about: "heart, bus"', "Several go in square brackets: [heart, bus]"),
        ("title: Ten minutes before the bus", "title:", "this is an empty value"),
        ("goto: shut", "goto: Shut", "Did you mean shut?"),
    ],
)
def test_a_slip_is_answered_with_what_to_write(old: str, new: str, says: str, example: Path) -> None:
    assert old in BASE
    example.write_text(BASE.replace(old, new, 1), "utf-8")
    output = run(str(example)).output
    assert says in output
    assert "Or add it under" not in output, "nothing can be called that"
