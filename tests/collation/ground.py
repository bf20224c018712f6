"""Accepted items to collate, laid straight into the tables: earlier rooms are not under test.

`accepted("He drives 00 О 417 АА.", grade="B2")` → uid of an item of the cast's case.
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

from khabar.safeguards import Label
from khabar.storage import labels
from khabar.storage.models.accounts import Account, Agency, CaseFile
from khabar.storage.models.collection import Item, Origin, Report
from khabar.storage.models.evaluation import Evaluation, OriginJoin
from tests.cast import CASE, CASE_LABEL

AT = datetime(2026, 10, 17, 12, tzinfo=UTC)
_serial = count(1)


def accepted(
    text: str,
    *,
    grade: str = "B2",
    label: Label = CASE_LABEL,
    agency: str = "TJ-DCA",
    origin: Origin | None = None,
    sanitised: str = "",
    state: str = "accepted",
    at: datetime = AT,
) -> str:
    """One report with one accepted item; → uid of the item."""
    n = next(_serial)
    label_id = labels.intern(label)
    report = Report.objects.create(
        uid=f"{n:032x}",
        number=f"TJ-{agency}-2026-{n:04d}",
        agency=Agency.objects.get(code=agency),
        author=Account.objects.get(username="rustam"),
        case=CaseFile.objects.get(uid=CASE),
        obtained_at=at,
        recorded_at=at,
        submitted_at=at,
        state="accepted",
        origin_node="TJ",
        label_id=label_id,
    )
    item = Item.objects.create(
        uid=f"{n:031x}i",
        report=report,
        seq=1,
        text=text,
        sanitised_text=sanitised,
        how_known="told",
        origin=origin or new_origin(),
        state=state,
        label_id=label_id,
    )
    item.evaluation = Evaluation.objects.create(
        uid=f"{n:031x}e",
        item=item,
        scheme="4x4",
        source_code=grade[0],
        information_code=grade[1],
        verdict="accepted",
        evaluator=Account.objects.get(username="madina"),
        at=AT,
        origin_node="TJ",
        label_id=label_id,
    )
    item.save()
    return str(item.uid)


def new_origin() -> Origin:
    return Origin.objects.create(uid=f"{next(_serial):031x}o", kind="source")


def one_origin(left: Origin, right: Origin, label: Label = CASE_LABEL) -> None:
    OriginJoin.objects.create(
        uid=f"{next(_serial):031x}j",
        left=left,
        right=right,
        by=Account.objects.get(username="madina"),
        at=AT,
        reason="cousins",
        label_id=labels.intern(label),
    )


def refute(item: str) -> None:
    Item.objects.filter(uid=item).update(state="refuted")
