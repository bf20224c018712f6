"""The doorkeeper: what allauth must know of our house, and what the ledger must know of it."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest, HttpResponse

from khabar.desk.office import traced_sign_in


class Doorkeeper(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Nobody signs up by themselves; every sign-in, refusal and sign-out is traced."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **about: object
    ) -> HttpResponse:
        traced_sign_in("signed-in", user.pk, door="web")
        answer: HttpResponse = super().post_login(request, user, **about)
        return answer

    def authentication_failed(self, request: HttpRequest, **credentials: object) -> None:
        traced_sign_in("refused", None, door="web")
        super().authentication_failed(request, **credentials)

    def logout(self, request: HttpRequest) -> None:
        traced_sign_in("signed-out", request.user.pk, door="web")
        super().logout(request)

    def add_message(self, *_args: object, **_more: object) -> None:
        """No flash messages: pages say what happened where it happened."""
