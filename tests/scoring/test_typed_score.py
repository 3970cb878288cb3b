"""Volleys held out are scored against what two labelling passes and a third reader settled, or against one pass."""

import pytest

from scoring.codes import REFLECTIONS, Behaviour
from scoring.training import typed_score
from scoring.training.typed_kappa import HELD_OUT, passes
from scoring.training.typed_rows import rows

TWICE = {row.id: row for row in passes(HELD_OUT)}


def test_every_volley_held_out_was_labelled_twice():
    assert set(TWICE) == {row.id for row in rows("held_out")}


def test_what_both_passes_say_stands_and_nothing_else_was_settled_but_what_one_said():
    for row in rows("held_out"):
        first, second = TWICE[row.id].first, TWICE[row.id].second
        names = row.codes | {mark for mark, _ in row.marks}
        ours, theirs = first.codes | first.marks, second.codes | second.marks
        assert ours & theirs <= names <= ours | theirs, row.id


def test_what_was_settled_keeps_the_volley_rules():
    for row in rows("held_out"):
        assert len(row.codes & REFLECTIONS) < 2, row.id
        assert not {Behaviour.PERSUADE, Behaviour.PERSUADE_WITH_PERMISSION} <= row.codes, row.id
        assert bool(row.form) == (Behaviour.QUESTION in row.codes), row.id


@pytest.mark.parametrize("which", ["first", "second"])
def test_a_row_takes_the_labels_of_one_pass(which):
    row = next(row for row in rows("held_out") if TWICE[row.id].first.codes != TWICE[row.id].second.codes)
    alone = getattr(TWICE[row.id], which)
    found = typed_score.labelled(row, alone)
    assert (found.codes, {mark for mark, _ in found.marks}, found.form) == (alone.codes, alone.marks, alone.form)
    assert (found.text, found.context) == (row.text, row.context)


def test_figures_of_one_pass_are_not_kept(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["typed_score", "--split", "held_out", "--labels", "first", "--keep"])
    with pytest.raises(SystemExit):
        typed_score.main()
    assert "is not kept" in capsys.readouterr().err
