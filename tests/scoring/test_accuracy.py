"""What the program says of its coder's accuracy is what was measured, of the coder that ships."""

from scoring import accuracy
from scoring.accuracy import Accuracy, measured
from scoring.coder import Coder
from scoring.codes import Behaviour
from scoring.coding import Coding
from scoring.training.typed_rows import rows
from scoring.training.typed_score import KEPT, figures, table


def test_the_figures_are_those_of_the_coder_that_ships():
    found = measured()
    again = "python -m scoring.training.typed_score --split held_out --keep"
    assert found.coder == Coder.load().version, f"the weights have changed; measure again: {again}"
    assert set(found.codes) == set(Behaviour)
    assert found.volleys == len(rows("held_out"))


def test_what_is_kept_is_what_was_counted():
    pairs = [
        (row, Coding(behaviours=tuple(Behaviour(code) for code in row.codes), confidence=(0.9,) * len(row.codes)))
        for row in rows("fit")[:200]
    ]
    kept = figures(pairs, "v")
    assert kept["calibration"]["bins"] == [
        {"turns": sum(len(row.codes) for row, _ in pairs), "confidence": 0.9, "right": 1.0}
    ]
    assert (kept["calibration"]["ece"], kept["exact"]) == (0.1, 1.0)
    assert (kept["coder"], kept["volleys"]) == ("v", 200)
    assert all((it["precision"], it["recall"]) == (1.0, 1.0) for it in kept["codes"].values())
    expected = table([(row.codes, coding.behaviours) for row, coding in pairs], Behaviour)
    assert {name: it["n"] for name, it in kept["codes"].items()} == {k: v[3] for k, v in expected.items() if v[3]}


def test_shares_are_told_in_tenths():
    assert Accuracy(0.672, 0.758, 219).shown == "right 7 times in 10, hears 8 of 10"


def test_without_figures_nothing_is_claimed(monkeypatch, tmp_path):
    assert KEPT == accuracy._FILE
    monkeypatch.setattr(accuracy, "_FILE", tmp_path / "none.json")
    measured.cache_clear()
    try:
        assert measured().codes == {}
    finally:
        measured.cache_clear()
