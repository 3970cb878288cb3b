"""Anyone's words made safe to show: nothing in them moves a cursor, hides, or runs backwards."""

import re

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROLS = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff{_BIDI}]")
_PICTURES = 0x2400
_DELETE = "\u2421"


def harmless(text: str) -> str:
    """The text with every line ending as ``\\n`` and controls made visible; tabs and line ends stay.

    C0 controls become their pictures (the escape character is shown as ␛), direction overrides and other controls
    their code points in brackets, and halves of surrogate pairs the replacement character, so that the result can
    always be encoded.
    """
    return _CONTROLS.sub(_shown, text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """The same on one line, every run of white space a single space."""
    return " ".join(harmless(text).split())


def _shown(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(_PICTURES + code)
    if code == 0x7F:
        return _DELETE
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else f"[U+{code:04X}]"
