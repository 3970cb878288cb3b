"""A debrief's blocks as text for the terminal: what is said is decided in the outline, here only how it stands."""

from collections.abc import Iterable, Sequence

from textual.content import Content

from mi_trainer.debrief.blocks import Block, Bullets, Exchanged, Heading, Para, Speech, Table
from mi_trainer.tui.text import flowing, one_line, shown

_NARROW = 96
"""Below this width, in cells, a table's rows stand as two lines."""


def sections(blocks: Iterable[Block]) -> dict[str, tuple[Block, ...]]:
    """The blocks under their second-level headings; what comes before the first is under the empty name."""
    found: dict[str, list[Block]] = {"": []}
    at = ""
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            at = block.text
            found.setdefault(at, [])
        found[at].append(block)
    return {name: tuple(each) for name, each in found.items()}


def drawn(blocks: Sequence[Block], width: int) -> Content:
    """The blocks as one text for a place of that width. Figures are drawn elsewhere."""
    parts = [part for block in blocks if (part := _drawn(block, width)) is not None]
    return Content("\n\n").join(parts)


def _drawn(block: Block, width: int) -> Content | None:
    match block:
        case Heading(level=level, text=words):
            return Content(one_line(words)).stylize("bold $accent" if level < 3 else "bold")
        case Para():
            return _led(block)
        case Bullets(items=items):
            return Content("\n").join(Content.assemble("- ", _led(item)) for item in items)
        case Speech(who=who, segments=segments, note=note):
            words = "".join(segment.text for segment in segments)
            said = Content.assemble((one_line(who), "bold"), ": " if who else "", shown(words))
            return Content.assemble(said, (f"  ({one_line(note)})", "$quiet")) if note else said
        case Exchanged(speeches=speeches):
            return Content("\n").join(part for speech in speeches if (part := _drawn(speech, width)))
        case Table(kept=False):
            return _table(block, width)
    return None


def _led(para: Para) -> Content:
    words = Content(flowing(para.text))
    if para.loud:
        words = words.stylize("bold")
    return Content.assemble((f"{one_line(para.lead)}. ", "bold $accent"), words) if para.lead else words


def _table(table: Table, width: int) -> Content:
    caption = Content(one_line(table.caption)).stylize("bold")
    columns = len(table.head)
    widths = [max(len(row[n]) for row in (table.head, *table.rows)) for n in range(columns)]
    if columns > 2 and (width < _NARROW or sum(widths) + 2 * columns > width):
        rows = [_stacked(row) for row in table.rows]
    else:
        rows = [
            _aligned(table.head, widths).stylize("$quiet"),
            *(_aligned(row, widths) for row in table.rows),
        ]
    return Content("\n").join([caption, *rows])


def _aligned(row: Sequence[str], widths: Sequence[int]) -> Content:
    return Content("  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)).rstrip())


def _stacked(row: Sequence[str]) -> Content:
    name, value, *rest = row
    more = " · ".join(cell for cell in rest if cell)
    return Content.assemble(name, "  ", (value, "bold"), (f"\n    {more}" if more else "", "$quiet"))
