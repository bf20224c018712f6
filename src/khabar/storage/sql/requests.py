"""Requests: their clocks as traffic of the desk, their words only through the scope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from khabar.core.errors import NotFound
from khabar.storage.connection import Read
from khabar.storage.sql.columns import certain, instant


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """A request on the board. subject "" when its words are not the viewer's to read now."""

    uid: str
    number: str
    direction: str
    partner: str
    urgency: str
    state: str
    subject: str
    sent_at: datetime
    acknowledge_by: datetime
    due_at: datetime
    acknowledged_at: datetime | None
    answered_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyRow:
    n: int
    verdict: str
    text: str
    stores: str
    ground: str
    agency: str
    unit: str
    handling: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestPage:
    """A request with its questions, each with its replies, newest first."""

    line: RequestLine
    why: str
    background: str
    offence: str
    basis: str
    use: str
    agency: str
    unit: str
    language: str
    msg_id: str
    label_id: int
    questions: tuple[tuple[int, str, tuple[ReplyRow, ...]], ...]


_LINE = """
SELECT q.uid, q.number, q.direction, q.partner, q.urgency, q.state, q.sent_at, q.acknowledge_by,
       q.due_at, q.acknowledged_at, q.answered_at, COALESCE(v.subject, '') AS subject
"""
_TIMES = ("acknowledged_at", "answered_at")
_CERTAIN = ("sent_at", "acknowledge_by", "due_at")


def board(read: Read, *, most: int = 100) -> list[RequestLine]:
    """Every request of the desk: open ones first, those whose time ends soonest before others."""
    rows = read.rows(
        _LINE + "FROM request q LEFT JOIN v_request v ON v.id = q.id "
        "ORDER BY CASE WHEN q.state IN ('open', 'part') THEN 0 ELSE 1 END, q.due_at, q.id LIMIT %s",
        [most],
    )
    return [_line(row) for row in rows]


def by_uid(read: Read, uid: str) -> RequestPage:
    """One request in scope.

    Raises  NotFound when it is not there or not the viewer's to read.
    """
    more = ", q.why, q.background, q.offence, q.basis, q.use, q.agency, q.unit, q.language, "
    row = read.one(
        _LINE + more + "q.msg_id, q.label_id FROM v_request q JOIN v_request v ON v.id = q.id "
        "WHERE q.uid = %s",
        [uid],
    )
    if row is None:
        raise NotFound
    asked = read.rows(
        "SELECT n, text FROM v_request_question WHERE request_id = "
        "(SELECT id FROM v_request WHERE uid = %s) ORDER BY n",
        [uid],
    )
    replies = _replies(read, uid)
    names = ("why", "background", "offence", "basis", "use", "agency", "unit", "language",
             "msg_id", "label_id")  # fmt: skip
    return RequestPage(
        line=_line({name: value for name, value in row.items() if name not in names}),
        **{name: row[name] for name in names},
        questions=tuple(
            (one["n"], one["text"], tuple(r for r in replies if r.n == one["n"])) for one in asked
        ),
    )


def _replies(read: Read, uid: str) -> list[ReplyRow]:
    rows = read.rows(
        "SELECT n, verdict, text, stores, ground, agency, unit, handling, at FROM v_request_reply "
        "WHERE request_id = (SELECT id FROM v_request WHERE uid = %s) ORDER BY at DESC, id DESC",
        [uid],
    )
    return [ReplyRow(**dict(row) | {"at": certain(row["at"])}) for row in rows]


def _line(row: Mapping[str, Any]) -> RequestLine:
    times: dict[str, Any] = {name: certain(row[name]) for name in _CERTAIN}
    times |= {name: instant(row[name]) for name in _TIMES}
    return RequestLine(**dict(row) | times)
