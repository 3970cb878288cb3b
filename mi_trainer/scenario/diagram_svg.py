"""A chart as SVG, laid out here: bands for MI's processes from top to bottom, the safety lane beside them.

States stand in the order in which the talk first comes to them, so that most arrows point down. The work grows with
states and arrows. What an arrow asks for is written on it while there is room, and always in its tooltip.
"""

from collections import deque
from html import escape
from math import ceil, sqrt
from typing import NamedTuple

from mi_trainer.plain_text import shown
from mi_trainer.scenario.chart import ANYWHERE, CLOCK, ENDINGS, Arrow, Chart, Node
from mi_trainer.scenario.model import BACK

WIDE, HIGH = 190, 50
_ACROSS, _DOWN, _MARGIN, _HEAD = 70, 74, 24, 26
_LABELS = 140
"""The most arrows that carry their words; with more, only their tooltips do."""

STYLE = """
.chart { --ink: #1c2833; --paper: #ffffff; --soft: #5d6d7e; --line: #85929e; --band: #f2f5f8;
  --engaging: #dcebf7; --focusing: #e3e0f5; --evoking: #dff2e1; --planning: #fbeecb; --safety: #f9dfe4;
  --endings: #ececec; font-family: system-ui, sans-serif; background: var(--paper); }
@media (prefers-color-scheme: dark) { .chart { --ink: #eef2f5; --paper: #16191d; --soft: #a9b4bf; --line: #7b8794;
  --band: #1e2329; --engaging: #1f3a52; --focusing: #35305c; --evoking: #1f4527; --planning: #544410;
  --safety: #5a2430; --endings: #3a3f45; } }
.chart text { fill: var(--ink); font-size: 13px; }
.chart .small { fill: var(--soft); font-size: 11px; }
.chart .band { fill: var(--band); stroke: none; }
.chart .lane { stroke: var(--ink); stroke-dasharray: 6 4; }
.chart .state { stroke: var(--ink); stroke-width: 1; }
.chart .start { stroke-width: 3; }
.chart .inner { fill: none; stroke: var(--ink); }
.chart .arrow { fill: none; stroke: var(--line); stroke-width: 1.4; }
.chart .often { stroke: var(--ink); }
.chart .elsewhere { stroke-dasharray: 4 4; }
.chart .head { fill: var(--line); }
"""


class _Spot(NamedTuple):
    x: float
    y: float


class _Band(NamedTuple):
    group: str
    x: float
    y: float
    wide: float
    high: float


def _first_met(chart: Chart) -> dict[str, int]:
    """In which order the talk first comes to each state, from the start; the rest after those."""
    leads: dict[str, list[str]] = {}
    for arrow in chart.arrows:
        leads.setdefault(arrow.source, []).append(arrow.target)
    order: dict[str, int] = {}
    queue = deque([node.name for node in chart.nodes if node.start] + [ANYWHERE])
    while queue:
        name = queue.popleft()
        if name not in order:
            order[name] = len(order)
            queue.extend(leads.get(name, ()))
    for node in chart.nodes:
        order.setdefault(node.name, len(order))
    return order


def _placed(chart: Chart) -> tuple[dict[str, _Spot], list[_Band], float, float]:
    order, groups = _first_met(chart), chart.groups()
    biggest = max((len(nodes) for nodes in groups.values()), default=1)
    across = max(4, ceil(sqrt(biggest) * 1.3))
    spots: dict[str, _Spot] = {}
    bands: list[_Band] = []
    y = _MARGIN + 40.0
    main_wide = 0.0
    for group in (g for g in groups if g != "safety"):
        nodes = sorted(groups[group], key=lambda node: order[node.name])
        band = _row(group, nodes, across, _MARGIN, y, spots)
        bands.append(band)
        main_wide = max(main_wide, band.wide)
        y += band.high + 16
    bands = [band._replace(wide=main_wide) for band in bands]
    wide = _MARGIN + main_wide
    if "safety" in groups:
        nodes = sorted(groups["safety"], key=lambda node: order[node.name])
        lane = _row("safety", nodes, max(1, ceil(len(nodes) / 40)), wide + 40, _MARGIN + 40.0, spots)
        bands.append(lane)
        y, wide = max(y, lane.y + lane.high + 16), lane.x + lane.wide
    return spots, bands, wide + _MARGIN, y + _MARGIN


def _row(group: str, nodes: list[Node], across: int, x: float, y: float, spots: dict[str, _Spot]) -> _Band:
    columns = max(1, min(across, len(nodes)))
    for n, node in enumerate(nodes):
        row, column = divmod(n, columns)
        spots[node.name] = _Spot(x + _ACROSS / 2 + column * (WIDE + _ACROSS), y + _HEAD + 10 + row * (HIGH + _DOWN))
    rows = ceil(len(nodes) / columns)
    return _Band(group, x, y, columns * (WIDE + _ACROSS), _HEAD + 10 + rows * (HIGH + _DOWN) - _DOWN + 34)


def svg(chart: Chart) -> str:
    """The chart as one SVG element, with its own style, no script and nothing fetched."""
    spots, bands, wide, high = _placed(chart)
    wide = max(wide, 520.0)
    out = [
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.0f} {high:.0f}" '
        f'width="{wide:.0f}" height="{high:.0f}" role="img" aria-label="{_words(chart.title)}">',
        f"<title>{_words(chart.title)}</title>\n<style>{STYLE}</style>",
        '<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" '
        'orient="auto-start-reverse"><path class="head" d="M0 0L10 5L0 10z"/></marker></defs>',
        f'<text x="{_MARGIN}" y="{_MARGIN + 8}" font-weight="600">{_words(chart.title)}</text>',
    ]
    out += [_band(band) for band in bands]
    labelled = len(chart.arrows) <= _LABELS
    most = max((n for seen in chart.traffic.values() for n in seen.exits.values()), default=0)
    drawn = [_arrow(chart, arrow, spots, most, labelled=labelled) for arrow in chart.arrows]
    out += [line for line, _ in drawn]
    out += [_node(chart, node, spots[node.name]) for node in chart.nodes]
    out += [words for _, words in drawn if words]
    return "\n".join([*out, "</svg>"]) + "\n"


def _words(text: str) -> str:
    return escape(shown(text))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _band(band: _Band) -> str:
    lane = " lane" if band.group == "safety" else ""
    name = "safety lane" if lane else band.group
    return (
        f'<rect class="band{lane}" x="{band.x:.0f}" y="{band.y:.0f}" width="{band.wide:.0f}" '
        f'height="{band.high:.0f}" rx="8"/>'
        f'<text class="small" x="{band.x + 10:.0f}" y="{band.y + 18:.0f}">{name}</text>'
    )


def _node(chart: Chart, node: Node, at: _Spot) -> str:
    group = ENDINGS if node.outcome else node.group
    start = " start" if node.start else ""
    seen = chart.traffic.get(node.name)
    second = f"ending: {node.outcome}" if node.outcome else ("start" if node.start else f"{node.stays} stay here")
    if seen:
        second += f" · {seen.turns} turns"
    inner = (
        f'<rect class="inner" x="{at.x + 4:.0f}" y="{at.y + 4:.0f}" width="{WIDE - 8}" height="{HIGH - 8}" rx="18"/>'
        if node.outcome
        else ""
    )
    tip = f"{node.name}" + (f": {seen.mix()}" if seen else "")
    return (
        f'<g><title>{_words(tip)}</title><rect class="state{start}" x="{at.x:.0f}" y="{at.y:.0f}" width="{WIDE}" '
        f'height="{HIGH}" rx="{22 if node.outcome else 6}" style="fill:var(--{group})"/>{inner}'
        f'<text x="{at.x + WIDE / 2:.0f}" y="{at.y + 22:.0f}" text-anchor="middle">{_words(_cut(node.name, 24))}</text>'
        f'<text class="small" x="{at.x + WIDE / 2:.0f}" y="{at.y + 38:.0f}" text-anchor="middle">'
        f"{_words(second)}</text></g>"
    )


def _arrow(chart: Chart, arrow: Arrow, spots: dict[str, _Spot], most: int, *, labelled: bool) -> tuple[str, str]:
    """An arrow's line, and its words, which are drawn over everything."""
    stub = arrow.source in (ANYWHERE, CLOCK)
    if arrow.target not in spots and arrow.target != BACK:
        return "", ""
    tip = f"{arrow.source} to {arrow.target}: " + "; ".join(arrow.labels)
    if stub:
        end = spots[arrow.target]
        shift = 14 if arrow.source == CLOCK else 0
        start = _Spot(end.x - 26, end.y + HIGH / 2 + shift)
        line = f"M{start.x:.0f} {start.y:.0f}L{end.x:.0f} {start.y:.0f}"
        words = _label(arrow, end.x - 30, start.y + 4, "end", prefix=f"{arrow.source}: ") if labelled else ""
        return _path(line, "elsewhere", tip), words
    begin = spots[arrow.source]
    if arrow.target == BACK:
        x, y = begin.x + WIDE, begin.y + HIGH / 2
        line = f"M{x:.0f} {y:.0f}l26 0"
        return _path(line, "elsewhere", tip), (
            _label(arrow, x + 4, y - 5, "start", prefix="back: ") if labelled else ""
        )
    end = spots[arrow.target]
    x1, x2 = begin.x + WIDE / 2, end.x + WIDE / 2
    if end.y > begin.y:
        y1, y2, bend = begin.y + HIGH, end.y, max(30.0, (end.y - begin.y - HIGH) / 2)
        line = f"M{x1:.0f} {y1:.0f}C{x1:.0f} {y1 + bend:.0f} {x2:.0f} {y2 - bend:.0f} {x2:.0f} {y2:.0f}"
    elif end.y == begin.y:
        y1 = y2 = begin.y + HIGH
        line = f"M{x1:.0f} {y1:.0f}C{x1:.0f} {y1 + 46:.0f} {x2:.0f} {y2 + 46:.0f} {x2:.0f} {y2:.0f}"
        y1 = y2 = y1 + 20
    else:
        y1, y2 = begin.y, end.y + HIGH
        side = 34 if x2 >= x1 else -34
        bend = max(30.0, (y1 - y2) / 2)
        line = (
            f"M{x1 + side:.0f} {y1:.0f}C{x1 + 2 * side:.0f} {y1 - bend:.0f} {x2 + 2 * side:.0f} {y2 + bend:.0f} "
            f"{x2 + side:.0f} {y2:.0f}"
        )
        x1, x2 = x1 + 1.5 * side, x2 + 1.5 * side
    seen = chart.traffic.get(arrow.source)
    times = seen.exits.get(arrow.target, 0) if seen else 0
    width = f' style="stroke-width:{1.4 + 5 * times / most:.1f}"' if times and most else ""
    label = (
        _label(arrow, (x1 + x2) / 2, (y1 + y2) / 2, "middle", prefix=f"{times}: " if times else "") if labelled else ""
    )
    return _path(line, "often" if times else "", tip, width), label


def _path(line: str, class_: str, tip: str, more: str = "") -> str:
    return f'<path class="arrow {class_}" d="{line}" marker-end="url(#head)"{more}><title>{_words(tip)}</title></path>'


def _label(arrow: Arrow, x: float, y: float, anchor: str, prefix: str = "") -> str:
    return (
        f'<text class="small" x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" '
        'style="paint-order:stroke;stroke:var(--paper);stroke-width:3px">'
        f"{_words(_cut(prefix + arrow.words, 34))}</text>"
    )
