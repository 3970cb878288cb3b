"""Where scenario files are. Imports nothing, so that a list of patients costs nothing to start."""

from collections.abc import Iterator
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


TESTS = ".tests.yaml"
"""How the name of a file of tests ends; it stands beside its scenario."""


def shipped() -> Path:
    """The folder of scenarios that come with the program: in the wheel, or beside the sources."""
    beside = _PACKAGE.parent / "scenarios"
    return beside if beside.is_dir() else _PACKAGE / "shipped"


def files(*folders: Path) -> Iterator[Path]:
    """Scenario files of the folders, sorted by name; tests beside them are left out."""
    for folder in folders:
        if folder.is_dir():
            yield from sorted(p for p in folder.glob("*.yaml") if not p.name.endswith(TESTS))
