"""Standard output that may be closed, or full."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

import click


def standard_output() -> TextIO:
    """Standard output.

    Raises:
        click.ClickException: it is closed.
    """
    if sys.stdout is None:
        raise click.ClickException("There is nowhere to write to: standard output is closed.")
    return sys.stdout


@contextmanager
def writing() -> Iterator[None]:
    """While this lasts, output that cannot be written is told in plain words. A reader who has gone is no trouble.

    Raises:
        click.ClickException: the disk is full, say.
    """
    try:
        yield
    except OSError as problem:
        if problem.errno == errno.EPIPE:
            raise
        _let_go()
        why = problem.strerror or problem
        raise click.ClickException(f"The output could not be written: {why}. What is there is not all.") from problem


def _let_go() -> None:
    """Python flushes what is left when it ends, which would fail again, in its own words."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
