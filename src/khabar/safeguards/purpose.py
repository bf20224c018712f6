"""Why somebody looks: a closed list, and the fields a purpose must come with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum


class Purpose(Enum):
    """The closed list of reasons to look; a purpose only ever narrows what a role may see."""

    CASE = "case"
    CHECK = "check"
    ASSESS = "assess"
    DECIDE = "decide"
    ANSWER = "answer"
    REVIEW = "review"
    SOURCE = "source"
    OVERSEE = "oversee"
    EXERCISE = "exercise"


LASTS = timedelta(hours=8)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedPurpose:
    """What the purpose bar asked for and holds.

    case    uid of the open case it serves, or None
    reason  one line in the person's words when there is no case; "" inside a case
    until   after this the bar asks again; at most eight hours from stating it
    """

    purpose: Purpose
    case: str | None
    reason: str
    until: datetime

    def holds(self, now: datetime) -> bool:
        return now < self.until
