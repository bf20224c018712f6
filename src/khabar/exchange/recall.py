"""Notice: what we told you does not hold. Only the node whose word it was may say so.

The receiver keeps its copy, marked: charts and products that stood on it must show that they
did. A notice never brings anything back; a notice about something we never had is kept, so
that a late copy arrives already marked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from khabar.core.errors import Fault, Invalid
from khabar.exchange.sealing import JsonRefused, as_bytes, read_lines, read_record

REFUTED, WITHDRAWN = "refuted", "withdrawn"
ACTIONS = (REFUTED, WITHDRAWN)


class NoticeRefused(Invalid):
    """Only the originator may withdraw or refute."""

    code = "exchange.notice-not-originator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One item of one report. report, item: the originator's ids; code: why, from its list."""

    report: str
    item: str
    action: str
    code: str
    at: datetime


def notice_bytes(notices: Iterable[Notice]) -> bytes:
    return b"".join(as_bytes(one) + b"\n" for one in notices)


def read_notices(raw: bytes) -> tuple[Notice, ...]:
    """Raises  JsonRefused naming line and field."""
    found = []
    for place, given in read_lines(raw, name="notice.ndjson"):
        notice = read_record(Notice, given, where=place)
        if notice.action not in ACTIONS:
            raise JsonRefused(Fault(where=f"{place}:action", code="exchange.field-wrong"))
        found.append(notice)
    return tuple(found)


def must_be_originators(sender: str, originators: Iterable[str]) -> None:
    """Refuse a notice about what came from somebody else.

    originators  origin node of each copy we hold that the notice names

    Raises  NoticeRefused.
    """
    if any(one != sender for one in originators):
        raise NoticeRefused(code=NoticeRefused.code, sender=sender)
