"""Other people's words made safe to show: nothing in them moves a cursor, colours, hides or runs backwards."""

import re

_PICTURES = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\t"},
    0x7F: 0x2421,
    0x2028: ord("\n"),
    0x2029: ord("\n"),
}
_HIDDEN = re.compile("[\x80-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\U000e0000-\U000e007f]")
"""C1 controls, direction marks and overrides, byte order marks, halves of surrogate pairs, and invisible tags."""


def shown(text: str) -> str:
    """The text with control and escape characters as their pictures, and other hidden ones as U+FFFD, one for one.

    Line breaks and tabs stay. The length stays, so that offsets into the text are true of the result.
    """
    if text.isprintable():  # as nearly everything is: no such character is printable
        return text
    return _HIDDEN.sub("\ufffd", text.translate(_PICTURES))


def one_line(text: str) -> str:
    """The same on one line, every run of white space a single space."""
    return " ".join(shown(text.replace("\r\n", "\n")).split())


def even_lines(text: str) -> str:
    """The same with every line ending, of whatever system, as ``\\n``. The length may change."""
    return shown(text.replace("\r\n", "\n").replace("\r", "\n"))


def prose(text: str) -> str:
    """An author's prose with the line breaks of their editor taken out; blank lines still part paragraphs."""
    return "\n\n".join(" ".join(part.split()) for part in re.split(r"\n[ \t]*\n", text.strip()))
