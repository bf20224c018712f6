"""What a page is handed: Django's request with the sitting of whoever is at the door."""

from __future__ import annotations

from django.http import HttpRequest

from khabar.desk.sitting import Sitting


class DeskRequest(HttpRequest):
    """A request of a logged-in person.

    sitting   who, purpose, scope – opened anew for this request
    language  en, ru, uz or tg
    """

    sitting: Sitting
    language: str


def text(request: HttpRequest, name: str) -> str:
    """One typed field of the form, without spaces around it; "" when it is not there."""
    value = request.POST.get(name, "")
    return value.strip()
