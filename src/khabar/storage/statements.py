"""Statements and the keys by which they are found: always written, moved and removed together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from khabar.collation import StatementDraft, claim_digest, keys_of
from khabar.core.ids import Ids
from khabar.storage import entities
from khabar.storage.models.collation import Entity, NameKey
from khabar.storage.models.collation import Statement as Row
from khabar.storage.models.collection import Item

Cited = tuple[int, str, StatementDraft]
"""(row id of the item, uid of the item, draft)."""

_STATEMENT = (
    "id", "uid", "item_id", "entity_id", "schema", "prop", "kind", "value_raw", "value_norm",
    "ref_entity_id", "valid_from", "valid_to", "lang", "script", "polarity", "quality", "method",
    "claim_digest", "asserted_at", "asserted_by_id", "ended_why", "origin_node", "label_id",
)  # fmt: skip
_KEY = ("label_id", "kind", "key", "entity_id", "statement_id")
_LONGEST_KEY = 120


def keep(
    drafts: Iterable[StatementDraft],
    *,
    item: str,
    label: int,
    by: int | None,
    at: datetime,
    ids: Ids,
    method: str = "typed",
    node: str = "",
) -> list[str]:
    """Keep the statements of one item, the entities new among them, and their keys.

    item   uid of the item they cite
    label  row id; of the item unless it was downgraded
    →      uids of the statements, in the order of the drafts
    """
    row = Item.objects.only("id", "uid", "report_id").select_related("report").get(uid=item)
    node = node or row.report.origin_node
    cited = [(int(row.pk), row.uid, draft) for draft in drafts]
    return keep_many(cited, label=label, by=by, at=at, ids=ids, method=method, node=node)


def keep_many(
    cited: Sequence[Cited],
    *,
    label: int,
    by: int | None,
    at: datetime,
    ids: Ids,
    method: str,
    node: str,
) -> list[str]:
    """Keep many statements of many items at once: one chunk of an import, in one transaction.

    cited  keep a chunk near 500 to hold the write lock for less than 50 ms
    →      uids of the statements, in the order given
    """
    if not cited:
        return []
    entity_ids = _entities(cited, node=node, at=at)
    numbers = _reserve(len(cited))
    rows: list[tuple[Any, ...]] = []
    keys: list[tuple[Any, ...]] = []
    uids: list[str] = []
    for number, (item_id, item_uid, draft) in zip(numbers, cited, strict=True):
        uids.append(ids())
        ref = entity_ids[draft.ref_uid] if draft.ref_uid else None
        entity = entity_ids[draft.entity_uid]
        rows.append((
            number, uids[-1], item_id, entity, draft.schema, draft.prop, draft.kind,
            draft.value_raw, draft.value_norm, ref, draft.valid_from or "", draft.valid_to or "",
            draft.lang or "", draft.script or "", draft.polarity, draft.quality, method,
            claim_digest(draft, item_uid), at, by, "", node, label,
        ))  # fmt: skip
        keys += [(label, kind, key[:_LONGEST_KEY], entity, number) for kind, key in keys_of(draft)]
    _insert("statement", _STATEMENT, rows)
    _insert("name_key", _KEY, keys)
    return uids


def relabel(item: str, label: int) -> int:
    """Give every statement of an item, and its keys, another label: together or not at all.

    →   how many statements were moved
    """
    moved = Row.objects.filter(item__uid=item)
    NameKey.objects.filter(statement__item__uid=item).update(label_id=label)
    return int(moved.update(label_id=label))


def end(uids: Sequence[str], *, by_label: int, why: str) -> int:
    """Take statements back once this label is kept; their history stays.

    by_label  label of the import that no longer says them: not yet published, it changes nothing
    why       code: "removed", "changed"
    """
    return sum(
        Row.objects.filter(uid__in=uids[at : at + entities.MANY]).update(
            ended_by_id=by_label, ended_why=why
        )
        for at in range(0, len(uids), entities.MANY)
    )


def expunge(item: str) -> int:
    """Remove the statements of an item whose time is over, and what nothing else supports.

    →   how many statements went
    """
    going = Row.objects.filter(item__uid=item)
    touched = set(going.values_list("entity_id", flat=True))
    NameKey.objects.filter(statement__item__uid=item).delete()
    gone, _each = going.delete()
    supported = set(Row.objects.filter(entity_id__in=touched).values_list("entity_id", flat=True))
    Entity.objects.filter(id__in=touched - supported).delete()
    return int(gone)


def _entities(cited: Sequence[Cited], *, node: str, at: datetime) -> dict[str, int]:
    """{uid: row id}; what is only pointed at must be said of here or have been kept before."""
    said = {draft.entity_uid: draft.schema for _, _, draft in cited}
    made = entities.ids_of(said, node=node, at=at)
    return made | entities.known(
        [d.ref_uid for _, _, d in cited if d.ref_uid and d.ref_uid not in made]
    )


def _reserve(count: int) -> list[int]:
    """Row ids of `statement` that nobody else will take."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence('statement', 'id')) "
                "FROM generate_series(1, %s)",
                [count],
            )
            return [int(row[0]) for row in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = 'statement'")
        last = cursor.fetchone()  # the write lock is ours until the transaction ends
        first = int(last[0]) + 1 if last else 1
        return list(range(first, first + count))


def _insert(table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})",  # noqa: S608 – our names
            rows,
        )
