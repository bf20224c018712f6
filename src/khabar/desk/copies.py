"""A copy as reader and releaser see it: its content, its own marks, what moved since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from khabar.dissemination import Copy, Doubt, Product, Words, doubts, pdf, sheet
from khabar.safeguards import Label
from khabar.storage import labels
from khabar.storage.connection import Read
from khabar.storage.sql import standing
from khabar.storage.sql.releases import ReleaseRow

ANSWER_WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyPage:
    """A copy of one's own. A recalled one keeps its notice and gives up its content."""

    release: ReleaseRow
    label: Label
    product: Product
    copy: Copy

    @property
    def is_recalled(self) -> bool:
        return self.release.recalled_at is not None


def copy_page(
    read: Read, release: ReleaseRow, product: Product, *, author: str, today: date
) -> CopyPage:
    label = labels.get(release.label_id)
    abroad = bool(release.recipient_node)
    unit = label.originator  # abroad a copy names agencies, never our people
    return CopyPage(
        release=release,
        label=label,
        product=product,
        copy=Copy(
            label=label,
            author=unit if abroad else author,
            approved_by=unit if abroad else release.approved_by,
            released_by=unit if abroad else release.released_by,
            number=release.copy,
            recipient=_addressed(release),
            trace=release.trace,
            issued_on=release.at.date(),
            answer_by=(release.at + ANSWER_WITHIN).date(),
            recalled_on=release.recalled_at.date() if release.recalled_at else None,
            recall_reason=release.recall_reason,
            today=today,
            doubts=moved(product, standing.of_products(read, [product.uid])),
        ),
    )


def _addressed(release: ReleaseRow) -> str:
    if release.recipient_node:
        return release.recipient_name
    return f"{release.recipient_agency}, {release.recipient_name}"


def moved(product: Product, ground: Mapping[str, standing.Standing]) -> tuple[Doubt, ...]:
    """What changed under a product since it was written, by how its ground stands."""
    now = ground.get(product.uid, standing.Standing())
    return doubts(product.evidence, now.grounds, stale_findings=now.superseded)


def printed(page: CopyPage, words: Words) -> bytes:
    """The copy as PDF."""
    return pdf(sheet(page.product, page.copy, words))
