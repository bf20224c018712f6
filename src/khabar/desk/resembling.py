"""What resembles an item, and whose knowledge it is: independent origins, joins followed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khabar.evaluation import (
    Badge,
    Grade,
    Repeat,
    badge,
    independent_origins,
    origin_groups,
    repeats,
)
from khabar.storage.connection import Read
from khabar.storage.sql import origins as read_origins
from khabar.storage.sql import review as read_review
from khabar.storage.sql.origins import JoinRow
from khabar.storage.sql.review import ReviewRow

MOST = 6
"""Items shown beside the one in hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Another item that resembles the one in hand.

    group   number of its origin's group on this page, from 1; equal numbers are one origin
    joined  the joins that make it one with the item in hand, if any
    """

    item: ReviewRow
    repeat: Repeat
    grade: Badge | None
    group: int
    same_origin: bool
    joined: tuple[JoinRow, ...]


def independent_behind(read: Read, item: ReviewRow, agrees: Sequence[str]) -> int:
    """Independent origins behind an item and those named as agreeing, joins followed.

    Raises  NotFound for an item that is not theirs to see
    """
    origins = [item.origin_id, *(read_review.by_uid(read, uid).origin_id for uid in agrees)]
    joins = [(one.left_id, one.right_id) for one in read_origins.reviewed(read)]
    return independent_origins(origins, joins)


def grade_of(row: ReviewRow) -> Grade | None:
    """The grade of an item's newest verdict, if it has one."""
    if not (row.scheme and row.source_code and row.information_code):
        return None
    return Grade(scheme=row.scheme, source=row.source_code, information=row.information_code)


def badge_of(row: ReviewRow) -> Badge | None:
    """The grade of an item as a badge; struck once the item is refuted."""
    grade = grade_of(row)
    return badge(grade, refuted=row.state == "refuted") if grade else None


def known_beside(read: Read, found: ReviewRow) -> tuple[tuple[Known, ...], int, int]:
    """What resembles the item, the number of its origin's group, and how many groups there are."""
    others = {row.uid: row for row in read_review.others(read, found.uid)}
    alike = repeats(found.text, ((row.uid, row.text) for row in others.values()))[:MOST]
    standing = read_origins.reviewed(read)
    pairs = [(one.left_id, one.right_id) for one in standing]
    origins = [found.origin_id, *(others[one.item].origin_id for one in alike)]
    roots = origin_groups(origins, pairs)
    numbers = {root: place for place, root in enumerate(dict.fromkeys(roots.values()), start=1)}
    own = roots[found.origin_id]
    known = tuple(
        Known(
            item=row,
            repeat=one,
            grade=badge_of(row),
            group=numbers[roots[row.origin_id]],
            same_origin=roots[row.origin_id] == own,
            joined=_between(standing, row.origin_id, found.origin_id),
        )
        for one in alike
        for row in [others[one.item]]
    )
    return known, numbers[own], len(numbers)


def _between(standing: Sequence[JoinRow], left: int, right: int) -> tuple[JoinRow, ...]:
    return tuple(one for one in standing if {one.left_id, one.right_id} == {left, right})
