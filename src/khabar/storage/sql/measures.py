"""The plain times behind the measures, of what the viewer may see. Imported lists are left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from khabar.storage.connection import Read
from khabar.storage.sql.columns import certain, instant


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTimes:
    """An accepted report: version 1 means that it was never returned."""

    uid: str
    number: str
    version: int
    obtained_at: datetime | None
    submitted_at: datetime
    evaluated_at: datetime | None
    useful_until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedTimes:
    """One item under one released copy.

    graded_at   first evaluation of the item; None when nobody graded it
    refuted_at  None while it stands
    """

    release: str
    copy: str
    released_at: datetime
    opened_at: datetime | None
    recalled_at: datetime | None
    answered: bool
    report_uid: str
    item: str
    graded_at: datetime | None
    refuted_at: datetime | None


def reports(read: Read) -> list[ReportTimes]:
    """The newest visible version of every report that was handed in by a person."""
    rows = read.rows(
        "SELECT r.uid, r.number, r.version, r.obtained_at, r.submitted_at, r.useful_until, "
        "(SELECT min(e.at) FROM v_item i JOIN v_evaluation e ON e.item_id = i.id "
        "WHERE i.report_id = r.id) AS evaluated_at FROM v_report r "
        "WHERE r.dataset_id IS NULL AND r.submitted_at IS NOT NULL AND r.state <> 'superseded' "
        "ORDER BY r.submitted_at, r.id"
    )
    return [
        ReportTimes(
            uid=row["uid"],
            number=row["number"],
            version=row["version"],
            obtained_at=instant(row["obtained_at"]),
            submitted_at=certain(row["submitted_at"]),
            evaluated_at=instant(row["evaluated_at"]),
            useful_until=instant(row["useful_until"]),
        )
        for row in rows
    ]


def cited(read: Read) -> list[CitedTimes]:
    """Every item under every released copy in scope."""
    rows = read.rows(
        "SELECT DISTINCT l.uid AS release, l.number, l.copy, l.at, l.opened_at, l.recalled_at, "
        "r.uid AS report_uid, i.uid AS item, i.state, g.at AS standing_at, "
        "(SELECT min(e.at) FROM v_evaluation e WHERE e.item_id = i.id OR e.id = i.evaluation_id) "
        "AS graded_at, (SELECT count(*) FROM v_outcome o WHERE o.release_id = l.id) AS answers "
        "FROM v_release l JOIN v_product_basis b ON b.product_id = l.product_id "
        "JOIN v_statement s ON s.id = b.statement_id JOIN v_item i ON i.id = s.item_id "
        "JOIN v_report r ON r.id = i.report_id "
        "LEFT JOIN v_evaluation g ON g.id = i.evaluation_id ORDER BY l.at, l.copy, i.uid"
    )
    return [
        CitedTimes(
            release=row["release"],
            copy=f"{row['number']} / {row['copy']:02d}",
            released_at=certain(row["at"]),
            opened_at=instant(row["opened_at"]),
            recalled_at=instant(row["recalled_at"]),
            answered=bool(row["answers"]),
            report_uid=row["report_uid"],
            item=row["item"],
            graded_at=instant(row["graded_at"]),
            refuted_at=instant(row["standing_at"]) if row["state"] == "refuted" else None,
        )
        for row in rows
    ]
