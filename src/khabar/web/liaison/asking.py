"""Requests for information: write one, read one, answer one."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from khabar.core.errors import Fault, Invalid
from khabar.core.moment import MomentUnclear, moment_from
from khabar.desk import request as desk
from khabar.desk.office import this_node
from khabar.desk.request import ReplyDraft, RequestDraft
from khabar.exchange import GROUNDS, URGENCY, VERDICTS
from khabar.web.liaison import partner
from khabar.web.request import DeskRequest, text

FIELDS = ("urgency", "why", "subject", "background", "offence", "basis", "use", "due", "questions")


@require_http_methods(["GET", "POST"])
def new_page(request: DeskRequest) -> HttpResponse:
    """The form of a request; typed text is kept when something is missing."""
    if on := partner.chosen(request):
        return on
    typed = {name: text(request, name) for name in FIELDS}
    if request.method == "GET":
        return _form(request, typed | {"urgency": "U3", "use": "intelligence"})
    try:
        uid = desk.write_request(request.sitting, _draft(typed))
    except Invalid as wrong:
        return _form(request, typed, wrong)
    return HttpResponseRedirect(f"/liaison/request/{uid}/")


@require_http_methods(["GET", "POST"])
def request_page(request: DeskRequest, uid: str) -> HttpResponse:
    """One request: its clocks, its questions, the replies; the form to answer one of theirs."""
    if on := partner.chosen(request):
        return on
    faults = None
    if request.method == "POST":
        try:
            handling = text(request, "handling")
            desk.answer_request(request.sitting, uid, replies=_replies(request.POST),
                                handling=int(handling) if handling.isdigit() else -1)  # fmt: skip
            return HttpResponseRedirect(request.path)
        except Invalid as wrong:
            faults = wrong
    return _page(request, uid, faults)


@require_POST
def acknowledge_page(request: DeskRequest, uid: str) -> HttpResponse:
    desk.acknowledge(request.sitting, uid)
    return HttpResponseRedirect(f"/liaison/request/{uid}/")


def _form(
    request: DeskRequest, typed: dict[str, str], faults: Invalid | None = None
) -> HttpResponse:
    context = {
        "typed": typed,
        "faults": faults,
        "fault": faults.by_field if faults else {},
        "levels": URGENCY.values(),
        "partner": request.sitting.partner,
    }
    return render(request, "liaison/request_new.html", context)


def _page(request: DeskRequest, uid: str, faults: Invalid | None) -> HttpResponse:
    page = desk.read_request(request.sitting, uid)
    typed = {draft.n: draft for draft in _replies(request.POST)}
    open_now = page.line.state in ("open", "part")
    context = {
        "page": page,
        "asked": [(n, words, replies, typed.get(n)) for n, words, replies in page.questions],
        "faults": faults,
        "verdicts": ("", *VERDICTS),
        "grounds": ("", *GROUNDS),
        "handling": text(request, "handling") or "2",
        "may_answer": page.line.direction == "in" and open_now,
        "shown_label": desk.label_of(page),
    }
    return render(request, "liaison/request.html", context)


def _draft(typed: dict[str, str]) -> RequestDraft:
    return RequestDraft(
        urgency=typed["urgency"], subject=typed["subject"], offence=typed["offence"],
        questions=typed["questions"].splitlines(), basis=typed["basis"], why=typed["why"],
        background=typed["background"], use=typed["use"], due=_due(typed["due"]),
    )  # fmt: skip


def _due(typed: str) -> datetime | None:
    """The end of the day or minute that was typed, on the node's clock; None when empty."""
    node = this_node()
    if not typed:
        return None
    try:
        return moment_from(typed, node.zone if node else "UTC", field="due").end
    except MomentUnclear as wrong:
        raise Invalid(Fault(where="due", code=wrong.code, facts={"text": typed})) from None


def _replies(form: QueryDict) -> list[ReplyDraft]:
    numbers = [int(name[8:]) for name in form if name.startswith("verdict-") and name[8:].isdigit()]
    return [
        ReplyDraft(
            n=n, verdict=form.get(f"verdict-{n}", ""), text=form.get(f"text-{n}", "").strip(),
            stores=form.get(f"stores-{n}", "").strip(), ground=form.get(f"ground-{n}", ""),
        )
        for n in sorted(numbers)
    ]  # fmt: skip
