"""Releases: copies that left, when they were opened, and when they were called back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max

from khabar.dissemination import Release
from khabar.storage.models.dissemination import Approval, Product
from khabar.storage.models.dissemination import Release as Row


def next_copy(number: str) -> int:
    """The next copy number of a product, counted over all its versions."""
    list(Product.objects.select_for_update().filter(number=number))  # two releasers take turns
    last = Row.objects.filter(number=number).aggregate(last=Max("copy"))["last"]
    return int(last or 0) + 1


def keep(release: Release, *, approval: str) -> None:
    """Keep a copy under its product's label; the approval it stands on is part of the row."""
    product = Product.objects.get(uid=release.product)
    Row.objects.create(
        uid=release.uid,
        product=product,
        approval=Approval.objects.get(uid=approval),
        number=product.number,
        copy=release.copy,
        trace=release.trace,
        content_hash=release.content_hash,
        recipient_id=release.recipient.account,
        recipient_name=release.recipient.name,
        recipient_agency=release.recipient.agency,
        recipient_unit=release.recipient.unit,
        recipient_node=release.recipient.node,
        permission=release.permission,
        released_by_id=release.released_by,
        at=release.at,
        label_id=product.label_id,
    )


def opened(uid: str, *, at: datetime, unit: str) -> None:
    """Note the first opening; later ones stand in the ledger only."""
    Row.objects.filter(uid=uid, opened_at=None).update(opened_at=at, opened_unit=unit)


def recall(uids: Iterable[str], *, by: int, at: datetime, reason: str) -> None:
    """Call copies back. A copy called back before keeps its first reason."""
    Row.objects.filter(uid__in=list(uids), recalled_at=None).update(
        recalled_at=at, recalled_by_id=by, recall_reason=reason
    )
