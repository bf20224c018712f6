"""Dates as the American list writes them: "24 Aug 1951", "Aug 1951", "circa 1951", ranges."""

import re
from datetime import date
from typing import NamedTuple

NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS = {name: number for number, name in enumerate(NAMES, start=1)}
_ONE = re.compile(r"(?:(?:(?P<d>\d{1,2}) )?(?P<m>[A-Za-z]{3}) )?(?P<y>\d{4})$")
_SPAN = re.compile(r" to |-")


class Read(NamedTuple):
    """A date as read.

    norm   ISO prefix, as long as what is known: "1951-08-24", "1951-08", "1951"; of a range what
           both ends begin with; None when they begin differently ("1961 to 1962")
    about  "circa" was written
    span   it is a range
    wrong  "" or why it is no date: "date-impossible", "date-unclear"
    """

    norm: str | None
    about: bool = False
    span: bool = False
    wrong: str = ""


def read_date(text: str) -> Read:
    """Read one date of the list; never raises, `wrong` says why it could not."""
    plain = text.strip()
    bare = plain.removeprefix("circa ").strip()
    ends = _SPAN.split(bare)
    norms = [_iso(end.strip()) for end in ends]
    if len(ends) > 2 or "unclear" in norms:
        return Read(None, wrong="date-unclear")
    if "impossible" in norms:
        return Read(None, wrong="date-impossible")
    return Read(_shared(norms[0], norms[-1]), about=bare != plain, span=len(ends) == 2)


def _iso(text: str) -> str:
    found = _ONE.match(text)
    if not found:
        return _numeric(text)
    if found["m"] is None:
        return found["y"]
    month = MONTHS.get(found["m"].title())
    if month is None:
        return "unclear"
    if found["d"] is None:
        return f"{found['y']}-{month:02}"
    return _day(int(found["y"]), month, int(found["d"]))


def _numeric(text: str) -> str:
    """Not the list's custom, yet plain: 31.02.2020 is no day, 28.02.2020 is one."""
    found = re.match(r"(\d{1,2})[./](\d{1,2})[./](\d{4})$", text)
    return _day(int(found[3]), int(found[2]), int(found[1])) if found else "unclear"


def _day(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return "impossible"


def _shared(first: str, last: str) -> str | None:
    if first == last:
        return first
    same = []
    for one, other in zip(first.split("-"), last.split("-"), strict=False):
        if one != other:
            break
        same.append(one)
    return "-".join(same) or None
