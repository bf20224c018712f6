"""A copy leaves only approved, to a named reader, and is seen and called back by its owner."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from khabar.core.errors import Conflict, Invalid, NotFound, Refusal
from khabar.desk.inbox import answer_copy, check_trace, glances, inbox, open_copy, print_copy
from khabar.desk.product import read_product, revise_product
from khabar.desk.release import (
    Expired,
    GroundMoved,
    note_seen_abroad,
    print_release,
    recall_product,
    release_page,
    release_product,
)
from khabar.dissemination import AlreadyRecalled, Change, NotApproved, State
from khabar.safeguards import Purpose
from khabar.storage.models.accounts import Account
from khabar.storage.models.dissemination import Outcome, Release
from khabar.storage.models.exchange import Peer
from khabar.storage.models.ledger import LedgerEntry
from tests.cast import NIGHT
from tests.conftest import Seats
from tests.desk.paper import WORDS, Paper, person


@pytest.fixture
def paper(node: Path, sit: Seats) -> Paper:
    paper = Paper(sit)
    paper.ground()
    return paper


@pytest.fixture
def uz(node: Path) -> str:
    Peer.objects.create(
        code="UZ", name="UZ", role="node", signing_public="k", age_recipient="a", card="{}",
        pinned_at=NIGHT,
    )  # fmt: skip
    return "node:UZ"


def text_of(printed: bytes) -> str:
    document = pypdfium2.PdfDocument(printed)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def test_dilshod_sees_his_copy_and_nothing_else(paper: Paper) -> None:
    number, uid = paper.released()
    dilshod = paper.sit("dilshod")

    (line,) = inbox(dilshod)
    page = open_copy(dilshod, uid)

    assert (line.release.uid, line.release.copy, line.doubts) == (uid, 1, ())
    assert page.product.title == "Farhod Karimzoda"
    with pytest.raises(NotFound):
        read_product(paper.sit("dilshod", Purpose.ASSESS), number)


def test_the_owner_sees_when_and_by_whom_it_was_opened(paper: Paper) -> None:
    number, uid = paper.released()
    zarina = paper.sit("zarina", Purpose.CASE)
    assert read_product(zarina, number).releases[0].opened_at is None
    paper.sit.clock.move(hours=3)

    open_copy(paper.sit("dilshod"), uid)
    first = paper.sit.clock()
    paper.sit.clock.move(hours=5)
    open_copy(paper.sit("dilshod"), uid)

    (copy,) = read_product(zarina, number).releases
    assert (copy.opened_at, copy.recipient_name) == (first, "Dilshod")
    assert LedgerEntry.objects.filter(body__contains='"verb":"copy.open"').count() == 2


def test_every_copy_has_its_own_number_and_trace(paper: Paper) -> None:
    number, _ = paper.released()
    paper.release(number, "rustam")

    copies = read_product(paper.sit("zarina", Purpose.CASE), number).releases

    assert [copy.copy for copy in copies] == [1, 2]
    assert len({copy.trace for copy in copies}) == 2
    assert all(copy.approved_by == "Nazar" for copy in copies)


def test_nothing_leaves_without_an_approval_of_exactly_this_text(paper: Paper) -> None:
    number = paper.write()
    with pytest.raises(NotApproved):
        paper.release(number, "dilshod")
    paper.approve(number)
    finding = read_product(paper.sit("zarina", Purpose.CASE), number).row.product.findings[0]
    revise_product(
        paper.sit("zarina", Purpose.CASE),
        number,
        paper.typed(findings=(finding.finding,), title="Other"),
    )

    with pytest.raises(NotApproved):
        paper.release(number, "dilshod")

    assert not Release.objects.exists()


def test_nothing_leaves_on_ground_that_moved(paper: Paper) -> None:
    number = paper.write()
    paper.approve(number)
    paper.net.refute(paper.calls)

    with pytest.raises(GroundMoved):
        paper.release(number, "dilshod")


def test_nothing_leaves_after_its_day(paper: Paper) -> None:
    number = paper.write(expires_on="2026-11-01")
    paper.approve(number)
    paper.sit.clock.move(days=30)

    with pytest.raises(Expired):
        paper.release(number, "dilshod")


@pytest.mark.parametrize("to", ["person:unknown", "node:KZ", "", "zarina"])
def test_a_copy_needs_a_named_recipient(paper: Paper, to: str) -> None:
    number = paper.write()
    paper.approve(number)

    with pytest.raises(Invalid):
        release_product(paper.sit("nazar", Purpose.DECIDE), number, to=to)


def test_the_administrator_is_no_reader(paper: Paper) -> None:
    number = paper.write()
    paper.approve(number)

    with pytest.raises(Refusal):
        release_product(paper.sit("nazar", Purpose.DECIDE), number, to=person("otabek"))


def test_a_partner_gets_units_not_names(paper: Paper, uz: str) -> None:
    number = paper.write()
    paper.approve(number)
    nazar = paper.sit("nazar", Purpose.DECIDE)
    assert release_page(nazar, number).partners == ("UZ",)

    uid = release_product(nazar, number, to=uz, unit="MIA operations")
    note_seen_abroad(nazar, uid, unit="MIA operations")

    printed = text_of(print_release(nazar, uid, WORDS))
    (copy,) = read_product(nazar, number).releases
    assert "UZ, MIA operations" in printed
    assert "Zarina" not in printed
    assert (copy.opened_unit, copy.permission) == ("MIA operations", "own")


def test_a_copy_prints_with_its_number_on_every_page(paper: Paper) -> None:
    _, uid = paper.released()

    printed = text_of(print_copy(paper.sit("dilshod"), uid, WORDS))

    release = Release.objects.get(uid=uid)
    assert printed.count("Copy 01") == 2
    assert release.trace in printed
    assert "HUB-CC, Dilshod" in printed


def test_a_refutation_reaches_the_readers_page_and_paper(paper: Paper) -> None:
    _, uid = paper.released()
    paper.net.refute(paper.calls)
    dilshod = paper.sit("dilshod")

    (line,) = inbox(dilshod)
    printed = text_of(print_copy(dilshod, uid, WORDS))

    assert [one.change for one in line.doubts] == [Change.REFUTED]
    assert "Refuted since this was written: E1" in printed
    assert check_trace(dilshod, Release.objects.get(uid=uid).trace).shaken


def test_a_recall_reaches_every_reader_and_closes_the_content(paper: Paper) -> None:
    number, uid = paper.released()
    other = paper.release(number, "rustam")

    called = recall_product(
        paper.sit("zarina", Purpose.CASE), number, reason="E1 was an act of revenge."
    )

    assert called == 2
    page = open_copy(paper.sit("dilshod"), uid)
    assert page.is_recalled
    assert page.release.recall_reason == "E1 was an act of revenge."
    assert page.release.opened_at is None
    with pytest.raises(AlreadyRecalled):
        print_copy(paper.sit("rustam"), other, WORDS)
    with pytest.raises(AlreadyRecalled):
        recall_product(paper.sit("zarina", Purpose.CASE), number, reason="again")


def test_a_recall_says_why(paper: Paper) -> None:
    number, _ = paper.released()

    with pytest.raises(Invalid):
        recall_product(paper.sit("nazar", Purpose.DECIDE), number, reason=" ")


def test_a_later_version_supersedes_the_one_before(paper: Paper) -> None:
    number, uid = paper.released()
    zarina = paper.sit("zarina", Purpose.CASE)
    finding = read_product(zarina, number).row.product.findings[0].finding
    revise_product(zarina, number, paper.typed(findings=(finding,), title="Second"))
    paper.approve(number)

    paper.release(number, "rustam")

    assert read_product(zarina, number, 1).row.state is State.SUPERSEDED
    assert check_trace(paper.sit("dilshod"), Release.objects.get(uid=uid).trace).superseded


def test_an_answer_comes_back_to_the_product_and_its_items(paper: Paper) -> None:
    number, uid = paper.released()
    item = read_product(paper.sit("zarina", Purpose.CASE), number).row.product.evidence[0].item

    answer_copy(
        paper.sit("dilshod"),
        uid,
        usefulness="5",
        result="confirmed",
        items={item: "confirmed"},
        text="The phone was in the truck.",
    )

    page = read_product(paper.sit("zarina", Purpose.CASE), number)
    assert {(one.item, one.result) for one in page.outcomes} == {
        (None, "confirmed"),
        (item, "confirmed"),
    }
    assert page.releases[0].answered_at is not None
    assert Outcome.objects.get(item__uid=item).result == "confirmed"


def test_an_answer_off_the_scale_keeps_nothing(paper: Paper) -> None:
    _, uid = paper.released()

    with pytest.raises(Invalid):
        answer_copy(
            paper.sit("dilshod"), uid, usefulness="6", result="great", items={"x": "confirmed"}
        )

    assert not Outcome.objects.exists()


def test_the_officer_sees_who_has_seen_what_he_reported(paper: Paper, uz: str) -> None:
    number, uid = paper.released()
    release_product(paper.sit("nazar", Purpose.DECIDE), number, to=uz, unit="operations")
    open_copy(paper.sit("dilshod"), uid)

    seen = glances(paper.sit("rustam"))

    assert {(one.agency, one.name, one.opened_at is not None) for one in seen} == {
        ("HUB-CC", "Dilshod", True),
        ("UZ", "", False),
    }
    assert glances(paper.sit("sino")) == []


@pytest.mark.parametrize("other", ["zarina", "bek", "nobody"])
def test_nobody_else_opens_prints_or_answers_a_copy(paper: Paper, other: str) -> None:
    _, uid = paper.released()
    theirs = paper.sit(other)
    kind = Refusal if other == "nobody" else NotFound

    with pytest.raises(kind):
        open_copy(theirs, uid)
    with pytest.raises(kind):
        print_copy(theirs, uid, WORDS)
    with pytest.raises(kind):
        answer_copy(theirs, uid, usefulness="1", result="part", items={})
    with pytest.raises(kind):
        check_trace(theirs, Release.objects.get(uid=uid).trace)
    if other != "nobody":
        assert inbox(theirs) == []


@pytest.mark.parametrize("other", ["zarina", "bek", "dilshod", "nobody"])
def test_only_the_one_who_decides_releases_and_prints_for_others(paper: Paper, other: str) -> None:
    number, uid = paper.released()
    theirs = paper.sit(other, Purpose.ASSESS)

    with pytest.raises(Refusal):
        release_product(theirs, number, to=person("rustam"))
    with pytest.raises(Refusal):
        print_release(theirs, uid, WORDS)
    with pytest.raises(Refusal):
        note_seen_abroad(theirs, uid, unit="x")
    if other in {"bek", "dilshod"}:
        with pytest.raises(NotFound):
            recall_product(theirs, number, reason="not mine")


def test_a_copy_at_home_is_not_seen_abroad(paper: Paper) -> None:
    _, uid = paper.released()

    with pytest.raises(Conflict):
        note_seen_abroad(paper.sit("nazar", Purpose.DECIDE), uid, unit="x")


def test_a_closed_account_gets_no_copy(paper: Paper) -> None:
    number = paper.write()
    paper.approve(number)
    Account.objects.filter(username="sino").update(is_active=False)

    with pytest.raises(Invalid):
        paper.release(number, "sino")
