"""Products as they are written, and the states they pass through."""

from __future__ import annotations

import json
from datetime import datetime

from khabar.dissemination import Product, State, to_content
from khabar.safeguards import content_hash
from khabar.storage.models.accounts import Agency, CaseFile
from khabar.storage.models.analysis import Analysis
from khabar.storage.models.collation import Statement
from khabar.storage.models.dissemination import Product as Row
from khabar.storage.models.dissemination import ProductBasis, ProductFinding


def keep(
    product: Product,
    *,
    case: str | None,
    agency: str,
    unit: str,
    author: int,
    at: datetime,
    label_id: int,
) -> None:
    """Keep a new version as a draft, with what it stands on."""
    row = Row.objects.create(
        **to_row(product, at=at, label_id=label_id),
        number=product.number,
        version=product.version,
        case=CaseFile.objects.get(uid=case) if case else None,
        agency=Agency.objects.get(code=agency),
        unit=unit,
        author_id=author,
    )
    _keep_ground(row, product)


def rewrite(product: Product, *, at: datetime, label_id: int) -> None:
    """Put other content in the same version. Any approval is void by its hash."""
    Row.objects.filter(uid=product.uid).update(**to_row(product, at=at, label_id=label_id))
    row = Row.objects.get(uid=product.uid)
    ProductBasis.objects.filter(product=row).delete()
    ProductFinding.objects.filter(product=row).delete()
    _keep_ground(row, product)


def to_row(product: Product, *, at: datetime, label_id: int) -> dict[str, object]:
    """The columns that follow from the content; `from_content` reads it back."""
    content = to_content(product)
    return {
        "uid": product.uid,
        "kind": product.kind.value,
        "title": product.title,
        "language": product.language,
        "content": json.dumps(content, ensure_ascii=False, sort_keys=True),
        "content_hash": content_hash(content),
        "state": State.DRAFT.value,
        "written_at": at,
        "expires_on": product.expires_on,
        "label_id": label_id,
    }


def move(product_uid: str, state: State) -> None:
    """Take the next step of a product's life."""
    Row.objects.filter(uid=product_uid).update(state=state.value)


def supersede_before(number: str, version: int) -> None:
    """A later version is out: those before it say so."""
    Row.objects.filter(number=number, version__lt=version).update(state=State.SUPERSEDED.value)


def _keep_ground(row: Row, product: Product) -> None:
    marks = {
        uid: evidence.mark
        for evidence in product.evidence
        for uid in (evidence.statement, *evidence.also)
    }
    known = dict(Statement.objects.filter(uid__in=marks).values_list("uid", "pk"))
    ProductBasis.objects.bulk_create(
        ProductBasis(
            product=row, statement_id=known[uid], statement_uid=uid, mark=mark, label=row.label
        )
        for uid, mark in marks.items()
    )
    found = dict(
        Analysis.objects.filter(uid__in=[one.finding for one in product.findings]).values_list(
            "uid", "pk"
        )
    )
    ProductFinding.objects.bulk_create(
        ProductFinding(
            product=row, analysis_id=found[one.finding], mark=str(order), label=row.label
        )
        for order, one in enumerate(product.findings, start=1)
    )
