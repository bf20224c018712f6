"""A tasking-and-coordination decision: assessment → decision with reason → requirement → task.

One named supervisor, one act: either all four stand, bound together, or none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from khabar.core.errors import Fault, Invalid, refuse_faults
from khabar.core.ids import Ids
from khabar.direction.case import Case
from khabar.direction.numbers import number
from khabar.direction.priority import Priority, priority_of
from khabar.direction.requirement import Requirement
from khabar.direction.task import Task
from khabar.direction.text import due_at, lines, missing


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskingDraft:
    """What the supervisor typed.

    assessment   what is believed now, and on what grounds
    indicators   one a line
    due          local day or minute, "25.10.2026"
    agency       code of the agency tasked; unit as that agency writes it
    priority     "routine", "priority", "urgent" or "flash"
    """

    assessment: str
    decision: str
    reason: str
    question: str
    why: str
    indicators: str
    legal_basis: str
    due: str
    agency: str
    unit: str
    asked: str
    priority: str = "routine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided, by whom, on which assessment; never edited, only followed by another."""

    uid: str
    number: str
    case: str
    assessment: str
    decision: str
    reason: str
    by: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tasking:
    """The three records of one decision."""

    decision: Decision
    requirement: Requirement
    task: Task


def decide(
    draft: TaskingDraft, case: Case, *, by: int, at: datetime, zone: str, ids: Ids
) -> Tasking:
    """Decide, ask and task in one act.

    by      account id of the supervisor; zone IANA name of the clock the due day is told by

    Raises  Invalid with every fault: empty answers, a due day that is over, after the case's
            end or in no calendar, an unknown priority.
    """
    pressing, due = _checked(draft, case, at, zone)
    decision = Decision(
        uid=ids(), number=number("D", ids()), case=case.uid, by=by, at=at,
        assessment=draft.assessment.strip(), decision=draft.decision.strip(),
        reason=draft.reason.strip(),
    )  # fmt: skip
    requirement = Requirement(
        uid=ids(), number=number("IR", ids()), case=case.uid, decision=decision.uid,
        question=draft.question.strip(), why=draft.why.strip(),
        indicators=lines(draft.indicators), legal_basis=draft.legal_basis.strip(),
        priority=pressing, due_at=due,
    )  # fmt: skip
    task = Task(
        uid=ids(), requirement=requirement.uid, agency=draft.agency.strip(),
        unit=draft.unit.strip(), asked=draft.asked.strip(), by=by, assigned_at=at, due_at=due,
    )  # fmt: skip
    return Tasking(decision=decision, requirement=requirement, task=task)


def _checked(draft: TaskingDraft, case: Case, at: datetime, zone: str) -> tuple[Priority, datetime]:
    faults = missing(
        assessment=draft.assessment, decision=draft.decision, reason=draft.reason,
        question=draft.question, why=draft.why, indicators=draft.indicators,
        legal_basis=draft.legal_basis, due=draft.due, agency=draft.agency,
        unit=draft.unit, asked=draft.asked,
    )  # fmt: skip
    pressing, due = priority_of(draft.priority), at
    if pressing is None:
        faults.append(Fault(where="priority", code="direction.priority-unknown"))
    if draft.due.strip():
        try:
            due = due_at(draft.due, zone, now=at, field="due")
        except Invalid as wrong:
            faults.extend(wrong.faults)
    if due > _case_ends(case, zone):
        faults.append(Fault(where="due", code="direction.due-after-case"))
    refuse_faults(faults)
    assert pressing is not None, "an unknown priority was a fault"
    return pressing, due


def _case_ends(case: Case, zone: str) -> datetime:
    return datetime.combine(case.ends_on + timedelta(days=1), time(), ZoneInfo(zone))
