"""What a reader does with a copy: find it, open it, print it, say what came of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from khabar.core.errors import Invalid, NotFound
from khabar.desk.inbox import TraceState, answer_copy, check_trace, glances, inbox, open_copy
from khabar.desk.inbox import print_copy as printed_copy
from khabar.web.product.deciding import paper
from khabar.web.product.pages import WRITERS
from khabar.web.product.tongue import shown, strictest, tongue
from khabar.web.request import DeskRequest, text


def inbox_page(request: DeskRequest) -> HttpResponse:
    asked = request.GET.get("trace", "").strip()
    lines = inbox(request.sitting)
    context = {
        "lines": lines,
        "place": "inbox",
        "asked": asked,
        "trace": _trace(request, asked) if asked else None,
        "is_writer": bool(request.sitting.who.roles & WRITERS),
        "shown_label": strictest(line.label for line in lines),
    }
    return render(request, "product/inbox.html", context)


def copy_page(request: DeskRequest, uid: str) -> HttpResponse:
    page = open_copy(request.sitting, uid)
    context = {"page": page, "shown_label": page.label}
    if not page.is_recalled:
        context |= shown(request, page.product, page.copy)
    return render(request, "product/copy.html", context)


def print_copy(request: DeskRequest, uid: str) -> HttpResponse:
    words = tongue(request)
    return paper(printed_copy(request.sitting, uid, words), uid, words.language)


def answer_page(request: DeskRequest, uid: str) -> HttpResponse:
    wrong = None
    if request.method == "POST":
        try:
            _answer(request, uid)
        except Invalid as found:
            wrong = found
        else:
            return redirect(f"/products/inbox/{uid}/")
    page = open_copy(request.sitting, uid)
    context = {"page": page, "shown_label": page.label, "typed": request.POST}
    context |= {"faults": wrong.by_field if wrong else {}, "scale": (1, 2, 3, 4, 5)}
    context |= {"results": ("confirmed", "part", "refuted", "unknown")}
    return render(request, "product/answer.html", context, status=400 if wrong else 200)


def seen_page(request: DeskRequest) -> HttpResponse:
    is_writer = bool(request.sitting.who.roles & WRITERS)
    context = {"lines": glances(request.sitting), "place": "seen", "is_writer": is_writer}
    return render(request, "product/seen.html", context)


def _answer(request: DeskRequest, uid: str) -> None:
    items = {
        name.removeprefix("item."): str(said)
        for name, said in request.POST.items()
        if name.startswith("item.")
    }
    answer_copy(
        request.sitting,
        uid,
        usefulness=text(request, "usefulness"),
        result=text(request, "result"),
        items=items,
        text=text(request, "text"),
    )


def _trace(request: DeskRequest, asked: str) -> TraceState | None:
    try:
        return check_trace(request.sitting, asked)
    except NotFound:
        return None
