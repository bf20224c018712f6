"""The outbox: seal, sign the way, queue – inside the transaction of the act that asked for it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from khabar.desk.sitting import Sitting
from khabar.exchange import (
    LETTER,
    PACKAGE,
    Manifest,
    Peer,
    Receipt,
    Route,
    Verdict,
    digest,
    peer_named,
    seal,
    seal_letter,
    sign_receipt,
    sign_route,
)
from khabar.safeguards import Label, Level
from khabar.storage import parcels, peers
from khabar.storage.keys import node_keys

KEPT_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Put:
    """What was put in the outbox. body is the sealed file, for the stick."""

    uid: str
    msg_id: str
    body: bytes


def put(
    sitting: Sitting,
    *,
    to: str,
    kind: str,
    content: bytes,
    label: Label | None,
    purpose: str,
    lane: str = "routine",
    refs: tuple[str, ...] = (),
    case_id: int | None = None,
    by_stick: bool = False,
) -> Put:
    """Seal one package to one node and queue it.

    label     the strictest inside; None when it holds no words (a notice)
    by_stick  kept as handed on by hand: the network does not carry it

    Raises  PeerUnknown for a node nobody pinned.
    """
    peer = peer_named(to, peers.every())
    now = sitting.clock().replace(microsecond=0)
    seq, before = parcels.last_sent(to)
    manifest = Manifest(
        v=1,
        kind=kind,
        sender=sitting.node,
        to=(to,),
        seq=seq + 1,
        prev=before,
        created=now,
        not_after=now + timedelta(days=KEPT_DAYS),
        purpose=purpose,
        by=sitting.who.uid,
        unit=sitting.who.unit,
        refs=refs,
        parts=(),
    )
    keys = node_keys()
    sealed = seal(manifest, content, key=keys.signing, recipients=[peer.recipient])
    way = _way(sitting, peer, PACKAGE, sealed.msg_id, sealed.body, label=label, lane=lane)
    uid = parcels.keep(
        way,
        sealed.body,
        uid=sitting.ids(),
        direction=parcels.OUT,
        state=parcels.HANDED if by_stick else parcels.QUEUED,
        at=sitting.clock(),
        route_token=sign_route(way, keys.signing),
        token=sealed.token,
        content=kind,
        seq=seq + 1,
        by=sitting.who.id or None,
        case_id=case_id,
    )
    return Put(uid=uid, msg_id=sealed.msg_id, body=sealed.body)


def put_receipt(
    sitting: Sitting,
    *,
    parcel: parcels.Kept,
    kind: str,
    code: str = "",
    unit: str = "",
    verdicts: tuple[Verdict, ...] = (),
) -> str:
    """Sign a receipt for a parcel that came in, keep it, and send it home as an age letter.

    →   the signed token
    """
    token = signed(sitting, msg_id=parcel.msg_id, to=parcel.sender, kind=kind, code=code,
                   unit=unit, verdicts=verdicts)  # fmt: skip
    receipt, keys = token[1], node_keys()
    parcels.keep_receipt(parcel.uid, receipt, token=token[0], at=sitting.clock())
    home = peer_named(parcel.sender, peers.every())
    body = seal_letter(token[0], recipients=[home.recipient])
    letter_id = hashlib.sha256(token[0].encode()).hexdigest()
    way = _way(sitting, home, LETTER, letter_id, body, label=None, lane="urgent")
    parcels.keep(
        way,
        body,
        uid=sitting.ids(),
        direction=parcels.OUT,
        state=parcels.QUEUED,
        at=sitting.clock(),
        route_token=sign_route(way, keys.signing),
        content="receipt",
    )
    return token[0]


def signed(
    sitting: Sitting,
    *,
    msg_id: str,
    to: str,
    kind: str,
    code: str = "",
    unit: str = "",
    verdicts: tuple[Verdict, ...] = (),
) -> tuple[str, Receipt]:
    """A receipt of this node and its signed token; nothing is kept."""
    receipt = Receipt(
        v=1,
        kind=kind,
        msg_id=msg_id,
        node=sitting.node,
        to=to,
        at=sitting.clock().replace(microsecond=0),
        code=code,
        unit=unit,
        verdicts=verdicts,
    )
    return sign_receipt(receipt, node_keys().signing), receipt


def _way(
    sitting: Sitting,
    peer: Peer,
    kind: str,
    msg_id: str,
    body: bytes,
    *,
    label: Label | None,
    lane: str,
) -> Route:
    now = sitting.clock().replace(microsecond=0)
    return Route(
        v=1,
        kind=kind,
        msg_id=msg_id,
        sender=sitting.node,
        to=peer.code,
        lane=lane,
        created=now,
        not_after=now + timedelta(days=KEPT_DAYS),
        size=len(body),
        body=digest(body),
        level=int(label.level if label else Level.RESTRICTED),
        handling=int(label.handling) if label else 0,
        originator=sitting.node,
        releasable=(peer.code,),
    )
