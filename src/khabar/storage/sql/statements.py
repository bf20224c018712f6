"""Statements through the scope: the items behind one value, what an item was read as, exports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from khabar.core.errors import NotFound
from khabar.evaluation import Badge, Grade, badge
from khabar.storage.connection import Read
from khabar.storage.sql.columns import certain, instant


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCard:
    """An item as the drawer quotes it.

    text      what this viewer may read: the sanitised text where the originator is not their
              agency; None when there is none to read
    grade     native codes; None while nobody graded it
    times     of the event (text as told), obtained, recorded
    """

    uid: str
    seq: int
    report: str
    report_number: str
    text: str | None
    sanitised: bool
    how_known: str
    comment: str
    grade: Badge | None
    reason: str
    evaluated_at: datetime | None
    state: str
    origin: int
    agency: str
    event_text: str
    obtained_at: datetime | None
    recorded_at: datetime
    label: int


_MINE = (
    "(SELECT code FROM agency WHERE id = (SELECT agency_id FROM account WHERE id = "
    "(SELECT account_id FROM viewer)))"
)
_CARD = f"""
SELECT i.uid, i.seq, i.text, i.sanitised_text, i.how_known, i.comment, i.state, i.origin_id,
       i.label_id, r.uid AS report, r.number, r.event_text, r.event_from, r.obtained_at,
       r.recorded_at, r.author_id, a.code AS agency, l.originator, g.scheme, g.source_code,
       g.information_code, g.reason, g.at AS evaluated_at,
       {_MINE} AS mine
FROM v_item i JOIN v_report r ON r.id = i.report_id JOIN label l ON l.id = i.label_id
LEFT JOIN agency a ON a.id = r.agency_id
LEFT JOIN v_evaluation g ON g.id = i.evaluation_id
"""  # noqa: S608 – our own words


def cards(read: Read, items: Iterable[str]) -> dict[str, ItemCard]:
    """→ {item uid: card} of the items this viewer may see."""
    wanted = sorted(set(items))[:400]
    if not wanted:
        return {}
    marks = ", ".join(["%s"] * len(wanted))
    rows = read.rows(f"{_CARD}WHERE i.uid IN ({marks})", wanted)
    return {row["uid"]: _card(row) for row in rows}


def card(read: Read, item: str) -> ItemCard:
    """One item.

    Raises  NotFound when it is not there or not visible.
    """
    found = cards(read, [item])
    if item not in found:
        raise NotFound
    return found[item]


def of_item(read: Read, item: str) -> list[int]:
    """Row ids of the entities that a visible statement of this item is about, newest last."""
    rows = read.rows(
        "SELECT s.entity_id, min(s.id) AS first FROM v_statement s JOIN v_item i "
        "ON i.id = s.item_id WHERE i.uid = %s GROUP BY s.entity_id ORDER BY first",
        [item],
    )
    return [int(row["entity_id"]) for row in rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An accepted item and how many statements were read from it so far."""

    uid: str
    seq: int
    report_number: str
    text: str | None
    useful_until: datetime | None
    recorded_at: datetime
    statements: int
    label: int


_WAITING = f"""
SELECT * FROM (
    SELECT i.id, i.uid, i.seq, i.text, i.sanitised_text, i.label_id, r.number, r.useful_until,
           r.recorded_at, l.originator, {_MINE} AS mine,
           (SELECT count(*) FROM v_statement s WHERE s.item_id = i.id) AS said
    FROM v_item i JOIN v_report r ON r.id = i.report_id JOIN label l ON l.id = i.label_id
    WHERE i.state = 'accepted' AND r.dataset_id IS NULL
) AS waiting ORDER BY CASE WHEN said > 0 THEN 1 ELSE 0 END, recorded_at DESC, id LIMIT %s
"""  # noqa: S608 – our own words


def to_collate(read: Read, *, most: int = 60) -> list[Waiting]:
    """Accepted items of reports that people wrote, those with nothing read from them first."""
    rows = read.rows(_WAITING, [most])
    return [
        Waiting(
            uid=row["uid"],
            seq=int(row["seq"]),
            report_number=row["number"],
            text=_readable(row),
            useful_until=instant(row["useful_until"]),
            recorded_at=certain(row["recorded_at"]),
            statements=int(row["said"]),
            label=int(row["label_id"]),
        )
        for row in rows
    ]


def _own(row: Mapping[str, Any]) -> bool:
    return row["mine"] in str(row["originator"]).split("+")


def _readable(row: Mapping[str, Any]) -> str | None:
    """The words themselves at home; elsewhere only what another hand made fit to travel."""
    return str(row["text"]) if _own(row) else row["sanitised_text"] or None


def _card(row: Mapping[str, Any]) -> ItemCard:
    own = _own(row)
    graded = row["scheme"] and row["source_code"] and row["information_code"]
    return ItemCard(
        uid=row["uid"],
        seq=int(row["seq"]),
        report=row["report"],
        report_number=row["number"],
        text=_readable(row),
        sanitised=not own,
        how_known=row["how_known"],
        comment=row["comment"] if own else "",
        grade=badge(
            Grade(
                scheme=row["scheme"], source=row["source_code"], information=row["information_code"]
            ),
            refuted=row["state"] == "refuted",
        )
        if graded
        else None,
        reason=row["reason"] or "",
        evaluated_at=instant(row["evaluated_at"]),
        state=row["state"],
        origin=int(row["origin_id"]),
        agency=row["agency"] or "",
        event_text=row["event_text"],
        obtained_at=instant(row["obtained_at"]),
        recorded_at=certain(row["recorded_at"]),
        label=int(row["label_id"]),
    )


def digests(read: Read, item: str) -> set[str]:
    """Digests of the claims already read from this item, as far as they are visible."""
    rows = read.rows(
        "SELECT s.claim_digest FROM v_statement s JOIN v_item i ON i.id = s.item_id "
        "WHERE i.uid = %s",
        [item],
    )
    return {row["claim_digest"] for row in rows}


def entity_uids(read: Read, ids: Sequence[int]) -> dict[int, str]:
    """→ {row id: uid}; for entities found through a visible key."""
    if not ids:
        return {}
    marks = ", ".join(["%s"] * len(ids))
    rows = read.rows(f"SELECT id, uid FROM entity WHERE id IN ({marks})", list(ids))  # noqa: S608
    return {int(row["id"]): row["uid"] for row in rows}
