"""Every shipped patient has tests beside them that reach all there is, and all of them come out as expected."""

from pathlib import Path

import pytest

from mi_trainer.authoring.content import beside, read_tests
from mi_trainer.authoring.trying import Lazy, reached, run
from mi_trainer.scenario.library import files, shipped
from mi_trainer.scenario.model import Outcome
from scoring.coder import Coder

MOST_MISSED = 0.02
"""Of a patient's reactions and sets of lines, the share that tests need not reach."""


@pytest.mark.parametrize("file", list(files(shipped())), ids=lambda file: file.stem)
def test_the_tests_beside_a_patient_come_out_as_expected(file: Path) -> None:
    reviewed = read_tests(beside(file))
    assert reviewed.tests, "\n".join(map(str, reviewed.findings))
    outcomes = list(run(reviewed, Lazy(Coder.load)))
    differences = [f"{o.test.name}: {d.place.line}: {d.message}" for o in outcomes for d in o.differences]
    assert differences == []
    assert reviewed.scenario.scenario is not None
    coverage = reached(reviewed.scenario.scenario, [o.exchanges for o in outcomes])
    assert coverage.states[1] == ()
    for total, missed in (coverage.reactions, coverage.sets):
        assert len(missed) <= MOST_MISSED * total, missed
    assert Outcome.TIME in {e.ending for o in outcomes for e in o.exchanges}
    assert any(turn.text for test in reviewed.tests.tests for turn in test.turns)
