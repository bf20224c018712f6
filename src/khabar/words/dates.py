"""Dates and times as each language writes them, always with the clock they are told by."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date

from khabar.words.sentences import LANGUAGES


def say_day(day: date, language: str) -> str:
    """17 Oct 2026 · 17 окт. 2026 г. · 17-okt, 2026 · 17 Окт 2026"""
    if isinstance(day, datetime):
        day = day.date()
    chosen = language if language in LANGUAGES else "en"
    return format_date(day, "d MMM y" if chosen == "en" else "medium", locale=chosen)


def say_moment(at: datetime, language: str, zone: str) -> str:
    """A day and a 24-hour time on the clock of `zone` (IANA name): "17 Oct 2026, 02:40"."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{say_day(local.date(), language)}, {local:%H:%M}"
