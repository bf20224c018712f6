"""Items on their way through evaluation, as their evaluator sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from khabar.core.errors import NotFound
from khabar.storage.connection import Read
from khabar.storage.sql.columns import certain, instant, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """One item with the head of its report and its newest verdict.

    seq, of      "item 2 of 3"
    operation    the case's code word, "" without a case
    scheme … verdict, evaluation_uid   of the newest evaluation; None where there is none
    """

    uid: str
    report_uid: str
    number: str
    seq: int
    of: int
    text: str
    sanitised_text: str
    sanitised_by: str | None
    how_known: str
    known_to: str
    comment: str
    state: str
    report_state: str
    author_id: int | None
    agency: str
    unit: str
    operation: str
    place_text: str
    event_text: str
    event_zone: str
    obtained_at: datetime | None
    submitted_at: datetime | None
    useful_until: datetime | None
    urgency: int
    legal_basis: str
    language: str
    origin_id: int
    label_id: int
    evaluation_uid: str | None
    scheme: str | None
    source_code: str | None
    information_code: str | None
    verdict: str | None
    reason_code: str | None
    reason: str | None
    evaluated_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SanitisedRow:
    """The newest text written for others: kinds of warning it raised, and whether they stand."""

    text: str
    warnings: tuple[str, ...]
    looked: bool
    by: str
    at: datetime


_SELECT = """
SELECT i.uid, r.uid AS report_uid, r.number, i.seq,
       (SELECT count(*) FROM {p}item x WHERE x.report_id = i.report_id) AS "of",
       i.text, i.sanitised_text, s.full_name AS sanitised_by, i.how_known, i.known_to, i.comment,
       i.state, r.state AS report_state, r.author_id, g.code AS agency, r.unit,
       COALESCE(c.operation, '') AS operation, r.place_text, r.event_text, r.event_zone,
       r.obtained_at, r.submitted_at, r.useful_until, r.urgency, r.legal_basis, r.language,
       i.origin_id, i.label_id, e.uid AS evaluation_uid, e.scheme, e.source_code,
       e.information_code, e.verdict, e.reason_code, e.reason, e.at AS evaluated_at
FROM {p}item i JOIN {p}report r ON r.id = i.report_id
LEFT JOIN account s ON s.id = i.sanitised_by_id
LEFT JOIN agency g ON g.id = r.agency_id LEFT JOIN case_file c ON c.id = r.case_id
LEFT JOIN v_reviewed_evaluation e ON e.id = (
    SELECT max(x.id) FROM v_reviewed_evaluation x WHERE x.item_id = i.id)
"""
_WAITING = _SELECT.format(p="v_")
_REVIEWED = _SELECT.format(p="v_reviewed_")
_TIMES = ("obtained_at", "submitted_at", "useful_until", "evaluated_at")


def waiting(read: Read, state: str = "submitted") -> list[ReviewRow]:
    """Items of reports in this state that are not the viewer's own, oldest first."""
    rows = read.rows(
        _WAITING  # noqa: S608 – our own words
        + "WHERE r.state = %s AND (r.author_id IS NULL OR r.author_id <> "
        "(SELECT account_id FROM viewer)) ORDER BY r.submitted_at, r.id, i.seq LIMIT 500",
        [state],
    )
    return [_row(row) for row in rows]


def evaluated(read: Read, most: int = 100) -> list[ReviewRow]:
    """Items of accepted reports of the viewer's agency, the newest verdict first."""
    rows = read.rows(
        _REVIEWED
        + "WHERE r.dataset_id IS NULL AND r.state IN ('accepted', 'refuted') AND e.uid IS NOT NULL "
        "ORDER BY e.at DESC, i.id DESC LIMIT %s",
        [most],
    )
    return [_row(row) for row in rows]


def by_uid(read: Read, uid: str) -> ReviewRow:
    """One item, still waiting or kept, of the viewer's agency.

    Raises  NotFound when it is not there or not theirs to review.
    """
    row = read.one(_REVIEWED + "WHERE i.uid = %s", [uid])
    if row is None:
        raise NotFound
    return _row(row)


def of_report(read: Read, report_uid: str) -> list[ReviewRow]:
    """All items of a report that may be reviewed, in their order; refused ones are gone."""
    rows = read.rows(_REVIEWED + "WHERE r.uid = %s ORDER BY i.seq", [report_uid])
    return [_row(row) for row in rows]


def others(read: Read, uid: str, most: int = 300) -> list[ReviewRow]:
    """The newest items beside this one that may resemble it; no superseded or refused ones."""
    rows = read.rows(
        _REVIEWED + "WHERE i.uid <> %s AND r.dataset_id IS NULL "
        "AND r.state IN ('submitted', 'accepted') AND i.state IN ('submitted', 'accepted') "
        "ORDER BY i.id DESC LIMIT %s",
        [uid, most],
    )
    return [_row(row) for row in rows]


def newest_sanitised(read: Read, uid: str) -> SanitisedRow | None:
    """The text last written for others, or None."""
    row = read.one(
        "SELECT s.text, s.warnings, s.looked, a.full_name AS by, s.at FROM v_reviewed_sanitising s "
        "JOIN v_reviewed_item i ON i.id = s.item_id JOIN account a ON a.id = s.by_id "
        "WHERE i.uid = %s ORDER BY s.id DESC",
        [uid],
    )
    if row is None:
        return None
    return SanitisedRow(
        text=row["text"],
        warnings=listed(row["warnings"]),
        looked=bool(row["looked"]),
        by=row["by"],
        at=certain(row["at"]),
    )


def is_lifted(read: Read, uid: str) -> bool:
    """Whether a second person tied what this item touches to a named crime."""
    return bool(lifters(read, uid))


def lifters(read: Read, uid: str) -> frozenset[int]:
    """Row ids of the accounts that tied what this item touches to a named crime."""
    rows = read.rows(
        "SELECT s.by_id FROM v_sensitive_lift s JOIN v_item i ON i.id = s.item_id WHERE i.uid = %s",
        [uid],
    )
    return frozenset(int(row["by_id"]) for row in rows)


def evaluated_since(read: Read, since: datetime) -> tuple[int, int]:
    """(items decided since then, of those before they became worthless): the foot of the queue."""
    rows = read.rows(
        "SELECT e.at, r.useful_until FROM v_reviewed_evaluation e "
        "JOIN v_reviewed_item i ON i.id = e.item_id JOIN v_reviewed_report r ON r.id = i.report_id "
        "WHERE e.at >= %s AND e.verdict = 'accepted'",
        [since],
    )
    in_time = sum(
        1 for row in rows
        if row["useful_until"] is None or certain(row["at"]) <= certain(row["useful_until"])
    )  # fmt: skip
    return len(rows), in_time


def _row(row: Mapping[str, Any]) -> ReviewRow:
    return ReviewRow(**dict(row) | {name: instant(row[name]) for name in _TIMES})
