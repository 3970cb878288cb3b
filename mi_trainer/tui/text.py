"""Other people's words made safe to show: the same length, so that offsets into them stay true."""

import re

_REPLACED = {
    **{code: 0x2400 + code for code in range(0x20) if chr(code) not in "\n\t"},
    0x0D: ord(" "),
    0x7F: 0x2421,
    **dict.fromkeys(range(128, 160), 65533),
    **dict.fromkeys((1564, 8206, 8207, 65279, *range(8234, 8239), *range(8294, 8298)), 65533),
    **dict.fromkeys(range(917504, 917632), 65533),
    **dict.fromkeys(range(55296, 57344), 65533),
    0x2028: ord("\n"),
    0x2029: ord("\n"),
}


def shown(text: str) -> str:
    """The text with control, escape and bidirectional characters as visible signs, one for one.

    Line breaks and tabs stay. An escape becomes its picture, so that it can be seen and does nothing.
    """
    return text.translate(_REPLACED)


def one_line(text: str) -> str:
    """The text on one line, safe to show: for titles, names and lists."""
    return " ".join(shown(text).split())


def typed(text: str) -> str:
    """What a paste puts into the input: line ends of any system, nothing that is not text."""
    return shown(re.sub(r"\r\n?", "\n", text))


def shortened(text: str, most: int) -> str:
    """The text on one line with at most ``most`` characters, ending in an ellipsis if it was cut, after a word."""
    line = one_line(text)
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    words = cut.rpartition(" ")[0] if line[most - 1] != " " else cut
    return (words if len(words) > most // 2 else cut).rstrip() + "…"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 turn``, ``3 turns``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def sentences(text: str, most: int) -> str:
    """The first sentences of a text, at most so many."""
    return " ".join(re.split(r"(?<=[.?!])\s+", text)[:most])


def flowing(text: str) -> str:
    """An author's prose, safe to show, with paragraphs kept and the line breaks inside them left to the screen."""
    paragraphs = re.split(r"\n\s*\n", shown(text).strip())
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
