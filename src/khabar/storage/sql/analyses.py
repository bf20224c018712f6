"""Findings, what they stand on, and saved questions to the chart, through the viewer's views."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from khabar.analysis import (
    Alternative,
    Analysis,
    Basis,
    Conclusion,
    Confidence,
    Inference,
    Kind,
    Run,
    Stance,
    State,
    probability,
)
from khabar.core.errors import NotFound
from khabar.evaluation import Grade
from khabar.storage.connection import Read
from khabar.storage.sql.columns import certain, instant, listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A finding as kept, with the names of those who wrote and reviewed it.

    label  id of its label
    """

    analysis: Analysis
    author_name: str
    author_agency: str
    reviewer_name: str
    case_number: str
    label: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A saved question to the chart."""

    uid: str
    title: str
    case: str | None
    entities: tuple[str, ...]
    filters: dict[str, Any]
    author_name: str
    at: datetime
    label: int


_KEPT = """
SELECT n.*, c.uid AS case_uid, c.number AS case_number, a.full_name AS author_name,
       g.code AS author_agency, w.full_name AS reviewer_name,
       x.uid AS left_uid, y.uid AS right_uid
FROM v_analysis n
JOIN account a ON a.id = n.author_id JOIN agency g ON g.id = a.agency_id
LEFT JOIN account w ON w.id = n.reviewer_id
LEFT JOIN case_file c ON c.id = n.case_id
LEFT JOIN entity x ON x.id = n.line_left_id LEFT JOIN entity y ON y.id = n.line_right_id
"""


def by_uid(read: Read, uid: str) -> Kept:
    """One finding.

    Raises  NotFound when it is not there or not in scope
    """
    found = _all(read, "WHERE n.uid = %s", [uid])
    if not found:
        raise NotFound
    return found[0]


def listed_for(read: Read, case: str | None) -> list[Kept]:
    """All findings in scope, of one case when it is named; newest first."""
    where, params = ("WHERE c.uid = %s ", [case]) if case else ("", [])
    return _all(read, where + "ORDER BY n.written_at DESC, n.uid", params)


def versions(read: Read, lineage: str) -> list[Kept]:
    """All versions of one finding in scope, newest first."""
    return _all(read, "WHERE n.lineage = %s ORDER BY n.version DESC", [lineage])


def drawn_lines(read: Read) -> list[Kept]:
    """Findings that draw a line and that another person has reviewed."""
    return _all(
        read,
        "WHERE n.line_left_id IS NOT NULL AND n.line_right_id IS NOT NULL "
        "AND n.state IN ('reviewed', 'issued') ORDER BY n.number",
        [],
    )


def standing_on(read: Read, statements: Iterable[str]) -> list[Kept]:
    """Findings that stand on any of these statements, superseded ones left out."""
    asked = sorted(set(statements))
    if not asked:
        return []
    marks = ", ".join(["%s"] * len(asked))
    return _all(
        read,
        "WHERE n.state <> 'superseded' AND EXISTS (SELECT 1 FROM v_analysis_basis b "  # noqa: S608
        f"WHERE b.analysis_id = n.id AND b.statement_uid IN ({marks})) ORDER BY n.number",
        asked,
    )


def premises(read: Read) -> dict[str, list[str]]:
    """{lineage: lineages it stands on}, all versions together."""
    rows = read.rows(
        "SELECT DISTINCT n.lineage AS one, p.lineage AS other FROM v_analysis_premise p "
        "JOIN v_analysis n ON n.id = p.analysis_id ORDER BY n.lineage, p.lineage"
    )
    known: dict[str, list[str]] = {}
    for row in rows:
        known.setdefault(row["one"], []).append(row["other"])
    return known


def saved(read: Read) -> list[Saved]:
    """Saved questions in scope, newest first."""
    rows = read.rows(
        "SELECT h.uid, h.title, c.uid AS case_uid, h.entities, h.filters, a.full_name, h.at, "
        "h.label_id FROM v_chart h JOIN account a ON a.id = h.author_id "
        "LEFT JOIN case_file c ON c.id = h.case_id ORDER BY h.at DESC, h.uid"
    )
    return [
        Saved(
            uid=row["uid"],
            title=row["title"],
            case=row["case_uid"],
            entities=listed(row["entities"]),
            filters=_json(row["filters"]),
            author_name=row["full_name"],
            at=certain(row["at"]),
            label=row["label_id"],
        )
        for row in rows
    ]


def _all(read: Read, where: str, params: list[str]) -> list[Kept]:
    rows = read.rows(_KEPT + where, params)
    basis = _beside(read, "v_analysis_basis", rows)
    stands_on = _beside(read, "v_analysis_premise", rows)
    return [
        Kept(
            analysis=from_row(row, basis.get(row["id"], []), stands_on.get(row["id"], [])),
            author_name=row["author_name"],
            author_agency=row["author_agency"],
            reviewer_name=row["reviewer_name"] or "",
            case_number=row["case_number"] or "",
            label=row["label_id"],
        )
        for row in rows
    ]


def _beside(read: Read, view: str, rows: list[dict[str, Any]]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    ids = [row["id"] for row in rows]
    for start in range(0, len(ids), 400):
        chunk = ids[start : start + 400]
        marks = ", ".join(["%s"] * len(chunk))
        for row in read.rows(
            f"SELECT * FROM {view} WHERE analysis_id IN ({marks}) ORDER BY id",  # noqa: S608
            chunk,
        ):
            found.setdefault(row["analysis_id"], []).append(row)
    return found


def from_row(
    row: dict[str, Any], basis: list[dict[str, Any]], stands_on: list[dict[str, Any]]
) -> Analysis:
    return Analysis(
        uid=row["uid"],
        number=row["number"],
        lineage=row["lineage"],
        version=row["version"],
        question=row["question"],
        purpose=row["purpose"],
        legal_basis=row["legal_basis"],
        case=row["case_uid"],
        run=_run(row),
        own_caveats=listed(row["own_caveats"]),
        answered=_json(row["answered"]),
        inference=_inference(row),
        basis=tuple(_basis(one) for one in basis),
        premises=tuple(one["lineage"] for one in stands_on),
        author=row["author_id"],
        written_at=certain(row["written_at"]),
        expires_at=instant(row["expires_at"]),
        state=State(row["state"]),
        reviewer=row["reviewer_id"],
        reviewed_at=instant(row["reviewed_at"]),
        review_note=row["review_note"],
        issued_at=instant(row["issued_at"]),
    )


def _run(row: dict[str, Any]) -> Run:
    return Run(
        method=row["method"],
        parameters=_json(row["parameters"]),
        inputs=row["inputs"],
        rows=tuple(tuple(line) for line in _json(row["lines"])),
        result=row["result"],
        engine=row["engine"],
    )


def _inference(row: dict[str, Any]) -> Inference:
    drawn = row["left_uid"] and row["right_uid"]
    return Inference(
        sentence=row["sentence"],
        kind=Kind(row["kind"]),
        probability=probability(row["probability"]),
        confidence=Confidence(row["confidence"]),
        alternatives=tuple(
            Alternative(text=text, probability=probability(word))
            for text, word in _json(row["alternatives"])
        ),
        gaps=listed(row["gaps"]),
        line=Conclusion(left=row["left_uid"], right=row["right_uid"], schema=row["line_schema"])
        if drawn
        else None,
    )


def _basis(row: dict[str, Any]) -> Basis:
    return Basis(
        statement=row["statement_uid"],
        stance=Stance(row["stance"]),
        digest=row["digest"],
        grade=Grade(
            scheme=row["scheme"], source=row["source_code"], information=row["information_code"]
        )
        if row["source_code"]
        else None,
        origin=row["origin"],
        standing=row["standing"],
    )


def _json(value: object) -> Any:
    return json.loads(value) if isinstance(value, str) else value
