"""Reading what a person typed into a form of direction: words, days, lists."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from khabar.core.errors import Fault, Invalid
from khabar.core.moment import moment_from

LONGEST = 4000
"""Characters in one answer of a form; longer text belongs into a report."""


def missing(**answers: str) -> list[Fault]:
    """One fault for each answer left empty or longer than LONGEST, in the order given."""
    empty = [
        Fault(where=field, code="direction.field-empty")
        for field, answer in answers.items()
        if not answer.strip()
    ]
    long = [
        Fault(where=field, code="direction.field-long", facts={"longest": LONGEST})
        for field, answer in answers.items()
        if len(answer) > LONGEST
    ]
    return empty + long


def due_at(text: str, zone: str, *, now: datetime, field: str) -> datetime:
    """The last minute of the day a person typed, or the minute itself, aware UTC.

    Raises  MomentUnclear for no such day; Invalid `direction.due-past` when it is over.
    """
    due = moment_from(text, zone, field=field).end - timedelta(minutes=1)
    if due <= now:
        raise Invalid(Fault(where=field, code="direction.due-past", facts={"text": text.strip()}))
    return due


def last_day(text: str, zone: str, *, now: datetime, field: str) -> date:
    """The local day on which a typed day, month or year ends; raises as `due_at`."""
    return due_at(text, zone, now=now, field=field).astimezone(ZoneInfo(zone)).date()


def lines(text: str) -> tuple[str, ...]:
    """The non-empty lines, each without blanks around it."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())
