"""A partner's report as our own copy: their words, grade and label; our reading of values."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime

from khabar.collation import StatementDraft
from khabar.core.ids import Ids
from khabar.evaluation import Verdict
from khabar.exchange import ItemLine, ReportLine
from khabar.safeguards import Label
from khabar.storage import entities, labels, statements
from khabar.storage.models.accounts import Agency, CaseFile
from khabar.storage.models.collection import Item, Origin, Report
from khabar.storage.models.evaluation import Evaluation

PARTNER = "partner"


def local_uid(node: str, foreign: str) -> str:
    """Our id for a partner's thing: the same each time, never one of our own.

    A partner who names one of our ids only makes an entity of their own by it.
    """
    return hashlib.sha256(f"{node}\x1f{foreign}".encode()).hexdigest()[:32]


def keep(
    report: ReportLine,
    items: Iterable[tuple[ItemLine, Label, list[StatementDraft]]],
    *,
    node: str,
    label: Label,
    at: datetime,
    ids: Ids,
) -> str:
    """Keep a partner's report, or another version of it; the newest stands, whichever came last.

    node   code of the node it came from
    label  of the report; each item brings its own
    →      uid of our copy; an identical report kept before is left as it is
    """
    uid = local_uid(node, report.id)
    if Report.objects.filter(uid=uid).exists():
        return uid
    before = Report.objects.filter(number=report.number, origin_node=node)
    previous = before.filter(version__lt=report.version).order_by("-version").first()
    overtaken = before.filter(version__gte=report.version).exists()
    row = Report.objects.create(
        **_to_row(report),
        uid=uid,
        previous=previous,
        agency=_agency(report.agency, node),
        case=CaseFile.objects.filter(operation__in=label.compartments).first(),
        submitted_at=at,
        state="superseded" if overtaken else "accepted",
        origin_node=node,
        label_id=labels.intern(label),
    )
    if not overtaken:
        before.exclude(pk=row.pk).update(state="superseded")
    origins: dict[int, Origin] = {}
    for item, own_label, drafts in items:
        if item.origin not in origins:
            origins[item.origin] = Origin.objects.create(uid=ids(), kind=PARTNER)
        _keep_item(item, row, origins[item.origin], labels.intern(own_label), node=node, at=at,
                   ids=ids)  # fmt: skip
        _keep_statements(local_uid(node, item.id), drafts, labels.intern(own_label), node=node,
                         at=at, ids=ids)  # fmt: skip
    return uid


def keep_entities(drafts: Iterable[StatementDraft], *, node: str, at: datetime) -> None:
    """Make the partner's things before what is said of them, so that links find both ends."""
    entities.ids_of({draft.entity_uid: draft.schema for draft in drafts}, node=node, at=at)


def refute(node: str, foreign_item: str, *, code: str, at: datetime, ids: Ids) -> int:
    """Mark our copy of an item as refuted by its originator; it stays, struck.

    →   how many copies were marked: 0 or 1
    """
    item = Item.objects.filter(uid=local_uid(node, foreign_item), report__origin_node=node).first()
    if item is None or item.state == "refuted":
        return 0
    standing = item.evaluation
    row = Evaluation.objects.create(
        uid=ids(),
        item=item,
        scheme=standing.scheme if standing else "4x4",
        source_code=standing.source_code if standing else "",
        information_code=standing.information_code if standing else "",
        verdict=Verdict.REFUTED.value,
        reason_code=code[:40],
        at=at,
        origin_node=node,
        label_id=item.label_id,
    )
    Item.objects.filter(pk=item.pk).update(state="refuted", evaluation=row)
    still = Item.objects.filter(report_id=item.report_id).exclude(state="refuted").exists()
    if not still:
        Report.objects.filter(pk=item.report_id).update(state="refuted")
    return 1


def refuted_here(node: str, item_uids: Iterable[str]) -> dict[str, tuple[str, datetime]]:
    """Which of these items of this node are refuted: {uid: (reason code, when)}."""
    rows = Item.objects.filter(
        uid__in=list(item_uids), state="refuted", report__origin_node=node
    ).select_related("evaluation")
    return {
        row.uid: (row.evaluation.reason_code, row.evaluation.at) for row in rows if row.evaluation
    }


def _to_row(report: ReportLine) -> dict[str, object]:
    return {
        "number": report.number[:48],
        "version": report.version,
        "unit": report.unit[:120],
        "event_text": report.event_text[:80],
        "event_precision": report.event_precision[:12],
        "event_zone": report.event_zone[:40],
        "event_from": report.event_from,
        "event_to": report.event_to,
        "place_text": report.place[:200],
        "obtained_at": report.obtained_at,
        "recorded_at": report.recorded_at,
        "legal_basis": report.legal_basis[:200],
        "urgency": report.urgency,
        "useful_until": report.useful_until,
        "language": report.language[:8],
    }


def _keep_item(
    item: ItemLine, report: Report, origin: Origin, label_id: int, *, node: str, at: datetime,
    ids: Ids,
) -> None:  # fmt: skip
    row = Item.objects.create(
        uid=local_uid(node, item.id),
        report=report,
        seq=item.seq,
        text=item.text,
        sanitised_text=item.text,
        sanitised_at=at,
        how_known=item.how_known[:12],
        known_to=item.known_to[:12],
        origin=origin,
        state="accepted",
        label_id=label_id,
    )
    grade = Evaluation.objects.create(
        uid=ids(),
        item=row,
        scheme=item.scheme,
        source_code=item.source,
        information_code=item.information,
        verdict=Verdict.ACCEPTED.value,
        at=item.graded_at,
        origin_node=node,
        label_id=label_id,
    )
    Item.objects.filter(pk=row.pk).update(evaluation=grade)


def _keep_statements(
    item: str, drafts: list[StatementDraft], label_id: int, *, node: str, at: datetime, ids: Ids
) -> None:
    if drafts:
        statements.keep(
            drafts, item=item, label=label_id, by=None, at=at, ids=ids, method=PARTNER, node=node
        )


def _agency(code: str, node: str) -> Agency:
    """The partner's agency by its code; its own language names are not told over the wire."""
    names = dict.fromkeys(("name_en", "name_ru", "name_uz", "name_tg"), code)
    row, _made = Agency.objects.get_or_create(code=code[:24], defaults={"node": node, **names})
    return row
