"""The board of messages and requests, one message with its proofs, the sealed file, partners."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from khabar.core.errors import Invalid
from khabar.desk import exchange, partners
from khabar.desk import request as asking
from khabar.desk.gate import mark_seen
from khabar.exchange import STEPS
from khabar.safeguards import Role
from khabar.web.liaison import partner
from khabar.web.request import DeskRequest, text


@require_GET
def board_page(request: DeskRequest) -> HttpResponse:
    """Where each message is, what came, whose time ends, what no longer holds."""
    context = {
        "traffic": exchange.traffic(request.sitting),
        "requests": asking.board(request.sitting),
        "peers": partners.trusted(request.sitting),
        "partner": request.sitting.partner,
        "steps": STEPS,
    }
    return render(request, "liaison/board.html", context)


@require_POST
def choose_partner(request: DeskRequest) -> HttpResponse:
    partner.keep(request, text(request, "partner"))
    back = text(request, "next") or "/liaison/"
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return HttpResponseRedirect(back if safe else "/liaison/")


@require_GET
def message_page(request: DeskRequest, uid: str) -> HttpResponse:
    """One message: its track, every receipt with its signed text."""
    message = exchange.read_message(request.sitting, uid)
    # A request is not "seen" by its envelope: acknowledging it is an act of its own.
    opened = message.parcel.direction == "in" and message.parcel.content != "request"
    if opened and Role.LIAISON in request.sitting.who.roles:
        mark_seen(request.sitting, uid)
    return render(request, "liaison/message.html", {"message": message, "held": _held(request)})


@require_POST
def message_file(request: DeskRequest, uid: str) -> HttpResponse:
    """The sealed file for the stick: the same bytes that go by wire."""
    name, body = exchange.sealed_file(request.sitting, uid)
    answer = HttpResponse(body, content_type="application/age")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_http_methods(["GET", "POST"])
def partners_page(request: DeskRequest) -> HttpResponse:
    """Whom we trust; the administrator pins a card after comparing its fingerprint by voice."""
    typed = {name: text(request, name) for name in ("card", "said", "via")}
    faults = None
    if request.method == "POST":
        try:
            partners.pin_peer(request.sitting, **typed)
            return HttpResponseRedirect("/liaison/partners/")
        except Invalid as wrong:
            faults = wrong
    context = {
        "peers": partners.trusted(request.sitting),
        "card": partners.own_card(request.sitting, address=request.build_absolute_uri("/")[:-1]),
        "may_pin": Role.ADMIN in request.sitting.who.roles,
        "typed": typed,
        "faults": faults,
    }
    return render(request, "liaison/partners.html", context)


def _held(request: DeskRequest) -> int | None:
    """How many statements stayed here, when the message has just been sealed."""
    held = request.GET.get("held", "")
    return int(held) if held.isdigit() else None
