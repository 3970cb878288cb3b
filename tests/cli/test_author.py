"""The author's commands as somebody at a shell has them."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mi_trainer.cli.commands import main
from mi_trainer.practice.session import Session
from mi_trainer.records.store import Store
from mi_trainer.scenario.findings import Severity
from mi_trainer.scenario.reader import read
from tests.conftest import DATA
from tests.doubles import Spoken

SMALL = str(DATA / "small.yaml")


def mi(*args: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, list(args), input=typed)


def test_play_shows_what_each_turn_did(spoken):
    done = mi("play", SMALL, typed="= double_sided_reflection about heart\nopen_question planning\n")
    assert done.exit_code == 0
    for told in (
        "in waiting: trust 3, importance 4, confidence 3, discord 2",
        "heard complex_reflection, double_sided_reflection.change; about heart",
        "waiting/both_sides (small.yaml:34); waiting -> talking",
        "trust 4 (+1), importance 6 (+2), confidence 3, discord 1 (-1)",
        "talking/1 (small.yaml:48); talking -> leaves_with_plan",
        "over: plan",
    ):
        assert told in done.output


def test_play_begins_in_the_middle_and_records_nothing(spoken, home):
    done = mi("play", SMALL, "--from", "low", "--set", "trust=7", "--flag", "risk_voiced", "--codes",
              typed="safety_inquiry.suicide\n/undo\n/undo\n/help\n\nsafety_inqury\n")  # fmt: skip
    assert "in low: trust 7" in done.output
    assert "low/1 (small.yaml:66); low -> waiting" in done.output
    assert "Turn 1 is taken back." in done.output
    assert "There is no turn to take back." in done.output
    assert "Did you mean safety_inquiry" in done.output
    assert not (home / "records.sqlite").exists()


def test_play_says_why_a_nearer_reaction_did_not_fire(spoken):
    done = mi("play", SMALL, "--codes", typed="/why\nreflection\n/why\n")
    assert "Say something first." in done.output
    assert "Not waiting/both_sides: did not hear double-sided reflection; was not about heart." in done.output


def test_play_says_what_held_too_and_which_code_made_it_count_for_less(spoken, tmp_path):
    pushed = "  - {hears: confront, name: pushed"
    alone = "  - {hears: apology, name: sorry, lines: [{says: Fine., talk: neutral}]}\n"
    among = "  - {hears: [apology, reflection], name: soft, lines: [{says: Thanks., talk: neutral}]}\n"
    text = (DATA / "small.yaml").read_text("utf-8")
    (tmp_path / "small.yaml").write_text(text.replace(pushed, among + alone + pushed), "utf-8")
    done = mi("play", str(tmp_path / "small.yaml"), "--codes", typed="apology\n/why\n")
    assert "Fired: anywhere/sorry, " in done.output
    assert (
        "Also held: anywhere/soft, which is looked at later: anywhere/sorry asks for more: it counts as apology. Of "
        "what this one hears, reflection is the broadest, and it counts as that: " in done.output
    )


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (
            "hears: [apology, reflection], when: {trust: at least 1}", "hears: [apology, reflection]",
            "anywhere/one asks for more: trust at least 1.",
        ),
        ("hears: apology, urgent: true", "hears: apology, when: {trust: at least 1}", "anywhere/one is urgent."),
        ("hears: apology", "hears: apology", "both ask for as much, and then the one written first is"),
        (
            "hears: reflection, when: {trust: at least 1, discord: at most 9, turn: at least 1}", "hears: apology",
            "trust at least 1, discord at most 9, turn at least 1. That outweighs what this one asks for: it counts "
            "as apology.",
        ),
    ],
)  # fmt: skip
def test_play_says_what_the_one_that_fired_had_over_one_that_held_too(spoken, tmp_path, first, second, reason):
    pushed = "  - {hears: confront, name: pushed"
    both = "".join(
        f"  - {{name: {name}, {asks}, lines: [{{says: Fine., talk: neutral}}]}}\n"
        for name, asks in (("one", first), ("two", second))
    )
    text = (DATA / "small.yaml").read_text("utf-8")
    (tmp_path / "small.yaml").write_text(text.replace(pushed, both + pushed), "utf-8")
    done = mi("play", str(tmp_path / "small.yaml"), "--codes", typed="apology reflection\n/why\n")
    assert "Fired: anywhere/one, " in done.output
    (told,) = (line for line in done.output.splitlines() if "Also held: anywhere/two" in line)
    assert reason in told
    assert "broadest" not in told


def test_play_says_that_a_states_own_reaction_comes_before_an_equal_one_from_anywhere(spoken, tmp_path):
    lines = "lines: [{says: Fine., talk: neutral}]"
    text = (DATA / "small.yaml").read_text("utf-8")
    text = text.replace("anywhere:\n", f"anywhere:\n  - {{name: all, hears: apology, {lines}}}\n", 1)
    text = text.replace("    reactions:\n", f"    reactions:\n      - {{name: own, hears: apology, {lines}}}\n", 1)
    (tmp_path / "small.yaml").write_text(text, "utf-8")
    done = mi("play", str(tmp_path / "small.yaml"), "--codes", typed="apology\n/why\n")
    assert "Fired: waiting/own, " in done.output
    assert "Also held: anywhere/all, which is looked at later: both ask for as much, and then a state's own" in (
        done.output
    )


def test_play_says_when_the_clock_answered_in_place_of_a_reaction(spoken):
    done = mi("play", SMALL, "--codes", typed="affirm\n" * 12 + "/why\n")
    assert "Fired: time, " in done.output
    assert "The time was up." in done.output
    assert ": ." not in done.output


def test_play_needs_no_coder_for_codes(monkeypatch):
    monkeypatch.setattr("mi_trainer.cli.playing._load", lambda: pytest.fail("the coder was loaded"))
    assert mi("play", SMALL, typed="= confront\n").exit_code == 0


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--from", "lo"], "Did you mean low"),
        (["--set", "trust"], "write --set trust=7"),
        (["--set", "trust=11"], "0 to 10"),
        (["--flag", "risk"], "risk_voiced"),
    ],
)
def test_play_says_what_is_wrong_with_a_place(args, words):
    done = mi("play", SMALL, *args)
    assert done.exit_code == 1
    assert words in done.output


def test_play_shows_escapes_harmlessly(spoken):
    done = mi("play", SMALL, typed="\x1b[31mreflection\u202e\n")
    assert "\x1b" not in done.output
    assert "\u202e" not in done.output


def test_a_session_recorded_is_a_test_that_passes(small, spoken, home, monkeypatch):
    own = home / "scenarios"
    own.mkdir(parents=True)
    (own / "small.yaml").write_text((DATA / "small.yaml").read_text("utf-8"), "utf-8")
    session = Session.begin(small, Spoken(), seed=4, keeper=Store(), digest=read(own / "small.yaml").digest)
    for text in ("closed_question", "double_sided_reflection complex_reflection heart", "planning open_question"):
        session.respond(text)
    for words in ([], ["--words"]):
        recorded = mi("record", "last", "--name", "one: two", *words)
        assert recorded.exit_code == 0
        assert ("- text:" in recorded.output) is bool(words)
        (own / "small.tests.yaml").write_text(recorded.output, "utf-8")
        done = mi("test", "small")
        assert done.exit_code == 0, done.output
        assert "1 test, all as expected." in done.output


def test_record_says_so_if_there_is_no_such_session_or_patient(small, spoken):
    assert mi("record", "last").exit_code == 1
    Session.begin(small, Spoken(), seed=4, keeper=Store()).respond("simple_reflection")
    done = mi("record", "last")
    assert done.exit_code == 1
    assert "'small' is not among the patients here" in done.output
    Path("small.yaml").write_text((DATA / "small.yaml").read_text("utf-8"), "utf-8")
    assert "- codes: [simple_reflection]" in mi("record", "last").output


def test_watch_and_play_say_if_there_is_no_such_file():
    for command in ("watch", "play"):
        done = mi(command, "nobody.yaml")
        assert done.exit_code == 1
        assert "There is no file nobody.yaml." in done.output
        assert "Did you mean first-visit?" in mi(command, "first-visi").output


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    assert mi("new", "sam", "--folder", str(tmp_path)).exit_code == 0
    return tmp_path / "sam.yaml"


def test_what_differed_is_said_and_accepted(begun):
    tests = begun.with_name("sam.tests.yaml")
    tests.write_text(tests.read_text("utf-8").replace("state: closed, talk", "state: plans, talk"), "utf-8")
    done = mi("test", str(begun))
    assert done.exit_code == 1
    line = next(n for n, text in enumerate(tests.read_text("utf-8").splitlines(), 1) if "state: plans, talk" in text)
    assert f"sam.tests.yaml:{line}:34: in 'An apology mends what a confrontation broke'" in done.output
    assert "state: expected plans, but it was closed (anywhere/pushed fired, sam.yaml:" in done.output
    assert "5 tests, 1 differs." in done.output
    assert "No test reached the states: time_is_up." in done.output
    assert mi("test", str(begun), "--accept").exit_code == 0
    assert mi("test", str(tests)).exit_code == 0
    assert "# begin in the middle" in tests.read_text("utf-8")


def test_missed_lines_are_listed_with_their_places(begun):
    done = mi("test", str(begun.parent), "--missed")
    number = next(n for n, text in enumerate(begun.read_text("utf-8").splitlines(), 1) if "I've heard that one" in text)
    assert f"sam.yaml:{number - 1} (closed/otherwise#1, 3 lines that take turns)" in done.output
    assert "(closed/otherwise#2" not in done.output


def test_nothing_to_run_is_no_success(tmp_path):
    done = mi("test", str(tmp_path))
    assert done.exit_code == 1
    assert "mi-trainer record" in done.output
    done = mi("test", SMALL)
    assert done.exit_code == 1
    assert "there is no such file" in done.output


@pytest.mark.parametrize(
    "options",
    [
        [],
        ["--topic", "methadone: a start"],
        ["--topic", "staying on injectable naltrexone"],
        ["--couple"],
        ["--couple", "--topic", "#1"],
        ["--couple", "--topic", "relapse after heroin"],
    ],
)
def test_a_new_scenario_passes_check_and_its_tests(tmp_path, options):
    done = mi("new", "two-chairs", *options, "--folder", str(tmp_path / "a" / "b"))
    assert done.exit_code == 0
    file = tmp_path / "a" / "b" / "two-chairs.yaml"
    reading = read(file)
    assert reading.scenario, reading.findings
    assert "__" not in file.read_text("utf-8")
    checked = mi("check", str(file), "--format", "json", "--strict")
    assert checked.exit_code == 0, checked.output
    assert mi("test", str(file)).exit_code == 0
    assert all(finding.severity is Severity.ADVICE for finding in reading.findings)


def test_a_new_scenario_speaks_of_naloxone_where_tolerance_may_fall_and_only_there(tmp_path):
    for topic, told in (("naltrexone", True), ("smoking", False)):
        assert mi("new", topic, "--topic", topic, "--folder", str(tmp_path)).exit_code == 0
        assert ("Naloxone belongs" in (tmp_path / f"{topic}.yaml").read_text("utf-8")) is told


@pytest.mark.parametrize("name", ["Sam", "1st", "a/b", "../x", "", "sam.yml"])
def test_a_name_that_cannot_be_an_id_is_refused(tmp_path, name):
    done = mi("new", name, "--folder", str(tmp_path))
    assert done.exit_code == 1
    assert "small letters" in done.output
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_overwritten(begun):
    before = begun.read_text("utf-8")
    done = mi("new", "sam", "--folder", str(begun.parent))
    assert done.exit_code == 1
    assert "there already" in done.output
    assert begun.read_text("utf-8") == before


def test_a_stub_can_be_pasted_from_wherever_it_is_told(tmp_path):
    text = (DATA / "small.yaml").read_text("utf-8").replace("goto: talking", "goto: elsewhere", 1)
    (tmp_path / "small.yaml").write_text(text, "utf-8")
    for command in ("play", "graph", "test"):
        (tmp_path / "small.tests.yaml").write_text("tests: [{name: a, turns: [{codes: affirm}]}]\n", "utf-8")
        told = mi(command, str(tmp_path / "small.yaml")).output
        assert "\n      elsewhere:\n        process: evoking\n        otherwise:\n          lines:\n" in told, command


def test_a_file_of_tests_is_no_patient_to_play(tmp_path):
    done = mi("play", str(tmp_path / "small.tests.yaml"))
    assert done.exit_code == 1
    assert "small.tests.yaml is a file of tests: mi-trainer test" in done.output
