"""Slips in YAML are told in an author's words, at the place where they were made."""

from pathlib import Path

import pytest

from mi_trainer.scenario.findings import Place
from mi_trainer.scenario.reader import read

HEAD = "format: 1\nid: x\n"


@pytest.mark.parametrize(
    ("slip", "place", "told", "mended"),
    [
        ('title: "Not closed\ntopic: a\n', (3, 8), "quote is never closed", "Close it"),
        ('title: "Not closed\ntopic: a\npeople:\n  - {says: "Hm."}\n', (3, 8), "quote is never closed", "Close it"),
        ("people:\n\tdana: {name: D}\n", (4, 1), "a tab", "spaces"),
        ("title: @home\n", (3, 8), "begin with @", "quotes"),
        ("title: `x`\n", (3, 8), "begin with `", "quotes"),
        ("title Not here\ntopic: a\n", (3, 1), "no `key: value`", "colon and a space"),
        ("title:Hello\ntopic: a\n", (3, 1), "no `key: value`", "colon and a space"),
        ("title: She said: no\n", (3, 16), "second colon", "quotes around the words"),
        ("people:\n  a: {name: D}\n b: {name: E}\n", (5, 2), "further in or out", "as many spaces"),
        ("brief: |\n  a\n b\n", (5, 2), "further in or out", "under a |"),
        ("practises: [a, b\ntopic: x\n", (3, 12), "this [ is not closed", "] at the end"),
        ("people:\n  d: {name: D\n  e: {name: E}\n", (4, 6), "this { is not closed", "} at the end"),
        ("title: 'It's mine'\n", (3, 12), "after the closing quote", "written twice"),
        ('title: "a" b\n', (3, 12), "after the closing quote", '\\"'),
        ('title: "a\\q"\n', (3, 10), "a backslash", "twice"),
        ("people: {a: #b}\n", (4, 1), "something is missing", "quotes"),
    ],
)
def test_a_slip_is_told_where_it_was_made_and_how_to_mend_it(
    slip: str, place: tuple[int, int], told: str, mended: str
) -> None:
    finding = next(f for f in read(Path("x.yaml"), HEAD + slip).findings if f.code == "E105")
    assert finding.place == Place(*place)
    assert told in finding.message
    assert mended in finding.hint
