"""Judgements that this viewer may see: the only ground on which things are joined for them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from khabar.collation import Judgement, Verdict
from khabar.core.errors import NotFound
from khabar.storage.connection import Read
from khabar.storage.sql.columns import certain, instant

_SELECT = """
SELECT j.id, j.uid, j.left_id, j.right_id, a.uid AS left_uid, b.uid AS right_uid, j.verdict,
       j.score, j.reasons, j.reason, j.by_id, p.full_name, j.at, j.label_id, j.revoked_at,
       j.revoked_by_id, j.revoke_reason
FROM v_judgement j JOIN entity a ON a.id = j.left_id JOIN entity b ON b.id = j.right_id
JOIN account p ON p.id = j.by_id
WHERE EXISTS (SELECT 1 FROM v_statement s WHERE s.entity_id = j.left_id)
AND EXISTS (SELECT 1 FROM v_statement s WHERE s.entity_id = j.right_id) AND
"""
"""Both sides must be visible now: a later, stricter label hides what was judged of it too."""


def around(read: Read, entity_ids: Iterable[int]) -> list[Judgement]:
    """All judgements reachable from these entities over visible judgements, revoked ones too."""
    found: dict[str, Judgement] = {}
    seen: set[int] = set()
    edge = set(entity_ids)
    while edge:
        seen |= edge
        near: set[int] = set()
        for row in _touching(read, sorted(edge)):
            found[row["uid"]] = _judgement(row)
            near |= {int(row["left_id"]), int(row["right_id"])}
        edge = near - seen
    return list(found.values())


def by_uid(read: Read, uid: str) -> Judgement:
    """One judgement.

    Raises  NotFound when it is not there or not visible.
    """
    row = read.one(_SELECT + "j.uid = %s", [uid])
    if row is None:
        raise NotFound
    return _judgement(row)


def names(read: Read, account_ids: Iterable[int]) -> dict[int, str]:
    """→ {account id: full name} of those who judged."""
    wanted = sorted(set(account_ids))
    if not wanted:
        return {}
    marks = ", ".join(["%s"] * len(wanted))
    rows = read.rows(f"SELECT id, full_name FROM account WHERE id IN ({marks})", wanted)  # noqa: S608
    return {int(row["id"]): row["full_name"] for row in rows}


def _touching(read: Read, ids: list[int]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for at in range(0, len(ids), 400):
        some = ids[at : at + 400]
        marks = ", ".join(["%s"] * len(some))
        for side in ("left_id", "right_id"):
            rows += read.rows(f"{_SELECT}j.{side} IN ({marks})", some)
    return rows


def _judgement(row: Mapping[str, Any]) -> Judgement:
    reasons = row["reasons"]
    return Judgement(
        uid=row["uid"],
        left=row["left_uid"],
        right=row["right_uid"],
        verdict=Verdict(row["verdict"]),
        score=row["score"],
        reasons=tuple(json.loads(reasons) if isinstance(reasons, str) else reasons),
        reason=row["reason"],
        by=int(row["by_id"]),
        at=certain(row["at"]),
        label=int(row["label_id"]),
        revoked_at=instant(row["revoked_at"]),
        revoked_by=row["revoked_by_id"],
        revoke_reason=row["revoke_reason"],
    )
