"""Verdicts and the texts written for others; relabelling an item with all that cites it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from khabar.evaluation import DEFAULT_SCHEME, Evaluation, Grade, Verdict
from khabar.safeguards import join
from khabar.storage import labels
from khabar.storage.models.accounts import Agency
from khabar.storage.models.collation import NameKey, Statement
from khabar.storage.models.collection import Item, Report
from khabar.storage.models.evaluation import Evaluation as Row
from khabar.storage.models.evaluation import OriginJoin
from khabar.storage.models.evaluation_extra import (
    AgencyScheme,
    Corroboration,
    Sanitising,
    SensitiveLift,
)


def keep(evaluation: Evaluation, *, node: str, label_id: int, agreeing: Iterable[str] = ()) -> int:
    """Keep a verdict; the item points to it, and with it every statement that cites the item.

    label_id  of the verdict: the item's, or a kept one where only the code must remain
    agreeing  uids of items named as agreeing
    →         row id
    """
    item = Item.objects.get(uid=evaluation.item)
    row = Row.objects.create(**to_row(evaluation), item=item, origin_node=node, label_id=label_id)
    state = "accepted" if evaluation.verdict is Verdict.CONFIRMED else evaluation.verdict.value
    Item.objects.filter(pk=item.pk).update(evaluation=row, state=state)
    for other in Item.objects.filter(uid__in=list(agreeing)):
        joined = labels.intern(join(labels.get(label_id), labels.get(other.label_id)))
        Corroboration.objects.create(evaluation=row, item=other, label_id=joined)
    return int(row.pk)


def to_row(evaluation: Evaluation) -> dict[str, object]:
    grade = evaluation.grade
    return {
        "uid": evaluation.uid,
        "scheme": grade.scheme if grade else DEFAULT_SCHEME,
        "source_code": grade.source if grade else "",
        "information_code": grade.information if grade else "",
        "verdict": evaluation.verdict.value,
        "reason_code": evaluation.reason_code,
        "reason": evaluation.reason,
        "evaluator_id": evaluation.evaluator,
        "at": evaluation.at,
    }


def from_row(row: Row) -> Evaluation:
    grade = None
    if row.source_code:
        grade = Grade(scheme=row.scheme, source=row.source_code, information=row.information_code)
    return Evaluation(
        uid=row.uid,
        item=row.item.uid if row.item else "",
        verdict=Verdict(row.verdict),
        grade=grade,
        reason_code=row.reason_code,
        reason=row.reason,
        evaluator=row.evaluator_id,
        at=row.at,
    )


def keep_sanitised(
    *, uid: str, item: str, text: str, warnings: Sequence[str], looked: bool, by: int, at: datetime
) -> None:
    """Keep a text written for others; it becomes the one that travels."""
    row = Item.objects.get(uid=item)
    Sanitising.objects.create(
        uid=uid, item=row, text=text, warnings=list(warnings), looked=looked, by_id=by, at=at,
        label_id=row.label_id,
    )  # fmt: skip
    Item.objects.filter(pk=row.pk).update(sanitised_text=text, sanitised_by=by, sanitised_at=at)


def keep_lift(*, uid: str, item: str, offence: str, reason: str, by: int, at: datetime) -> None:
    """Keep a second person's word that a protected matter belongs to a named crime."""
    row = Item.objects.get(uid=item)
    SensitiveLift.objects.create(
        uid=uid, item=row, offence=offence, reason=reason, by_id=by, at=at, label_id=row.label_id
    )


def relabel_item(uid: str, label_id: int, *, but_last_verdict: bool = False) -> None:
    """Give an item, its verdicts and everything that cites it another label, in one act.

    but_last_verdict  leave the newest verdict where it is: a refused text goes out of sight,
                      its reason code and the count remain
    """
    item = Item.objects.get(uid=uid)
    Item.objects.filter(pk=item.pk).update(label_id=label_id)
    statements = Statement.objects.filter(item=item)
    NameKey.objects.filter(statement__in=statements).update(label_id=label_id)
    statements.update(label_id=label_id)
    verdicts = Row.objects.filter(item=item)
    if but_last_verdict:
        verdicts = verdicts.exclude(pk__in=[item.evaluation_id])
    verdicts.update(label_id=label_id)
    Sanitising.objects.filter(item=item).update(label_id=label_id)
    SensitiveLift.objects.filter(item=item).update(label_id=label_id)
    for row in Corroboration.objects.filter(evaluation__item=item) | Corroboration.objects.filter(
        item=item
    ):
        _relabel_corroboration(row)
    relabel_joins([item.origin_id])


def relabel_joins(origin_ids: Sequence[int]) -> None:
    """A join of origins carries the strictest of the items on both its sides, as they are now."""
    touching = OriginJoin.objects.filter(left_id__in=origin_ids) | OriginJoin.objects.filter(
        right_id__in=origin_ids
    )
    for row in touching:
        found = Item.objects.exclude(state="refused").filter(
            origin_id__in=[row.left_id, row.right_id]
        )
        seen = [labels.get(number) for number in {item.label_id for item in found}]
        if seen:
            OriginJoin.objects.filter(pk=row.pk).update(label_id=labels.intern(join(*seen)))


def settle_report(uid: str, *, state: str, label_id: int | None = None) -> None:
    """Give a report its new state and, where given, its new label."""
    changes: dict[str, object] = {"state": state}
    if label_id is not None:
        changes["label_id"] = label_id
    Report.objects.filter(uid=uid).update(**changes)


def refused_in(report_uid: str) -> int:
    """How many items of a report were refused: the count remains when the text is gone."""
    return Item.objects.filter(report__uid=report_uid, state="refused").count()


def scheme_of(agency: str) -> str:
    """The scale an agency grades on."""
    row = AgencyScheme.objects.filter(agency__code=agency).first()
    return row.scheme if row else DEFAULT_SCHEME


def choose_scheme(agency: str, scheme: str) -> None:
    """From now on this agency grades on this scale; grades given stay as they are."""
    AgencyScheme.objects.update_or_create(
        agency=Agency.objects.get(code=agency), defaults={"scheme": scheme}
    )


def _relabel_corroboration(row: Corroboration) -> None:
    joined = join(labels.get(row.evaluation.label_id), labels.get(row.item.label_id))
    Corroboration.objects.filter(pk=row.pk).update(label_id=labels.intern(joined))
