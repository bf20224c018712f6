"""The verdicts on an item, one after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from khabar.storage.connection import Read
from khabar.storage.sql.columns import certain


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationRow:
    """One verdict; codes are "" where it has no grade."""

    uid: str
    scheme: str
    source_code: str
    information_code: str
    verdict: str
    reason_code: str
    reason: str
    evaluator: str | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaningRow:
    """An accepted grade that names other items as agreeing: (item, its origin) and theirs."""

    item_uid: str
    number: str
    scheme: str
    source_code: str
    information_code: str
    origin_id: int
    agreeing_origin_id: int


def of_item(read: Read, item_uid: str) -> list[EvaluationRow]:
    """All verdicts on an item that its evaluator may see, the first first."""
    rows = read.rows(
        "SELECT e.uid, e.scheme, e.source_code, e.information_code, e.verdict, e.reason_code, "
        "e.reason, a.full_name AS evaluator, e.at FROM v_reviewed_evaluation e "
        "JOIN v_reviewed_item i ON i.id = e.item_id LEFT JOIN account a ON a.id = e.evaluator_id "
        "WHERE i.uid = %s ORDER BY e.id",
        [item_uid],
    )
    return [EvaluationRow(**row | {"at": certain(row["at"])}) for row in rows]


def leaning_on(read: Read, origin_ids: Sequence[int]) -> list[LeaningRow]:
    """Standing grades that rest on another origin's agreement and touch one of these origins."""
    if not origin_ids:
        return []
    marks = ", ".join(["%s"] * len(origin_ids))
    rows = read.rows(
        "SELECT i.uid AS item_uid, r.number, e.scheme, "  # noqa: S608 – marks only
        "e.source_code, e.information_code, "
        "i.origin_id, o.origin_id AS agreeing_origin_id FROM v_reviewed_corroboration c "
        "JOIN v_reviewed_evaluation e ON e.id = c.evaluation_id "
        "JOIN v_reviewed_item i ON i.evaluation_id = e.id "
        "JOIN v_reviewed_report r ON r.id = i.report_id "
        "JOIN v_reviewed_item o ON o.id = c.item_id WHERE e.item_id IN ("
        f"SELECT id FROM v_reviewed_item WHERE origin_id IN ({marks})) "
        f"OR c.item_id IN (SELECT id FROM v_reviewed_item WHERE origin_id IN ({marks}))",
        [*origin_ids, *origin_ids],
    )
    return [LeaningRow(**row) for row in rows]
