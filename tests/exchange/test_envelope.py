"""A sealed package opens for its addressee, whole, or not at all."""

from __future__ import annotations

from datetime import timedelta

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.core.errors import Invalid
from khabar.exchange import PACKAGE_BYTES, PackageRefused, read_load, unseal
from tests.exchange.making import HUB, KZ, LOAD, NOW, PEERS, UZ, Node, sealed

PACKAGE = sealed().body


def opened(body: bytes, *, me: Node = UZ, peers: object = PEERS, later: timedelta = timedelta()):
    return unseal(body, me=me.code, identity=me.identity, peers=peers, now=NOW + later)


def refused(body: bytes, **how: object) -> str:
    with pytest.raises(Invalid) as wrong:
        opened(body, **how)
    return wrong.value.code


def test_what_was_sealed_is_what_is_opened() -> None:
    package = opened(PACKAGE)

    assert read_load(package.content) == LOAD
    assert package.manifest.sender == "TJ"
    assert package.msg_id == sealed().msg_id  # the same manifest is the same message


def test_the_hub_cannot_open_what_it_carries() -> None:
    assert refused(PACKAGE, me=HUB) == "exchange.package-wrong-key"


@pytest.mark.parametrize("keep", [0.0, 0.01, 0.1, 0.25, 0.5, 0.9, 0.999])
def test_a_package_cut_short_is_called_cut(keep: float) -> None:
    assert refused(PACKAGE[: int(len(PACKAGE) * keep)]) == "exchange.package-cut"


def test_a_package_that_grew_is_refused() -> None:
    assert refused(PACKAGE + b"x") == "exchange.package-cut"


def test_a_flipped_byte_in_the_body_is_called_tampered() -> None:
    at = len(PACKAGE) - 500

    assert refused(PACKAGE[:at] + bytes([PACKAGE[at] ^ 1]) + PACKAGE[at + 1 :]) == (
        "exchange.package-tampered"
    )


@given(at=st.integers(0, len(PACKAGE) - 1), bit=st.integers(0, 7))
def test_no_single_flipped_bit_is_taken(at: int, bit: int) -> None:
    damaged = bytearray(PACKAGE)
    damaged[at] ^= 1 << bit

    with pytest.raises(Invalid):
        opened(bytes(damaged))


@given(st.binary(max_size=400))
def test_rubbish_is_refused_and_never_crashes(rubbish: bytes) -> None:
    with pytest.raises(Invalid):
        opened(rubbish)
    with pytest.raises(Invalid):
        opened(b"age-encryption.org/v1\n" + rubbish)


def test_a_package_passed_on_to_another_is_not_for_them() -> None:
    forwarded = sealed(to=KZ)
    inside = pyrage.decrypt(forwarded.body, [KZ.identity])
    again = pyrage.encrypt(inside, [UZ.identity.to_public()])

    assert refused(again) == "exchange.package-not-for-us"


def test_a_sender_nobody_pinned_is_not_read() -> None:
    assert refused(PACKAGE, peers={"HUB": HUB.peer}) == "exchange.peer-unknown"


def test_another_nodes_signature_is_refused() -> None:
    forged = sealed(by=Node("TJ", "node", KZ.signing, KZ.identity))

    assert refused(forged.body) == "exchange.signature-refused"


def test_a_package_past_its_time_is_refused() -> None:
    assert refused(PACKAGE, later=timedelta(days=31)) == "exchange.package-expired"


def test_a_part_changed_after_signing_is_named() -> None:
    inside = pyrage.decrypt(PACKAGE, [UZ.identity]).replace(b"white van", b"black van")
    again = pyrage.encrypt(inside, [UZ.identity.to_public()])

    with pytest.raises(PackageRefused) as wrong:
        opened(again)

    assert wrong.value.facts == {"part": "reports.ndjson"}


def test_bytes_hidden_in_the_padding_are_refused() -> None:
    inside = pyrage.decrypt(PACKAGE, [UZ.identity])[:-3] + b"hid"

    assert refused(pyrage.encrypt(inside, [UZ.identity.to_public()])) == (
        "exchange.package-tampered"
    )


def test_a_newer_version_is_refused_clearly() -> None:
    assert refused(sealed(v=2).body) == "exchange.package-version"


def test_a_file_above_the_limit_is_refused_before_any_key_is_tried() -> None:
    assert refused(b"age-encryption.org/v1\n" + bytes(PACKAGE_BYTES + 2**18)) == (
        "exchange.package-too-large"
    )


def test_lengths_tell_only_the_bucket() -> None:
    short, longer = sealed(purpose="a").body, sealed(purpose="a" * 30).body

    assert len(opened(short).content) == len(opened(longer).content)
    # age adds a random "grease" stanza; what is after the header has one length
    tail = [len(body) - body.index(b"\n", body.index(b"\n---") + 1) for body in (short, longer)]
    assert tail[0] == tail[1]
