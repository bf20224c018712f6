"""Sending to partners: what may go, sealing it, and where each message is now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from khabar.core.errors import Conflict, Fault, Invalid, NotFound, refuse_faults
from khabar.desk.outbox import put
from khabar.desk.packing import load_for
from khabar.desk.sitting import Sitting, act, look
from khabar.exchange import (
    PROCESSED,
    REPORTS,
    SEEN,
    Peer,
    Receipt,
    Step,
    carried,
    load_bytes,
    reached,
    read_receipt,
    text_of,
    track,
)
from khabar.safeguards import Label, Level, join
from khabar.storage import labels, parcels, peers
from khabar.storage.keys import node_keys
from khabar.storage.sql import parcels as read_parcels
from khabar.storage.sql import sendable
from khabar.storage.sql.parcels import NoticeRow, ParcelRow
from khabar.storage.sql.sendable import SendableItem, SendableReport


class PartnerMissing(Invalid):
    """Nobody has been named to whom it goes."""

    code = "exchange.partner-missing"


class ReportsMissing(Invalid):
    """No report was chosen, or one that may not go to this partner."""

    code = "exchange.reports-missing"


class FileGone(Conflict):
    """The parcel has no sealed bytes here."""

    code = "exchange.file-gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A report that may go to the partner. ready: every item has a text for others.

    label  the strictest of the report and its items
    """

    report: SendableReport
    items: tuple[SendableItem, ...]
    label: Label

    @property
    def handling(self) -> int:
        return int(self.label.handling)

    @property
    def ready(self) -> bool:
        return bool(self.items) and all(item.text.strip() for item in self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """held_back: statements that stayed because the text for others does not say them."""

    uid: str
    msg_id: str
    reports: int
    items: int
    statements: int
    held_back: int
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message with its track: every step proven by a signature, or not claimed."""

    parcel: ParcelRow
    steps: tuple[Step, ...]

    @property
    def reached(self) -> str:
        return reached(self.steps)

    @property
    def settled(self) -> bool:
        """Is there nothing more to wait for? Answers and refutations need nobody to open them."""
        by_itself = self.parcel.content in ("answer", "notice")
        return self.reached == SEEN or (by_itself and self.reached == PROCESSED)

    @property
    def code(self) -> str:
        return next((step.code for step in self.steps if step.code), self.parcel.code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Traffic:
    """The liaison's board: what left, what came, what no longer holds."""

    out: tuple[Message, ...]
    came: tuple[Message, ...]
    carried: tuple[ParcelRow, ...]
    notices: tuple[NoticeRow, ...]


def choices(sitting: Sitting) -> list[Choice]:
    """The reports of this node that may go to the sitting's partner, newest first.

    Raises  PartnerMissing
    """
    with look(sitting, "parcel.compose") as seen:
        _partner(sitting)
        found = sendable.reports(seen.read, node=sitting.node)
        items = sendable.items(seen.read, [report.uid for report in found])
        seen.about(*(report.uid for report in found))
    return [_choice(one, [item for item in items if item.report == one.uid]) for one in found]


def strictest(offered: Sequence[Choice]) -> Label | None:
    """The label that a page showing these must carry, None when there are none."""
    return join(*(one.label for one in offered)) if offered else None


def send_package(
    sitting: Sitting,
    *,
    reports: Sequence[str],
    purpose: str,
    lane: str = "routine",
    by_stick: bool = False,
) -> Sent:
    """Seal reports to the sitting's partner: sanitised text, grade, label, statements.

    reports  numbers
    purpose  what the partner may use it for, in words

    Raises  PartnerMissing · ReportsMissing with every number that may not go and why ·
            PeerUnknown
    """
    with act(sitting, "parcel.send") as doing:
        to = _partner(sitting)
        chosen = sendable.numbered(doing.read, list(dict.fromkeys(reports)), node=sitting.node)
        items = sendable.items(doing.read, [report.uid for report in chosen])
        _must_be_ready(reports, chosen, items, purpose)
        said = sendable.statements(doing.read, [item.uid for item in items])
        groups = sendable.origin_groups(doing.read, [item.origin for item in items])
        go, stay = carried(said, text_of(item.text for item in items))
        used = {one.label_id for one in chosen} | {one.label_id for one in items}
        known = {label_id: labels.get(label_id) for label_id in used}
        load = load_for(to, chosen, items, go, groups, known)
        strictest = join(*known.values())
        _must_leave(strictest)
        sent = put(
            sitting, to=to, kind=REPORTS, content=load_bytes(load), label=strictest,
            purpose=purpose.strip(), lane=lane, by_stick=by_stick,
        )  # fmt: skip
        parcels.keep_reports(
            sent.uid,
            [
                parcels.Carried(
                    report_uid=one.uid, number=one.number,
                    items=tuple(item.uid for item in items if item.report == one.uid),
                )
                for one in chosen
            ],
        )  # fmt: skip
        doing.about(sent.uid, *(one.uid for one in chosen))
    return Sent(
        uid=sent.uid, msg_id=sent.msg_id, reports=len(chosen), items=len(items),
        statements=len(go), held_back=len(stay), body=sent.body,
    )  # fmt: skip


def traffic(sitting: Sitting) -> Traffic:
    """Every message of the desk with its six steps; no content, so no purpose is asked."""
    with look(sitting, "parcel.list") as seen:
        out = read_parcels.traffic(seen.read, parcels.OUT)
        came = read_parcels.traffic(seen.read, parcels.IN)
        through = read_parcels.traffic(seen.read, parcels.THROUGH)
        notices = read_parcels.notices(seen.read)
        seen.about(*(row.uid for row in (*out, *came, *through)))
    return Traffic(
        out=tuple(_message(sitting, row) for row in out),
        came=tuple(_message(sitting, row) for row in came),
        carried=tuple(through),
        notices=tuple(notices),
    )


def read_message(sitting: Sitting, uid: str) -> Message:
    """One message with its proofs.

    Raises  NotFound
    """
    with look(sitting, "parcel.read") as seen:
        row = read_parcels.by_uid(seen.read, uid)
        seen.about(uid)
    return _message(sitting, row)


def sealed_file(sitting: Sitting, uid: str) -> tuple[str, bytes]:
    """The sealed file of a message, for the stick: its name and its bytes.

    Raises  NotFound · FileGone
    """
    with act(sitting, "parcel.carry") as doing:
        row = read_parcels.by_uid(doing.read, uid)
        if row.direction != parcels.OUT:
            raise NotFound
        doing.about(uid)
        return f"{row.sender}-{row.addressee}-{row.seq:06d}-{row.short}.age", parcels.body_of(uid)


def _choice(report: SendableReport, items: Sequence[SendableItem]) -> Choice:
    known = {label_id: labels.get(label_id)
             for label_id in {report.label_id, *(item.label_id for item in items)}}  # fmt: skip
    return Choice(report=report, items=tuple(items), label=join(*known.values()))


def _partner(sitting: Sitting) -> str:
    if not sitting.partner:
        raise PartnerMissing(Fault(where="partner", code=PartnerMissing.code))
    return sitting.partner


def _must_be_ready(
    numbers: Sequence[str],
    chosen: Sequence[SendableReport],
    items: Sequence[SendableItem],
    purpose: str,
) -> None:
    faults = []
    if not numbers:
        faults.append(Fault(where="reports", code=ReportsMissing.code))
    found = {report.number for report in chosen}
    for number in numbers:
        if number not in found:
            facts: dict[str, object] = {"number": number}
            faults.append(Fault(where="reports", code="exchange.report-not-sendable", facts=facts))
    for report in chosen:
        own = [item for item in items if item.report == report.uid]
        if not own or not all(item.text.strip() for item in own):
            facts = {"number": report.number}
            faults.append(Fault(where="reports", code="exchange.not-sanitised", facts=facts))
    if not purpose.strip():
        faults.append(Fault(where="purpose", code="exchange.purpose-empty"))
    refuse_faults(faults)


def _must_leave(label: Label) -> None:
    if label.level > Level.RESTRICTED:
        raise Invalid(Fault(where="reports", code="exchange.label-too-high"))


def _message(sitting: Sitting, row: ParcelRow) -> Message:
    """The track, from receipts whose signatures are checked again at every look."""
    known = peers.every()
    itself = peers.itself(sitting.node, node_keys().signing.public_key())
    tokens = [one.token for one in row.receipts]
    if row.direction == parcels.IN and row.stamp:
        tokens.append(row.stamp)
    partner = row.sender if row.direction == parcels.IN else row.addressee
    via = known[partner].via if partner in known else ""
    steps = track(
        [one for token in tokens if (one := _proven(token, {**known, sitting.node: itself}))],
        sealed_at=row.created_at,
        queued_at=row.created_at,
        by=row.sender,
        addressee=row.addressee,
        through_hub=bool(via),
    )
    return Message(parcel=row, steps=steps)


def _proven(token: str, known: Mapping[str, Peer]) -> Receipt | None:
    """The receipt, or None when its signature does not hold under a key we trust now."""
    try:
        return read_receipt(token, known)
    except Invalid:
        return None
