"""What a user reads when the trainer fails in a way nobody foresaw: plain words, and the details in a file."""

import os
import platform
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from mi_trainer.plain_text import one_line

if TYPE_CHECKING:
    from mi_trainer.practice.session import Session

STATUS = 70
"""The exit status after an unexpected error (``EX_SOFTWARE`` of BSD's sysexits), which nothing else here has."""

_FILE = "trouble.log"
_MOST = 1 << 20
"""Bytes from which the file of details is begun afresh."""


ON_THE_SCREENS = "start mi-trainer; it stands first, under Unfinished."
"""How to go on with a conversation that was had on the screens."""


class BrokenOff(Exception):
    """A conversation was broken off by an error that nobody foresaw, which is the cause of this one.

    ``again`` says how to go on with ``session``.
    """

    def __init__(self, session: "Session", again: str) -> None:
        super().__init__(session.id)
        self.session, self.again = session, again


@contextmanager
def breaking_off(session: "Session", again: str) -> Iterator[None]:
    """While this lasts, an error that nobody foresaw comes out as :class:`BrokenOff`."""
    try:
        yield
    except BrokenPipeError:  # nobody reads on: no trouble of ours
        raise
    except Exception as error:
        raise BrokenOff(session, again) from error


def told(error: BaseException, home: Path, session: "Session | None" = None, again: str = ON_THE_SCREENS) -> str:
    """What happened, what has become of the conversation at hand, how to go on, and where the details are.

    Writes the details down, and a conversation that could not be saved; raises nothing.
    """
    if isinstance(error, BrokenOff):
        return told(error.__cause__ or error, home, error.session, error.again)
    what = one_line(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__)
    lines = [f"MI Trainer had to stop: it met something it did not expect ({what[:200]}).", ""]
    if session is not None:
        lines += [_fate(session, again), ""]
    lines += [_written(error, home), "If it happens again, please tell whoever looks after this trainer."]
    return "\n".join(lines) + "\n"


def _fate(session: "Session", again: str) -> str:
    who = one_line(" and ".join(person.name for person in session.scenario.people.values()))
    if session.unkept:
        return _rescued(session, who)
    turns = f"with all {session.turn} turns" if session.turn > 1 else "with its first turn" if session.turn else ""
    kept = f"Your conversation with {who} is saved {turns}".rstrip()
    if session.over:
        return f"{kept}. Its debrief: mi-trainer report {session.id}"
    return f"{kept}. To go on with it: {again}"


def _rescued(session: "Session", who: str) -> str:
    """A conversation that was only in memory, put where something can still be written."""
    lost = f"Your conversation with {who} could not be saved: {session.unkept}"
    with suppress(Exception):
        from mi_trainer.debrief import debrief_of, render

        debrief = debrief_of(session.scenario, session.start, session.exchanges, session.outcome)
        descriptor, name = tempfile.mkstemp(prefix=f"mi-session-{session.id}-", suffix=".md")
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(render(debrief, "md"))
        return f"{lost}\nWhat was said so far is in {name}; please move it to a safe place."
    return lost


def _written(error: BaseException, home: Path) -> str:
    """Write the details into the user's own folder, for nobody else to read; where they are, in words."""
    file = home / _FILE
    details = "".join(traceback.format_exception(error))
    about = f"MI Trainer {version('mi-trainer')}, Textual {version('textual')}, Python {platform.python_version()}"
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        begin = os.O_TRUNC if file.exists() and file.stat().st_size > _MOST else os.O_APPEND
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | begin, 0o600), "w", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}  {about}, {platform.system()}\n{details}\n")
    except OSError as problem:
        frames = traceback.extract_tb(error.__traceback__)
        where = f" It was at {Path(frames[-1].filename).name}, line {frames[-1].lineno}." if frames else ""
        return f"The details could not be written to {file} ({problem.strerror}).{where}"
    return f"The details were written to {file}"
