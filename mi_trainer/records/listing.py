"""Questions to the tables that answer lists: rows, results, and the one session that a name means."""

from typing import Any

from sqlalchemy import Connection, Select, func, or_, select
from sqlalchemy import Row as Found

from mi_trainer.records.instants import instant_of
from mi_trainer.records.keeping import BEST_FIRST, Mode, NoSuchSession, Result, Row, Start
from mi_trainer.records.tables import sessions

LAST = "last"
"""What to call the session that was touched last, instead of by its id."""


def one(connection: Connection | None, which: str) -> Found[Any]:
    """The whole row of the session with that id, with an id that begins so, or touched last.

    Raises:
        NoSuchSession: none is meant, or several.
    """
    if connection is None or which == LAST:
        query = select(sessions).where(sessions.c.turns > 0).order_by(sessions.c.touched.desc(), sessions.c.id)
        row = connection.execute(query.limit(1)).first() if connection is not None else None
        if row is None:
            raise NoSuchSession("There is no session yet. Talk with a patient first: mi-trainer practice")
        return row
    exact = connection.execute(select(sessions).where(sessions.c.id == which)).first()
    if exact is not None:
        return exact
    begin_so = sessions.c.id.startswith(which, autoescape=True)
    found = connection.execute(select(sessions).where(begin_so).limit(6)).all() if which else []
    if len(found) == 1:
        return found[0]
    if found:
        raise NoSuchSession(f"Several sessions begin with '{which}': " + ", ".join(row.id for row in found) + ".")
    raise NoSuchSession(f"There is no session '{which}'. See: mi-trainer sessions")


_LISTED = (
    sessions.c.id, sessions.c.scenario, sessions.c.title, sessions.c.mode, sessions.c.began, sessions.c.touched,
    sessions.c.turns, sessions.c.reflections, sessions.c.questions, sessions.c.outcome, sessions.c.parent,
    sessions.c.parent_turn,
)  # fmt: skip


def matching(scenario: str | None = None, text: str | None = None) -> Select[Any]:
    """Sessions in which something was said, as rows.

    All, or those of a scenario, or those with every word of a text in title, scenario or outcome.
    """
    query = select(*_LISTED).where(sessions.c.turns > 0)
    if scenario is not None:
        query = query.where(sessions.c.scenario == scenario)
    for word in (text or "").split():
        columns = (sessions.c.title, sessions.c.scenario, sessions.c.outcome)
        query = query.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    return query


def as_row(found: Found[Any]) -> Row:
    """One row of :func:`matching` as a value."""
    values: tuple[Any, ...] = tuple(found)
    id_, scenario, title, mode, began, touched, *rest = values
    return Row(id_, scenario, title, Mode(mode), instant_of(began), instant_of(touched), *rest)


def as_start(row: Found[Any]) -> Start:
    """How the session of a whole row began."""
    return Start(
        row.id, row.scenario, row.title, row.digest, row.seed, Mode(row.mode), row.coder, instant_of(row.began),
        row.parent, row.parent_turn,
    )  # fmt: skip


def results(connection: Connection) -> dict[str, Result]:
    """For each scenario, what came of the sessions that ended."""
    query = (
        select(sessions.c.scenario, sessions.c.outcome, func.count(), func.max(sessions.c.touched))
        .where(sessions.c.outcome.is_not(None), sessions.c.parent.is_(None), sessions.c.turns > 0)
        .group_by(sessions.c.scenario, sessions.c.outcome)
    )
    by_scenario: dict[str, list[tuple[str, int, str]]] = {}
    for scenario, outcome, times, touched in connection.execute(query):
        by_scenario.setdefault(scenario, []).append((outcome, times, touched))
    return {
        scenario: Result(
            best=min((outcome for outcome, _, _ in each), key=_rank),
            last=max(each, key=lambda ended: ended[2])[0],
            times=sum(times for _, times, _ in each),
        )
        for scenario, each in by_scenario.items()
    }


def _rank(outcome: str) -> int:
    return BEST_FIRST.index(outcome) if outcome in BEST_FIRST else len(BEST_FIRST)
