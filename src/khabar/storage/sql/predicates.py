"""Why somebody is a subject: read through the scope."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from khabar.core.errors import NotFound
from khabar.storage.connection import Read
from khabar.storage.sql.columns import certain, instant, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class PredicateRow:
    """One predicate; approver and approved_at are None while it waits for another person."""

    uid: str
    entity: str
    facts: str
    offence: str
    offence_group: str
    items: tuple[str, ...]
    writer: str
    writer_id: int
    written_at: datetime
    approver: str | None
    approver_id: int | None
    approved_at: datetime | None
    digest: str
    operation: str
    label_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAbout:
    """An accepted item that speaks of an entity, in the words written for others."""

    uid: str
    number: str
    text: str
    scheme: str
    source_code: str
    information_code: str
    label_id: int


_SELECT = """
SELECT p.uid, n.uid AS entity, p.facts, p.offence, p.offence_group, p.items,
       w.full_name AS writer, p.writer_id, p.written_at, a.full_name AS approver, p.approver_id,
       p.approved_at, p.digest, COALESCE(c.operation, '') AS operation, p.label_id
FROM v_predicate p JOIN entity n ON n.id = p.entity_id JOIN account w ON w.id = p.writer_id
LEFT JOIN account a ON a.id = p.approver_id LEFT JOIN case_file c ON c.id = p.case_id
"""


def standing(read: Read, entity_uids: Sequence[str]) -> dict[str, PredicateRow]:
    """The newest approved predicate of each of these entities: who of them is a subject."""
    if not entity_uids:
        return {}
    marks = ", ".join(["%s"] * len(entity_uids))
    where = f"WHERE n.uid IN ({marks}) AND p.approver_id IS NOT NULL ORDER BY p.id"
    found = (_row(row) for row in read.rows(_SELECT + where, entity_uids))
    return {row.entity: row for row in found}


def waiting(read: Read) -> list[PredicateRow]:
    """Predicates that wait for another person's yes, the oldest first."""
    return [_row(row) for row in read.rows(_SELECT + "WHERE p.approver_id IS NULL ORDER BY p.id")]


def by_uid(read: Read, uid: str) -> PredicateRow:
    """One predicate.

    Raises  NotFound when it is not there or not in scope.
    """
    row = read.one(_SELECT + "WHERE p.uid = %s", [uid])
    if row is None:
        raise NotFound
    return _row(row)


def exists(read: Read, entity_uid: str) -> bool:
    """Whether the viewer sees anything said of this entity."""
    row = read.one(
        "SELECT 1 AS yes FROM v_statement s JOIN entity n ON n.id = s.entity_id WHERE n.uid = %s",
        [entity_uid],
    )
    return row is not None


def items_about(read: Read, entity_uid: str) -> list[ItemAbout]:
    """Accepted, graded items with a standing statement about this entity, the newest first."""
    rows = read.rows(
        "SELECT DISTINCT i.id, i.uid, i.label_id, r.number, "
        "COALESCE(NULLIF(i.sanitised_text, ''), i.text) AS text, "
        "e.scheme, e.source_code, e.information_code FROM v_statement s "
        "JOIN entity n ON n.id = s.entity_id JOIN v_item i ON i.id = s.item_id "
        "JOIN v_report r ON r.id = i.report_id JOIN v_evaluation e ON e.id = i.evaluation_id "
        "WHERE n.uid = %s AND i.state = 'accepted' AND s.ended = 0 ORDER BY i.id DESC LIMIT 50",
        [entity_uid],
    )
    return [ItemAbout(**{key: row[key] for key in row if key != "id"}) for row in rows]


def labels_of_items(read: Read, uids: Sequence[str]) -> dict[str, int]:
    """{item uid: label id} of those of these items that are in scope and accepted."""
    if not uids:
        return {}
    marks = ", ".join(["%s"] * len(uids))
    rows = read.rows(
        f"SELECT uid, label_id FROM v_item WHERE uid IN ({marks}) AND state = 'accepted'",  # noqa: S608 – marks only
        uids,
    )
    return {row["uid"]: row["label_id"] for row in rows}


def _row(row: Mapping[str, Any]) -> PredicateRow:
    return PredicateRow(
        **dict(row)
        | {
            "items": listed(row["items"]),
            "written_at": certain(row["written_at"]),
            "approved_at": instant(row["approved_at"]),
        }
    )
