"""The form a product is written on: what was typed, and what it starts from."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from khabar.desk.composing import Typed
from khabar.desk.product import Materials, ProductPage
from khabar.web.product.tongue import alternatives_of, gaps_of
from khabar.web.request import DeskRequest, text

LIFE = timedelta(days=180)
FIELDS = (
    "kind", "title", "language", "question", "asked_by", "legal_basis", "subject", "alternatives",
    "gaps", "recommendations", "conditions", "distribution", "expires_on",
)  # fmt: skip


def typed(request: DeskRequest) -> Typed:
    """What was typed, as it was typed."""
    return Typed(
        **{name: text(request, name) for name in FIELDS},
        findings=tuple(request.POST.getlist("finding")),
        facts=tuple(request.POST.getlist("fact")),
    )


def fresh(request: DeskRequest, found: Materials) -> Typed:
    """A form to start from: what the chosen findings say already."""
    first = found.chosen[0].analysis
    subject = request.GET.get("subject", "")
    return Typed(
        kind=request.GET.get("kind", "bulletin"),
        title=found.subjects.get(subject, ""),
        language=request.language,
        question=first.question,
        asked_by="",
        legal_basis=first.legal_basis,
        findings=tuple(one.analysis.uid for one in found.chosen),
        facts=tuple(row.statement for row in found.facts),
        subject=subject,
        alternatives=alternatives_of(found, request.language),
        gaps=gaps_of(found),
        distribution="\n".join(filter(None, [request.sitting.who.agency])),
        expires_on=(request.sitting.clock() + LIFE).date().isoformat(),
    )


def again(page: ProductPage) -> Typed:
    """A form that holds the product as it is."""
    product = page.row.product
    cited = {mark for one in product.findings for mark in (*one.rests_on, *one.against)}
    form = Typed(
        kind=product.kind.value,
        title=product.title,
        language=product.language,
        question=product.terms.question,
        asked_by=product.terms.asked_by,
        legal_basis=product.terms.legal_basis,
        findings=tuple(one.finding for one in product.findings),
        facts=tuple(row.statement for row in product.evidence if row.mark not in cited),
    )
    return replace(
        form,
        subject=product.subject or "",
        alternatives="\n".join(product.alternatives),
        gaps="\n".join(product.gaps),
        recommendations="\n".join(product.recommendations),
        conditions=product.conditions,
        distribution="\n".join(product.distribution),
        expires_on=product.expires_on.isoformat(),
    )
