"""docs/coding.md says what is declared, no more and no less."""

from pathlib import Path

from scoring.codes import BEHAVIOURS, CLIENT_TALK, KINDS, MARKS, Behaviour, ClientTalk, Mark, TalkKind, hearable, label
from scoring.reference import reference

PAGE = Path(__file__).resolve().parents[2] / "docs" / "coding.md"


def test_the_page_is_what_the_declarations_print() -> None:
    assert PAGE.read_text("utf-8") == reference(), "run: python -m scoring.reference > docs/coding.md"


def test_every_code_is_declared_once_with_an_example_and_a_name_of_its_own() -> None:
    for table, names in ((BEHAVIOURS, Behaviour), (MARKS, Mark), (CLIENT_TALK, ClientTalk), (KINDS, TalkKind)):
        assert list(table) == list(names)
        assert all(term.name == name and term.example and term.definition for name, term in table.items())
    shorts = [term.short for table in (BEHAVIOURS, MARKS) for term in table.values()]
    assert len(shorts) == len(set(shorts))


def test_every_hearable_name_has_words_for_a_sentence() -> None:
    assert all(label(name) and "_" not in label(name) for name in hearable())
    assert label("safety_inquiry.suicide") == "Safety inquiry (suicide)"
