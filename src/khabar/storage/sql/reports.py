"""Reports: through the scope, or one's own whatever the purpose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from khabar.core.errors import NotFound
from khabar.storage.connection import Read
from khabar.storage.sql.columns import instant


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report as it stands; the versions of one number are rows of their own."""

    uid: str
    number: str
    version: int
    state: str
    agency: str | None
    unit: str
    author: str | None
    author_id: int | None
    case_uid: str | None
    operation: str | None
    case_number: str | None
    event_text: str
    event_precision: str
    event_zone: str
    event_from: datetime | None
    event_to: datetime | None
    place_text: str
    obtained_at: datetime | None
    submitted_at: datetime | None
    legal_basis: str
    urgency: int
    useful_until: datetime | None
    language: str
    label_id: int


_SELECT = """
SELECT r.uid, r.number, r.version, r.state, g.code AS agency, r.unit, a.full_name AS author,
       r.author_id, c.uid AS case_uid, c.operation, c.number AS case_number, r.event_text,
       r.event_precision, r.event_zone, r.event_from, r.event_to, r.place_text, r.obtained_at,
       r.submitted_at, r.legal_basis, r.urgency, r.useful_until, r.language, r.label_id
FROM {view} r LEFT JOIN agency g ON g.id = r.agency_id LEFT JOIN account a ON a.id = r.author_id
LEFT JOIN case_file c ON c.id = r.case_id
"""
_TIMES = ("event_from", "event_to", "obtained_at", "submitted_at", "useful_until")


def mine(read: Read) -> list[ReportRow]:
    """The viewer's own reports, the newest version of each, newest first."""
    where = "WHERE r.state <> 'superseded' ORDER BY r.submitted_at DESC, r.uid LIMIT 200"
    return [_report(row) for row in read.rows(_SELECT.format(view="v_own_report") + where)]


def by_number(read: Read, number: str, *, own: bool = False) -> ReportRow:
    """The newest version of a report that the viewer may see.

    own  among their own submissions; otherwise through the scope

    Raises  NotFound when it is not there or not theirs to see.
    """
    view = _SELECT.format(view="v_own_report" if own else "v_report")
    row = read.one(view + "WHERE r.number = %s ORDER BY r.version DESC, r.id DESC", [number])
    if row is None:
        raise NotFound
    return _report(row)


def versions(read: Read, number: str, *, own: bool = False) -> list[ReportRow]:
    """Every visible version of a report, the first first."""
    view = _SELECT.format(view="v_own_report" if own else "v_report")
    return [_report(row) for row in read.rows(view + "WHERE r.number = %s ORDER BY r.version",
                                              [number])]  # fmt: skip


def requirements_of(
    read: Read, report_uid: str, *, own: bool = False
) -> list[tuple[str, str, str]]:
    """(uid, number, question) of what a report answers.

    own  one's own report: the questions one's unit was asked; otherwise those in scope
    """
    if own:
        select = (
            "SELECT DISTINCT t.requirement_uid AS uid, t.requirement_number AS number, t.question "
            "FROM v_own_report r JOIN report_requirement x ON x.report_id = r.id "
            "JOIN v_own_task t ON t.requirement_id = x.requirement_id"
        )
    else:
        select = (
            "SELECT q.uid, q.number, q.question FROM v_report r "
            "JOIN report_requirement x ON x.report_id = r.id "
            "JOIN v_requirement q ON q.id = x.requirement_id"
        )
    rows = read.rows(select + " WHERE r.uid = %s ORDER BY 2", [report_uid])
    return [(row["uid"], row["number"], row["question"]) for row in rows]


def _report(row: Mapping[str, Any]) -> ReportRow:
    return ReportRow(**dict(row) | {name: instant(row[name]) for name in _TIMES})
