"""Cases and who belongs to them."""

from __future__ import annotations

from datetime import datetime

from khabar.direction import Case, CaseState
from khabar.storage.models.accounts import CaseFile, CaseMember


def keep(case: Case, *, label_id: int) -> None:
    """Keep a new case; its opener and its head belong to it from the first moment."""
    row = CaseFile.objects.create(**to_row(case), label_id=label_id)
    for account_id in (case.opener, case.head):
        CaseMember.objects.create(case=row, account_id=account_id, since=case.opened_at)


def to_row(case: Case) -> dict[str, object]:
    return {
        "uid": case.uid,
        "number": case.number,
        "operation": case.operation,
        "ground": case.ground,
        "offence": case.offence,
        "legal_basis": case.legal_basis,
        "opener_id": case.opener,
        "head_id": case.head,
        "opened_at": case.opened_at,
        "ends_on": case.ends_on,
        "state": case.state.value,
    }


def from_row(row: CaseFile) -> Case:
    return Case(
        uid=row.uid,
        number=row.number,
        operation=row.operation,
        ground=row.ground,
        offence=row.offence,
        legal_basis=row.legal_basis,
        opener=int(row.opener_id),
        head=int(row.head_id),
        opened_at=row.opened_at,
        ends_on=row.ends_on,
        state=CaseState(row.state),
    )


def load(uid: str) -> Case:
    """The case of a uid that the desk has already seen through a scope."""
    return from_row(CaseFile.objects.get(uid=uid))


def is_taken(operation: str) -> bool:
    """Whether a code word is in use: two cases must never share a compartment."""
    return CaseFile.objects.filter(operation=operation).exists()


def add_member(case_uid: str, account_id: int, *, since: datetime) -> bool:
    """Let a person into a case; False when they were in it already."""
    case = CaseFile.objects.get(uid=case_uid)
    _row, added = CaseMember.objects.get_or_create(
        case=case, account_id=account_id, defaults={"since": since}
    )
    return added
