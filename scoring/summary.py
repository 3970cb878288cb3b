"""A session in numbers: MITI 4.2.1 summary measures, and the client's side, from codings.

Thresholds are expert opinion made for spoken samples of about twenty minutes, without norms (MITI 4.2.1); say
so wherever they are shown: :data:`CAVEAT`. Under :data:`ENOUGH` codable turns there are counts only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from scoring.codes import ADHERENT, NON_ADHERENT, REFLECTIONS, Behaviour, ClientTalk, Mark, QuestionForm
from scoring.coding import Coding
from scoring.intervals import Interval, percentiles, resampled
from scoring.measure import TOO_FEW
from scoring.measure import Grade as Grade
from scoring.measure import Measure as Measure
from scoring.measure import Unit as Unit

ENOUGH = 10
"""Codable turns from which on ratios say anything."""

ENOUGH_FOR_INTERVAL = 5
"""Cases a measure rests on from which on an interval is given; below, it reads "too few turns"."""

CAVEAT = (
    "Fair and good are expert opinion, made for spoken samples of about twenty minutes. There are no norms. "
    "A ratio is no better than the coder it rests on."
)
FEW_TURNS = f"Fewer than {ENOUGH} turns could be coded, so here are counts only: a ratio of a few turns says little."
ESTIMATED = (
    "Estimates from counts, not ratings: a trained person who listens to the whole conversation may well differ."
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A clinician's volley and the client's answer to it.

    An opening, where the client spoke first, has no clinician words. ``talk`` has one entry for each thing the
    client said in the answer. ``safety`` marks a turn in which MI's ratios are suspended.
    """

    coding: Coding
    words: int
    talk: tuple[ClientTalk, ...] = ()
    client_words: int = 0
    safety: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """How often something was said: ``name`` is a code's name, to look up in :mod:`scoring.codes`."""

    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a session comes to.

    ``turns`` are the clinician's turns outside the safety lane, ``codable`` those of them that earned a behaviour
    code, ``suspended`` the turns in the lane, which count nowhere else. ``counts`` has every behaviour, in MITI's
    order, and ``forms`` open and closed questions. ``measures`` are ratios and totals, ``estimates`` the globals,
    ``client`` the client's side. ``talk`` counts the client's talk; ``after_sustain`` counts what the clinician's
    turns after sustain talk were (``none`` where nothing was coded), ``after_change`` those after change talk;
    ``words`` and ``client_words`` are those said. ``unsure`` says how many of ``counts`` could only be heard so.
    All but counts are empty when there is not :attr:`enough`.
    """

    turns: int
    codable: int
    suspended: int
    counts: tuple[Count, ...]
    forms: tuple[Count, ...]
    talk: tuple[Count, ...]
    after_sustain: tuple[Count, ...]
    words: int
    client_words: int
    after_change: tuple[Count, ...] = ()
    unsure: tuple[Count, ...] = ()
    measures: tuple[Measure, ...] = ()
    estimates: tuple[Measure, ...] = ()
    client: tuple[Measure, ...] = ()

    @property
    def enough(self) -> bool:
        """Whether there are turns enough for ratios."""
        return self.codable >= ENOUGH

    def measure(self, key: str) -> Measure | None:
        """The measure of that key; None if it was not taken."""
        return next((m for m in (*self.measures, *self.estimates, *self.client) if m.key == key), None)

    def count(self, name: str) -> int:
        """How often a behaviour, ``open_question``, ``closed_question`` or client talk was heard."""
        return next((c.count for c in (*self.counts, *self.forms, *self.talk) if c.name == name), 0)


def met(coding: Coding) -> bool:
    """Whether a volley takes up change talk: a reflection, an elaborating question, an affirmation or a summary."""
    return bool(
        REFLECTIONS & set(coding.behaviours)
        or Behaviour.AFFIRM in coding.behaviours
        or elaborates(coding)
        or coding.has(Mark.SUMMARY)
    )


def elaborates(coding: Coding) -> bool:
    """Whether a volley asks for more: an open question, or one that evokes change talk."""
    return coding.question is QuestionForm.OPEN or coding.has(Mark.EVOKES_CHANGE_TALK)


def softens(coding: Coding) -> bool:
    """Whether a volley answers sustain talk without arguing: reflects, emphasizes autonomy, or evokes change."""
    gentle = REFLECTIONS | {Behaviour.EMPHASIZE_AUTONOMY}
    return bool(gentle & set(coding.behaviours)) or coding.has(Mark.EVOKES_CHANGE_TALK)


def argues(coding: Coding) -> bool:
    """Whether a volley holds an MI-non-adherent behaviour: Confront or Persuade."""
    return bool(NON_ADHERENT & set(coding.behaviours))


_PRESSES = frozenset({Mark.RIGHTING_REFLEX, Mark.PREMATURE_FOCUS})
_UNDERSTANDS = frozenset({Mark.REFLECTS_FEELING, Mark.REFLECTS_VALUE})
_INPUT = NON_ADHERENT | {Behaviour.GIVING_INFORMATION, Behaviour.PERSUADE_WITH_PERMISSION}


def _marked(coding: Coding, marks: frozenset[Mark]) -> bool:
    return any(found.mark in marks for found in coding.marks)


def _tally(turn: Turn, heard: tuple[ClientTalk, ...]) -> dict[str, float]:
    """One turn as numbers: everything that any measure adds up."""
    coding, said = turn.coding, set(turn.coding.behaviours)
    after_change = ClientTalk.CHANGE in heard
    after_sustain = ClientTalk.SUSTAIN in heard
    presses = argues(coding) or _marked(coding, _PRESSES)
    deep = Behaviour.COMPLEX_REFLECTION in said or _marked(coding, _UNDERSTANDS)
    return {
        **{behaviour: behaviour in said for behaviour in Behaviour},
        "open": coding.question is QuestionForm.OPEN,
        "closed": coding.question is QuestionForm.CLOSED,
        "codable": bool(said),
        "words": turn.words,
        "client_words": turn.client_words,
        "change_heard": after_change,
        "change_met": after_change and met(coding),
        "sustain_heard": after_sustain,
        "sustain_met": after_sustain and softens(coding) and not argues(coding),
        "cultivates": coding.has(Mark.EVOKES_CHANGE_TALK) or (after_change and met(coding)),
        "neglects": (after_change and not met(coding)) or coding.has(Mark.RIGHTING_REFLEX),
        "softens": after_sustain and softens(coding) and not argues(coding),
        "hardens": coding.has(Mark.EVOKES_SUSTAIN_TALK) or (after_sustain and argues(coding)),
        "shares": bool({Behaviour.SEEK_COLLABORATION, Behaviour.EMPHASIZE_AUTONOMY} & said)
        or coding.has(Mark.OFFERS_OPTIONS),
        "presses": presses,
        "understands": 1.0 if deep else 0.5 if Behaviour.SIMPLE_REFLECTION in said else 0.0,
        "tells": bool(_INPUT & said) and not REFLECTIONS & said,
    }


_R = tuple(sorted(REFLECTIONS))
_SHARES: tuple[tuple[str, str, Unit, tuple[str, ...], tuple[str, ...], str, float | None, float | None], ...] = (
    ("complex_reflections", "Complex reflections, of all reflections", Unit.SHARE,
     (Behaviour.COMPLEX_REFLECTION,), _R, "reflections", 0.4, 0.5),
    ("reflections_to_questions", "Reflections to questions", Unit.RATIO,
     _R, (Behaviour.QUESTION,), "questions", 1.0, 2.0),
    ("open_questions", "Open questions, of all questions", Unit.SHARE,
     ("open",), ("open", "closed"), "questions", None, None),
    ("advice_without_permission", "Advice given without permission, of all advice", Unit.SHARE,
     (Behaviour.PERSUADE,), (Behaviour.PERSUADE, Behaviour.PERSUADE_WITH_PERMISSION), "turns with advice", None, None),
    ("change_talk_met", "Change talk taken up (reflected, asked about, affirmed or summarised)", Unit.SHARE,
     ("change_met",), ("change_heard",), "turns after change talk", None, None),
    ("sustain_talk_met", "Sustain talk met without argument (reflected, autonomy, or turned towards change)",
     Unit.SHARE, ("sustain_met",), ("sustain_heard",), "turns after sustain talk", None, None),
    ("talk_share", "The clinician's share of the words", Unit.SHARE,
     ("words",), ("words", "client_words"), "words", None, None),
)  # fmt: skip

_TOTALS: tuple[tuple[str, str, frozenset[Behaviour]], ...] = (
    ("adherent", "MI-adherent: seek collaboration, affirm, emphasize autonomy", ADHERENT),
    ("non_adherent", "MI-non-adherent: persuade, confront", NON_ADHERENT),
)

_GLOBALS: tuple[tuple[str, str, str, str], ...] = (
    ("cultivating_change_talk", "Cultivating Change Talk", "cultivates", "neglects"),
    ("softening_sustain_talk", "Softening Sustain Talk", "softens", "hardens"),
    ("partnership", "Partnership", "shares", "presses"),
    ("empathy", "Empathy", "understands", "tells"),
)

_PATIENCE = 4
"""Turns of evidence that weigh as much as the starting score of 3."""


_Number = TypeVar("_Number", float, NDArray[np.float64])


def estimate(supporting: _Number, against: _Number) -> _Number:
    """A global score from 1 to 5, estimated from turns that speak for it and turns that speak against it.

    ``3 + 2 * (for - against) / (for + against + 4)``: it starts at 3 as MITI asks, and needs evidence to leave it.

    ==========================  =============================================  ==================================
    global                      a turn for                                     a turn against
    ==========================  =============================================  ==================================
    Cultivating Change Talk     evokes change talk, or takes up change talk    lets change talk pass, or supplies
                                just heard                                     the reasons (righting reflex)
    Softening Sustain Talk      after sustain talk: reflects, emphasizes       evokes sustain talk, or argues
                                autonomy or evokes change, without arguing     with sustain talk just heard
    Partnership                 seeks collaboration, emphasizes autonomy or    persuades, confronts, fixes or
                                offers options                                 plans too early
    Empathy                     complex reflection, or of feeling or value;    informs or advises and reflects
                                a simple one counts half                       nothing
    ==========================  =============================================  ==================================

    The formula is this project's own and has no norms: it only orders sessions, softly.
    """
    return 3 + 2 * (supporting - against) / (supporting + against + _PATIENCE)


KEYS = (
    *(which[0] for which in _SHARES),
    *(which[0] for which in _TOTALS),
    *(which[0] for which in _GLOBALS),
    "technical", "relational", "change_share", "change_share_first", "change_share_last",
)  # fmt: skip
"""The keys of all measures, estimates and the client's side, in the order in which they are shown."""


class _Table:
    """Turns as a table of numbers, and the same table drawn again and again."""

    def __init__(self, rows: Sequence[dict[str, float]]) -> None:
        self.columns = {name: n for n, name in enumerate(rows[0])}
        self.numbers = np.array([list(row.values()) for row in rows], float)
        self.draws = resampled(self.numbers)

    def total(self, names: Sequence[str]) -> float:
        return float(sum(self.numbers[:, self.columns[name]].sum() for name in names))

    def drawn(self, names: Sequence[str]) -> NDArray[np.float64]:
        return np.asarray(self.draws[:, [self.columns[name] for name in names]].sum(axis=1), float)

    def share_interval(self, above: Sequence[str], below: Sequence[str]) -> Interval | None:
        if self.total(below) < ENOUGH_FOR_INTERVAL:
            return None
        with np.errstate(divide="ignore", invalid="ignore"):
            return percentiles(self.drawn(above) / self.drawn(below))


def _ratio(
    table: _Table,
    key: str,
    label: str,
    unit: Unit,
    above: tuple[str, ...],
    below: tuple[str, ...],
    of: str,
    fair: float | None = None,
    good: float | None = None,
) -> Measure:
    count, n = round(table.total(above)), round(table.total(below))
    if not n:
        note = f"{count} and no {of}" if count else f"no {of}"
        return Measure(key, label, unit, None, count, n, of, None, fair, good, note)
    interval = table.share_interval(above, below)
    return Measure(key, label, unit, count / n, count, n, of, interval, fair, good, _few(interval))


def _few(interval: Interval | None) -> str:
    return "" if interval else TOO_FEW


def _total(table: _Table, turns: int, key: str, label: str, behaviours: frozenset[Behaviour]) -> Measure:
    names = sorted(behaviours)
    count = round(table.total(names))
    interval = percentiles(table.drawn(names)) if count >= ENOUGH_FOR_INTERVAL else None
    return Measure(key, label, Unit.COUNT, count, count, turns, "turns", interval, note=_few(interval))


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The turns for and against a global, as they were and as they were drawn."""

    key: str
    label: str
    supporting: float
    against: float
    drawn: NDArray[np.float64]

    @property
    def n(self) -> int:
        return round(self.supporting + self.against)


def _evidence(table: _Table, key: str, label: str, supporting: str, against: str) -> _Evidence:
    drawn = estimate(table.drawn([supporting]), table.drawn([against]))
    return _Evidence(key, label, table.total([supporting]), table.total([against]), drawn)


def _score(found: Sequence[_Evidence], key: str, label: str, fair: float | None, good: float | None) -> Measure:
    """The mean of one global or two, with an interval where each of them has turns enough for one."""
    n, count = sum(each.n for each in found), sum(round(each.supporting) for each in found)
    if not all(each.n for each in found):
        return Measure(key, label, Unit.SCORE, None, count, n, "turns", None, fair, good, "nothing to go on")
    value = sum(estimate(each.supporting, each.against) for each in found) / len(found)
    drawn = np.mean([each.drawn for each in found], axis=0)
    interval = percentiles(drawn) if min(each.n for each in found) >= ENOUGH_FOR_INTERVAL else None
    return Measure(key, label, Unit.SCORE, value, count, n, "turns", interval, fair, good, _few(interval))


def _estimates(table: _Table) -> tuple[Measure, ...]:
    four = [_evidence(table, *which) for which in _GLOBALS]
    return (
        *(_score([each], each.key, each.label, None, None) for each in four),
        _score(four[:2], "technical", "Technical (the first two)", 3, 4),
        _score(four[2:], "relational", "Relational (the last two)", 3.5, 4),
    )


def _change_share(key: str, label: str, answers: Sequence[tuple[ClientTalk, ...]]) -> Measure:
    rows: list[dict[str, float]] = [
        {"change": talk.count(ClientTalk.CHANGE), "sustain": talk.count(ClientTalk.SUSTAIN)} for talk in answers
    ]
    both = ("change", "sustain")
    return _ratio(_Table(rows), key, label, Unit.SHARE, ("change",), both, "remarks for or against the change")


def _client(answers: Sequence[tuple[ClientTalk, ...]]) -> tuple[Measure, ...]:
    third = len(answers) // 3
    if third < 1:
        return ()
    name = "Change talk, of change and sustain talk"
    return (
        _change_share("change_share", name, answers),
        _change_share("change_share_first", f"{name}: first third", answers[:third]),
        _change_share("change_share_last", f"{name}: last third", answers[-third:]),
    )


def _some(counted: Mapping[Behaviour, int] | Mapping[str, int]) -> tuple[Count, ...]:
    return tuple(Count(name, n) for name, n in counted.items() if n)


def summarise(turns: Sequence[Turn]) -> Summary:
    """What a session comes to. An empty one comes to nothing, in counts.

    Intervals are drawn over turns with a fixed seed: the same turns always give the same summary.
    """
    heard: tuple[ClientTalk, ...] = ()
    rows, spoken = [], 0
    after = {talk: dict.fromkeys((*Behaviour, "none"), 0) for talk in (ClientTalk.CHANGE, ClientTalk.SUSTAIN)}
    unsure = dict.fromkeys(Behaviour, 0)
    for turn in turns:
        if not turn.safety:
            rows.append(_tally(turn, heard if turn.words else ()))
            spoken += bool(turn.words)
            for behaviour in turn.coding.unsure:
                unsure[behaviour] += 1
            for talk, followed in after.items():
                if turn.words and talk in heard:
                    for name in turn.coding.behaviours or ("none",):
                        followed[name] += 1
        heard = turn.talk
    answers = [turn.talk for turn in turns if not turn.safety and turn.talk]

    def counted(column: str) -> int:
        return round(sum(row[column] for row in rows))

    counts = Summary(
        turns=spoken,
        codable=counted("codable"),
        suspended=sum(turn.safety for turn in turns),
        counts=tuple(Count(behaviour, counted(behaviour)) for behaviour in Behaviour),
        forms=(Count("open_question", counted("open")), Count("closed_question", counted("closed"))),
        talk=tuple(Count(talk, sum(a.count(talk) for a in answers)) for talk in ClientTalk),
        after_sustain=_some(after[ClientTalk.SUSTAIN]),
        after_change=_some(after[ClientTalk.CHANGE]),
        unsure=_some(unsure),
        words=counted("words"),
        client_words=counted("client_words"),
    )
    if not counts.enough:
        return counts
    table = _Table(rows)
    return replace(
        counts,
        measures=(*(_ratio(table, *which) for which in _SHARES), *(_total(table, spoken, *which) for which in _TOTALS)),
        estimates=_estimates(table),
        client=_client(answers),
    )
