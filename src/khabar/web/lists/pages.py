"""Pages of the published lists."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from khabar.desk import editions as desk
from khabar.desk.lists import sign_standing_evaluation
from khabar.web.request import DeskRequest


def lists_page(request: DeskRequest) -> HttpResponse:
    """Every list with its editions and its grade."""
    return render(request, "lists/lists.html", {"cards": desk.list_editions(request.sitting)})


def edition_page(request: DeskRequest, uid: str) -> HttpResponse:
    """One edition: rows in = kept + refused, what it changed, links that lead nowhere."""
    page = desk.read_edition_page(request.sitting, uid)
    return render(request, "lists/edition.html", {"page": page, "counts": page.edition.counts})


def changes_page(request: DeskRequest, uid: str, change: str) -> HttpResponse:
    """The entries behind one of the edition's numbers."""
    number = request.GET.get("page", "1")
    page = desk.read_changes(
        request.sitting,
        uid,
        change,
        narcotics=request.GET.get("narcotics") == "1",
        page=int(number) if number.isdecimal() else 1,
    )
    return render(request, "lists/changes.html", {"page": page})


def change_page(request: DeskRequest, uid: str, ref: str) -> HttpResponse:
    """One entry before and after, line by line."""
    lines = desk.read_change(request.sitting, uid, ref)
    return render(request, "lists/change.html", {"lines": lines, "uid": uid})


def sign_page(request: DeskRequest, code: str) -> HttpResponse:
    """The second name under a list's grade."""
    if request.method == "POST":
        sign_standing_evaluation(request.sitting, code=code)
        return redirect("/lists/")
    return render(request, "lists/sign.html", {"page": desk.review_list(request.sitting, code)})
