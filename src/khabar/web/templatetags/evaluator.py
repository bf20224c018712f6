"""Words of the evaluator's desk that are put together from several codes."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.template import Context

from khabar.desk.review import Check
from khabar.words import say

register = template.Library()


@register.simple_tag(takes_context=True)
def categories_in_words(context: Context, categories: Iterable[str]) -> str:
    """Protected matters, listed: "faith, health"."""
    language = str(context.get("language", "en"))
    return ", ".join(say(f"evaluate.touch.{code}", language) for code in categories)


@register.simple_tag(takes_context=True)
def check_words(context: Context, check: Check) -> str:
    """One line of the checks list in words."""
    language = str(context.get("language", "en"))
    return say(f"evaluate.check.{check.code}.{check.state}", language)
