"""A package cut in half, tampered with, sent twice, misdirected or for another key: each gets a
clear signed refusal, nothing is half-kept, and a whole copy is still welcome afterwards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from khabar.desk.carriage import NotAdmitted, machine, receive_parcel
from khabar.exchange import (
    DELIVERED,
    PROCESSED,
    Verdict,
    read_receipt,
    sign_route,
)
from khabar.safeguards import Purpose
from khabar.storage.connection import together
from khabar.storage.models.collection import Report
from khabar.storage.models.exchange import (
    Parcel,
    ParcelBody,
    ParcelReceipt,
    ParcelReport,
    PartnerNotice,
    Request,
)
from khabar.words import knows, say
from tests.conftest import Seats, TestClock
from tests.desk.arriving import FROM_UZ, bring, bring_receipt, package, route, stamp
from tests.desk.partners import NUMBER, keep_report, me, pin_partners
from tests.exchange.making import HUB, KZ, UZ, Node, made_node


@pytest.fixture
def door(node: Path, clock: TestClock) -> TestClock:
    pin_partners()
    return clock


def kept() -> dict[str, int]:
    tables = (ParcelBody, ParcelReport, ParcelReceipt, PartnerNotice, Request, Report)
    return {table.__name__: table.objects.count() for table in tables if table.objects.count()}


def refused(taken) -> str:
    """The code of a refusal that this node signed and can say in four languages."""
    receipt = read_receipt(taken.receipt, {"TJ": me().peer})
    assert receipt.kind == "refused"
    assert receipt.code == taken.code
    for language in ("en", "ru", "uz", "tg"):
        assert say(f"error.{taken.code}", language)
    return taken.code


def misrouted(one, body: bytes, door: TestClock):
    """A header signed over the damaged bytes: the damage happened before the sender's door."""
    return bring(one.msg_id, body, clock=door)


def test_cut_in_half_on_the_way(door: TestClock) -> None:
    one = package()
    token = sign_route(route(one.msg_id, one.body), UZ.signing)
    half = one.body[: len(one.body) // 2]

    taken = receive_parcel(machine("api", door), route=token, stamp="", body=half)

    assert refused(taken) == "exchange.package-cut"
    assert kept() == {}


def test_tampered_with_on_the_way(door: TestClock) -> None:
    one = package()
    token = sign_route(route(one.msg_id, one.body), UZ.signing)
    other = bytearray(one.body)
    other[-40] ^= 1

    taken = receive_parcel(machine("api", door), route=token, stamp="", body=bytes(other))

    assert refused(taken) == "exchange.package-tampered"
    assert kept() == {}


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (lambda body: body[: len(body) // 2], "exchange.package-cut"),
        (lambda body: b"", "exchange.package-cut"),
        (
            lambda body: body[:-40] + bytes([body[-40] ^ 1]) + body[-39:],
            "exchange.package-tampered",
        ),
        (lambda body: b"PK\x03\x04" + body, "exchange.package-not-age"),
    ],
)
def test_damaged_before_it_left(door: TestClock, damage, code: str) -> None:
    one = package()

    assert refused(misrouted(one, damage(one.body), door)) == code
    assert kept() == {}


def test_a_whole_copy_is_welcome_after_a_damaged_one(door: TestClock) -> None:
    one = package()
    misrouted(one, one.body[:100], door)

    taken = bring(one.msg_id, one.body, clock=door)

    assert taken.code == ""
    assert Parcel.objects.get(direction="in").state == "waiting"


def test_sent_twice_is_taken_once_and_the_receipt_repeated(door: TestClock) -> None:
    one = package()

    first = bring(one.msg_id, one.body, clock=door)
    door.move(days=2)
    again = bring(one.msg_id, one.body, clock=door)

    assert again == first
    assert Parcel.objects.filter(direction="in").count() == 1
    assert Parcel.objects.filter(direction="out").count() == 1  # one letter home


def test_encrypted_anew_it_is_still_the_same_message(door: TestClock) -> None:
    one, anew = package(), package()

    assert one.body != anew.body
    assert bring(anew.msg_id, anew.body, clock=door) == bring(one.msg_id, one.body, clock=door)
    assert Parcel.objects.filter(direction="in").count() == 1


def test_addressed_to_someone_else(door: TestClock) -> None:
    one = package(to=KZ)

    assert refused(bring(one.msg_id, one.body, clock=door, to="KZ")) == (
        "exchange.package-not-for-us"
    )
    assert kept() == {}


def test_addressed_to_someone_else_inside_but_to_us_outside(door: TestClock) -> None:
    """A receiver cannot pass a package on as if we had been told it."""
    import pyrage

    one = package(to=KZ)
    body = pyrage.encrypt(pyrage.decrypt(one.body, [KZ.identity]), [me().identity.to_public()])

    assert refused(bring(one.msg_id, body, clock=door)) == "exchange.package-not-for-us"
    assert kept() == {}


def test_for_another_key(door: TestClock) -> None:
    other = made_node("TJ")
    one = package(to=other)

    assert refused(bring(one.msg_id, one.body, clock=door)) == "exchange.package-wrong-key"
    assert kept() == {}


def test_header_and_manifest_that_differ(door: TestClock) -> None:
    one = package()

    assert refused(bring("ab" * 32, one.body, clock=door)) == "exchange.route-differs"
    assert kept() == {}


def test_a_stranger_is_not_admitted_and_nothing_is_remembered(door: TestClock) -> None:
    stranger = made_node("RU")
    one = package(by=stranger)

    with pytest.raises(NotAdmitted):
        bring(one.msg_id, one.body, clock=door, sender=stranger)
    with pytest.raises(NotAdmitted):
        bring(one.msg_id, one.body, clock=door, sender=Node("UZ", "node", KZ.signing, KZ.identity))
    with pytest.raises(NotAdmitted):
        receive_parcel(machine("api", door), route="a.b.c", stamp="", body=one.body)
    assert Parcel.objects.count() == 0


def test_a_stamp_that_is_no_hubs_is_refused(door: TestClock) -> None:
    one = package()

    forged = bring(one.msg_id, one.body, clock=door, stamped=stamp(one.msg_id, by=KZ))
    other = bring(one.msg_id, one.body, clock=door, stamped=stamp("cd" * 32))
    good = bring(one.msg_id, one.body, clock=door, stamped=stamp(one.msg_id, by=HUB))

    assert refused(forged) == refused(other) == "exchange.stamp-differs"
    assert good.code == ""


def test_a_report_line_that_is_no_report_keeps_nothing(door: TestClock) -> None:
    poor = replace(FROM_UZ, items=(replace(FROM_UZ.items[0], report="nobody"),))
    one = package(poor)

    assert refused(bring(one.msg_id, one.body, clock=door)) == "exchange.field-wrong"
    assert kept() == {}


def test_a_receipt_for_nothing_of_ours_is_refused(door: TestClock) -> None:
    assert refused(bring_receipt("ab" * 32, DELIVERED, clock=door)) == "exchange.receipt-unknown"


def test_a_receipt_of_another_node_proves_nothing(door: TestClock, sit: Seats) -> None:
    from khabar.desk.exchange import send_package

    keep_report()
    latif = sit("latif", Purpose.ANSWER, partner="UZ")
    sent = send_package(latif, reports=[NUMBER], purpose="ARCHA")

    taken = bring_receipt(sent.msg_id, DELIVERED, clock=door, by=KZ)

    assert refused(taken) == "exchange.receipt-unknown"
    assert not ParcelReceipt.objects.filter(kind=DELIVERED, node="KZ", parcel__direction="out")


def test_receipts_out_of_order_and_twice_end_the_same(door: TestClock, sit: Seats) -> None:
    from khabar.desk.exchange import read_message, send_package

    keep_report()
    latif = sit("latif", Purpose.ANSWER, partner="UZ")
    sent = send_package(latif, reports=[NUMBER], purpose="ARCHA")
    passed = (Verdict(id="x", passed=True, code=""),)

    for kind, more in ((PROCESSED, {"verdicts": passed}), (DELIVERED, {}), (PROCESSED, {})):
        bring_receipt(sent.msg_id, kind, clock=door, **more)

    assert read_message(latif, sent.uid).reached == PROCESSED


def test_a_crash_before_the_commit_leaves_nothing(door: TestClock) -> None:
    """The whole of taking in is one transaction: whatever breaks it takes all of it back."""
    one = package()

    with pytest.raises(ZeroDivisionError), together():
        _break_inside(one, door)

    assert kept() == {}
    assert bring(one.msg_id, one.body, clock=door).code == ""


def _break_inside(one, door: TestClock) -> None:
    from khabar.storage import parcels

    parcels.keep(route(one.msg_id, one.body), one.body, uid="x", direction="in", state="waiting",
                 at=door(), route_token="")  # fmt: skip
    raise ZeroDivisionError


def test_every_refusal_is_in_the_ledger(door: TestClock) -> None:
    from khabar.storage import ledger

    one = package()
    misrouted(one, one.body[:100], door)

    bodies = [entry.body for entry in ledger.entries()]
    assert any('"parcel.refuse"' in body and one.msg_id in body for body in bodies)


def test_words_exist_for_what_can_go_wrong() -> None:
    for code in ("package-expired", "package-version", "package-too-large", "json-refused",
                 "signature-refused", "peer-unknown", "label-not-releasable", "label-too-high",
                 "label-asks-originator", "taken-before", "not-admitted"):  # fmt: skip
        assert knows(f"error.exchange.{code}"), code
