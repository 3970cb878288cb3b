"""Reactions that hold anywhere and take from a state's own reaction a part of what it hears."""

from collections.abc import Iterator

from mi_trainer.scenario.checks.desk import Desk, Desks
from mi_trainer.scenario.checks.reach import Reached
from mi_trainer.scenario.checks.subject import Subject
from mi_trainer.scenario.findings import Finding
from mi_trainer.scenario.model import Reaction
from scoring.codes import GROUPS, label


def partly_hidden(subject: Subject, desks: Desks, reached: Reached) -> Iterator[Finding]:
    """Codes that a state's reaction names, and that a reaction from anywhere always hears first.

    What stands in a group is left out: whoever writes ``non_adherent`` expects that ``confront`` may be answered
    elsewhere. A reaction that never fires at all is another finding.
    """
    anywhere = {name for name, path in subject.reaction_paths.items() if path[0] == "anywhere"}
    for state in subject.scenario.states:
        if state not in reached.rooms:
            continue
        desk = desks[state]
        for n, (name, reaction, _) in enumerate(subject.considered(state)):
            if name in anywhere or (state, name) not in reached.fires:
                continue
            taken: dict[str, list[str]] = {}
            for heard in reaction.hears:
                if heard not in GROUPS and (rival := _rival(subject, desks, desk, n, reaction, heard)):
                    taken.setdefault(rival, []).append(label(heard).lower())
            for rival, codes in taken.items():
                if rival in anywhere:
                    line = subject.document.place(subject.reaction_paths[rival]).line
                    yield subject.finding(
                        "A215", subject.reaction_paths[name],
                        f"'{rival}' on line {line} is looked at before '{name}' and takes {_listed(codes)} from it",
                        "Say what is particular here (about, to, when), or put what is taken into a reaction of its "
                        "own: of several codes the least specific counts.",
                    )  # fmt: skip


def _rival(subject: Subject, desks: Desks, desk: Desk, n: int, reaction: Reaction, heard: str) -> str | None:
    """What always answers a code before the state's reaction number ``n``; None where that may answer it itself."""
    order = subject.considered(desk.state)
    bit, rival = 1 << n, None
    for hearing in (desk.hearing[m] for m, move in enumerate(desks.moves) if move.name == heard):
        if not hearing & bit:
            continue
        ahead = hearing & desk.always & desk.firm & (bit - 1)
        before = (one for k, one in enumerate(order[:n]) if ahead >> k & 1)
        first = next((one.id for one in before if _asks_less(one.reaction, reaction)), None)
        if first is None:
            return None
        rival = first
    return rival


def _asks_less(rival: Reaction, reaction: Reaction) -> bool:
    """Whether whatever is about the one's topics, and said to its people, is so for the rival as well."""
    pairs = ((rival.about, reaction.about), (rival.to, reaction.to))
    return all(not wide or (narrow and set(narrow) <= set(wide)) for wide, narrow in pairs)


def _listed(codes: list[str]) -> str:
    return codes[0] if len(codes) == 1 else ", ".join(codes[:-1]) + " and " + codes[-1]
