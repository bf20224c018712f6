"""Sealing reports for the partner in hand; taking a sealed file in from a stick."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from khabar.core.errors import Conflict, Fault, Invalid
from khabar.desk import arriving, exchange
from khabar.exchange import PACKAGE_BYTES
from khabar.web.liaison import partner
from khabar.web.request import DeskRequest, text

LANES = ("routine", "urgent", "flash")


@require_http_methods(["GET", "POST"])
def send_page(request: DeskRequest) -> HttpResponse:
    """Choose reports, say what for, seal."""
    if on := partner.chosen(request):
        return on
    if request.method == "GET":
        return _compose(request)
    try:
        sent = exchange.send_package(
            request.sitting,
            reports=request.POST.getlist("reports"),
            purpose=text(request, "purpose"),
            lane=_lane(request),
            by_stick=text(request, "way") == "stick",
        )
    except Invalid as wrong:
        return _compose(request, wrong)
    return HttpResponseRedirect(f"/liaison/message/{sent.uid}/?held={sent.held_back}")


@require_http_methods(["GET", "POST"])
def file_page(request: DeskRequest) -> HttpResponse:
    """A sealed file from a stick: verified whole, or nothing of it is kept."""
    faults: Invalid | Conflict | None = None
    if request.method == "POST":
        try:
            _package, uid = arriving.take_file(request.sitting, _uploaded(request))
            return HttpResponseRedirect(f"/liaison/message/{uid}/")
        except (Invalid, Conflict) as wrong:
            faults = wrong
    return render(request, "liaison/file.html", {"faults": faults})


def _compose(request: DeskRequest, faults: Invalid | None = None) -> HttpResponse:
    offered = exchange.choices(request.sitting)
    context = {
        "choices": offered,
        "shown_label": exchange.strictest(offered),
        "chosen": request.POST.getlist("reports"),
        "purpose": text(request, "purpose"),
        "lane": _lane(request),
        "way": text(request, "way") or "wire",
        "lanes": LANES,
        "partner": request.sitting.partner,
        "faults": faults,
    }
    return render(request, "liaison/send.html", context)


def _lane(request: DeskRequest) -> str:
    lane = text(request, "lane")
    return lane if lane in LANES else "routine"


def _uploaded(request: DeskRequest) -> bytes:
    file = request.FILES.get("file")
    if file is None or file.size is None:
        raise Invalid(Fault(where="file", code="exchange.file-unreadable"))
    if file.size > PACKAGE_BYTES:
        facts: dict[str, object] = {"limit_mib": PACKAGE_BYTES // 2**20}
        raise Invalid(Fault(where="file", code="exchange.package-too-large", facts=facts))
    return bytes(file.read())
