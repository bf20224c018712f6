"""How the statements under findings stand now, for the person who looks."""

from __future__ import annotations

from collections.abc import Iterable

from khabar.analysis import Now
from khabar.storage.connection import Read
from khabar.storage.sql import charts


def now_of(read: Read, statements: Iterable[str]) -> dict[str, Now]:
    """{statement: how it stands}; one that was recalled or removed is absent."""
    return {
        one.uid: Now(standing=one.standing, grade=one.grade)
        for one in charts.statements(read, statements)
    }
