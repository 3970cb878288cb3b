"""What a session comes to, in MITI's terms."""

from scoring.codes import Behaviour, ClientTalk, Mark
from scoring.summary import Grade, Measure, Summary, Turn, Unit, estimate, summarise
from tests.doubles import Spoken

C, S, N, D = ClientTalk.CHANGE, ClientTalk.SUSTAIN, ClientTalk.NEUTRAL, ClientTalk.DISCORD


def turn(codes: str, *talk: ClientTalk, words: int = 10, answer: int = 10, safety: bool = False) -> Turn:
    return Turn(Spoken().code(codes), words, talk, answer, safety)


def opening(*talk: ClientTalk) -> Turn:
    return Turn(Spoken().code(""), 0, talk, 5)


def measured(summary: Summary, key: str) -> Measure:
    measure = summary.measure(key)
    assert measure is not None, key
    return measure


GOOD = [
    opening(S),
    turn("complex_reflection", C),
    turn("open_question complex_reflection", C),
    turn("simple_reflection", S),
    turn("emphasize_autonomy", N),
    turn("open_question", C),
    turn("complex_reflection", C),
    turn("closed_question", N),
    turn("affirm", C),
    turn("persuade", S),
    turn("complex_reflection", C),
]


def test_the_ratios_of_a_session_counted_by_hand() -> None:
    summary = summarise(GOOD)
    assert (summary.turns, summary.codable, summary.suspended) == (10, 10, 0)
    assert measured(summary, "complex_reflections").value == 4 / 5
    assert measured(summary, "reflections_to_questions").value == 5 / 3
    assert measured(summary, "open_questions").value == 2 / 3
    assert measured(summary, "adherent").value == 2
    assert measured(summary, "non_adherent").value == 1
    assert measured(summary, "advice_without_permission").value == 1
    assert measured(summary, "talk_share").value == 100 / 205


def test_what_followed_change_talk_and_sustain_talk() -> None:
    summary = summarise(GOOD)
    met = measured(summary, "change_talk_met")
    # after change talk: CR+open Q met, SR met, CR met, closed Q not, persuade not
    assert (met.count, met.n) == (3, 5)
    softened = measured(summary, "sustain_talk_met")
    # after sustain talk: CR, Emph, CR
    assert (softened.count, softened.n) == (3, 3)
    assert {c.name: c.count for c in summary.after_sustain} == {"complex_reflection": 2, "emphasize_autonomy": 1}


def test_what_was_done_after_change_talk_is_listed_as_after_sustain_talk() -> None:
    summary = summarise([opening(C), turn("complex_reflection affirm", C, S), turn("hello", S), turn("confront", N)])
    assert {c.name: c.count for c in summary.after_change} == {"complex_reflection": 1, "affirm": 1, "none": 1}
    assert {c.name: c.count for c in summary.after_sustain} == {"none": 1, "confront": 1}


def test_advice_in_a_reflections_company_does_not_soften_sustain_talk() -> None:
    turns = [opening(S), *[turn("simple_reflection persuade", S)] * 10]
    assert measured(summarise(turns), "sustain_talk_met").count == 0


def test_under_ten_codable_turns_there_are_counts_and_no_ratios() -> None:
    summary = summarise(GOOD[:10])
    assert not summary.enough
    assert summary.count(Behaviour.COMPLEX_REFLECTION) == 3
    assert summary.count("open_question") == 2
    assert summary.count(ClientTalk.CHANGE) == 5
    assert (summary.measures, summary.estimates, summary.client) == ((), (), ())


def test_turns_that_earned_no_code_do_not_make_a_session_long_enough() -> None:
    summary = summarise([turn("facilitator", N)] * 30)
    assert (summary.turns, summary.codable, summary.enough) == (30, 0, False)


def test_turns_about_safety_count_nowhere_else() -> None:
    asking = turn("closed_question safety_inquiry.suicide", N, safety=True)
    summary = summarise([*GOOD[:6], asking, asking, *GOOD[6:]])
    assert summary.suspended == 2
    assert summary.turns == 10
    assert measured(summary, "open_questions").value == 2 / 3


def test_thresholds_are_those_of_the_manual() -> None:
    def ratio(reflections: int, questions: int) -> Grade | None:
        turns = [turn("simple_reflection")] * reflections + [turn("open_question")] * questions
        return measured(summarise(turns), "reflections_to_questions").grade

    assert ratio(10, 5) is Grade.GOOD
    assert ratio(5, 5) is Grade.FAIR
    assert ratio(4, 6) is Grade.BELOW


def test_what_rests_on_too_few_turns_is_not_graded() -> None:
    few = [turn("complex_reflection", C)] * 4 + [turn("open_question", C)] * 10
    reflections = measured(summarise(few), "complex_reflections")
    assert (reflections.value, reflections.interval_shown, reflections.note) == (1, "too few turns", "too few turns")
    assert reflections.grade is None
    one_sided = summarise([opening(C), *[turn("complex_reflection evokes_change_talk", C)] * 10, turn("affirm", S)])
    assert measured(one_sided, "technical").grade is None
    both = summarise([opening(C, S), *[turn("complex_reflection evokes_change_talk", C, S)] * 10])
    technical = measured(both, "technical")
    assert technical.grade is Grade.GOOD
    assert technical.interval is not None
    assert technical.value is not None
    assert technical.interval.low <= technical.value <= technical.interval.high


def test_totals_have_no_threshold_on_purpose() -> None:
    summary = summarise(GOOD)
    assert measured(summary, "adherent").grade is None
    assert measured(summary, "non_adherent").grade is None


def test_without_a_question_there_is_no_ratio_and_the_reason_is_said() -> None:
    measure = measured(summarise([turn("simple_reflection", C)] * 10), "reflections_to_questions")
    assert measure.value is None
    assert measure.grade is None
    assert measure.shown == "10 and no questions"


def test_an_interval_holds_the_value_and_needs_five_cases() -> None:
    summary = summarise(GOOD)
    reflections = measured(summary, "complex_reflections")
    assert reflections.interval is not None
    assert reflections.interval.low <= 0.8 <= reflections.interval.high
    assert measured(summary, "open_questions").interval is None
    assert measured(summary, "open_questions").interval_shown == "too few turns"


def test_turns_that_are_all_alike_get_no_interval() -> None:
    alike = measured(summarise([turn("complex_reflection", C)] * 10), "complex_reflections")
    assert (alike.shown, alike.interval_shown) == ("100%", "all alike")


def test_the_same_turns_give_the_same_summary() -> None:
    assert summarise(GOOD) == summarise(GOOD)


def test_the_patients_share_of_change_talk_first_third_against_last() -> None:
    turns = (
        [turn("simple_reflection", S)] * 4 + [turn("simple_reflection", C, S)] * 4 + [turn("simple_reflection", C)] * 4
    )
    summary = summarise(turns)
    assert measured(summary, "change_share_first").value == 0
    assert measured(summary, "change_share").value == 0.5
    assert measured(summary, "change_share_last").value == 1


def test_estimates_start_at_three_and_need_evidence_to_leave_it() -> None:
    assert estimate(0.0, 0.0) == 3
    assert 3 < estimate(1.0, 0.0) < estimate(4.0, 0.0) == 4 < estimate(40.0, 0.0) < 5
    assert estimate(0.0, 4.0) == 2


def test_estimates_tell_a_listener_from_an_adviser() -> None:
    listener = summarise([opening(S), *[turn("complex_reflection emphasize_autonomy", C, S)] * 10])
    adviser = summarise([opening(S), *[turn("persuade", S)] * 10])
    for key in ("softening_sustain_talk", "partnership", "empathy", "relational"):
        high, low = measured(listener, key), measured(adviser, key)
        assert high.unit is Unit.SCORE
        assert high.value is not None
        assert low.value is not None
        assert 1 <= low.value < 3 < high.value <= 5


def test_softening_is_not_estimated_where_there_was_no_sustain_talk() -> None:
    summary = summarise([turn("complex_reflection", C)] * 10)
    assert measured(summary, "softening_sustain_talk").value is None
    assert measured(summary, "technical").value is None
    assert measured(summary, "cultivating_change_talk").value is not None


def test_evoking_the_case_against_change_counts_against_softening() -> None:
    summary = summarise([turn(f"open_question {Mark.EVOKES_SUSTAIN_TALK}", S)] * 10)
    value = measured(summary, "softening_sustain_talk").value
    assert value is not None
    assert value < 3


def test_nothing_said_comes_to_nothing() -> None:
    summary = summarise([])
    assert (summary.turns, summary.words, summary.enough) == (0, 0, False)
    assert summarise([opening(D)]).count(ClientTalk.DISCORD) == 1
