"""Traffic of the desk: what left, what came, how far it got, who says so. No content."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from khabar.core.errors import NotFound
from khabar.storage.connection import Read
from khabar.storage.sql.columns import certain, instant, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptRow:
    """One signed word, with its token: the proof that can be shown and checked again."""

    kind: str
    node: str
    at: datetime
    code: str
    unit: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedRow:
    """A report a package carried: verdict "" while nobody said, passed or refused."""

    number: str
    local_uid: str
    verdict: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelRow:
    """One message; code says why it waits, was stopped or refused."""

    uid: str
    direction: str
    content: str
    msg_id: str
    sender: str
    addressee: str
    seq: int
    lane: str
    size: int
    state: str
    code: str
    by: str
    unit: str
    created_at: datetime
    not_after: datetime
    handed_at: datetime | None
    next_try_at: datetime | None
    seen_at: datetime | None
    stamp: str
    receipts: tuple[ReceiptRow, ...]
    reports: tuple[CarriedRow, ...]

    @property
    def short(self) -> str:
        """The first twelve digits of the message's hash, as printed."""
        return self.msg_id[:12]


_SELECT = """
SELECT p.id, p.uid, p.direction, p.content, p.msg_id, p.sender, p.addressee, p.seq, p.lane,
       p.size, p.state, p.code, COALESCE(a.full_name, '') AS by, COALESCE(a.unit, '') AS unit,
       p.created_at, p.not_after, p.handed_at, p.next_try_at, p.seen_at, p.stamp
FROM parcel p LEFT JOIN account a ON a.id = p.by_id
"""
_TIMES = ("handed_at", "next_try_at", "seen_at")


def traffic(read: Read, direction: str, *, most: int = 100) -> list[ParcelRow]:
    """Packages of one direction, newest first; receipts travel as letters and are left out."""
    rows = read.rows(
        _SELECT + "WHERE p.direction = %s AND p.kind = 'package' ORDER BY p.created_at DESC, p.id "
        "DESC LIMIT %s",
        [direction, most],
    )
    return _with_proof(read, rows)


def by_uid(read: Read, uid: str) -> ParcelRow:
    """Raises  NotFound."""
    rows = read.rows(_SELECT + "WHERE p.uid = %s AND p.kind = 'package'", [uid])
    if not rows:
        raise NotFound
    return _with_proof(read, rows)[0]


def of_message(read: Read, msg_id: str, direction: str) -> ParcelRow | None:
    """The package of a request or answer, by its hash."""
    rows = read.rows(
        _SELECT + "WHERE p.msg_id = %s AND p.direction = %s AND p.kind = 'package'",
        [msg_id, direction],
    )
    return _with_proof(read, rows)[0] if rows else None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRow:
    """A word that an item no longer holds. found: copies marked here; done_at: partner's proof."""

    direction: str
    partner: str
    number: str
    action: str
    code: str
    at: datetime
    found: int | None
    done_at: datetime | None


def notices(read: Read, *, most: int = 50) -> list[NoticeRow]:
    """Notices we gave, with the partner's signed proof where it came, and those we were given."""
    rows = read.rows(
        """
        SELECT n.direction, n.partner, n.action, n.code, n.at, n.found,
               (SELECT min(r.at) FROM parcel_receipt r WHERE r.parcel_id = n.parcel_id
                AND r.kind = 'processed') AS done_at,
               COALESCE((SELECT max(q.number) FROM parcel_report q
                         WHERE q.report_uid = n.report_uid), '') AS number
        FROM partner_notice n ORDER BY n.at DESC, n.id DESC LIMIT %s
        """,
        [most],
    )
    times = {"at", "done_at"}
    return [
        NoticeRow(
            **{name: value for name, value in row.items() if name not in times},
            at=certain(row["at"]),
            done_at=instant(row["done_at"]),
        )
        for row in rows
    ]


def _with_proof(read: Read, rows: list[dict[str, Any]]) -> list[ParcelRow]:
    ids = [row["id"] for row in rows]
    receipts: dict[int, list[ReceiptRow]] = defaultdict(list)
    reports: dict[int, list[CarriedRow]] = defaultdict(list)
    if ids:
        marks = ", ".join(["%s"] * len(ids))
        for row in read.rows(
            "SELECT parcel_id, kind, node, at, code, unit, token FROM parcel_receipt "  # noqa: S608
            f"WHERE parcel_id IN ({marks}) ORDER BY at, id",
            ids,
        ):
            receipts[row["parcel_id"]].append(_receipt(row))
        for row in read.rows(
            "SELECT parcel_id, number, local_uid, verdict, codes FROM parcel_report "  # noqa: S608
            f"WHERE parcel_id IN ({marks}) ORDER BY id",
            ids,
        ):
            reports[row["parcel_id"]].append(_carried(row))
    return [_parcel(row, tuple(receipts[row["id"]]), tuple(reports[row["id"]])) for row in rows]


def _parcel(
    row: Mapping[str, Any], receipts: tuple[ReceiptRow, ...], reports: tuple[CarriedRow, ...]
) -> ParcelRow:
    plain = {name: value for name, value in row.items() if name != "id"}
    times: dict[str, Any] = {name: instant(row[name]) for name in _TIMES}
    times |= {name: certain(row[name]) for name in ("created_at", "not_after")}
    return ParcelRow(**plain | times, receipts=receipts, reports=reports)


def _receipt(row: Mapping[str, Any]) -> ReceiptRow:
    plain = {name: value for name, value in row.items() if name != "parcel_id"}
    return ReceiptRow(**plain | {"at": certain(row["at"])})


def _carried(row: Mapping[str, Any]) -> CarriedRow:
    codes = listed(row["codes"] if not isinstance(row["codes"], list) else json.dumps(row["codes"]))
    return CarriedRow(
        number=row["number"], local_uid=row["local_uid"], verdict=row["verdict"], codes=codes
    )
