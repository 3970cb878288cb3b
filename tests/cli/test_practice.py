"""The flat mode: every line typed and every line read, as a person or a program would."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mi_trainer.plain_text import one_line, shown
from mi_trainer.practice.exchange import Exchange
from mi_trainer.practice.session import Session
from mi_trainer.records.keeping import ENDED_EARLY
from mi_trainer.records.store import Store
from mi_trainer.records.tables import scripts
from mi_trainer.scenario.model import Scenario
from mi_trainer.scenario.reader import read
from tests.cli.lines import SMALL, practise, run
from tests.conftest import DATA
from tests.doubles import Spoken

pytestmark = pytest.mark.usefixtures("spoken")

ROOT = Path(__file__).resolve().parents[2]
HARM = "\x1b[31m[b]red[/b]\x9b2J \u202eback\u2066 \x07\u200f"
PLAN = ("double_sided_reflection heart complex_reflection", "planning")


def lines(output: str, who: str) -> list[str]:
    """What somebody said, before the summary."""
    return [line.removeprefix(f"{who}: ") for line in output.splitlines() if line.startswith(f"{who}: ")]


# A session.


def test_a_session_from_the_first_line_to_the_summary() -> None:
    done = practise(*PLAN, "never heard")
    assert done.exit_code == 0
    top, _, rest = done.output.partition("\nLee: ")
    assert top.splitlines()[0] == "Ten minutes before the bus"
    assert "Lee, 52, was told to come by the cardiology ward." in top
    for command in ("/undo", "/hint", "/end", "/help", "/save FILE", "/quit", "/status"):
        assert command in top
    assert "You: planning\nLee: I'll ring the number tonight.\nHeard as: Planning" in rest
    assert "HOW IT ENDED" in rest
    assert "Lee left with a step of their own." in rest
    assert "THE WHOLE CONVERSATION" not in rest
    assert "never heard" not in rest
    assert "--resume" not in rest
    kept = Store().get("last")
    assert kept.outcome == "plan"
    assert rest.rstrip().endswith(f"The whole session: mi-trainer report {kept.start.id}")
    assert [e.trainee for e in kept.exchanges] == ["", *PLAN]
    assert kept.start.digest == read(DATA / "small.yaml").digest


def test_the_patient_on_the_lines_is_the_patient_of_the_session(small: Scenario) -> None:
    typed = ("ok", "complex_reflection", "confront", "apology")
    done = practise(*typed, "/end", options=("--seed", "5"))
    session = Session.begin(small, Spoken(), seed=5)
    for text in typed:
        session.respond(text)
    said = [reply.says for exchange in session.exchanges for reply in exchange.reply]
    assert lines(done.output.partition("\nTEN MINUTES")[0], "Lee") == said


def test_the_same_seed_gives_the_same_conversation() -> None:
    talks = [practise("ok", "", "confront", "ok", options=("--seed", "9", "--json")).stdout for _ in range(2)]
    assert talks[0] == talks[1]
    assert Store().get("last").start.seed == 9


def test_an_assessed_session_says_nothing_about_codes_until_the_end() -> None:
    done = practise("question", "/hint", "/status", "confront", "/end", options=("--assessed",))
    during, _, after = done.output.partition("\nTEN MINUTES")
    assert "assessed" in during
    for word in ("Heard as", "stronger way", "trust"):
        assert word not in during
    assert "hints wait until afterwards" in during
    assert "Confront" in after
    assert Store().get("last").start.mode == "assessed"


def test_a_coached_turn_says_how_it_was_heard_and_why_it_matters() -> None:
    done = practise("simple_reflection", "nothing at all", "emphasize_autonomy", "question")
    assert "Heard as: Reflection, closer to simple" in done.output
    assert "\nAn MI skill. It shows that you heard" in done.output
    assert "\nSimple or complex is a close call" in done.output
    assert "\nOne stronger way: Guess at the feeling or the meaning underneath" in done.output
    assert "Heard as: nothing that MI has a name for." in done.output
    assert "Safety comes first here: direct questions are right" in done.output


# What can be typed besides turns.


def test_an_empty_line_is_a_silence_and_no_turn() -> None:
    done = practise("", "   ", "\t", "ok")
    told = done.output.partition("\nTEN MINUTES")[0].splitlines()
    at = next(n for n, line in enumerate(told) if line.startswith("Lee: "))
    pauses = told[at + 1 : at + 4]
    assert set(pauses) <= {"Lee looks at the clock.", "Lee turns the bus pass over.", "A long breath."}
    assert pauses[0] != pauses[1] != pauses[2]
    assert [e.trainee for e in Store().get("last").exchanges] == ["", "ok"]


def test_the_turn_that_ended_it_can_be_taken_back() -> None:
    done = practise(*PLAN, "too late", "/hint", "/undo", "complex_reflection", "/end")
    assert done.exit_code == 0
    ended, _, again = done.output.partition("Turn 2 is taken back.")
    assert "The conversation is over. /undo takes back your last turn" in ended
    assert "That was not said: the conversation is over." in ended
    assert "Hint:" not in ended
    assert "You: complex_reflection\n" in again
    kept = Store().get("last")
    assert [e.trainee for e in kept.exchanges] == ["", PLAN[0], "complex_reflection"]
    assert [e.trainee for e in kept.undone] == [PLAN[1]]
    assert kept.outcome == ENDED_EARLY


@pytest.mark.parametrize("then", ["", "/quit", "/end"])
def test_after_the_end_an_empty_line_goes_on_to_the_summary(then: str) -> None:
    done = practise(*PLAN, then, "/undo")
    assert "taken back" not in done.output
    assert "HOW IT ENDED" in done.output
    assert Store().get("last").outcome == "plan"


def test_a_program_is_not_kept_waiting_after_the_end() -> None:
    done = run("practice", SMALL, "--json", typed="\n".join([*PLAN, "/undo"]))
    assert exchanges(done.stdout)[-1]["ending"] == "plan"
    assert Store().get("last").outcome == "plan"


def test_a_turn_can_be_taken_back() -> None:
    done = practise("/undo", "confront", "/undo", "complex_reflection", "/end")
    assert "There is no turn to take back." in done.output
    assert "Turn 1 is taken back. The last that was said:\nLee: " in done.output
    kept = Store().get("last")
    assert [e.trainee for e in kept.exchanges] == ["", "complex_reflection"]
    assert [e.trainee for e in kept.undone] == ["confront"]


def test_hints_name_the_skill_and_the_status_is_in_words() -> None:
    done = practise("/hint", "/status", "emphasize_autonomy", "/hint", "/HELP")
    assert "Hint: Double-sided reflection. Put both sides" in done.output
    assert "After turn 0. From 0 to 10: trust 3, importance 4, confidence 3, discord 2." in done.output
    assert "Hint: Safety inquiry." in done.output
    assert "/save FILE: write the session to a file" in done.output


def test_an_unknown_command_is_not_said_to_the_patient_and_a_slash_can_be() -> None:
    done = practise("/hnit", " /me shrugs", "/ok/", "//", "/end")
    assert "There is no command /hnit. Did you mean /hint" in done.output
    assert [e.trainee for e in Store().get("last").exchanges[1:]] == [" /me shrugs", "//"]


def test_someone_who_writes_about_themselves_meets_help_and_nothing_is_kept(home: Path) -> None:
    home.mkdir()
    (home / "help.txt").write_text("Ring Sam on the third floor.", "utf-8")
    mine = "i want to kill myself"
    done = practise(mine, "ok")
    assert "Let us stop the practice for a moment." in done.output
    assert "Ring Sam on the third floor." in done.output
    assert mine not in done.output
    found = run("practice", SMALL, "--json", typed=f"{mine}\n")
    assert json.loads(found.stdout.splitlines()[1])["reaction"] == "care"
    assert mine not in found.output
    assert [e.trainee for e in Store().get("last").exchanges] == ["", "ok"]
    assert not [file for file in home.rglob("*") if file.is_file() and mine.encode() in file.read_bytes()]


def test_a_session_deleted_elsewhere_is_not_said_to_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    add = Store.add

    def deleted_first(store: Store, session: str, exchange: Exchange) -> None:
        if exchange.trainee == "two":
            Store().delete(session)
        add(store, session, exchange)

    monkeypatch.setattr(Store, "add", deleted_first)
    done = practise("one", "two")
    assert done.exit_code == 3
    assert "no longer in the records" in done.output
    assert "mi-trainer report" not in done.output


def test_with_two_in_the_room_it_says_who_and_how_to_speak_to_one() -> None:
    done = practise(patient="kitchen-table")
    assert "Begin with a name to speak to one of them." in done.output


def test_ending_early_and_leaving_are_not_the_same() -> None:
    ended = practise("ok", "/end", "ok")
    assert "You ended it early" in ended.output
    assert "--resume" not in ended.output
    left = practise("ok", "/quit", "ok")
    assert "Not finished. To go on: mi-trainer practice" in left.output
    first, second = Store().sessions()
    assert (first.outcome, first.turns, second.outcome, second.turns) == (None, 1, ENDED_EARLY, 1)


@pytest.mark.parametrize(
    ("name", "begins"),
    [("talk.md", "# "), ("talk.html", "<!doctype html>"), ("talk.json", "{"), ("talk.txt", "TEN"), ("talk", "# ")],
)
def test_a_session_can_be_saved_from_inside(tmp_path: Path, name: str, begins: str) -> None:
    done = practise("ok", f"/save {name}", "/save", "/save no/such/folder.md")
    assert f"Saved to {name}." in done.output
    assert (tmp_path / name).read_text("utf-8").lower().startswith(begins.lower())
    assert "Say where: /save FILE" in done.output
    assert "no/such/folder.md could not be written" in done.output


# Taking a session up again.


def test_the_end_of_the_input_leaves_a_session_that_can_be_taken_up() -> None:
    first = practise("ok", "confront", options=("--seed", "4"))
    assert (
        first.output.rstrip().splitlines()[-2]
        == f"Not finished. To go on: mi-trainer practice {SMALL} --plain --resume"
    )
    done = practise("apology", "/end", options=("--resume",))
    assert "You go on after turn 2. The last that was said:\nYou: confront\nLee: " in done.output
    assert "told to come by the cardiology ward" not in done.output.partition("\nTEN MINUTES")[0]
    (row,) = Store().sessions()
    assert (row.turns, row.outcome) == (3, ENDED_EARLY)


def test_resuming_goes_on_exactly_as_if_never_left() -> None:
    typed = ("ok", "confront", "apology", "complex_reflection", "ok", "question")
    whole = practise(*typed, options=("--seed", "6", "--json")).stdout.splitlines()
    for other in (1, 3):
        practise(*typed[:other], options=("--seed", "6", "--json"))
        rest = practise(*typed[other:], options=("--resume", "--json")).stdout.splitlines()
        assert rest[1:] == whole[other + 1 :]
        practise("/end", options=("--resume",))


def test_without_an_unfinished_session_a_new_one_begins() -> None:
    practise("ok", "/end")
    done = practise("ok", options=("--resume",))
    assert "There is no unfinished session with this patient. A new one begins." in done.output
    assert len(Store().sessions()) == 2


def test_a_patient_rewritten_since_is_said(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    text = Path(SMALL).read_text("utf-8")
    file.write_text(text, "utf-8")
    practise("confront", patient=str(file))
    file.write_text(text.replace("Whatever.", "As you like."), "utf-8")
    assert "script has changed since" in practise(options=("--resume",), patient=str(file)).output
    file.write_text(text.replace("goto: shut", "goto: closed").replace("  shut:", "  closed:"), "utf-8")
    assert "goes on with the one it began with" in practise(options=("--resume",), patient=str(file)).output
    with Store().database.writing() as connection:  # as records were before scripts were kept
        connection.execute(scripts.delete())
    done = practise("ok", options=("--resume",), patient=str(file))
    assert "cannot go on. A new one begins." in done.output
    assert len(Store().sessions()) == 2


# For programs.

KEYS = ["turn", "trainee", "coding", "reaction", "state_before", "state_after", "disposition", "reply", "ending"]


def exchanges(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def test_json_writes_one_exchange_a_line_and_nothing_else() -> None:
    done = run("practice", SMALL, "--json", "--seed", "2", typed="\n".join([PLAN[0], "", "/undo", *PLAN]))
    found = exchanges(done.stdout)
    assert [list(each) for each in found] == [KEYS] * len(found)
    assert [(each["turn"], each["reaction"]) for each in found] == [
        (0, "opening"), (1, "waiting/both_sides"), (1, "pause"), (0, "opening"),
        (1, "waiting/both_sides"), (2, "talking/1"),
    ]  # fmt: skip
    last = found[-1]
    assert last["ending"] == "plan"
    assert last["reply"] == [
        {"speaker": "lee", "says": "I'll ring the number tonight.", "talk": "change", "kind": "commitment"}
    ]
    assert last["disposition"] == {"trust": 4.0, "importance": 6.0, "confidence": 3.0, "discord": 1.0}
    assert last["coding"]["marks"][0]["mark"] == "planning"  # type: ignore[index]
    assert "mi-trainer report" in done.stderr
    assert Store().get("last").outcome == "plan"


def test_explaining_says_which_reaction_fired_and_what_the_nearer_ones_lacked() -> None:
    done = practise("complex_reflection", options=("--explain",))
    assert "Fired: waiting/2, from waiting to waiting." in done.output
    assert "Not waiting/both_sides: did not hear double-sided reflection; was not about heart." in done.output
    assert done.output.index("Not anywhere/pushed") < done.output.index("Not waiting/both_sides")
    (answer,) = exchanges(practise("ok", options=("--explain", "--json")).stdout)[1:]
    assert list(answer) == [*KEYS, "considered"]
    considered = {each["reaction"]: each["lacking"] for each in answer["considered"]}  # type: ignore[attr-defined]
    assert considered["waiting/otherwise"] == []
    assert considered["anywhere/pushed"] == ["did not hear confront"]


# Text is only text.


def test_nothing_typed_or_written_by_an_author_moves_the_cursor(tmp_path: Path) -> None:
    text = Path(SMALL).read_text("utf-8").replace("If you say so.", "[31m[b]so[/b] {0}")
    file = tmp_path / "small.yaml"
    file.write_text(text, "utf-8")
    done = practise(HARM, HARM + "x", HARM + "y", f"/{'a'}{HARM}", patient=str(file), options=("--explain",))
    listed = run("sessions"), run("report", "last")
    for output in (done.output, *(each.output for each in listed)):
        assert not set(output) & set("\x1b\x9b\x07\u202e\u2066\u200f")
    assert "Lee: [31m[b]so[/b] {0}\n" in done.output
    assert "You: ␛[31m[b]red[/b]" in done.output
    assert exchanges(practise(HARM, patient=str(file), options=("--json",)).stdout)[1]["trainee"] == HARM


def test_what_is_not_utf_8_is_read_all_the_same() -> None:
    run("practice", SMALL, "--plain", typed=b"\xef\xbb\xbffirst\r\n\xff\xfe caf\xe9\n\x00\nlast without an end")
    assert [e.trainee for e in Store().get("last").exchanges[1:]] == [
        "first", "\ufffd\ufffd caf\ufffd", "\x00", "last without an end",
    ]  # fmt: skip


def test_a_very_long_line_is_one_turn() -> None:
    pasted = "All of it, pasted. " * 5000
    done = practise(pasted)
    assert done.exit_code == 0
    assert Store().get("last").exchanges[1].trainee == pasted


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n")), max_size=6))
def test_any_lines_at_all_are_turns_and_never_harm(typed: Sequence[str]) -> None:
    done = run("practice", SMALL, "--plain", "--seed", "1", typed="\n".join(typed).encode())
    assert done.exit_code == 0
    assert not set(done.output) & set("\x1b\x9b\u202e\u2028\x07\x00")


def test_shown_text_has_the_length_of_the_text() -> None:
    every = "".join(map(chr, range(0x3000))) + "\ufeff\U000e0041"
    assert len(shown(every)) == len(every)
    assert one_line("a\r\n b\x1b\u2028c ") == "a b␛ c"


# When it cannot be played.


def test_a_broken_patient_is_said_with_the_place_of_every_error(tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    text = Path(SMALL).read_text("utf-8").replace("\nbrief:", "\nbreif:").replace("turns: 12", "turns: none")
    file.write_text(text, "utf-8")
    line = text.splitlines().index("breif: Lee, 52, was told to come by the cardiology ward.") + 1
    for options in ((), ("--plain",), ("--json",)):
        done = run("practice", str(file), *options, typed="ok\n")
        assert done.exit_code == 1
        assert done.stdout == ""
        assert f"{file}:{line}:1: error E101: 'breif' is no key here\n    Did you mean brief" in done.stderr
        assert "'turns'" in done.stderr
    assert Store().sessions() == []


@pytest.mark.parametrize(
    ("args", "status", "said"),
    [
        (("practice", "nobody", "--plain"), 1, "There is no scenario 'nobody'"),
        (("practice", "nothing.yaml"), 1, "There is no file nothing.yaml"),
        (("practice", "--plain"), 2, "mi-trainer patients"),
        (("practice", SMALL, "--plain", "--seed", "x"), 2, "--seed"),
        (("practice", SMALL, "--plain", "--seed", str(2**64)), 2, "--seed"),  # no record could hold it
        (("sessions", "--limit", str(2**64)), 2, "--limit"),
        (("practise", SMALL), 2, "Did you mean practice"),
    ],
)
def test_what_cannot_be_done_is_said_with_its_status(args: tuple[str, ...], status: int, said: str) -> None:
    done = run(*args)
    assert (done.exit_code, done.stdout) == (status, "")
    assert said in done.stderr


def test_the_statuses_are_in_the_help() -> None:
    shown_help = run("practice", "--help").output
    for status in ("  0 ", "  1 ", "  2 ", "  3 ", "  130 "):
        assert status in shown_help


def test_records_that_cannot_be_written_are_said_and_the_talk_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").write_text("")
    monkeypatch.setenv("MI_TRAINER_HOME", str(tmp_path / "taken"))
    done = practise("ok", "confront", "/save talk.md")
    assert done.exit_code == 3
    assert done.output.count("Not written down yet: Nothing can be written in") == 1
    assert len(lines(done.output.partition("\nTEN MINUTES")[0], "Lee")) == 3
    assert "could not be written down" in done.output
    assert "confront" in (tmp_path / "talk.md").read_text("utf-8")


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = [sys.executable, "-m", "tests.spoken_command", "practice", SMALL, "--plain"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as talk:
        assert talk.stdin
        assert talk.stdout
        assert talk.stderr
        while not talk.stdout.readline().startswith("Lee: "):
            pass
        talk.stdout.close()
        talk.stdin.write("ok\n" * 5)
        talk.stdin.close()
        assert talk.stderr.read() == ""
        assert talk.wait() == 1
    assert Store().get("last").exchanges[1].trainee == "ok"


def test_a_closed_input_is_an_input_that_has_ended() -> None:
    command = f"exec {sys.executable} -m tests.spoken_command practice {SMALL} <&-"
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\nLee: " in done.stdout


# The list of patients.


def test_patients_are_listed_and_broken_ones_named(home: Path) -> None:
    (home / "scenarios").mkdir(parents=True)
    (home / "scenarios" / "small.yaml").write_text(Path(SMALL).read_text("utf-8"), "utf-8")
    (home / "scenarios" / "broken.yaml").write_text("format: 1\n", "utf-8")
    done = run("patients")
    assert (
        "small: Ten minutes before the bus. smoking, difficulty 1 of 5. Practises double-sided reflection"
        in done.stdout
    )
    assert "broken.yaml cannot be played" in done.stderr
    mine = [each for each in json.loads(run("patients", "--json").stdout) if each["id"] == "small"]
    assert mine[0]["practises"] == ["double_sided_reflection", "evokes_change_talk", "emphasize_autonomy"]
