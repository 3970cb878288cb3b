"""A chart as SVG, laid out here: bands for MI's processes from top to bottom, the safety lane beside them.

States stand in the order in which the talk first comes to them, so that most arrows point down; every other row is
set off by half a column, so that few lines run behind a state. The work grows with states and arrows. An arrow
carries its reaction's name where there is room for it; what the reaction asks for is in its tooltip.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from html import escape
from itertools import product
from math import ceil, sqrt
from typing import NamedTuple

from mi_trainer.plain_text import shown
from mi_trainer.scenario.chart import ANYWHERE, CLOCK, ENDINGS, Arrow, Chart, Node
from mi_trainer.scenario.collecting import collected_later
from mi_trainer.scenario.model import BACK, Process

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

HEAD = 11
"""How long and wide an arrow's head is, however thick its line."""
_CLEAR = 6
"""How far a line keeps from the states that it passes."""
_ASIDE = (0, 90, -90, 150, -150, 210, -210, 290, -290, 380, -380)
"""How far aside a line may swing to pass the states in its way, the best first."""

_COLOURS = {
    "ink": ("#1c2833", "#eef2f5"),
    "paper": ("#ffffff", "#16191d"),
    "soft": ("#5d6d7e", "#a9b4bf"),
    "line": ("#85929e", "#7b8794"),
    "band": ("#f2f5f8", "#1e2329"),
    "engaging": ("#dcebf7", "#1f3a52"),
    "focusing": ("#e3e0f5", "#35305c"),
    "evoking": ("#dff2e1", "#1f4527"),
    "planning": ("#fbeecb", "#544410"),
    "safety": ("#f9dfe4", "#5a2430"),
    "endings": ("#ececec", "#3a3f45"),
}
"""Each colour on a light and on a dark ground."""
_PAINTED = {
    "text": "fill: {ink}",
    ".small": "fill: {soft}",
    ".paper": "fill: {paper}",
    ".band": "fill: {band}",
    ".behind": "fill: {band}",
    ".lane": "stroke: {ink}",
    ".state": "stroke: {ink}",
    ".inner": "stroke: {ink}",
    ".arrow": "stroke: {line}",
    ".often": "stroke: {ink}",
    ".head": "fill: {line}",
    ".often-head": "fill: {ink}",
    **{f".{group}": f"fill: {{{group}}}" for group in (*Process, ENDINGS)},
}
_SHAPED = """
.chart { font-family: system-ui, sans-serif; }
.chart text { font-size: 13px; }
.chart .small { font-size: 11px; }
.chart .lane { stroke-width: 1; stroke-dasharray: 6 4; }
.chart .state { stroke-width: 1; }
.chart .start { stroke-width: 3; }
.chart .inner { fill: none; }
.chart .arrow { fill: none; stroke-width: 1.4; }
.chart .elsewhere { stroke-dasharray: 4 4; }
"""


def _painted(dark: bool) -> str:
    """The rules for colours. Many programs that show a picture know no ``var()`` and would paint all of it black."""
    colours = {name: both[dark] for name, both in _COLOURS.items()}
    return "".join(f".chart {what} {{ {how.format_map(colours)}; }}\n" for what, how in _PAINTED.items())


STYLE = f"{_painted(False)}{_SHAPED.lstrip()}@media (prefers-color-scheme: dark) {{\n{_painted(True)}}}\n"


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
        return f"M{self.begin.x:.0f} {self.begin.y:.0f}{self.onward()}"

    def onward(self) -> str:
        """The path on from where the one before has led."""
        return "C" + " ".join(f"{spot.x:.0f} {spot.y:.0f}" for spot in self[1:])

    def at(self, t: float) -> _Spot:
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        return _Spot(
            sum(w * spot.x for w, spot in zip(weights, self, strict=True)),
            sum(w * spot.y for w, spot in zip(weights, self, strict=True)),
        )


class _Way(NamedTuple):
    """How an arrow runs: one curve, or two that pass between two states where they meet."""

    curves: tuple[_Curve, ...]

    def path(self) -> str:
        first, *rest = self.curves
        return first.path() + "".join(curve.onward() for curve in rest)

    def at(self, t: float) -> _Spot:
        piece = min(int(t * len(self.curves)), len(self.curves) - 1)
        return self.curves[piece].at(t * len(self.curves) - piece)

    def steps(self) -> Iterator[_Spot]:
        """Points on it, about so far from each other as lines keep from states."""
        for curve in self.curves:
            far = abs(curve.end.x - curve.begin.x) + abs(curve.end.y - curve.begin.y)
            most = ceil(far / (2 * _CLEAR)) + 8
            yield from (curve.at(n / most) for n in range(most))


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
        f"<defs>{_head('head')}{_head('often-head')}</defs>",
        f'<rect class="paper" width="{wide:.0f}" height="{high:.0f}"/>',
        f'<text x="{_MARGIN}" y="{_MARGIN + 8}" font-weight="600">{_words(chart.title)}</text>',
    ]
    out += [_band(band) for band in bands]
    pen = _Pen(chart, spots, bands)
    for arrow in chart.arrows:
        pen.draw(arrow)
    pen.write(wide)
    out += pen.lines
    out += [_node(chart, node, spots[node.name]) for node in chart.nodes]
    out += pen.words
    return "\n".join([*out, "</svg>"]) + "\n"


def _head(name: str) -> str:
    return (
        f'<marker id="{name}" viewBox="0 0 10 10" refX="0.5" refY="5" markerWidth="{HEAD}" markerHeight="{HEAD}" '
        f'markerUnits="userSpaceOnUse" orient="auto"><path class="{name}" d="M0 0L10 5L0 10z"/></marker>'
    )


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
        f'<g><title>{_words(tip)}</title><rect class="state{start} {group}" x="{at.x:.0f}" y="{at.y:.0f}" '
        f'width="{WIDE}" height="{HIGH}" rx="{22 if node.outcome else 6}"/>{inner}'
        f'<text x="{at.x + WIDE / 2:.0f}" y="{at.y + 22:.0f}" text-anchor="middle">{_words(_cut(node.name, 24))}</text>'
        f'<text class="small" x="{at.x + WIDE / 2:.0f}" y="{at.y + 38:.0f}" text-anchor="middle">'
        f"{_words(second)}</text></g>"
    )


class _Pen:
    """Draws arrows, then writes their words where nothing stands yet."""

    def __init__(self, chart: Chart, spots: dict[str, _Spot], bands: list[_Band]) -> None:
        self.chart, self.spots = chart, spots
        self.labelled = len(chart.arrows) <= _LABELS
        self.most = max((n for seen in chart.traffic.values() for n in seen.exits.values()), default=0)
        self.taken: dict[int, list[tuple[float, float]]] = {}
        self.standing: dict[tuple[int, int], list[_Spot]] = {}
        for spot in spots.values():
            for x, y in product((spot.x - _CLEAR, spot.x + WIDE + _CLEAR), (spot.y - _CLEAR, spot.y + HIGH + _CLEAR)):
                self.standing.setdefault(_square(x, y), []).append(spot)
            for row in range(int(spot.y / _LINE), int((spot.y + HIGH) / _LINE) + 1):
                self.taken.setdefault(row, []).append((spot.x, spot.x + WIDE))
        for band in bands:
            for row in (int((band.y + 8) / _LINE), int((band.y + 18) / _LINE)):
                self.taken.setdefault(row, []).append((band.x, band.x + 10 + _LETTER * 12))
        self.lines: list[str] = []
        self.words: list[str] = []
        self._to_write: list[tuple[str, list[_Spot], str]] = []

    def draw(self, arrow: Arrow) -> None:
        """An arrow's line and head. Its words are written later, where no line ends."""
        tip = f"{arrow.source} to {arrow.target}: " + "; ".join(arrow.called())
        if arrow.target == BACK:
            begin = self.spots[arrow.source]
            x, y = begin.x + WIDE, begin.y + HIGH / 2
            self.lines.append(_path(f"M{x:.0f} {y:.0f}h{26 - HEAD}", "elsewhere", tip))
            self.beside(f"back: {arrow.short}", begin)
        elif arrow.target in self.spots and arrow.source in (ANYWHERE, CLOCK):
            end = self.spots[arrow.target]
            y = end.y + HIGH / 2 + (12 if arrow.source == CLOCK else 0)
            self.lines.append(_path(f"M{end.x - 26:.0f} {y:.0f}L{end.x - HEAD:.0f} {y:.0f}", "elsewhere", tip))
            self.beside(f"{arrow.source}: {arrow.short}", end)
        elif arrow.target in self.spots:
            self.between(arrow, tip)

    def between(self, arrow: Arrow, tip: str) -> None:
        """An arrow from a state to another."""
        curve = self.around(self.spots[arrow.source], self.spots[arrow.target])
        seen = self.chart.traffic.get(arrow.source)
        times = seen.exits.get(arrow.target, 0) if seen else 0
        width = f' style="stroke-width:{1.4 + 5 * times / self.most:.1f}"' if times and self.most else ""
        self.lines.append(_path(curve.path(), "often" if times else "", tip, width))
        self.keep_free(curve.curves[-1].end)
        places = [
            _Spot(spot.x, spot.y + 4 + away)
            for away in (0, -_LINE, _LINE, -2 * _LINE, 2 * _LINE)
            for spot in map(curve.at, _ALONG)
        ]
        self._to_write.append((f"{times}: {arrow.short}" if times else arrow.short, places, "middle"))

    def keep_free(self, end: _Spot) -> None:
        """Write nothing over the head of a line that ends there."""
        for row in range(int((end.y - HEAD) / _LINE), int((end.y + HEAD) / _LINE) + 1):
            self.taken.setdefault(row, []).append((end.x - HEAD / 2, end.x + HEAD / 2))

    def around(self, begin: _Spot, end: _Spot) -> _Way:
        """How to run from one state to another behind the fewest others; of such ways the straightest.

        With more arrows than carry words nobody follows one, and the search would take longer than it is worth.
        """
        if not self.labelled:
            return _Way((_curve(begin, end),))
        joined, best = (begin, end), None
        for way in self._ways(begin, end):
            touched = len(self.behind(way, joined))
            if best is None or touched < best[0]:
                best = touched, way
            if not touched:
                break
        assert best is not None
        return best[1]

    def _ways(self, begin: _Spot, end: _Spot) -> Iterator[_Way]:
        yield from (_Way((_curve(begin, end, aside),)) for aside in _ASIDE)
        straight = _curve(begin, end)
        yield self.through(straight.begin, straight.end, (begin, end))

    def through(self, begin: _Spot, end: _Spot, joined: tuple[_Spot, _Spot], turns: int = 3) -> _Way:
        """A way through the gaps beside the states that stand on it."""
        way = _Way((_bow(begin, end),))
        in_the_way = self.behind(way, joined)
        if not in_the_way or not turns:
            return way
        first, ways = in_the_way[0], [way]
        for x in (first.x - _ACROSS / 2, first.x + WIDE + _ACROSS / 2):
            into, out = sorted((first.y - _CLEAR, first.y + HIGH + _CLEAR), reverse=end.y < begin.y)
            before = self.through(begin, _Spot(x, into), joined, turns - 1)
            after = self.through(_Spot(x, out), end, joined, turns - 1)
            gap = _bow(before.curves[-1].end, after.curves[0].begin)
            ways.append(_Way((*before.curves, gap, *after.curves)))
        return min(ways, key=lambda way: len(self.behind(way, joined)))

    def behind(self, way: _Way, joined: tuple[_Spot, _Spot]) -> list[_Spot]:
        """The states that a line touches, besides those that it joins."""
        touched = {
            spot: None
            for x, y in way.steps()
            for spot in self.standing.get(_square(x, y), ())
            if spot.x - _CLEAR < x < spot.x + WIDE + _CLEAR and spot.y - _CLEAR < y < spot.y + HIGH + _CLEAR
        }
        return [spot for spot in touched if spot not in joined]

    def beside(self, words: str, state: _Spot) -> None:
        """Words above a state, or below it."""
        above, below = state.y - 6, state.y + HIGH + _LINE
        places = [_Spot(state.x + 4, y) for y in (above, above - _LINE, below, below + _LINE, above - 2 * _LINE)]
        self._to_write.append((words, places, "start"))

    def write(self, across: float) -> None:
        """All words, each at the first of its places where there is room; nowhere if there is none."""
        for words, places, anchor in self._to_write if self.labelled else ():
            cut = _cut(words, _LONG)
            wide = _LETTER * len(cut) + 6
            for place in places:
                left = place.x - wide / 2 if anchor == "middle" else place.x
                rows = {int((place.y - 9) / _LINE), int((place.y + 2) / _LINE)}
                if 0 <= left < across - wide and self._free(rows, left, left + wide):
                    for row in rows:
                        self.taken.setdefault(row, []).append((left, left + wide))
                    self.words.append(
                        f'<rect class="behind" x="{left + 2:.0f}" y="{place.y - 9:.0f}" width="{wide - 4:.0f}" '
                        f'height="12" rx="3"/><text class="small name" x="{place.x:.0f}" y="{place.y:.0f}" '
                        f'text-anchor="{anchor}">{_words(cut)}</text>'
                    )
                    break

    def _free(self, rows: Iterable[int], left: float, right: float) -> bool:
        return all(right < a or left > b for row in rows for a, b in self.taken.get(row, ()))


def _bow(begin: _Spot, end: _Spot) -> _Curve:
    """A line that leaves and comes upright."""
    bend = (end.y - begin.y) / 2
    return _Curve(begin, _Spot(begin.x, begin.y + bend), _Spot(end.x, end.y - bend), end)


def _square(x: float, y: float) -> tuple[int, int]:
    """Where on a grid a point lies whose squares are as big as a state and what is kept clear around it."""
    return int(x // (WIDE + 2 * _CLEAR)), int(y // (HIGH + 2 * _CLEAR))


def _curve(begin: _Spot, end: _Spot, aside: float = 0) -> _Curve:
    """The line from one state to another, up to where its head begins; it swings so far ``aside`` on the way."""
    x1, x2 = begin.x + WIDE / 2, end.x + WIDE / 2
    if end.y > begin.y:
        y1, y2, bend = begin.y + HIGH, end.y - HEAD, max(30.0, (end.y - begin.y - HIGH) / 2)
        side, lean = 0.0, aside
    elif end.y == begin.y:
        on = x2 >= x1  # forth below the states, back above them
        side, lean = (14.0, 0.0) if on else (-14.0, 0.0)
        away = HIGH if on else 0
        deep = (44 if on else -32) * (1 + abs(x2 - x1) / (WIDE + _ACROSS) / 5)
        y1, y2 = begin.y + away, end.y + away + (HEAD if on else -HEAD)
        return _Curve(
            _Spot(x1 + side, y1), _Spot(x1 + side, y1 + deep), _Spot(x2 - side, y1 + deep), _Spot(x2 - side, y2)
        )
    else:
        y1, y2 = begin.y, end.y + HIGH + HEAD
        side = 34.0 if x2 >= x1 else -34.0
        bend, lean = -max(30.0, (y1 - y2) / 2), side + aside
    return _Curve(
        _Spot(x1 + side, y1),
        _Spot(x1 + side + lean, y1 + bend),
        _Spot(x2 + side + lean, y2 - bend),
        _Spot(x2 + side, y2),
    )


def _path(line: str, class_: str, tip: str, more: str = "") -> str:
    head = "often-head" if class_ == "often" else "head"
    return (
        f'<path class="arrow {class_}" d="{line}" marker-end="url(#{head})"{more}><title>{_words(tip)}</title></path>'
    )
