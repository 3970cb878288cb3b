"""The same moment tried twice: both continuations, from the turn at which they parted."""

from collections.abc import Sequence

from mi_trainer.debrief.ending import ended
from mi_trainer.debrief.values import Branch, SideBySide, TurnView
from mi_trainer.debrief.views import replies, transcript
from mi_trainer.practice.exchange import Exchange
from mi_trainer.practice.session import Start
from mi_trainer.scenario.model import Scenario
from scoring.codes import ClientTalk


def parted_at(start: Start, exchanges: Sequence[Exchange], other: Branch) -> int:
    """The first turn that differs: where one session branched from the other, or else where their words part."""
    if other.start.parent == start.id and other.start.parent_turn:
        return other.start.parent_turn
    if start.parent == other.start.id and start.parent_turn:
        return start.parent_turn
    pairs = zip(exchanges, other.exchanges, strict=False)
    differing = (ours.turn for ours, theirs in pairs if ours.trainee != theirs.trainee)
    return next(differing, min(len(exchanges), len(other.exchanges)))


def side_by_side(
    scenario: Scenario | None,
    start: Start,
    exchanges: Sequence[Exchange],
    outcome: str | None,
    other: Branch,
    name: str,
) -> SideBySide:
    """This session and another try, from the turn they parted at."""
    turn = parted_at(start, exchanges, other)
    before = next((e.reply for e in exchanges if e.turn == turn - 1), ())
    ours = tuple(view for view in transcript(scenario, exchanges) if view.turn >= turn)
    theirs = tuple(view for view in transcript(scenario, other.exchanges) if view.turn >= turn)
    return SideBySide(
        other.start.id, turn, replies(scenario, before), ours, theirs,
        ended(scenario, exchanges, outcome, name), ended(scenario, other.exchanges, other.outcome, name),
        f"From turn {turn} on, this session: {_talk(ours)}. The other: {_talk(theirs)}.",
    )  # fmt: skip


def _talk(views: Sequence[TurnView]) -> str:
    said = [reply.talk for view in views for reply in view.reply]
    counts = {"change talk": ClientTalk.CHANGE, "sustain talk": ClientTalk.SUSTAIN, "discord": ClientTalk.DISCORD}
    turns = f"{len(views)} turn{'s' * (len(views) != 1)}"
    return f"{turns}, " + ", ".join(f"{name} {said.count(talk)}" for name, talk in counts.items())
