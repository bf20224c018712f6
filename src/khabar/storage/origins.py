"""Joins of origins: made by a person, closed by a person, never deleted."""

from __future__ import annotations

from datetime import datetime

from khabar.storage.evaluations import relabel_joins
from khabar.storage.models.evaluation import OriginJoin


def keep(
    *, uid: str, left_id: int, right_id: int, by: int, at: datetime, reason: str, label_id: int
) -> None:
    """Two origins count as one from now on, for everyone who may see both."""
    OriginJoin.objects.create(
        uid=uid, left_id=left_id, right_id=right_id, by_id=by, at=at, reason=reason,
        label_id=label_id,
    )  # fmt: skip
    relabel_joins([left_id, right_id])


def undo(uid: str, *, at: datetime) -> None:
    """They count as two again; the row stays and says when."""
    OriginJoin.objects.filter(uid=uid, revoked_at__isnull=True).update(revoked_at=at)
