"""Task: what one unit is asked to do for one requirement."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from khabar.core.errors import Conflict


class TaskState(Enum):
    """proposed → authorised → assigned → reported → evaluated; a decision assigns at once."""

    PROPOSED = "proposed"
    AUTHORISED = "authorised"
    ASSIGNED = "assigned"
    REPORTED = "reported"
    EVALUATED = "evaluated"


_STEPS = tuple(TaskState)


class TaskOutOfOrder(Conflict):
    """The task has not come that far, or is further already."""

    code = "direction.task-out-of-order"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """agency, unit: who is asked; by: account id of the supervisor who authorised it."""

    uid: str
    requirement: str
    agency: str
    unit: str
    asked: str
    by: int
    assigned_at: datetime
    due_at: datetime
    state: TaskState = TaskState.ASSIGNED

    def moved(self, to: TaskState) -> Task:
        """The task one step further.

        Raises  TaskOutOfOrder for a jump or a step back.
        """
        if _STEPS.index(to) != _STEPS.index(self.state) + 1:
            raise TaskOutOfOrder(state=self.state.value, to=to.value)
        return replace(self, state=to)


def report_on(task: Task) -> Task:
    """The task once a report answers it; later reports change nothing more."""
    return task.moved(TaskState.REPORTED) if task.state is TaskState.ASSIGNED else task
