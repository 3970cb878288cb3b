"""Risk that was voiced: its own checklist, ahead of everything else."""

from dataclasses import replace

import pytest

from mi_trainer.debrief import Debrief, Done, MomentKind, debrief_of
from mi_trainer.debrief.moments import happened
from mi_trainer.debrief.safety import checklists
from mi_trainer.practice.exchange import Exchange
from mi_trainer.scenario.model import Scenario
from scoring.codes import ClientTalk, Mark, SafetyTopic
from tests.debrief.playing import INTO_THE_LANE, LONG, debriefed, looked_back, play, saying


def done(debrief: Debrief) -> list[Done]:
    (safety,) = debrief.safety
    return [item.done for item in safety.items]


def test_without_risk_there_is_no_checklist(small: Scenario) -> None:
    assert debriefed(small, LONG).safety == ()


def test_asking_in_the_very_next_turn_is_what_was_hoped_for(small: Scenario) -> None:
    debrief = debriefed(small, [*INTO_THE_LANE, "safety_inquiry.suicide closed_question"])
    (safety,) = debrief.safety
    assert (safety.turns_to_ask, safety.missed) == (1, False)
    assert safety.items[0].done is Done.YES
    assert safety.words == "Wouldn't much mind if it stopped on its own."
    assert debrief.moments[0].title == "You asked directly"
    assert debrief.moments[0].another is None
    assert debrief.headline == "You ended it early"


def test_what_voices_risk_is_never_called_an_answer_that_took_neither_side(small: Scenario) -> None:
    session = play(small, INTO_THE_LANE)
    before, at = session.exchanges[-2:]
    assert any(said.risk for said in at.reply)
    assert happened(before, at, "Lee").startswith("Lee told you something that comes before everything else.")
    quiet = replace(at, reply=tuple(replace(said, risk=None, talk=ClientTalk.NEUTRAL) for said in at.reply))
    assert happened(before, quiet, "Lee").startswith("Lee's answer took neither side.")


def test_ignoring_it_is_the_headline(small: Scenario) -> None:
    debrief = debriefed(small, [*INTO_THE_LANE, "persuade", "giving_information"])
    (safety,) = debrief.safety
    assert safety.missed
    assert safety.turns_to_ask is None
    assert debrief.headline == safety.headline
    assert "not asked about directly" in debrief.headline
    assert debrief.moments[0].kind is MomentKind.SAFETY
    assert debrief.moments[0].another is not None
    assert debrief.next_skill is not None
    assert debrief.next_skill.name == Mark.SAFETY_INQUIRY


def test_asking_late_is_said_with_the_turns_it_took(small: Scenario) -> None:
    debrief = debriefed(small, [*INTO_THE_LANE, "persuade", "simple_reflection", "affirm", "safety_inquiry.suicide"])
    (safety,) = debrief.safety
    assert safety.turns_to_ask == 4
    assert safety.items[0].done is Done.LATE
    assert debrief.headline.endswith("You asked directly, after 4 turns.")


def test_a_question_that_brought_it_out_counts_and_its_turn_is_named(small: Scenario) -> None:
    session = play(small, ["simple_reflection", "safety_inquiry.suicide", "affirm"])
    (safety,) = checklists(voicing(session.exchanges, SafetyTopic.SUICIDE), over=True)
    assert (safety.turns_to_ask, safety.missed) == (0, False)
    assert (safety.items[0].done, safety.items[0].turn) == (Done.YES, 2)
    assert safety.items[0].said == "You asked in turn 2, and this was the answer."
    assert safety.headline.endswith("in answer to your direct question.")


def test_a_question_put_earlier_counts_and_its_turn_is_named(small: Scenario) -> None:
    debrief = debriefed(small, ["safety_inquiry.suicide", *INTO_THE_LANE, "affirm", "open_question", "affirm"])
    (safety,) = debrief.safety
    assert safety.voiced_at == 3
    assert (safety.turns_to_ask, safety.missed) == (0, False)
    assert safety.items[0].done is Done.YES
    assert "already, in turn 1" in safety.items[0].said
    assert "You had asked about it directly, in turn 1." in safety.headline
    assert debrief.headline == "You ended it early"
    assert (debrief.moments[0].turn, debrief.moments[0].title) == (1, "You asked directly")


def test_asking_again_at_once_is_what_is_told_of_two_questions(small: Scenario) -> None:
    debrief = debriefed(small, ["safety_inquiry.suicide", *INTO_THE_LANE, "safety_inquiry.suicide"])
    assert (debrief.safety[0].turns_to_ask, debrief.safety[0].items[0].said) == (1, "In your very next turn.")


def test_naloxone_raised_before_the_overdose_was_told_counts(small: Scenario) -> None:
    session = play(small, ["safety_inquiry.naloxone", "simple_reflection", "affirm"])
    (safety,) = checklists(voicing(session.exchanges, SafetyTopic.OVERDOSE), over=True)
    (naloxone,) = [item for item in safety.items if "naloxone" in item.ask]
    assert (naloxone.done, naloxone.said) == (Done.YES, "In turn 1.")


def test_a_question_about_something_else_is_not_the_question(small: Scenario) -> None:
    debrief = debriefed(small, [*INTO_THE_LANE, "safety_inquiry.naloxone", "open_question"])
    assert done(debrief)[0] is Done.NO


def test_while_there_is_still_time_nothing_is_missed(small: Scenario) -> None:
    debrief = debriefed(small, [*INTO_THE_LANE, "simple_reflection"], end=False)
    (safety,) = debrief.safety
    assert not safety.missed
    assert safety.headline.endswith("Ask about it directly.")


def test_a_conversation_ended_right_there_is_missed_too(small: Scenario) -> None:
    (safety,) = debriefed(small, INTO_THE_LANE).safety
    assert safety.missed
    assert "ended there, unasked" in safety.headline


def test_ratios_are_suspended_while_risk_is_in_the_room(small: Scenario) -> None:
    plain = debriefed(small, ["simple_reflection", "emphasize_autonomy", "closed_question", "closed_question"])
    assert [view.turn for view in plain.transcript if view.safety] == [3, 4]
    assert plain.summary.suspended == 2
    assert plain.summary.count("closed_question") == 0


def test_after_the_question_the_ratios_count_again(small: Scenario) -> None:
    turns = [*INTO_THE_LANE, "safety_inquiry.suicide", "simple_reflection", "simple_reflection"]
    views = debriefed(small, turns).transcript
    assert [view.turn for view in views if view.safety] == [3]


def test_a_missing_script_suspends_the_same_turns(small: Scenario) -> None:
    session = play(small, [*INTO_THE_LANE, "closed_question", "closed_question", "safety_inquiry.suicide", "affirm"])
    without = debrief_of(None, session.start, session.exchanges, session.outcome)
    assert without.summary == looked_back(session).summary
    assert without.safety == looked_back(session).safety


def test_help_and_thanks_are_on_the_list(small: Scenario) -> None:
    session = play(small, [*INTO_THE_LANE, "safety_inquiry.suicide", "gets_help simple_reflection"])
    exchanges = [*session.exchanges]
    exchanges[3] = saying(exchanges[3], "Thank you for telling me. Do you have a plan, is there anything in the house?")
    (safety,) = checklists(exchanges, over=True)
    assert [item.done for item in safety.items] == [Done.YES] * 4
    assert [item.turn for item in safety.items] == [3, 3, 4, 3]


def voicing(session_exchanges: list[Exchange], topic: SafetyTopic) -> list[Exchange]:
    """The same session with another risk voiced in turn 2."""
    at = session_exchanges[2]
    changed = replace(at, reply=(replace(at.reply[0], risk=topic),))
    return [*session_exchanges[:2], changed, *session_exchanges[3:]]


@pytest.mark.parametrize("asked", ["overdose", "suicide"])
def test_an_overdose_asks_whether_it_was_meant_and_about_naloxone(small: Scenario, asked: str) -> None:
    session = play(small, [*INTO_THE_LANE, f"safety_inquiry.{asked}", "safety_inquiry.naloxone"])
    (safety,) = checklists(voicing(session.exchanges, SafetyTopic.OVERDOSE), over=True)
    answers = {item.ask: item.done for item in safety.items}
    assert answers["Ask directly about an overdose, within the next two turns"] is Done.YES
    assert answers["Raise naloxone, with permission"] is Done.YES
    meant = answers["Ask whether an overdose was, or would be, meant"]
    assert meant is (Done.YES if asked == "suicide" else Done.NO)


def test_violence_has_its_own_question(small: Scenario) -> None:
    session = play(small, [*INTO_THE_LANE, "safety_inquiry.suicide", "safety_inquiry.violence"])
    (safety,) = checklists(voicing(session.exchanges, SafetyTopic.VIOLENCE), over=True)
    assert safety.turns_to_ask == 2
    assert all("means" not in item.ask for item in safety.items)
