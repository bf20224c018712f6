"""Tags of the shared parts: what a badge, a glyph or a clock needs besides its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone, translation

from khabar.core.errors import Conflict, Fault, Invalid, NotFound, Refusal
from khabar.evaluation import Badge, Grade, GradeUnknown, badge
from khabar.words import knows, say, say_moment

register = template.Library()

SOON = timedelta(hours=24)  # without a start to measure from, the last day asks for attention
RING = 37.7  # circumference of the clock's ring, in its own units


ICONS = {
    "place.officer": "inbox",
    "place.evaluator": "clipboard-check",
    "place.supervisor": "flag",
    "place.search": "search",
    "place.chart": "affiliate",
    "place.findings": "bulb",
    "place.products": "file-text",
    "place.liaison": "arrows-exchange",
    "place.lists": "list-check",
    "place.dashboard": "chart-bar",
    "place.oversight": "eye",
    "place.admin": "server",
    "place.collate": "list-details",
    "place.subjects": "user-question",
}
KINDS = ((Refusal, "403"), (NotFound, "404"), (Conflict, "409"), (Invalid, "400"))
LINES = ("confirmed", "unconfirmed", "inferred", "refuted")


def _language() -> str:
    return translation.get_language() or "en"


@register.filter
def place_icon(code: str) -> str:
    """The icon of a place, for the bar that a thumb reaches."""
    return ICONS.get(code, "point")


@register.filter
def initials(name: str) -> str:
    """ "Zarina Olimova" → "ZO"; a user name gives its first letter."""
    return "".join(word[0] for word in str(name).split()[:2]).upper()


@register.simple_tag
def search_of(places: Iterable[Mapping[str, object]] | None) -> str:
    """Where the search field leads, "" for those who have no search."""
    return next((str(p["href"]) for p in places or () if p["code"] == "place.search"), "")


@register.filter
def error_kind(wrong: object) -> str:
    """Which of our four kinds of error this is, as the number browsers know."""
    return next((status for kind, status in KINDS if isinstance(wrong, kind)), "400")


@register.filter
def refusal_words(result: str) -> str:
    """Why the ledger says no: "refused:safeguards.purpose-missing" in words, where it has some."""
    code = f"error.{result.removeprefix('refused:')}"
    return say(code, _language()) if knows(code) else result


@register.simple_tag
def line_kinds(lines: Iterable[str] | None = None) -> tuple[str, ...]:
    """The kinds of line to explain: those that are drawn, in the usual order."""
    drawn = set(lines or LINES)
    return tuple(line for line in LINES if line in drawn)


@register.filter
def number(code: object) -> str:
    """An ordered code as its number: Level.RESTRICTED → "1"."""
    return str(int(code))  # type: ignore[call-overload]


@register.simple_tag
def say_fault(fault: Fault) -> str:
    """What is wrong, and what to do, in the reader's language."""
    code = f"error.{fault.code}"
    return say(code if knows(code) else "error.error", _language(), **fault.facts)


@register.simple_tag
def fault_list(faults: Invalid | Mapping[str, Fault] | Iterable[Fault] | None) -> list[Fault]:
    """The faults in order, whichever way the page was given them."""
    if not faults:
        return []
    if isinstance(faults, Invalid):
        return list(faults.faults)
    return list(faults.values() if isinstance(faults, Mapping) else faults)


@register.simple_tag
def grade_words(grade: Any) -> str:
    """The badge in words, for a pointer, for focus and for a screen reader."""
    struck = getattr(grade, "struck", False)
    carries = "carries" if getattr(grade, "carries", False) else "carries-not"
    scheme = str(getattr(grade, "scheme", "")).replace("x", "×")
    meaning = say(f"layout.grade-{'struck' if struck else carries}", _language())
    return f"{scheme} {grade.source}{grade.information}: {meaning}".strip()


@register.simple_tag
def badge_of(scheme: str, source: str, information: str) -> Badge | None:
    """The badge of a partner's native codes; None when they are on no scale we know."""
    try:
        return badge(Grade(scheme=scheme, source=source, information=information))
    except GradeUnknown:
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Squares for reports, rings for independent origins, a stroke for each report.

    reports, origins   heights in the glyph's units, as text: a page in Russian writes 0,5
    strokes            (from, to) heights
    circular           several reports, one origin: it repeats, it does not confirm
    """

    reports: tuple[str, ...]
    origins: tuple[str, ...]
    strokes: tuple[tuple[str, str], ...]
    circular: bool


@register.simple_tag
def origins_drawing(reports: int, origins: int | None) -> Drawing:
    """At most four of each are drawn; the words beside carry the true numbers."""
    squares = _heights(min(reports or 0, 4), 4.6)
    rings = _heights(min(origins or 0, 4, len(squares) or 4), 5.0)
    strokes = tuple(
        (f"{y:.1f}", f"{rings[place * len(rings) // len(squares)]:.1f}")
        for place, y in enumerate(squares)
        if rings
    )
    return Drawing(
        reports=tuple(f"{y - 1.7:.1f}" for y in squares),
        origins=tuple(f"{y:.1f}" for y in rings),
        strokes=strokes,
        circular=origins == 1 and (reports or 0) > 1,
    )


def _heights(count: int, step: float) -> tuple[float, ...]:
    top = 8.5 - step * (count - 1) / 2
    return tuple(top + step * place for place in range(count))


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """state "" calm, soon, late, ok or none; run = stroke length of what is used up."""

    state: str
    words: str
    run: str
    exact: str


@register.simple_tag(takes_context=True)
def clock_of(
    context: Context,
    due: datetime | None,
    since: datetime | None = None,
    met: datetime | bool | None = None,
) -> Clock:
    """How the time stands for something due.

    since   when the time began to run; without it the last day counts as soon
    met     true, or the time when it was done: after the due time it is late for ever
    """
    if not due:
        return Clock(state="none", words=say("layout.clock-none", _language()), run="", exact="")
    exact = say_moment(due, _language(), str(context.get("zone", "UTC")))
    done_at = met if isinstance(met, datetime) else None
    if met and (done_at is None or done_at <= due):
        words = say("layout.clock-met", _language())
        return Clock(state="ok", words=words, run=str(RING), exact=exact)
    now = done_at or _now(context)
    left = due - now
    late = left < timedelta(0)
    words = say(
        "layout.clock-late" if late else "layout.clock-left", _language(), time=_span(abs(left))
    )
    used = (now - since) / (due - since) if since and due > since else 1 - left / (SOON * 2)
    used = min(max(used, 0.02), 1.0)
    state = "late" if late else "soon" if used > 0.5 else ""
    return Clock(state=state, words=words, run=f"{used * RING:.1f}", exact=exact)


def _now(context: Context) -> datetime:
    sitting = getattr(context.get("request"), "sitting", None)
    return sitting.clock() if sitting else timezone.now()


def _span(left: timedelta) -> str:
    """The largest unit that fits, and for hours and minutes the next one too."""
    minutes = int(left.total_seconds() // 60)
    days, hours = divmod(minutes // 60, 24)
    if days >= 2 or (days and not hours):
        return say("layout.days", _language(), n=days)
    parts = []
    if minutes >= 60:
        parts.append(say("layout.hours", _language(), n=minutes // 60))
    if minutes < 360 and (minutes % 60 or minutes < 60):
        parts.append(say("layout.minutes", _language(), n=minutes % 60))
    return " ".join(parts)
