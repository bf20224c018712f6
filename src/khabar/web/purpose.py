"""The purpose bar: asked once, held in the session for at most eight hours."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from khabar.core.errors import Refusal
from khabar.desk import sitting as desk
from khabar.desk.office import my_cases
from khabar.safeguards import Purpose, StatedPurpose
from khabar.web.request import DeskRequest, text

_KEY = "purpose"


def keep(session: SessionBase, stated: StatedPurpose) -> None:
    session[_KEY] = [stated.purpose.value, stated.case, stated.reason, stated.until.isoformat()]


def kept(session: SessionBase) -> StatedPurpose | None:
    found = session.get(_KEY)
    if not found:
        return None
    purpose, case, reason, until = found
    return StatedPurpose(
        purpose=Purpose(purpose), case=case, reason=reason, until=datetime.fromisoformat(until)
    )


def forget(session: SessionBase) -> None:
    session.pop(_KEY, None)


@require_http_methods(["GET", "POST"])
def purpose_page(request: DeskRequest) -> HttpResponse:
    """Ask for a purpose; go back to where it was missing."""
    back = request.GET.get("next") or request.POST.get("next") or "/"
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    fault = None
    if request.method == "POST":
        try:
            keep(request.session, _stated(request))
            return HttpResponseRedirect(back)
        except Refusal as refused:
            fault = refused
    return render(
        request,
        "purpose.html",
        {"cases": my_cases(request.sitting), "next": back, "fault": fault,
         "purposes": _open_to(request)},
    )  # fmt: skip


def _stated(request: DeskRequest) -> StatedPurpose:
    case = text(request, "case") or None
    chosen = text(request, "purpose") or ("case" if case else "")
    return desk.state_purpose(
        request.sitting,
        purpose=Purpose(chosen) if chosen in Purpose._value2member_map_ else Purpose.CASE,
        case=case,
        reason=text(request, "reason"),
    )


_ASKED = {
    "officer": (Purpose.CHECK,),
    "evaluator": (Purpose.REVIEW,),
    "analyst": (Purpose.ASSESS, Purpose.CHECK),
    "supervisor": (Purpose.DECIDE,),
    "liaison": (Purpose.ANSWER,),
    "oversight": (Purpose.OVERSEE,),
}


def _open_to(request: DeskRequest) -> list[str]:
    """The purposes this person's roles can use outside a case, in the order of the list."""
    mine = {p for role in request.sitting.who.roles for p in _ASKED.get(role.value, ())}
    return [purpose.value for purpose in Purpose if purpose in mine]
