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
    return spots, bands, wide + 3 * _MARGIN, y + _MARGIN


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
    pen = _Pen(chart, spots)
    for arrow in chart.arrows:
        pen.draw(arrow)
    out += pen.lines
    out += [_node(chart, node, spots[node.name]) for node in chart.nodes]
    out += pen.words
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


class _Pen:
    """Draws arrows, and writes their words where no others stand yet."""

    def __init__(self, chart: Chart, spots: dict[str, _Spot]) -> None:
        self.chart, self.spots = chart, spots
        self.labelled = len(chart.arrows) <= _LABELS
        self.most = max((n for seen in chart.traffic.values() for n in seen.exits.values()), default=0)
        self.taken: dict[int, list[tuple[float, float]]] = {}
        for spot in spots.values():
            for row in range(round(spot.y / 13), round((spot.y + HIGH) / 13) + 1):
                self.taken.setdefault(row, []).append((spot.x, spot.x + WIDE))
        self.lines: list[str] = []
        self.words: list[str] = []

    def draw(self, arrow: Arrow) -> None:
        """An arrow's line, and its words, which are drawn over everything."""
        tip = f"{arrow.source} to {arrow.target}: " + "; ".join(arrow.labels)
        if arrow.target == BACK:
            begin = self.spots[arrow.source]
            x, y = begin.x + WIDE, begin.y + HIGH / 2
            self.lines.append(_path(f"M{x:.0f} {y:.0f}l26 0", "elsewhere", tip))
            self.write(f"back: {arrow.words}", begin.x + 4, begin.y - 6, "start")
        elif arrow.target in self.spots and arrow.source in (ANYWHERE, CLOCK):
            end = self.spots[arrow.target]
            y = end.y + HIGH / 2 + (12 if arrow.source == CLOCK else 0)
            self.lines.append(_path(f"M{end.x - 26:.0f} {y:.0f}L{end.x:.0f} {y:.0f}", "elsewhere", tip))
            self.write(f"{arrow.source}: {arrow.words}", end.x + 4, end.y - 6, "start")
        elif arrow.target in self.spots:
            self.between(arrow, tip)

    def between(self, arrow: Arrow, tip: str) -> None:
        """An arrow from a state to another."""
        line, x, y = _curve(self.spots[arrow.source], self.spots[arrow.target])
        seen = self.chart.traffic.get(arrow.source)
        times = seen.exits.get(arrow.target, 0) if seen else 0
        width = f' style="stroke-width:{1.4 + 5 * times / self.most:.1f}"' if times and self.most else ""
        self.lines.append(_path(line, "often" if times else "", tip, width))
        self.write(f"{times}: {arrow.words}" if times else arrow.words, x, y, "middle")

    def write(self, words: str, x: float, y: float, anchor: str) -> None:
        """Words at a place, or as near to it as there is room."""
        if not self.labelled:
            return
        shown_words = _cut(words, 34)
        wide = 6.0 * len(shown_words)
        left = x - wide / 2 if anchor == "middle" else x
        for away in (0, 13, -13, 26, -26, 39, -39, 52):
            row = round((y + away) / 13)
            if all(left + wide < a or left > b for a, b in self.taken.get(row, ())):
                break
        self.taken.setdefault(row, []).append((left, left + wide))
        self.words.append(
            f'<text class="small" x="{x:.0f}" y="{y + away:.0f}" text-anchor="{anchor}" '
            'style="paint-order:stroke;stroke:var(--paper);stroke-width:3px">'
            f"{_words(shown_words)}</text>"
        )


def _curve(begin: _Spot, end: _Spot) -> tuple[str, float, float]:
    """The line from one state to another, and the middle of it."""
    x1, x2 = begin.x + WIDE / 2, end.x + WIDE / 2
    if end.y > begin.y:
        y1, y2, bend = begin.y + HIGH, end.y, max(30.0, (end.y - begin.y - HIGH) / 2)
        line = f"M{x1:.0f} {y1:.0f}C{x1:.0f} {y1 + bend:.0f} {x2:.0f} {y2 - bend:.0f} {x2:.0f} {y2:.0f}"
        return line, (x1 + x2) / 2, (y1 + y2) / 2
    if end.y == begin.y:
        y = begin.y + HIGH
        line = f"M{x1:.0f} {y:.0f}C{x1:.0f} {y + 46:.0f} {x2:.0f} {y + 46:.0f} {x2:.0f} {y:.0f}"
        return line, (x1 + x2) / 2, y + 20
    y1, y2 = begin.y, end.y + HIGH
    side = 34 if x2 >= x1 else -34
    bend = max(30.0, (y1 - y2) / 2)
    line = (
        f"M{x1 + side:.0f} {y1:.0f}C{x1 + 2 * side:.0f} {y1 - bend:.0f} {x2 + 2 * side:.0f} {y2 + bend:.0f} "
        f"{x2 + side:.0f} {y2:.0f}"
    )
    return line, (x1 + x2) / 2 + 1.5 * side, (y1 + y2) / 2


def _path(line: str, class_: str, tip: str, more: str = "") -> str:
    return f'<path class="arrow {class_}" d="{line}" marker-end="url(#head)"{more}><title>{_words(tip)}</title></path>'
