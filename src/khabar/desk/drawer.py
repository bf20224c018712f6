"""The evidence drawer of one line: every item under it, or the finding that drew it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from khabar.analysis import Chart, Inferred, Line, Support, Thing, live, origins
from khabar.core.errors import NotFound
from khabar.evaluation import Badge, badge
from khabar.storage.connection import Read
from khabar.storage.sql import analyses as read_analyses
from khabar.storage.sql import charts
from khabar.storage.sql.analyses import Kept
from khabar.storage.sql.charts import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One item under a line: its card, its grade, and how it stands.

    statements  uids of its statements about the line
    """

    card: Card
    badge: Badge | None
    standing: str
    denies: bool
    access: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawer:
    """The evidence of one line: pieces for a reported line, the finding for an inferred one."""

    line: Line
    left: Thing
    right: Thing
    pieces: tuple[Piece, ...]
    reports: int
    origins: int
    finding: Kept | None


def drawer_of(read: Read, chart: Chart, names: Mapping[str, Thing], wanted: str) -> Drawer:
    """Open the drawer of a line that is drawn.

    names  {uid: Thing} of the drawn things

    Raises  NotFound when the line is not on the chart
    """
    chosen = chart.line(wanted)
    if chosen is None:
        raise NotFound
    left, right = (names[end] for end in chosen.ends)
    if isinstance(chosen.tie, Inferred):
        kept = read_analyses.by_uid(read, chosen.tie.finding)
        return Drawer(
            line=chosen, left=left, right=right, pieces=(), reports=0, origins=0, finding=kept
        )
    supports = chosen.tie.supports
    cards = charts.cards(read, [one.item for one in supports])
    return Drawer(
        line=chosen,
        left=left,
        right=right,
        pieces=tuple(_piece(one, cards[one.item]) for one in supports if one.item in cards),
        reports=len({one.report for one in live(supports)}),
        origins=origins(supports),
        finding=None,
    )


def _piece(support: Support, card: Card) -> Piece:
    fallen = support.standing == "refuted"
    return Piece(
        card=card,
        badge=badge(support.grade, refuted=fallen) if support.grade else None,
        standing=support.standing,
        denies=support.denies,
        access=support.access,
        statements=support.statements,
    )
