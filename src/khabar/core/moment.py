"""When something happened, as people say it and as a machine compares it."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from khabar.core.errors import Fault, Invalid


class Precision(Enum):
    """How much of a moment is known."""

    MINUTE = "minute"
    NIGHT = "night"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class MomentUnclear(Invalid):
    """The text is no date or time; `31.02.2020` is one of them."""

    code = "core.moment-unclear"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment as told, with the interval in UTC that it means.

    text        what was written, kept as it came
    precision   how much is known
    zone        IANA name of the clock it was told by, "Asia/Dushanbe"
    start, end  aware UTC; start ≤ the moment < end
    """

    text: str
    precision: Precision
    zone: str
    start: datetime
    end: datetime


_MINUTE = re.compile(r"(?P<day>.+?)[ T](?P<h>\d{1,2})[:.](?P<m>\d{2})(?::\d{2})?$")
_DAY = (
    re.compile(r"(?P<y>\d{4})-(?P<mo>\d{1,2})-(?P<d>\d{1,2})$"),
    re.compile(r"(?P<d>\d{1,2})[./](?P<mo>\d{1,2})[./](?P<y>\d{4})$"),
)
_MONTH = (
    re.compile(r"(?P<y>\d{4})-(?P<mo>\d{1,2})$"),
    re.compile(r"(?P<mo>\d{1,2})[./](?P<y>\d{4})$"),
)
_YEAR = re.compile(r"(?P<y>\d{4})$")
_NIGHT_BEGINS, _NIGHT_ENDS = time(20), time(6)


def moment_from(text: str, zone: str, *, night: bool = False, field: str = "when") -> Moment:
    """Read `2026-10-17 02:40`, `17.10.2026 02:40`, `17.10.2026`, `10.2026` or `2026`.

    text    as typed; kept in the Moment unchanged
    zone    the clock of the place, IANA name
    night   the day names the evening: 20:00 to 06:00 of the next day
    field   named in the fault when the text is no moment

    Raises  MomentUnclear for text of another shape and for days no calendar has.
    """
    try:
        precision, first, after = _span(text.strip(), night)
    except ValueError:
        raise MomentUnclear(
            Fault(where=field, code=MomentUnclear.code, facts={"text": text})
        ) from None
    clock = ZoneInfo(zone)
    return Moment(
        text=text.strip(),
        precision=precision,
        zone=zone,
        start=first.replace(tzinfo=clock).astimezone(UTC),
        end=after.replace(tzinfo=clock).astimezone(UTC),
    )


def _span(text: str, night: bool) -> tuple[Precision, datetime, datetime]:
    timed = _MINUTE.match(text)
    if timed and (day := _day(timed["day"])):
        at = datetime.combine(day, time(int(timed["h"]), int(timed["m"])))
        return Precision.MINUTE, at, at + timedelta(minutes=1)
    if day := _day(text):
        begin = datetime.combine(day, time())
        if night:
            evening = datetime.combine(day, _NIGHT_BEGINS)
            return Precision.NIGHT, evening, datetime.combine(day + timedelta(1), _NIGHT_ENDS)
        return Precision.DAY, begin, begin + timedelta(1)
    for shape in _MONTH:
        if found := shape.match(text):
            begin = datetime(int(found["y"]), int(found["mo"]), 1)  # noqa: DTZ001 – local wall time
            return Precision.MONTH, begin, begin + timedelta(monthrange(begin.year, begin.month)[1])
    if found := _YEAR.match(text):
        year = int(found["y"])
        begin = datetime(year, 1, 1)  # noqa: DTZ001 – local wall time
        return Precision.YEAR, begin, datetime(year + 1, 1, 1)  # noqa: DTZ001 – local wall time
    raise ValueError(text)


def _day(text: str) -> date | None:
    for shape in _DAY:
        if found := shape.match(text):
            return date(int(found["y"]), int(found["mo"]), int(found["d"]))
    return None
