"""Accounts opened and closed; the node's health."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from khabar.core.errors import Invalid
from khabar.desk import administer
from khabar.desk.office import agency_names
from khabar.safeguards import Role
from khabar.web.request import DeskRequest, text
from khabar.words import LANGUAGES, say

NONE: dict[str, object] = {"no_intelligence": True}  # what the banner of these pages says
FIELDS = ("username", "full_name", "agency", "unit", "language")


def accounts_page(request: DeskRequest) -> HttpResponse:
    """Who has an account here, in which role."""
    people = administer.list_accounts(request.sitting)
    return render(request, "admin/accounts.html", {"people": people, **NONE})


@require_http_methods(["GET", "POST"])
def new_account_page(request: DeskRequest) -> HttpResponse:
    """Open an account; its first password is shown once, on the answer."""
    typed = {field: text(request, field) for field in FIELDS}
    roles = request.POST.getlist("roles")
    shown: dict[str, object] = {"typed": typed, "chosen": roles, **NONE}
    if request.method == "POST":
        try:
            shown["password"] = administer.open_account(request.sitting, **typed, roles=roles)
        except Invalid as wrong:
            shown["faults"] = wrong.by_field
    administer.list_accounts(request.sitting)  # the form, too, is for the administrator alone
    return render(request, "admin/new_account.html", shown | _choices(request.language))


def _choices(language: str) -> dict[str, object]:
    return {
        "agencies": [(code, names[language]) for code, names in sorted(agency_names().items())],
        "roles": [role.value for role in Role],
        "tongues": [(code, say(f"language.{code}", code)) for code in LANGUAGES],
    }


@require_POST
def close_page(request: DeskRequest, uid: str) -> HttpResponse:
    """Close an account."""
    administer.close_account(request.sitting, uid)
    return HttpResponseRedirect("/admin/")


def health_page(request: DeskRequest) -> HttpResponse:
    """Database, ledger, traffic, partners."""
    health = administer.node_health(request.sitting)
    return render(request, "admin/health.html", {"health": health, **NONE})
