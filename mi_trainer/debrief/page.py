"""A report as one HTML page: no script, nothing fetched, light and dark, printable, for a screen reader too."""

from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from importlib.resources import files

from mi_trainer.debrief.blocks import (
    Block,
    Bullets,
    Columns,
    Exchanged,
    Figure,
    Heading,
    Para,
    Plot,
    Speech,
    Table,
)
from mi_trainer.debrief.plot import LEGEND, figure
from mi_trainer.debrief.svg import marker, tag
from mi_trainer.debrief.values import Segment
from mi_trainer.plain_text import even_lines, one_line
from scoring.codes import term

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may load for the page: its own style, and nothing else."""


@cache
def _style() -> str:
    return (files("mi_trainer.debrief") / "page.css").read_text(encoding="utf-8")


def page(title: str, blocks: Iterable[Block], closing: str) -> str:
    """The blocks as a whole HTML document; ``closing`` is the small print under it."""
    body = "\n".join(_block(block, number) for number, block in enumerate(blocks))
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{_words(one_line(title))}</title>
<style>
{_style()}</style>
</head>
<body>
<main>
{body}
</main>
<footer><p>{_words(closing)}</p></footer>
</body>
</html>
"""


def _words(text: str) -> str:
    return escape(even_lines(text))


def _block(block: Block, number: int) -> str:
    match block:
        case Heading(level=level, text=words, anchor=anchor):
            attributes = {"id": anchor} if anchor else {}
            return tag(f"h{level}", _words(words), **attributes)
        case Para(loud=loud):
            return f'<p class="loud">{_led(block)}</p>' if loud else f"<p>{_led(block)}</p>"
        case Bullets(items=items):
            return f"<ul>{''.join(f'<li>{_led(item)}</li>' for item in items)}</ul>"
        case Speech():
            return _speech(block)
        case Exchanged():
            return _exchanged(block)
        case Table():
            return _table(block)
        case Figure():
            return _figure(block, number)
        case Columns():
            return "".join(_columns(block))


def _led(para: Para) -> str:
    lead = f'<span class="lead">{_words(para.lead)}:</span> ' if para.lead else ""
    return lead + _words(para.text)


def _speech(speech: Speech) -> str:
    said = "".join(_segment(segment) for segment in speech.segments)
    note = f'<span class="note">[{_words(speech.note)}]</span>' if speech.note else ""
    class_ = "speech mine" if speech.mine else "speech"
    who = f'<span class="lead">{_words(speech.who)}:</span> ' if speech.who else ""
    return f'<div class="{class_}">{who}<span class="said">{said}</span>{note}</div>'


def _segment(segment: Segment) -> str:
    words = _words(segment.text)
    if not segment.codes:
        return words
    codes = [term(code) for code in segment.codes]
    signs = "".join(
        f'<abbr class="code {code.colour}" title="{_words(code.label)}">{_words(code.short)}</abbr>' for code in codes
    )
    return f'<span class="coded {codes[0].colour}"><span class="plain">{words}</span></span>{signs}'


def _exchanged(block: Exchanged) -> str:
    head = (f"Turn {block.turn}" if block.turn else "Opening") + (f", {block.note}" if block.note else "")
    said = "".join(_speech(speech) for speech in block.speeches)
    return f'<p class="turn-head">{_words(head)}</p>{said}'


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{_words(cell)}</th>' for cell in table.head)
    rows = "".join(
        f'<tr><th scope="row">{_words(first)}</th>{"".join(f"<td>{_words(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in table.rows
    )
    caption = "" if table.kept else f"<caption>{_words(table.caption)}</caption>"
    whole = f'<div class="scroll"><table>{caption}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
    return f"<details><summary>{_words(table.caption)}</summary>{whole}</details>" if table.kept else whole


def _figure(block: Figure, number: int) -> str:
    legend = _legend() if block.plot is Plot.LANGUAGE else ""
    return (
        f'<figure><div class="scroll">{figure(block, number)}</div>'
        f"<figcaption><strong>{_words(block.title)}.</strong> {_words(block.described)}{legend}</figcaption></figure>"
    )


def _legend() -> str:
    signs = "".join(
        f'<span><svg width="14" height="14" aria-hidden="true">{marker(shape, 7, 7, f"sign {class_}")}</svg>'
        f"{_words(name)}</span>"
        for shape, class_, name in LEGEND
    )
    return (
        f'<div class="legend">{signs}</div>Under the turn numbers: your moves, abbreviated. '
        "An exclamation mark stands before one that is not MI-adherent, a question mark after one that is in doubt."
    )


def _columns(block: Columns) -> Iterator[str]:
    yield '<div class="columns">'
    for title, blocks in ((block.left, block.left_blocks), (block.right, block.right_blocks)):
        yield f"<div><h3>{_words(title)}</h3>{''.join(_block(each, 0) for each in blocks)}</div>"
    yield "</div>"
