"""Cards are signed by their own node; trust is a person's act."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khabar.exchange import (
    CardRefused,
    NodeCard,
    PeerUnknown,
    fingerprint,
    key_text,
    peer_named,
    pinned,
    read_card,
    sign_card,
)
from tests.exchange.making import KZ, PEERS, TJ

CARD = NodeCard(
    v=1, code="TJ", name="Агентии назорат", role="node", recipient=TJ.peer.recipient,
    signing=key_text(TJ.signing.public_key()), address="http://127.0.0.1:8101",
)  # fmt: skip


def test_a_card_read_back_pins_the_same_keys() -> None:
    peer = pinned(read_card(sign_card(CARD, TJ.signing)), via="HUB")

    assert peer.signing == TJ.signing.public_key()
    assert (peer.code, peer.recipient, peer.via) == ("TJ", TJ.peer.recipient, "HUB")


def test_a_card_signed_by_another_key_is_refused() -> None:
    with pytest.raises(CardRefused):
        read_card(sign_card(CARD, KZ.signing))


@pytest.mark.parametrize(
    "change",
    [
        {"code": "ТJ"},  # a Cyrillic Т
        {"code": "../TJ"},
        {"role": "king"},
        {"recipient": "age1xyz"},
        {"address": "file:///etc/passwd"},
        {"address": "http://a b/"},
        {"address": "http://user:secret@127.0.0.1"},
        {"name": ""},
    ],
)
def test_a_card_with_a_field_nobody_should_trust_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(CardRefused):
        read_card(sign_card(replace(CARD, **change), TJ.signing))


def test_the_fingerprint_changes_with_either_key() -> None:
    mine = fingerprint(TJ.peer.signing, TJ.peer.recipient)

    assert len(mine.split()) == 8
    assert mine != fingerprint(KZ.peer.signing, TJ.peer.recipient)
    assert mine != fingerprint(TJ.peer.signing, KZ.peer.recipient)


def test_a_node_nobody_pinned_is_unknown() -> None:
    with pytest.raises(PeerUnknown):
        peer_named("RU", PEERS)
