"""Outcomes and times in words."""

from datetime import datetime

OUTCOMES = {
    "commitment": "committed to a change",
    "plan": "left with a plan",
    "considering": "left considering it",
    "unchanged": "left unchanged",
    "left": "walked out",
    "safety": "got help for safety",
    "time": "the time ran out",
    "ended_early": "you ended it early",
}
"""What a recorded outcome means, for a list."""


def outcome(name: str | None) -> str:
    """An outcome in words; a session without one is unfinished."""
    return OUTCOMES.get(name, name.replace("_", " ")) if name else "unfinished"


def when(at: datetime, now: datetime | None = None) -> str:
    """A time as people say it: today, yesterday, else the date."""
    local = at.astimezone()
    today = (now or datetime.now(local.tzinfo)).astimezone(local.tzinfo).date()
    days = (today - local.date()).days
    clock = f"{local:%H:%M}"
    if days == 0:
        return f"today {clock}"
    if days == 1:
        return f"yesterday {clock}"
    return f"{local.day} {local:%b %Y} {clock}"
