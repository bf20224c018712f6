"""What a head does with a product: approve or return it, give copies to named readers."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from khabar.core.errors import Invalid, Refusal
from khabar.desk.product import approve_product, read_product
from khabar.desk.release import note_seen_abroad, print_release, release_page, release_product
from khabar.web.product.tongue import shown, tongue
from khabar.web.request import DeskRequest, text


def approve_page(request: DeskRequest, number: str) -> HttpResponse:
    wrong = None
    if request.method == "POST":
        try:
            approve_product(
                request.sitting,
                number,
                seen_hash=text(request, "seen"),
                verdict=text(request, "verdict"),
                reason=text(request, "reason"),
            )
        except Invalid as found:
            wrong = found
        else:
            return redirect(f"/products/{number}/")
    page = read_product(request.sitting, number)
    context = shown(request, page.row.product, page.preview)
    context |= {"page": page, "faults": wrong.by_field if wrong else {}}
    return render(request, "product/approve.html", context, status=400 if wrong else 200)


def release_page_(request: DeskRequest, number: str) -> HttpResponse:
    wrong: Invalid | Refusal | None = None
    if request.method == "POST":
        try:
            _release(request, number)
        except (Invalid, Refusal) as found:  # the refusal is traced; the form keeps what was typed
            wrong = found
        else:
            return redirect(f"/products/{number}/")
    found_page = release_page(request.sitting, number)
    context = {"found": found_page, "page": found_page.page, "wrong": wrong}
    context |= {"shown_label": found_page.page.label, "typed": request.POST}
    context |= {"faults": wrong.by_field if isinstance(wrong, Invalid) else {}}
    return render(request, "product/release.html", context, status=400 if wrong else 200)


def _release(request: DeskRequest, number: str) -> None:
    release_product(
        request.sitting,
        number,
        to=text(request, "to"),
        unit=text(request, "unit"),
        permission=text(request, "permission"),
    )


def print_page(request: DeskRequest, uid: str) -> HttpResponse:
    words = tongue(request)
    return paper(print_release(request.sitting, uid, words), uid, words.language)


def seen_abroad_page(request: DeskRequest, number: str, uid: str) -> HttpResponse:
    if request.method == "POST":
        note_seen_abroad(request.sitting, uid, unit=text(request, "unit"))
    return redirect(f"/products/{number}/")


def paper(printed: bytes, uid: str, language: str) -> HttpResponse:
    """A PDF under a name that says nothing about what is in it."""
    name = f"khabar-{uid[:8]}-{language}.pdf"
    return HttpResponse(
        printed,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
