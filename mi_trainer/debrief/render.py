"""A debrief in a format: for a screen reader, a portfolio, a browser, a spreadsheet, a program."""

from collections.abc import Callable

from mi_trainer.debrief.as_json import as_json
from mi_trainer.debrief.markdown import markdown
from mi_trainer.debrief.outline import outline
from mi_trainer.debrief.page import page
from mi_trainer.debrief.table import table
from mi_trainer.debrief.text import text
from mi_trainer.debrief.values import Debrief

_SMALL_PRINT = (
    "Made on this machine by the MI Trainer's coder, version {coder}. It can be wrong; a trained person's reading "
    "comes first. For practice only: nothing here judges a clinician or advises about a patient."
)

_FORMATS: dict[str, Callable[[Debrief], str]] = {
    "text": lambda debrief: text(outline(debrief)),
    "md": lambda debrief: markdown(outline(debrief)),
    "html": lambda debrief: page(
        debrief.title, outline(debrief), _SMALL_PRINT.format(coder=debrief.start.coder or "unknown")
    ),
    "csv": table,
    "json": as_json,
}
FORMATS = tuple(_FORMATS)
"""What :func:`render` can make."""


def render(debrief: Debrief, format: str) -> str:
    """The debrief as ``text``, ``md``, ``html``, ``csv`` or ``json``.

    CSV has CRLF line ends (RFC 4180): write it with ``newline=""``.

    Raises:
        ValueError: there is no such format; the message names those there are.
    """
    if format not in _FORMATS:
        raise ValueError(f"There is no format '{format}'. Choose one of: {', '.join(FORMATS)}.")
    return _FORMATS[format](debrief)
