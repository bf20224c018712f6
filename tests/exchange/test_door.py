"""The door between nodes answers in JSON with stable codes; never a page, never a redirect."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from khabar.exchange import sign_route
from khabar.storage.models.exchange import Parcel
from tests.cast import NIGHT
from tests.desk.arriving import package, route
from tests.desk.partners import pin_partners
from tests.exchange.making import KZ, UZ


@pytest.fixture
def door(node: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    pin_partners()
    monkeypatch.setattr("khabar.api.parcel.machine", _stands_at(NIGHT))
    return Client(SERVER_NAME="localhost", enforce_csrf_checks=True)


def _stands_at(at):
    from khabar.desk.carriage import machine

    return lambda name: machine(name, lambda: at)


def post(door: Client, body: bytes, token: str = "", path: str = "/node/v1/parcel"):
    headers = {"Khabar-Route": token} if token else {}
    return door.post(path, body, content_type="application/age", headers=headers)


def test_a_good_parcel_gets_a_signed_receipt(door: Client) -> None:
    one = package()

    answer = post(door, one.body, sign_route(route(one.msg_id, one.body), UZ.signing))

    assert (answer.status_code, answer.json()["code"]) == (200, "")
    assert answer.json()["receipt"].count(".") == 2
    assert Parcel.objects.get(direction="in").state == "waiting"


@pytest.mark.parametrize("path", ["/node/v1/parcel", "/node/v1/receipt"])
def test_nobody_without_a_signed_header_gets_in(door: Client, path: str) -> None:
    one = package()
    forged = sign_route(route(one.msg_id, one.body), KZ.signing)

    for token in ("", "rubbish", forged):
        answer = post(door, one.body, token, path)
        assert (answer.status_code, answer.json()) == (401, {"code": "exchange.not-admitted"})
    assert Parcel.objects.count() == 0


def test_a_refused_parcel_gets_a_signed_refusal(door: Client) -> None:
    one = package()

    answer = post(door, one.body[:200], sign_route(route(one.msg_id, one.body), UZ.signing))

    assert (answer.status_code, answer.json()["code"]) == (422, "exchange.package-cut")
    assert answer.json()["receipt"]


def test_nothing_can_be_fetched_here(door: Client) -> None:
    answer = door.get("/node/v1/parcel")

    assert (answer.status_code, answer.json()["code"]) == (405, "exchange.post-only")


def test_a_parcel_above_the_limit_is_not_read(door: Client) -> None:
    one = package()
    answer = door.post(
        "/node/v1/parcel", one.body, content_type="application/age",
        headers={"Khabar-Route": sign_route(route(one.msg_id, one.body), UZ.signing)},
        CONTENT_LENGTH=str(10**9),
    )  # fmt: skip

    assert answer.status_code == 413
