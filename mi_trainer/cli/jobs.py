"""Transcripts through the coder on all cores, in order, with no more in memory than what is being coded."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from typing import IO

from scoring.coder import Coder
from scoring.summary import Summary, summarise
from scoring.transcripts import CodedRow, Fault, NoColumns, Row, coded, rows, turns

BATCH = 40_000
"""Characters of whole sessions that one process codes at a time: half a second's work or so."""

AHEAD = 3
"""Batches in hand for each process; the reader waits for the rest to be written."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Whole sessions of one file, and how far into all input they reach, in bytes."""

    sessions: tuple[tuple[Row, ...], ...]
    reached: int


@dataclass(frozen=True, slots=True)
class Coded:
    """A batch coded: its rows, or each session's summary."""

    rows: tuple[CodedRow, ...]
    summaries: tuple[tuple[str, Summary], ...]
    reached: int


Source = tuple[str, IO[str], Callable[[], int]]
"""What a file is called in messages, its text, and how many bytes of it were read."""


def sources(paths: Sequence[Path | IO[str]]) -> Iterator[Source]:
    """Files opened one after the other, and closed again; a stream given in a path's place stays open."""
    for path in paths:
        if not isinstance(path, Path):
            yield "standard input", path, lambda: 0
            continue
        with path.open("rb") as raw:
            import io

            text = io.TextIOWrapper(raw, encoding="utf-8-sig", errors="surrogateescape", newline="")
            yield str(path), text, raw.tell
            text.detach()


def batches(opened: Iterable[Source], fault: Callable[[str, int, str], None]) -> Iterator[Batch]:
    """Whole sessions, as many together as make a batch. Rows at fault are told to ``fault`` and left out."""
    before = 0
    for name, text, position in opened:
        held: list[tuple[Row, ...]] = []
        size = 0
        try:
            for _, session in groupby(_good(name, text, fault), key=lambda row: row.session):
                held.append(tuple(session))
                size += sum(len(row.text) for row in held[-1])
                if size >= BATCH:
                    yield Batch(tuple(held), before + position())
                    held, size = [], 0
        except NoColumns as problem:
            fault(name, 1, str(problem))
        before += position()
        yield Batch(tuple(held), before)


def _good(name: str, text: IO[str], fault: Callable[[str, int, str], None]) -> Iterator[Row]:
    for row in rows(text):
        if isinstance(row, Fault):
            fault(name, row.line, row.why)
        else:
            yield row


@cache
def _coder() -> Coder:
    return Coder.load()


def work(batch: Batch, target: str, spoken: bool, summarised: bool) -> Coded:
    """Code a batch; in a process of its own, with a coder that is loaded once."""
    done = [tuple(coded(session, _coder(), target, spoken=spoken)) for session in batch.sessions]
    if summarised:
        return Coded((), tuple((s[0].row.session, summarise(turns(s))) for s in done), batch.reached)
    return Coded(tuple(row for session in done for row in session), (), batch.reached)


def run(found: Iterable[Batch], target: str, *, spoken: bool, summarised: bool, processes: int) -> Iterator[Coded]:
    """Batches coded, in their order, by as many processes as are asked for."""
    task = partial(work, target=target, spoken=spoken, summarised=summarised)
    if processes < 2:
        yield from map(task, found)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[Coded]] = deque()
        try:
            for batch in found:
                waiting.append(pool.submit(task, batch))
                if len(waiting) >= AHEAD * processes:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
