"""Parcels as partners UZ and HUB would bring them to the test's node TJ."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta

from khabar.desk.carriage import Taken, machine, receive_parcel
from khabar.exchange import (
    CUSTODY,
    LETTER,
    PACKAGE,
    Load,
    Receipt,
    Route,
    digest,
    seal_letter,
    sign_receipt,
    sign_route,
)
from tests.cast import NIGHT
from tests.desk.partners import me
from tests.exchange.making import HUB, LOAD, UZ, Node, sealed

FROM_UZ = replace(
    LOAD,
    labels=(replace(LOAD.labels[0], originator="UZ-MIA", releasable=("TJ",)),),
    reports=(
        replace(
            LOAD.reports[0], agency="UZ-MIA", number="UZ-MIA-2026-9ABCD", offence="trafficking",
            ground="Seen twice at night at the river bank handing bundles over to a van",
        ),
    ),
)  # fmt: skip


def package(load: Load = FROM_UZ, *, by: Node = UZ, to: Node | None = None, **changes: object):
    when = {"created": NIGHT, "not_after": NIGHT + timedelta(days=30)}
    return sealed(load, by=by, to=to or me(), **{**when, **changes})


def route(msg_id: str, body: bytes, *, kind: str = PACKAGE, sender: Node = UZ, **changes: object):
    way = Route(
        v=1, kind=kind, msg_id=msg_id, sender=sender.code, to="TJ", lane="routine", created=NIGHT,
        not_after=NIGHT + timedelta(days=30), size=len(body), body=digest(body), level=1,
        handling=2, originator=sender.code, releasable=("TJ",),
    )  # fmt: skip
    return replace(way, **changes)


def stamp(msg_id: str, *, by: Node = HUB) -> str:
    return sign_receipt(
        Receipt(v=1, kind=CUSTODY, msg_id=msg_id, node=by.code, to="UZ", at=NIGHT, code="",
                unit="", verdicts=()),
        by.signing,
    )  # fmt: skip


def bring(
    msg_id: str, body: bytes, *, clock, sender: Node = UZ, stamped: str = "", **changes: object
) -> Taken:
    token = sign_route(route(msg_id, body, sender=sender, **changes), sender.signing)
    return receive_parcel(machine("api", clock), route=token, stamp=stamped, body=body)


def bring_receipt(msg_id: str, kind: str, *, clock, by: Node = UZ, **more: object) -> Taken:
    fields = {"code": "", "unit": "", "verdicts": (), **more}
    token = sign_receipt(
        Receipt(v=1, kind=kind, msg_id=msg_id, node=by.code, to="TJ", at=NIGHT, **fields),
        by.signing,
    )
    body = seal_letter(token, recipients=[me().peer.recipient])
    letter = hashlib.sha256(token.encode()).hexdigest()
    return bring(letter, body, clock=clock, sender=by, kind=LETTER)
