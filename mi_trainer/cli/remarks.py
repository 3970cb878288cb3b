"""What is wrong with the input, told on standard error as it is met, and counted for the last line."""

import click

from mi_trainer.plain_text import one_line
from mi_trainer.tui.text import counted
from scoring.table import Fault, Notice


class Remarks:
    """Tells each row and file that cannot be used, and what else a reader of the results should know."""

    def __init__(self) -> None:
        self.rows = 0
        self.files = 0

    @property
    def any_skipped(self) -> bool:
        """Whether anything could not be used."""
        return bool(self.rows or self.files)

    def row(self, name: str, found: Fault | Notice) -> None:
        """A row of a file that cannot be used, or something to know about it."""
        if isinstance(found, Fault):
            self.rows += 1
            click.echo(f"{one_line(name)}:{found.line}: {one_line(found.why)}. Skipped.", err=True)
        else:
            click.echo(f"{one_line(name)}:{found.line}: {one_line(found.what)}.", err=True)

    def file(self, name: str, why: str) -> None:
        """A file that cannot be used."""
        self.files += 1
        click.echo(f"{one_line(name)}: {one_line(why)}. Skipped.", err=True)

    def unreadable(self, name: str, problem: OSError) -> None:
        """A file that cannot be opened, or not read to its end."""
        self.file(name, f"cannot be read: {problem.strerror or problem}")

    def closing(self, coded: int) -> str:
        """How much could not be used, and whether anything was coded."""
        files = [counted(self.files, "file")] if self.files else []
        rows = [counted(self.rows, "row")] if self.rows else []
        rest = "all others are coded" if coded else "nothing is coded"
        return f"{' and '.join((*files, *rows))} skipped; {rest}."
