"""Simulated trainees: the same seed plays the same session, and ways of working come out as what they are."""

from collections import Counter

import pytest

from mi_trainer.practice.checking import Codes
from mi_trainer.practice.session import Session
from mi_trainer.practice.trainees import TRAINEES, play
from mi_trainer.scenario.model import Scenario
from mi_trainer.scenario.moves import coding_of, move, singles
from scoring.codes import ADHERENT, NON_ADHERENT, REFLECTIONS, hearable


def played(small: Scenario, trainee: str, seed: int) -> Session:
    return play(Session.begin(small, Codes(), seed=seed), TRAINEES[trainee], seed)


@pytest.mark.parametrize("trainee", TRAINEES)
def test_the_same_seed_plays_the_same_session(small: Scenario, trainee: str) -> None:
    first, again, other = (played(small, trainee, seed).exchanges for seed in (3, 3, 4))
    assert first == again
    assert first != other
    assert first[-1].ending


def test_the_skilled_listen_and_the_pushing_push(small: Scenario) -> None:
    heard: dict[str, Counter[str]] = {}
    for trainee in TRAINEES:
        heard[trainee] = Counter()
        for seed in range(12):
            for exchange in played(small, trainee, seed).exchanges:
                heard[trainee].update(exchange.coding.behaviours)
    good, bad = REFLECTIONS | ADHERENT, NON_ADHERENT
    share = {
        name: sum(codes[code] for code in good) / sum(codes[code] for code in good | bad)
        for name, codes in heard.items()
    }
    assert share["skilled"] > 0.95 > share["mixed"] > 0.4 > share["pushing"]


def test_every_hearable_name_can_be_made_as_a_move_and_is_heard_in_it() -> None:
    for name in hearable():
        assert name in move(name).heard
    assert set(singles()) <= set(hearable())


def test_a_volley_has_one_reflection_the_complex_one() -> None:
    coding = coding_of(["simple_reflection", "double_sided_reflection"])
    assert coding.behaviours == ("complex_reflection",)
    assert coding.hears("reflection")
