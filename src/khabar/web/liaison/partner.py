"""Which partner the liaison has in hand: it narrows what may be seen."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect

from khabar.web.request import DeskRequest

KEY = "partner"


def keep(request: DeskRequest, code: str) -> None:
    request.session[KEY] = code[:16]


def chosen(request: DeskRequest) -> HttpResponse | None:
    """Follow `?partner=UZ` by taking that partner in hand; → where to go on, or None."""
    wanted = request.GET.get(KEY, "")
    if wanted:
        keep(request, wanted)
        return HttpResponseRedirect(request.path)
    return None if request.sitting.partner else HttpResponseRedirect("/liaison/#partner")
