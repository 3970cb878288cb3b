"""A terminal nobody looks at: everything is drawn for it in full, and it notes when words reach it."""

import asyncio
import time
from typing import NamedTuple

from textual import events
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver


class Instant(NamedTuple):
    """A point in time: by the clock, and in processor time of this process, in seconds.

    On a machine that does other things as well, the clock tells of those; the processor time does not.
    """

    clock: float
    processor: float

    @classmethod
    def now(cls) -> "Instant":
        """This instant."""
        return cls(time.perf_counter(), time.process_time())

    def since(self, before: "Instant") -> "Instant":
        """What has passed since an earlier one."""
        return Instant(self.clock - before.clock, self.processor - before.processor)


class Terminal(HeadlessDriver):
    """What a program writes to, down to the last escape code; keys come in where a real terminal's would."""

    _words: tuple[str, ...] = ()
    _seen: "asyncio.Future[Instant] | None" = None

    @property
    def is_headless(self) -> bool:
        """False: a headless program leaves out the last part of drawing."""
        return False

    def flush(self) -> None:
        """Nothing is held back."""

    def write(self, data: str) -> None:
        """Take what is drawn, and note when all that is waited for is in it, in order."""
        if self._seen is None or self._seen.done():
            return
        at = 0
        for words in self._words:
            at = data.find(words, at) + len(words)
            if at < len(words):
                return
        self._seen.set_result(Instant.now())

    def wait_for(self, *words: str) -> "asyncio.Future[Instant]":
        """When these words, in this order, have been drawn at once: the instant of it."""
        self._words, self._seen = words, asyncio.get_running_loop().create_future()
        return self._seen

    def press_enter(self) -> Instant:
        """Press Enter: the instant of it."""
        now = Instant.now()
        self.process_message(events.Key("enter", "\r"))
        return now


def terminal_of(app: App[None]) -> Terminal:
    """The terminal that an app runs in."""
    driver = app._driver
    assert isinstance(driver, Terminal)
    return driver
