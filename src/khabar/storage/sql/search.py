"""Find entities by folded names and exact numbers: label first, so nothing hidden is walked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from khabar.collation import Query
from khabar.storage.connection import Read

MOST = 300
"""Entities fetched to be ranked; more than this and the words were too few."""
_NUMBER_WEIGHS = 5

Key = tuple[str, str]


def find(read: Read, asked: Query) -> list[int]:
    """Row ids of entities that have any of the numbers, or every word.

    →   at most MOST; when no entity has every word, those that have most of them
    """
    found = dict.fromkeys(_having_any(read, asked.numbers))
    if asked.words:
        found |= dict.fromkeys(_having_all(read, asked.words))
    if not found and len(asked.words) > 1:
        keys = [key for word in asked.words for key in word]
        found = dict.fromkeys(sharing(read, keys, most=MOST))
    return list(found)[:MOST]


def sharing(read: Read, keys: Iterable[Key], *, most: int) -> list[int]:
    """Row ids of entities that share keys, those that share most of them first."""
    wanted = list(dict.fromkeys(keys))[:200]
    if not wanted:
        return []
    select, params = _hits(wanted, "DISTINCT entity_id, kind, key")
    weight = f"CASE WHEN kind IN ('name', 'skel') THEN 1 ELSE {_NUMBER_WEIGHS} END"
    rows = read.rows(
        f"SELECT entity_id, sum({weight}) AS shared FROM ({select}) AS hits "  # noqa: S608
        "GROUP BY entity_id ORDER BY shared DESC, entity_id LIMIT %s",
        [*params, most],
    )
    return [int(row["entity_id"]) for row in rows]


def _having_any(read: Read, keys: Sequence[Key]) -> list[int]:
    if not keys:
        return []
    select, params = _hits(keys)
    rows = read.rows(
        f"SELECT DISTINCT entity_id FROM ({select}) AS hits LIMIT {MOST}",  # noqa: S608
        params,
    )
    return [int(row["entity_id"]) for row in rows]


def _having_all(read: Read, words: Sequence[Sequence[Key]]) -> list[int]:
    each = [_hits(keys) for keys in words]
    select = " INTERSECT ".join(
        f"SELECT entity_id FROM ({found}) AS word{place}"  # noqa: S608
        for place, (found, _params) in enumerate(each)
    )
    rows = read.rows(f"{select} LIMIT {MOST}", [one for _found, params in each for one in params])
    return [int(row["entity_id"]) for row in rows]


def _hits(keys: Sequence[Key], columns: str = "entity_id") -> tuple[str, list[str]]:
    """One select for each kind: "a OR b" would make SQLite skip through hidden labels."""
    by_kind: dict[str, list[str]] = {}
    for kind, key in keys:
        by_kind.setdefault(kind, []).append(key)
    selects = [
        f"SELECT {columns} FROM v_name_key WHERE kind = %s "  # noqa: S608
        f"AND key IN ({', '.join(['%s'] * len(found))})"
        for found in by_kind.values()
    ]
    return " UNION ALL ".join(selects), [x for kind in by_kind for x in (kind, *by_kind[kind])]
