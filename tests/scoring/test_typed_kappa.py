"""The second labelling pass fits the typed set, and its agreement can be printed."""

import pytest

from scoring.codes import DETAILS, Behaviour, Mark, QuestionForm
from scoring.training import typed_kappa
from scoring.training.typed_rows import rows

TWICE = typed_kappa.passes()


def test_every_row_of_the_second_pass_is_in_the_typed_set_once():
    typed = {row.id for split in ("fit", "held_out") for row in rows(split)}
    ids = [row.id for row in TWICE]
    assert len(ids) >= 330
    assert len(set(ids)) == len(ids)
    assert set(ids) <= typed


def test_what_is_held_out_was_labelled_again_as_it_comes():
    held_out = {row.id for row in rows("held_out")}
    again = [row.id for row in typed_kappa.passes(typed_kappa.HELD_OUT)]
    assert len(again) >= 990
    assert len(set(again)) == len(again)
    assert set(again) <= held_out


@pytest.mark.parametrize("which", ["first", "second"])
def test_only_allowed_names(which):
    detailed = {f"{mark}.{detail}" for mark, details in DETAILS.items() for detail in details}
    for row in (*TWICE, *typed_kappa.passes(typed_kappa.HELD_OUT)):
        labels = getattr(row, which)
        assert labels.codes <= set(Behaviour), row.id
        assert labels.marks <= set(Mark), row.id
        assert labels.detailed <= detailed, row.id
        assert labels.form in (None, *QuestionForm), row.id
        assert bool(labels.form) == (Behaviour.QUESTION in labels.codes), row.id


def test_at_most_one_reflection_a_volley():
    both = {Behaviour.SIMPLE_REFLECTION, Behaviour.COMPLEX_REFLECTION}
    assert not [row.id for row in TWICE if both <= row.first.codes or both <= row.second.codes]


def test_the_tables_have_every_code_and_mark(capsys, monkeypatch):
    monkeypatch.setattr("sys.argv", ["typed_kappa"])
    typed_kappa.main()
    printed = capsys.readouterr().out
    assert [line.name for line in typed_kappa.codes_table(TWICE)] == list(Behaviour)
    assert [line.name for line in typed_kappa.marks_table(TWICE)] == list(Mark)
    for name in (*Behaviour, *Mark):
        assert f"| {name} |" in printed
    assert all(line.kappa.value is not None for line in typed_kappa.codes_table(TWICE))


def test_the_mean_leaves_out_what_nobody_gave():
    nobody = typed_kappa.marks_table(TWICE[:0])
    assert typed_kappa.mean(nobody) is None
