"""The stage: sits invented people down on this node, on the clock of the story."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from khabar.core.ids import random_ids
from khabar.desk.office import account_named, my_cases
from khabar.desk.sitting import Sitting, open_sitting, state_purpose
from khabar.safeguards import Purpose

TODAY_IS = -13
"""The day of the story that falls on the day of the demonstration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Day 0 of the story in real time; everything else is told from it.

    hand_over   aware UTC; the demonstration sets it TODAY_IS days ahead, so that the story's
                latest acts fall on today
    """

    hand_over: datetime
    clock: Callable[[], datetime]

    @property
    def now(self) -> datetime:
        """The real time: what travels between nodes is dated by it."""
        return self.clock()

    def at(self, day: int, hour: int = 9, minute: int = 0) -> datetime:
        """A time of the story: `day` days from the hand-over, on the clock of UTC."""
        start = self.hand_over.replace(hour=0, minute=0, second=0, microsecond=0)
        return start + timedelta(days=day, hours=hour, minutes=minute)

    def sit(
        self,
        username: str,
        at: datetime,
        purpose: Purpose | None = None,
        *,
        operation: str = "",
        reason: str = "",
        partner: str = "",
    ) -> Sitting:
        """Sit somebody down at a time of the story; a purpose is stated through the desk.

        operation  of the open case that gives the purpose, "" for none
        """
        account = account_named(username)

        def clock() -> datetime:
            return at

        sitting = open_sitting(account, partner=partner, door="exercise", clock=clock)
        if purpose is None:
            return sitting
        case = next((c.uid for c in my_cases(sitting) if c.operation == operation), None)
        stated = state_purpose(
            sitting, purpose=purpose, case=case, reason=reason or ("" if case else "учение")
        )
        return open_sitting(
            account, stated=stated, partner=partner, door="exercise", clock=clock, ids=random_ids
        )
