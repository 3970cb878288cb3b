"""A session's exchanges, looked back on."""

from collections.abc import Sequence

from mi_trainer.debrief.branches import side_by_side
from mi_trainer.debrief.ending import ended
from mi_trainer.debrief.moments import key_moments
from mi_trainer.debrief.next_skill import next_skill
from mi_trainer.debrief.safety import checklists, pressing
from mi_trainer.debrief.values import Branch, Debrief
from mi_trainer.debrief.views import named, series, suspended, times, transcript, turns_of
from mi_trainer.plain_text import prose
from mi_trainer.practice.exchange import Exchange
from mi_trainer.practice.session import Start
from mi_trainer.scenario.model import Scenario
from scoring.codes import ClientTalk
from scoring.summary import Summary, summarise

CHANGED_SINCE = (
    "The patient's script has changed or is gone since this conversation. Everything said is here; what the script "
    "said about its ending and about other ways is not."
)


def debrief_of(
    scenario: Scenario | None,
    start: Start,
    exchanges: Sequence[Exchange],
    outcome: str | None,
    branches: Sequence[Branch] = (),
    undone: int = 0,
) -> Debrief:
    """What is learned from a session.

    ``scenario`` is the one that it was played with (:func:`mi_trainer.scenario.library.as_played`); None if that cannot
    be had any more: the debrief then says so and does without. ``outcome`` is None while the session is unfinished.
    ``branches`` are other tries at it: sessions that branched from it, or the one that it branched from. ``undone``
    counts the turns that were taken back.
    """
    people = _people(scenario, exchanges)
    name = " and ".join(people) or "The patient"
    lane = suspended(scenario, exchanges)
    safety = checklists(exchanges, over=outcome is not None)
    summary = summarise(turns_of(scenario, exchanges))
    views = transcript(scenario, exchanges)
    how = ended(scenario, exchanges, outcome, name)
    urgent = pressing(safety)
    return Debrief(
        start=start,
        title=scenario.title if scenario else start.title,
        target=scenario.target if scenario else "",
        people=people,
        headline=urgent.headline if urgent else how.title,
        ended=how,
        safety=safety,
        summary=summary,
        talk_read=_talk_read(summary, name),
        series=series(views),
        moments=key_moments(scenario, exchanges, safety, lane, name),
        next_skill=next_skill(scenario, exchanges, summary, safety, lane),
        transcript=views,
        branches=tuple(side_by_side(scenario, start, exchanges, outcome, b, name) for b in branches),
        closing=prose(scenario.debrief or "") if scenario else "",
        notes=tuple(_notes(scenario, undone)),
    )


def _people(scenario: Scenario | None, exchanges: Sequence[Exchange]) -> tuple[str, ...]:
    if scenario:
        return tuple(person.name for person in scenario.people.values())
    return tuple(dict.fromkeys(named(None, said.speaker) for e in exchanges for said in e.reply))


def _notes(scenario: Scenario | None, undone: int) -> list[str]:
    notes = [CHANGED_SINCE] if scenario is None else []
    if undone:
        turns = "One turn was" if undone == 1 else f"{undone} turns were"
        notes.append(f"{turns} taken back and tried again. Everything here is about what stands.")
    return notes


def _talk_read(summary: Summary, name: str) -> str:
    change, sustain = summary.count(ClientTalk.CHANGE), summary.count(ClientTalk.SUSTAIN)
    if not change + sustain:
        return f"{name} spoke neither for nor against the change."
    if not sustain:
        return f"{name} spoke for change {times(change)}, and never against it."
    if not change:
        return f"{name} spoke against the change {times(sustain)}, and never for it."
    read = f"{name} spoke for change {times(change)} and against it {times(sustain)}."
    first, last = summary.measure("change_share_first"), summary.measure("change_share_last")
    if first is None or last is None or first.value is None or last.value is None:
        return read
    return (
        f"{read} In the first third {first.count} of {first.n} such remarks leaned towards change, "
        f"in the last third {last.count} of {last.n}."
    )
