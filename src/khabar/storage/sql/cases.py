"""Cases as a person may see them: their own with or without a purpose, others by scope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from khabar.core.errors import NotFound
from khabar.storage.connection import Read
from khabar.storage.sql.columns import day, instant

_SELECT = """
SELECT c.id, c.uid, c.number, c.operation, c.ground, c.offence, c.legal_basis, c.opened_at,
       c.ends_on, c.state, c.label_id, o.full_name AS opener, h.full_name AS head
FROM {view} c JOIN account o ON o.id = c.opener_id JOIN account h ON h.id = c.head_id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """A case; opener and head by name."""

    uid: str
    number: str
    operation: str
    ground: str
    offence: str
    legal_basis: str
    opened_at: datetime | None
    ends_on: date
    state: str
    opener: str
    head: str
    label_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRow:
    username: str
    full_name: str
    agency: str
    unit: str


def mine(read: Read) -> list[CaseRow]:
    """The open cases the viewer belongs to, whatever the purpose; newest first."""
    rows = read.rows(_SELECT.format(view="v_own_case") + "ORDER BY c.opened_at DESC, c.uid")
    return [_case(row) for row in rows]


def own_by_uid(read: Read, uid: str) -> CaseRow:
    """One of the viewer's own cases.

    Raises  NotFound when there is none or the viewer does not belong to it.
    """
    return _found(read.one(_SELECT.format(view="v_own_case") + "WHERE c.uid = %s", [uid]))


def of_own_task(read: Read, requirement_uid: str) -> CaseRow:
    """The case of a requirement that the viewer's unit was tasked with.

    Raises  NotFound when their unit was given no such task.
    """
    where = "JOIN v_own_task t ON t.case_id = c.id WHERE t.requirement_uid = %s"
    return _found(read.one(_SELECT.format(view="case_file") + where, [requirement_uid]))


def members(read: Read, case_uid: str) -> list[MemberRow]:
    """Who belongs to a case that the viewer belongs to, by name."""
    rows = read.rows(
        "SELECT a.username, a.full_name, g.code AS agency, a.unit FROM v_own_case c "
        "JOIN case_member m ON m.case_id = c.id JOIN account a ON a.id = m.account_id "
        "JOIN agency g ON g.id = a.agency_id WHERE c.uid = %s ORDER BY a.full_name",
        [case_uid],
    )
    return [MemberRow(**row) for row in rows]


def _found(row: Mapping[str, Any] | None) -> CaseRow:
    if row is None:
        raise NotFound
    return _case(row)


def _case(row: Mapping[str, Any]) -> CaseRow:
    plain = {name: value for name, value in row.items() if name != "id"}
    return CaseRow(
        **plain | {"opened_at": instant(row["opened_at"]), "ends_on": day(row["ends_on"])}
    )
