"""Rehearsals on all cores: the sessions are those that one core plays, in the same order, however many play them."""

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from multiprocessing import get_context

from mi_trainer.authoring.rehearsal import Played, in_codes, rehearse
from mi_trainer.authoring.trying import MUTE
from mi_trainer.authoring.typed_words import in_words
from mi_trainer.practice.session import Codes
from mi_trainer.practice.trainees import TRAINEES
from mi_trainer.scenario.model import Scenario

WORTH_A_POOL = {False: 150, True: 15}
"""Sessions from which starting more processes pays: by codes, and in words."""

_MOST = 32
_PIECES = 12
"""Into how many pieces the work of one process is cut, so that the bar moves and nobody waits for the last."""

Turn = tuple[str, int]
"""Who plays, by name, and the session's seed."""


def cores() -> int:
    """How many processes can work at once here."""
    try:
        return min(len(os.sched_getaffinity(0)), _MOST)
    except AttributeError:  # macOS and Windows do not say which of the cores are ours
        return min(os.cpu_count() or 1, _MOST)


def played_by(scenario: Scenario, turns: Sequence[Turn], *, typed: bool, processes: int) -> Iterator[Played]:
    """One session for each turn, in their order; with ``typed`` in words that the coder hears.

    Where no further process can be had, or they are taken away, the rest is played in this one.
    """
    done = 0
    if processes > 1:
        try:
            for one in _pooled(scenario, turns, typed, processes):
                done += 1
                yield one
        except (OSError, ImportError, NotImplementedError, BrokenProcessPool):
            pass  # what is left is played below; a fault of the sessions' own shows there
    yield from (_play(scenario, turn, typed) for turn in turns[done:])


def _pooled(scenario: Scenario, turns: Sequence[Turn], typed: bool, processes: int) -> Iterator[Played]:
    piece = max(1, len(turns) // (processes * _PIECES))
    pool = ProcessPoolExecutor(processes, get_context("spawn"), _ready, (scenario,))
    try:
        yield from pool.map(partial(_play_here, typed=typed), turns, chunksize=piece)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


_here: list[Scenario] = []


def _ready(scenario: Scenario) -> None:
    """In a process of its own: the scenario is sent once; whoever presses Ctrl-C stops the process that waits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _here[:] = [scenario]


def _play_here(turn: Turn, typed: bool) -> Played:
    return _play(_here[0], turn, typed)


def _play(scenario: Scenario, turn: Turn, typed: bool) -> Played:
    name, seed = turn
    coder, says = (_coder(), in_words) if typed else (MUTE, in_codes)
    return next(rehearse(scenario, TRAINEES[name], [seed], coder, says))


@cache
def _coder() -> Codes:
    from scoring.coder import Coder

    return Coder.load()
