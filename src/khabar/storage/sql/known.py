"""What the viewer may already see of a number: the thing, and whose reports speak of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khabar.storage.connection import Read


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRow:
    """One thing found by a number, with one unit whose visible report speaks of it."""

    entity_uid: str
    schema: str
    kind: str
    key: str
    value_raw: str
    report_number: str
    agency: str | None
    unit: str


def by_keys(read: Read, keys: Sequence[tuple[str, str]]) -> list[KnownRow]:
    """Visible things that carry one of these (kind, key) pairs, statements not ended."""
    if not keys:
        return []
    pairs = " OR ".join(["(k.kind = %s AND k.key = %s)"] * len(keys))
    rows = read.rows(
        "SELECT DISTINCT e.uid AS entity_uid, e.schema, k.kind, k.key, s.value_raw, "  # noqa: S608 – placeholders only
        "r.number AS report_number, g.code AS agency, r.unit FROM v_name_key k "
        "JOIN v_statement s ON s.id = k.statement_id AND s.ended = 0 "
        "JOIN entity e ON e.id = k.entity_id JOIN v_item i ON i.id = s.item_id "
        "JOIN v_report r ON r.id = i.report_id LEFT JOIN agency g ON g.id = r.agency_id "
        f"WHERE {pairs} ORDER BY k.kind, k.key, e.uid, r.number",
        [value for pair in keys for value in pair],
    )
    return [KnownRow(**row) for row in rows]
