"""Codings kept in files, a person's or the program's, and how far they agree."""

import json
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from scoring.agreement import Agreement, fleiss_kappa, icc_agreement, icc_consistency, kappa, macro_f1
from scoring.codes import (
    BEHAVIOURS,
    CLIENT_TALK,
    FORMS,
    REFLECTIONS,
    Behaviour,
    ClientTalk,
    Family,
    QuestionForm,
    label,
    named,
)
from scoring.placing import Placed, placed
from scoring.speakers import Speaker, attributed
from scoring.table import Fault, Notice, records

NONE = "none"

_COLUMNS = {
    "main": "Main behaviour",
    "question": "Question, open or closed",
    "reflection": "Reflection, its depth",
    "client_talk": "Client talk",
}
_ALLOWED: dict[str, frozenset[str]] = {
    "main": frozenset(Family),
    "question": frozenset(QuestionForm) | {NONE},
    "reflection": frozenset({"simple", "complex", NONE}),
    "client_talk": frozenset(ClientTalk) - {ClientTalk.DISCORD},
}
"""The columns of one label each, and what may stand in them."""

CODES = (*_ALLOWED, "behaviours")
"""The columns that hold codes."""


@dataclass(frozen=True, slots=True)
class Coded:
    """One coded row: which turn it is, and what each column says; a column that is not there is None.

    ``line`` is where the coding has it, ``file`` the transcript that it is of, where that is said.
    """

    session: str
    turn: int
    clinician: bool
    labels: Mapping[str, str]
    behaviours: frozenset[Behaviour] | None
    text: str | None = None
    line: int = 0
    file: str = ""

    @property
    def says(self) -> bool:
        """Whether there is any code, or a word that there is none."""
        return bool(self.labels) or self.behaviours is not None


def read_codings(lines: Iterable[str]) -> Iterator[Coded | Fault | Notice]:
    """The codings of a file: JSON lines as ``mi-trainer code`` writes them, or CSV.

    A CSV has the columns ``session`` and ``speaker``, ``turn`` if rows were left out (else rows are counted, as
    :func:`scoring.placing.placed` says), and any of ``main``, ``behaviours`` (names with semicolons between them),
    ``question``, ``reflection``, ``client_talk``. An empty ``question`` or ``reflection`` of a clinician means none.

    Raises:
        scoring.table.NoColumns: session or speaker is not there.
    """
    feed = iter(lines)
    first = next(feed, "")
    rest = chain([first], feed)
    found = (
        _json_lines(rest) if first.lstrip("\ufeff").lstrip().startswith("{") else records(rest, ("session", "speaker"))
    )
    for each in attributed(placed(found)):
        yield each if isinstance(each, Fault | Notice) else _coded(*each)


def _json_lines(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, Any]] | Fault]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (json.JSONDecodeError, RecursionError):
            yield Fault(number, "not JSON")
            continue
        if not isinstance(record, dict) or not {"session", "speaker"} <= set(record):
            yield Fault(number, "needs session and speaker")
            continue
        yield number, {**record, "speaker": str(record["speaker"])}


def _coded(row: Placed, speaker: Speaker) -> Coded | Fault:
    line, cells, clinician = row.line, row.cells, speaker is Speaker.CLINICIAN
    labels = {}
    for column, allowed in _ALLOWED.items():
        if column not in cells or (column == "client_talk") == clinician:
            continue
        value = _said(column, str(cells[column] or NONE))
        if value not in allowed:
            return Fault(line, f"{column} is '{value[:40]}', not one of {', '.join(sorted(allowed))}")
        labels[column] = value
    behaviours = None
    if clinician and "behaviours" in cells:
        said = {name: named(name, BEHAVIOURS) for name in _names(cells["behaviours"])}
        if unknown := [name for name, behaviour in said.items() if behaviour is None]:
            return Fault(line, f"there is no behaviour '{unknown[0][:40]}'")
        behaviours = frozenset(behaviour for behaviour in said.values() if behaviour)
    text = cells.get("text")
    return Coded(
        row.session, row.turn, clinician, labels, behaviours, text if isinstance(text, str) else None, line,
        str(cells.get("file") or ""),
    )  # fmt: skip


def _said(column: str, value: str) -> str:
    """A label as its column has it: ``open question`` is ``open``, ``CR`` is ``complex`` and ``CT`` is ``change``."""
    plain = " ".join(value.lower().replace("_", " ").split())
    match column:
        case "question":
            return FORMS.get(plain.replace(" ", "_"), plain)
        case "reflection" if (found := named(value, BEHAVIOURS)) in REFLECTIONS:
            return str(found).removesuffix("_reflection")
        case "client_talk":
            return named(value, CLIENT_TALK) or plain
    return plain


def _names(value: object) -> list[str]:
    if isinstance(value, str):
        return [name.strip() for name in re.split("[;,+]", value) if name.strip().lower() not in {"", "-", NONE}]
    if isinstance(value, list):
        return [str(each.get("behaviour") if isinstance(each, dict) else each) for each in value]
    return []


@dataclass(frozen=True, slots=True)
class Compared:
    """How far codings agree on one thing: ``counts`` says how often each coding had it, where it is there or not.

    ``macro_f1`` is None where more than two codings are compared; ``kappa`` is then Fleiss'.
    """

    what: str
    kappa: Agreement
    macro_f1: Agreement | None
    counts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class PerSession:
    """How far two codings agree on how often something came up in a session.

    ``absolute`` is ICC(2,1), ``consistent`` ICC(3,1).
    """

    what: str
    absolute: Agreement
    consistent: Agreement


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two or more codings compared over the turns that all of them have; ``only_some`` turns are not in all.

    ``differing`` are the session and turn of each turn whose text is not the same in all codings that give one.
    """

    turns: int
    only_some: int
    compared: tuple[Compared, ...]
    per_session: tuple[PerSession, ...] = ()
    differing: tuple[tuple[str, int], ...] = ()


def compare(codings: Sequence[Sequence[Coded]]) -> Comparison:
    """How far codings of the same transcripts agree. Rows are matched by session and turn."""
    keyed = [{(row.session, row.turn): row for row in coding} for coding in codings]
    shared = [key for key in keyed[0] if all(key in other for other in keyed[1:])]
    every = {key for coding in keyed for key in coding}
    items = [tuple(coding[key] for coding in keyed) for key in shared]
    items = [item for item in items if len({row.clinician for row in item}) == 1]
    found = [c for column in _ALLOWED if (c := _column(items, column))]
    found += [c for behaviour in Behaviour if (c := _presence(items, behaviour))]
    per_session = _per_session(items) if len(codings) == 2 else ()
    differing = tuple((item[0].session, item[0].turn) for item in items if len(_texts(item)) > 1)
    return Comparison(len(items), len(every) - len(items), tuple(found), per_session, differing)


_Item = tuple[Coded, ...]


def _texts(item: _Item) -> set[str]:
    """The texts that codings give of one turn; white space, and the apostrophe before a formula, are no difference."""
    return {" ".join(row.text.split()).removeprefix("'") for row in item if row.text is not None}


def _column(items: Sequence[_Item], column: str) -> Compared | None:
    rated = [[row.labels[column] for row in item] for item in items if all(column in row.labels for row in item)]
    return _agreed(_COLUMNS[column], rated) if rated else None


def _presence(items: Sequence[_Item], behaviour: Behaviour) -> Compared | None:
    rated = [
        [behaviour in row.behaviours for row in item if row.behaviours is not None]
        for item in items
        if all(row.behaviours is not None for row in item)
    ]
    counts = tuple(sum(column) for column in zip(*rated, strict=True))
    return _agreed(label(behaviour), rated, counts) if any(counts) else None


def _agreed(what: str, rated: Sequence[Sequence[Hashable]], counts: tuple[int, ...] = ()) -> Compared:
    if len(rated[0]) > 2:
        return Compared(what, fleiss_kappa(rated), None, counts)
    first, second = [pair[0] for pair in rated], [pair[1] for pair in rated]
    return Compared(what, kappa(first, second), macro_f1(first, second), counts)


_Holds = Callable[[Coded], bool | None]
"""Whether a row has something; None where its coding does not say."""


def _behaved(behaviours: frozenset[Behaviour]) -> _Holds:
    return lambda row: None if row.behaviours is None else bool(behaviours & row.behaviours)


def _labelled(column: str, value: str) -> _Holds:
    return lambda row: None if column not in row.labels else row.labels[column] == value


_COUNTED: dict[str, tuple[_Holds, ...]] = {
    "Questions": (_behaved(frozenset({Behaviour.QUESTION})), _labelled("main", Family.QUESTION)),
    "Reflections": (_behaved(REFLECTIONS), _labelled("main", Family.REFLECTION)),
    "Change talk": (_labelled("client_talk", ClientTalk.CHANGE),),
    "Sustain talk": (_labelled("client_talk", ClientTalk.SUSTAIN),),
}
"""What is counted by session, each in the first way that every coding knows."""


def _per_session(items: Sequence[_Item]) -> tuple[PerSession, ...]:
    found = []
    for what, ways in _COUNTED.items():
        matrix = next((m for way in ways if (m := _by_session(items, way))), [])
        if len(matrix) > 1:
            found.append(PerSession(what, icc_agreement(matrix), icc_consistency(matrix)))
    return tuple(found)


def _by_session(items: Sequence[_Item], holds: _Holds) -> list[list[int]]:
    """Each session's counts, one for each coding; nothing where none of them says."""
    table: dict[str, list[int]] = {}
    for item in items:
        said = [holds(row) for row in item]
        scores = table.setdefault(item[0].session, [0] * len(item))
        if None not in said:
            table[item[0].session] = [n + bool(s) for n, s in zip(scores, said, strict=True)]
    return list(table.values()) if any(any(scores) for scores in table.values()) else []
