"""The screens. Keyboard first; the same program in a browser through a served terminal."""

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
    """Run a program until it is closed. If it failed, say so in plain words and exit with a status of its own."""
    app.run()
    if app.trouble:
        from mi_trainer.trouble import STATUS

        sys.stderr.write(app.trouble)
        sys.exit(STATUS)
