"""A report as Markdown, for notes and portfolios. What people typed stays text: nothing in it is read as markup."""

import re
from collections.abc import Iterable

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
from scoring.codes import term

_ACTIVE = re.compile(r"([\\`*_\[\]<>|~#$&])")
_AT_LINE_START = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))", re.MULTILINE)


def markdown(blocks: Iterable[Block]) -> str:
    """The blocks as Markdown (CommonMark with GitHub's tables)."""
    return "\n\n".join(part for block in blocks if (part := _block(block))) + "\n"


def escaped(words: str) -> str:
    """Words that Markdown shows as they are."""
    safe = _ACTIVE.sub(r"\\\1", even_lines(words))
    return _AT_LINE_START.sub(lambda m: m[1] + (f"\\{m[2]}" if not m[2].isdigit() else f"{m[2]}\\"), safe)


def _cell(words: str) -> str:
    return escaped(one_line(words))


def _block(block: Block) -> str:
    match block:
        case Heading(level=level, text=words):
            return f"{'#' * level} {_cell(words)}"
        case Para():
            return _para(block)
        case Bullets(items=items):
            return "\n".join(f"- {_para(item)}" for item in items)
        case Speech():
            return _speech(block)
        case Exchanged(turn=turn, speeches=speeches, note=note):
            head = f"**{f'Turn {turn}' if turn else 'Opening'}**" + (f" ({_cell(note)})" if note else "")
            return "\n\n".join((head, *(_speech(speech) for speech in speeches)))
        case Table():
            return _table(block)
        case Figure(title=title, described=described):
            return f"**{_cell(title)}.** {_cell(described)}"
        case Columns():
            left = "\n\n".join(_block(each) for each in block.left_blocks)
            right = "\n\n".join(_block(each) for each in block.right_blocks)
            return f"### {_cell(block.left)}\n\n{left}\n\n### {_cell(block.right)}\n\n{right}"


def _para(para: Para) -> str:
    words = _breaks(escaped(para.text))
    if para.loud:
        return f"**{words}**"
    return f"**{_cell(para.lead)}:** {words}" if para.lead else words


def _breaks(words: str) -> str:
    return "  \n".join(line.strip() for line in words.strip().split("\n"))


def _speech(speech: Speech) -> str:
    words = "".join(
        escaped(segment.text) + "".join(f" `[{term(code).short}]`" for code in segment.codes)
        for segment in speech.segments
    )
    said = f"**{_cell(speech.who)}:** {_breaks(words)}" if speech.who else _breaks(words)
    quoted = "\n".join(f"> {line}" for line in said.split("\n"))
    return f"{quoted}\n>\n> *{_cell(speech.note)}*" if speech.note else quoted


def _table(table: Table) -> str:
    rows = [table.head, tuple("---" for _ in table.head), *table.rows]
    lines = [f"| {' | '.join(_cell(cell) if row is not rows[1] else cell for cell in row)} |" for row in rows]
    return f"**{_cell(table.caption)}**\n\n" + "\n".join(lines)
