"""What is typed at a terminal or comes through a pipe, a line at a time."""

import os
import select
import signal
from collections.abc import Callable, Generator, Iterator
from typing import BinaryIO

TERMINAL_LINE = 4095
"""Bytes of one typed line that a terminal hands over on Linux; it drops the rest without a word."""


def turns(stream: BinaryIO, cut: Callable[[], None] | None = None) -> Generator[str, None, None]:
    """What is typed, a line at a time: UTF-8 of any length, with what is not UTF-8 made visible.

    ``cut`` is called before a line that a terminal may have cut short.
    """
    for number, raw in enumerate(_awaited(stream) if stream.isatty() and os.name == "posix" else stream):
        if cut and len(raw) >= TERMINAL_LINE:
            cut()
        text = raw.decode("utf-8", "replace").rstrip("\r\n")
        yield text.removeprefix("\ufeff") if number == 0 else text


def _awaited(terminal: BinaryIO) -> Iterator[bytes]:
    """The lines of a terminal. Ctrl+c is heard where a line is waited for, or at once if it is pressed twice.

    Anywhere else it could be lost: between Python's last look and the system's read, or in a library's callback that
    lets no exception out. So it is only noted when it comes, and waited for together with the input.

    Raises:
        KeyboardInterrupt: ctrl+c.
    """
    typed, begun, pressed = terminal.fileno(), b"", False

    def press(*_: object) -> None:
        nonlocal pressed
        if pressed:
            raise KeyboardInterrupt
        pressed = True

    woken, waker = os.pipe()
    os.set_blocking(waker, False)
    waker_before = signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
    handler_before = signal.signal(signal.SIGINT, press)
    try:
        while True:
            ready, _, _ = select.select([typed, woken], [], [])
            if woken in ready:
                os.read(woken, select.PIPE_BUF)
            if pressed:
                raise KeyboardInterrupt
            if typed not in ready:
                continue
            came = os.read(typed, select.PIPE_BUF)
            *lines, begun = (begun + came).split(b"\n")
            yield from (line + b"\n" for line in lines)
            if not came:
                yield from (begun,) if begun else ()
                return
    finally:
        signal.signal(signal.SIGINT, handler_before)
        signal.set_wakeup_fd(waker_before)
        os.close(woken)
        os.close(waker)
