"""The officer's pages: home, the form, one's own report, its correction; a report for readers."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from khabar.collection import MOST_MATTERS, ReportDraft
from khabar.core.errors import Invalid
from khabar.desk import report as desk
from khabar.desk.direct import my_tasks, zone_of_node
from khabar.desk.known import already_known
from khabar.web.officer import form
from khabar.web.request import DeskRequest


@require_GET
def home(request: DeskRequest) -> HttpResponse:
    """What is asked of me; what became of my reports."""
    asked = [task for task in my_tasks(request.sitting) if task.requirement_state == "active"]
    mine = desk.my_reports(request.sitting)
    return render(
        request,
        "officer/home.html",
        {
            "tasks": asked,
            "reports": mine,
            "steps": range(1, 5),
            "shown_label": desk.marking_of(asked, mine),
        },
    )


@require_http_methods(["GET", "POST"])
def new_report(request: DeskRequest) -> HttpResponse:
    """The form: one short screen; another matter is one more text on it."""
    if request.method == "GET":
        answers = tuple(request.GET.getlist("answers"))
        return _form(request, ReportDraft(items=(), requirements=answers))
    draft = form.read_form(request.POST)
    if request.POST.get("do") == "add":
        return _form(request, form.with_another_matter(draft))
    try:
        sent = desk.submit_report(request.sitting, draft)
    except Invalid as wrong:
        return _form(request, draft, wrong)
    return HttpResponseRedirect(f"/officer/report/{sent.number}/?sent=1")


@require_http_methods(["GET", "POST"])
def fix_report(request: DeskRequest, number: str) -> HttpResponse:
    """A returned report, to be sent again as a new version."""
    page = desk.draft_to_fix(request.sitting, number)
    if request.method == "GET":
        return _form(request, form.from_page(page), returned=page)
    draft = form.read_form(request.POST)
    if request.POST.get("do") == "add":
        return _form(request, form.with_another_matter(draft), returned=page)
    try:
        desk.correct_report(request.sitting, number, draft)
    except Invalid as wrong:
        return _form(request, draft, wrong, returned=page)
    return HttpResponseRedirect(f"/officer/report/{number}/?sent=1")


@require_GET
def own_report(request: DeskRequest, number: str) -> HttpResponse:
    """One's own report: what became of it, and what is known already of what it speaks of."""
    page = desk.my_report(request.sitting, number)
    return render(
        request,
        "officer/own_report.html",
        {
            "page": page,
            "shown_label": page.label,
            "known": already_known(request.sitting, number),
            "sent": "sent" in request.GET,
            "steps": range(1, 5),
        },
    )


@require_GET
def report(request: DeskRequest, number: str) -> HttpResponse:
    """A report as the purpose lets its reader see it."""
    page = desk.read_report(request.sitting, number)
    return render(request, "officer/report.html", {"page": page, "shown_label": page.label})


def _form(
    request: DeskRequest,
    draft: ReportDraft,
    wrong: Invalid | None = None,
    returned: desk.ReportPage | None = None,
) -> HttpResponse:
    shown = form.matters(draft, wrong)
    choices = desk.form_choices(request.sitting)
    picks = form.picks(request.sitting.clock(), zone_of_node())
    return render(
        request,
        "officer/form.html",
        {
            "draft": draft,
            "matters": shown,
            "may_add": len(shown) < MOST_MATTERS,
            "choices": choices,
            "picks": picks,
            "picked": request.POST.get("pick", ""),
            "typed_when": request.POST.get("when", "") if request.method == "POST" else draft.when,
            "how": form.HOW,
            "known": form.KNOWN,
            "useful": form.SPANS,
            "wrong": wrong,
            "faults": wrong.by_field if wrong else {},
            "ask_source": _asks_source(draft, wrong),
            "returned": returned,
            "shown_label": returned.label if returned else desk.marking_of(choices.tasks, []),
        },
        status=400 if wrong else 200,
    )


def _asks_source(draft: ReportDraft, wrong: Invalid | None) -> bool:
    """The confirmation stands on the page only when the text gave a reason for it."""
    found = wrong.faults if wrong else ()
    return draft.source_checked or any(fault.code == "collection.source-named" for fault in found)
