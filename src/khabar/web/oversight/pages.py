"""The ledger read, searched by thing, and proven."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from khabar.desk import oversee
from khabar.web.request import DeskRequest


def ledger_page(request: DeskRequest) -> HttpResponse:
    """The newest acts, looks and refusals: who, purpose, case, door, result."""
    only_refused = request.GET.get("show") == "refused"
    lines = oversee.read_ledger(request.sitting, refused=only_refused)
    counts = oversee.ledger_counts(request.sitting)
    return render(
        request,
        "oversight/ledger.html",
        {"lines": lines, "refused": only_refused, "counts": counts},
    )


def looks_page(request: DeskRequest, thing: str) -> HttpResponse:
    """Who looked at this, and why."""
    lines = oversee.who_looked(request.sitting, thing)
    return render(request, "oversight/looks.html", {"lines": lines, "thing": thing})


def stopped_page(request: DeskRequest) -> HttpResponse:
    """What the sensitive-category stop and the other rules refused: for the prosecutor only."""
    return render(
        request, "oversight/stopped.html", {"items": oversee.stopped_items(request.sitting)}
    )


@require_POST
def verify_page(request: DeskRequest) -> HttpResponse:
    """Prove that nothing was changed; the answer is a sentence, then the figures."""
    found = oversee.check_ledger(request.sitting)
    return render(request, "oversight/verify.html", {"found": found})
