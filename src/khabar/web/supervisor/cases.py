"""Opening a case, and letting people into it."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from khabar.core.errors import Invalid, NotFound
from khabar.desk.direct import add_member, list_cases, marking_of, members, open_case, people_to_add
from khabar.direction import CaseDraft
from khabar.web.request import DeskRequest, text

_FIELDS = ("number", "operation", "ground", "offence", "legal_basis", "head", "ends_on")


@require_http_methods(["GET", "POST"])
def new_case(request: DeskRequest) -> HttpResponse:
    """The form that opens a case."""
    wrong = None
    typed = {name: request.POST.get(name, "") for name in _FIELDS}
    if request.method == "POST":
        try:
            made = open_case(request.sitting, CaseDraft(**typed))
            return HttpResponseRedirect(f"/supervisor/case/{made.uid}/")
        except Invalid as found:
            wrong = found
    shown = {"typed": typed, "wrong": wrong, "faults": wrong.by_field if wrong else {}}
    return render(request, "supervisor/case_new.html", shown, status=400 if wrong else 200)


@require_http_methods(["GET", "POST"])
def case(request: DeskRequest, uid: str) -> HttpResponse:
    """One case of one's own and its members; a form lets another in."""
    wrong = None
    if request.method == "POST":
        try:
            add_member(request.sitting, case=uid, username=text(request, "username"))
            return HttpResponseRedirect(request.path)
        except Invalid as found:
            wrong = found
    inside = members(request.sitting, uid)
    shown_case = next((mine for mine in list_cases(request.sitting) if mine.uid == uid), None)
    if shown_case is None:
        raise NotFound
    names = {member.username for member in inside}
    people = [one for one in people_to_add(request.sitting) if one[0] not in names]
    shown = {"case": shown_case, "members": inside, "people": people, "wrong": wrong,
             "shown_label": marking_of(shown_case),
             "faults": wrong.by_field if wrong else {}}  # fmt: skip
    return render(request, "supervisor/case.html", shown, status=400 if wrong else 200)
