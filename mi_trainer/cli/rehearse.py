"""``mi-trainer rehearse``: whole sessions with simulated trainees, and what they say about a scenario."""

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mi_trainer.authoring.rehearsal import Played, Rate


@click.command()
@click.argument("path", metavar="PATH")
@click.option(
    "--trainees", default="skilled,mixed,pushing", show_default=True, metavar="NAMES", help="From best to worst."
)
@click.option(
    "--sessions", type=click.IntRange(1, 10_000), default=200, show_default=True, metavar="N", help="For each."
)
@click.option("--seed", type=int, default=1, show_default=True, metavar="N", help="The same seed, the same sessions.")
@click.option("--text", is_flag=True, help="Trainees type words, heard by the coder; slower.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes; else as many as there are cores.")
def rehearse(path: str, trainees: str, sessions: int, seed: int, text: bool, jobs: int | None) -> None:
    """Play whole sessions with simulated trainees.

    PATH is a file, or a patient's id. You read how the sessions end, whether the share of change talk rises, where
    sessions stall, what only `otherwise` caught, and what follows a question, a reflection, advice or information
    beside how often that follows in recorded sessions. The numbers are the same however many cores play.
    """
    from mi_trainer.authoring.troupe import WORTH_A_POOL, cores, played_by
    from mi_trainer.cli.author import playable
    from mi_trainer.practice.trainees import TRAINEES
    from mi_trainer.scenario.findings import did_you_mean

    names = [name.strip() for name in trainees.split(",") if name.strip()]
    for name in names:
        if name not in TRAINEES:
            raise click.BadParameter(f"there is no trainee '{name}'. {did_you_mean(name, TRAINEES)}")
    if not names:
        raise click.BadParameter(f"name one of {', '.join(TRAINEES)}")
    scenario = playable(path).scenario
    assert scenario is not None
    turns = [(name, one) for name in names for one in range(seed, seed + sessions)]
    processes = jobs or (cores() if len(turns) >= WORTH_A_POOL[text] else 1)
    by_trainee: dict[str, list[Played]] = {name: [] for name in names}
    with click.progressbar(length=len(turns), label="Rehearsing", file=sys.stderr) as bar:
        for one in played_by(scenario, turns, typed=text, processes=processes):
            by_trainee[one.trainee].append(one)
            bar.update(1)
    for line in _report(by_trainee):
        click.echo(line)


def _report(by_trainee: "dict[str, list[Played]]") -> list[str]:
    from mi_trainer.authoring.rehearsal import PUBLISHED, PUBLISHED_AFTER, verdict

    lines = []
    for name, played in by_trainee.items():
        lines += [f"{name}, {len(played)} sessions", *(f"  {line}" for line in _about(played)), ""]
    width = max(12, *(len(name) + 2 for name in by_trainee)) + 6
    lines.append("What follows a turn: change talk / sustain talk, in per cent, and how many turns")
    lines.append(f"  {'':20}{'published':12}" + "".join(f"{name:{width}}" for name in by_trainee).rstrip())
    lines += _rates(by_trainee, PUBLISHED, None, width)
    for side, published in PUBLISHED_AFTER.items():
        lines += [f"  where it answered {side} talk", *_rates(by_trainee, published, side, width)]
    lines += [
        "  Published: AnnoMI, 4,785 turns of good and poor sessions; early turns hold more sustain talk. A patient who",
        "  comes in ready is held best against the turns that answered change talk.",
        "",
    ]
    return [*lines, *verdict(by_trainee)]


def _rates(
    by_trainee: "dict[str, list[Played]]", published: "Mapping[str, Rate]", before: str | None, width: int
) -> "Iterator[str]":
    """A line for each kind of turn: what is published, and what follows it in each trainee's sessions."""
    from mi_trainer.authoring.rehearsal import following

    for kind, (change, sustain) in published.items():
        cells = []
        for played in by_trainee.values():
            c, s, n = following(played, kind, before)
            cell = f"{100 * c:3.0f} /{100 * s:3.0f}  n {n}" if n else "   -"
            cells.append(f"{cell:{width}}")
        known = f"{100 * sustain + 1e-9:3.0f}" if sustain is not None else "  -"
        yield f"  {kind:20}{100 * change + 1e-9:3.0f} /{known}   " + "".join(cells).rstrip()


def _about(played: "list[Played]") -> "list[str]":
    from collections import Counter
    from statistics import median, quantiles

    from mi_trainer.authoring.rehearsal import STALL, share

    n = len(played)
    ends = Counter((one.outcome, one.state) for one in played)
    lines = [
        "ends: " + ", ".join(f"{state} ({outcome}) {100 * k / n:.0f}%" for (outcome, state), k in ends.most_common())
    ]
    turns = [one.turns for one in played]
    spread = quantiles(turns, n=10) if n > 1 else [turns[0], turns[0]]
    lines.append(f"turns: {median(turns):g}, eight in ten between {min(spread):.0f} and {max(spread):.0f}")
    (first, a), (last, b) = share([one.first for one in played]), share([one.last for one in played])
    lines.append(
        f"share of change talk: first third {100 * first:.0f}% (of {a}), last third {100 * last:.0f}% (of {b})"
    )
    said, again = sum(one.said for one in played), sum(one.repeated for one in played)
    lines.append(f"lines heard before in the session: {100 * again / said:.1f}%")
    stalls = Counter(state for one in played for state in one.stalls)
    if stalls:
        where = ", ".join(f"{state} {100 * k / n:.0f}%" for state, k in stalls.most_common(5))
        lines.append(f"{STALL} turns or more in one state: {where} of sessions")
    unheard: Counter[str] = Counter()
    for one in played:
        unheard += one.unheard
    if unheard:
        where = ", ".join(f"{state} {k}" for state, k in unheard.most_common(5))
        lines.append(f"only otherwise caught: {where} turns, {100 * unheard.total() / sum(turns):.0f}% of all")
    return lines
