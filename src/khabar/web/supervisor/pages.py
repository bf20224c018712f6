"""The board, the decision form, one requirement and its close."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from khabar.core.errors import Invalid
from khabar.desk import board as desk_board
from khabar.desk.direct import (
    close_requirement,
    decide_tasking,
    list_cases,
    marking_of,
    units_to_task,
)
from khabar.direction import Priority, TaskingDraft
from khabar.safeguards import Purpose, Role
from khabar.web.request import DeskRequest, text

_SPLIT = " | "
_FIELDS = (
    "assessment", "decision", "reason", "question", "why", "indicators", "legal_basis", "due",
    "asked", "priority",
)  # fmt: skip


@require_GET
def board(request: DeskRequest) -> HttpResponse:
    """What was asked, who was asked, what has come of it."""
    page = desk_board.board(request.sitting, case=request.GET.get("case", ""))
    return render(request, "supervisor/board.html", {"board": page, "shown_label": page.label})


@require_http_methods(["GET", "POST"])
def decide(request: DeskRequest) -> HttpResponse:
    """Assessment, decision, requirement and task on one form, in one act."""
    wrong = None
    if request.method == "POST":
        try:
            made = decide_tasking(request.sitting, _draft(request), case=text(request, "case"))
            return HttpResponseRedirect(f"/supervisor/requirement/{made.requirement.uid}/")
        except Invalid as found:
            wrong = found
    chosen = text(request, "case") or request.GET.get("case", "") or request.sitting.case or ""
    cases = list_cases(request.sitting)
    first = cases[0] if cases else None
    case = next((case for case in cases if case.uid == chosen), first)
    return render(
        request,
        "supervisor/decide.html",
        {
            "cases": cases,
            "case": case,
            "shown_label": marking_of(case) if case else None,
            "units": [(unit.agency, unit.name, f"{unit.agency}{_SPLIT}{unit.name}")
                      for unit in units_to_task(request.sitting)],
            "priorities": [step.code for step in Priority],
            "typed": {name: request.POST.get(name, "") for name in (*_FIELDS, "unit")},
            "wrong": wrong,
            "faults": wrong.by_field if wrong else {},
        },
        status=400 if wrong else 200,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def requirement(request: DeskRequest, uid: str) -> HttpResponse:
    """One requirement: its decision, its plan, its answers; closed here with a result."""
    wrong = None
    if request.method == "POST":
        try:
            close_requirement(
                request.sitting, requirement=uid, state=text(request, "state"),
                result=request.POST.get("result", ""),
            )  # fmt: skip
            return HttpResponseRedirect(request.path)
        except Invalid as found:
            wrong = found
    page = desk_board.requirement_page(request.sitting, uid)
    return render(
        request,
        "supervisor/requirement.html",
        {
            "page": page,
            "line": page.line,
            "shown_label": page.label,
            "may_close": _may_close(request, page),
            "ends": ("answered", "part", "expired"),
            "typed": {name: request.POST.get(name, "") for name in ("state", "result")},
            "wrong": wrong,
            "faults": wrong.by_field if wrong else {},
        },
        status=400 if wrong else 200,
    )


def _draft(request: DeskRequest) -> TaskingDraft:
    typed = {name: request.POST.get(name, "") for name in _FIELDS}
    agency, _, unit = text(request, "unit").partition(_SPLIT)
    return TaskingDraft(**typed | {"agency": agency, "unit": unit})


def _may_close(request: DeskRequest, page: desk_board.RequirementPage) -> bool:
    sitting = request.sitting
    decides = Role.SUPERVISOR in sitting.who.roles and sitting.purpose is Purpose.DECIDE
    return decides and page.line.requirement.state == "active"
