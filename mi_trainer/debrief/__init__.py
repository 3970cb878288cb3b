"""What is learned from a session: how it ended and why, the measures, key moments, and what to practise next."""

from mi_trainer.debrief.assemble import debrief_of
from mi_trainer.debrief.render import FORMATS, render
from mi_trainer.debrief.values import (
    AnotherWay,
    Branch,
    CodeNote,
    Debrief,
    Done,
    Ended,
    Moment,
    MomentKind,
    NextSkill,
    Point,
    Reply,
    Safety,
    SafetyItem,
    Segment,
    SideBySide,
    TurnView,
)

__all__ = [
    "FORMATS",
    "AnotherWay",
    "Branch",
    "CodeNote",
    "Debrief",
    "Done",
    "Ended",
    "Moment",
    "MomentKind",
    "NextSkill",
    "Point",
    "Reply",
    "Safety",
    "SafetyItem",
    "Segment",
    "SideBySide",
    "TurnView",
    "debrief_of",
    "render",
]
