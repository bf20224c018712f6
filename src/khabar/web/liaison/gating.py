"""Our gate: what a partner sent, our verdict on each report, one button."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from khabar.desk import gate
from khabar.web.request import DeskRequest


@require_http_methods(["GET", "POST"])
def gate_page(request: DeskRequest, uid: str) -> HttpResponse:
    """Look at each report; let in what may pass and refuse the rest, with a signed word."""
    if request.method == "POST":
        gate.accept_from_gate(request.sitting, uid)
        return HttpResponseRedirect(f"/liaison/message/{uid}/")
    at_gate = gate.at_gate(request.sitting, uid)
    passed = [one for one in at_gate.judged if one.passes]
    context = {
        "gate": at_gate,
        "shown_label": gate.strictest(at_gate),
        "passed": len(passed),
        "refused": len(at_gate.judged) - len(passed),
    }
    return render(request, "liaison/gate.html", context)
