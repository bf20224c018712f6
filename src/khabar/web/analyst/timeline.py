"""When things were said to be so: one lane for the thing itself, one for each of its nearest links.

A filled square is a report whose grade carries alone, an open one does not, a cross was refuted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from khabar.collation import Evidence
from khabar.desk.entity import EntityPage

LEFT, RIGHT, TOP, STEP = 230, 840, 32, 26
MOST_LANES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """x, y as text: a page in Russian would print 0,5; look "solid", "open" or "refuted"."""

    x: str
    y: str
    look: str
    number: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """schema is the link's, "" for the thing itself."""

    schema: str
    title: str
    y: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Lanes, and the ticks of the axis as (x, time)."""

    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[str, datetime], ...]
    height: int
    end: str


def timeline(page: EntityPage) -> Timeline | None:
    """→ the lanes; None when all is of one day and a line would say nothing."""
    said = [("", "", [e for f in page.view.facts for v in f.values for e in v.said])]
    said += [
        (near.link.schema, near.title, [e for v in near.link.ends for e in v.said])
        for near in page.neighbours[: MOST_LANES - 1]
    ]
    times = [one.at for _, _, found in said for one in found]
    first, last = min(times), max(times)
    if (last - first).days < 1:
        return None
    lanes = tuple(
        Lane(
            schema=schema,
            title=title if len(title) <= 22 else title[:21] + "…",
            y=str(TOP + STEP * place),
            marks=tuple(_marks(found, first, last, TOP + STEP * place)),
        )
        for place, (schema, title, found) in enumerate(said)
    )
    ticks = tuple((_x(at, first, last), at) for at in (first, first + (last - first) / 2, last))
    end = TOP + STEP * (len(lanes) - 1)
    return Timeline(lanes=lanes, ticks=ticks, height=end + 20, end=str(end + 10))


def _marks(said: Iterable[Evidence], first: datetime, last: datetime, y: int) -> list[Mark]:
    """One mark a report, the strongest of what it says."""
    order = ("solid", "open", "refuted")
    best: dict[str, tuple[str, Evidence]] = {}
    for one in said:
        look = "refuted" if one.refuted else "solid" if one.badge and one.badge.carries else "open"
        kept = best.get(one.report)
        if kept is None or order.index(look) < order.index(kept[0]):
            best[one.report] = (look, one)
    return [
        Mark(x=_x(e.at, first, last), y=str(y), look=look, number=e.report_number, at=e.at)
        for look, e in best.values()
    ]


def _x(at: datetime, first: datetime, last: datetime) -> str:
    share = (at - first) / (last - first)
    return f"{LEFT + share * (RIGHT - LEFT):.1f}"
