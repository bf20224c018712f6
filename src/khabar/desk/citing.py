"""Statements as sentences with their evidence: what a finding cites, and could cite."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from khabar.analysis import Thing
from khabar.collation import is_link, schema
from khabar.desk.gathering import named
from khabar.evaluation import Badge, badge
from khabar.storage.connection import Read
from khabar.storage.sql import charts
from khabar.storage.sql.charts import Card, Said

FEW = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One statement, said as "left – word – right", and what stands behind it.

    link   schema of the link, "" for a value
    prop   name of the property, "" for a link
    right  name of the other thing, or the value as written
    """

    statement: str
    left: str
    left_uid: str
    link: str
    prop: str
    right: str
    right_uid: str
    standing: str
    denies: bool
    badge: Badge | None
    card: Card | None


def citations(read: Read, said: Sequence[Said]) -> dict[str, Citation]:
    """{statement: Citation} of these statements, named as the viewer may see them."""
    links = {one.entity for one in said if is_link(one.schema)}
    ends = _ends(charts.said_of(read, links))
    things = {one.entity: one.schema for one in said if one.entity not in links}
    things |= charts.schemas_of(read, [uid for pair in ends.values() for uid in pair if uid])
    names = named(read, [_alone(uid, name) for uid, name in things.items()])
    cards = charts.cards(read, [one.item for one in said])
    return {one.uid: _citation(one, ends, names, cards) for one in said}


def citable(read: Read, links: Iterable[Said], focus: Iterable[str]) -> list[Said]:
    """One statement for each item under each line, and what is said of the things in focus.

    What is said of a few things comes before the lines; of many, after them.

    links  statements under the lines of a chart
    focus  entity uids whose own values can be cited too
    """
    first: dict[tuple[str, str], Said] = {}
    for one in links:
        ends = schema(one.schema).ends or ("", "")
        if one.prop == ends[0] or (one.prop == ends[1] and (one.entity, one.item) not in first):
            first[one.entity, one.item] = one
    values = [one for one in charts.said_of(read, focus) if one.kind != "ref"]
    few = len({one.entity for one in values}) <= FEW
    return [*values, *first.values()] if few else [*first.values(), *values]


def _ends(said: Iterable[Said]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for one in said:
        props = schema(one.schema).ends
        if props and one.prop in props and one.ref:
            left, right = found.get(one.entity, ("", ""))
            found[one.entity] = (one.ref, right) if one.prop == props[0] else (left, one.ref)
    return found


def _alone(uid: str, name: str) -> Thing:
    return Thing(uid=uid, schema=name, name="", members=(uid,))


def _citation(
    one: Said,
    ends: Mapping[str, tuple[str, str]],
    names: Mapping[str, Thing],
    cards: Mapping[str, Card],
) -> Citation:
    link = is_link(one.schema)
    left, right = ends.get(one.entity, ("", "")) if link else (one.entity, "")
    return Citation(
        statement=one.uid,
        left=names[left].name if left in names else "",
        left_uid=left,
        link=one.schema if link else "",
        prop="" if link else one.prop,
        right=(names[right].name if right in names else "") if link else one.raw,
        right_uid=right,
        standing=one.standing,
        denies=one.denies,
        badge=badge(one.grade, refuted=one.standing == "refuted") if one.grade else None,
        card=cards.get(one.item),
    )
