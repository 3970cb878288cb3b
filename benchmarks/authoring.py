"""What an author waits for: reading, checking with the exhaustive walk, and drawing."""

import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.generated import scenario
from mi_trainer.practice.checking import checked, skill_matters
from mi_trainer.scenario.chart import charted
from mi_trainer.scenario.checks.run import check
from mi_trainer.scenario.diagram import html
from mi_trainer.scenario.library import files, shipped
from mi_trainer.scenario.reader import Reading, read


def timed(work: Callable[[], object], times: int = 3) -> float:
    """Milliseconds of processor time, the best of a few."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best * 1000


def row(name: str, reading: Reading, text: str, times: int) -> tuple[float, float, float]:
    """One file's figures, printed."""
    assert reading.scenario is not None, reading.errors[:3]
    playable = reading.scenario
    reads = timed(lambda: read(reading.file, text), times)
    checks = timed(lambda: check(read(reading.file, text)), times) - reads
    plays = timed(lambda: skill_matters(reading), times)
    draws = timed(lambda: html(charted(playable)), times)
    lines = text.count("says:")
    print(
        f"{name:24}{len(playable.states):>7}{lines:>8}{reads:>9.0f}{checks:>9.0f}{plays:>9.0f}{draws:>9.0f}"
        f"{reads + checks + plays + draws:>10.0f}"
    )
    return reads, checks, draws


def main() -> None:
    """Print the table; the last lines say how the time grew beside the size."""
    checked(next(iter(files(shipped()))))  # imports and first-use tables are no author's wait
    print(
        f"{'milliseconds of CPU':24}{'states':>7}{'lines':>8}{'read':>9}{'check':>9}{'play':>9}{'draw':>9}{'all':>10}"
    )
    for file in files(shipped()):
        reading = read(file)
        if reading.scenario is None:
            print(f"{file.stem:24} has errors: {len(reading.errors)}")
            continue
        row(file.stem, reading, file.read_text("utf-8"), 3)
    grown = []
    for states, lines in ((200, 2_000), (2_000, 20_000)):
        text = scenario(states, lines)
        grown.append(row(f"generated {states}", read(Path("generated.yaml"), text), text, 1))
    small, large = (sum(figures) for figures in grown)
    parts = zip(("read", "check", "draw"), *grown, strict=True)
    told = ", ".join(f"{name} {after / before:.1f}" for name, before, after in parts)
    print(f"\nTen times the states and lines take {large / small:.1f} times as long ({told}).")


if __name__ == "__main__":
    main()
