"""How many people really know this: origins joined, counted once, and what a line may carry."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Literal, TypeVar

from khabar.evaluation.facets import Corroboration, TrackRecord
from khabar.evaluation.grade import Grade, carries

OriginId = TypeVar("OriginId", bound=Hashable)
Strength = Literal["confirmed", "unconfirmed", "refuted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Graded:
    """One item that supports a claim.

    grade    None while nobody has graded it: it then supports nothing
    origin   id of the item's origin, before joins
    refuted  the item's standing evaluation is a refutation
    """

    grade: Grade | None
    origin: Hashable
    refuted: bool = False


def origin_groups(
    origins: Iterable[OriginId], joins: Iterable[tuple[OriginId, OriginId]]
) -> dict[OriginId, OriginId]:
    """Which group each origin falls into when the joins are followed, one after another.

    origins  ids of the origins asked about; repeats allowed
    joins    pairs judged to be one origin, in any order; may pass through other origins
    →        {origin: the group's representative}, the same for every member of a group

    Cost  near linear in origins + joins (union-find with path halving)
    """
    parent: dict[OriginId, OriginId] = {}

    def root(one: OriginId) -> OriginId:
        parent.setdefault(one, one)
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    for left, right in joins:
        parent[root(left)] = root(right)
    return {origin: root(origin) for origin in origins}


def independent_origins(
    origins: Iterable[OriginId], joins: Iterable[tuple[OriginId, OriginId]] = ()
) -> int:
    """How many independent origins stand behind these items: "3 reports, 1 origin"."""
    return len(set(origin_groups(origins, joins).values()))


def line_strength(
    graded: Iterable[Graded], joins: Iterable[tuple[Hashable, Hashable]] = ()
) -> Strength:
    """What a line, a badge's neighbour or an event box may show; nobody sets it by hand.

    graded  every item under the claim, also the refuted ones
    joins   pairs of origins judged to be one
    →       "refuted" when every item is refuted; "confirmed" when one standing item's grade
            carries alone, or two independent origins corroborate; else "unconfirmed".
            An item from a source of unreliable record, contradicted, or suspected false
            does not count as a corroborating origin.

    Source  doctrine.md section 9, link analysis
    """
    items = list(graded)
    standing = [item for item in items if not item.refuted]
    if items and not standing:
        return "refuted"
    if any(item.grade is not None and carries(item.grade) for item in standing):
        return "confirmed"
    speaking = [item.origin for item in standing if _corroborates(item.grade)]
    return "confirmed" if independent_origins(speaking, joins) > 1 else "unconfirmed"


def _corroborates(grade: Grade | None) -> bool:
    if grade is None:
        return False
    said = grade.facets
    return not (
        said.falsity_suspected
        or said.corroboration is Corroboration.CONTRADICTED
        or said.track_record is TrackRecord.UNRELIABLE
    )
