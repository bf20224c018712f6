"""Tags of the pages about people and things."""

from __future__ import annotations

from django import template
from django.template import Context

from khabar.collation import EntityView, Reason, Value, schema, script_of
from khabar.desk.entity import EntityPage
from khabar.words import say

register = template.Library()

_AGAINST = frozenset(
    {"word-missing", "word-differs", "roles-swapped", "gender-differs", "father-differs"}
)
_BRIEF = ("birthDate", "position", "address", "number", "plate", "quantity_g", "date", "country")


@register.simple_tag
def schema_icon(name: str) -> str:
    """The icon of a kind of thing."""
    return schema(name).icon


@register.simple_tag
def brief(view: EntityView) -> list[tuple[str, Value]]:
    """At most three facts that tell two namesakes apart."""
    told = [(p, v) for p in _BRIEF for v in view.values(p)[:1] if v.stands and v.text != view.title]
    return told[:3]


@register.simple_tag
def other_scripts(view: EntityView) -> list[dict[str, str]]:
    """The name in other alphabets than the title's, one of each."""
    seen = {script_of(view.title)}
    found = []
    for value in view.names:
        script = script_of(value.text)
        if script and script not in seen and value.stands:
            seen.add(script)
            found.append({"text": value.text, "script": script})
    return found[:2]


@register.simple_tag(takes_context=True)
def say_reason(context: Context, reason: Reason) -> str:
    """Why two things are alike, or not."""
    language = str(context.get("language", "en"))
    return say(f"collate.because.{reason.code}", language, left=reason.left, right=reason.right)


@register.simple_tag
def speaks_for(reason: Reason) -> bool:
    """Does this reason speak for likeness?"""
    return reason.code not in _AGAINST


@register.simple_tag
def star_lines(page: EntityPage) -> list[str]:
    """The kinds of line that the small picture shows."""
    return sorted({near.link.strength for near in page.neighbours})


@register.simple_tag
def to_judge(page: EntityPage) -> int:
    """How many candidates wait for a person's word."""
    return sum(one.verdict is None for one in page.compared)
