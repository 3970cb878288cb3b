"""The shortest way to an ending is proven where it can be, and else not called so."""

from datetime import date
from pathlib import Path

import pytest

from mi_trainer.scenario.checks import shortest
from mi_trainer.scenario.checks.desk import Desks
from mi_trainer.scenario.checks.reach import reach
from mi_trainer.scenario.checks.run import check
from mi_trainer.scenario.checks.shortest import proven
from mi_trainer.scenario.checks.steps import Stepper
from mi_trainer.scenario.checks.subject import Subject
from mi_trainer.scenario.checks.ways import Route, routes
from mi_trainer.scenario.reader import read
from tests.conftest import DATA
from tests.scenario.examples import BASE

STEP = "{name: step, hears: planning, when: {trust: at least 4}, goto: leaves_with_plan}"


def ways(text: str) -> dict[str, Route]:
    subject = Subject.of(read(Path("example.yaml"), text))
    desks = Desks(subject)
    reached, stepper = reach(subject, desks), Stepper(subject, desks)
    return proven(stepper, reached, routes(stepper, reached))


@pytest.mark.parametrize(("trust", "turns"), [(4, 2), (5, 3), (6, 4), (9, 7)])
def test_as_many_turns_as_trust_has_to_grow(trust: int, turns: int) -> None:
    route = ways(BASE.replace(STEP, STEP.replace("4", str(trust))))["leaves_with_plan"]
    assert route.turns is not None
    assert (len(route.turns), route.settled) == (turns, True)
    assert route.turns[-1].move == "planning"


def test_a_longer_way_found_first_is_shortened() -> None:
    subject = Subject.of(read(Path("example.yaml"), BASE))
    desks = Desks(subject)
    reached, stepper = reach(subject, desks), Stepper(subject, desks)
    way = routes(stepper, reached)["leaves_with_plan"].turns
    assert way is not None
    detour = {"leaves_with_plan": Route(way * 3, settled=False)}
    assert proven(stepper, reached, detour)["leaves_with_plan"] == (way, True)


def test_the_end_of_the_appointment_takes_the_appointment() -> None:
    assert ways(BASE)["bus_leaves"] == ((ways(BASE)["bus_leaves"].turns), True)
    assert len(ways(BASE)["bus_leaves"].turns or ()) == 12


def test_what_cannot_be_come_to_in_time_is_settled_too() -> None:
    beyond = BASE.replace("turns: 12", "turns: 5").replace(STEP, STEP.replace("4", "9"))
    assert ways(beyond)["leaves_with_plan"] == (None, True)


def test_a_way_is_not_called_the_shortest_when_the_search_ends_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shortest, "MOST_STEPS", 3)
    route = ways(BASE.replace(STEP, STEP.replace("4", "9")))["leaves_with_plan"]
    assert route.turns is not None
    assert not route.settled


def test_a_search_that_was_given_up_says_so_and_claims_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    beyond = BASE.replace("turns: 12", "turns: 5").replace(STEP, STEP.replace("4", "9"))
    assert [f.code for f in check(read(Path("example.yaml"), beyond), today=date(2026, 6, 1)).findings] == ["W213"]
    monkeypatch.setattr("mi_trainer.scenario.checks.ways._MOST_STEPS", 3)
    result = check(read(Path("example.yaml"), beyond), today=date(2026, 6, 1))
    assert result.findings == ()
    (note,) = result.notes
    assert "'leaves_with_plan'" in note
    assert "given up" in note


def test_no_way_is_shorter_than_one_proven_the_shortest() -> None:
    """Compared with every sequence of moves, tried one by one."""
    subject = Subject.of(read(DATA / "small.yaml"))
    desks = Desks(subject)
    reached, stepper = reach(subject, desks), Stepper(subject, desks)
    found = proven(stepper, reached, routes(stepper, reached))
    layer, first = [stepper.arriving()], dict[str, int]()
    for depth in range(1, 4):
        layer = [new for visit in layer for turn in stepper.turns(visit) for new in stepper.afters(visit, turn)]
        for visit in layer:
            if stepper.ended(visit):
                first.setdefault(visit.state, depth)
        layer = list({visit[:7]: visit for visit in layer if not stepper.ended(visit)}.values())
    assert first
    for ending, depth in first.items():
        route = found[ending]
        assert route.turns is not None
        assert (len(route.turns), route.settled) == (depth, True)
