"""A chart as SVG, laid out here: bands for MI's processes from top to bottom, the safety lane beside them.

States stand in the order in which the talk first comes to them, so that most arrows point down; every other row is
set off by half a column, so that few lines run behind a state. The work grows with states and arrows. An arrow
carries its reaction's name where there is room for it; what the reaction asks for is in its tooltip.
"""

from collections import deque
from collections.abc import Iterable
from html import escape
from math import ceil, sqrt
from typing import NamedTuple

from mi_trainer.plain_text import shown
from mi_trainer.scenario.chart import ANYWHERE, CLOCK, ENDINGS, Arrow, Chart, Node
from mi_trainer.scenario.collecting import collected_later
from mi_trainer.scenario.model import BACK

WIDE, HIGH = 190, 50
_ACROSS, _DOWN, _MARGIN, _HEAD = 80, 84, 24, 26
_FOOT = 48
"""Room under a band's last row, for the arrows that leave it."""
_LABELS = 140
"""The most arrows that carry their words; with more, only their tooltips do."""
_LONG, _LETTER, _LINE = 30, 6.2, 13
"""Words beside a line: the most letters, and how wide and high one is."""
_ALONG = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78, 0.15, 0.85)
"""Where on a line its words may stand, the best place first."""

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


class _Curve(NamedTuple):
    """A line from one state to another: a cubic Bézier's four points."""

    begin: _Spot
    leaving: _Spot
    coming: _Spot
    end: _Spot

    def path(self) -> str:
        points = [f"{spot.x:.0f} {spot.y:.0f}" for spot in self]
        return f"M{points[0]}C{' '.join(points[1:])}"

    def at(self, t: float) -> _Spot:
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        return _Spot(
            sum(w * spot.x for w, spot in zip(weights, self, strict=True)),
            sum(w * spot.y for w, spot in zip(weights, self, strict=True)),
        )


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
    set_off = 0
    for group in (g for g in groups if g != "safety"):
        nodes = sorted(groups[group], key=lambda node: order[node.name])
        band = _row(group, nodes, across, _MARGIN, y, spots, set_off)
        set_off = (set_off + ceil(len(nodes) / across)) % 2
        bands.append(band)
        main_wide = max(main_wide, band.wide)
        y += band.high + 16
    bands = [band._replace(wide=main_wide) for band in bands]
    wide = _MARGIN + main_wide
    if "safety" in groups:
        nodes = sorted(groups["safety"], key=lambda node: order[node.name])
        lane = _row("safety", nodes, max(1, ceil(len(nodes) / 40)), wide + 40, _MARGIN + 40.0, spots, 0)
        bands.append(lane)
        y, wide = max(y, lane.y + lane.high + 16), lane.x + lane.wide
    return spots, bands, wide + 3 * _MARGIN, y + _MARGIN


def _row(
    group: str, nodes: list[Node], across: int, x: float, y: float, spots: dict[str, _Spot], set_off: int
) -> _Band:
    """A band's states in rows; every other row, counted from ``set_off`` over all bands, is half a column on."""
    columns = max(1, min(across, len(nodes)))
    step = WIDE + _ACROSS
    rows = ceil(len(nodes) / columns)
    shifts = [step / 2 * ((set_off + row) % 2) if group != "safety" else 0.0 for row in range(rows)]
    for n, node in enumerate(nodes):
        row, column = divmod(n, columns)
        spots[node.name] = _Spot(x + _ACROSS / 2 + shifts[row] + column * step, y + _HEAD + 10 + row * (HIGH + _DOWN))
    high = _HEAD + 10 + rows * (HIGH + _DOWN) - _DOWN + _FOOT
    return _Band(group, x, y, columns * step + max(shifts), high)


@collected_later()
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
    pen = _Pen(chart, spots, bands)
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
        second += f" · {seen.length()}"
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

    def __init__(self, chart: Chart, spots: dict[str, _Spot], bands: list[_Band]) -> None:
        self.chart, self.spots = chart, spots
        self.labelled = len(chart.arrows) <= _LABELS
        self.most = max((n for seen in chart.traffic.values() for n in seen.exits.values()), default=0)
        self.taken: dict[int, list[tuple[float, float]]] = {}
        for spot in spots.values():
            for row in range(int(spot.y / _LINE), int((spot.y + HIGH) / _LINE) + 2):
                self.taken.setdefault(row, []).append((spot.x, spot.x + WIDE))
        for band in bands:
            for row in (int((band.y + 8) / _LINE), int((band.y + 18) / _LINE)):
                self.taken.setdefault(row, []).append((band.x, band.x + 10 + _LETTER * 12))
        self.lines: list[str] = []
        self.words: list[str] = []

    def draw(self, arrow: Arrow) -> None:
        """An arrow's line, and its words, which are drawn over everything."""
        tip = f"{arrow.source} to {arrow.target}: " + "; ".join(arrow.called())
        if arrow.target == BACK:
            begin = self.spots[arrow.source]
            x, y = begin.x + WIDE, begin.y + HIGH / 2
            self.lines.append(_path(f"M{x:.0f} {y:.0f}l26 0", "elsewhere", tip))
            self.beside(f"back: {arrow.short}", begin)
        elif arrow.target in self.spots and arrow.source in (ANYWHERE, CLOCK):
            end = self.spots[arrow.target]
            y = end.y + HIGH / 2 + (12 if arrow.source == CLOCK else 0)
            self.lines.append(_path(f"M{end.x - 26:.0f} {y:.0f}L{end.x:.0f} {y:.0f}", "elsewhere", tip))
            self.beside(f"{arrow.source}: {arrow.short}", end)
        elif arrow.target in self.spots:
            self.between(arrow, tip)

    def between(self, arrow: Arrow, tip: str) -> None:
        """An arrow from a state to another."""
        curve = _curve(self.spots[arrow.source], self.spots[arrow.target])
        seen = self.chart.traffic.get(arrow.source)
        times = seen.exits.get(arrow.target, 0) if seen else 0
        width = f' style="stroke-width:{1.4 + 5 * times / self.most:.1f}"' if times and self.most else ""
        self.lines.append(_path(curve.path(), "often" if times else "", tip, width))
        places = (
            _Spot(spot.x, spot.y + 4 + away)
            for away in (0, -_LINE, _LINE, -2 * _LINE, 2 * _LINE)
            for spot in map(curve.at, _ALONG)
        )
        self.write(f"{times}: {arrow.short}" if times else arrow.short, places, "middle")

    def beside(self, words: str, state: _Spot) -> None:
        """Words above a state, or below it."""
        below = state.y + HIGH + _LINE
        places = [_Spot(state.x + 4, y) for y in (state.y - 6, state.y - 6 - _LINE, below, below + _LINE)]
        self.write(words, places, "start")

    def write(self, words: str, places: Iterable[_Spot], anchor: str) -> None:
        """Words at the first of some places where there is room; nowhere if there is none."""
        if not self.labelled:
            return
        shown_words = _cut(words, _LONG)
        wide = _LETTER * len(shown_words) + 6
        for place in places:
            left = place.x - wide / 2 if anchor == "middle" else place.x
            rows = (int((place.y - 9) / _LINE), int((place.y + 2) / _LINE))
            if all(left + wide < a or left > b for row in rows for a, b in self.taken.get(row, ())):
                for row in set(rows):
                    self.taken.setdefault(row, []).append((left, left + wide))
                self.words.append(
                    f'<text class="small" x="{place.x:.0f}" y="{place.y:.0f}" text-anchor="{anchor}" '
                    'style="paint-order:stroke;stroke:var(--band);stroke-width:4px">'
                    f"{_words(shown_words)}</text>"
                )
                return


def _curve(begin: _Spot, end: _Spot) -> _Curve:
    """The line from one state to another."""
    x1, x2 = begin.x + WIDE / 2, end.x + WIDE / 2
    if end.y > begin.y:
        y1, y2, bend = begin.y + HIGH, end.y, max(30.0, (end.y - begin.y - HIGH) / 2)
        return _Curve(_Spot(x1, y1), _Spot(x1, y1 + bend), _Spot(x2, y2 - bend), _Spot(x2, y2))
    if end.y == begin.y:
        on = x2 >= x1  # forth below the states, back above them
        y, side = (begin.y + HIGH, 14) if on else (begin.y, -14)
        deep = (44 if on else -32) * (1 + abs(x2 - x1) / (WIDE + _ACROSS) / 5)
        return _Curve(_Spot(x1 + side, y), _Spot(x1 + side, y + deep), _Spot(x2 - side, y + deep), _Spot(x2 - side, y))
    y1, y2 = begin.y, end.y + HIGH
    side = 34 if x2 >= x1 else -34
    bend = max(30.0, (y1 - y2) / 2)
    return _Curve(
        _Spot(x1 + side, y1), _Spot(x1 + 2 * side, y1 - bend), _Spot(x2 + 2 * side, y2 + bend), _Spot(x2 + side, y2)
    )


def _path(line: str, class_: str, tip: str, more: str = "") -> str:
    return f'<path class="arrow {class_}" d="{line}" marker-end="url(#head)"{more}><title>{_words(tip)}</title></path>'
