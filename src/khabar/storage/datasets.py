"""Editions of published lists: begun, held, signed, published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from khabar.collection import Change, EditionState
from khabar.core.ids import Ids
from khabar.safeguards import Label, Stage
from khabar.storage import labels
from khabar.storage.models.accounts import Agency
from khabar.storage.models.collection import Dataset, Origin, Report
from khabar.storage.models.evaluation import Evaluation
from khabar.storage.models.lists import ListChange, ListLink, PublishedList


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """One edition being loaded: what every row of it carries. Ids are row ids."""

    dataset: int
    uid: str
    label: int
    agency: int
    author: int
    origin: int
    evaluation: int
    node: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An entry as the newest edition left it. Row ids, and the uid of its entity."""

    entity: int
    entity_uid: str
    report: int
    number: str
    version: int
    narcotics: bool
    own_digest: str
    lines_digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRow:
    """An edition's own record: what was read, kept and changed; no name from the list."""

    uid: str
    code: str
    publisher: str
    as_of: date
    state: str
    label: int
    counts: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A list's standing evaluation, signed or waiting for its second person."""

    uid: str
    scheme: str
    source: str
    information: str
    reason: str
    proposed_by: int
    proposed_at: datetime
    signed_by: int | None
    signed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What the importing officer proposes for the whole list: native codes of the scheme."""

    scheme: str
    source: str
    information: str
    reason: str


def begin(
    code: str, publisher: str, as_of: date, label: Label, proposal: Proposal, *,
    uid: str, agency: str, author: int, node: str, at: datetime, ids: Ids,
) -> Batch:  # fmt: skip
    """Open an edition under its own label, which nobody sees yet."""
    label_id = labels.intern(label)
    edition = Dataset.objects.create(
        uid=uid, code=code, publisher=publisher, as_of=as_of, state=EditionState.LOADING.value,
        counts={"begun_at": at.isoformat()}, label_id=label_id,
    )  # fmt: skip
    known = PublishedList.objects.filter(code=code).first() or PublishedList.objects.create(
        code=code, publisher=publisher, origin=Origin.objects.create(uid=ids(), kind="publisher")
    )
    if known.evaluation_id is None:
        known.evaluation = Evaluation.objects.create(
            uid=ids(), dataset=edition, scheme=proposal.scheme, source_code=proposal.source,
            information_code=proposal.information, verdict="accepted", reason=proposal.reason,
            evaluator_id=author, at=at, origin_node=node, label_id=label_id,
        )  # fmt: skip
        known.save()
    return Batch(
        dataset=edition.pk, uid=uid, label=label_id, agency=Agency.objects.get(code=agency).pk,
        author=author, origin=known.origin_id, evaluation=known.evaluation_id or 0, node=node,
        at=at,
    )  # fmt: skip


def editions(code: str | None = None) -> list[EditionRow]:
    """Editions of one list or of all, newest first."""
    rows = Dataset.objects.order_by("-as_of", "-pk")
    return [_edition(row) for row in (rows.filter(code=code) if code else rows)]


def standing(code: str) -> Standing | None:
    """The list's standing evaluation; None before its first import."""
    known = PublishedList.objects.filter(code=code).select_related("evaluation").first()
    row = known.evaluation if known else None
    if row is None:
        return None
    return Standing(
        uid=row.uid, scheme=row.scheme, source=row.source_code, information=row.information_code,
        reason=row.reason, proposed_by=row.evaluator_id or 0, proposed_at=row.at,
        signed_by=row.second_by_id, signed_at=row.second_at,
    )  # fmt: skip


def sign(code: str, by: int, at: datetime) -> None:
    """Put the second name under the standing evaluation."""
    Evaluation.objects.filter(
        pk__in=PublishedList.objects.filter(code=code).values("evaluation"), second_by=None
    ).update(second_by=by, second_at=at)


def held(code: str) -> dict[str, Held]:
    """Every entry the newest loaded edition lists, by the publisher's number."""
    found: dict[str, Held] = {}
    columns = (
        "ref", "change", "entity", "entity__uid", "report", "report__number", "report__version",
        "narcotics", "own_digest", "lines_digest",
    )  # fmt: skip
    for ref, change, *rest in _changes(code).values_list(*columns):
        if change == Change.REMOVED.value:
            found.pop(ref, None)
        else:
            found[ref] = Held(**dict(zip(Held.__slots__, rest, strict=True)))
    return found


def entities(code: str) -> dict[str, tuple[int, str]]:
    """The entity of every entry ever listed, also of removed ones: {"36": (row id, uid)}."""
    rows = _changes(code).values_list("ref", "entity", "entity__uid")
    return {ref: (number, uid) for ref, number, uid in rows}


def numbers() -> set[str]:
    """Every report number in use."""
    return set(Report.objects.values_list("number", flat=True))


def links(code: str) -> dict[str, tuple[int, str]]:
    """The link entities drawn so far: {"36>48": (row id, uid)}."""
    rows = ListLink.objects.filter(dataset__code=code).exclude(
        dataset__state=EditionState.LOADING.value
    )
    return {row[0]: (row[1], row[2]) for row in rows.values_list("ref", "entity", "entity__uid")}


def keep_counts(batch: Batch, counts: Mapping[str, object]) -> None:
    Dataset.objects.filter(pk=batch.dataset).update(counts=dict(counts))


def publish(dataset_uid: str, state: EditionState) -> None:
    """Make a loaded edition visible by changing its one label row.

    state  WAITING: its evaluators may see it; KEPT: it is intelligence, and what it ended is over
    """
    edition = Dataset.objects.get(uid=dataset_uid)
    stage = Stage.KEPT if state is EditionState.KEPT else Stage.INTAKE
    labels.change(edition.label_id, replace(labels.get(edition.label_id), stage=stage))
    Dataset.objects.filter(pk=edition.pk).update(state=state.value)
    if state is EditionState.KEPT:
        made = ListChange.objects.filter(dataset=edition)
        Report.objects.filter(pk__in=made.exclude(previous=None).values("previous")).update(
            state="superseded"
        )
        Report.objects.filter(
            pk__in=made.filter(change=Change.REMOVED.value).values("report")
        ).update(state="removed")


def statements_of(reports: Sequence[int]) -> Iterator[tuple[int, int, str, str, int | None]]:
    """(id, entity, prop, value_raw, ref_entity) of what these reports still say."""
    for begin_at in range(0, len(reports), 500):
        some = list(reports[begin_at : begin_at + 500])
        marks = ", ".join(["%s"] * len(some))
        with connection.cursor() as cursor:
            sql = f"{_SAID} AND i.report_id IN ({marks})"
            cursor.execute(sql, some)
            yield from cursor.fetchall()


_SAID = (
    "SELECT s.id, s.entity_id, s.prop, s.value_raw, s.ref_entity_id FROM statement s "
    "JOIN item i ON i.id = s.item_id WHERE s.ended_by_id IS NULL"
)


def _changes(code: str) -> QuerySet[ListChange]:
    return (
        ListChange.objects.filter(dataset__code=code)
        .exclude(dataset__state=EditionState.LOADING.value)
        .order_by("pk")
    )


def stamp(at: datetime) -> Any:
    """A time as the database takes it in a plain statement."""
    return connection.ops.adapt_datetimefield_value(at)


def _edition(row: Dataset) -> EditionRow:
    return EditionRow(
        uid=row.uid, code=row.code, publisher=row.publisher, as_of=row.as_of, state=row.state,
        label=row.label_id, counts=row.counts,
    )  # fmt: skip
