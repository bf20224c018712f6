"""How pressing something is: one ordered scale for tasks, requirements and reports."""

from __future__ import annotations

from datetime import timedelta
from enum import IntEnum


class Priority(IntEnum):
    """Least pressing first; stored and shown by name, never by number.

    Source  the urgency levels of regional requests for information (docs/explanation/direction.md)
    """

    ROUTINE = 0
    PRIORITY = 1
    URGENT = 2
    FLASH = 3  # life at risk, or a consignment moving now

    @property
    def level(self) -> int:
        """U0 (flash) to U3 (routine): how tables and partners count it."""
        return int(Priority.FLASH) - int(self)

    @property
    def code(self) -> str:
        return self.name.lower()


def priority_of(code: str) -> Priority | None:
    """The priority of a code, None when there is no such code."""
    return Priority.__members__.get(code.upper())


def priority_within(left: timedelta | None) -> Priority:
    """How pressing a word is that stays useful this long; None means no end is known."""
    if left is None:
        return Priority.ROUTINE
    steps = ((4, Priority.FLASH), (12, Priority.URGENT), (72, Priority.PRIORITY))
    hours = left / timedelta(hours=1)
    return next((level for limit, level in steps if hours <= limit), Priority.ROUTINE)
