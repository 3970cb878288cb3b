"""The two figures of a debrief as inline SVG: the client's language, and how the patient was disposed.

No information is in colour alone: remarks differ in shape, lines in dash and in the name at their end, a
non-adherent move carries an exclamation mark. Colours are classes, so that the page sets them for light and dark.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from mi_trainer.debrief.blocks import Figure, Plot
from mi_trainer.debrief.svg import marker, path, tag, words
from mi_trainer.debrief.values import Point
from scoring.codes import Standing

WIDTH = 720
_LEFT, _TOP = 40, 22
_HEIGHT = 190
_NARROWEST = 26
"""Pixels a turn takes at least; a long conversation makes a wider picture."""

LEGEND = (
    ("up", "change", "change talk"),
    ("down", "sustain", "sustain talk"),
    ("both", "mixed", "both"),
    ("cross", "discord", "discord"),
    ("ring", "neutral", "neither"),
)
_LINES = (
    ("trust", "Trust", "ring"),
    ("importance", "Importance", "up"),
    ("confidence", "Confidence", "square"),
    ("discord", "Discord", "cross"),
)


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where turns and values lie in a picture."""

    turns: int
    low: float
    high: float
    right: int

    @property
    def step(self) -> float:
        room = WIDTH - _LEFT - self.right
        return max(_NARROWEST, room / max(1, self.turns - 1))

    @property
    def width(self) -> float:
        return _LEFT + self.right + self.step * max(1, self.turns - 1)

    @property
    def end(self) -> float:
        return self.width - self.right

    def x(self, n: int) -> float:
        return _LEFT + n * self.step

    def y(self, value: float) -> float:
        return _TOP + (self.high - value) / (self.high - self.low) * _HEIGHT

    def ticks(self, most: int = 6) -> list[int]:
        span = int(self.high - self.low)
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 10**6) if span / s <= most)
        return [v for v in range(int(self.low), int(self.high) + 1) if v % step == 0]


def figure(block: Figure, number: int) -> str:
    """A figure's SVG. ``number`` keeps ids apart on one page."""
    draw = _language if block.plot is Plot.LANGUAGE else _disposition
    inside, width, height = draw(block.points)
    return tag(
        "svg",
        tag("title", escape(block.title), id=f"plot-{number}-title"),
        tag("desc", escape(block.described), id=f"plot-{number}-desc"),
        *inside,
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width:.0f} {height:.0f}", width=f"{width:.0f}",
        height=f"{height:.0f}", role="img", aria_labelledby=f"plot-{number}-title plot-{number}-desc", class_="plot",
    )  # fmt: skip


def sign(point: Point) -> tuple[str, str]:
    """The shape and the class for what a reply held."""
    if point.change and point.sustain:
        return "both", "mixed"
    if point.change:
        return "up", "change"
    if point.sustain:
        return "down", "sustain"
    return ("cross", "discord") if point.discord else ("ring", "neutral")


def _language(points: Sequence[Point]) -> tuple[list[str], float, float]:
    balances = [p.balance for p in points]
    frame = _Frame(len(points), min(-1, *balances) - 1, max(1, *balances) + 1, 24)
    longest = max(len(_move(p)) for p in points)
    height = _TOP + _HEIGHT + 34 + 7.2 * longest
    drawn = [
        *_safety_bands(frame, points),
        *_grid(frame),
        words(_LEFT + 4, _TOP - 8, "↑ leans towards change", "hint"),
        words(_LEFT + 4, _TOP + _HEIGHT - 5, "↓ leans away", "hint"),
        path([(frame.x(n), frame.y(p.balance)) for n, p in enumerate(points)], "line balance"),
    ]
    for n, point in enumerate(points):
        shape, class_ = sign(point)
        drawn.append(marker(shape, frame.x(n), frame.y(point.balance), f"sign {class_}"))
        drawn += _below(frame, n, point)
    return drawn, frame.width, height


def _move(point: Point) -> str:
    pressed = point.standing is Standing.NON_ADHERENT
    return f"! {point.moves}" if pressed else point.moves


def _below(frame: _Frame, n: int, point: Point) -> list[str]:
    x, y = frame.x(n), _TOP + _HEIGHT + 16
    number = words(x, y, str(point.turn) if point.turn else "0", "turn", text_anchor="middle")
    if not point.turn:
        return [number]
    class_ = "move pressed" if point.standing is Standing.NON_ADHERENT else "move"
    turned = f"rotate(-90 {x + 4:.1f} {y + 10:.1f})"
    return [number, words(x + 4, y + 10, _move(point), class_, text_anchor="end", transform=turned)]


def _disposition(points: Sequence[Point]) -> tuple[list[str], float, float]:
    frame = _Frame(len(points), 0, 10, 116)
    drawn = [*_safety_bands(frame, points), *_grid(frame)]
    ends = {key: frame.y(getattr(points[-1].disposition, key)) for key, _, _ in _LINES}
    placed = _apart(ends)
    for key, name, shape in _LINES:
        places = [(frame.x(n), frame.y(getattr(p.disposition, key))) for n, p in enumerate(points)]
        drawn.append(path(places, f"line {key}"))
        drawn += [marker(shape, x, y, f"sign {key}", 4.2) for x, y in places]
        value = getattr(points[-1].disposition, key)
        drawn.append(words(frame.end + 10, placed[key] + 4, f"{name} {round(value, 1):g}", f"name {key}"))
    for n, point in enumerate(points):
        drawn.append(words(frame.x(n), _TOP + _HEIGHT + 16, str(point.turn), "turn", text_anchor="middle"))
    return drawn, frame.width, _TOP + _HEIGHT + 28


def _apart(heights: dict[str, float], gap: float = 16) -> dict[str, float]:
    """Heights moved no further than needed for names not to overlap, and all inside the picture."""
    placed: dict[str, float] = {}
    floor = float(_TOP)
    for key, height in sorted(heights.items(), key=lambda item: item[1]):
        placed[key] = max(height, floor)
        floor = placed[key] + gap
    overflow = max(0.0, floor - gap - (_TOP + _HEIGHT))
    ceiling = float(_TOP + _HEIGHT)
    for key in sorted(placed, key=lambda k: -placed[k]) if overflow else ():
        placed[key] = min(placed[key], ceiling)
        ceiling = placed[key] - gap
    return placed


def _grid(frame: _Frame) -> list[str]:
    drawn = []
    for value in frame.ticks():
        y = frame.y(value)
        class_ = "zero" if value == 0 else "grid"
        drawn.append(tag("line", x1=_LEFT, x2=frame.end, y1=y, y2=y, class_=class_, stroke="currentColor"))
        shown = f"{value:+d}" if value and frame.low < 0 else str(value)
        drawn.append(words(_LEFT - 8, y + 4, shown, "tick", text_anchor="end"))
    return drawn


def _safety_bands(frame: _Frame, points: Sequence[Point]) -> list[str]:
    drawn = []
    lane = {n for n, p in enumerate(points) if p.safety}
    for n in sorted(lane):
        left, right = max(_LEFT, frame.x(n) - frame.step / 2), min(frame.end, frame.x(n) + frame.step / 2)
        drawn.append(
            tag("rect", x=left, y=_TOP, width=right - left, height=_HEIGHT, class_="band", fill_opacity="0.15")
        )
        if n - 1 not in lane:
            drawn.append(words(left + 3, _TOP + 12, "safety", "hint"))
    return drawn
