"""Transcripts through the coder on all cores, in order, with no more in memory than what is being coded."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from typing import BinaryIO

from mi_trainer.cli.inputs import STANDARD_INPUT, text_of
from mi_trainer.cli.remarks import Remarks
from scoring.coder import Coder
from scoring.summary import Summary, summarise
from scoring.table import Fault, NoColumns, Notice
from scoring.transcripts import CodedRow, Row, coded, rows, turns

BATCH = 40_000
"""Characters of whole sessions that one process codes at a time: half a second's work or so."""

AHEAD = 3
"""Batches in hand for each process; the reader waits for the rest to be written."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Whole sessions of one file, and how far into all input they reach, in bytes."""

    sessions: tuple[tuple[Row, ...], ...]
    reached: int
    file: str = ""


@dataclass(frozen=True, slots=True)
class Coded:
    """A batch coded: its rows, or each session's summary."""

    rows: tuple[CodedRow, ...]
    summaries: tuple[tuple[str, Summary], ...]
    reached: int
    file: str = ""


Source = tuple[str, Iterable[str], Callable[[], int]]
"""What a file is called in messages, its lines, and how many bytes of it were read."""


def sources(paths: Sequence[Path | BinaryIO], remarks: Remarks) -> Iterator[Source]:
    """Files opened one after the other, and closed again; a stream given in a path's place stays open.

    One that cannot be opened is told to ``remarks``.
    """
    for path in paths:
        if not isinstance(path, Path):
            yield STANDARD_INPUT, text_of(path), lambda: 0
            continue
        try:
            raw = path.open("rb")
            text = text_of(raw)
        except OSError as problem:
            remarks.unreadable(str(path), problem)
            continue
        with raw:
            yield str(path), text, raw.tell
            text.detach()


def batches(opened: Iterable[Source], remarks: Remarks) -> Iterator[Batch]:
    """Whole sessions, as many together as make a batch. What cannot be used is told to ``remarks`` and left out."""
    before = 0
    met = _Met(remarks)
    for name, lines, position in opened:
        held: list[tuple[Row, ...]] = []
        size = 0
        reading = _Reading(name, lines, remarks, met)
        try:
            for _, session in groupby(reading.rows(), key=lambda row: row.session):
                held.append(tuple(session))
                size += sum(len(row.text) for row in held[-1])
                if size >= BATCH:
                    yield Batch(tuple(held), before + position(), name)
                    held, size = [], 0
        except NoColumns as problem:
            remarks.file(name, str(problem))
        except OSError as problem:
            remarks.unreadable(name, problem)
        else:
            if not reading.any_rows:
                remarks.file(name, "has no rows under its first line")
        before += position()
        yield Batch(tuple(held), before, name)


class _Met:
    """In which file each session was first met. The first that is met in a second one is told."""

    def __init__(self, remarks: Remarks) -> None:
        self.remarks = remarks
        self._files: dict[str, str] = {}
        self._told = False

    def __call__(self, name: str, row: Row) -> None:
        first = self._files.setdefault(row.session, name)
        if first != name and not self._told:
            self._told = True
            what = f"session '{row.session[:40]}' is in {first} too: sessions of one name are kept apart by their files"
            self.remarks.row(name, Notice(row.line, what))


class _Reading:
    """One file's good rows."""

    def __init__(self, name: str, lines: Iterable[str], remarks: Remarks, met: _Met) -> None:
        self.name, self.lines, self.remarks, self.met = name, lines, remarks, met
        self.any_rows = False

    def rows(self) -> Iterator[Row]:
        for row in rows(self.lines):
            self.any_rows = self.any_rows or not isinstance(row, Notice)
            if isinstance(row, Fault | Notice):
                self.remarks.row(self.name, row)
            else:
                self.met(self.name, row)
                yield row


@cache
def _coder() -> Coder:
    return Coder.load()


def work(batch: Batch, target: str, spoken: bool, summarised: bool) -> Coded:
    """Code a batch; in a process of its own, with a coder that is loaded once."""
    done = [tuple(coded(session, _coder(), target, spoken=spoken)) for session in batch.sessions]
    if summarised:
        return Coded((), tuple((s[0].row.session, summarise(turns(s))) for s in done), batch.reached, batch.file)
    return Coded(tuple(row for session in done for row in session), (), batch.reached, batch.file)


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
