"""The typed volleys as values, with the context each was written in."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scoring.codes import ClientTalk, Mark
from scoring.coding import Coding, Context, FoundMark

FOLDER = Path(__file__).parent / "typed"
ORDINARY = ("a_", "b_", "c_")
"""How the ids of volleys begin that are mixed as a session's turns may be. The others were written to set apart what
had been confused, so that hard and rare turns are commoner among them than in any session."""
COUNTS = 4.0  # volleys of the others that an ordinary one counts for, where probabilities and bars are set
_ASKED = ("Would it be all right if I told you something?", Coding(marks=(FoundMark(Mark.ASKS_PERMISSION),)))


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One labelled volley; `codes` and `marks` are names, `marks` with their detail."""

    id: str
    situation: str
    register: str
    text: str
    context: Context
    codes: frozenset[str]
    marks: frozenset[tuple[str, str]]
    form: str | None
    permission: bool
    patient_kind: str | None

    @property
    def counts(self) -> float:
        """How much the volley counts where probabilities and bars are set."""
        return COUNTS if self.id.startswith(ORDINARY) else 1.0


def rows(split: str) -> list[TypedRow]:
    """Every row of `fit` or `held_out`, in the order of the files' names."""
    return [_row(data) for path in sorted((FOLDER / split).glob("*.jsonl")) for data in _lines(path)]


def _lines(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def _row(data: dict[str, object]) -> TypedRow:
    talk = data.get("patient_talk")
    context = Context(
        patient=str(data.get("patient") or ""),
        talk=ClientTalk(str(talk)) if talk else None,
        earlier=(_ASKED,) if data.get("permission") else (),
        target=str(data.get("target") or ""),
    )
    marks = data.get("marks") or []
    assert isinstance(marks, list)
    codes = data["codes"]
    assert isinstance(codes, list)
    kind, form = data.get("patient_kind"), data.get("form")
    return TypedRow(
        id=str(data["id"]),
        situation=str(data["situation"]),
        register=str(data["register"]),
        text=str(data["text"]),
        context=context,
        codes=frozenset(codes),
        marks=frozenset((str(mark["mark"]), str(mark.get("detail") or "")) for mark in marks),
        form=str(form) if form else None,
        permission=bool(data.get("permission")),
        patient_kind=str(kind) if kind else None,
    )
