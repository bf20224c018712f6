"""Words for codes that came from another node: an unknown one is said in general, never fails."""

from __future__ import annotations

from django import template
from django.template import Context

from khabar.words import knows, say

register = template.Library()


@register.simple_tag(takes_context=True)
def say_refusal(context: Context, code: str) -> str:
    """Why a node did not take something."""
    known = f"error.{code}"
    return say(known if knows(known) else "error.exchange.package-refused", _language(context))


@register.simple_tag(takes_context=True)
def say_reason(context: Context, code: str) -> str:
    """Why an item no longer holds."""
    known = f"exchange.reason.{code}"
    return say(known if knows(known) else "exchange.content.notice", _language(context))


def _language(context: Context) -> str:
    return str(context.get("language", "en"))
