"""The hub enforces a label it cannot fill with content."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from khabar.exchange import (
    CarriageRefused,
    JsonRefused,
    PackageRefused,
    Route,
    SignatureRefused,
    digest,
    must_agree,
    must_be_carriable,
    must_be_the_body,
    read_route,
    sign_route,
)
from tests.exchange.making import KZ, NOW, PEERS, TJ

BODY = b"sealed bytes"
ROUTE = Route(
    v=1, kind="package", msg_id="ab" * 32, sender="TJ", to="UZ", lane="urgent", created=NOW,
    not_after=NOW + timedelta(days=30), size=len(BODY), body=digest(BODY), level=1, handling=2,
    originator="TJ", releasable=("UZ",),
)  # fmt: skip


def test_a_signed_header_reads_back() -> None:
    assert read_route(sign_route(ROUTE, TJ.signing), PEERS) == ROUTE


def test_a_header_signed_by_another_node_is_refused() -> None:
    with pytest.raises(SignatureRefused):
        read_route(sign_route(ROUTE, KZ.signing), PEERS)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"to": "KZ"}, "exchange.label-not-releasable"),
        ({"level": 2}, "exchange.label-too-high"),
        ({"originator": "KZ"}, "exchange.label-asks-originator"),
        ({"not_after": NOW - timedelta(seconds=1)}, "exchange.package-expired"),
    ],
)
def test_the_hub_refuses_what_the_label_forbids(change: dict[str, object], code: str) -> None:
    with pytest.raises(CarriageRefused) as wrong:
        must_be_carriable(replace(ROUTE, **change), NOW)

    assert wrong.value.code == code


@pytest.mark.parametrize(
    "change",
    [{"msg_id": "x" * 64}, {"msg_id": "ab" * 40}, {"body": ""}, {"size": -1}, {"size": 2**40},
     {"level": 7}, {"handling": 4}, {"lane": "magic"}, {"kind": "king"}, {"v": 2}],
)  # fmt: skip
def test_a_header_outside_its_bounds_is_refused_though_well_signed(
    change: dict[str, object],
) -> None:
    with pytest.raises(JsonRefused):
        read_route(sign_route(replace(ROUTE, **change), TJ.signing), PEERS)


def test_the_hub_carries_what_the_label_allows() -> None:
    must_be_carriable(ROUTE, NOW)
    must_be_carriable(replace(ROUTE, originator="KZ", handling=1), NOW)


def test_a_body_other_than_the_one_signed_for_is_refused() -> None:
    must_be_the_body(ROUTE, BODY)
    with pytest.raises(PackageRefused) as cut:
        must_be_the_body(ROUTE, BODY[:-1])
    with pytest.raises(PackageRefused) as changed:
        must_be_the_body(ROUTE, BODY[:-1] + b"!")

    assert cut.value.code == "exchange.package-cut"
    assert changed.value.code == "exchange.package-tampered"


def test_header_and_manifest_must_say_the_same() -> None:
    must_agree(ROUTE, msg_id="ab" * 32, sender="TJ", to=("UZ",))
    with pytest.raises(PackageRefused):
        must_agree(ROUTE, msg_id="ab" * 32, sender="TJ", to=("KZ",))
    with pytest.raises(PackageRefused):
        must_agree(ROUTE, msg_id="cd" * 32, sender="TJ", to=("UZ",))
