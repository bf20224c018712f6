"""What a chart is made of: links, what is said of them, and who is the same as whom.

Everything goes through the viewer's views, so nothing hidden can shift a picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from khabar.collation import Judgement, Verdict
from khabar.evaluation import Grade
from khabar.storage.connection import Read
from khabar.storage.sql.columns import certain, instant

CHUNK = 400
"""Ids in one question: SQLite allows few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One visible statement with its evidence.

    entity    uid of what it is about; ref the other end, None for a plain value
    standing  "live", "ended" or "refuted"
    origin    id of the item's origin, before joins
    label     id of the statement's label
    event     when the report's event was, (None, None) when it has no time
    """

    uid: str
    entity: str
    schema: str
    prop: str
    kind: str
    raw: str
    norm: str | None
    ref: str | None
    valid_from: str
    valid_to: str
    denies: bool
    digest: str
    standing: str
    grade: Grade | None
    item: str
    origin: int
    report: str
    label: int
    event: tuple[datetime | None, datetime | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An item as the evidence drawer shows it; text is the sanitised one where there is one."""

    item: str
    report: str
    text: str
    how_known: str
    agency: str
    event_text: str
    place: str
    obtained_at: datetime | None
    recorded_at: datetime
    label: int


_FROM = """
FROM v_statement s
JOIN entity e ON e.id = s.entity_id
JOIN v_item i ON i.id = s.item_id
JOIN v_report r ON r.id = i.report_id
LEFT JOIN entity f ON f.id = s.ref_entity_id
LEFT JOIN v_evaluation g ON g.id = i.evaluation_id
"""
_SAID = f"""
SELECT s.uid, e.uid AS entity, e.schema, s.prop, s.kind, s.value_raw, s.value_norm, f.uid AS ref,
       s.valid_from, s.valid_to, s.polarity, s.claim_digest, s.ended, s.superseded_by_id,
       s.label_id, i.uid AS item, i.state AS item_state, i.origin_id, r.number,
       r.state AS report_state, r.event_from, r.event_to,
       g.scheme, g.source_code, g.information_code, g.verdict
{_FROM}
"""


def schemas_of(read: Read, uids: Iterable[str]) -> dict[str, str]:
    """{uid: schema} of those that exist for this viewer: a visible statement names them."""
    rows = _each(
        read,
        "SELECT e.uid, e.schema FROM entity e WHERE e.uid IN ({marks}) AND ("
        "EXISTS (SELECT 1 FROM v_statement s WHERE s.entity_id = e.id) OR "
        "EXISTS (SELECT 1 FROM v_statement s WHERE s.ref_entity_id = e.id))",
        uids,
    )
    return {row["uid"]: row["schema"] for row in rows}


def of_case(read: Read, case: str) -> dict[str, str]:
    """{uid: schema} of everything that the visible reports of a case speak about."""
    rows = read.rows(
        "SELECT DISTINCT e.uid, e.schema FROM v_report r "
        "JOIN case_file c ON c.id = r.case_id "
        "JOIN v_item i ON i.report_id = r.id JOIN v_statement s ON s.item_id = i.id "
        "JOIN entity e ON e.id = s.entity_id WHERE c.uid = %s ORDER BY e.uid",
        [case],
    )
    return {row["uid"]: row["schema"] for row in rows}


def links_touching(read: Read, uids: Iterable[str]) -> set[str]:
    """Uids of the entities whose statements point to any of these."""
    rows = _each(
        read,
        "SELECT DISTINCT l.uid FROM entity f "
        "JOIN v_statement s ON s.ref_entity_id = f.id "
        "JOIN entity l ON l.id = s.entity_id WHERE f.uid IN ({marks})",
        uids,
    )
    return {row["uid"] for row in rows}


def said_of(read: Read, uids: Iterable[str]) -> list[Said]:
    """Every visible statement about these entities, oldest first."""
    rows = _each(read, _SAID + "WHERE e.uid IN ({marks}) ORDER BY s.id", uids)
    return [_said(row) for row in rows]


def statements(read: Read, uids: Iterable[str]) -> list[Said]:
    """These statements, as far as the viewer may see them."""
    return [_said(row) for row in _each(read, _SAID + "WHERE s.uid IN ({marks})", uids)]


def cards(read: Read, items: Iterable[str]) -> dict[str, Card]:
    """{item uid: its card} for the evidence drawer."""
    rows = _each(
        read,
        "SELECT i.uid AS item, r.number AS report, i.text, i.sanitised_text, i.how_known, "
        "a.code AS agency, r.event_text, r.place_text AS place, r.obtained_at, r.recorded_at, "
        "i.label_id AS label FROM v_item i JOIN v_report r ON r.id = i.report_id "
        "LEFT JOIN agency a ON a.id = r.agency_id WHERE i.uid IN ({marks})",
        items,
    )
    return {row["item"]: _card(row) for row in rows}


def judgements(read: Read) -> list[Judgement]:
    """Every visible judgement that was not taken back."""
    rows = read.rows(
        "SELECT j.uid, a.uid AS one, b.uid AS other, j.verdict, j.reason, j.by_id, j.at, "
        "j.label_id FROM v_judgement j JOIN entity a ON a.id = j.left_id "
        "JOIN entity b ON b.id = j.right_id WHERE j.revoked_at IS NULL ORDER BY j.id"
    )
    return [
        Judgement(
            uid=row["uid"],
            left=row["one"],
            right=row["other"],
            verdict=Verdict(row["verdict"]),
            score=None,
            reasons=(),
            reason=row["reason"],
            by=row["by_id"],
            at=certain(row["at"]),
            label=row["label_id"],
        )
        for row in rows
    ]


def origin_joins(read: Read) -> list[tuple[int, int]]:
    """Pairs of origins that the viewer may know to be one."""
    rows = read.rows("SELECT left_id, right_id FROM v_origin_join WHERE revoked_at IS NULL")
    return [(row["left_id"], row["right_id"]) for row in rows]


def _each(read: Read, sql: str, uids: Iterable[str]) -> Iterator[dict[str, Any]]:
    asked = sorted(set(uids))
    for start in range(0, len(asked), CHUNK):
        chunk: Sequence[str] = asked[start : start + CHUNK]
        yield from read.rows(sql.replace("{marks}", ", ".join(["%s"] * len(chunk))), chunk)


def _said(row: dict[str, Any]) -> Said:
    return Said(
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
        denies=row["polarity"] < 0,
        digest=row["claim_digest"],
        standing=_standing(row),
        grade=_grade(row),
        item=row["item"],
        origin=row["origin_id"],
        report=row["number"],
        label=row["label_id"],
        event=(instant(row["event_from"]), instant(row["event_to"])),
    )


def _standing(row: dict[str, Any]) -> str:
    fallen = {"refuted", "refused"}
    if {row["item_state"], row["verdict"], row["report_state"]} & fallen:
        return "refuted"
    return "ended" if row["ended"] or row["superseded_by_id"] else "live"


def _grade(row: dict[str, Any]) -> Grade | None:
    if not row["source_code"] or not row["information_code"]:
        return None
    return Grade(
        scheme=row["scheme"], source=row["source_code"], information=row["information_code"]
    )


def _card(row: dict[str, Any]) -> Card:
    plain = {name: value for name, value in row.items() if name not in ("text", "sanitised_text")}
    return Card(
        **plain
        | {
            "text": row["sanitised_text"] or row["text"],
            "agency": row["agency"] or "",
            "obtained_at": instant(row["obtained_at"]),
            "recorded_at": certain(row["recorded_at"]),
        }
    )
