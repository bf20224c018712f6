"""Trust: who our peers are, told by cards that people compare, pinned one by one.

A node card is signed by the node it describes: that proves only that the key and the name
belong together in the card. Trust comes from a person at each end reading the fingerprint
aloud and pinning it. No directory, no chain, nothing learned from the network.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from khabar.core.errors import Fault, Invalid
from khabar.exchange.sealing import (
    SignatureRefused,
    as_bytes,
    claimed,
    read_object,
    read_record,
    sign,
    verified,
)

NODE, HUB = "node", "hub"
CODE = re.compile(r"[A-Z][A-Z0-9-]{1,15}")
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.\[\]:-]+/?")


class PeerUnknown(Invalid):
    """Nobody here has pinned a node of that name; what it sent was not read."""

    code = "exchange.peer-unknown"


class CardRefused(Invalid):
    """Not a node card we can pin."""

    code = "exchange.card-refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeCard:
    """What a node says of itself.

    signing    its Ed25519 public key, hexadecimal; recipient: its age recipient, "age1…"
    role       node or hub; address: where it listens, "" when only by stick
    """

    v: int
    code: str
    name: str
    role: str
    signing: str
    recipient: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A pinned card. via: code of the hub that carries for it, "" for direct."""

    code: str
    name: str
    role: str
    signing: Ed25519PublicKey
    recipient: str
    address: str = ""
    via: str = ""


def sign_card(card: NodeCard, key: Ed25519PrivateKey) -> str:
    return sign(as_bytes(card), kind="card", key=key)


def read_card(token: str) -> NodeCard:
    """The card, once its own key has signed it and every field is what it must be.

    Raises  CardRefused.
    """
    try:
        card = read_record(NodeCard, read_object(claimed(token), where="card"), where="card")
        verified(token, kind="card", key=key_from(card.signing))
        pyrage.x25519.Recipient.from_str(card.recipient)
    except (SignatureRefused, ValueError, pyrage.RecipientError):
        raise CardRefused(Fault(where="card", code=CardRefused.code)) from None
    good = CODE.fullmatch(card.code) and card.role in (NODE, HUB) and 0 < len(card.name) <= 200
    if not good or (card.address and not _ADDRESS.fullmatch(card.address)):
        raise CardRefused(Fault(where="card", code=CardRefused.code))
    return card


def pinned(card: NodeCard, *, via: str = "") -> Peer:
    return Peer(
        code=card.code,
        name=card.name,
        role=card.role,
        signing=key_from(card.signing),
        recipient=card.recipient,
        address=card.address,
        via=via,
    )


def fingerprint(signing: Ed25519PublicKey, recipient: str) -> str:
    """Eight groups of four digits to read aloud, over both keys.

    128 bits: beyond reach for a second card made to match, short enough for a telephone.
    """
    digest = hashlib.sha256(signing.public_bytes_raw() + recipient.encode()).hexdigest()[:32]
    return " ".join(digest[at : at + 4] for at in range(0, 32, 4))


def peer_named(code: str, peers: Mapping[str, Peer]) -> Peer:
    """Raises  PeerUnknown."""
    if code not in peers:
        raise PeerUnknown(code=PeerUnknown.code, node=code[:40])
    return peers[code]


def key_text(key: Ed25519PublicKey) -> str:
    """The key's 32 bytes in hexadecimal."""
    return key.public_bytes_raw().hex()


def key_from(text: str) -> Ed25519PublicKey:
    """Raises  ValueError when it is no Ed25519 public key."""
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(text))
