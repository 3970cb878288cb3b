"""The page of each finding: what it is, why it matters to a trainee, a bad and a good example."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent.parent


def folder() -> Path:
    """The folder of pages: beside the sources, or in the wheel."""
    beside = _PACKAGE.parent / "docs" / "findings"
    return beside if beside.is_dir() else _PACKAGE / "findings"


def page(code: str) -> str:
    """A finding's page as Markdown.

    Raises:
        FileNotFoundError: the page is not there.
    """
    return (folder() / f"{code}.md").read_text("utf-8").rstrip()
