"""Receipts: signed words about one message, and the six steps they prove.

custody     the hub has it, durably
delivered   the addressee has it, durably, and every byte checked
processed   the addressee's gate has judged it; each report passed or refused, with a code
refused     the addressee could not take it at all, with a code
seen        a person of that unit has opened it
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from khabar.core.errors import Fault
from khabar.exchange.sealing import (
    JsonRefused,
    as_bytes,
    claimed,
    read_object,
    read_record,
    sign,
    verified,
)
from khabar.exchange.trust import Peer, peer_named

CUSTODY, DELIVERED, PROCESSED, REFUSED, SEEN = (
    "custody", "delivered", "processed", "refused", "seen",
)  # fmt: skip
RECEIPTS = (CUSTODY, DELIVERED, PROCESSED, REFUSED, SEEN)
STEPS = ("sealed", "queued", CUSTODY, DELIVERED, PROCESSED, SEEN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of one report (or of a whole request or notice). code "" when it passed."""

    id: str
    passed: bool
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """node: who signs; to: whose message it was; unit: who opened it (seen only)."""

    v: int
    kind: str
    msg_id: str
    node: str
    to: str
    at: datetime
    code: str
    unit: str
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the track.

    state   proven (a signed receipt, or our own signature for the first two), waiting,
            refused, or skipped (no hub on this way)
    by      node that signed; "" while nobody has
    """

    name: str
    state: str
    at: datetime | None = None
    by: str = ""
    code: str = ""


def sign_receipt(receipt: Receipt, key: Ed25519PrivateKey) -> str:
    return sign(as_bytes(receipt), kind="receipt", key=key)


def read_receipt(token: str, peers: Mapping[str, Peer]) -> Receipt:
    """The receipt, once the pinned key of the node it names has signed it.

    Raises  SignatureRefused · PeerUnknown · JsonRefused.
    """
    named = read_object(claimed(token), where="receipt").get("node")
    raw = verified(token, kind="receipt", key=peer_named(str(named), peers).signing)
    receipt = read_record(Receipt, read_object(raw, where="receipt"), where="receipt")
    if receipt.kind not in RECEIPTS:
        raise JsonRefused(Fault(where="receipt:kind", code="exchange.field-wrong"))
    return receipt


def proves(receipt: Receipt, *, addressee: str, hubs: Iterable[str]) -> bool:
    """May this node say this? A hub stamps custody or refuses to carry; the rest is the
    addressee's word alone."""
    if receipt.kind == CUSTODY:
        return receipt.node in hubs
    return receipt.node == addressee or (receipt.kind == REFUSED and receipt.node in hubs)


def track(
    receipts: Iterable[Receipt],
    *,
    sealed_at: datetime,
    queued_at: datetime | None,
    by: str,
    addressee: str,
    through_hub: bool,
) -> tuple[Step, ...]:
    """The six steps of one message, each proven, waiting, refused or skipped.

    A later receipt proves the steps before it: who has processed it has received it.
    """
    first: dict[str, Receipt] = {}
    not_carried = None
    for one in sorted(receipts, key=lambda receipt: receipt.at):
        if one.kind == REFUSED and one.node != addressee:
            not_carried = one
        else:
            first.setdefault(one.kind, one)
    steps = [
        Step(name="sealed", state="proven", at=sealed_at, by=by),
        Step(name="queued", state="proven" if queued_at else "waiting", at=queued_at, by=by),
    ]
    if not_carried and CUSTODY not in first:
        steps.append(Step(name=CUSTODY, state="refused", at=not_carried.at, by=not_carried.node,
                          code=not_carried.code))  # fmt: skip
    elif through_hub or CUSTODY in first:
        steps.append(_step(CUSTODY, first, later=(DELIVERED, PROCESSED, REFUSED, SEEN)))
    else:
        steps.append(Step(name=CUSTODY, state="skipped"))
    steps.append(_step(DELIVERED, first, later=(PROCESSED, SEEN)))
    steps.append(_step(PROCESSED, first, later=(SEEN,)))
    steps.append(_step(SEEN, first, later=()))
    return tuple(steps)


def reached(steps: Iterable[Step]) -> str:
    """The last proven step, or "refused" when one was refused."""
    name = "sealed"
    for step in steps:
        if step.state == "refused":
            return "refused"
        name = step.name if step.state == "proven" else name
    return name


def _step(name: str, first: Mapping[str, Receipt], later: tuple[str, ...]) -> Step:
    if name in first:
        proof = first[name]
        lost = (
            name == PROCESSED
            and bool(proof.verdicts)
            and not any(verdict.passed for verdict in proof.verdicts)
        )
        code = next((one.code for one in proof.verdicts if one.code), "") if lost else ""
        return Step(name=name, state="refused" if lost else "proven", at=proof.at,
                    by=proof.node, code=code)  # fmt: skip
    if name in (DELIVERED, PROCESSED) and REFUSED in first:
        proof = first[REFUSED]
        return Step(name=name, state="refused", at=proof.at, by=proof.node, code=proof.code)
    for kind in later:
        if kind in first:
            return Step(name=name, state="proven", at=first[kind].at, by=first[kind].node)
    return Step(name=name, state="waiting")
