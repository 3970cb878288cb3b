"""``python -m tests.fuzz_reader --minutes 10``: mutated scenarios against the reader, the checks and the drawings.

Nothing may crash and nothing may take more than a second of processor time. What does is written to ``--keep`` (a
folder) and the exit status is 1. The seed is printed, so that a run can be repeated.
"""

import argparse
import random
import re
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from mi_trainer.practice.checking import checked
from mi_trainer.scenario.chart import charted
from mi_trainer.scenario.diagram import FORMATS
from mi_trainer.scenario.library import files, shipped
from scoring.codes import hearable
from tests.conftest import DATA

SLOW, HANGS = 1.0, 20.0
_ODD = (
    *"\t\x00\u202e\ufeff😀é'\"[]{}:#|>?%@`~\n\r\\", "\x1b[2J", "{{", ": ", "- ", "&a ", "*a", "!x ",
    "null", "true", "1e999", "-1",
    "99999999999999999999", "at least 11", "between 9 and 1", "back", "safety", "goto: ", "hears: ", "when: {flag: x}",
    "states:", "\n\n", "  ", "\\x1b", "<<: ", "---\n", "...\n", "# allow W301: x", "# allow", "urgent: true",
    "visits: at most 1", "turn: at least 30", "unless: reflection", "to: both",
)  # fmt: skip


def _lines(text: str, chance: random.Random) -> str:
    """Lines swapped, repeated, dropped, or indented otherwise."""
    lines = text.split("\n")
    n = chance.randrange(len(lines))
    match chance.randrange(5):
        case 0:
            del lines[n : n + chance.randrange(1, 30)]
        case 1:
            lines[n:n] = lines[n : n + chance.randrange(1, 30)]
        case 2:
            m = chance.randrange(len(lines))
            lines[n], lines[m] = lines[m], lines[n]
        case 3:
            lines[n] = " " * chance.randrange(0, 12) + lines[n].lstrip()
        case _:
            lines = lines[: n + 1]
    return "\n".join(lines)


def _characters(text: str, chance: random.Random) -> str:
    n = chance.randrange(len(text) + 1)
    return text[:n] + chance.choice(_ODD) * chance.choice((1, 1, 1, 3, 200)) + text[n + chance.randrange(4) :]


def _names(text: str, chance: random.Random) -> str:
    """One name in place of another: gotos, codes, flags, topics, keys and numbers that exist elsewhere in the file."""
    found = list(re.finditer(r"[a-z_]{3,}|\d+", text))
    if not found:
        return "x"
    one = chance.choice(found)
    new = chance.choice((*hearable(), *(other[0] for other in chance.choices(found, k=60))))
    return text[: one.start()] + new + text[one.end() :]


def _nests(text: str, chance: random.Random) -> str:
    n = chance.randrange(len(text) + 1)
    return text[:n] + chance.choice(("[", "{a: ", "- ", "[[", "{")) * chance.choice((5, 50, 5000)) + text[n:]


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    _lines,
    _lines,
    _characters,
    _names,
    _names,
    _names,
    _nests,
)


class Hung(Exception):
    pass


def _alarm(_number: int, _frame: FrameType | None) -> None:
    raise Hung


def attempt(file: Path) -> str:
    """Read, check, play and draw one file; what became of it in a word."""
    result = checked(file)
    assert all(f.message and f.place.line >= 1 and f.place.column >= 1 for f in result.findings)
    if result.reading.scenario is None:
        assert result.reading.errors
        return "refused"
    chart = charted(result.reading.scenario)
    for draw in FORMATS.values():
        assert draw(chart)
    return "played"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--seed", type=int, default=None)
    options.add_argument("--keep", type=Path, default=Path("fuzz-found"))
    given = options.parse_args()
    seed = random.randrange(2**32) if given.seed is None else given.seed
    chance, until = random.Random(seed), time.monotonic() + 60 * given.minutes
    small = DATA / "small.yaml"
    sources = [(file.name, file.read_text("utf-8")) for file in (*files(shipped()), small, small)]
    print(f"seed {seed}, {len(sources)} files, {given.minutes:g} minutes", flush=True)
    counts: Counter[str] = Counter()
    slowest, bad = 0.0, 0
    given.keep.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGALRM, _alarm)
    while time.monotonic() < until:
        name, text = chance.choice(sources)
        for _ in range(chance.choice((1, 1, 1, 2, 8))):
            text = chance.choice(MUTATIONS)(text, chance)
        trial = given.keep / name
        trial.write_bytes(text.encode("utf-8", "surrogatepass"))
        start = time.process_time()
        signal.setitimer(signal.ITIMER_REAL, HANGS)
        try:
            outcome = attempt(trial)
        except Exception as problem:
            outcome = f"crashed: {type(problem).__name__}"
            traceback.print_exc()
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        took = time.process_time() - start
        slowest = max(slowest, took)
        if took > SLOW and not outcome.startswith("crashed"):
            outcome = "over a second"
        if outcome not in ("refused", "played"):
            bad += 1
            trial.rename(given.keep / f"{bad:03}-{name}")
        trial.unlink(missing_ok=True)
        counts[outcome] += 1
    if not bad:
        given.keep.rmdir()
    print(f"{sum(counts.values())} files: {dict(counts)}; the slowest took {slowest:.2f} s of processor time")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
