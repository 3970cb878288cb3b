"""Opening an author's own editor at a line of a file."""

import os
import shlex
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import NamedTuple

_PLUS = frozenset(
    {"vi", "vim", "nvim", "gvim", "nano", "emacs", "emacsclient", "micro", "joe", "ne", "kak", "mg", "jed", "gedit"}
)
_GOTO = frozenset({"code", "code-insiders", "codium", "vscodium", "cursor"})
_COLON = frozenset({"hx", "helix", "subl", "zed"})


class Opening(NamedTuple):
    """How to open a file in an editor: the command, and whether it goes to the line or only to the file."""

    words: list[str]
    at_line: bool


class NoEditor(Exception):
    """No editor is set; the message says how to set one."""


def command(file: Path, line: int, environment: Mapping[str, str] | None = None) -> Opening:
    """The command that opens a file at a line (from 1) in the editor that ``VISUAL`` or ``EDITOR`` names.

    An editor that is not known by name opens the file at its beginning.

    Raises:
        NoEditor: neither is set, or what is set cannot be understood.
    """
    environment = os.environ if environment is None else environment
    chosen = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        parts = shlex.split(chosen)
    except ValueError as problem:
        raise NoEditor(f"EDITOR is set to {chosen}, which cannot be understood: {problem}.") from problem
    if not parts:
        raise NoEditor(f"No editor is set. Leave, type export EDITOR=nano, and come back. The place is {file}:{line}.")
    name = PurePath(parts[0]).stem.lower()
    if name in _PLUS:
        return Opening([*parts, f"+{line}", str(file)], at_line=True)
    if name in _GOTO:
        return Opening([*parts, "-g", f"{file}:{line}"], at_line=True)
    if name in _COLON:
        return Opening([*parts, f"{file}:{line}"], at_line=True)
    return Opening([*parts, str(file)], at_line=False)
