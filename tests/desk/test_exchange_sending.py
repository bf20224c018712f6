"""A package leaves sealed, with no more than the text for others says."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.core.errors import Invalid, Refusal
from khabar.desk.exchange import choices, read_message, sealed_file, send_package, traffic
from khabar.exchange import DELIVERED, Receipt, read_load, sign_receipt, unseal
from khabar.safeguards import Label, Level, Purpose, releasable_to_nodes
from khabar.storage import parcels
from khabar.storage.connection import together
from khabar.storage.models.exchange import Parcel
from tests.cast import NIGHT
from tests.conftest import Seats
from tests.desk.partners import FOR_UZ, NUMBER, keep_report, me, pin_partners
from tests.exchange.making import HUB, UZ, Node

PURPOSE = "operation ARCHA"


@pytest.fixture
def latif(sit: Seats):
    pin_partners()
    keep_report()
    return sit("latif", Purpose.ANSWER, partner="UZ")


def opened(body: bytes, by: Node = UZ):
    own = me()
    return unseal(body, me=by.code, identity=by.identity, peers={"TJ": own.peer}, now=NIGHT)


def test_only_what_may_go_to_that_partner_is_offered(latif, sit: Seats) -> None:
    keep_report("TJ-DCA-2026-OWN22", label=Label(level=Level.RESTRICTED, originator="TJ-DCA",
                handling=FOR_UZ.handling, compartment="ARCHA"))  # fmt: skip

    assert [one.report.number for one in choices(sit("latif", Purpose.ANSWER, partner="UZ"))] == [
        NUMBER
    ]
    assert choices(sit("latif", Purpose.ANSWER, partner="KZ")) == []


def test_the_partner_opens_exactly_what_was_sealed(latif) -> None:
    sent = send_package(latif, reports=[NUMBER], purpose=PURPOSE)

    package = opened(sent.body)
    load = read_load(package.content)
    assert package.msg_id == sent.msg_id
    assert [one.text for one in load.items] == ["Farhod K. drives van 00 O 417."]
    assert (load.items[0].scheme, load.items[0].source, load.items[0].information) == (
        "4x4", "B", "2",
    )  # fmt: skip
    assert load.labels[0].releasable == ("UZ",)
    assert package.manifest.by == latif.who.uid


def test_what_was_sanitised_away_stays_here(latif) -> None:
    sent = send_package(latif, reports=[NUMBER], purpose=PURPOSE)

    said = [one.raw for one in read_load(opened(sent.body).content).statements]
    assert said == ["00 O 417", "Farhod K"]
    assert sent.held_back == 1
    assert b"cousin" not in opened(sent.body).content
    assert b"Bahrom" not in opened(sent.body).content


def test_the_hub_cannot_open_it(latif) -> None:
    sent = send_package(latif, reports=[NUMBER], purpose=PURPOSE)

    with pytest.raises(Invalid) as wrong:
        opened(sent.body, by=HUB)

    assert wrong.value.code == "exchange.package-wrong-key"


@pytest.mark.parametrize(
    ("reports", "purpose", "codes"),
    [
        ([], "x", ["exchange.reports-missing"]),
        (["TJ-DCA-2026-NONE2"], "x", ["exchange.report-not-sendable"]),
        ([NUMBER], " ", ["exchange.purpose-empty"]),
    ],
)
def test_a_poor_order_is_refused_and_nothing_is_queued(
    latif, reports: list[str], purpose: str, codes: list[str]
) -> None:
    with pytest.raises(Invalid) as wrong:
        send_package(latif, reports=reports, purpose=purpose)

    assert [fault.code for fault in wrong.value.faults] == codes
    assert Parcel.objects.count() == 0


def test_a_report_without_a_text_for_others_does_not_leave(latif) -> None:
    keep_report("TJ-DCA-2026-RAW22", text="")

    with pytest.raises(Invalid) as wrong:
        send_package(latif, reports=[NUMBER, "TJ-DCA-2026-RAW22"], purpose=PURPOSE)

    assert [(f.code, f.facts) for f in wrong.value.faults] == [
        ("exchange.not-sanitised", {"number": "TJ-DCA-2026-RAW22"})
    ]


def test_a_report_above_restricted_does_not_leave(latif, sit: Seats) -> None:
    secret = Label(level=Level.SECRET, originator="TJ-DCA", handling=FOR_UZ.handling,
                   releasable=releasable_to_nodes("TJ", "UZ"), compartment="ARCHA")  # fmt: skip
    keep_report("TJ-DCA-2026-SEC22", label=secret)

    with pytest.raises(Invalid):
        send_package(sit("latif", Purpose.ANSWER, partner="UZ"),
                     reports=["TJ-DCA-2026-SEC22"], purpose=PURPOSE)  # fmt: skip


def test_messages_to_one_partner_are_chained(latif) -> None:
    first = send_package(latif, reports=[NUMBER], purpose=PURPOSE)
    second = send_package(latif, reports=[NUMBER], purpose=PURPOSE)

    manifest = opened(second.body).manifest
    assert (manifest.seq, manifest.prev) == (2, first.msg_id)


def test_a_step_turns_green_only_by_a_signed_receipt(latif) -> None:
    sent = send_package(latif, reports=[NUMBER], purpose=PURPOSE)
    before = [step.state for step in traffic(latif).out[0].steps]
    receipt = Receipt(v=1, kind=DELIVERED, msg_id=sent.msg_id, node="UZ", to="TJ", at=NIGHT,
                      code="", unit="", verdicts=())  # fmt: skip
    with together():
        parcels.keep_receipt(sent.uid, receipt, token=sign_receipt(receipt, UZ.signing), at=NIGHT)

    after = [step.state for step in read_message(latif, sent.uid).steps]
    assert before == ["proven", "proven", "waiting", "waiting", "waiting", "waiting"]
    assert after == ["proven", "proven", "proven", "proven", "waiting", "waiting"]


def test_a_receipt_whose_signature_no_longer_holds_proves_nothing(latif) -> None:
    sent = send_package(latif, reports=[NUMBER], purpose=PURPOSE)
    receipt = Receipt(v=1, kind=DELIVERED, msg_id=sent.msg_id, node="UZ", to="TJ", at=NIGHT,
                      code="", unit="", verdicts=())  # fmt: skip
    with together():
        parcels.keep_receipt(sent.uid, receipt, token=sign_receipt(receipt, HUB.signing), at=NIGHT)

    assert [step.state for step in read_message(latif, sent.uid).steps][2:] == ["waiting"] * 4


def test_the_same_file_can_go_by_stick(latif) -> None:
    sent = send_package(latif, reports=[NUMBER], purpose=PURPOSE, by_stick=True)

    name, body = sealed_file(latif, sent.uid)

    assert body == sent.body
    assert name == f"TJ-UZ-000001-{sent.msg_id[:12]}.age"
    assert parcels.due(NIGHT) == []


@pytest.mark.parametrize("username", ["zarina", "bek", "dilshod", "nobody"])
def test_nobody_but_the_liaison_sends(sit: Seats, username: str, node: Path) -> None:
    purpose = None if username == "nobody" else Purpose.ASSESS
    sitting = sit(username, purpose, partner="UZ")

    for verb in (
        lambda: send_package(sitting, reports=[NUMBER], purpose=PURPOSE),
        lambda: choices(sitting),
        lambda: traffic(sitting),
    ):
        with pytest.raises(Refusal):
            verb()
    assert Parcel.objects.count() == 0
