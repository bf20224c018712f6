"""Why somebody may be a subject: proposed by one person, approved by another."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from khabar.core.errors import Fault, Invalid
from khabar.desk import subjects
from khabar.safeguards.predicate import OutsideLock
from khabar.web.request import DeskRequest, text


def waiting_page(request: DeskRequest) -> HttpResponse:
    """What waits for the supervisor's yes."""
    waiting = subjects.subjects_waiting(request.sitting)
    return render(
        request, "subjects/waiting.html", {"waiting": waiting.rows, "shown_label": waiting.label}
    )


@require_POST
def approve_page(request: DeskRequest, uid: str) -> HttpResponse:
    """The yes of another person, to exactly what they read."""
    subjects.approve_subject(request.sitting, predicate=uid, digest=text(request, "digest"))
    return HttpResponseRedirect("/subjects/")


@require_http_methods(["GET", "POST"])
def propose_page(request: DeskRequest, entity: str) -> HttpResponse:
    """Facts, offence, and the graded items they stand on."""
    faults: tuple[Fault, ...] = ()
    if request.method == "POST":
        try:
            _propose(request, entity)
            return HttpResponseRedirect(f"/entity/{entity}/")
        except Invalid as wrong:
            faults = wrong.faults
        except OutsideLock as outside:
            faults = (Fault(where="offence", code=outside.code),)
    shown = _form(request, entity) | {
        "faults": faults, "wrong": {fault.where: fault for fault in faults},
    }  # fmt: skip
    return render(request, "subjects/propose.html", shown, status=400 if faults else 200)


def _form(request: DeskRequest, entity: str) -> dict[str, object]:
    about = subjects.items_about(request.sitting, entity)
    return {
        "entity": entity,
        "items": about.items,
        "shown_label": about.label,
        "chosen": request.POST.getlist("items"),
        "facts": text(request, "facts"),
        "offence": text(request, "offence"),
    }


def _propose(request: DeskRequest, entity: str) -> None:
    subjects.make_subject(
        request.sitting, entity=entity, facts=text(request, "facts"),
        offence=text(request, "offence"), items=request.POST.getlist("items"),
    )  # fmt: skip
