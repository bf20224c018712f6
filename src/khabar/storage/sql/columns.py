"""Reading a column the same way from SQLite and PostgreSQL."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime


def instant(value: object) -> datetime | None:
    """An aware UTC time from what a database gives for one: text, naive or aware."""
    if value is None:
        return None
    at = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def certain(value: object) -> datetime:
    """An instant of a column that is never empty."""
    at = instant(value)
    assert at is not None, "the column is NOT NULL"
    return at


def day(value: object) -> date:
    """A calendar day from text or a date."""
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


def listed(value: str | list[str]) -> tuple[str, ...]:
    """A JSON list of words from text or from a list."""
    words: list[str] = json.loads(value) if isinstance(value, str) else value
    return tuple(words)
