"""Requirements, the decisions behind them, the tasks under them, and what answers them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from khabar.core.errors import NotFound
from khabar.storage.connection import Read
from khabar.storage.sql.columns import certain, instant, listed

_REQUIREMENT = """
SELECT r.uid, r.number, r.question, r.why, r.indicators, r.legal_basis, r.priority, r.due_at,
       r.state, r.result, r.closed_at, r.label_id, p.full_name AS closer, c.uid AS case_uid,
       c.number AS case_number, c.operation, d.uid AS decision_uid
FROM v_requirement r JOIN case_file c ON c.id = r.case_id
JOIN v_decision d ON d.id = r.decision_id LEFT JOIN account p ON p.id = r.closer_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementRow:
    uid: str
    number: str
    question: str
    why: str
    indicators: tuple[str, ...]
    legal_basis: str
    priority: str
    due_at: datetime
    state: str
    result: str
    closed_at: datetime | None
    closer: str | None
    case_uid: str
    case_number: str
    operation: str
    decision_uid: str
    label_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    uid: str
    number: str
    assessment: str
    decision: str
    reason: str
    by_name: str
    at: datetime
    operation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    uid: str
    requirement_uid: str
    requirement_number: str
    agency: str
    unit: str
    asked: str
    assigned_at: datetime
    due_at: datetime
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTaskRow:
    """A task of the viewer's unit with the question behind it."""

    uid: str
    requirement_uid: str
    requirement_number: str
    requirement_state: str
    question: str
    why: str
    indicators: tuple[str, ...]
    legal_basis: str
    priority: str
    asked: str
    due_at: datetime
    state: str
    case_uid: str
    operation: str
    asked_by: str
    asked_by_unit: str
    label_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """One item of a report that names the requirement, as far as the viewer may see it."""

    requirement_uid: str
    report_number: str
    place_text: str
    submitted_at: datetime | None
    item_uid: str
    item_state: str
    text: str
    origin_id: int
    label_id: int
    scheme: str | None
    source_code: str | None
    information_code: str | None
    verdict: str | None


def visible(read: Read, case_uid: str | None = None) -> list[RequirementRow]:
    """The requirements in scope, of one case or of all; open ones first, then by due time."""
    where = "WHERE c.uid = %s " if case_uid else ""
    order = "ORDER BY CASE r.state WHEN 'active' THEN 0 ELSE 1 END, r.due_at, r.uid"
    rows = read.rows(_REQUIREMENT + where + order, [case_uid] if case_uid else [])
    return [_requirement(row) for row in rows]


def by_uid(read: Read, uid: str) -> RequirementRow:
    """Raises NotFound when it is not there or not in scope."""
    row = read.one(_REQUIREMENT + "WHERE r.uid = %s", [uid])
    if row is None:
        raise NotFound
    return _requirement(row)


def decisions(read: Read, case_uid: str | None = None) -> list[DecisionRow]:
    """The decisions in scope, newest first."""
    where = "WHERE c.uid = %s " if case_uid else ""
    rows = read.rows(
        "SELECT d.uid, d.number, d.assessment, d.decision, d.reason, a.full_name AS by_name, "  # noqa: S608 – our own words
        "d.at, c.operation FROM v_decision d JOIN account a ON a.id = d.by_id "
        f"JOIN case_file c ON c.id = d.case_id {where}ORDER BY d.at DESC, d.uid",
        [case_uid] if case_uid else [],
    )
    return [DecisionRow(**row | {"at": certain(row["at"])}) for row in rows]


def tasks(read: Read) -> list[TaskRow]:
    """The tasks in scope by due time."""
    rows = read.rows(
        "SELECT t.uid, r.uid AS requirement_uid, r.number AS requirement_number, "
        "g.code AS agency, t.unit, t.asked, t.assigned_at, t.due_at, t.state "
        "FROM v_task t JOIN v_requirement r ON r.id = t.requirement_id "
        "JOIN agency g ON g.id = t.agency_id ORDER BY t.due_at, t.uid"
    )
    return [
        TaskRow(
            **row | {"assigned_at": certain(row["assigned_at"]), "due_at": certain(row["due_at"])}
        )
        for row in rows
    ]


def own_tasks(read: Read) -> list[OwnTaskRow]:
    """What is asked of the viewer's unit, whatever the purpose; by due time."""
    rows = read.rows(
        "SELECT uid, requirement_uid, requirement_number, requirement_state, question, why, "
        "indicators, legal_basis, priority, asked, due_at, state, case_uid, operation, "
        "asked_by, asked_by_unit, label_id FROM v_own_task ORDER BY due_at, uid"
    )
    return [
        OwnTaskRow(
            **row | {"due_at": certain(row["due_at"]), "indicators": listed(row["indicators"])}
        )
        for row in rows
    ]


def answers(read: Read) -> list[AnswerRow]:
    """Every visible item that answers a visible requirement; superseded versions left out."""
    rows = read.rows(
        "SELECT q.uid AS requirement_uid, r.number AS report_number, r.place_text, "
        "r.submitted_at, i.uid AS item_uid, i.state AS item_state, i.text, i.origin_id, "
        "i.label_id, e.scheme, e.source_code, e.information_code, e.verdict FROM v_requirement q "
        "JOIN report_requirement x ON x.requirement_id = q.id "
        "JOIN v_report r ON r.id = x.report_id AND r.state <> 'superseded' "
        "JOIN v_item i ON i.report_id = r.id "
        "LEFT JOIN v_evaluation e ON e.id = i.evaluation_id "
        "ORDER BY r.submitted_at, r.number, i.seq"
    )
    return [AnswerRow(**row | {"submitted_at": instant(row["submitted_at"])}) for row in rows]


def origin_joins(read: Read) -> list[tuple[int, int]]:
    """Pairs of origins judged to be one, as far as the viewer may know of it."""
    rows = read.rows("SELECT left_id, right_id FROM v_origin_join WHERE revoked_at IS NULL")
    return [(int(row["left_id"]), int(row["right_id"])) for row in rows]


def _requirement(row: Mapping[str, Any]) -> RequirementRow:
    times = {"due_at": certain(row["due_at"]), "closed_at": instant(row["closed_at"])}
    return RequirementRow(**dict(row) | times | {"indicators": listed(row["indicators"])})
