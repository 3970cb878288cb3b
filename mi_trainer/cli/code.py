"""``mi-trainer code``: transcripts coded."""

import os
import sys
from pathlib import Path
from typing import BinaryIO

import click

from mi_trainer.cli.coded import FORMATS, writer

SOME_SKIPPED = 1
"""Exit status when a row or a file could not be used; the rest was coded."""

_WORTH_A_POOL = 300_000
"""Bytes of input from which starting more processes pays."""

_EXIT = """
\b
Exit status:
  0    every row was coded
  1    some rows or files could not be used, said on standard error, and the rest is coded;
       or the output could not be written
  2    the command line is not understood, or there is no such file
"""


@click.command(epilog=_EXIT)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--target", default="", metavar="TEXT", help="The change that the client's talk is about: 'stop smoking'."
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="Else a table in a terminal, and jsonl elsewhere.")
@click.option(
    "--typed",
    is_flag=True,
    help="Pass it whenever the rows were typed: a chat, messages, written practice. Without it they are taken as "
    "speech written down, which the coder hears in another way.",
)
@click.option("--summary", is_flag=True, help="Instead of the rows, a MITI report for each session.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes; else as many as there are cores.")
def code(files: tuple[str, ...], target: str, form: str | None, typed: bool, summary: bool, jobs: int | None) -> None:
    """Code transcripts in MITI terms.

    FILE is a CSV with the columns session, speaker (clinician or client) and text; the rows of a session stand
    together. A folder means every .csv, .tsv and fitting .txt in it and in the folders inside it, a pattern the files
    that fit it, and - standard input. A row at fault is reported with its line and skipped. All of it:
    docs/transcripts.md.
    """
    from dataclasses import replace

    from mi_trainer.cli import jobs as work
    from mi_trainer.cli.inputs import inputs
    from mi_trainer.cli.output import standard_output, writing
    from mi_trainer.cli.remarks import Remarks

    remarks = Remarks()
    out = standard_output()
    paths = inputs(files, remarks)
    size = sum(map(_size, paths))
    form = form or ("table" if out.isatty() else "jsonl")
    processes = jobs or (min(os.cpu_count() or 1, 32) if size >= _WORTH_A_POOL else 1)
    write = writer(form, summary)
    found = work.batches(work.sources(paths, remarks), remarks)
    quiet = not size or not sys.stderr.isatty() or out.isatty()
    coded = 0
    with click.progressbar(length=max(1, size), label="Coding", file=sys.stderr, hidden=quiet) as bar:
        at = 0
        for done in work.run(found, target, spoken=not typed, summarised=summary, processes=processes):
            coded += len(done.rows) + len(done.summaries)
            with writing():
                write(done if len(paths) > 1 else replace(done, file=""))
            bar.update(done.reached - at)
            at = done.reached
    with writing():
        out.flush()
    if remarks.any_skipped:
        click.echo(remarks.closing(coded), err=True)
        sys.exit(SOME_SKIPPED)


def _size(path: Path | BinaryIO) -> int:
    try:
        return path.stat().st_size if isinstance(path, Path) else 0
    except OSError:
        return 0
