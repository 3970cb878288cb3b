"""Skilled, mixed and pushing trainees, three scripts of each, typed turn by turn to every patient.

A fair patient tells them apart: how the conversation ends, how much discord is left, and whether the share of
change talk (of change and sustain talk together) rises from the first third of the session to the last.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from mi_trainer.practice.exchange import Exchange
from mi_trainer.practice.session import ENDED_EARLY, Session
from mi_trainer.scenario.library import find
from mi_trainer.scenario.model import Scenario
from scoring.coder import Coder
from scoring.codes import ClientTalk

SCRIPTS = Path(__file__).parent / "scripts"
TRAINEES = ("skilled", "mixed", "pushing")
SEEDS = (1, 2, 3)


@dataclass(frozen=True)
class Played:
    """One script played once."""

    outcome: str
    turns: int
    first: tuple[int, int, int]  # change, sustain and discord sayings in the first third
    last: tuple[int, int, int]
    discord: float
    trust: float
    repeated: int
    unmatched: int


def talk(exchanges: list[Exchange]) -> tuple[int, int, int]:
    counts = Counter(said.talk for exchange in exchanges for said in exchange.reply)
    return counts[ClientTalk.CHANGE], counts[ClientTalk.SUSTAIN], counts[ClientTalk.DISCORD]


def play(scenario: Scenario, coder: Coder, script: Path, seed: int) -> Played:
    session = Session.begin(scenario, coder, seed=seed)
    for text in script.read_text("utf-8").splitlines():
        if session.over:
            break
        session.respond(text)
    session.end_early()
    turns = session.exchanges[1:]
    third = max(1, len(turns) // 3)
    said = [s.says for e in session.exchanges for s in e.reply]
    return Played(
        session.outcome or ENDED_EARLY,
        len(turns),
        talk(turns[:third]),
        talk(turns[-third:]),
        session.patient.disposition.discord,
        session.patient.disposition.trust,
        len(said) - len(set(said)),
        sum(e.reaction.endswith("/otherwise") for e in turns),
    )


def added(parts: list[tuple[int, int, int]]) -> tuple[int, int, int]:
    change, sustain, discord = (sum(column) for column in zip(*parts, strict=True))
    return change, sustain, discord


def share(change: int, sustain: int) -> str:
    """Change talk among change and sustain talk, in per cent, with its n."""
    total = change + sustain
    return f"{100 * change / total:3.0f}% of {total:<3}" if total else "  - of 0  "


def row(name: str, played: list[Played]) -> str:
    first, last = added([p.first for p in played]), added([p.last for p in played])
    n = len(played)
    outcomes = ", ".join(f"{name} {count}" for name, count in Counter(p.outcome for p in played).most_common())
    return (
        f"  {name:8} change talk {share(first[0], first[1])} -> {share(last[0], last[1])}"
        f"  discord lines {first[2] / n:.1f} -> {last[2] / n:.1f}  trust {sum(p.trust for p in played) / n:4.1f}"
        f"  turns {sum(p.turns for p in played) / n:4.1f}"
        f"  repeats {sum(p.repeated for p in played) / n:.1f}  otherwise {sum(p.unmatched for p in played) / n:.1f}"
        f"\n           {outcomes}"
    )


def main() -> None:
    coder = Coder.load()
    print("change talk: share of change + sustain talk, first third -> last third; others: mean a session")
    everyone: dict[str, list[Played]] = {trainee: [] for trainee in TRAINEES}
    for folder in sorted(SCRIPTS.iterdir()):
        reading = find(folder.name)
        assert reading.scenario is not None
        print(f"\n{reading.scenario.id}: {reading.scenario.title}")
        for trainee in TRAINEES:
            scripts = sorted(folder.glob(f"{trainee}-*.txt"))
            played = [play(reading.scenario, coder, script, seed) for script in scripts for seed in SEEDS]
            everyone[trainee] += played
            print(row(trainee, played))
    print("\nall patients")
    for trainee, played in everyone.items():
        print(row(trainee, played))


if __name__ == "__main__":
    main()
