"""Exchanges as they are shown: speakers by name, turns in coded segments, and which turns are about safety."""

import itertools
from collections.abc import Sequence

from mi_trainer.debrief.values import CodeNote, Point, Reply, Segment, TurnView
from mi_trainer.patient.voice import Said
from mi_trainer.practice.exchange import Exchange
from mi_trainer.scenario.model import Process, Scenario
from scoring.codes import (
    BEHAVIOURS,
    CLIENT_TALK,
    KINDS,
    MARKS,
    REFLECTIONS,
    Behaviour,
    ClientTalk,
    Mark,
    Standing,
    Term,
)
from scoring.coding import Coding, FoundMark, Reason, Span, Utterance
from scoring.summary import Turn

RESPONSE_WINDOW = 2
"""Turns within which a voiced risk is to be asked about directly; MI's ratios are suspended in them."""

_ANSWERS_RISK = (Mark.SAFETY_INQUIRY, Mark.GETS_HELP)

DOUBTFUL = "This could be heard as"
"""How a code that the coder is unsure of begins, instead of a verdict."""


def named(scenario: Scenario | None, speaker: str) -> str:
    """A speaker as people say the name; without the scenario, the best that its key tells."""
    person = scenario.people.get(speaker) if scenario else None
    return person.name if person else speaker.replace("_", " ").title()


def tagged(said: Said) -> str:
    """A remark's talk in words: ``change talk, reasons``; nothing for neutral talk."""
    if said.talk is ClientTalk.NEUTRAL:
        return ""
    kind = f", {KINDS[said.kind].label.lower()}" if said.kind else ""
    return CLIENT_TALK[said.talk].label.lower() + kind


def replies(scenario: Scenario | None, said: Sequence[Said]) -> tuple[Reply, ...]:
    """What the patient side said, ready to show."""
    return tuple(Reply(named(scenario, s.speaker), s.says, s.talk, tagged(s), s.risk is not None) for s in said)


def suspended(scenario: Scenario | None, exchanges: Sequence[Exchange]) -> frozenset[int]:
    """The turns in which MI's ratios are suspended.

    Those spoken in the safety lane, the two in which a voiced risk is to be answered, and any later one that does
    answer it. Without the scenario, the states in which risk was voiced stand for its lane.
    """
    lane = _lane(scenario, exchanges)
    found, open_for = set(), 0
    voiced = False
    for exchange in exchanges:
        if exchange.turn:
            answers = voiced and any(exchange.coding.has(mark) for mark in _ANSWERS_RISK)
            if open_for or answers or exchange.state_before in lane:
                found.add(exchange.turn)
            open_for = 0 if answers else max(0, open_for - 1)
        if any(said.risk for said in exchange.reply):
            voiced, open_for = True, RESPONSE_WINDOW
    return frozenset(found)


def _lane(scenario: Scenario | None, exchanges: Sequence[Exchange]) -> frozenset[str]:
    if scenario:
        return frozenset(name for name, state in scenario.states.items() if state.process is Process.SAFETY)
    return frozenset(e.state_after for e in exchanges if any(s.risk for s in e.reply))


def turns_of(scenario: Scenario | None, exchanges: Sequence[Exchange]) -> tuple[Turn, ...]:
    """The session as :func:`scoring.summary.summarise` takes it."""
    lane = suspended(scenario, exchanges)
    return tuple(
        Turn(
            exchange.coding,
            len(exchange.trainee.split()),
            tuple(said.talk for said in exchange.reply),
            sum(len(said.says.split()) for said in exchange.reply),
            exchange.turn in lane,
        )
        for exchange in exchanges
    )


def notes(text: str, coding: Coding) -> tuple[CodeNote, ...]:
    """A turn's codes, behaviours first, each with the words that decided it."""
    sure = dict(zip(coding.behaviours, coding.confidence, strict=False))
    marks = {found.mark: found for found in reversed(coding.marks)}
    listed = [marks[mark] for mark in dict.fromkeys(found.mark for found in coding.marks)]
    return (
        *(
            _note(
                BEHAVIOURS[b],
                _heard(b, coding),
                text,
                _reasons(coding.utterances, b),
                sure.get(b, 1.0),
                b in coding.unsure,
            )
            for b in coding.behaviours
        ),
        *(_note(MARKS[m.mark], _marked(m), text, [m.reason], m.confidence, False, mark=True) for m in listed),
    )


def _reasons(utterances: Sequence[Utterance], behaviour: Behaviour) -> list[Reason]:
    return [u.reason for u in utterances if u.behaviour is behaviour]


def _heard(behaviour: Behaviour, coding: Coding) -> str:
    """What to call a behaviour. Simple against complex is never a verdict: people agree on it too little."""
    heard = BEHAVIOURS[behaviour].label
    if behaviour is Behaviour.QUESTION and coding.question:
        heard = f"{coding.question.capitalize()} question"
    elif behaviour in REFLECTIONS:
        heard = f"Reflection, closer to {heard.split()[0].lower()}"
    return f"{DOUBTFUL}: {heard.lower()}" if behaviour in coding.unsure else heard


def _marked(found: FoundMark) -> str:
    match found.mark, found.detail:
        case Mark.DOUBLE_SIDED_REFLECTION, (ClientTalk.CHANGE | ClientTalk.SUSTAIN) as side:
            return f"{MARKS[found.mark].label}, ending on {CLIENT_TALK[ClientTalk(side)].label.lower()}"
        case _, "":
            return MARKS[found.mark].label
        case _, detail:
            return f"{MARKS[found.mark].label}: {detail.replace('_', ' ')}"


def _note(
    term: Term, heard: str, text: str, reasons: Sequence[Reason], confidence: float, unsure: bool, *, mark: bool = False
) -> CodeNote:
    spans = tuple(dict.fromkeys(span for reason in reasons for span in reason.words))
    words = tuple(dict.fromkeys(span.of(text) for span in spans))
    return CodeNote(
        term.name, term.label, term.short, term.standing, term.colour, heard, confidence,
        unsure, words, spans, mark,
    )  # fmt: skip


def segments(text: str, utterances: Sequence[Utterance]) -> tuple[Segment, ...]:
    """A text cut where its coding changes. The segments, put together, are the text."""
    coded = [u for u in utterances if u.behaviour is not None and u.span.start < u.span.end]
    cuts = sorted({0, len(text), *(edge for u in coded for edge in (u.span.start, u.span.end))})
    cuts = [cut for cut in cuts if 0 <= cut <= len(text)]
    return tuple(
        Segment(Span(start, end).of(text), _codes(coded, start, end)) for start, end in itertools.pairwise(cuts)
    )


def _codes(coded: Sequence[Utterance], start: int, end: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(u.behaviour) for u in coded if u.span.start <= start and end <= u.span.end))


def transcript(scenario: Scenario | None, exchanges: Sequence[Exchange]) -> tuple[TurnView, ...]:
    """The whole conversation, opening included."""
    lane = suspended(scenario, exchanges)
    return tuple(
        TurnView(
            e.turn, segments(e.trainee, e.coding.utterances), notes(e.trainee, e.coding), replies(scenario, e.reply),
            e.disposition, e.state_before, e.state_after, e.reaction, e.turn in lane, e.ending,
        )
        for e in exchanges
    )  # fmt: skip


_BY_WEIGHT = (Standing.NON_ADHERENT, Standing.ADHERENT, Standing.SKILL, Standing.NEUTRAL)


def standing(codes: Sequence[CodeNote]) -> Standing:
    """How MI regards a turn, by the behaviour in it that weighs most, of those the coder is sure of."""
    found = {note.standing for note in codes if not note.mark and not note.unsure}
    return next((s for s in _BY_WEIGHT if s in found), Standing.NEUTRAL)


def series(views: Sequence[TurnView]) -> tuple[Point, ...]:
    """The client's language turn by turn, with the balance of change and sustain talk so far."""
    points, balance = [], 0
    for view in views:
        talk = [reply.talk for reply in view.reply]
        change, sustain = talk.count(ClientTalk.CHANGE), talk.count(ClientTalk.SUSTAIN)
        balance += change - sustain
        points.append(
            Point(
                view.turn, view.moves if view.turn else "", standing(view.codes), change, sustain,
                talk.count(ClientTalk.DISCORD), balance, view.disposition, view.safety,
            )
        )  # fmt: skip
    return tuple(points)


def times(n: int) -> str:
    """How often, from once upwards, as people say it."""
    return {1: "once", 2: "twice"}.get(n, f"{n} times")
