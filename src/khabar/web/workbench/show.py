"""What the chart page shows besides the picture: filters with counts, links, the open drawer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from khabar.analysis import Style, Thing
from khabar.collation import schema
from khabar.desk.chart import ChartPage
from khabar.web.request import DeskRequest
from khabar.web.workbench.address import address, asked_pairs, drawer, opened, pairs, unfiltered
from khabar.web.workbench.picture import drawing, picture
from khabar.web.workbench.strip import strip
from khabar.words import say

ACCESS = ("direct", "indirect", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box of the filter column; share is its part of the largest count, in percent."""

    code: str
    n: int
    on: bool
    share: int
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenNode:
    """The drawer of one thing; more = what expanding would add, by type."""

    thing: Thing
    more: Mapping[str, int]
    icon: str
    expand_href: str
    finding_href: str
    lines: int


def speaker(request: DeskRequest) -> Callable[..., str]:
    """say() in the reader's language."""

    def speak(code: str, **facts: object) -> str:
        return say(code, request.language, **facts)

    return speak


def chart_context(request: DeskRequest, page: ChartPage) -> dict[str, Any]:
    """Everything chart.html needs."""
    speak = speaker(request)
    line, node = request.GET.get("line"), request.GET.get("node")
    shapes = picture(page, speak, line=line, node=node)
    question = page.question
    return {
        "page": page,
        "shapes": shapes,
        "drawing": drawing(shapes, page),
        "strip": strip(page, speak, request.language),
        "looks": _looks(page),
        "whats": _whats(page),
        "knows": _knows(page),
        "not_drawn": list(page.not_drawn.items()),
        "left_out": sum(page.not_drawn.values()),
        "asked": asked_pairs(question),
        "kept": pairs(question),
        "clear_href": address(unfiltered(question)),
        "close_href": address(question),
        "finding_href": address(question, "/findings/new/"),
        "cite_href": address(question, "/findings/new/", **{"for": _first(page)}),
        "node": _node(page, node),
        "drawer": page.drawer,
        "shown_label": page.label,
    }


def _looks(page: ChartPage) -> list[Box]:
    counts = page.chart.styles
    hidden = page.question.filters.hidden_styles
    return _boxes(
        [s.value for s in Style if s.value in counts or s.value in hidden], counts, hidden
    )


def _whats(page: ChartPage) -> list[Box]:
    counts = page.chart.schemas
    hidden = page.question.filters.hidden_schemas
    return _boxes(list(counts), counts, hidden)


def _knows(page: ChartPage) -> list[Box]:
    counts = page.chart.access
    return _boxes([a for a in ACCESS if a in counts], counts, page.question.filters.hidden_access)


def _boxes(codes: list[str], counts: Mapping[str, int], hidden: frozenset[str]) -> list[Box]:
    most = max(counts.values(), default=1)
    return [
        Box(
            code=code,
            n=counts.get(code, 0),
            on=code not in hidden,
            share=round(100 * counts.get(code, 0) / most),
            icon=schema(code).icon if code[:1].isupper() else "",
        )
        for code in codes
    ]


def _node(page: ChartPage, uid: str | None) -> OpenNode | None:
    thing = page.things.get(uid or "")
    if thing is None:
        return None
    return OpenNode(
        thing=thing,
        more=page.more.get(thing.uid, {}),
        icon=schema(thing.schema).icon,
        expand_href=drawer(opened(page.question, thing.uid), node=thing.uid),
        finding_href=address(page.question, "/findings/new/"),
        lines=sum(thing.uid in line.ends for line in page.chart.lines),
    )


def _first(page: ChartPage) -> list[str]:
    return [piece.statements[0] for piece in page.drawer.pieces] if page.drawer else []
