"""What a line on a chart rests on, and what that allows the line to look like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from khabar.evaluation import Access, Grade, Graded, line_strength


class Style(StrEnum):
    """Solid, long dashes, plum dots, or thin red with a cross."""

    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    INFERRED = "inferred"
    REFUTED = "refuted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """What one item says about a link.

    statements  uids of its statements about the link
    report      number of the report the item belongs to
    grade       None while ungraded: it then supports nothing
    origin      the independent origin after joins, the same for all that go back to one
    standing    "live", "ended" or "refuted"
    denies      the item says that the link does not exist
    first, last ISO dates of what is said, last included; "" = no date
    span        the same as aware UTC moments, as exactly as they were told; None = no date
    """

    statements: tuple[str, ...]
    item: str
    report: str
    grade: Grade | None
    origin: str
    standing: str
    denies: bool = False
    first: str = ""
    last: str = ""
    span: tuple[datetime, datetime] | None = None

    @property
    def access(self) -> str:
        """How the source knows: "direct", "indirect" or "unknown"."""
        return (self.grade.facets.access if self.grade else Access.UNKNOWN).value


def live(supports: Sequence[Support]) -> list[Support]:
    """Those that still say it: not refuted, not ended, not a denial."""
    return [one for one in supports if one.standing == "live" and not one.denies]


def origins(supports: Sequence[Support]) -> int:
    """How many independent origins still say it."""
    return len({one.origin for one in live(supports)})


def style(supports: Sequence[Support]) -> Style:
    """Compute the look of a reported line; the rule itself is evaluation's.

    A denial confirms nothing. A line of which nothing live is left keeps the look that its
    ended evidence gave it: that it ended is shown beside it.
    """
    fallen = [one for one in supports if one.standing == "refuted"]
    ended = [one for one in supports if one.standing == "ended" and not one.denies]
    said = [*(live(supports) or ended), *fallen]
    return Style(
        line_strength(
            Graded(grade=one.grade, origin=one.origin, refuted=one.standing == "refuted")
            for one in said
        )
    )


def when(support: Support) -> tuple[str, str] | None:
    """The span of ISO dates the support speaks of, or None when it has no date."""
    dates = [date for date in (support.first, support.last) if date]
    return (dates[0], dates[-1]) if dates else None
