"""Reports and their items, kept exactly as they were submitted."""

from __future__ import annotations

from khabar.collection import HowKnown, Item, Report, ReportState
from khabar.core.ids import Ids
from khabar.safeguards import content_hash
from khabar.storage.models.accounts import Agency, CaseFile
from khabar.storage.models.collection import Item as ItemRow
from khabar.storage.models.collection import Origin
from khabar.storage.models.collection import Report as ReportRow
from khabar.storage.models.direction import ReportRequirement, Requirement

ORIGIN_KIND = {
    HowKnown.SEEN: "observer",
    HowKnown.TOLD: "source",
    HowKnown.DEVICE: "device",
    HowKnown.DOCUMENT: "document",
}


def keep(report: Report, *, node: str, label_id: int, ids: Ids) -> None:
    """Keep a report, its items, one origin for each source reference, and what it answers."""
    row = ReportRow.objects.create(
        **to_row(report),
        origin_node=node,
        label_id=label_id,
        agency=Agency.objects.get(code=report.agency),
        case=CaseFile.objects.get(uid=report.case),
        previous=ReportRow.objects.filter(uid=report.previous).first(),
    )
    origins: dict[str, Origin] = {}
    for item in report.items:
        if item.source_ref not in origins:
            kind = ORIGIN_KIND[item.how_known]
            origins[item.source_ref] = Origin.objects.create(uid=ids(), kind=kind)
        ItemRow.objects.create(
            **item_to_row(item), report=row, origin=origins[item.source_ref], label_id=label_id
        )
    for requirement in Requirement.objects.filter(uid__in=report.requirements):
        ReportRequirement.objects.create(report=row, requirement=requirement)


def to_row(report: Report) -> dict[str, object]:
    """The columns of the record itself; agency, case and previous are joined by `keep`."""
    return {
        "uid": report.uid,
        "number": report.number,
        "version": report.version,
        "unit": report.unit,
        "author_id": report.author,
        "event_text": report.event.text,
        "event_precision": report.event.precision.value,
        "event_zone": report.event.zone,
        "event_from": report.event.start,
        "event_to": report.event.end,
        "place_text": report.place,
        "obtained_at": report.obtained_at,
        "recorded_at": report.submitted_at,
        "submitted_at": report.submitted_at,
        "legal_basis": report.legal_basis,
        "urgency": report.urgency.level,
        "useful_until": report.useful_until,
        "language": report.language,
        "state": report.state.value,
        "digest": content_hash(report.content),
    }


def item_to_row(item: Item) -> dict[str, object]:
    return {
        "uid": item.uid,
        "seq": item.seq,
        "text": item.text,
        "how_known": item.how_known.value,
        "known_to": item.known_to.value,
        "comment": item.comment,
        "source_ref": item.source_ref,
        "state": item.state.value,
    }


def supersede(report_uid: str) -> None:
    """A newer version took its place: its own text stays, its place in the queue ends."""
    ReportRow.objects.filter(uid=report_uid).update(state=ReportState.SUPERSEDED.value)
