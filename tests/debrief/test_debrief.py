"""What a trainee learns: how it ended, what to look at again, and what to practise."""

import json
import re
from dataclasses import replace

import pytest

from mi_trainer.debrief import MomentKind, debrief_of, render
from mi_trainer.scenario.model import Scenario
from scoring.accuracy import measured
from scoring.codes import Behaviour, ClientTalk, Mark
from tests.debrief.playing import INTO_THE_LANE, LONG, debriefed, looked_back, moment, play


def test_a_session_that_ends_well_says_so_in_the_authors_words(small: Scenario) -> None:
    debrief = debriefed(small, LONG, end=False)
    assert (debrief.ended.outcome, debrief.ended.title) == ("plan", "A plan")
    assert debrief.ended.why == "Lee left with a step of their own."
    assert debrief.headline == "A plan"
    assert debrief.people == ("Lee",)


def test_a_patient_who_left_is_a_debrief_and_not_a_failure(small: Scenario) -> None:
    debrief = debriefed(small, ["confront"] * 8, end=False)
    assert debrief.ended.outcome == "left"
    assert debrief.ended.title == "Lee ended it"
    assert debrief.next_skill is not None
    assert debrief.next_skill.name == Mark.REFLECTS_SUSTAIN_TALK


def test_ending_early_and_not_ending_at_all(small: Scenario) -> None:
    assert debriefed(small, LONG[:3]).ended.title == "You ended it early"
    assert debriefed(small, LONG[:3], end=False).ended.title == "Not finished"


def test_a_script_that_is_gone_is_said_in_words_and_all_else_stands(small: Scenario) -> None:
    session = play(small, LONG)
    debrief = debrief_of(None, session.start, session.exchanges, session.outcome)
    assert any("changed or is gone" in note for note in debrief.notes)
    assert debrief.title == small.title
    assert debrief.people == ("Lee",)
    assert debrief.ended.why == "Lee left with a next step of their own."
    assert debrief.summary == looked_back(session).summary


def test_turns_taken_back_are_mentioned(small: Scenario) -> None:
    session = play(small, LONG[:4])
    assert any("One turn was taken back" in note for note in looked_back(session, undone=1).notes)
    assert looked_back(session).notes == ()


def test_a_session_of_no_turns_has_nothing_to_look_at_again(small: Scenario) -> None:
    debrief = debriefed(small, [])
    assert debrief.moments == ()
    assert debrief.next_skill is None
    assert debrief.summary.turns == 0


def test_the_balance_rises_with_change_talk_and_falls_with_sustain_talk(small: Scenario) -> None:
    debrief = debriefed(small, LONG, end=False)
    change = sum(r.talk is ClientTalk.CHANGE for v in debrief.transcript for r in v.reply)
    sustain = sum(r.talk is ClientTalk.SUSTAIN for v in debrief.transcript for r in v.reply)
    assert change > 0 < sustain
    assert debrief.series[-1].balance == change - sustain
    assert [p.turn for p in debrief.series] == list(range(13))
    assert debrief.series[6].moves == "Pers"


def test_friction_is_a_key_moment_with_another_way(small: Scenario) -> None:
    friction = moment(debriefed(small, ["simple_reflection", "confront", "apology"]), MomentKind.FRICTION)
    assert friction.turn == 2
    assert friction.said == "confront"
    assert [code.name for code in friction.codes] == [Behaviour.CONFRONT]
    assert friction.before
    assert "discord rose from" in friction.happened
    assert friction.another is not None
    assert friction.another.skill == "Reflects sustain talk"


HELD = [LONG[0], LONG[1]]
"""Lee is brought round to talking of both sides."""


def turn_after(scenario: Scenario, talk: ClientTalk, wanted: str) -> list[str]:
    """Turns up to the first reply with that talk, and then the turn that is wanted."""
    turns = list(HELD)
    for _ in range(6):
        if play(scenario, turns).exchanges[-1].reply[0].talk is talk:
            return [*turns, wanted]
        turns.append("simple_reflection")
    raise AssertionError(f"Lee never gave {talk}")


@pytest.mark.parametrize("passing", ["closed_question", "giving_information", "persuade"])
def test_change_talk_passed_over_is_a_key_moment(small: Scenario, passing: str) -> None:
    turns = turn_after(small, ClientTalk.CHANGE, passing)
    missed = moment(debriefed(small, turns), MomentKind.MISSED)
    assert missed.turn == len(turns)
    assert missed.before[0].tagged.startswith("change talk")
    assert missed.another is not None
    assert missed.another.skill == "Reflects change talk"


@pytest.mark.parametrize("meeting", ["simple_reflection", "open_question", "affirm", "summary"])
def test_change_talk_taken_up_is_no_missed_moment(small: Scenario, meeting: str) -> None:
    debrief = debriefed(small, turn_after(small, ClientTalk.CHANGE, f"{meeting} giving_information"))
    assert all(m.kind is not MomentKind.MISSED for m in debrief.moments)


def test_the_best_turn_is_named_and_needs_no_other_way(small: Scenario) -> None:
    best = moment(debriefed(small, LONG, end=False), MomentKind.BEST)
    assert best.turn == 2
    assert "importance rose from 4 to 6" in best.happened
    assert best.another is None


def test_pushing_that_met_sustain_talk_is_a_key_moment(small: Scenario) -> None:
    turns = turn_after(small, ClientTalk.CHANGE, "persuade")
    while play(small, turns).exchanges[-1].reply[0].talk is not ClientTalk.SUSTAIN:
        turns.append("persuade")
    assert moment(debriefed(small, turns), MomentKind.PUSHED).turn == len(turns)


def test_a_code_the_coder_doubts_is_no_ground_for_blame(small: Scenario) -> None:
    session = play(small, ["confront", "confront"])
    session.exchanges[1:] = [
        replace(e, coding=replace(e.coding, unsure=e.coding.behaviours), disposition=session.exchanges[0].disposition)
        for e in session.exchanges[1:]
    ]
    debrief = looked_back(session)
    assert debrief.moments == ()
    assert debrief.next_skill is not None
    assert debrief.next_skill.name != Mark.REFLECTS_SUSTAIN_TALK
    assert debrief.transcript[1].codes[0].heard == "This could be heard as: confront"


def test_asking_about_safety_never_lets_change_talk_go_by(small: Scenario) -> None:
    debrief = debriefed(small, turn_after(small, ClientTalk.CHANGE, "closed_question safety_inquiry.suicide"))
    assert all(m.kind is not MomentKind.MISSED for m in debrief.moments)


def test_a_session_with_anything_in_it_has_two_moments(small: Scenario) -> None:
    kinds = [m.kind for m in debriefed(small, ["confront", "simple_reflection", "confront"]).moments]
    assert len(kinds) >= 2
    assert MomentKind.HELPED in kinds


def test_there_are_never_more_than_three_moments_and_no_turn_twice(small: Scenario) -> None:
    mixed = [*INTO_THE_LANE, "persuade", "safety_inquiry.suicide", "confront", *LONG, "confront"]
    for n in range(len(mixed)):
        turns = [m.turn for m in debriefed(small, mixed[:n]).moments]
        assert len(turns) <= 3
        assert len(turns) == len(set(turns))


def test_the_words_that_decided_a_mark_come_with_it(small: Scenario) -> None:
    best = moment(debriefed(small, LONG, end=False), MomentKind.BEST)
    mark = next(code for code in best.codes if code.mark)
    assert mark.words == ("double_sided_reflection.change",)
    assert mark.heard == "Double-sided reflection, ending on change talk"


@pytest.mark.parametrize(
    ("turns", "skill"),
    [
        (["persuade", "persuade"], Behaviour.SEEK_COLLABORATION),
        (["closed_question", "closed_question"], Behaviour.SIMPLE_REFLECTION),
        (["closed_question", "simple_reflection"], "open_question"),
        (["affirm", "affirm"], Mark.DOUBLE_SIDED_REFLECTION),
    ],
)
def test_one_skill_to_practise_next(small: Scenario, turns: list[str], skill: str) -> None:
    found = debriefed(small, turns).next_skill
    assert found is not None
    assert found.name == skill
    assert found.hint
    assert found.why


def test_how_often_something_went_by_is_said_as_people_say_it(small: Scenario) -> None:
    found = debriefed(small, ["persuade", "simple_reflection", "closed_question"]).next_skill
    assert found is not None
    assert found.why == "Sustain talk came once, and got neither a reflection nor room to choose."


def test_a_ruler_that_did_not_move_is_said_to_have_stayed(small: Scenario) -> None:
    told = render(debriefed(small, ["giving_information"]), "text")
    assert re.search(r"(confidence|importance) stayed\s+at \d", told)
    assert not re.search(r"from (\d+) to \1\b", told)


def test_a_second_try_stands_beside_the_first_from_the_turn_they_parted(small: Scenario) -> None:
    first = play(small, LONG)
    second = first.branch(6)
    for turn in ("simple_reflection", "open_question", "confront"):
        second.respond(turn)
    second.end_early()
    (seen,) = looked_back(first, second).branches
    assert seen.parted == 6
    assert seen.ours[0].text == "persuade"
    assert seen.theirs[0].text == "simple_reflection"
    assert seen.before == looked_back(first).transcript[5].reply
    assert (seen.our_end.title, seen.their_end.title) == ("A plan", "You ended it early")

    (back,) = looked_back(second, first).branches
    assert back.parted == 6
    assert back.ours == seen.theirs


def test_the_segments_of_a_turn_put_together_are_its_text(small: Scenario) -> None:
    for view in debriefed(small, LONG, end=False).transcript:
        assert view.text == "".join(s.text for s in view.segments)
        assert bool(view.turn) == bool(view.segments)


def test_each_code_that_was_counted_stands_with_how_often_the_coder_is_right(small: Scenario) -> None:
    found = measured()
    debrief = debriefed(small, ["affirm", "confront"])
    told = " ".join(render(debrief, "text").split())
    assert "How far to trust the counts:" in told
    assert f"Affirm: {found.codes['affirm'].shown}" in told
    assert f"Confront: {found.codes['confront'].shown}" in told
    assert f"Tested on {found.volleys:,} typed turns" in told
    assert "Giving information: right" not in told
    assert json.loads(render(debrief, "json"))["coder_measured"]["codes"]["affirm"]["n"] == found.codes["affirm"].n


def test_where_no_code_was_counted_nothing_is_said_of_the_coder(small: Scenario) -> None:
    assert "How far to trust" not in render(debriefed(small, ["hm"]), "md")
