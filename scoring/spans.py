"""Cue phrases found, as spans of the text."""

from collections.abc import Sequence

from scoring.coding import Span
from scoring.phrases import Hit
from scoring.volley import Volley


def spans(volley: Volley, hits: Sequence[Hit], most: int = 3) -> tuple[Span, ...]:
    """The words of some hits, the longest first, none inside another."""
    found: list[Span] = []
    for hit in sorted(hits, key=lambda hit: (hit.first - hit.last, hit.first)):
        span = Span(volley.words[hit.first].start, volley.words[hit.last - 1].end)
        if not any(span.start < other.end and other.start < span.end for other in found):
            found.append(span)
    return tuple(found[:most])
