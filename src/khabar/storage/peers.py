"""Peers: whom a person pinned, and this node's own card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from khabar.exchange import HUB, NODE, NodeCard, Peer, fingerprint, key_from
from khabar.storage.models.exchange import Peer as Row
from khabar.storage.models.node import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class PinnedPeer:
    """A pinned peer as the desk shows it."""

    code: str
    name: str
    role: str
    address: str
    via: str
    fingerprint: str
    pinned_at: datetime


def pin(
    card: NodeCard, *, token: str, address: str, via: str, at: datetime, by: int | None
) -> None:
    """Keep the card; a new card of the same code takes the place of the old one."""
    Row.objects.update_or_create(
        code=card.code,
        defaults={
            "name": card.name,
            "role": card.role,
            "signing_public": card.signing,
            "age_recipient": card.recipient,
            "address": address,
            "via": via,
            "card": token,
            "pinned_at": at,
            "pinned_by_id": by,
            "unpinned_at": None,
        },
    )


def unpin(code: str, *, at: datetime) -> bool:
    """Trust it no longer; False when it was not trusted."""
    return bool(Row.objects.filter(code=code, unpinned_at=None).update(unpinned_at=at))


def every() -> dict[str, Peer]:
    """The peers we trust now, by code."""
    return {row.code: from_row(row) for row in Row.objects.filter(unpinned_at=None)}


def listed() -> list[PinnedPeer]:
    """The same as the desk shows them, hubs first."""
    rows = Row.objects.filter(unpinned_at=None).order_by("role", "code")
    return [
        PinnedPeer(
            code=row.code,
            name=row.name,
            role=row.role,
            address=row.address,
            via=row.via,
            fingerprint=fingerprint(key_from(row.signing_public), row.age_recipient),
            pinned_at=row.pinned_at,
        )
        for row in rows
    ]


def from_row(row: Row) -> Peer:
    return Peer(
        code=row.code,
        name=row.name,
        role=row.role,
        signing=key_from(row.signing_public),
        recipient=row.age_recipient,
        address=row.address,
        via=row.via,
    )


def itself(code: str, signing: Ed25519PublicKey) -> Peer:
    """This node as a peer, to check its own receipts by the same rule."""
    return Peer(code=code, name=code, role=NODE, signing=signing, recipient="")


def own_card(node: Node, *, address: str) -> NodeCard:
    """What this node says of itself.

    address  where partners reach it, "" when only by stick
    """
    return NodeCard(
        v=1,
        code=node.code,
        name=node.name_en,
        role=HUB if node.is_hub else NODE,
        signing=node.signing_public,
        recipient=node.age_recipient,
        address=address,
    )
