"""Partners: whom this node trusts, pinned by a person after the fingerprint was read aloud."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.core.errors import Fault, NotFound
from khabar.desk.sitting import Sitting, act, look
from khabar.exchange import (
    HUB,
    CardRefused,
    fingerprint,
    key_from,
    peer_named,
    pinned,
    read_card,
    sign_card,
)
from khabar.storage import accounts, peers
from khabar.storage.keys import node_keys


def trusted(sitting: Sitting) -> tuple[peers.PinnedPeer, ...]:
    """Whom this node trusts, with fingerprints to read aloud."""
    with look(sitting, "peer.list"):
        return tuple(peers.listed())


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCard:
    """This node's signed card, and the fingerprint to tell the partner by telephone."""

    code: str
    token: str
    fingerprint: str


def own_card(sitting: Sitting, *, address: str = "") -> OwnCard:
    """This node's card.

    address  where partners reach it, "" when only by stick
    """
    with look(sitting, "peer.card"):
        node = accounts.this_node()
        assert node is not None
        card = peers.own_card(node, address=address)
        token = sign_card(card, node_keys().signing)
        return OwnCard(code=card.code, token=token,
                       fingerprint=fingerprint(key_from(card.signing), card.recipient))  # fmt: skip


def pin_peer(sitting: Sitting, *, card: str, said: str, via: str = "", address: str = "") -> str:
    """Pin a partner's card after its fingerprint was compared by voice.

    card     the signed token
    said     the fingerprint as the partner read it; spaces do not matter
    via      code of the pinned hub that carries for it, "" for direct
    address  where we reach it, when it is not the card's

    →        the partner's code

    Raises  CardRefused when the card or the fingerprint is wrong; PeerUnknown for the hub.
    """
    with act(sitting, "peer.pin") as doing:
        read = read_card(card.strip())
        print_of_it = fingerprint(key_from(read.signing), read.recipient)
        if said.replace(" ", "").lower() != print_of_it.replace(" ", ""):
            raise CardRefused(Fault(where="said", code="exchange.fingerprint-differs"))
        if read.code == sitting.node:
            raise CardRefused(Fault(where="card", code="exchange.card-own"))
        if via and peer_named(via, peers.every()).role != HUB:
            raise CardRefused(Fault(where="via", code="exchange.card-no-hub"))
        pinned(read, via=via)
        peers.pin(read, token=card.strip(), address=address or read.address, via=via,
                  at=sitting.clock(), by=sitting.who.id or None)  # fmt: skip
        doing.about(read.code)
        return read.code


def unpin_peer(sitting: Sitting, code: str) -> None:
    """Trust a partner no longer: from now on nothing of theirs is read, nothing goes there.

    Raises  NotFound
    """
    with act(sitting, "peer.unpin") as doing:
        if not peers.unpin(code, at=sitting.clock()):
            raise NotFound
        doing.about(code)
