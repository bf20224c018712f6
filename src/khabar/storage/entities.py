"""Entities: a random id and a schema. Everything else about them is said by statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import islice

from khabar.storage.models.collation import Entity

MANY = 400
"""Ids in one question: SQLite allows few."""


def ids_of(uids: Mapping[str, str], *, node: str, at: datetime) -> dict[str, int]:
    """Row ids of entities; those not known yet are made.

    uids  {uid: schema}
    →     {uid: row id}, for every uid asked about
    """
    found = known(list(uids))
    fresh = [uid for uid in uids if uid not in found]
    for some in _chunks(fresh):
        Entity.objects.bulk_create(
            Entity(uid=uid, schema=uids[uid], origin_node=node, created_at=at) for uid in some
        )
    return found | known(fresh)


def known(uids: Sequence[str]) -> dict[str, int]:
    """→ {uid: row id} of those that exist; for the desk, never for a page."""
    found: dict[str, int] = {}
    for some in _chunks(uids):
        found.update(Entity.objects.filter(uid__in=some).values_list("uid", "id"))
    return found


def _chunks(uids: Sequence[str]) -> list[list[str]]:
    rest = iter(uids)
    return list(iter(lambda: list(islice(rest, MANY)), []))
