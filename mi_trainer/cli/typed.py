"""What is typed at a terminal or comes through a pipe, a line at a time."""

import os
import select
import signal
from collections.abc import Callable, Iterator
from typing import BinaryIO

TERMINAL_LINE = 4095
"""Bytes of one typed line that a terminal hands over on Linux; it drops the rest without a word."""


def turns(stream: BinaryIO, cut: Callable[[], None] | None = None) -> Iterator[str]:
    """What is typed, a line at a time: UTF-8 of any length, with what is not UTF-8 made visible.

    ``cut`` is called before a line that a terminal may have cut short.
    """
    for number, raw in enumerate(_awaited(stream) if stream.isatty() and os.name == "posix" else stream):
        if cut and len(raw) >= TERMINAL_LINE:
            cut()
        text = raw.decode("utf-8", "replace").rstrip("\r\n")
        yield text.removeprefix("\ufeff") if number == 0 else text


def _awaited(terminal: BinaryIO) -> Iterator[bytes]:
    """The lines of a terminal, with ctrl+c heard also in the instant before reading begins.

    A signal that comes between Python's last look and the system's read, or that the system hands to another thread,
    would go unnoticed until the next line is typed. So both are waited for together.
    """
    typed, begun = terminal.fileno(), b""
    woken, waker = os.pipe()
    os.set_blocking(waker, False)
    before = signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
    try:
        while True:
            ready, _, _ = select.select([typed, woken], [], [])
            if woken in ready:
                os.read(woken, select.PIPE_BUF)
            if typed not in ready:
                continue
            came = os.read(typed, select.PIPE_BUF)
            *lines, begun = (begun + came).split(b"\n")
            yield from (line + b"\n" for line in lines)
            if not came:
                yield from (begun,) if begun else ()
                return
    finally:
        signal.set_wakeup_fd(before)
        os.close(woken)
        os.close(waker)
