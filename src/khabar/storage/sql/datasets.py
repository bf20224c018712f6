"""What editions of published lists say and changed, through the scope."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from khabar.core.errors import NotFound
from khabar.storage.connection import Read

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRow:
    """What an edition did to one entry; `name` as the edition (or, when removed, the last one
    before it) writes it."""

    ref: str
    change: str
    narcotics: bool
    name: str
    schema: str
    entity: str
    number: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLines:
    """One entry's lines on both sides of an edition, each (place, text).

    before  only lines that are no longer so; after  only lines that are new; same  the rest
    """

    row: ChangeRow
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]
    same: tuple[tuple[str, str], ...]


_SELECT = """
SELECT c.ref, c.change, c.narcotics, e.uid AS entity, e.schema, r.number, r.version,
       c.report_id, c.previous_id, COALESCE(n.value_raw, '') AS name
FROM v_list_change c
JOIN v_dataset d ON d.id = c.dataset_id
JOIN entity e ON e.id = c.entity_id
JOIN v_report r ON r.id = c.report_id
LEFT JOIN v_item i ON i.report_id = r.id AND i.seq = 1
LEFT JOIN v_statement n ON n.item_id = i.id AND n.prop = 'name'
WHERE d.uid = %s
"""


def unresolved(read: Read, uid: str) -> list[tuple[str, str, str]] | None:
    """(entry, name, why) of links that lead nowhere; None when the edition is not in scope."""
    row = read.one("SELECT counts FROM v_dataset WHERE uid = %s", [uid])
    if row is None:
        return None
    counts = json.loads(row["counts"]) if isinstance(row["counts"], str) else row["counts"]
    return [(ref, name, why) for ref, name, why in counts.get("unresolved", [])]


def changes(
    read: Read, uid: str, change: str, *, narcotics: bool, page: int
) -> tuple[list[ChangeRow], bool]:
    """One page of entries that the edition changed so, in the publisher's order.

    →   (at most PAGE rows, whether there are more)
    """
    only = " AND c.narcotics = %s" if narcotics else ""
    rows = read.rows(
        f"{_SELECT} AND c.change = %s{only} ORDER BY c.id LIMIT %s OFFSET %s",
        [uid, change, *([True] if narcotics else []), PAGE + 1, PAGE * (page - 1)],
    )
    return [_row(row) for row in rows[:PAGE]], len(rows) > PAGE


def change_lines(read: Read, uid: str, ref: str) -> ChangeLines:
    """One entry before and after the edition, line by line.

    Raises  NotFound
    """
    row = read.one(f"{_SELECT} AND c.ref = %s", [uid, ref])
    if row is None:
        raise NotFound
    removed = row["change"] == "removed"
    before = _lines(read, row["report_id"] if removed else row["previous_id"])
    after = [] if removed else _lines(read, row["report_id"])
    old, new = {text for _, text in before}, {text for _, text in after}
    return ChangeLines(
        row=_row(row),
        before=tuple(line for line in before if line[1] not in new),
        after=tuple(line for line in after if line[1] not in old),
        same=tuple(line for line in after if line[1] in old),
    )


def newest_statement(read: Read) -> int:
    """The highest row id in scope, 0 when there is none: where an export stops."""
    row = read.one("SELECT MAX(id) AS newest FROM v_statement")
    return int((row or {}).get("newest") or 0)


def statements(read: Read, after: int, until: int, size: int) -> list[dict[str, Any]]:
    """One page of statements in scope with what they stand on, by row id."""
    return read.rows(_EXPORT, [after, until, size])


def pages(read: Read, until: int, size: int = 5_000) -> Iterator[dict[str, Any]]:
    """Every statement in scope up to a row id."""
    after = 0
    while found := statements(read, after, until, size):
        after = int(found[-1]["row"])
        yield from found


_EXPORT = """
SELECT s.id AS "row", s.uid, e.uid AS entity, s.schema, s.prop, s.value_raw, s.value_norm,
       t.uid AS ref, s.valid_from, s.valid_to, s.lang, s.script, s.polarity, s.quality, s.method,
       s.asserted_at, s.ended, s.ended_why, s.origin_node, i.uid AS item, r.number AS report,
       r.version, d.code AS list, d.as_of, g.scheme, g.source_code, g.information_code,
       l.level, l.handling, l.originator
FROM v_statement s
JOIN entity e ON e.id = s.entity_id
LEFT JOIN entity t ON t.id = s.ref_entity_id
JOIN v_item i ON i.id = s.item_id
JOIN v_report r ON r.id = i.report_id
JOIN label l ON l.id = s.label_id
LEFT JOIN v_dataset d ON d.id = r.dataset_id
LEFT JOIN v_evaluation g ON g.id = i.evaluation_id
WHERE s.id > %s AND s.id <= %s ORDER BY s.id LIMIT %s
"""


def _lines(read: Read, report: int | None) -> list[tuple[str, str]]:
    if report is None:
        return []
    rows = read.rows(
        "SELECT source_ref, text FROM v_item WHERE report_id = %s ORDER BY seq", [report]
    )
    return [(row["source_ref"], row["text"]) for row in rows]


def _row(row: dict[str, Any]) -> ChangeRow:
    shown = {name: row[name] for name in ChangeRow.__slots__}
    return ChangeRow(**{**shown, "narcotics": bool(row["narcotics"])})
