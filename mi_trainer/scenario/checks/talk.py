"""The scenario as a conversation: whether skill matters in it, and whether a rupture can be mended."""

from collections.abc import Iterator

from mi_trainer.scenario.checks.reach import Reached
from mi_trainer.scenario.checks.steps import Stepper, Visit
from mi_trainer.scenario.checks.subject import Subject
from mi_trainer.scenario.checks.ways import said_over_and_over
from mi_trainer.scenario.findings import Finding
from mi_trainer.scenario.model import Outcome
from mi_trainer.scenario.moves import move
from scoring.codes import label

TURNS_TO_MEND = 3
"""A wrong turn should be recoverable by a good reflection or apology within so many turns."""
_MENDING = ("apology", "simple_reflection", "complex_reflection", "reflects_feeling", "emphasize_autonomy", "affirm")
_RUPTURING = frozenset({"confront", "insult", "labelling", "persuade", "righting_reflex", "premature_focus",
                        "non_adherent", "dosing_advice", "advice", "reassurance", "stacked_questions"})  # fmt: skip
_WON = frozenset({Outcome.COMMITMENT, Outcome.PLAN})


def one_move_wins(subject: Subject, stepper: Stepper) -> Iterator[Finding]:
    """Moves that lead to commitment or a plan when nothing else is ever done."""
    winning: dict[str, str] = {}
    leads: dict[str, str] = {}
    for name in stepper.desks.names:
        if " + " in name or name == "nothing":
            continue
        alike = stepper.desks.alike[name]
        if alike not in leads:
            leads[alike] = said_over_and_over(stepper, name).state
        ending = subject.scenario.states[leads[alike]].ending
        if ending is not None and ending.outcome in _WON:
            winning[name] = leads[alike]
    if winning:
        names = ", ".join(label(name).lower() for name in list(winning)[:4])
        end = next(iter(winning.values()))
        yield subject.finding(
            "W307", ("states", end), f"one move is enough to come to '{end}': {names}, every turn",
            "Let some state on the way ask for something else.", key=True,
        )  # fmt: skip


def ruptures(subject: Subject, reached: Reached, stepper: Stepper) -> Iterator[Finding]:
    """States that friction leads to and that no good turn leads out of soon enough."""
    scenario = subject.scenario
    into: dict[str, set[str]] = {}
    for (state, name), to in reached.edges.items():
        for there in to - {state}:
            into.setdefault(there, set()).add(name)
    for state, names in into.items():
        if scenario.states[state].ending or stepper.desks[state].lane:
            continue
        reactions = [subject.reactions.get(name) for name in names]
        if not all(r is not None and r.hears and _RUPTURING.issuperset(r.hears) for r in reactions):
            continue
        arrived = _arrival(stepper, state, sorted(names))
        if arrived is not None and not _mended(stepper, arrived):
            yield subject.finding(
                "W310", ("states", state),
                f"no reflection, apology or word of choice leads out of '{state}' within {TURNS_TO_MEND} turns",
                "Add a reaction that hears [apology, reflection, emphasize_autonomy], with a `goto` out of it.",
                key=True,
            )  # fmt: skip


def _arrival(stepper: Stepper, state: str, names: list[str]) -> Visit | None:
    """A patient who has just come into a state by one of these reactions, from the start or one state further on."""
    beam = [stepper.arriving()]
    for _ in range(4):
        further: dict[str, Visit] = {}
        for visit in beam:
            for turn in stepper.turns(visit):
                new = stepper.after(visit, turn)
                if new.state == state and turn.answer.id in names:
                    return new
                if not stepper.ended(new):
                    further.setdefault(new.state, new)
        beam = list(further.values())
    return None


def _mended(stepper: Stepper, rupture: Visit) -> bool:
    names = [move(name).name for name in _MENDING]
    beam = [rupture]
    for _ in range(TURNS_TO_MEND):
        further = []
        for visit in beam:
            for name in names:
                if name not in stepper.desks.names:
                    continue
                new = stepper.said(visit, name)
                if new.state != rupture.state:
                    ending = stepper.scenario.states[new.state].ending
                    if ending is None or ending.outcome is not Outcome.LEFT:
                        return True
                elif not stepper.ended(new):
                    further.append(new)
        beam = further[:24]
    return False
