"""The few SVG elements that the plots need, everything escaped."""

from html import escape


def tag(name: str, *inside: str, **attributes: object) -> str:
    """An element. ``inside`` is markup already; in attribute names ``class_`` is class and ``a_b`` is a-b."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_number(value))}"' for key, value in attributes.items()
    )
    return f"<{name}{given}>{''.join(inside)}</{name}>" if inside else f"<{name}{given}/>"


def words(x: float, y: float, text: str, class_: str = "", **attributes: object) -> str:
    """Text at a place."""
    return tag("text", escape(text, quote=False), x=x, y=y, class_=class_, **attributes)


def path(points: list[tuple[float, float]], class_: str) -> str:
    """A line through points."""
    steps = " ".join(f"{'M' if n == 0 else 'L'}{_number(x)} {_number(y)}" for n, (x, y) in enumerate(points))
    return tag("path", d=steps, class_=class_, fill="none", stroke="currentColor")


def marker(shape: str, x: float, y: float, class_: str, r: float = 5.5) -> str:
    """A small sign around a place: ``up``, ``down``, ``both``, ``cross``, ``square``, ``ring``."""
    match shape:
        case "up":
            return _polygon([(x, y - r), (x + r, y + r * 0.8), (x - r, y + r * 0.8)], class_)
        case "down":
            return _polygon([(x, y + r), (x + r, y - r * 0.8), (x - r, y - r * 0.8)], class_)
        case "both":
            return _polygon([(x, y - r), (x + r, y), (x, y + r), (x - r, y)], class_)
        case "square":
            return tag("rect", x=x - r * 0.75, y=y - r * 0.75, width=r * 1.5, height=r * 1.5, class_=class_)
        case "cross":
            a = r * 0.8
            falling = f"M{_number(x - a)} {_number(y - a)}L{_number(x + a)} {_number(y + a)}"
            rising = f"M{_number(x - a)} {_number(y + a)}L{_number(x + a)} {_number(y - a)}"
            return tag("path", d=falling + rising, class_=class_, fill="none", stroke="currentColor")
        case _:
            return tag("circle", cx=x, cy=y, r=r * 0.62, class_=class_)


def _polygon(corners: list[tuple[float, float]], class_: str) -> str:
    return tag("polygon", points=" ".join(f"{_number(x)},{_number(y)}" for x, y in corners), class_=class_)


def _number(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
