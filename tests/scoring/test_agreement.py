"""Agreement, against values from the papers that define the measures."""

import random

import pytest

from scoring.agreement import Agreement, f1, fleiss_kappa, icc_agreement, icc_consistency, kappa, macro_f1

SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
"""Six targets, four judges: table 2 of Shrout and Fleiss (1979)."""

FLEISS = [
    [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
]  # fmt: skip
"""Ten items, fourteen coders, five categories: the worked example of Fleiss' kappa, .210."""


def test_kappa_of_fifty_grants_read_by_two() -> None:
    # yes/yes 20, yes/no 5, no/yes 10, no/no 15: observed .70, expected .50
    a = ["yes"] * 25 + ["no"] * 25
    b = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    found = kappa(a, b)
    assert found.value == pytest.approx(0.4)
    assert found.n == 50
    assert found.interval is not None
    assert found.interval.low < 0.4 < found.interval.high


def test_perfect_and_reversed_codings_are_at_the_ends_of_kappa() -> None:
    assert kappa(["a", "b"] * 10, ["a", "b"] * 10).value == 1
    assert kappa(["a", "b"] * 10, ["b", "a"] * 10).value == -1


def test_kappa_is_undefined_when_nobody_ever_varied() -> None:
    assert kappa(["a"] * 8, ["a"] * 8) == Agreement(None, 8, None)


def test_macro_f1_weighs_rare_labels_as_much_as_common_ones() -> None:
    truth = ["q"] * 8 + ["r"] * 2
    given = ["q"] * 8 + ["q", "r"]
    # q: 8 hits of 8 and 9 -> 16/17; r: 1 hit of 2 and 1 -> 2/3
    assert macro_f1(truth, given).value == pytest.approx((16 / 17 + 2 / 3) / 2)
    assert macro_f1(given, truth).value == macro_f1(truth, given).value


def test_f1_of_one_code() -> None:
    assert f1([True, True, False, False], [True, False, True, False]).value == 0.5
    assert f1([False] * 4, [False] * 4).value is None


def test_fleiss_kappa_of_the_worked_example() -> None:
    ratings = [[label for label, n in enumerate(row) for _ in range(n)] for row in FLEISS]
    assert fleiss_kappa(ratings).value == pytest.approx(0.210, abs=0.0005)


def test_icc_of_shrout_and_fleiss() -> None:
    assert icc_agreement(SHROUT_FLEISS).value == pytest.approx(0.29, abs=0.005)
    assert icc_consistency(SHROUT_FLEISS).value == pytest.approx(0.71, abs=0.005)


def test_a_constant_difference_costs_agreement_and_not_consistency() -> None:
    scores = [[n, n + 3] for n in range(8)]
    assert icc_consistency(scores).value == pytest.approx(1)
    assert icc_agreement(scores).value == pytest.approx(4 / 7)  # 2 * 6 / (2 * 6 + 9), by hand


def test_the_same_codings_always_get_the_same_interval() -> None:
    chance = random.Random(1)
    a = [chance.choice("abc") for _ in range(60)]
    b = [x if chance.random() < 0.7 else chance.choice("abc") for x in a]
    assert kappa(a, b) == kappa(a, b)


def test_a_wider_sample_narrows_the_interval() -> None:
    few = kappa(["a", "b", "b", "a"] * 5, ["a", "b", "a", "a"] * 5).interval
    many = kappa(["a", "b", "b", "a"] * 50, ["a", "b", "a", "a"] * 50).interval
    assert few is not None
    assert many is not None
    assert many.high - many.low < few.high - few.low


@pytest.mark.parametrize(("a", "b"), [(["x"], []), (["x", "y"], ["x"])])
def test_codings_of_different_items_are_refused(a: list[str], b: list[str]) -> None:
    with pytest.raises(ValueError, match="not of the same items"):
        kappa(a, b)


def test_fleiss_needs_as_many_labels_for_every_item() -> None:
    with pytest.raises(ValueError, match="same number of labels"):
        fleiss_kappa([["a", "b"], ["a"]])


def test_nothing_coded_is_no_agreement_rather_than_an_error() -> None:
    assert kappa([], []) == fleiss_kappa([]) == Agreement(None, 0)
