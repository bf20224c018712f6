"""Products: through the scope, or a copy released to the viewer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from khabar.core.errors import NotFound
from khabar.dissemination import Product, State, from_content
from khabar.storage.connection import Read
from khabar.storage.sql.columns import certain

CHUNK = 400  # ids in one question: SQLite allows few


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRow:
    """A version with what stands around its content."""

    product: Product
    state: State
    content_hash: str
    author_id: int
    author: str
    agency: str
    unit: str
    case_uid: str | None
    case_number: str | None
    written_at: datetime
    label_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a statement stands: its item, and the evaluation that grades it today."""

    item: str
    seq: int
    evaluation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What another person said of one content."""

    uid: str
    content_hash: str
    verdict: str
    reason: str
    by_name: str
    at: datetime


_SELECT = """
SELECT p.*, a.full_name AS author, g.code AS agency, c.uid AS case_uid, c.number AS case_number
FROM {view} p JOIN account a ON a.id = p.author_id JOIN agency g ON g.id = p.agency_id
LEFT JOIN case_file c ON c.id = p.case_id
"""


def listed(read: Read, case: str | None = None) -> list[ProductRow]:
    """The newest version of every product in scope, newest first; of one case when it is named."""
    newest = "WHERE p.version = (SELECT max(x.version) FROM v_product x WHERE x.number = p.number)"
    of_case, params = (" AND c.uid = %s", [case]) if case else ("", [])
    order = " ORDER BY p.written_at DESC, p.uid"
    rows = read.rows(_SELECT.format(view="v_product") + newest + of_case + order, params)
    return [_row(row) for row in rows]


def by_number(read: Read, number: str, version: int | None = None) -> ProductRow:
    """One version in scope, the newest when none is named.

    Raises  NotFound when it is not there or not in scope.
    """
    chosen, params = (" AND p.version = %s", [number, version]) if version else ("", [number])
    where = f"WHERE p.number = %s{chosen} ORDER BY p.version DESC"
    return _one(read.one(_SELECT.format(view="v_product") + where, params))


def by_uid(read: Read, uid: str) -> ProductRow:
    """One version in scope.

    Raises  NotFound when it is not there or not in scope.
    """
    return _one(read.one(_SELECT.format(view="v_product") + "WHERE p.uid = %s", [uid]))


def of_own_copy(read: Read, release: str) -> ProductRow:
    """The version of which the viewer holds this copy.

    Raises  NotFound when the copy is somebody else's, or none.
    """
    where = "WHERE p.id = (SELECT r.product_id FROM v_own_release r WHERE r.uid = %s)"
    return _one(read.one(_SELECT.format(view="v_own_copy") + where, [release]))


def verdicts(read: Read, product: str) -> list[Verdict]:
    """What others said of this version, newest first."""
    return [
        Verdict(**row | {"at": certain(row["at"])})
        for row in read.rows(
            "SELECT v.uid, v.content_hash, v.verdict, v.reason, a.full_name AS by_name, v.at "
            "FROM v_approval v JOIN v_product p ON p.id = v.product_id "
            "JOIN account a ON a.id = v.by_id WHERE p.uid = %s ORDER BY v.at DESC, v.id DESC",
            [product],
        )
    ]


def unreviewed(read: Read, product: str) -> list[str]:
    """Marks of the key findings that no second person has reviewed."""
    rows = read.rows(
        "SELECT f.mark FROM v_product_finding f JOIN v_product p ON p.id = f.product_id "
        "JOIN v_analysis a ON a.id = f.analysis_id "
        "WHERE p.uid = %s AND a.reviewer_id IS NULL ORDER BY f.mark",
        [product],
    )
    return [row["mark"] for row in rows]


def places(read: Read, statements: Iterable[str]) -> dict[str, Place]:
    """{statement uid: Place} of those in scope."""
    asked = sorted(set(statements))
    found: dict[str, Place] = {}
    for start in range(0, len(asked), CHUNK):
        chunk = asked[start : start + CHUNK]
        marks = ", ".join(["%s"] * len(chunk))
        for row in read.rows(
            "SELECT s.uid, i.uid AS item, i.seq, g.uid AS evaluation FROM v_statement s "  # noqa: S608
            "JOIN v_item i ON i.id = s.item_id LEFT JOIN v_evaluation g ON g.id = i.evaluation_id "
            f"WHERE s.uid IN ({marks})",
            chunk,
        ):
            found[row["uid"]] = Place(
                item=row["item"], seq=row["seq"], evaluation=row["evaluation"] or ""
            )
    return found


def _one(row: Mapping[str, Any] | None) -> ProductRow:
    if row is None:
        raise NotFound
    return _row(row)


def _row(row: Mapping[str, Any]) -> ProductRow:
    return ProductRow(
        product=from_content(row["uid"], json.loads(row["content"])),
        state=State(row["state"]),
        content_hash=row["content_hash"],
        author_id=row["author_id"],
        author=row["author"],
        agency=row["agency"],
        unit=row["unit"],
        case_uid=row["case_uid"],
        case_number=row["case_number"],
        written_at=certain(row["written_at"]),
        label_id=row["label_id"],
    )
