"""Requirement: one question that must be answered, why, and what an answer would look like."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from khabar.core.errors import Conflict, Fault, refuse_faults
from khabar.direction.priority import Priority
from khabar.direction.text import missing


class RequirementState(Enum):
    """Approved by the decision that made it; ended only by a person who records the result."""

    ACTIVE = "active"
    ANSWERED = "answered"
    PART = "part"
    EXPIRED = "expired"

    @property
    def is_open(self) -> bool:
        return self is RequirementState.ACTIVE


ENDS = (RequirementState.ANSWERED, RequirementState.PART, RequirementState.EXPIRED)


class RequirementClosed(Conflict):
    """The requirement was closed already; its recorded result stands."""

    code = "direction.requirement-closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A question inside a case.

    indicators   what an observer would notice if the answer is yes; at least one
    legal_basis  for the means by which it may be answered
    due_at       aware UTC; overdue is computed, not a state
    result       the answer in a person's words once closed, "" while active
    closer       account id, None while active
    """

    uid: str
    number: str
    case: str
    decision: str
    question: str
    why: str
    indicators: tuple[str, ...]
    legal_basis: str
    priority: Priority
    due_at: datetime
    state: RequirementState = RequirementState.ACTIVE
    result: str = ""
    closer: int | None = None
    closed_at: datetime | None = None

    def is_overdue(self, now: datetime) -> bool:
        return self.state.is_open and now >= self.due_at


def close_requirement(
    requirement: Requirement, *, state: str, result: str, by: int, at: datetime
) -> Requirement:
    """End a requirement with a recorded result.

    state   "answered", "part" or "expired"

    Raises  RequirementClosed; Invalid with every fault (no such end, no result written).
    """
    if not requirement.state.is_open:
        raise RequirementClosed(number=requirement.number)
    ends = {end.value: end for end in ENDS}
    faults = missing(result=result)
    if state not in ends:
        faults.insert(0, Fault(where="state", code="direction.end-unknown"))
    refuse_faults(faults)
    return replace(requirement, state=ends[state], result=result.strip(), closer=by, closed_at=at)
