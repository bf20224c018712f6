"""What stands between the door and every page."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar
from urllib.parse import quote

from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation

from khabar.core.errors import Conflict, Invalid, KhabarError, NotFound, Refusal
from khabar.desk.sitting import CaseNotYours, nobody, open_sitting
from khabar.safeguards import PurposeMissing
from khabar.web import purpose
from khabar.words import LANGUAGES

Next = Callable[[HttpRequest], HttpResponse]
OPEN_TO_ALL = ("/account/login/", "/static/", "/set-language/", "/health/")
OWN_DOOR = ("/node/v1/",)  # the api answers 401 by itself


class LogInRequired:
    """Deny by default: a path is public only if it is named here."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        public = request.path.startswith(OPEN_TO_ALL + OWN_DOOR)
        if not public and not request.user.is_authenticated:
            return HttpResponseRedirect(f"/account/login/?next={quote(request.get_full_path())}")
        return self.get_response(request)


class SittingMiddleware:
    """Open the sitting anew for each request: a revoked role is gone with the next click."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(("/static/", *OWN_DOOR)):
            return self.get_response(request)
        request.sitting = self._sitting(request)  # type: ignore[attr-defined]  # DeskRequest
        return self.get_response(request)

    def _sitting(self, request: HttpRequest) -> object:
        if not request.user.is_authenticated:
            return nobody("web")
        stated = purpose.kept(request.session)
        partner = request.session.get("partner", "")
        try:
            return open_sitting(request.user.pk, stated=stated, partner=partner, door="web")
        except CaseNotYours:  # the case was closed meanwhile: the bar asks again
            purpose.forget(request.session)
            return open_sitting(request.user.pk, partner=partner, door="web")


class LanguageMiddleware:
    """The person's own language; before log-in the cookie, else what the browser asks for."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = self._language(request)
        request.language = language  # type: ignore[attr-defined]  # DeskRequest
        with translation.override(language):
            response = self.get_response(request)
        response.headers["Content-Language"] = language
        return response

    def _language(self, request: HttpRequest) -> str:
        if request.user.is_authenticated:
            return str(request.user.language)
        asked = request.COOKIES.get("khabar_language", "")
        if asked in LANGUAGES:
            return asked
        return translation.get_language_from_request(request)[:2]


class ErrorPages:
    """Our errors as pages: the ground and the way to ask, never what lies behind."""

    STATUS: ClassVar = {Refusal: 403, NotFound: 404, Conflict: 409, Invalid: 400}

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, wrong: Exception) -> HttpResponse | None:
        if not isinstance(wrong, KhabarError):
            return None
        if isinstance(wrong, PurposeMissing) and request.method == "GET":
            return HttpResponseRedirect(f"/purpose/?next={quote(request.get_full_path())}")
        status = next(code for kind, code in self.STATUS.items() if isinstance(wrong, kind))
        return render(request, "error.html", {"wrong": wrong}, status=status)


class NothingIsStored:
    """Pages are not kept by browsers or proxies; connections are given back."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
        close_old_connections()
        return response
