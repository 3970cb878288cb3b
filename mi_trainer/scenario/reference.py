"""Every name that a scenario may use, at a glance: the last section of the author's page.

``python -m mi_trainer.scenario.reference`` prints it from where the names are declared; `docs/authoring.md` ends with
what it printed, and a test holds the two together.
"""

from collections.abc import Iterable, Mapping
from textwrap import fill

from mi_trainer.scenario.model import BACK, BUILT_IN_FLAGS, DispositionStart, When
from mi_trainer.scenario.schema import OUTCOMES, PROCESSES, RISKS
from scoring.codes import BEHAVIOURS, CLIENT_TALK, DETAILS, FORMS, GROUPS, KINDS, MARKS, Term

TITLE = "## 9. Every name at a glance"

_WIDE = 120


def _item(name: str, says: str) -> str:
    return fill(f"- `{name}`: {says}", _WIDE, subsequent_indent="  ", break_on_hyphens=False)


def _first(words: str) -> str:
    """The first sentence."""
    return words.partition(". ")[0].rstrip(".") + "."


def _terms(terms: Iterable[Term]) -> list[str]:
    return [_item(term.name, _first(term.definition)) for term in terms]


def _told(names: Mapping[str, str]) -> list[str]:
    return [_item(name, says) for name, says in names.items()]


def _any(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _when() -> list[str]:
    levels = DispositionStart.model_fields
    said = {name: field.description or levels[name].description or "" for name, field in When.model_fields.items()}
    return _told(said)


def reference() -> str:
    """The whole section, in Markdown."""
    hears = [
        *_terms(BEHAVIOURS.values()),
        *(_item(name, f"A question that is {form}.") for name, form in FORMS.items()),
        *(_item(name, f"Any of {_any(sorted(group))}.") for name, group in GROUPS.items()),
    ]
    details = [_item(f"{mark}.", f"followed by {_any(kinds)}.") for mark, kinds in DETAILS.items()]
    ranges = "A number stands as `4`, `at least 4`, `at most 3` or `between 2 and 5`."
    flags = f"The trainer sets two flags itself: {_any(sorted(BUILT_IN_FLAGS, reverse=True))}."
    parts: list[tuple[str, str, list[str]]] = [
        ("Codes", "For `hears`, `also`, `unless`, `practises`, `skill`, `temperament`, and in tests.", hears),
        ("Marks", "For the same places.", _terms(MARKS.values())),
        ("Marks with a detail", "To hear only one kind of them.", details),
        ("Sides of a line", "For `talk`.", _terms(CLIENT_TALK.values())),
        ("Kinds of change and sustain talk", "For `kind`.", _terms(KINDS.values())),
        ("Conditions", f"For `when`; all of them must hold. {ranges} {flags}", _when()),
        ("Processes", f"For a state's `process`. Out of `safety` leads `goto: {BACK}`.", _told(PROCESSES)),
        ("Endings", "For `outcome`.", _told(OUTCOMES)),
        ("Risks", "For a line's `risk`.", _told(RISKS)),
    ]
    opening = fill(
        "What each code and mark means, when it is given and when not, with an example: [coding.md](coding.md). All "
        "keys of the file, with what they hold: `mi-trainer schema`.", _WIDE,
    )  # fmt: skip
    sections = ("\n".join((f"### {title}", "", fill(where, _WIDE), "", *items)) for title, where, items in parts)
    return "\n\n".join((TITLE, opening, *sections)) + "\n"


if __name__ == "__main__":
    print(reference(), end="")
