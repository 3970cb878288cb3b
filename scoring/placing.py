"""Which turn of which session a row of a table is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scoring.table import Fault, Notice

_WHOLE = re.compile(r"\s*([+-]?\d{1,12})(\.0+)?\s*")
"""A whole number, also as a spreadsheet or a data frame may write it."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A row with its session and turn; ``line`` is where it began in the file."""

    line: int
    session: str
    turn: int
    cells: Mapping[str, Any]


def placed(found: Iterable[tuple[int, Mapping[str, Any]] | Fault | Notice]) -> Iterator[Placed | Fault | Notice]:
    """Rows with their turns: what the column ``turn`` says, else the row's place in its session, from 1.

    A row at fault keeps its place, so that what is wrong with one row never renumbers the next. One whose session
    cannot be read has its place in the session that it stands in. A session that comes back is counted on; one of
    another ``file``, where a column says so, is another session.
    """
    counted: dict[tuple[str, str], int] = {}
    file, current = "", ""
    for each in found:
        if isinstance(each, Notice):
            yield each
            continue
        if isinstance(each, Fault):
            line, named, of = each.line, each.session, file
        else:
            line, named, of = each[0], _session(each[1]), str(each[1].get("file") or "")
        session = named or current
        if (of, session) != (file, current) and (of, session) in counted:
            yield Notice(line, f"session '{session[:40]}' comes back after another: its turns are counted on")
        file, current = of, session
        place = counted[file, session] = counted.get((file, session), 0) + 1
        if isinstance(each, Fault):
            yield each
        elif not named:
            yield Fault(line, "no session")
        else:
            yield _turn(line, named, place, each[1])


def _session(cells: Mapping[str, Any]) -> str:
    return str(cells["session"]).strip()


def _turn(line: int, session: str, place: int, cells: Mapping[str, Any]) -> Placed | Fault:
    given = cells.get("turn")
    said = "" if given is None else str(given).strip()
    if not said:
        return Placed(line, session, place, cells)
    if whole := _WHOLE.fullmatch(said):
        return Placed(line, session, int(whole[1]), cells)
    return Fault(line, f"the turn is '{said[:40]}', not a whole number", session)
