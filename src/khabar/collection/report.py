"""Report: what was heard, seen or seized, kept exactly as it came.

A report is never edited after submission: a correction is a new version under the same number.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from khabar.collection.item import (
    HowKnown,
    Item,
    ItemDraft,
    KnownTo,
    faults_of,
    seems_to_name_source,
)
from khabar.core.errors import Conflict, Fault, Invalid, refuse_faults
from khabar.core.ids import Ids
from khabar.core.moment import Moment, Precision, moment_from
from khabar.direction import Priority, priority_within, suffix


class ReportState(Enum):
    """draft → submitted → returned | accepted → superseded | removed | refuted."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    SUPERSEDED = "superseded"
    REMOVED = "removed"
    REFUTED = "refuted"


USEFUL: dict[str, timedelta | None] = {
    "now": timedelta(hours=4),
    "12h": timedelta(hours=12),
    "36h": timedelta(hours=36),
    "week": timedelta(days=7),
    "longer": None,
}
"""How long the word stays useful, in one touch; it also says how pressing it is."""

MOST_MATTERS = 9
"""Matters in one report; more belong into a second one."""


class NotCorrectable(Conflict):
    """The report was accepted, superseded or removed: what stands on it must not shift."""

    code = "collection.not-correctable"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDraft:
    """What the officer typed and touched; at most seven fields for one matter.

    items         one matter each: text, how known, how many could know it
    when          "12.03.2026 02:40", "12.03.2026", "03.2026"
    night         the day names the evening before that night
    where         place in the officer's words
    useful        a key of USEFUL
    obtained      when the officer learned it, as `when`; "" = not said
    requirements  uids of the requirements it answers
    case          uid of the case chosen, "" = the one the officer works in
    source_checked   the officer looked again and says that no source is named
    """

    items: tuple[ItemDraft, ...]
    when: str = ""
    night: bool = False
    where: str = ""
    useful: str = ""
    obtained: str = ""
    requirements: tuple[str, ...] = ()
    case: str = ""
    source_checked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What unit, agency and case profile fill in, so that the officer need not.

    agency        code, "TJ-DCA"
    author        account id
    case          uid of the case
    zone          IANA name of the unit's clock
    """

    agency: str
    unit: str
    author: int
    case: str
    legal_basis: str
    zone: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A submitted report.

    number        agency, year, random suffix: "TJ-DCA-2026-7KQ2MP"; the agency names the node
    version       1, 2, …; previous is the uid of the version before, None for the first
    event         when it happened; obtained_at when the officer learned it, None = not said
    useful_until  aware UTC, None when no end is known
    """

    uid: str
    number: str
    version: int
    previous: str | None
    agency: str
    unit: str
    author: int
    case: str
    event: Moment
    place: str
    obtained_at: datetime | None
    submitted_at: datetime
    legal_basis: str
    urgency: Priority
    useful_until: datetime | None
    language: str
    requirements: tuple[str, ...]
    items: tuple[Item, ...]
    state: ReportState = ReportState.SUBMITTED

    @property
    def content(self) -> dict[str, object]:
        """What the digest of the report covers: everything its author said."""
        return {
            "number": self.number,
            "version": self.version,
            "event": self.event.text,
            "place": self.place,
            "useful_until": self.useful_until.isoformat() if self.useful_until else None,
            "items": [
                [item.seq, item.text, item.how_known.value, item.known_to.value, item.comment]
                for item in self.items
            ],
        }


def submit(draft: ReportDraft, header: Header, *, at: datetime, ids: Ids) -> Report:
    """The first version of a report.

    at   now, aware UTC

    Raises  Invalid with every fault of the form, fields as the form names them.
    """
    event, obtained = _checked(draft, header.zone, at)
    left = USEFUL[draft.useful]
    return Report(
        uid=ids(), number=report_number(header.agency, at.year, ids()), version=1, previous=None,
        agency=header.agency, unit=header.unit, author=header.author, case=header.case,
        event=event, place=draft.where.strip(), obtained_at=obtained, submitted_at=at,
        legal_basis=header.legal_basis, urgency=priority_within(left),
        useful_until=at + left if left else None, language=header.language,
        requirements=tuple(dict.fromkeys(draft.requirements)), items=_items(draft, ids),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a correction must know of the version before it."""

    uid: str
    number: str
    version: int
    state: ReportState


def correct(
    previous: Sent, draft: ReportDraft, header: Header, *, at: datetime, ids: Ids
) -> Report:
    """A new version under the same number; the version before stays as it was sent.

    Raises  NotCorrectable when the report is past correction; Invalid as `submit`.
    """
    must_be_correctable(previous.state, previous.number)
    fresh = submit(draft, header, at=at, ids=ids)
    return replace(
        fresh, number=previous.number, version=previous.version + 1, previous=previous.uid
    )


def must_be_correctable(state: ReportState, number: str) -> None:
    """Refuse a correction of what others stand on already.

    Raises  NotCorrectable unless the report waits for its evaluator or was returned.
    """
    if state not in (ReportState.SUBMITTED, ReportState.RETURNED):
        raise NotCorrectable(number=number, state=state.value)


def report_number(agency: str, year: int, random_id: str) -> str:
    """`TJ-DCA-2026-7KQ2MP`: a random suffix, for a serial would count hidden reports."""
    return f"{agency}-{year}-{suffix(random_id)}"


def _items(draft: ReportDraft, ids: Ids) -> tuple[Item, ...]:
    """One source reference for each way of knowing: two tellers make two reports."""
    refs: dict[str, str] = {}
    return tuple(
        Item(
            uid=ids(), seq=seq, text=matter.text.strip(), how_known=HowKnown(matter.how_known),
            known_to=KnownTo(matter.known_to), comment=matter.comment.strip(),
            source_ref=refs.setdefault(matter.how_known, f"S-{suffix(ids(), 8)}"),
        )
        for seq, matter in enumerate(_matters(draft), start=1)
    )  # fmt: skip


def _matters(draft: ReportDraft) -> tuple[ItemDraft, ...]:
    """The matters without blank ones at the end; an empty form still has its first."""
    filled = [seq for seq, matter in enumerate(draft.items, start=1) if not matter.is_blank]
    return draft.items[: max(filled, default=1)] or (ItemDraft(text=""),)


def _checked(draft: ReportDraft, zone: str, at: datetime) -> tuple[Moment, datetime | None]:
    faults: list[Fault] = []
    matters = _matters(draft)
    for seq, matter in enumerate(matters, start=1):
        faults.extend(faults_of(matter, seq))
        if seems_to_name_source(f"{matter.text} {matter.comment}") and not draft.source_checked:
            faults.append(Fault(where=f"text_{seq}", code="collection.source-named"))
    if len(matters) > MOST_MATTERS:
        faults.append(Fault(where="", code="collection.too-many", facts={"most": MOST_MATTERS}))
    event = _moment(draft.when, "when", zone, faults, night=draft.night)
    if not draft.where.strip():
        faults.append(Fault(where="where", code="collection.where-empty"))
    if draft.useful not in USEFUL:
        faults.append(Fault(where="useful", code="collection.useful-missing"))
    obtained = _moment(draft.obtained, "obtained", zone, faults) if draft.obtained.strip() else None
    faults.extend(_in_order(matters, event, obtained, at))
    refuse_faults(faults)
    assert event is not None, "an event without a moment was a fault"
    return event, obtained.start if obtained else _seen_at(matters, event)


def _moment(
    text: str, field: str, zone: str, faults: list[Fault], *, night: bool = False
) -> Moment | None:
    if not text.strip():
        faults.append(Fault(where=field, code="collection.when-empty"))
        return None
    try:
        return moment_from(text, zone, night=night, field=field)
    except Invalid as wrong:
        faults.extend(wrong.faults)
        return None


def _in_order(
    matters: Iterable[ItemDraft], event: Moment | None, obtained: Moment | None, at: datetime
) -> Iterable[Fault]:
    """Nobody has seen or learned what is still to come."""
    seen = any(matter.how_known == HowKnown.SEEN.value for matter in matters)
    if event and seen and event.start > at:
        yield Fault(where="when", code="collection.seen-in-future", facts={"text": event.text})
    if obtained and obtained.start > at:
        yield Fault(where="obtained", code="collection.learned-in-future",
                    facts={"text": obtained.text})  # fmt: skip


def _seen_at(matters: Iterable[ItemDraft], event: Moment) -> datetime | None:
    """Who saw it at a known minute learned it then; otherwise the moment is not known."""
    seen = all(matter.how_known == HowKnown.SEEN.value for matter in matters)
    return event.start if seen and event.precision is Precision.MINUTE else None
