"""A debrief as JSON: all of it, for programs."""

import json
import re
from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any

from mi_trainer.debrief.values import Debrief, TurnView
from scoring.accuracy import measured
from scoring.summary import Measure, Summary

FORMAT = 1
"""Grows when a key changes its meaning or goes away."""

_ALSO: dict[type, tuple[str, ...]] = {
    TurnView: ("text", "moves"),
    Measure: ("grade",),
    Summary: ("enough",),
}
"""What is worked out from the fields and saves a reader the trouble."""

_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def as_json(debrief: Debrief) -> str:
    """The debrief as one JSON object. Controls and direction marks are written as ``\\u`` escapes."""
    made = {"format": FORMAT, **plain(debrief), "coder_measured": plain(measured())}
    text = json.dumps(made, ensure_ascii=False, indent=2, allow_nan=False)
    return _UNSEEN.sub(lambda m: f"\\u{ord(m.group()):04x}", text) + "\n"


def plain(value: Any) -> Any:
    """A value made of dictionaries, lists, strings and numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value)] + list(_ALSO.get(type(value), ()))
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, tuple | list | frozenset):
        return [plain(each) for each in value]
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    return value.isoformat() if isinstance(value, datetime) else value
