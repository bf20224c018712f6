"""The timeline as shapes: theme lines, dots, boxes, shaded silences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date

from khabar.analysis import Gap, Mark, Timeline
from khabar.desk.chart import ChartPage
from khabar.web.workbench.address import drawer

Say = Callable[..., str]
WIDE, LEFT, RIGHT, TOP, ROW = 1000, 168, 16, 40, 30
LETTER = 6.4
PATTERNS = {"day": "d MMM", "month": "LLL y", "year": "y"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    name: str
    y: str
    text_y: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """Two dots on two lanes, joined: the filled one does it to the open one."""

    x: str
    y1: str
    y2: str
    style: str
    href: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """What happened on one lane, in words; solid = verified, dashed = unverified."""

    x: str
    y: str
    width: str
    text_x: str
    text_y: str
    words: str
    style: str
    href: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    x: str
    text: str
    width: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    wide: int
    high: int
    left: int
    bottom: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Words, ...]
    gaps: tuple[Words, ...]
    dots: tuple[Dot, ...]
    boxes: tuple[Box, ...]
    zone: str


def strip(page: ChartPage, say: Say, language: str) -> Strip | None:
    """Shapes of the timeline; None when nothing on the chart has a date."""
    shown = page.timeline
    if shown is None:
        return None
    names = page.things
    clock = ZoneInfo(page.zone)
    rows = [TOP + 18 + ROW * row for row in range(len(shown.lanes))]
    dots, boxes = _marks(shown, page, rows, say, clock, language)
    return Strip(
        wide=WIDE,
        high=rows[-1] + 22,
        left=LEFT,
        bottom=rows[-1] + 14,
        lanes=tuple(
            Lane(name=_short(names[uid].name), y=str(y), text_y=str(y + 4))
            for uid, y in zip(shown.lanes, rows, strict=True)
        ),
        ticks=tuple(
            Words(x=_x(tick.x), text=_tick(tick.at.astimezone(clock), shown.unit, language))
            for tick in shown.ticks
        ),
        gaps=tuple(_gap(gap, say) for gap in shown.gaps),
        dots=tuple(dots),
        boxes=tuple(boxes),
        zone=f"{page.zone.split('/')[-1].replace('_', ' ')}, UTC{_offset(shown.start, clock)}",
    )


def _marks(
    shown: Timeline,
    page: ChartPage,
    rows: list[int],
    say: Say,
    clock: ZoneInfo,
    language: str,
) -> tuple[list[Dot], list[Box]]:
    dots: list[Dot] = []
    boxes: list[Box] = []
    taken = dict.fromkeys(rows, 0.0)
    for mark in shown.marks:
        line = page.chart.line(mark.happening.uid)
        if line is None:
            continue
        names = [page.things[end].name for end in line.ends]
        word = say(f"analyse.link.{line.tie.schema}")
        told = mark.happening.start.astimezone(clock)
        title = f"{_day(told, language)} {told:%H:%M} · {names[0]} – {word} – {names[1]}"
        href = drawer(page.question, line=line.tie.uid)
        if len(mark.rows) == 2:
            dots.append(_dot(mark, rows, href, title))
            continue
        other = names[1] if shown.lanes[mark.rows[0]] == line.ends[0] else names[0]
        box = _box(mark, rows[mark.rows[0]], f"{word} {_short(other)}", href, title)
        if float(box.x) >= taken[rows[mark.rows[0]]]:
            taken[rows[mark.rows[0]]] = float(box.x) + float(box.width) + 4
            boxes.append(box)
        else:
            dots.append(_dot(mark, rows, href, title))
    return dots, boxes


def _dot(mark: Mark, rows: list[int], href: str, title: str) -> Dot:
    first, last = rows[mark.rows[0]], rows[mark.rows[-1]]
    return Dot(
        x=_x(mark.x + mark.width / 2),
        y1=str(first),
        y2=str(last),
        style=mark.happening.style.value,
        href=href,
        title=title,
    )


def _box(mark: Mark, y: int, words: str, href: str, title: str) -> Box:
    x = LEFT + mark.x * (WIDE - LEFT - RIGHT)
    width = max(len(words) * LETTER + 12, mark.width * (WIDE - LEFT - RIGHT))
    x = min(x, WIDE - RIGHT - width)
    return Box(
        x=f"{x:.1f}",
        y=str(y - 10),
        width=f"{width:.1f}",
        text_x=f"{x + 6:.1f}",
        text_y=str(y + 4),
        words=words,
        style=mark.happening.style.value,
        href=href,
        title=title,
    )


def _gap(gap: Gap, say: Say) -> Words:
    return Words(
        x=_x(gap.x),
        width=f"{gap.width * (WIDE - LEFT - RIGHT):.1f}",
        text=say("analyse.silence", length=_length(gap.length, say)),
    )


def _length(length: timedelta, say: Say) -> str:
    if length.days >= 2:
        return say("layout.days", n=length.days)
    hours = round(length.total_seconds() / 3600)
    return (
        say("layout.hours", n=hours)
        if hours
        else say("layout.minutes", n=round(length.total_seconds() / 60))
    )


def _tick(at: datetime, unit: str, language: str) -> str:
    if unit == "hour":
        return f"{at:%H:%M}"
    return format_date(at, PATTERNS[unit], locale=language)


def _day(at: datetime, language: str) -> str:
    return format_date(at, "d MMM y", locale=language)


def _offset(at: datetime, clock: ZoneInfo) -> str:
    minutes = int((at.astimezone(clock).utcoffset() or timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


def _x(share: float) -> str:
    return f"{LEFT + share * (WIDE - LEFT - RIGHT):.1f}"


def _short(name: str) -> str:
    return name if len(name) <= 22 else f"{name[:21].rstrip()}…"
