"""The doors: home, log-in, log-out, language."""

from __future__ import annotations

from allauth.account.views import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from khabar.desk.office import speak, this_node
from khabar.web.places import home_of
from khabar.web.request import DeskRequest, text
from khabar.words import LANGUAGES

# Only log-in and log-out: no sign-up, no reset by e-mail.
log_in_paths = [
    path("login/", login, name="account_login"),
    path("logout/", logout, name="account_logout"),
    path("closed/", lambda _request: HttpResponseRedirect("/"), name="account_signup"),
    path(
        "closed/reset/", lambda _request: HttpResponseRedirect("/"), name="account_reset_password"
    ),
    path("closed/inactive/", lambda _request: HttpResponseRedirect("/"), name="account_inactive"),
]


def home(request: DeskRequest) -> HttpResponse:
    """Each role opens on its own work."""
    return HttpResponseRedirect(home_of(request.sitting))


@require_POST
def set_language(request: DeskRequest) -> HttpResponse:
    """Remember the language: with the person, or in a cookie before log-in."""
    chosen = text(request, "language")
    back = text(request, "next")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/"
    answer = HttpResponseRedirect(back)
    if chosen in LANGUAGES:
        if request.sitting.who.id:
            speak(request.sitting, chosen)
        answer.set_cookie("khabar_language", chosen, samesite="Strict", httponly=True)
    return answer


def health(_request: HttpRequest) -> HttpResponse:
    """Is the node up? Says its code and nothing else."""
    node = this_node()
    return JsonResponse({"node": node.code if node else None})
