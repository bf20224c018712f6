"""Predicates: proposed by one person, approved by another."""

from __future__ import annotations

from khabar.safeguards.predicate import Predicate
from khabar.storage.models.accounts import CaseFile
from khabar.storage.models.collation import Entity
from khabar.storage.models.evaluation_extra import Predicate as Row


def keep(predicate: Predicate, *, case: str | None, label_id: int) -> None:
    """Keep a proposal."""
    Row.objects.create(
        **to_row(predicate),
        entity=Entity.objects.get(uid=predicate.entity),
        case=CaseFile.objects.filter(uid=case).first() if case else None,
        label_id=label_id,
    )


def approve(predicate: Predicate) -> None:
    """Keep another person's yes."""
    Row.objects.filter(uid=predicate.uid, approver__isnull=True).update(
        approver_id=predicate.approver, approved_at=predicate.approved_at
    )


def load(uid: str) -> Predicate:
    return from_row(Row.objects.select_related("entity").get(uid=uid))


def to_row(predicate: Predicate) -> dict[str, object]:
    return {
        "uid": predicate.uid,
        "facts": predicate.facts,
        "offence": predicate.offence,
        "offence_group": predicate.group,
        "items": list(predicate.items),
        "digest": predicate.digest,
        "writer_id": predicate.writer,
        "written_at": predicate.written_at,
        "approver_id": predicate.approver,
        "approved_at": predicate.approved_at,
    }


def from_row(row: Row) -> Predicate:
    return Predicate(
        uid=row.uid,
        entity=row.entity.uid,
        facts=row.facts,
        offence=row.offence,
        group=row.offence_group,
        items=tuple(row.items),
        writer=row.writer_id,
        written_at=row.written_at,
        approver=row.approver_id,
        approved_at=row.approved_at,
    )
