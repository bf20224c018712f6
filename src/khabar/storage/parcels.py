"""Parcels: the outbox, the inbox and what the hub holds; bytes, states and signed receipts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Q

from khabar.core.errors import Conflict
from khabar.exchange import Receipt, Route, Verdict
from khabar.storage.models.exchange import (
    Parcel,
    ParcelBody,
    ParcelReceipt,
    ParcelReport,
    PartnerNotice,
)

OUT, IN, THROUGH = "out", "in", "through"
QUEUED, HANDED, STOPPED, WAITING, DONE, REFUSED = (
    "queued", "handed", "stopped", "waiting", "done", "refused",
)  # fmt: skip
LONGEST_PAUSE = timedelta(minutes=15)
_LANES = ("flash", "urgent", "routine", "bulk")


class AlreadyKept(Conflict):
    """The same message was being taken twice at once; one of the two won."""

    code = "exchange.taken-before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A parcel that waits to be handed on."""

    uid: str
    direction: str
    sender: str
    addressee: str
    lane: str
    route: str
    stamp: str
    not_after: datetime
    tries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A parcel that has arrived or left, as the desk needs it to act on."""

    uid: str
    direction: str
    kind: str
    content: str
    msg_id: str
    sender: str
    addressee: str
    state: str
    token: str
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """One report of a parcel, by the originator's ids."""

    report_uid: str
    number: str
    items: tuple[str, ...]
    local_uid: str = ""
    verdict: str = ""
    codes: tuple[str, ...] = ()


def keep(
    route: Route,
    body: bytes,
    *,
    uid: str,
    direction: str,
    state: str,
    at: datetime,
    route_token: str,
    token: str = "",
    stamp: str = "",
    content: str = "",
    seq: int = 0,
    by: int | None = None,
    case_id: int | None = None,
) -> str:
    """Keep a parcel with its bytes; a refused try of the same message gives way to it.

    →   its uid

    Raises  AlreadyKept
    """
    Parcel.objects.filter(**_same(route, direction), state=REFUSED).delete()
    if Parcel.objects.filter(**_same(route, direction)).exists():
        raise AlreadyKept()
    row = Parcel.objects.create(
        uid=uid,
        **_same(route, direction),
        kind=route.kind,
        content=content,
        seq=seq,
        lane=route.lane,
        route=route_token,
        token=token,
        stamp=stamp,
        size=len(body),
        state=state,
        by_id=by,
        case_id=case_id,
        created_at=at,
        not_after=route.not_after,
        next_try_at=at if state == QUEUED else None,
    )
    if body:
        ParcelBody.objects.create(parcel=row, body=body)
    return uid


def keep_refused(route: Route, *, uid: str, direction: str, code: str, at: datetime) -> None:
    """Remember that something came and why it was not taken; none of its bytes."""
    defaults = {
        "uid": uid, "kind": route.kind, "lane": route.lane, "route": "", "size": route.size,
        "state": REFUSED, "code": code[:40], "created_at": at, "not_after": route.not_after,
    }  # fmt: skip
    row, made = Parcel.objects.get_or_create(**_same(route, direction), defaults=defaults)
    if not made and row.state == REFUSED:
        Parcel.objects.filter(pk=row.pk).update(code=code[:40], created_at=at)


def received(route: Route, direction: str) -> Kept | None:
    """The parcel of this message if it was taken before."""
    row = Parcel.objects.filter(**_same(route, direction)).exclude(state=REFUSED).first()
    return _kept(row) if row else None


def by_uid(uid: str) -> Kept | None:
    row = Parcel.objects.filter(uid=uid).first()
    return _kept(row) if row else None


def sent(msg_id: str, addressee: str) -> Kept | None:
    """Our own parcel of this message to this node."""
    row = Parcel.objects.filter(direction=OUT, msg_id=msg_id, addressee=addressee).first()
    return _kept(row) if row else None


def came(msg_id: str, sender: str) -> Kept | None:
    """The parcel of this message from this node."""
    row = Parcel.objects.filter(direction=IN, msg_id=msg_id, sender=sender).first()
    return _kept(row) if row else None


def body_of(uid: str) -> bytes:
    return bytes(ParcelBody.objects.get(parcel__uid=uid).body)


def route_of(uid: str) -> str:
    return Parcel.objects.values_list("route", flat=True).get(uid=uid)


def last_sent(addressee: str) -> tuple[int, str | None]:
    """The number and msg_id of our last package to a node; (0, None) before the first."""
    found = Parcel.objects.filter(direction=OUT, kind="package", addressee=addressee)
    seq = found.aggregate(last=Max("seq"))["last"] or 0
    return seq, found.filter(seq=seq).values_list("msg_id", flat=True).first()


def due(now: datetime, *, most: int = 50) -> list[Due]:
    """What waits to be handed on now: flash before urgent before routine, oldest first."""
    rows = Parcel.objects.filter(
        Q(next_try_at__lte=now), direction__in=(OUT, THROUGH), state=QUEUED
    )
    found = [
        Due(
            uid=row.uid,
            direction=row.direction,
            sender=row.sender,
            addressee=row.addressee,
            lane=row.lane,
            route=row.route,
            stamp=row.stamp,
            not_after=row.not_after,
            tries=row.tries,
        )
        for row in rows.order_by("created_at")[:1000]
    ]
    return sorted(found, key=lambda one: _LANES.index(one.lane))[:most]


def handed(uid: str, *, at: datetime) -> None:
    Parcel.objects.filter(uid=uid, state=QUEUED).update(
        state=HANDED, handed_at=at, next_try_at=None, code=""
    )


def stopped(uid: str, *, code: str) -> None:
    """It will not be tried again: refused by its carrier or its addressee, or too old."""
    Parcel.objects.filter(uid=uid).update(state=STOPPED, next_try_at=None, code=code[:40])


def postponed(uid: str, *, now: datetime, tries: int, code: str) -> None:
    """Try again later: twice as long each time, at most LONGEST_PAUSE."""
    pause = min(timedelta(seconds=2 ** min(tries, 12)), LONGEST_PAUSE)
    Parcel.objects.filter(uid=uid).update(tries=tries + 1, next_try_at=now + pause, code=code[:40])


def finished(uid: str) -> None:
    """Judged at the gate, or taken in."""
    Parcel.objects.filter(uid=uid).update(state=DONE)


def seen(uid: str, *, at: datetime) -> bool:
    """A person opened it; False when somebody had before."""
    return bool(Parcel.objects.filter(uid=uid, seen_at=None).update(seen_at=at))


def keep_receipt(uid: str, receipt: Receipt, *, token: str, at: datetime) -> bool:
    """Keep a signed receipt; False when this node has said this before."""
    row = Parcel.objects.get(uid=uid)
    _row, made = ParcelReceipt.objects.get_or_create(
        parcel=row,
        kind=receipt.kind,
        node=receipt.node,
        defaults={
            "at": receipt.at,
            "code": receipt.code[:40],
            "unit": receipt.unit[:120],
            "token": token,
            "received_at": at,
        },
    )
    _judge(row, receipt.verdicts)
    return made


def receipt_token(uid: str, kind: str) -> str:
    """The receipt of this kind that this node gave for a parcel, "" before it has."""
    found = ParcelReceipt.objects.filter(parcel__uid=uid, kind=kind)
    return found.values_list("token", flat=True).first() or ""


def keep_reports(uid: str, reports: Iterable[Carried]) -> None:
    row = Parcel.objects.get(uid=uid)
    for one in reports:
        ParcelReport.objects.update_or_create(
            parcel=row,
            report_uid=one.report_uid,
            defaults={
                "number": one.number,
                "items": list(one.items),
                "local_uid": one.local_uid,
                "verdict": one.verdict,
                "codes": list(one.codes),
            },
        )


def told() -> list[tuple[str, str, str]]:
    """(addressee, report uid, item uid) for every item that left this node and was not refused."""
    rows = ParcelReport.objects.filter(parcel__direction=OUT).exclude(verdict="refused")
    return sorted(
        {
            (row.parcel.addressee, row.report_uid, item)
            for row in rows.select_related("parcel")
            for item in row.items
        }
    )


def keep_notice(
    *, uid: str, direction: str, partner: str, report: str, item: str, action: str, code: str,
    at: datetime, kept_at: datetime, parcel: str, found: int | None = None,
) -> bool:  # fmt: skip
    """Keep a notice; False when it was given before."""
    _row, made = PartnerNotice.objects.get_or_create(
        direction=direction,
        partner=partner,
        item_uid=item,
        action=action,
        defaults={
            "uid": uid, "report_uid": report, "code": code[:40], "at": at, "kept_at": kept_at,
            "parcel": Parcel.objects.get(uid=parcel), "found": found,
        },
    )  # fmt: skip
    return made


def noticed(partner: str, direction: str) -> frozenset[str]:
    """Items of which a notice was given to, or came from, this partner (originator's ids)."""
    found = PartnerNotice.objects.filter(partner=partner, direction=direction)
    return frozenset(found.values_list("item_uid", flat=True))


def _same(route: Route, direction: str) -> dict[str, str]:
    return {
        "direction": direction,
        "sender": route.sender,
        "msg_id": route.msg_id,
        "addressee": route.to,
    }


def _judge(parcel: Parcel, verdicts: Iterable[Verdict]) -> None:
    for verdict in verdicts:
        ParcelReport.objects.filter(parcel=parcel, report_uid=verdict.id).update(
            verdict="passed" if verdict.passed else "refused",
            codes=[verdict.code] if verdict.code else [],
        )


def _kept(row: Parcel) -> Kept:
    return Kept(
        uid=row.uid,
        direction=row.direction,
        kind=row.kind,
        content=row.content,
        msg_id=row.msg_id,
        sender=row.sender,
        addressee=row.addressee,
        state=row.state,
        token=row.token,
        created_at=row.created_at,
    )
