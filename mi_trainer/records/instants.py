"""Instants as the text they are kept as: ISO 8601 in UTC with microseconds, which sorts and which people can read."""

from datetime import UTC, datetime


def text_of(at: datetime) -> str:
    """An instant as text."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def instant_of(text: str) -> datetime:
    """The instant that a text was made from."""
    return datetime.fromisoformat(text)
