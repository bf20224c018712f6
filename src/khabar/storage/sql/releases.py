"""Releases and what came of them: through the scope, or the viewer's own copies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from khabar.core.errors import NotFound
from khabar.storage.connection import Read
from khabar.storage.sql.columns import certain, instant, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseRow:
    """A copy: to whom, under which permission, opened and recalled when.

    opened_unit  who opened it: abroad that is all we learn
    """

    uid: str
    product_uid: str
    number: str
    version: int
    kind: str
    title: str
    copy: int
    trace: str
    content_hash: str
    recipient_name: str
    recipient_agency: str
    recipient_unit: str
    recipient_node: str
    permission: str
    released_by: str
    approved_by: str
    at: datetime
    opened_at: datetime | None
    opened_unit: str
    recalled_at: datetime | None
    recall_reason: str
    answered_at: datetime | None
    label_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeRow:
    """An answer; item is None for the answer on the whole copy."""

    release: str
    item: str | None
    usefulness: int | None
    result: str
    text: str
    by_name: str
    unit: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """Who has seen something of mine: an item of my report, in which copy, by whom, when."""

    report: str
    seq: int
    number: str
    copy: int
    agency: str
    unit: str
    name: str
    at: datetime
    opened_at: datetime | None
    recalled_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who could be given a copy."""

    account: int
    uid: str
    name: str
    agency: str
    unit: str
    roles: frozenset[str]
    clearance: int


_SELECT = """
SELECT r.uid, p.uid AS product_uid, r.number, p.version, p.kind, p.title, r.copy, r.trace,
       r.content_hash, r.recipient_name, r.recipient_agency, r.recipient_unit, r.recipient_node,
       r.permission, a.full_name AS released_by, b.full_name AS approved_by, r.at, r.opened_at,
       r.opened_unit, r.recalled_at, r.recall_reason, r.label_id,
       (SELECT max(o.at) FROM {outcome} o WHERE o.release_id = r.id AND o.item_id IS NULL)
           AS answered_at
FROM {release} r JOIN {product} p ON p.id = r.product_id
JOIN account a ON a.id = r.released_by_id
JOIN {approval} v ON v.id = r.approval_id JOIN account b ON b.id = v.by_id
"""
_SCOPED = _SELECT.format(
    release="v_release", product="v_product", approval="v_approval", outcome="v_outcome"
)
_OWN = _SELECT.format(
    release="v_own_release",
    product="v_own_copy",
    approval="v_own_copy_approval",
    outcome="v_own_answer",
)
_TIMES = ("opened_at", "recalled_at", "answered_at")


def of_product(read: Read, number: str) -> list[ReleaseRow]:
    """All copies of all versions of a product, by copy number."""
    return [
        _row(row) for row in read.rows(_SCOPED + "WHERE r.number = %s ORDER BY r.copy", [number])
    ]


def by_uid(read: Read, uid: str) -> ReleaseRow:
    """One copy in scope.

    Raises  NotFound
    """
    return _one(read.one(_SCOPED + "WHERE r.uid = %s", [uid]))


def inbox(read: Read) -> list[ReleaseRow]:
    """The viewer's own copies, newest first, whatever the purpose."""
    return [_row(row) for row in read.rows(_OWN + "ORDER BY r.at DESC, r.id DESC")]


def own(read: Read, uid: str) -> ReleaseRow:
    """One of the viewer's own copies.

    Raises  NotFound
    """
    return _one(read.one(_OWN + "WHERE r.uid = %s", [uid]))


def by_trace(read: Read, trace: str) -> tuple[ReleaseRow, bool]:
    """The copy with this printed code, and whether it is the viewer's own.

    Raises  NotFound for a copy that is neither theirs nor in scope.
    """
    mine = read.one(_OWN + "WHERE r.trace = %s", [trace])
    return _one(mine or read.one(_SCOPED + "WHERE r.trace = %s", [trace])), mine is not None


def outcomes(read: Read, number: str) -> list[OutcomeRow]:
    """What readers said of a product, newest first."""
    rows = read.rows(
        "SELECT r.uid AS release, i.uid AS item, o.usefulness, o.result, o.text, "
        "a.full_name AS by_name, r.recipient_unit AS unit, o.at FROM v_outcome o "
        "JOIN v_release r ON r.id = o.release_id JOIN account a ON a.id = o.by_id "
        "LEFT JOIN v_item i ON i.id = o.item_id WHERE r.number = %s ORDER BY o.at DESC, o.id",
        [number],
    )
    return [OutcomeRow(**row | {"at": certain(row["at"])}) for row in rows]


def glances(read: Read) -> list[Glance]:
    """Copies in which an item of the viewer's own reports stands, newest first."""
    rows = read.rows("SELECT * FROM v_own_glance ORDER BY at DESC, copy, report, seq LIMIT 200")
    return [
        Glance(
            **row
            | {
                "at": certain(row["at"]),
                "opened_at": instant(row["opened_at"]),
                "recalled_at": instant(row["recalled_at"]),
            }
        )
        for row in rows
    ]


def people(read: Read) -> list[Person]:
    """Everyone on this node to whom a copy can be addressed, by agency and name."""
    rows = read.rows(
        "SELECT a.id AS account, a.uid, a.full_name AS name, g.code AS agency, a.unit, a.roles, "
        "a.clearance FROM account a JOIN agency g ON g.id = a.agency_id WHERE a.is_active "
        "ORDER BY g.code, a.full_name"
    )
    return [Person(**row | {"roles": frozenset(listed(row["roles"]))}) for row in rows]


def partners(read: Read) -> list[str]:
    """Codes of the nodes whose card was compared and pinned, hubs left out."""
    rows = read.rows(
        "SELECT code FROM peer WHERE unpinned_at IS NULL AND role <> 'hub' ORDER BY code"
    )
    return [row["code"] for row in rows]


def _one(row: Mapping[str, Any] | None) -> ReleaseRow:
    if row is None:
        raise NotFound
    return _row(row)


def _row(row: Mapping[str, Any]) -> ReleaseRow:
    times = {name: instant(row[name]) for name in _TIMES}
    return ReleaseRow(**dict(row) | times | {"at": certain(row["at"])})
