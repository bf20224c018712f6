"""What a partner sends waits at our gate, and goes in as theirs or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khabar.core.errors import Conflict, NotFound, Refusal
from khabar.desk.carriage import pump
from khabar.desk.exchange import traffic
from khabar.desk.gate import accept_from_gate, at_gate, mark_seen
from khabar.exchange import (
    PROCESSED,
    REFUTED,
    SEEN,
    Notice,
    open_letter,
    read_receipt,
    seal,
)
from khabar.exchange.package import Manifest
from khabar.safeguards import Purpose, Stage
from khabar.storage import labels
from khabar.storage.models.collation import NameKey, Statement
from khabar.storage.models.collection import Item, Report
from khabar.storage.models.exchange import Parcel, ParcelBody, ParcelReceipt
from tests.cast import NIGHT
from tests.conftest import Seats, TestClock
from tests.desk.arriving import FROM_UZ, bring, package
from tests.desk.partners import me, pin_partners
from tests.exchange.making import KZ, MANIFEST, UZ


@pytest.fixture
def latif(sit: Seats):
    pin_partners()
    return sit("latif", Purpose.ANSWER, partner="UZ")


def arrived(clock: TestClock, load=FROM_UZ, **changes: object) -> str:
    one = package(load, **changes)
    taken = bring(one.msg_id, one.body, clock=clock)
    assert taken.code == ""
    return Parcel.objects.get(direction="in", msg_id=one.msg_id).uid


def bad(load=FROM_UZ):
    second = replace(load.reports[0], id="r2", number="UZ-MIA-2026-BAD22")
    item = replace(load.items[0], id="i2", report="r2", text="He attends meetings and supports "
                   "protests of the opposition party.")  # fmt: skip
    return replace(load, reports=(*load.reports, second), items=(*load.items, item))


def test_nothing_can_be_searched_before_a_person_lets_it_in(latif, clock: TestClock) -> None:
    arrived(clock)

    assert Report.objects.count() == 0
    assert NameKey.objects.count() == 0


def test_the_gate_shows_each_report_with_its_verdict(latif, clock: TestClock) -> None:
    gate = at_gate(latif, arrived(clock, bad()))

    assert [(one.report.number, one.passes) for one in gate.judged] == [
        ("UZ-MIA-2026-9ABCD", True),
        ("UZ-MIA-2026-BAD22", False),
    ]
    assert "exchange.gate-sensitive" in gate.judged[1].codes


def test_what_passes_becomes_the_partners_report_under_the_partners_label(
    latif, clock: TestClock
) -> None:
    let = accept_from_gate(latif, arrived(clock, bad()))

    report = Report.objects.get()
    item = Item.objects.get()
    label = labels.get(report.label_id)
    assert let.passed == ("UZ-MIA-2026-9ABCD",)
    assert let.refused[0][0] == "UZ-MIA-2026-BAD22"
    assert (report.origin_node, report.agency.code, report.author) == ("UZ", "UZ-MIA", None)
    theirs = item.evaluation
    assert (theirs.source_code, theirs.origin_node, theirs.evaluator) == (
        "B", "UZ", None,
    )  # fmt: skip
    assert (label.originator, label.handling.name, label.nodes, label.compartment, label.stage) == (
        "UZ-MIA", "H2", {"TJ"}, "ARCHA", Stage.KEPT,
    )  # fmt: skip
    statement = Statement.objects.get()
    assert (statement.method, statement.origin_node, statement.value_raw) == (
        "partner", "UZ", "00 O 417",
    )  # fmt: skip
    assert NameKey.objects.filter(statement=statement).exists()


def test_an_analyst_of_the_case_may_read_it_and_others_not(
    latif, sit: Seats, clock: TestClock
) -> None:
    accept_from_gate(latif, arrived(clock))
    label_id = Report.objects.get().label_id

    assert sit("zarina", Purpose.CASE).scope.admits(label_id)
    assert not sit("bek", Purpose.ASSESS).scope.admits(label_id)
    assert not sit("latif", Purpose.ANSWER, partner="KZ").scope.admits(label_id)


def version(number: int):
    report = replace(FROM_UZ.reports[0], id=f"r-v{number}", version=number)
    item = replace(FROM_UZ.items[0], id=f"i-v{number}", report=report.id)
    return replace(FROM_UZ, reports=(report,), items=(item,), statements=())


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_the_newest_version_stands_in_whatever_order_they_come(
    latif, clock: TestClock, order: tuple[int, int]
) -> None:
    for number in order:
        accept_from_gate(latif, arrived(clock, version(number)))

    assert dict(Report.objects.values_list("version", "state")) == {1: "superseded", 2: "accepted"}


def test_a_number_that_looks_like_ours_does_not_pass(latif, clock: TestClock) -> None:
    report = replace(FROM_UZ.reports[0], number="TJ-DCA-2026-7KQ4M")

    let = accept_from_gate(latif, arrived(clock, replace(FROM_UZ, reports=(report,))))

    assert let.refused == (("TJ-DCA-2026-7KQ4M", ("exchange.gate-not-originator",)),)


def test_it_is_judged_once(latif, clock: TestClock) -> None:
    uid = arrived(clock)
    accept_from_gate(latif, uid)

    with pytest.raises(Conflict):
        accept_from_gate(latif, uid)
    assert Report.objects.count() == 1


def test_the_sender_gets_signed_word_of_each_report(latif, clock: TestClock) -> None:
    uid = arrived(clock, bad())
    accept_from_gate(latif, uid)
    assert mark_seen(latif, uid)
    assert not mark_seen(latif, uid)

    letters = [
        read_receipt(open_letter(bytes(row.body), identity=UZ.identity), {"TJ": me().peer})
        for row in ParcelBody.objects.filter(parcel__direction="out")
    ]
    by_kind = {letter.kind: letter for letter in letters}
    assert set(by_kind) == {"delivered", PROCESSED, SEEN}
    assert [(one.id, one.passed, one.code) for one in by_kind[PROCESSED].verdicts] == [
        ("r1", True, ""),
        ("r2", False, "exchange.gate-sensitive"),
    ]
    assert by_kind[SEEN].unit == latif.who.unit


def test_our_own_track_of_what_came_stands_on_our_own_signatures(latif, clock: TestClock) -> None:
    accept_from_gate(latif, arrived(clock))

    assert traffic(latif).came[0].reached == PROCESSED


def notice(clock: TestClock, item: str, *, by=UZ) -> str:
    content = [Notice(report="r1", item=item, action=REFUTED, code="contradicted", at=NIGHT)]
    from khabar.exchange import notice_bytes

    manifest = Manifest(**{
        **{name: getattr(MANIFEST, name) for name in Manifest.__dataclass_fields__},
        "kind": "notice", "sender": by.code, "to": ("TJ",), "seq": 9, "created": NIGHT,
        "not_after": NIGHT.replace(year=2027),
    })  # fmt: skip
    one = seal(manifest, notice_bytes(content), key=by.signing,
               recipients=[me().peer.recipient])  # fmt: skip
    return bring(one.msg_id, one.body, clock=clock, sender=by).code


def test_a_refutation_strikes_our_copy(latif, clock: TestClock) -> None:
    accept_from_gate(latif, arrived(clock))

    assert notice(clock, "i1") == ""

    item = Item.objects.get()
    assert (item.state, item.evaluation.verdict, item.evaluation.reason_code) == (
        "refuted", "refuted", "contradicted",
    )  # fmt: skip
    assert item.evaluation.origin_node == "UZ"


def test_a_third_party_cannot_strike_it(latif, clock: TestClock) -> None:
    accept_from_gate(latif, arrived(clock))

    notice(clock, "i1", by=KZ)

    assert Item.objects.get().state == "accepted"


def test_a_refutation_that_overtakes_its_report_stops_it_at_the_gate(
    latif, clock: TestClock
) -> None:
    notice(clock, "i1")
    let = accept_from_gate(latif, arrived(clock))

    assert let.refused == (("UZ-MIA-2026-9ABCD", ("exchange.gate-refuted-before",)),)
    assert Report.objects.count() == 0


@pytest.mark.parametrize("username", ["zarina", "bek", "dilshod", "nobody"])
def test_only_the_liaison_stands_at_the_gate(
    latif, sit: Seats, clock: TestClock, username: str
) -> None:
    uid = arrived(clock)
    sitting = sit(username, None if username == "nobody" else Purpose.ASSESS, partner="UZ")

    for verb in (at_gate, accept_from_gate, mark_seen):
        with pytest.raises(Refusal):
            verb(sitting, uid)
    assert Report.objects.count() == 0


def test_what_is_not_there_and_what_is_ours_look_the_same(latif) -> None:
    with pytest.raises(NotFound):
        at_gate(latif, "f" * 32)


def test_the_pump_keeps_what_it_cannot_hand_on(latif, clock: TestClock) -> None:
    from khabar.desk.carriage import machine

    arrived(clock)
    done = pump(machine("worker", clock))

    assert (done.handed, done.postponed) == (0, 1)  # no partner has an address here
    assert Parcel.objects.get(direction="out").code == "exchange.no-address"
    assert ParcelReceipt.objects.filter(kind="delivered", node="TJ").count() == 1
