"""Reports as they may leave: accepted, graded, in the words written for others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from khabar.storage.connection import Read
from khabar.storage.sql.columns import certain, instant


@dataclass(frozen=True, slots=True, kw_only=True)
class SendableReport:
    """A report of this node in the scope of one partner; offence and ground are its case's."""

    uid: str
    number: str
    version: int
    agency: str
    unit: str
    event_text: str
    event_precision: str
    event_zone: str
    event_from: datetime | None
    event_to: datetime | None
    place: str
    obtained_at: datetime | None
    recorded_at: datetime
    legal_basis: str
    offence: str
    ground: str
    urgency: int
    useful_until: datetime | None
    language: str
    label_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SendableItem:
    """An accepted item. text "" when nobody has written one for others yet."""

    uid: str
    report: str
    seq: int
    text: str
    how_known: str
    known_to: str
    origin: int
    scheme: str
    source: str
    information: str
    graded_at: datetime
    evaluator: str
    label_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SendableStatement:
    uid: str
    item: str
    entity: str
    schema: str
    prop: str
    kind: str
    raw: str
    ref: str | None
    valid_from: str
    valid_to: str
    lang: str
    polarity: int


_REPORT = """
SELECT r.uid, r.number, r.version, g.code AS agency, r.unit, r.event_text, r.event_precision,
       r.event_zone, r.event_from, r.event_to, r.place_text AS place, r.obtained_at,
       r.recorded_at, r.legal_basis, COALESCE(c.offence, '') AS offence,
       COALESCE(c.ground, '') AS ground, r.urgency, r.useful_until, r.language, r.label_id
FROM v_report r JOIN agency g ON g.id = r.agency_id LEFT JOIN case_file c ON c.id = r.case_id
WHERE r.origin_node = %s AND r.dataset_id IS NULL AND r.state IN ('accepted', 'submitted')
  AND EXISTS (SELECT 1 FROM v_item i WHERE i.report_id = r.id AND i.state = 'accepted')
"""
_ITEM = """
SELECT i.uid, r.uid AS report, i.seq, i.sanitised_text AS text, i.how_known, i.known_to,
       i.origin_id AS origin, e.scheme, e.source_code AS source,
       e.information_code AS information, e.at AS graded_at, COALESCE(a.uid, '') AS evaluator,
       i.label_id
FROM v_item i JOIN v_report r ON r.id = i.report_id JOIN v_evaluation e ON e.id = i.evaluation_id
LEFT JOIN account a ON a.id = e.evaluator_id
WHERE i.state = 'accepted' AND r.uid IN ({marks}) ORDER BY i.report_id, i.seq
"""
_STATEMENT = """
SELECT s.uid, i.uid AS item, n.uid AS entity, n.schema, s.prop, s.kind, s.value_raw AS raw,
       o.uid AS ref, s.valid_from, s.valid_to, s.lang, s.polarity
FROM v_statement s JOIN v_item i ON i.id = s.item_id JOIN entity n ON n.id = s.entity_id
LEFT JOIN entity o ON o.id = s.ref_entity_id
WHERE s.ended = 0 AND i.uid IN ({marks}) ORDER BY s.id
"""
_TIMES = ("event_from", "event_to", "obtained_at", "useful_until")


def reports(read: Read, *, node: str) -> list[SendableReport]:
    """This node's own reports that the viewer may give to the partner, newest first.

    A partner's report is never among them: passing it on is its originator's to allow.
    """
    rows = read.rows(_REPORT + "ORDER BY r.recorded_at DESC, r.uid LIMIT 200", [node])
    return [_report(row) for row in rows]


def numbered(read: Read, numbers: Sequence[str], *, node: str) -> list[SendableReport]:
    """The newest version of each of these reports, in the order of their numbers."""
    if not numbers:
        return []
    marks = ", ".join(["%s"] * len(numbers))
    rows = read.rows(
        f"{_REPORT} AND r.number IN ({marks}) ORDER BY r.number, r.version", [node, *numbers]
    )
    return list({row["number"]: _report(row) for row in rows}.values())


def items(read: Read, report_uids: Sequence[str]) -> list[SendableItem]:
    """Their accepted items, in order."""
    if not report_uids:
        return []
    marks = ", ".join(["%s"] * len(report_uids))
    return [
        SendableItem(**dict(row) | {"graded_at": certain(row["graded_at"])})
        for row in read.rows(_ITEM.format(marks=marks), report_uids)
    ]


def statements(read: Read, item_uids: Sequence[str]) -> list[SendableStatement]:
    """What those items say and has not ended, oldest first."""
    if not item_uids:
        return []
    marks = ", ".join(["%s"] * len(item_uids))
    rows = read.rows(_STATEMENT.format(marks=marks), item_uids)
    return [SendableStatement(**row) for row in rows]


def origin_groups(read: Read, origins: Sequence[int]) -> dict[int, int]:
    """{origin: number}: joined origins get one number, counted from 1 in order of appearance.

    Joins the viewer may not see leave their origins apart: the number never tells of them.
    """
    leader = {one: one for one in origins}

    def top(one: int) -> int:
        while leader.setdefault(one, one) != one:
            one = leader[one]
        return one

    for row in read.rows("SELECT left_id, right_id FROM v_origin_join WHERE revoked_at IS NULL"):
        leader[top(row["left_id"])] = top(row["right_id"])
    numbers: dict[int, int] = {}
    return {one: numbers.setdefault(top(one), len(numbers) + 1) for one in origins}


def _report(row: Mapping[str, Any]) -> SendableReport:
    times: dict[str, Any] = {name: instant(row[name]) for name in _TIMES}
    return SendableReport(**dict(row) | times | {"recorded_at": certain(row["recorded_at"])})
