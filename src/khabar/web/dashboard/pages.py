"""The board of measures, and the records behind each number."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from khabar.desk.measure import Measure, board, one_measure
from khabar.dissemination import Counted, Lag, Share
from khabar.web.request import DeskRequest
from khabar.words import say

AIMS = {"q2": 100, "q3": 90}
SHOWN = 500
REPORTS = frozenset({"q3", "t1", "t2", "t3", "t4"})


@dataclass(frozen=True, slots=True)
class Tile:
    """A measure as a tile: its value in words, and an interval bar in percent of its width."""

    code: str
    value: str
    beside: str
    measure: Measure
    low: float | None
    high: float | None
    point: float | None
    aim: int | None
    interval: str


def board_page(request: DeskRequest) -> HttpResponse:
    found = board(request.sitting)
    tiles = [tile(one, request.language) for one in found.measures]
    return render(request, "dashboard/board.html", {"board": found, "tiles": tiles})


def measure_page(request: DeskRequest, code: str) -> HttpResponse:
    found = one_measure(request.sitting, code)
    records = [(one, _link(code, one)) for one in found.records[:SHOWN]]
    context = {"tile": tile(found, request.language), "records": records}
    context |= {"more": max(0, len(found.records) - SHOWN), "is_lag": isinstance(found, Lag)}
    return render(request, "dashboard/measure.html", context)


def tile(measure: Measure, language: str) -> Tile:
    """Say a measure in one language."""
    return _share(measure, language) if isinstance(measure, Share) else _lag(measure, language)


def _share(found: Share, language: str) -> Tile:
    known = found.value is not None
    low, high = round(found.low * 100), round(found.high * 100)
    return Tile(
        code=found.code,
        value=f"{round(found.value * 100)} %" if found.value is not None else "–",
        beside=say("measure.k-of-n", language, k=found.k, n=found.n),
        measure=found,
        low=low if known else None,
        high=high if known else None,
        point=found.value * 100 if found.value is not None else None,
        aim=AIMS.get(found.code),
        interval=say("measure.interval-share", language, low=low, high=high) if known else "",
    )


def _lag(found: Lag, language: str) -> Tile:
    if found.median is None or found.p90 is None or found.low is None or found.high is None:
        beside = say("measure.n", language, n=found.n)
        return Tile(found.code, "–", beside, found, None, None, None, None, "")
    longest = max(found.p90, found.high) or 1
    percent = [min(100, max(0, 100 * x / longest)) for x in (found.low, found.high, found.median)]
    return Tile(
        code=found.code,
        value=span(found.median, language),
        beside=say("measure.p90", language, p90=span(found.p90, language), n=found.n),
        measure=found,
        low=percent[0],
        high=percent[1],
        point=percent[2],
        aim=None,
        interval=say(
            "measure.interval-lag",
            language,
            low=span(found.low, language),
            high=span(found.high, language),
        ),
    )


def span(hours: float, language: str) -> str:
    """A length in the unit a person would use: 6 min, 3.5 h, 2 d."""
    if hours < 1:
        return say("measure.minutes", language, n=_number(hours * 60, language, digits=0))
    if hours < 48:
        return say("measure.hours", language, n=_number(hours, language))
    return say("measure.days", language, n=_number(hours / 24, language))


def _number(value: float, language: str, digits: int = 1) -> str:
    """A number with at most so many decimals, with the decimal mark of the language."""
    text = f"{value:.{digits}f}".removesuffix(".0")
    return text if language == "en" else text.replace(".", ",")


def _link(code: str, record: Counted) -> str:
    if code in REPORTS:
        return f"/report/{record.record}/"
    return f"/products/{record.record.partition(' / ')[0]}/"
