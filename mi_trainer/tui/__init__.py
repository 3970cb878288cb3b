"""The screens. Keyboard first; the same program in a browser through a served terminal."""

from pathlib import Path


def run(scenario: str | None = None, *, assessed: bool = False, seed: int | None = None) -> None:
    """Open the trainer; with a scenario's id or path, at its brief.

    ``assessed`` marks that way of starting; ``seed`` makes the patient's choices repeatable.
    """
    from mi_trainer.tui.app import TrainerApp

    TrainerApp(open_at=scenario, assessed=assessed, seed=seed).run()


def author(file: Path, *, seed: int = 1) -> None:
    """Open the author's screen at a scenario's file."""
    from mi_trainer.tui.screens.author import AuthorApp

    AuthorApp(file, seed=seed).run()
