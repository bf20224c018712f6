"""The words, dates and marks that templates may use."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.template import Context

from khabar.core.errors import Fault, KhabarError
from khabar.words import knows, say_day, say_moment
from khabar.words import say as say_word

register = template.Library()


def _language(context: Context) -> str:
    return str(context.get("language", "en"))


@register.simple_tag(takes_context=True)
def say(context: Context, code: str, **facts: object) -> str:
    """{% say "officer.send" %}"""
    return say_word(code, _language(context), **facts)


@register.simple_tag(takes_context=True)
def say_code(context: Context, family: str, code: object, **facts: object) -> str:
    """{% say_code "report.state" report.state %}: the word of a stored code."""
    value = getattr(code, "value", code)
    return say_word(f"{family}.{value}", _language(context), **facts)


@register.simple_tag(takes_context=True)
def say_known(context: Context, family: str, code: object) -> str:
    """The word of a code when there is one, else the code itself: for logs and ledgers."""
    full = f"{family}.{code}"
    return say_word(full, _language(context)) if knows(full) else str(code)


@register.simple_tag(takes_context=True)
def say_error(context: Context, wrong: KhabarError | Fault) -> str:
    """An error or one field's fault, in words."""
    code = f"error.{wrong.code}"
    return say_word(code if knows(code) else "error.error", _language(context), **wrong.facts)


@register.simple_tag(takes_context=True)
def when(context: Context, at: datetime | None) -> str:
    """A time on the node's clock."""
    if at is None:
        return "–"
    return say_moment(at, _language(context), str(context.get("zone", "UTC")))


@register.simple_tag(takes_context=True)
def day(context: Context, on: date | datetime | None) -> str:
    """A date in the reader's language."""
    return "–" if on is None else say_day(on, _language(context))


@register.filter
def of(mapping: dict[str, Any], key: str) -> Any:
    """{{ names|of:language }}: one value of a mapping, or None."""
    return mapping.get(key)
