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
    return render(request, "subjects/waiting.html", {"waiting": waiting})


@require_POST
def approve_page(request: DeskRequest, uid: str) -> HttpResponse:
    """The yes of another person, to exactly what they read."""
    subjects.approve_subject(request.sitting, predicate=uid, digest=text(request, "digest"))
    return HttpResponseRedirect("/subjects/")


@require_http_methods(["GET", "POST"])
def propose_page(request: DeskRequest, entity: str) -> HttpResponse:
    """Facts, offence, and the graded items they stand on."""
    shown: dict[str, object] = {
        "entity": entity, "chosen": request.POST.getlist("items"), "faults": {},
    }  # fmt: skip
    if request.method == "POST":
        try:
            _propose(request, entity)
            return HttpResponseRedirect(f"/entity/{entity}/")
        except (Invalid, OutsideLock) as wrong:
            shown["faults"] = (
                wrong.by_field
                if isinstance(wrong, Invalid)
                else {"offence": Fault(where="offence", code=wrong.code)}
            )
    shown |= {
        "items": subjects.items_about(request.sitting, entity),
        "facts": text(request, "facts"),
    }
    shown["offence"] = text(request, "offence")
    return render(request, "subjects/propose.html", shown)


def _propose(request: DeskRequest, entity: str) -> None:
    subjects.make_subject(
        request.sitting, entity=entity, facts=text(request, "facts"),
        offence=text(request, "offence"), items=request.POST.getlist("items"),
    )  # fmt: skip
