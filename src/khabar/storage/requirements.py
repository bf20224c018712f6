"""Decisions, requirements and tasks."""

from __future__ import annotations

from khabar.direction import Priority, Requirement, RequirementState, Task, Tasking, TaskState
from khabar.storage.models.accounts import Agency, CaseFile
from khabar.storage.models.direction import Decision as DecisionRow
from khabar.storage.models.direction import Requirement as RequirementRow
from khabar.storage.models.direction import Task as TaskRow


def keep(tasking: Tasking, *, label_id: int) -> None:
    """Keep what one decision made: the decision, its requirement and its task."""
    made = tasking.decision
    case = CaseFile.objects.get(uid=made.case)
    decision = DecisionRow.objects.create(
        uid=made.uid, number=made.number, case=case, assessment=made.assessment,
        decision=made.decision, reason=made.reason, by_id=made.by, at=made.at, label_id=label_id,
    )  # fmt: skip
    requirement = RequirementRow.objects.create(
        **to_row(tasking.requirement), case=case, decision=decision, label_id=label_id
    )
    task = tasking.task
    TaskRow.objects.create(
        uid=task.uid, requirement=requirement, agency=Agency.objects.get(code=task.agency),
        unit=task.unit, asked=task.asked, by_id=task.by, assigned_at=task.assigned_at,
        due_at=task.due_at, state=task.state.value, label_id=label_id,
    )  # fmt: skip


def to_row(requirement: Requirement) -> dict[str, object]:
    """The columns of the record itself; case and decision are joined by `keep`."""
    return {
        "uid": requirement.uid,
        "number": requirement.number,
        "question": requirement.question,
        "why": requirement.why,
        "indicators": list(requirement.indicators),
        "legal_basis": requirement.legal_basis,
        "priority": requirement.priority.code,
        "due_at": requirement.due_at,
        "state": requirement.state.value,
        "result": requirement.result,
        "closer_id": requirement.closer,
        "closed_at": requirement.closed_at,
    }


def from_row(row: RequirementRow) -> Requirement:
    return Requirement(
        uid=row.uid,
        number=row.number,
        case=row.case.uid,
        decision=row.decision.uid,
        question=row.question,
        why=row.why,
        indicators=tuple(row.indicators),
        legal_basis=row.legal_basis,
        priority=Priority[row.priority.upper()],
        due_at=row.due_at,
        state=RequirementState(row.state),
        result=row.result,
        closer=row.closer_id,
        closed_at=row.closed_at,
    )


def load(uid: str) -> Requirement:
    """The requirement of a uid that the desk has already seen through a scope."""
    return from_row(RequirementRow.objects.select_related("case", "decision").get(uid=uid))


def change(requirement: Requirement) -> None:
    """Keep a requirement's new state; the question itself never changes."""
    RequirementRow.objects.filter(uid=requirement.uid).update(
        state=requirement.state.value,
        result=requirement.result,
        closer_id=requirement.closer,
        closed_at=requirement.closed_at,
    )


def tasks_for(requirement_uid: str, *, agency: str, unit: str) -> list[Task]:
    """The tasks one unit was given for one requirement."""
    rows = TaskRow.objects.select_related("requirement", "agency").filter(
        requirement__uid=requirement_uid, agency__code=agency, unit=unit
    )
    return [task_from_row(row) for row in rows]


def task_from_row(row: TaskRow) -> Task:
    return Task(
        uid=row.uid,
        requirement=row.requirement.uid,
        agency=row.agency.code,
        unit=row.unit,
        asked=row.asked,
        by=int(row.by_id),
        assigned_at=row.assigned_at,
        due_at=row.due_at,
        state=TaskState(row.state),
    )


def change_task(task: Task) -> None:
    TaskRow.objects.filter(uid=task.uid).update(state=task.state.value)
