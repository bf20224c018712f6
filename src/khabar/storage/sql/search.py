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
    weight = f"CASE WHEN kind IN ('name', 'skel') THEN 1 ELSE {_NUMBER_WEIGHS} END"
    rows = read.rows(
        f"SELECT entity_id, sum(weight) AS shared FROM (SELECT DISTINCT entity_id, kind, key, "  # noqa: S608
        f"{weight} AS weight FROM v_name_key WHERE {_either(wanted)}) AS hits "
        "GROUP BY entity_id ORDER BY shared DESC, entity_id LIMIT %s",
        [*_flat(wanted), most],
    )
    return [int(row["entity_id"]) for row in rows]


def _having_any(read: Read, keys: Sequence[Key]) -> list[int]:
    if not keys:
        return []
    rows = read.rows(
        f"SELECT DISTINCT entity_id FROM v_name_key WHERE {_either(keys)} LIMIT {MOST}",  # noqa: S608
        _flat(keys),
    )
    return [int(row["entity_id"]) for row in rows]


def _having_all(read: Read, words: Sequence[Sequence[Key]]) -> list[int]:
    each = " INTERSECT ".join(
        f"SELECT entity_id FROM v_name_key WHERE {_either(keys)}"  # noqa: S608
        for keys in words
    )
    rows = read.rows(f"{each} LIMIT {MOST}", [v for keys in words for v in _flat(keys)])
    return [int(row["entity_id"]) for row in rows]


def _either(keys: Sequence[Key]) -> str:
    return " OR ".join(["(kind = %s AND key = %s)"] * len(keys))


def _flat(keys: Iterable[Key]) -> list[str]:
    return [part for key in keys for part in key]
