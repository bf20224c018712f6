"""Which origins were judged to be one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from khabar.core.errors import NotFound
from khabar.storage.connection import Read
from khabar.storage.sql.columns import certain


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinRow:
    """Two origins joined by a person, with the reason in their words."""

    uid: str
    left_id: int
    right_id: int
    by: str
    by_id: int
    at: datetime
    reason: str
    label_id: int


_SELECT = """
SELECT j.uid, j.left_id, j.right_id, a.full_name AS by, j.by_id, j.at, j.reason, j.label_id
FROM {view} j JOIN account a ON a.id = j.by_id WHERE j.revoked_at IS NULL
"""


def joins(read: Read) -> list[tuple[int, int]]:
    """(left, right) ids of origins that count as one, in the viewer's scope."""
    rows = read.rows("SELECT left_id, right_id FROM v_origin_join WHERE revoked_at IS NULL")
    return [(row["left_id"], row["right_id"]) for row in rows]


def reviewed(read: Read) -> list[JoinRow]:
    """The standing joins an evaluator may see: those still under review and those kept."""
    return [_join(row) for row in read.rows(_SELECT.format(view="v_reviewed_origin_join"))]


def by_uid(read: Read, uid: str) -> JoinRow:
    """One standing join under the evaluator's eyes.

    Raises  NotFound when it is not there, was undone, or is not theirs.
    """
    row = read.one(_SELECT.format(view="v_reviewed_origin_join") + "AND j.uid = %s", [uid])
    if row is None:
        raise NotFound
    return _join(row)


def _join(row: dict[str, object]) -> JoinRow:
    return JoinRow(**row | {"at": certain(row["at"])})  # type: ignore[arg-type]
