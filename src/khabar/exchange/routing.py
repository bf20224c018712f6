"""Routing: the clear header a carrier reads, signed by the sender, stamped by the hub.

It says whose message goes where, how urgent, how strict, and the exact bytes it stands for.
It holds no text and no report number: the hub enforces a label it cannot fill with content.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from khabar.core.errors import Fault, Invalid
from khabar.exchange.sealing import (
    JsonRefused,
    PackageRefused,
    as_bytes,
    claimed,
    read_object,
    read_record,
    sign,
    verified,
)
from khabar.exchange.trust import Peer, peer_named

PACKAGE, LETTER = "package", "letter"
_HASH = re.compile("[0-9a-f]{64}")
LANES = ("flash", "urgent", "routine", "bulk")
HIGHEST_LEVEL = 1  # restricted: above it nothing leaves by network
ASKS_RELEASE = 2  # H2 and H3 go on only with the originator's word


class CarriageRefused(Invalid):
    """The hub may not carry this: its label does not reach the addressee."""

    code = "exchange.carriage-refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One message to one node.

    kind        package, or letter (a receipt on its way back)
    lane        flash, urgent, routine, bulk: what leaves first
    size, body  length and SHA-256 of the age file
    level       0 open … 3 top secret; handling 0…3; both the strictest inside
    originator  node whose word the strictest content is
    releasable  node codes the label reaches
    """

    v: int
    kind: str
    msg_id: str
    sender: str
    to: str
    lane: str
    created: datetime
    not_after: datetime
    size: int
    body: str
    level: int
    handling: int
    originator: str
    releasable: tuple[str, ...]


def digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def sign_route(route: Route, key: Ed25519PrivateKey) -> str:
    return sign(as_bytes(route), kind="route", key=key)


def read_route(token: str, peers: Mapping[str, Peer]) -> Route:
    """The header, once its sender's pinned key has signed it.

    Raises  SignatureRefused · PeerUnknown · JsonRefused.
    """
    named = read_object(claimed(token), where="route").get("sender")
    key = peer_named(str(named), peers).signing
    route = read_record(
        Route, read_object(verified(token, kind="route", key=key), where="route"), where="route"
    )
    known = route.kind in (PACKAGE, LETTER) and route.lane in LANES and route.v == 1
    hashes = _HASH.fullmatch(route.msg_id) and _HASH.fullmatch(route.body)
    bounds = 0 <= route.size < 2**31 and route.level in range(4) and route.handling in range(4)
    if not (known and hashes and bounds):
        raise JsonRefused(Fault(where="route:kind", code="exchange.field-wrong"))
    return route


def must_be_the_body(route: Route, body: bytes) -> None:
    """Refuse a body that is not the one the header was signed over.

    Raises  PackageRefused: cut when it is shorter, tampered otherwise.
    """
    if len(body) < route.size:
        raise _refused("exchange.package-cut")
    if len(body) != route.size or digest(body) != route.body:
        raise _refused("exchange.package-tampered", part="")


def must_agree(route: Route, *, msg_id: str, sender: str, to: tuple[str, ...]) -> None:
    """Refuse when the clear header says other than what was signed inside.

    Raises  PackageRefused.
    """
    if (route.msg_id, route.sender) != (msg_id, sender) or route.to not in to:
        raise _refused("exchange.route-differs")


def must_be_carriable(route: Route, now: datetime) -> None:
    """The hub's own label check, from the clear header alone.

    Raises  CarriageRefused: expired, above the level for networks, addressee outside the
            releasable nodes, or a third party's H2 without that party's release.
    """
    if route.not_after < now:
        raise CarriageRefused(code="exchange.package-expired", until=route.not_after)
    if route.level > HIGHEST_LEVEL:
        raise CarriageRefused(code="exchange.label-too-high", level=route.level)
    if route.to not in route.releasable:
        raise CarriageRefused(code="exchange.label-not-releasable", to=route.to)
    if route.handling >= ASKS_RELEASE and route.originator != route.sender:
        raise CarriageRefused(code="exchange.label-asks-originator", originator=route.originator)


def _refused(code: str, **facts: object) -> PackageRefused:
    return PackageRefused(Fault(where="", code=code, facts=facts), code=code, **facts)
