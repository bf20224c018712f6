"""Search, the page of one thing, and the verdicts on who is the same."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_POST

from khabar.core.errors import Conflict, Invalid
from khabar.desk.collate import judge, take_back
from khabar.desk.entity import read_entity
from khabar.desk.search import search
from khabar.web.analyst.picture import star
from khabar.web.analyst.timeline import timeline
from khabar.web.request import DeskRequest, text


def search_page(request: DeskRequest) -> HttpResponse:
    """What was typed and what was found; nothing without a purpose."""
    typed = request.GET.get("q", "").strip()
    shown: dict[str, object] = {"searched": typed}
    if typed:
        try:
            found = search(request.sitting, typed)
            shown |= {"found": found, "shown_label": found.label}
        except Invalid as wrong:
            shown["faults"] = wrong
    return render(request, "analyst/search.html", shown)


def entity_page(request: DeskRequest, uid: str) -> HttpResponse:
    """All that this person may see of one thing."""
    return _entity(request, uid, {})


@require_POST
def judge_page(request: DeskRequest, uid: str) -> HttpResponse:
    """Keep a verdict; a missing reason leaves what was typed."""
    typed = {name: text(request, name) for name in ("right", "verdict", "reason")}
    try:
        judge(request.sitting, left=uid, **typed)
    except (Invalid, Conflict) as wrong:
        return _entity(request, uid, _wrong(wrong) | {"typed": typed}, status=400)
    return HttpResponseRedirect(f"/entity/{uid}/#same")


@require_POST
def undo_page(request: DeskRequest, uid: str, judgement: str) -> HttpResponse:
    """Take a verdict back, with a reason."""
    typed = {"undo": judgement, "undo_reason": text(request, "reason")}
    try:
        take_back(request.sitting, judgement_uid=judgement, reason=typed["undo_reason"])
    except (Invalid, Conflict) as wrong:
        return _entity(request, uid, _wrong(wrong) | {"typed": typed}, status=400)
    return HttpResponseRedirect(f"/entity/{uid}/#past")


def _entity(
    request: DeskRequest, uid: str, more: dict[str, object], status: int = 200
) -> HttpResponse:
    page = read_entity(request.sitting, uid, statement=request.GET.get("statement", ""))
    shown = {
        "page": page,
        "view": page.view,
        "shown_label": page.label,
        "drawing": star(page),
        "line": timeline(page),
        "typed": {},
        "wrong": {},
        "show_all": bool(request.GET.get("all")),
    }
    return render(request, "analyst/entity.html", shown | more, status=status)


def _wrong(wrong: Invalid | Conflict) -> dict[str, object]:
    found = wrong if isinstance(wrong, Invalid) else Invalid(code=wrong.code)
    return {"faults": found, "wrong": found.by_field}
