"""The timeline: one lane for each person or thing, and what is said to have happened when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from khabar.analysis.evidence import Style

GAP_SHARE = 0.2
"""A silence is shaded when it fills this share of the picture or more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that is said to have happened to one or two lanes.

    uid    line or statement it opens
    lanes  uids; the first acts, the second is acted on
    start  aware UTC; end is later, or the same for a moment
    label  short words for the box, already in the reader's language; "" draws dots
    """

    uid: str
    lanes: tuple[str, ...]
    start: datetime
    end: datetime
    style: Style
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A happening with its place: x and width are shares of the picture, 0 … 1."""

    happening: Happening
    x: float
    width: float
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A silence on all lanes."""

    x: float
    width: float
    length: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    x: float
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """start, end: aware UTC; `unit` of the ticks: "hour", "day", "month" or "year"."""

    start: datetime
    end: datetime
    unit: str
    lanes: tuple[str, ...]
    marks: tuple[Mark, ...]
    gaps: tuple[Gap, ...]
    ticks: tuple[Tick, ...]
    left_out: int


def timeline(
    happenings: Iterable[Happening], lanes: Sequence[str], *, limit: int = 150
) -> Timeline | None:
    """Place what happened on one axis.

    happenings  in any order; those on none of the lanes are dropped
    lanes       uids, top to bottom; a lane on which nothing happened is dropped
    limit       happenings drawn; the latest are kept and the rest counted in left_out
    →           Timeline, or None when nothing has a date
    """
    told = sorted(
        (one for one in happenings if set(one.lanes) & set(lanes)),
        key=lambda one: (one.start, one.end, one.uid),
    )
    shown = told[-limit:]
    if not shown:
        return None
    start, end = _frame(shown)
    used = [lane for lane in lanes if any(lane in one.lanes for one in shown)]
    unit, ticks = _ticks(start, end)
    return Timeline(
        start=start,
        end=end,
        unit=unit,
        lanes=tuple(used),
        marks=tuple(_mark(one, used, start, end) for one in shown),
        gaps=tuple(_gaps(shown, start, end)),
        ticks=tuple(Tick(x=_share(at, start, end), at=at) for at in ticks),
        left_out=len(told) - len(shown),
    )


def _frame(shown: Sequence[Happening]) -> tuple[datetime, datetime]:
    first, last = shown[0].start, max(one.end for one in shown)
    margin = max((last - first) * 0.04, timedelta(minutes=30))
    return first - margin, last + margin


def _mark(one: Happening, used: Sequence[str], start: datetime, end: datetime) -> Mark:
    left = _share(one.start, start, end)
    return Mark(
        happening=one,
        x=left,
        width=max(_share(one.end, start, end) - left, 0.0),
        rows=tuple(used.index(lane) for lane in one.lanes if lane in used),
    )


def _gaps(shown: Sequence[Happening], start: datetime, end: datetime) -> Iterable[Gap]:
    """Only a silence between two happenings is one; before the first nobody was looking."""
    heard = shown[0].end
    for one in shown[1:]:
        if (one.start - heard) / (end - start) >= GAP_SHARE:
            x = _share(heard, start, end)
            width = _share(one.start, start, end) - x
            yield Gap(x=x, width=width, length=one.start - heard)
        heard = max(heard, one.end)


def _ticks(start: datetime, end: datetime) -> tuple[str, list[datetime]]:
    """Four to ten round moments."""
    length = end - start
    for unit, step in (("hour", 1), ("hour", 3), ("hour", 6), ("day", 1), ("day", 7)):
        size = timedelta(**{f"{unit}s": step})
        if length / size <= 10:
            return unit, _every(size, start, end)
    months = length.days / 30.4
    for step in (1, 3, 6):
        if months / step <= 10:
            return "month", _months(step, start, end)
    return "year", _months(12 * (1 + int(months / 12 / 10)), start, end)


def _every(size: timedelta, start: datetime, end: datetime) -> list[datetime]:
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    first = midnight + size * (-(-(start - midnight) // size))
    return [first + size * n for n in range(int((end - first) / size) + 1)] if first <= end else []


def _months(step: int, start: datetime, end: datetime) -> list[datetime]:
    at = start.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
    ticks = []
    while at <= end:
        if at >= start:
            ticks.append(at)
        months = at.month - 1 + step
        at = at.replace(year=at.year + months // 12, month=months % 12 + 1)
    return ticks


def _share(at: datetime, start: datetime, end: datetime) -> float:
    return round((at - start) / (end - start), 4)
