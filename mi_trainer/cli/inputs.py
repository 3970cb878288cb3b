"""The files that a command names, and their text, whatever program wrote it."""

import codecs
import glob
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, cast

import click

from mi_trainer.cli.remarks import Remarks
from scoring.table import LONGEST
from scoring.transcripts import COLUMNS

TABLES = (".csv", ".tsv")
"""The endings, in any case, of the files that are taken from a folder."""
TEXTS = ".txt"
"""The ending that Excel's Unicode Text has, and much else: taken from a folder where the first line names columns."""

STANDARD_INPUT = "standard input"


def inputs(names: Sequence[str], remarks: Remarks) -> list[Path | BinaryIO]:
    """Files, folders' files, files that fit a pattern, and standard input, each once, in the order given.

    Raises:
        click.UsageError: none of them is there; where some are, the others are told to ``remarks``.
    """
    found: list[Path | BinaryIO] = []
    missing: list[tuple[str, str]] = []
    for name in names:
        some = _named(name)
        found += some
        if not some:
            here = os.path.isdir(name)
            missing.append((name, f"holds no {' or '.join(TABLES)} file" if here else "there is no such file"))
    if not found:
        raise click.UsageError(". ".join(f"{name}: {why}" for name, why in missing) + ".")
    for name, why in missing:
        remarks.file(name, why)
    return list(dict.fromkeys(found))


def _named(name: str) -> list[Path | BinaryIO]:
    if name == "-":
        return [standard_input()]
    if os.path.isdir(name):
        return [*sorted(path for path in Path(name).rglob("*") if _is_table(path))]
    if os.path.lexists(name):
        return [Path(name)]
    return [path for path in map(Path, sorted(glob.glob(name, recursive=True))) if not path.is_dir()]


def _is_table(path: Path) -> bool:
    ending = path.suffix.lower()
    return ending in TABLES or (ending == TEXTS and _names_columns(path))


def _names_columns(path: Path) -> bool:
    try:
        with path.open("rb") as raw:
            first = text_of(raw).readline(LONGEST).lower()
    except OSError:
        return False
    return all(column in first for column in COLUMNS)


def standard_input() -> BinaryIO:
    """Standard input as bytes.

    Raises:
        click.ClickException: it is closed.
    """
    if sys.stdin is None:
        raise click.ClickException("Standard input is closed.")
    return sys.stdin.buffer


def text_of(raw: BinaryIO) -> io.TextIOWrapper:
    """A file's text: UTF-16 where it begins so, as Excel's Unicode Text does, else UTF-8.

    What is not UTF-8 comes as surrogates, as :func:`scoring.table.records` takes it.

    Raises:
        OSError: it cannot be read.
    """
    buffered = raw if isinstance(raw, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, raw))
    encoding = _utf16(buffered.peek(2)[:2])
    errors = "replace" if encoding else "surrogateescape"
    return io.TextIOWrapper(buffered, encoding=encoding or "utf-8-sig", errors=errors, newline="")


def _utf16(first: bytes) -> str:
    """Which UTF-16 two first bytes show, by their mark or by half an ASCII letter; nothing if none."""
    if first in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return "utf-16"
    if b"\0" in first:
        return "utf-16-be" if first.startswith(b"\0") else "utf-16-le"
    return ""
