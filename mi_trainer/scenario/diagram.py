"""A scenario drawn: as an outline, for Mermaid or Graphviz, as SVG, or as one HTML page with nothing fetched."""

from collections.abc import Callable
from html import escape
from textwrap import wrap

from mi_trainer.plain_text import shown
from mi_trainer.scenario.chart import ANYWHERE, CLOCK, Arrow, Chart, Node
from mi_trainer.scenario.collecting import collected_later
from mi_trainer.scenario.diagram_svg import STYLE, svg
from mi_trainer.scenario.model import BACK


def _by_source(chart: Chart) -> dict[str, list[Arrow]]:
    made: dict[str, list[Arrow]] = {}
    for arrow in chart.arrows:
        made.setdefault(arrow.source, []).append(arrow)
    return made


def _said(node: Node) -> str:
    words = [f"ending: {node.outcome}"] if node.outcome else []
    words += ["start"] if node.start else []
    words += [f"{node.stays} more that stay here"] if node.stays else []
    return f" ({', '.join(words)})" if words else ""


def text(chart: Chart) -> str:
    """An outline that can be read aloud: every state under its process, every arrow in words."""
    out, arrows = [shown(chart.title), ""], _by_source(chart)
    for group, nodes in chart.groups().items():
        out.append(group.upper() + (" LANE" if group == "safety" else ""))
        for node in nodes:
            out.append(f"  {node.name}{_said(node)}")
            for arrow in arrows.get(node.name, []):
                to = "back to where they were" if arrow.target == BACK else arrow.target
                out += [f"    {words} -> {to}" for words in arrow.labels]
            out += _traffic_words(chart, node.name)
        out.append("")
    for source, title in ((ANYWHERE, "FROM ANY STATE OUTSIDE THE SAFETY LANE"), (CLOCK, "WHEN THE TIME IS UP")):
        if source in arrows:
            out.append(title)
            out += [f"    {words} -> {arrow.target}" for arrow in arrows[source] for words in arrow.labels]
            out.append("")
    return "\n".join(out).rstrip() + "\n"


def _traffic_words(chart: Chart, state: str) -> list[str]:
    seen = chart.traffic.get(state)
    if seen is None:
        return []
    out = [f"    sessions: {seen.length()}; heard {seen.mix() or 'nothing'}"]
    if seen.exits:
        out.append("    went to: " + ", ".join(f"{to} {n}" for to, n in seen.exits.items()))
    out += [f"    only otherwise caught ({n}): {shown(words)}" for words, n in seen.unheard]
    return out


_ACROSS = 40
"""Letters in a line of an arrow's words, where another program lays them out."""

_MERMAID = {'"': "#quot;", "#": "#35;", "<": "#lt;", ">": "#gt;", "[": "#91;", "]": "#93;", "|": "#124;", "`": "#96;"}


def _lines(arrow: Arrow) -> list[str]:
    """All that an arrow's reactions ask for, broken into lines: a condition that is cut short says something else."""
    each = (f"{'/ ' if n else ''}{shown(words)}" for n, words in enumerate(arrow.labels))
    return [line for words in each for line in wrap(words, _ACROSS)]


def _mermaid(words: str) -> str:
    return "".join(_MERMAID.get(char, char) for char in shown(words))


def mermaid(chart: Chart) -> str:
    """A Mermaid flowchart. States keep their names behind a prefix, so that none is taken for a keyword."""
    out = ["flowchart TD"]
    for group, nodes in chart.groups().items():
        out.append(f'  subgraph g_{group}["{group}"]')
        for node in nodes:
            seen = chart.traffic.get(node.name)
            more = f"<br/>{seen.length()}" if seen else ""
            if node.outcome:
                out.append(f'    s_{node.name}(["{node.name}<br/>{node.outcome}{more}"])')
            else:
                mark = "<br/>start" if node.start else ""
                out.append(f'    s_{node.name}["{node.name}{mark}{more}"]')
        out.append("  end")
    sources = {arrow.source for arrow in chart.arrows}
    targets = {arrow.target for arrow in chart.arrows}
    for name in (ANYWHERE, CLOCK, BACK):
        if name in sources | targets:
            out.append(f'  x_{name}{{{{"{name}"}}}}')
    for arrow in chart.arrows:
        source = f"x_{arrow.source}" if arrow.source in (ANYWHERE, CLOCK) else f"s_{arrow.source}"
        target = f"x_{BACK}" if arrow.target == BACK else f"s_{arrow.target}"
        out.append(f'  {source} -->|"{"<br/>".join(map(_mermaid, _lines(arrow)))}"| {target}')
    return "\n".join(out) + "\n"


def _quoted(*lines: str) -> str:
    return '"' + "\\n".join(shown(line).replace("\\", "\\\\").replace('"', '\\"') for line in lines) + '"'


def dot(chart: Chart) -> str:
    """A Graphviz graph: processes as clusters, the safety lane dashed, endings as double boxes."""
    out = ["digraph scenario {", f"  label={_quoted(chart.title)}; rankdir=TB; node [shape=box];"]
    for group, nodes in chart.groups().items():
        style = " style=dashed;" if group == "safety" else ""
        out.append(f"  subgraph cluster_{group} {{ label={_quoted(group)};{style}")
        for node in nodes:
            seen = chart.traffic.get(node.name)
            more = f"\\n{seen.length()}" if seen else ""
            ending = f"\\n{node.outcome}" if node.outcome else ""
            shape = " peripheries=2" if node.outcome else (" style=bold" if node.start else "")
            out.append(f'    "{node.name}" [label="{node.name}{ending}{more}"{shape}];')
        out.append("  }")
    for arrow in chart.arrows:
        dashed = " style=dashed" if arrow.source in (ANYWHERE, CLOCK) or arrow.target == BACK else ""
        source = f"({arrow.source})" if arrow.source in (ANYWHERE, CLOCK) else arrow.source
        target = f"({BACK})" if arrow.target == BACK else arrow.target
        out.append(f"  {_quoted(source)} -> {_quoted(target)} [label={_quoted(*_lines(arrow))}{dashed}];")
    return "\n".join([*out, "}"]) + "\n"


@collected_later()
def html(chart: Chart) -> str:
    """One page: the picture, and under it the outline as a list. No script, nothing fetched; light and dark."""
    title = escape(shown(chart.title))
    return (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<style>\n{STYLE}{_PAGE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f'<div class="picture" tabindex="0" role="region" aria-label="Diagram; scrolls">\n{svg(chart)}</div>\n'
        f"<h2>In words</h2>\n{_outline(chart)}</body>\n</html>\n"
    )


_PAGE = """
body { font: 16px/1.5 system-ui, sans-serif; margin: 1.5rem; color-scheme: light dark; }
.picture { overflow: auto; max-height: 80vh; border: 1px solid #8888; }
.picture svg { display: block; }
dt { font-weight: 600; margin-top: .8rem; }
.unheard { white-space: pre-wrap; }
"""


def _outline(chart: Chart) -> str:
    out, arrows = [], _by_source(chart)
    for group, nodes in chart.groups().items():
        out.append(f"<h3>{escape(group.capitalize())}{' lane' if group == 'safety' else ''}</h3>\n<dl>")
        for node in nodes:
            out.append(f"<dt>{escape(node.name + _said(node))}</dt>")
            for arrow in arrows.get(node.name, []):
                to = "back to where they were" if arrow.target == BACK else arrow.target
                out += [f"<dd>{escape(shown(words))} → {escape(to)}</dd>" for words in arrow.called()]
            out += [f'<dd class="unheard">{escape(line.strip())}</dd>' for line in _traffic_words(chart, node.name)]
        out.append("</dl>")
    for source, title in ((ANYWHERE, "From any state outside the safety lane"), (CLOCK, "When the time is up")):
        if source in arrows:
            out.append(f"<h3>{title}</h3>\n<ul>")
            out += [
                f"<li>{escape(shown(words))} → {escape(arrow.target)}</li>"
                for arrow in arrows[source]
                for words in arrow.called()
            ]
            out.append("</ul>")
    return "\n".join(out) + "\n"


FORMATS: dict[str, Callable[[Chart], str]] = {"text": text, "mermaid": mermaid, "dot": dot, "svg": svg, "html": html}
"""Every way of drawing a chart, by the name that ``--format`` takes."""
