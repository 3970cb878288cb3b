"""Tests of content: what differs is said at its place, accepted without losing a comment, and recorded again."""

from pathlib import Path

import pytest
from hypothesis import given as where
from hypothesis import settings
from hypothesis import strategies as st

from mi_trainer.authoring.accepting import accepted, written
from mi_trainer.authoring.content import Reviewed, read_tests
from mi_trainer.authoring.given import NotGiven, as_codes, given, typed
from mi_trainer.authoring.origins import line_sets
from mi_trainer.authoring.recording import recorded
from mi_trainer.authoring.standing import NoSuchPlace, begin
from mi_trainer.authoring.trying import MUTE, Lazy, Outcome, reached, run
from mi_trainer.practice.session import Session
from mi_trainer.scenario import yaml_text
from mi_trainer.scenario.model import When
from scoring.codes import Behaviour, QuestionForm
from tests.conftest import DATA
from tests.doubles import Spoken

BOTH_SIDES = "      - {codes: double_sided_reflection, about: heart, state: talking}\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "small.yaml").write_text((DATA / "small.yaml").read_text("utf-8"), "utf-8")
    return tmp_path / "small.tests.yaml"


def reviewed(file: Path, turns: str, head: str = "") -> Reviewed:
    file.write_text(f"# mine\ntests:\n  - name: one\n{head}    turns:\n{turns}", "utf-8")
    return read_tests(file)


def outcome(read: Reviewed) -> Outcome:
    assert read.tests, "\n".join(map(str, read.findings))
    return next(iter(run(read, Lazy(Spoken))))


def test_what_was_expected_and_came_true_says_nothing(file):
    turns = BOTH_SIDES + (
        "      - codes: planning\n        ending: plan\n        says: ring the number\n        talk: change\n"
        "        disposition: {importance: at least 5}\n        reaction: talking/1\n        not: {talk: discord}\n"
    )
    assert outcome(reviewed(file, turns)).differences == ()


@pytest.mark.parametrize(
    ("expected", "message"),
    [
        ("state: shut", "state: expected shut, but it was talking"),
        ("says: good morning", 'says: expected "good morning", but it was'),
        ("talk: discord", "talk: expected discord, but it was"),
        ("disposition: {trust: at least 9}", "trust: expected at least 9, but it was 4"),
        ("ending: left", "ending: expected left, but it was not over"),
        ("reaction: shut/1", "reaction: expected shut/1, but it was waiting/both_sides"),
        ("not: {state: talking}", "state: should not be talking"),
        ("not: {disposition: {trust: at most 5}}", "trust: should not be at most 5"),
    ],
)
def test_each_kind_of_expectation_says_what_differed_and_where(file, expected, message):
    turns = f"      - codes: double_sided_reflection\n        about: heart\n        {expected}\n"
    (difference,) = outcome(reviewed(file, turns)).differences
    assert difference.message.startswith(message)
    assert "waiting/both_sides fired, small.yaml:34" in difference.message
    assert difference.place.line == 7


def test_words_go_through_the_coder_and_codes_do_not(file):
    words = reviewed(file, "      - {text: confront, state: shut}\n")
    assert outcome(words).passed
    codes = reviewed(file, "      - {codes: confront, state: shut}\n")
    assert next(iter(run(codes, Lazy(lambda: pytest.fail("the coder was loaded"))))).passed


def test_a_test_begins_where_it_says(file):
    head = "    from: talking\n    set: {importance: 6}\n    flags: risk_voiced\n"
    turns = "      - {codes: planning, state: leaves_with_plan, reaction: talking/1}\n"
    assert outcome(reviewed(file, turns, head)).passed


def test_a_turn_after_the_end_is_said_to_be_one(file):
    turns = BOTH_SIDES + "      - codes: planning\n      - codes: planning\n      - codes: planning\n"
    (difference,) = outcome(reviewed(file, turns)).differences
    assert "already over (plan)" in difference.message
    assert "2 turns were not said" in difference.message
    assert difference.happened is None


@pytest.mark.parametrize(
    ("turn", "code", "words"),
    [
        ("{codes: reflecton}", "E206", "reflection"),
        ("{codes: reflection, state: talkng}", "E201", "talking"),
        ("{codes: reflection, about: hart}", "E207", "heart"),
        ("{codes: reflection, stat: talking}", "E101", "state"),
        ("{codes: reflection, reaction: waiting/both}", "E207", "waiting/both_sides"),
        ("{codes: reflection, text: hello}", "E103", "either codes or text"),
        ("{state: talking}", "E103", "either codes or text"),
        ("{text: hello, about: heart}", "E103", "go with codes"),
        ("{codes: reflection, ending: pln}", "E103", "plan"),
        ("{codes: reflection, disposition: {trust: much}}", "E103", "at least 4"),
    ],
)
def test_a_mistake_in_a_test_is_found_at_its_place_with_the_nearest_name(file, turn, code, words):
    read = reviewed(file, f"      - {turn}\n")
    assert read.tests is None
    assert {finding.code for finding in read.findings} == {code}
    assert words in str(read.findings[0])
    assert read.findings[0].place.line == 5


@pytest.mark.parametrize("text", ["", "tests:", "- 1", "tests: [", "tests: []", "tests: [{name: x}]", "a: &b c"])
def test_no_file_of_tests_is_too_broken_to_be_told_about(file, text):
    file.write_text(text, "utf-8")
    read = read_tests(file)
    assert read.tests is None
    assert read.findings


def test_accepting_changes_only_what_differed(file):
    turns = (
        "      - codes: [double_sided_reflection]   # both\n        about: heart\n        state: shut   # was it?\n"
        "        says: >\n          nothing\n          of this\n        talk: change\n"
        "        disposition: {trust: at least 9, importance: 6}  # much\n"
        "      - codes: planning\n        ending: left\n        not: {state: leaves_with_plan}\n"
    )
    read = reviewed(file, turns)
    text, changed = accepted(read.document, outcome(read).differences)
    assert changed == 4
    for kept in ("# mine", "# both", "state: talking   # was it?", "trust: 4, importance: 6}  # much", "ending: plan"):
        assert kept in text
    again = outcome(reviewed(file, text.partition("turns:\n")[2]))
    assert [d.message.partition(" (")[0] for d in again.differences] == ["state: should not be leaves_with_plan"]


@where(st.text(min_size=1, max_size=80).filter(str.strip) | st.lists(st.text(min_size=1, max_size=20), min_size=1))
@settings(max_examples=150, deadline=None)
def test_what_is_written_down_reads_back_the_same(value):
    document = yaml_text.load(Path("x.tests.yaml"), f"a: {{b: {written(value)}}} # c\n")
    if not document.findings:
        assert document.value == {"a": {"b": value}}
    else:
        assert {finding.code for finding in document.findings} <= {"E110", "E105"}


@pytest.mark.parametrize("words", [False, True])
def test_a_recorded_session_is_a_test_that_passes(small, file, words):
    session = Session.begin(small, Spoken(), seed=9)
    said = "closed_question apology", "reflection heart", "complex_reflection double_sided_reflection.sustain heart"
    for text in (*said, "", "question", "open_question planning", "open_question planning"):
        if text and not session.over:
            session.respond(text)
    file.write_text(recorded(small, 9, session.exchanges, words=words), "utf-8")
    read = read_tests(file)
    assert read.tests, "\n".join(map(str, read.findings))
    result = outcome(read)
    assert result.differences == ()
    assert [e.reply for e in result.exchanges] == [e.reply for e in session.exchanges]


def test_coverage_counts_what_there_is_and_names_what_was_missed(small, file):
    result = outcome(reviewed(file, BOTH_SIDES + "      - {codes: planning}\n"))
    coverage = reached(small, [result.exchanges])
    assert coverage.states == (7, ("shut", "low", "walked_out", "bus_leaves"))
    assert "talking/otherwise" in coverage.reactions[1]
    assert "talking/1" not in coverage.reactions[1]
    assert coverage.lines == (3, 36)
    assert coverage.sets[0] == 17
    assert ("waiting/2#1", "waiting/2#2", "waiting/2#3") in coverage.sets[1]
    assert ("waiting/both_sides#1", "waiting/both_sides#2") not in coverage.sets[1]


def test_lines_that_ask_for_different_things_do_not_take_turns(small):
    state = small.states["talking"]
    line = state.opens[0]
    asks = line.model_copy(update={"when": When(trust="at least 5")})
    changed = small.model_copy(
        update={"states": {**small.states, "talking": state.model_copy(update={"opens": (line, asks, line)})}}
    )
    sets = [each for each in line_sets(changed) if each[0].startswith("talking/opens")]
    assert sets == [("talking/opens#1", "talking/opens#3"), ("talking/opens#2",)]


def test_codes_are_typed_with_topics_and_people(small):
    said = typed(small, "= complex_reflection, double_sided_reflection about heart")
    assert said.coding.hears("double_sided_reflection")
    assert said.text == "heart"
    assert given(small, ["closed_question"]).coding.question is QuestionForm.CLOSED
    assert given(small, ["evokes_change_talk"]).coding.behaviours == (Behaviour.QUESTION,)
    assert given(small, ["closed_question", "evokes_change_talk"]).coding.question is QuestionForm.CLOSED
    with pytest.raises(NotGiven, match="emphasize_autonomy"):
        typed(small, "emphasise_autonomy")
    with pytest.raises(NotGiven, match="heart"):
        typed(small, "reflection about harts")
    with pytest.raises(NotGiven, match="lee"):
        typed(small, "reflection to lea")


@pytest.mark.parametrize(
    "names", [["closed_question"], ["complex_reflection", "apology"], ["safety_inquiry.overdose"], []]
)
def test_codes_written_down_are_the_same_codes(small, names):
    coding = given(small, names).coding
    again = given(small, as_codes(coding)).coding
    assert set(again.names) == set(coding.names)
    assert again.question == coding.question


def test_standing_in_the_middle_can_be_undone_and_led_back(small):
    session = begin(small, MUTE, 1, "low", {"trust": 7}, ["risk_voiced"])
    assert (session.patient.state, session.patient.disposition.trust) == ("low", 7)
    session.hear("", given(small, ["safety_inquiry.suicide"]).coding)
    assert session.patient.state == "waiting"
    session.undo()
    assert (session.patient.state, session.patient.back_to, session.patient.disposition.trust) == ("low", "waiting", 7)


@pytest.mark.parametrize(
    ("state", "values", "flags", "words"),
    [
        ("lowe", {}, [], "Did you mean low"),
        ("walked_out", {}, [], "is an ending"),
        (None, {"trst": 1}, [], "trust"),
        (None, {"trust": 11}, [], "0 to 10"),
        (None, {}, ["risk_voice"], "risk_voiced"),
    ],
)
def test_nowhere_to_stand_is_said_with_the_nearest_place(small, state, values, flags, words):
    with pytest.raises(NoSuchPlace, match=words):
        begin(small, MUTE, 1, state, values, flags)
