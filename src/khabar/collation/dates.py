"""Dates as people give them: a day, a month, a year, "circa". Kept as an ISO prefix.

`1979-03-14`, `1979-03` and `1979` say how much is known by how long they are, and one agrees with
another when it begins with it.
"""

import re
from dataclasses import dataclass
from datetime import date

from khabar.core.errors import Fault

MONTHS = {
    name: place
    for place, names in enumerate(
        (
            "jan january янв января январь yanvar январи",
            "feb february фев февраля февраль fevral феврали",
            "mar march мар марта март mart марти",
            "apr april апр апреля апрель aprel апрели",
            "may мая май mayi майи",
            "jun june июн июня июнь iyun июни",
            "jul july июл июля июль iyul июли",
            "aug august авг августа август avgust августи",
            "sep sept september сен сент сентября сентябрь sentabr sentyabr сентябри",
            "oct october окт октября октябрь oktabr oktyabr октябри",
            "nov november ноя нояб ноября ноябрь noyabr ноябри",
            "dec december дек декабря декабрь dekabr декабри",
        ),
        start=1,
    )
    for name in names.split()
}
_ABOUT = re.compile(r"^(circa|about|c\.|около|тахминан|taxminan)\s+", re.IGNORECASE)
_SHAPES = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})$"),
    re.compile(r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})$"),
    re.compile(r"(?P<d>\d{1,2})[\s-](?P<m>[^\W\d]+)\.?[\s-](?P<y>\d{4})$"),
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})$"),
    re.compile(r"(?P<m>\d{1,2})[./](?P<y>\d{4})$"),
    re.compile(r"(?P<m>[^\W\d]+)\.?\s(?P<y>\d{4})$"),
    re.compile(r"(?P<y>\d{4})$"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date as written and as read.

    norm    "1979-03-14", "1979-03" or "1979"; None when it could not be read
    about   the writer said "circa"
    """

    raw: str
    norm: str | None
    about: bool = False
    fault: Fault | None = None


def normalise_date(text: str, *, field: str = "value") -> Dated:
    """Read a date in the forms of the region; day before month.

    →   never raises: `norm` is None and `fault` says why ("31.02.2020" is no day of any calendar)
    """
    plain = text.strip().removesuffix("г.").removesuffix(" г").strip()
    bare = _ABOUT.sub("", plain)
    for shape in _SHAPES:
        if found := shape.match(bare):
            norm = _iso(found.groupdict())
            fault = None if norm else _fault(field, "collation.date-unreal", text)
            return Dated(raw=text, norm=norm, about=bare != plain, fault=fault)
    return Dated(raw=text, norm=None, fault=_fault(field, "collation.date-unclear", text))


def dates_agree(left: str, right: str) -> bool:
    """Do two ISO prefixes leave room for one day?  "1979" and "1979-03-14" do."""
    return left.startswith(right) or right.startswith(left)


def _iso(parts: dict[str, str]) -> str | None:
    month = parts.get("m")
    number = None if month is None else int(month) if month.isdecimal() else _month(month)
    if month is not None and (number is None or not 1 <= number <= 12):
        return None
    if "d" not in parts:
        return parts["y"] if number is None else f"{parts['y']}-{number:02}"
    try:
        return date(int(parts["y"]), number or 0, int(parts["d"])).isoformat()
    except ValueError:
        return None


def _month(name: str) -> int | None:
    return MONTHS.get(name.casefold())


def _fault(field: str, code: str, text: str) -> Fault:
    return Fault(where=field, code=code, facts={"text": text})
