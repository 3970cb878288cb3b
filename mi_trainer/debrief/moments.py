"""Two or three turns worth looking at again, picked by rules that can be read here.

Safety comes first. Then one of each, the weightiest of its kind:

- what went best: a turn that evoked or took up change talk, after which importance or confidence rose or change talk
  came; where there is none, a turn after which trust rose or discord fell most;
- friction: a turn after which discord rose (by one or more, or at all after a push or into words of discord), or
  sustain talk that answered a non-adherent move;
- change talk that went by: answered with advice, information or a closed question, and not taken up.

If that gives fewer than two, the next weightiest follow.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from mi_trainer.debrief.values import AnotherWay, CodeNote, Moment, MomentKind, Safety
from mi_trainer.debrief.views import RESPONSE_WINDOW, notes, replies
from mi_trainer.patient.disposition import Disposition
from mi_trainer.plain_text import prose
from mi_trainer.practice.exchange import Exchange
from mi_trainer.scenario.model import Coach, Scenario
from scoring.codes import GROUPS, NON_ADHERENT, Behaviour, ClientTalk, Mark, QuestionForm, Standing, label, term
from scoring.summary import elaborates, met

FEWEST, MOST = 2, 3

_TITLES = {
    MomentKind.FRICTION: "Where friction rose",
    MomentKind.PUSHED: "Where pushing met pushing back",
    MomentKind.MISSED: "Change talk that went by",
    MomentKind.BEST: "What went best",
    MomentKind.HELPED: "What helped",
}
_WELL = frozenset({MomentKind.BEST, MomentKind.HELPED})
_TELLS = frozenset({*GROUPS["advice"], Behaviour.GIVING_INFORMATION, Behaviour.CONFRONT})


@dataclass(frozen=True, slots=True)
class _Pick:
    kind: MomentKind
    weight: float
    before: Exchange
    at: Exchange


def key_moments(
    scenario: Scenario | None,
    exchanges: Sequence[Exchange],
    safety: Sequence[Safety],
    lane: frozenset[int],
    name: str,
) -> tuple[Moment, ...]:
    """At most three moments: safety first, the others in the order in which they happened.

    ``lane`` are the turns in which ratios are suspended; they are only ever safety moments.
    """
    pairs = [(b, a) for b, a in itertools.pairwise(exchanges) if a.turn]
    first = [moment for s in safety[:2] if (moment := _about_safety(scenario, pairs, s, name))]
    shown = {moment.turn for moment in first}
    candidates = [p for b, a in pairs if a.turn not in lane for p in _picks(b, a)]
    chosen: list[_Pick] = []

    def choose(*kinds: MomentKind) -> None:
        taken = shown | {p.at.turn for p in chosen}
        fitting = [p for p in candidates if p.kind in kinds and p.at.turn not in taken]
        if fitting and len(first) + len(chosen) < MOST:
            chosen.append(max(fitting, key=lambda p: (p.weight, -p.at.turn)))

    choose(MomentKind.BEST)
    if not chosen:
        choose(MomentKind.HELPED)
    choose(MomentKind.FRICTION, MomentKind.PUSHED)
    choose(MomentKind.MISSED)
    if len(first) + len(chosen) < FEWEST:
        choose(MomentKind.FRICTION, MomentKind.PUSHED, MomentKind.MISSED)
    if len(first) + len(chosen) < FEWEST:
        choose(MomentKind.BEST, MomentKind.HELPED)
    chosen.sort(key=lambda p: p.at.turn)
    return (*first, *(_moment(scenario, p, name) for p in chosen))


def _picks(before: Exchange, at: Exchange) -> list[_Pick]:
    heard, answer = [s.talk for s in before.reply], [s.talk for s in at.reply]
    rise = at.disposition.discord - before.disposition.discord
    pressed = pushes(at)
    trusted = at.disposition.trust - before.disposition.trust
    found = []
    if rise >= 1 or (rise > 0 >= trusted and (pressed or ClientTalk.DISCORD in answer)):
        found.append(_Pick(MomentKind.FRICTION, 2 * rise + 2 * pressed + (ClientTalk.DISCORD in answer), before, at))
    elif pressed and ClientTalk.SUSTAIN in answer:
        found.append(_Pick(MomentKind.PUSHED, 2 + answer.count(ClientTalk.SUSTAIN), before, at))
    if ClientTalk.CHANGE in heard and _passes_over(at, ClientTalk.CHANGE in answer):
        found.append(_Pick(MomentKind.MISSED, 2 - (ClientTalk.CHANGE in answer) + pressed, before, at))
    gain = _gain(before.disposition, at.disposition)
    works = elaborates(at.coding) or (ClientTalk.CHANGE in heard and met(at.coding)) or _reflects_change(at)
    if works and rise <= 0 and not pressed and (gain > 0 or ClientTalk.CHANGE in answer):
        found.append(_Pick(MomentKind.BEST, 2 * gain + (ClientTalk.CHANGE in answer) - min(rise, 0), before, at))
    if (eased := trusted - rise) > 0 and not pressed:
        found.append(_Pick(MomentKind.HELPED, eased, before, at))
    return found


def pushes(at: Exchange) -> bool:
    """Whether a turn confronts or persuades, as far as the coder is sure: doubt is no ground for a key moment."""
    return bool(NON_ADHERENT & (set(at.coding.behaviours) - set(at.coding.unsure)))


def _passes_over(at: Exchange, went_on: bool) -> bool:
    """Whether a turn lets change talk go by. Asking about safety never does, nor a question that got more of it."""
    coding = at.coding
    if met(coding) or coding.has(Mark.SAFETY_INQUIRY) or coding.has(Mark.GETS_HELP):
        return False
    told = _TELLS & (set(coding.behaviours) - set(coding.unsure))
    return bool(told) or (coding.question is QuestionForm.CLOSED and not went_on)


def _reflects_change(at: Exchange) -> bool:
    return at.coding.has(Mark.REFLECTS_CHANGE_TALK) or at.coding.has(Mark.DOUBLE_SIDED_REFLECTION)


def _gain(before: Disposition, after: Disposition) -> float:
    return (after.importance - before.importance) + (after.confidence - before.confidence)


def _moment(scenario: Scenario | None, pick: _Pick, name: str) -> Moment:
    at = pick.at
    codes = notes(at.trainee, at.coding)
    another = None if pick.kind in _WELL else _another(scenario, at, pick.kind, codes)
    return Moment(
        pick.kind, at.turn, _TITLES[pick.kind], replies(scenario, pick.before.reply), at.trainee, codes,
        replies(scenario, at.reply), happened(pick.before, at, name), another,
    )  # fmt: skip


def _about_safety(
    scenario: Scenario | None, pairs: Sequence[tuple[Exchange, Exchange]], safety: Safety, name: str
) -> Moment | None:
    asked = safety.turns_to_ask
    good = asked is not None and asked <= RESPONSE_WINDOW
    turn = safety.items[0].turn if good else safety.voiced_at + 1
    pair = next(((b, a) for b, a in pairs if a.turn == turn), None)
    if pair is None:
        return None
    before, at = pair
    codes = notes(at.trainee, at.coding)
    another = None if good else _another(scenario, at, MomentKind.SAFETY, codes)
    title = "You asked directly" if good else "Something was said here that needed a direct question"
    return Moment(
        MomentKind.SAFETY, at.turn, title, replies(scenario, before.reply), at.trainee, codes,
        replies(scenario, at.reply), happened(before, at, name), another,
    )  # fmt: skip


def _another(scenario: Scenario | None, at: Exchange, kind: MomentKind, codes: Sequence[CodeNote]) -> AnotherWay:
    coach = _coach(scenario, at)
    if coach:
        return AnotherWay(label(coach.skill), prose(coach.why), prose(coach.example))
    skill = _skill(kind, at, codes)
    found = term(skill)
    return AnotherWay(label(skill), f"{found.hint} {found.why}".strip())


def _coach(scenario: Scenario | None, at: Exchange) -> Coach | None:
    if scenario is None:
        return None
    reaction = dict(scenario.reactions()).get(at.reaction)
    state = scenario.states.get(at.state_before)
    return (reaction.coach if reaction else None) or (state.coach if state else None)


def _skill(kind: MomentKind, at: Exchange, codes: Sequence[CodeNote]) -> str:
    """The skill that would have served in the place of what was done."""
    if kind is MomentKind.SAFETY:
        return Mark.SAFETY_INQUIRY
    if kind is MomentKind.MISSED:
        return Mark.REFLECTS_CHANGE_TALK
    said = set(at.coding.behaviours)
    if Behaviour.CONFRONT in said:
        return Mark.REFLECTS_SUSTAIN_TALK
    if NON_ADHERENT & said:
        return Behaviour.SEEK_COLLABORATION
    amiss = [note.name for note in codes if note.standing is Standing.NON_ADHERENT]
    return amiss[0] if amiss else Mark.REFLECTS_FEELING


_TALK = {
    ClientTalk.CHANGE: "change talk",
    ClientTalk.SUSTAIN: "sustain talk",
    ClientTalk.DISCORD: "discord",
}
_NAMES = ("trust", "importance", "confidence", "discord")


def happened(before: Exchange, at: Exchange, name: str) -> str:
    """What the patient did next, in a sentence or two: the talk they answered with, and how they moved."""
    talk = [_TALK[t] for t in dict.fromkeys(s.talk for s in at.reply) if t in _TALK]
    if any(s.risk for s in at.reply):
        answered = f"{name} told you something that comes before everything else."
    else:
        answered = f"{name} answered with {' and '.join(talk)}." if talk else f"{name}'s answer took neither side."
    moves = []
    for which in _NAMES:
        old, new = getattr(before.disposition, which), getattr(at.disposition, which)
        if old != new:
            moves.append(f"{which} {'rose' if new > old else 'fell'} from {old:g} to {new:g}")
    if not moves:
        return answered
    moved = ", ".join(moves)
    return f"{answered} {moved[0].upper()}{moved[1:]}."
