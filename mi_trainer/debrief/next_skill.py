"""What to practise next: one skill, for a reason that can be read off the session."""

import itertools
from collections.abc import Sequence

from mi_trainer.debrief.safety import pressing
from mi_trainer.debrief.values import NextSkill, Safety
from mi_trainer.debrief.views import times
from mi_trainer.practice.exchange import Exchange
from mi_trainer.scenario.model import Scenario
from scoring.codes import BEHAVIOURS, FORMS, GROUPS, REFLECTIONS, Behaviour, ClientTalk, Mark, label, term
from scoring.summary import Summary, met, softens

OPEN_QUESTION = "open_question"


def next_skill(
    scenario: Scenario | None,
    exchanges: Sequence[Exchange],
    summary: Summary,
    safety: Sequence[Safety],
    lane: frozenset[int],
) -> NextSkill | None:
    """The one skill to practise next; None before the first turn.

    In this order: asking about risk, if that was missed; what to do in the place of confronting or advising, from
    two such turns on; taking up change talk or meeting sustain talk, if half or more of it went by; reflecting, if
    questions outnumber reflections; open questions, if closed ones outnumber them; then the first skill that this
    scenario practises and the session did not show.
    """
    turns = [(b, a) for b, a in itertools.pairwise(exchanges) if a.turn and a.turn not in lane]
    if not any(e.turn for e in exchanges):
        return None
    if pressing(safety):
        return _skill(Mark.SAFETY_INQUIRY, "Risk was voiced, and the direct question came late or not at all.")
    if (n := _surely(turns, Behaviour.CONFRONT)) >= 2:
        return _skill(Mark.REFLECTS_SUSTAIN_TALK, f"{n} turns argued with what the person was defending.")
    if (n := _surely(turns, Behaviour.PERSUADE)) >= 2:
        return _skill(Behaviour.SEEK_COLLABORATION, f"{n} turns advised or argued without asking first.")
    change = [a for b, a in turns if any(s.talk is ClientTalk.CHANGE for s in b.reply)]
    passed = sum(not met(a.coding) for a in change)
    if passed and passed * 2 >= len(change):
        return _skill(Mark.REFLECTS_CHANGE_TALK, _came("Change talk", len(change), passed, "went by"))
    sustain = [a for b, a in turns if any(s.talk is ClientTalk.SUSTAIN for s in b.reply)]
    passed = sum(not softens(a.coding) for a in sustain)
    if passed and passed * 2 >= len(sustain):
        without = "got neither a reflection nor room to choose"
        return _skill(Mark.DOUBLE_SIDED_REFLECTION, _came("Sustain talk", len(sustain), passed, without))
    return _balance(summary) or _unseen(scenario, turns)


def _came(what: str, n: int, passed: int, how: str) -> str:
    """How often something was heard, and how often nothing came of it."""
    return (
        f"{what} came {times(n)}, and {how}." if n == passed else f"{what} came {times(n)}: {times(passed)} it {how}."
    )


def _surely(turns: Sequence[tuple[Exchange, Exchange]], behaviour: Behaviour) -> int:
    """How many turns hold a behaviour that the coder is sure of."""
    return sum(behaviour in a.coding.behaviours and behaviour not in a.coding.unsure for _, a in turns)


def _balance(summary: Summary) -> NextSkill | None:
    reflected = sum(summary.count(b) for b in REFLECTIONS)
    asked = summary.count(Behaviour.QUESTION)
    if asked > reflected:
        turns = "turn" if asked == 1 else "turns"
        why = f"{asked} {turns} asked and {reflected or 'none'} reflected: try it the other way round."
        return _skill(Behaviour.SIMPLE_REFLECTION, why)
    closed, opened = summary.count("closed_question"), summary.count(OPEN_QUESTION)
    if closed > opened:
        questions = "question was" if closed == 1 else "questions were"
        return _skill(OPEN_QUESTION, f"{closed} {questions} closed and {opened} open.")
    return None


def _unseen(scenario: Scenario | None, turns: Sequence[tuple[Exchange, Exchange]]) -> NextSkill | None:
    practised = scenario.practises if scenario else (Mark.DOUBLE_SIDED_REFLECTION, Behaviour.AFFIRM)
    unseen = [name for name in practised if not any(a.coding.hears(name) for _, a in turns)]
    if unseen:
        return _skill(unseen[0], "This conversation was made to practise it, and it has not come up yet.")
    return _skill(Behaviour.COMPLEX_REFLECTION, "The ground is laid: reach a little further than what was said.")


def _skill(name: str, why: str) -> NextSkill:
    base = name.partition(".")[0]
    if base in FORMS:
        hint = BEHAVIOURS[Behaviour.QUESTION].hint
    elif base in GROUPS:
        hint = BEHAVIOURS[min(GROUPS[base])].hint
    else:
        hint = term(base).hint
    return NextSkill(name, label(name), hint, why)
