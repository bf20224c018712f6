"""Keeping findings: one version a row, its basis beside it, only its state ever changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from khabar.analysis import Analysis, Basis
from khabar.storage.models.accounts import CaseFile
from khabar.storage.models.analysis import Analysis as Row
from khabar.storage.models.analysis import AnalysisBasis, AnalysisPremise, Chart
from khabar.storage.models.collation import Entity, Statement


def keep(analysis: Analysis, *, label: int) -> None:
    """Keep a new version with everything it stands on.

    label  id of the join of all its inputs' labels
    """
    row = Row.objects.create(**to_row(analysis), case=_case(analysis.case), label_id=label)
    known = Statement.objects.in_bulk([one.statement for one in analysis.basis], field_name="uid")
    AnalysisBasis.objects.bulk_create(
        AnalysisBasis(
            analysis=row,
            statement=known.get(one.statement),
            label_id=label,
            **basis_to_row(one),
        )
        for one in analysis.basis
    )
    AnalysisPremise.objects.bulk_create(
        AnalysisPremise(analysis=row, lineage=lineage, label_id=label)
        for lineage in analysis.premises
    )


def move(analysis: Analysis) -> None:
    """Keep a version's new state, reviewer and dates; nothing else of it may change."""
    Row.objects.filter(uid=analysis.uid).update(
        state=analysis.state.value,
        reviewer_id=analysis.reviewer,
        reviewed_at=analysis.reviewed_at,
        review_note=analysis.review_note,
        issued_at=analysis.issued_at,
    )


def keep_chart(
    *,
    uid: str,
    title: str,
    case: str | None,
    entities: tuple[str, ...],
    filters: Mapping[str, object],
    author: int,
    at: datetime,
    label: int,
) -> None:
    """Keep a question to the chart; what it shows is computed at each look."""
    Chart.objects.create(
        uid=uid,
        title=title,
        case=_case(case),
        entities=list(entities),
        filters=dict(filters),
        author_id=author,
        at=at,
        label_id=label,
    )


def to_row(analysis: Analysis) -> dict[str, object]:
    """Columns of a version, without its case and label."""
    says = analysis.inference
    ends = Entity.objects.in_bulk(
        [says.line.left, says.line.right] if says.line else [], field_name="uid"
    )
    return {
        "uid": analysis.uid,
        "number": analysis.number,
        "lineage": analysis.lineage,
        "version": analysis.version,
        "question": analysis.question,
        "purpose": analysis.purpose,
        "legal_basis": analysis.legal_basis,
        "method": analysis.run.method,
        "parameters": dict(analysis.run.parameters),
        "inputs": analysis.run.inputs,
        "lines": [list(row) for row in analysis.run.rows],
        "result": analysis.run.result,
        "engine": analysis.run.engine,
        "own_caveats": list(analysis.own_caveats),
        "answered": dict(analysis.answered),
        "kind": says.kind.value,
        "sentence": says.sentence,
        "probability": says.probability.code,
        "confidence": says.confidence.value,
        "alternatives": [[one.text, one.probability.code] for one in says.alternatives],
        "gaps": list(says.gaps),
        "line_left": ends[says.line.left] if says.line else None,
        "line_right": ends[says.line.right] if says.line else None,
        "line_schema": says.line.schema if says.line else "",
        "author_id": analysis.author,
        "written_at": analysis.written_at,
        "expires_at": analysis.expires_at,
        "state": analysis.state.value,
        "reviewer_id": analysis.reviewer,
        "reviewed_at": analysis.reviewed_at,
        "review_note": analysis.review_note,
        "issued_at": analysis.issued_at,
    }


def basis_to_row(one: Basis) -> dict[str, str]:
    return {
        "statement_uid": one.statement,
        "stance": one.stance.value,
        "digest": one.digest,
        "scheme": one.grade.scheme if one.grade else "",
        "source_code": one.grade.source if one.grade else "",
        "information_code": one.grade.information if one.grade else "",
        "origin": one.origin,
        "standing": one.standing,
    }


def _case(uid: str | None) -> CaseFile | None:
    return CaseFile.objects.get(uid=uid) if uid else None
