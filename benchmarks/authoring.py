"""What an author waits for: reading, checking with the exhaustive walk, drawing, and saving with the file on screen."""

import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.generated import scenario
from mi_trainer.authoring.bench import Bench
from mi_trainer.authoring.readings import Remembered
from mi_trainer.practice.checking import Codes, checked
from mi_trainer.scenario.chart import charted
from mi_trainer.scenario.checks.run import check
from mi_trainer.scenario.checks.subject import Subject
from mi_trainer.scenario.checks.tags import read_differently
from mi_trainer.scenario.diagram import html
from mi_trainer.scenario.library import files, shipped
from mi_trainer.scenario.reader import read
from mi_trainer.tui.screens.author import LOOKS_EVERY
from scoring.coder import Coder
from scoring.coding import Context


def timed(work: Callable[[], object], times: int = 3) -> float:
    """Milliseconds of processor time, the best of a few."""
    best = float("inf")
    for _ in range(times):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best * 1000


def saved(file: Path, times: int) -> tuple[float, float]:
    """What follows a save on the Author screen: the conversation and the outline anew; then the findings."""
    bench = Bench(file, Codes)
    bench.reload()
    bench.say("= closed_question")
    return timed(lambda: (bench.reload(), bench.outline()), times), timed(bench.look, times)


def tagged(file: Path, cache: Path) -> tuple[float, float]:
    """Comparing the tags with how the coder reads the lines: the first time, and when it remembers them all."""
    coder = Coder.load()
    coder.talk("I want to stop.", Context(target="stop"))  # reads the weights

    def compared() -> None:
        remembered = Remembered(coder, cache)
        list(read_differently(Subject.of(read(file)), remembered))
        remembered.keep()

    reads = timed(lambda: read(file))
    first = timed(compared, 1)
    return first - reads, max(0.0, timed(compared) - reads)


def row(name: str, file: Path, text: str, times: int) -> tuple[float, float, float, float]:
    """One file's figures, printed: reading; reading and checking less reading; playing besides; drawing."""
    reading = read(file, text)
    assert reading.scenario is not None, reading.errors[:3]
    playable = reading.scenario
    reads = timed(lambda: read(file, text), times)
    checks = timed(lambda: check(read(file, text)), times) - reads
    whole = timed(lambda: checked(file, text), times)
    draws = timed(lambda: html(charted(playable)), times)
    plays, lines = max(0.0, whole - reads - checks), text.count("says:")
    print(
        f"{name:24}{len(playable.states):>7}{lines:>8}{reads:>9.0f}{checks:>9.0f}{plays:>9.0f}{whole:>9.0f}{draws:>9.0f}"
    )
    return reads, checks, plays, draws


def main() -> None:
    """Print the table; the last lines say how the time grew beside the size."""
    checked(next(iter(files(shipped()))))  # imports and first-use tables are no author's wait
    head = (
        f"{'milliseconds of CPU':24}{'states':>7}{'lines':>8}{'read':>9}{'walk':>9}{'play':>9}{'check':>9}{'draw':>9}"
    )
    print(f"{head}\n(check: reading, walking and playing together, as on the Author screen and with `--no-coder`)")
    for file in files(shipped()):
        reading = read(file)
        if reading.scenario is None:
            print(f"{file.stem:24} has errors: {len(reading.errors)}")
            continue
        row(file.stem, file, file.read_text("utf-8"), 5)
    print(f"\n{'after a save':24}{'read again':>14}{'findings':>14}")
    for file in files(shipped()):
        again, findings = saved(file, 5)
        print(f"{file.stem:24}{again:>14.0f}{findings:>14.0f}")
    print(f"(the Author screen looks {1 / LOOKS_EVERY:.0f} times a second whether the file was saved)")
    print(f"\n{'tags against the coder':24}{'first time':>14}{'from then on':>14}")
    with TemporaryDirectory() as folder:
        for file in files(shipped()):
            first, again = tagged(file, Path(folder) / "lines-read.json")
            print(f"{file.stem:24}{first:>14.0f}{again:>14.0f}")
    print()
    grown = []
    for states, lines in ((200, 2_000), (2_000, 20_000)):
        grown.append(row(f"generated {states}", Path("generated.yaml"), scenario(states, lines), 3))
    small, large = (sum(figures) for figures in grown)
    ratios = zip(("read", "walk", "play", "draw"), *grown, strict=True)
    told = ", ".join(f"{name} {after / max(before, 1):.1f}" for name, before, after in ratios)
    print(f"\nTen times the states and lines take {large / small:.1f} times as long ({told}).")


if __name__ == "__main__":
    main()
