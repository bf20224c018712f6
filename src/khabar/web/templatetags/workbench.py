"""Tags of the workbench: a tie's badges and dates, a cited statement, an answered caveat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django import template
from django.template import Context
from django.utils import translation

from khabar.analysis import Analysis, Inferred, Thing, Tie, when
from khabar.collation import schema as schema_of
from khabar.desk.chart import ChartPage
from khabar.desk.citing import Citation
from khabar.desk.finding import FindingPage
from khabar.evaluation import Badge, badge
from khabar.web.workbench.address import drawer
from khabar.words import say, say_day

register = template.Library()


@register.filter
def words(text: str) -> list[str]:
    """ "a b" → ["a", "b"]"""
    return text.split()


@register.simple_tag
def icon_of(schema: str) -> str:
    """The icon of a kind of thing."""
    return schema_of(schema).icon


@register.simple_tag
def badges_of(tie: Tie | Inferred) -> list[Badge]:
    """Each different grade under a line once, never averaged."""
    if isinstance(tie, Inferred):
        return []
    return list(
        dict.fromkeys(
            badge(one.grade, refuted=one.standing == "refuted") for one in tie.supports if one.grade
        )
    )


@register.simple_tag
def span_of(tie: Tie | Inferred) -> str:
    """First and last day that a line's evidence speaks of."""
    if isinstance(tie, Inferred):
        return "–"
    spans = [span for one in tie.supports if (span := when(one))]
    if not spans:
        return "–"
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    return _day(first) if first == last else f"{_day(first)} – {_day(last)}"


def _day(iso: str) -> str:
    """A whole day in the reader's language; a year or a month stays as it is."""
    try:
        return say_day(date.fromisoformat(iso), translation.get_language() or "en")
    except ValueError:
        return iso


@register.simple_tag
def thing_of(page: ChartPage, uid: str) -> Thing:
    return page.things[uid]


@register.simple_tag
def node_href(page: ChartPage, thing: Thing) -> str:
    return drawer(page.question, node=thing.uid)


@register.simple_tag
def cited_in(page: FindingPage, statement: str) -> Citation | None:
    return page.citations.get(statement)


@register.simple_tag
def answer_to(finding: Analysis, code: str) -> str:
    return finding.answered.get(code, "")


@register.simple_tag(takes_context=True)
def line_in(context: Context, page: FindingPage, row: Sequence[str]) -> str:
    """A row of the result in words, as far as its ends can be seen now."""
    names = page.page.things if page.page else {}
    ends = [names[uid].name if uid in names else "…" for uid in row[2:4]]
    word = say(f"analyse.link.{row[1]}", str(context.get("language", "en")))
    return f"{ends[0]} – {word} – {ends[1]}"
