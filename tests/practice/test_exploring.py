"""Play that does what was done least: repeatable, through the machine, and told as findings at their lines."""

from datetime import date
from pathlib import Path

import pytest

from benchmarks.generated import scenario
from mi_trainer.practice.checking import Codes, checked
from mi_trainer.practice.exploring import TURNS, Explored, explore, said, standing
from mi_trainer.practice.session import Session
from mi_trainer.scenario.checks.desk import Desks
from mi_trainer.scenario.checks.pages import folder
from mi_trainer.scenario.checks.reach import reach
from mi_trainer.scenario.checks.steps import Stepper
from mi_trainer.scenario.checks.subject import Subject
from mi_trainer.scenario.library import files, shipped
from mi_trainer.scenario.reader import read
from tests.conftest import DATA
from tests.scenario.examples import BASE, examples, laid_over

TODAY = date(2026, 6, 1)
FILES = {file.stem: file for file in (*files(shipped()), DATA / "small.yaml")}


def stepper(file: Path) -> Stepper:
    subject = Subject.of(read(file))
    return Stepper(subject, Desks(subject))


def told(explored: Explored) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (exchange.reaction, exchange.state_after, tuple(one.says for one in exchange.reply))
        for session in explored.sessions
        for exchange in session.exchanges
    ]


def test_the_same_seed_plays_the_same_and_another_another() -> None:
    first, again, other = (explore(stepper(FILES["small"]), Codes(), seed=seed) for seed in (1, 1, 2))
    assert told(first) == told(again) != told(other)
    assert first.turns == again.turns == TURNS


@pytest.mark.parametrize("name", FILES)
def test_a_move_brings_about_what_the_walk_says_it_does(name: str) -> None:
    walk = stepper(FILES[name])
    session = Session.begin(walk.scenario, Codes(), seed=3)
    for n in range(12):
        if session.over:
            break
        turns = walk.turns(standing(walk, session))
        turn = turns[7 * n % len(turns)]
        assert session.hear(*said(walk.scenario, turn.one.way)).reaction in (turn.answer.id, "time")


def test_what_was_done_least_is_done_next() -> None:
    walk = stepper(FILES["small"])
    explored = explore(walk, Codes(), turns=60)
    reached = reach(walk.subject, walk.desks)
    met = {pair for pair in explored.had if pair in reached.fires}
    plain = Session.begin(walk.scenario, Codes(), seed=1)
    while not plain.over:
        plain.hear(*said(walk.scenario, walk.turns(standing(walk, plain))[0].one.way))
    assert set(explored.turns_in) | {walk.scenario.time.goto, "walked_out"} >= set(reached.rooms) - walk.endings
    assert len(met) > 2 * len({exchange.reaction for exchange in plain.exchanges[1:]})
    assert max(explored.had.values()) < explored.turns / 3


def test_an_ending_that_play_comes_to_needs_no_search(tmp_path: Path) -> None:
    file = tmp_path / "example.yaml"
    file.write_text(BASE, "utf-8")
    result = checked(file, today=TODAY)
    assert result.plays is not None
    assert result.plays.endings == {"bus_leaves", "leaves_with_plan"}
    assert (result.findings, result.notes, result.ways) == ((), (), {})
    assert result.plays.states == (5, 5)


def test_a_large_scenario_is_played_too() -> None:
    result = checked(Path("generated.yaml"), scenario(210, 2_000), today=TODAY)
    assert result.plays is not None
    assert result.plays.turns == TURNS
    assert result.plays.states[1] == 210


@pytest.mark.parametrize(("temperament", "shut_in"), [("", True), ("  reflection: {trust: 0.5}\n", False)])
def test_nobody_is_shut_in_whom_a_few_turns_would_move(temperament: str, shut_in: bool, tmp_path: Path) -> None:
    bad, _ = examples(folder() / "A504.md")
    (tmp_path / "example.yaml").write_text(
        laid_over(bad.text.replace("temperament:\n", "temperament:\n" + temperament)), "utf-8"
    )
    found = [finding for finding in checked(tmp_path / "example.yaml", today=TODAY).findings if finding.code == "A504"]
    assert bool(found) is shut_in
