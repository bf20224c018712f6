"""Judgements: kept, revoked, never deleted."""

from __future__ import annotations

from khabar.collation import Judgement
from khabar.storage import entities
from khabar.storage.models.collation import Judgement as Row


def keep(made: Judgement) -> None:
    known = entities.known([made.left, made.right])
    Row.objects.create(
        uid=made.uid,
        left_id=known[made.left],
        right_id=known[made.right],
        verdict=made.verdict.value,
        score=made.score,
        reasons=[dict(reason) for reason in made.reasons],
        reason=made.reason,
        by_id=made.by,
        at=made.at,
        label_id=made.label,
    )


def close(made: Judgement) -> None:
    """Write down who took it back, when and why."""
    Row.objects.filter(uid=made.uid, revoked_at=None).update(
        revoked_at=made.revoked_at, revoked_by_id=made.revoked_by, revoke_reason=made.revoke_reason
    )
