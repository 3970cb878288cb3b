"""Rehearsals: the same seed plays the same sessions, counts are true, and the verdict says what they say."""

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool

import pytest
from click.testing import CliRunner

from mi_trainer.authoring import troupe
from mi_trainer.authoring.given import given
from mi_trainer.authoring.rehearsal import (
    PUBLISHED,
    PUBLISHED_AFTER,
    Played,
    apart,
    following,
    in_codes,
    kind_of,
    played,
    rehearse,
    share,
    verdict,
)
from mi_trainer.authoring.scaffold import write
from mi_trainer.authoring.trying import MUTE
from mi_trainer.authoring.typed_words import in_words, typed_turns
from mi_trainer.cli.commands import main
from mi_trainer.practice.session import Session
from mi_trainer.practice.trainees import TRAINEES
from mi_trainer.scenario.library import find
from tests.doubles import Spoken


def ended(outcome: str, times: int) -> list[Played]:
    return [Played("x", outcome, "x", 10, (1, 1), (2, 0), 0, 10, frozenset(), Counter(), Counter())] * times


def test_the_same_seed_plays_the_same_sessions(small):
    once, again = (list(rehearse(small, TRAINEES["mixed"], range(3, 9))) for _ in range(2))
    assert once == again
    assert once != list(rehearse(small, TRAINEES["mixed"], range(20, 26)))
    assert all(one.turns <= 13 for one in once)


def test_a_session_is_counted_as_it_was(small):
    session = Session.begin(small, MUTE, seed=1)
    for codes in (["double_sided_reflection"], ["open_question"], ["open_question"], ["planning"]):
        said = given(small, codes, ["heart"])
        session.hear(said.text, said.coding)
    one = played("somebody", session)
    assert (one.outcome, one.state, one.turns) == ("plan", "leaves_with_plan", 4)
    assert one.last == (1, 0)
    assert one.unheard == {"talking": 2}
    assert one.stalls == ()
    assert one.followed["sustain", "planning", "change"] == 1
    assert following([one], "planning", "sustain") == (1.0, 0.0, 1)
    assert following([one], "planning", "change") == (0.0, 0.0, 0)
    assert following([one, one], "planning") == (1.0, 0.0, 2)
    assert following([one], "advice") == (0.0, 0.0, 0)


def test_a_line_that_two_people_share_is_not_said_twice():
    reading = find("kitchen-table")
    session = Session.begin(reading.scenario, MUTE, seed=2)
    session.hear("", given(reading.scenario, ["simple_reflection"]).coding)
    while len(session.exchanges[-1].reply) == 1:
        session.hear("", given(reading.scenario, ["simple_reflection"]).coding)
    one = played("x", session)
    assert one.said == len(session.exchanges)
    assert one.said < sum(len(e.reply) for e in session.exchanges)


TURNS = [(name, seed) for name in ("skilled", "pushing") for seed in range(1, 9)]


def test_as_many_cores_as_there_are_play_the_same_sessions(small):
    alone = list(troupe.played_by(small, TURNS, typed=False, processes=1))
    assert [one.trainee for one in alone] == [name for name, _ in TURNS]
    assert list(troupe.played_by(small, TURNS, typed=False, processes=2)) == alone


def test_where_no_process_can_be_had_one_plays_them_all(small, monkeypatch):
    def none_left(*_: object) -> None:
        raise OSError("no more processes")

    alone = list(troupe.played_by(small, TURNS, typed=False, processes=1))
    monkeypatch.setattr(troupe, "ProcessPoolExecutor", none_left)
    assert list(troupe.played_by(small, TURNS, typed=False, processes=2)) == alone


def test_where_processes_are_taken_away_the_rest_is_played_here(small, monkeypatch):
    alone = list(troupe.played_by(small, TURNS, typed=False, processes=1))

    def taken_away(*_: object) -> Iterator[Played]:
        yield from alone[:5]
        raise BrokenProcessPool

    monkeypatch.setattr(troupe, "_pooled", taken_away)
    assert list(troupe.played_by(small, TURNS, typed=False, processes=2)) == alone


def test_staying_long_in_a_state_is_a_stall(small):
    session = Session.begin(small, MUTE, seed=1)
    for _ in range(7):
        session.hear("", given(small, ["open_question"]).coding)
    assert played("x", session).stalls == ("waiting",)


def test_another_run_of_the_program_tells_the_same_in_the_same_order(tmp_path):
    write("my-patient", "", couple=False, folder=tmp_path)
    asked = ["rehearse", "my-patient.yaml", "--sessions", "12", "--seed", "3", "--jobs", "1"]
    runs = [
        subprocess.run(
            [sys.executable, "-c", "from mi_trainer.cli import main; main()", *asked], cwd=tmp_path,
            env={**os.environ, "PYTHONHASHSEED": hashes}, capture_output=True, text=True, check=True,
        ).stdout
        for hashes in ("2", "3")
    ]  # fmt: skip
    assert runs[0].count("turns or more in one state") > 1
    assert runs[0] == runs[1]


@pytest.mark.parametrize(
    ("codes", "kind"),
    [
        (["planning"], "planning"),
        (["open_question"], "open question"),
        (["closed_question"], "closed question"),
        (["complex_reflection", "open_question"], "complex reflection"),
        (["simple_reflection"], "simple reflection"),
        (["persuade_with_permission", "open_question"], "advice"),
        (["giving_information"], "information"),
        (["affirm"], ""),
    ],
)
def test_each_kind_of_turn_has_its_row(small, codes, kind):
    assert kind_of(given(small, codes).coding) == kind
    assert kind in {*PUBLISHED, ""}
    assert all(set(rates) <= set(PUBLISHED) for rates in PUBLISHED_AFTER.values())


def test_shares_are_of_change_and_sustain_talk_together():
    assert share([(3, 1), (0, 0), (0, 0)]) == (0.75, 4)
    assert share([]) == (0.0, 0)


def test_the_verdict_says_where_trainees_are_not_told_apart():
    assert apart(ended("plan", 20), ended("left", 20))
    assert not apart(ended("plan", 20), ended("plan", 20))
    assert not apart(ended("left", 20), ended("plan", 20))
    fair = {"skilled": ended("plan", 20), "pushing": ended("left", 20)}
    assert list(verdict(fair)) == ["It separates the trainees. Good endings: skilled 100%, pushing 0%."]
    few = " ".join(verdict({"skilled": ended("plan", 3), "pushing": ended("left", 2) + ended("plan", 1)}))
    assert "So few sessions cannot tell skilled from pushing" in few
    twenty, thirty = (
        (ended("plan", 4 * n) + ended("left", n), ended("plan", 5 * n // 2) + ended("left", 5 * n - 5 * n // 2))
        for n in (4, 6)
    )
    assert not apart(*twenty)
    assert apart(*thirty)
    easy = " ".join(verdict({"skilled": ended("plan", 40), "mixed": ended("plan", 40), "pushing": ended("left", 40)}))
    assert "does not separate skilled from mixed" in easy
    assert "Ask more of the way there" in easy
    assert "mixed from pushing" not in easy
    hopeless = " ".join(verdict({"skilled": ended("time", 40), "pushing": ended("left", 40)}))
    assert "look at where it stalls" in hopeless
    assert "two trainees or more" in " ".join(verdict({"mixed": ended("plan", 2)}))


def test_there_are_words_for_every_move_that_a_trainee_makes(small):
    words = typed_turns()
    assert all(len(texts) == len(set(texts)) >= 3 for texts in words.values())
    for trainee in TRAINEES.values():
        for seed in range(40):
            session, chance = Session.begin(small, MUTE, seed=seed), random.Random(seed)
            while not session.over:
                name = trainee.chooses(session, random.Random(seed + session.turn))
                assert name in words
                text, coding = in_codes(session, trainee, chance)
                session.hear(text, coding)


def test_typed_turns_are_addressed_to_somebody_where_two_are_in_the_room(small):
    session = Session.begin(small, Spoken(), seed=1)
    text, coding = in_words(session, TRAINEES["pushing"], random.Random(1))
    assert coding is None
    assert any(text in texts for texts in typed_turns().values())


@pytest.mark.parametrize("options", [[], ["--text"]])
def test_rehearse_reports_each_trainee_and_says_whether_they_are_told_apart(tmp_path, options, spoken):
    assert CliRunner().invoke(main, ["new", "sam", "--folder", str(tmp_path)]).exit_code == 0
    file = str(tmp_path / "sam.yaml")
    done = CliRunner().invoke(main, ["rehearse", file, "--sessions", "12", "--seed", "3", *options])
    assert done.exit_code == 0, done.output
    assert "Rehearsing" in done.stderr
    for told in (
        "skilled, 12 sessions",
        "pushing, 12 sessions",
        "ends: ",
        "share of change talk",
        "published",
        "where it answered change talk",
        "Good endings",
    ):
        assert told in done.stdout
    if not options:
        assert "So few sessions cannot tell skilled from mixed" in done.stdout
        assert "mixed from pushing" not in done.stdout
        again = CliRunner().invoke(main, ["rehearse", file, "--sessions", "12", "--seed", "3"])
        assert again.stdout == done.stdout


def test_a_trainee_nobody_knows_is_said_to_be_one():
    done = CliRunner().invoke(main, ["rehearse", "first-visit", "--trainees", "skilful"])
    assert done.exit_code == 2
    assert "skilled" in done.output
