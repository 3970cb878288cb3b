"""A report as plain text: for screen readers, pipes and small terminals. No boxes, no columns, no colour."""

import textwrap
from collections.abc import Iterable, Iterator

from mi_trainer.debrief.blocks import (
    Block,
    Bullets,
    Columns,
    Exchanged,
    Figure,
    Heading,
    Para,
    Speech,
    Table,
)
from mi_trainer.plain_text import even_lines, one_line

WIDTH = 78


def text(blocks: Iterable[Block]) -> str:
    """The blocks as lines of at most :data:`WIDTH` characters, a blank line between blocks, headings in capitals."""
    return "\n\n".join(part for block in blocks if (part := "\n".join(_lines(block)))) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(level=level, text=words):
            yield one_line(words).upper() if level < 3 else one_line(words)
        case Para():
            yield from _filled(_led(block))
        case Bullets(items=items):
            for item in items:
                yield from _filled(_led(item), hanging="  ")
        case Speech():
            yield from _speech(block)
        case Exchanged(turn=turn, speeches=speeches, note=note):
            yield (f"Turn {turn}" if turn else "Opening") + (f", {note}" if note else "") + "."
            for speech in speeches:
                yield from _speech(speech)
        case Table():
            if not block.kept:
                yield from _table(block)
        case Figure(title=title, described=described):
            yield from _filled(f"{title}. {described}")
        case Columns():
            yield one_line(block.left) + ":"
            yield from _nested(block.left_blocks)
            yield ""
            yield one_line(block.right) + ":"
            yield from _nested(block.right_blocks)


def _nested(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        yield from _lines(block)


def _led(para: Para) -> str:
    return f"{para.lead}: {para.text}" if para.lead else para.text


def _speech(speech: Speech) -> Iterator[str]:
    words = "".join(segment.text for segment in speech.segments)
    yield from _filled(f"{speech.who}: {words}" if speech.who else words, hanging="  ")
    if speech.note:
        yield from _filled(f"[{speech.note}]", "  ", "  ")


def _table(table: Table) -> Iterator[str]:
    yield one_line(table.caption) + ":"
    for first, *rest in table.rows:
        told = "; ".join(cell for cell in rest if cell)
        yield from _filled(f"{first.strip()}: {told}", "  ", "    ")


def _filled(words: str, indent: str = "", hanging: str = "") -> Iterator[str]:
    for line in even_lines(words).split("\n"):
        yield from textwrap.wrap(
            line.expandtabs(2), WIDTH, initial_indent=indent, subsequent_indent=hanging, break_on_hyphens=False
        )
