"""Direction: what must be known, in which lawful file, for whom, by when; what was decided.

comes in    a supervisor's words: an assessment, a decision with its reason, a question
goes out    Case, Decision, Requirement, Task
never       knows who answered; closes a question by counting reports
"""

from khabar.direction.case import Case, CaseDraft, CaseState, open_case
from khabar.direction.decision import Decision, Tasking, TaskingDraft, decide
from khabar.direction.numbers import number, suffix
from khabar.direction.plan import Answered, Coverage, coverage
from khabar.direction.priority import Priority, priority_of, priority_within
from khabar.direction.requirement import (
    Requirement,
    RequirementClosed,
    RequirementState,
    close_requirement,
)
from khabar.direction.task import Task, TaskState, report_on

__all__ = [
    "Answered",
    "Case",
    "CaseDraft",
    "CaseState",
    "Coverage",
    "Decision",
    "Priority",
    "Requirement",
    "RequirementClosed",
    "RequirementState",
    "Task",
    "TaskState",
    "Tasking",
    "TaskingDraft",
    "close_requirement",
    "coverage",
    "decide",
    "number",
    "open_case",
    "priority_of",
    "priority_within",
    "report_on",
    "suffix",
]
