"""Entities through the viewer's scope: what is said of them, their links, their neighbours.

An entity exists for a viewer only if a visible statement supports it; ids of rows never leave.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from khabar.collation import Evidence
from khabar.core.errors import NotFound
from khabar.evaluation import Grade
from khabar.storage.connection import Read
from khabar.storage.sql.columns import certain

MANY = 400
"""Ids in one question: SQLite allows few."""

_EVIDENCE = """
SELECT s.uid, e.uid AS entity, s.schema, s.prop, s.kind, s.value_raw, s.value_norm,
       f.uid AS ref, s.valid_from, s.valid_to, s.lang, s.polarity, s.quality, s.ended, s.label_id,
       i.uid AS item, i.seq, i.state, i.origin_id, g.scheme, g.source_code, g.information_code,
       r.uid AS report, r.number, coalesce(r.event_from, r.obtained_at, r.recorded_at) AS at
FROM v_statement s
JOIN entity e ON e.id = s.entity_id
JOIN v_item i ON i.id = s.item_id
JOIN v_report r ON r.id = i.report_id
LEFT JOIN entity f ON f.id = s.ref_entity_id
LEFT JOIN v_evaluation g ON g.id = i.evaluation_id
WHERE s.entity_id IN ({marks})
"""


def id_of(read: Read, uid: str) -> int:
    """The row id of an entity of which the viewer may see something.

    Raises  NotFound when it is not there or nothing visible is said of it.
    """
    found = ids_of(read, [uid])
    if not found:
        raise NotFound
    return found[uid]


def ids_of(read: Read, uids: Iterable[str]) -> dict[str, int]:
    """→ {uid: row id} of those that exist for this viewer."""
    found: dict[str, int] = {}
    for some in _chunks(list(uids)):
        rows = read.rows(
            f"SELECT e.uid, e.id FROM entity e WHERE e.uid IN ({_marks(some)}) "  # noqa: S608
            "AND EXISTS (SELECT 1 FROM v_statement s WHERE s.entity_id = e.id)",
            some,
        )
        found |= {row["uid"]: int(row["id"]) for row in rows}
    return found


def evidence(read: Read, entity_ids: Sequence[int], *, kinds: Sequence[str] = ()) -> list[Evidence]:
    """Every visible statement of these entities, in the order in which they were kept.

    kinds  of property: only these; none named means all
    """
    only = f" AND s.kind IN ({_marks(kinds)})" if kinds else ""
    return [
        _evidence(row)
        for some in _chunks(list(entity_ids))
        for row in read.rows(
            f"{_EVIDENCE.format(marks=_marks(some))}{only} ORDER BY s.id", [*some, *kinds]
        )
    ]


def links_to(read: Read, entity_ids: Sequence[int]) -> list[int]:
    """Row ids of the links that have one of these entities as an end."""
    return sorted(
        {
            int(row["entity_id"])
            for some in _chunks(list(entity_ids))
            for row in read.rows(
                "SELECT DISTINCT entity_id FROM v_statement "  # noqa: S608
                f"WHERE ref_entity_id IN ({_marks(some)})",
                some,
            )
        }
    )


def joins(read: Read) -> list[tuple[int, int]]:
    """Pairs of origins that a visible judgement holds to be one."""
    rows = read.rows("SELECT left_id, right_id FROM v_origin_join WHERE revoked_at IS NULL")
    return [(int(row["left_id"]), int(row["right_id"])) for row in rows]


def _evidence(row: Mapping[str, Any]) -> Evidence:
    graded = row["scheme"] and row["source_code"] and row["information_code"]
    return Evidence(
        uid=row["uid"],
        entity=row["entity"],
        schema=row["schema"],
        prop=row["prop"],
        kind=row["kind"],
        raw=row["value_raw"],
        norm=row["value_norm"],
        ref=row["ref"],
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        lang=row["lang"],
        polarity=int(row["polarity"]),
        quality=row["quality"],
        ended=bool(row["ended"]),
        refuted=row["state"] == "refuted",
        grade=Grade(
            scheme=row["scheme"], source=row["source_code"], information=row["information_code"]
        )
        if graded
        else None,
        item=row["item"],
        item_seq=int(row["seq"]),
        report=row["report"],
        report_number=row["number"],
        origin=int(row["origin_id"]),
        at=certain(row["at"]),
        label=int(row["label_id"]),
    )


def _marks(some: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(some))


def _chunks(ids: list[Any]) -> list[list[Any]]:
    return [ids[at : at + MANY] for at in range(0, len(ids), MANY)]
