"""Approvals: a verdict of another person on exactly one content."""

from __future__ import annotations

from datetime import datetime

from khabar.storage.models.dissemination import Approval, Product


def keep(
    *,
    uid: str,
    product: str,
    content_hash: str,
    verdict: str,
    reason: str,
    by: int,
    at: datetime,
) -> None:
    """Keep a verdict, "approved" or "returned", under the product's own label."""
    row = Product.objects.get(uid=product)
    Approval.objects.create(
        uid=uid,
        product=row,
        content_hash=content_hash,
        verdict=verdict,
        reason=reason,
        by_id=by,
        at=at,
        label_id=row.label_id,
    )
