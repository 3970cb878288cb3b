"""The screens. Keyboard first; the same program in a browser through a served terminal."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mi_trainer.tui.app import TrainerApp


def run(scenario: str | None = None, *, assessed: bool = False, seed: int | None = None) -> None:
    """Open the trainer; with a scenario's id or path, at its brief.

    ``assessed`` marks that way of starting; ``seed`` makes the patient's choices repeatable.
    """
    from mi_trainer.tui.app import TrainerApp

    opened(TrainerApp(open_at=scenario, assessed=assessed, seed=seed))


def author(file: Path, *, seed: int = 1) -> None:
    """Open the author's screen at a scenario's file."""
    from mi_trainer.tui.screens.author import AuthorApp

    opened(AuthorApp(file, seed=seed))


def opened(app: "TrainerApp") -> None:
    """Run a program until it is closed. If it failed, say so in plain words and exit with a status of its own.

    Without a terminal, say what works there instead, and exit with 2.
    """
    if not _terminal():
        sys.exit(NO_TERMINAL)
    app.run()
    if app.trouble:
        from mi_trainer.trouble import STATUS

        sys.stderr.write(app.trouble)
        sys.exit(STATUS)


NO_TERMINAL = 2
"""The exit status where there is nothing to draw on."""

_WITHOUT = """\
The screens need a terminal, and there is none here.
Without one, talk line by line: mi-trainer practice ID --plain
Who there is to talk with: mi-trainer patients
"""


def _terminal() -> bool:
    """Whether there is a terminal: Textual reads keys from standard input and draws on standard error.

    A served terminal names its own driver.
    """
    if os.environ.get("TEXTUAL_DRIVER"):
        return True
    if all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stderr__)):
        return True
    if sys.stderr is not None:
        sys.stderr.write(_WITHOUT)
    return False
