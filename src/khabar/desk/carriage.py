"""Carrying: taking parcels in at the node's door, handing them on, and the receipts of both.

What the machine does by itself, as the node: it verifies, keeps, forwards and signs. It reads
no intelligence: what came waits at the gate for a person.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from khabar.core.errors import Invalid, Refusal
from khabar.desk.arriving import take_in
from khabar.desk.outbox import put, signed
from khabar.desk.sitting import Clock, Sitting, act, nobody, utc_now
from khabar.exchange import (
    CUSTODY,
    DELIVERED,
    LETTER,
    NOTICE,
    REFUSED,
    REFUTED,
    JsonRefused,
    Notice,
    PackageRefused,
    Peer,
    PeerUnknown,
    Receipt,
    Route,
    SignatureRefused,
    must_agree,
    must_be_carriable,
    must_be_the_body,
    notice_bytes,
    open_letter,
    peer_named,
    proves,
    read_receipt,
    read_route,
    unseal,
)
from khabar.safeguards import Role, Who
from khabar.storage import accounts, arrivals, parcels, peers, requests, wire
from khabar.storage.keys import node_keys


class NotAdmitted(Refusal):
    """The header is missing, not signed by a pinned peer, or unreadable: 401."""

    code = "exchange.not-admitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """receipt: signed token; code: why it was refused, "" when it was taken."""

    receipt: str
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pumped:
    """One round of the outbox."""

    handed: int
    postponed: int
    stopped: int


def machine(door: str, clock: Clock = utc_now) -> Sitting:
    """The node itself at its door or in its worker: acts of carriage only, no label in sight."""
    empty = nobody(door, clock)
    who = Who(id=0, uid=f"node-{empty.node}", username=empty.node, roles=frozenset({Role.ADMIN}))
    return Sitting(
        who=who, purpose=None, case=None, partner="", scope=empty.scope, clock=clock,
        ids=empty.ids, door=door, node=empty.node,
    )  # fmt: skip


def receive_parcel(sitting: Sitting, *, route: str, stamp: str, body: bytes) -> Taken:
    """Take a parcel at the door: for us, or, at a hub, to be carried on.

    A message that was taken before gets the same receipt again. A damaged or misdirected one
    is refused with a signed receipt, remembered by code, and none of its bytes are kept.

    Raises  NotAdmitted when nobody we trust has signed the header.
    """
    with act(sitting, "parcel.receive") as doing:
        way = _admitted(route)
        doing.about(way.msg_id)
    try:
        return Taken(receipt=_take(sitting, way, route, stamp, body))
    except parcels.AlreadyKept:  # it came twice at once and the other one won: it is there now
        return Taken(receipt=_take(sitting, way, route, stamp, body))
    except Invalid as wrong:
        return _refuse(sitting, way, wrong.faults[0].code if wrong.faults else wrong.code)


def pump(sitting: Sitting) -> Pumped:
    """One round: tell receivers what no longer holds, then hand on whatever is due.

    The socket is never open inside a transaction. A crash between the post and the note of it
    sends the same message again; the receiver knows it and repeats its receipt.
    """
    give_notices(sitting)
    counts = {"handed": 0, "postponed": 0, "stopped": 0}
    known = peers.every()
    for one in parcels.due(sitting.clock()):
        counts[_hand_on(sitting, one, known)] += 1
    return Pumped(**counts)


def give_notices(sitting: Sitting) -> int:
    """Send a signed notice for every item that was refuted here after it had left.

    →   how many items were told of
    """
    told = [one for one in parcels.told() if one[2] not in parcels.noticed(one[0], parcels.OUT)]
    fallen = arrivals.refuted_here(sitting.node, [item for _, _, item in told])
    due = [one for one in told if one[2] in fallen]
    for partner in sorted({addressee for addressee, _, _ in due} & set(peers.every())):
        notices = [
            Notice(report=report, item=item, action=REFUTED, code=fallen[item][0],
                   at=fallen[item][1].replace(microsecond=0))
            for addressee, report, item in due
            if addressee == partner
        ]  # fmt: skip
        with act(sitting, "notice.give") as doing:
            sent = put(sitting, to=partner, kind=NOTICE, content=notice_bytes(notices), label=None,
                       purpose="refutation", lane="urgent")  # fmt: skip
            for one in notices:
                parcels.keep_notice(
                    uid=sitting.ids(), direction=parcels.OUT, partner=partner, report=one.report,
                    item=one.item, action=one.action, code=one.code, at=one.at,
                    kept_at=sitting.clock(), parcel=sent.uid,
                )  # fmt: skip
            doing.about(sent.uid, *(one.item for one in notices))
    return len(due)


def _take(sitting: Sitting, way: Route, route: str, stamp: str, body: bytes) -> str:
    if way.to == sitting.node:
        return _for_us(sitting, way, route, stamp, body)
    return _to_carry(sitting, way, route, body)


def _admitted(token: str) -> Route:
    try:
        return read_route(token, peers.every())
    except (SignatureRefused, PeerUnknown, JsonRefused):
        raise NotAdmitted() from None


def _to_carry(sitting: Sitting, way: Route, route: str, body: bytes) -> str:
    node = accounts.this_node()
    if node is None or not node.is_hub:
        raise PackageRefused(code="exchange.package-not-for-us", to=way.to, me=sitting.node)
    must_be_the_body(way, body)
    must_be_carriable(way, sitting.clock())
    peer_named(way.to, peers.every())
    if before := parcels.received(way, parcels.THROUGH):
        return parcels.receipt_token(before.uid, CUSTODY)
    with act(sitting, "parcel.custody") as doing:
        token, receipt = signed(sitting, msg_id=way.msg_id, to=way.sender, kind=CUSTODY)
        uid = parcels.keep(
            way, body, uid=sitting.ids(), direction=parcels.THROUGH, state=parcels.QUEUED,
            at=sitting.clock(), route_token=route, stamp=token,
        )  # fmt: skip
        parcels.keep_receipt(uid, receipt, token=token, at=sitting.clock())
        doing.about(uid)
    return token


def _for_us(sitting: Sitting, way: Route, route: str, stamp: str, body: bytes) -> str:
    must_be_the_body(way, body)
    known = peers.every()
    _must_be_stamped(way, stamp, known)
    if before := parcels.received(way, parcels.IN):
        return parcels.receipt_token(before.uid, DELIVERED)
    if way.kind == LETTER:
        return _take_letter(sitting, way, route, body, known)
    package = unseal(
        body, me=sitting.node, identity=node_keys().identity, peers=known, now=sitting.clock()
    )
    manifest = package.manifest
    must_agree(way, msg_id=package.msg_id, sender=manifest.sender, to=manifest.to)
    return take_in(sitting, package, way, route_token=route, stamp=stamp, body=body)


def _must_be_stamped(way: Route, stamp: str, known: Mapping[str, Peer]) -> None:
    """A stamp that is there must be a hub's, for this message."""
    if not stamp:
        return
    custody = read_receipt(stamp, known)
    if custody.msg_id != way.msg_id or not proves(custody, addressee=way.to, hubs=_hubs(known)):
        raise PackageRefused(code="exchange.stamp-differs")


def _take_letter(
    sitting: Sitting, way: Route, route: str, body: bytes, known: Mapping[str, Peer]
) -> str:
    """A receipt for something of ours: kept with its message."""
    token = open_letter(body, identity=node_keys().identity)
    receipt = read_receipt(token, known)
    if hashlib.sha256(token.encode()).hexdigest() != way.msg_id or receipt.node != way.sender:
        raise PackageRefused(code="exchange.route-differs")
    ours = parcels.sent(receipt.msg_id, receipt.node)
    if ours is None:
        raise PackageRefused(code="exchange.receipt-unknown")
    with act(sitting, "receipt.take") as doing:
        _note(sitting, ours.uid, receipt, token)
        back, said = signed(sitting, msg_id=way.msg_id, to=way.sender, kind=DELIVERED)
        uid = parcels.keep(
            way, b"", uid=sitting.ids(), direction=parcels.IN, state=parcels.DONE,
            at=sitting.clock(), route_token=route, content="receipt",
        )  # fmt: skip
        parcels.keep_receipt(uid, said, token=back, at=sitting.clock())
        doing.about(ours.uid)
    return back


def _note(sitting: Sitting, uid: str, receipt: Receipt, token: str) -> None:
    """Keep a receipt with our own message, and what follows from it."""
    parcels.keep_receipt(uid, receipt, token=token, at=sitting.clock())
    if receipt.kind == REFUSED:
        parcels.stopped(uid, code=receipt.code)
    elif receipt.kind == "seen":
        requests.acknowledge_sent(receipt.msg_id, at=receipt.at)


def _refuse(sitting: Sitting, way: Route, code: str) -> Taken:
    direction = parcels.IN if way.to == sitting.node else parcels.THROUGH
    with act(sitting, "parcel.refuse") as doing:
        parcels.keep_refused(way, uid=sitting.ids(), direction=direction, code=code,
                             at=sitting.clock())  # fmt: skip
        doing.about(way.msg_id)
    token, _said = signed(sitting, msg_id=way.msg_id, to=way.sender, kind=REFUSED, code=code)
    return Taken(receipt=token, code=code)


def _hand_on(sitting: Sitting, one: parcels.Due, known: Mapping[str, Peer]) -> str:
    if one.not_after < sitting.clock():
        with act(sitting, "parcel.hand-over") as doing:
            parcels.stopped(one.uid, code="exchange.package-expired")
            doing.about(one.uid)
        return "stopped"
    hop = _next_hop(one, known)
    if hop is None or not hop.address:
        parcels.postponed(one.uid, now=sitting.clock(), tries=one.tries,
                          code="exchange.no-address")  # fmt: skip
        return "postponed"
    answer = wire.hand_over(
        hop.address, route=one.route, stamp=one.stamp, body=parcels.body_of(one.uid)
    )
    receipt = _believed(answer.receipt, one, hop, known)
    if receipt is None:
        code = answer.code or "exchange.no-receipt"
        parcels.postponed(one.uid, now=sitting.clock(), tries=one.tries, code=code)
        return "postponed"
    with act(sitting, "parcel.hand-over") as doing:
        parcels.keep_receipt(one.uid, receipt, token=answer.receipt, at=sitting.clock())
        doing.about(one.uid)
        if receipt.kind == REFUSED:
            parcels.stopped(one.uid, code=receipt.code)
            return "stopped"
        parcels.handed(one.uid, at=sitting.clock())
    return "handed"


def _next_hop(one: parcels.Due, known: Mapping[str, Peer]) -> Peer | None:
    """The hub that carries for the addressee, or the addressee itself."""
    peer = known.get(one.addressee)
    if peer and peer.via and one.direction == parcels.OUT:
        return known.get(peer.via)
    return peer


def _believed(token: str, one: parcels.Due, hop: Peer, known: Mapping[str, Peer]) -> Receipt | None:
    """The receipt, if that very door signed it for that very message."""
    try:
        receipt = read_receipt(token, known)
        way = read_route(one.route, {**known, one.sender: _itself(one.sender, known)})
    except Invalid:
        return None
    right = receipt.node == hop.code and receipt.msg_id == way.msg_id
    return receipt if right and receipt.kind in (CUSTODY, DELIVERED, REFUSED) else None


def _itself(code: str, known: Mapping[str, Peer]) -> Peer:
    return known.get(code) or peers.itself(code, node_keys().signing.public_key())


def _hubs(known: Mapping[str, Peer]) -> set[str]:
    return {peer.code for peer in known.values() if peer.role == "hub"}
