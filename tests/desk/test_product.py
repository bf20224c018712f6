"""A product is written from findings, read by another person, and approved as exactly that text."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.core.errors import Conflict, Invalid, NotFound, Refusal
from khabar.desk.product import (
    NotTheAuthor,
    NotWaiting,
    approve_product,
    list_products,
    materials,
    read_product,
    revise_product,
    submit_product,
    translate_product,
    write_product,
)
from khabar.dissemination import Change, State
from khabar.safeguards import ContentChanged, Handling, Purpose, SamePerson
from tests.conftest import Seats
from tests.desk.paper import Paper


@pytest.fixture
def paper(node: Path, sit: Seats) -> Paper:
    paper = Paper(sit)
    paper.ground()
    return paper


def test_a_profile_carries_its_findings_and_their_evidence(paper: Paper) -> None:
    number = paper.write()

    page = read_product(paper.sit("zarina", Purpose.CASE), number)

    (finding,) = page.row.product.findings
    (row,) = page.row.product.evidence
    assert (finding.text, finding.probability) == ("Karimzoda supplies Ulugʻbek.", "likely")
    assert finding.rests_on == ("E1",)
    assert (row.subject, row.code, row.value) == (
        "Фарҳод Каримзода", "schema.Uses", "+992 000 10 04 18",
    )  # fmt: skip
    assert (row.source, row.information, row.carries) == ("A", "1", True)
    assert (row.reports, row.origins) == (1, 1)
    assert row.line
    assert (row.line.left_name, row.line.right_shape, row.line.style) == (
        "Фарҳод Каримзода", "thing", "confirmed",
    )  # fmt: skip
    assert finding.line
    assert (finding.line.right_name, finding.line.style) == ("Ulugʻbek T.", "inferred")
    assert page.doubts == ()


def test_the_label_is_the_strictest_of_what_it_stands_on(paper: Paper) -> None:
    page = read_product(paper.sit("zarina", Purpose.CASE), paper.write())

    assert page.label.handling is Handling.H2
    assert page.label.compartment == "ARCHA"
    assert page.label.originators == {"TJ-DCA"}


def test_materials_bring_the_evidence_and_the_subjects_of_a_finding(paper: Paper) -> None:
    uid = paper.finding()

    found = materials(paper.sit("zarina", Purpose.CASE), findings=(uid,), subject="karim")

    assert [one.analysis.uid for one in found.chosen] == [uid]
    assert [row.code for row in found.cited] == ["schema.Uses"]
    assert {row.code for row in found.facts} == {
        "prop.name", "prop.role", "prop.birthDate", "schema.Associate",
    }  # fmt: skip
    assert found.subjects["karim"] == "Фарҳод Каримзода"


def test_all_that_is_missing_is_said_at_once_and_nothing_is_kept(paper: Paper) -> None:
    zarina = paper.sit("zarina", Purpose.CASE)
    bare = paper.typed(findings=(), title="", gaps="", expires_on="31.02.2027")

    with pytest.raises(Invalid) as wrong:
        write_product(zarina, bare)

    assert {"title", "gaps", "findings", "evidence", "expires_on"} <= set(wrong.value.by_field)
    assert list_products(zarina) == []


def test_the_author_cannot_approve_and_another_can(paper: Paper) -> None:
    number = paper.write()

    paper.approve(number)

    page = read_product(paper.sit("nazar", Purpose.DECIDE), number)
    assert page.row.state is State.APPROVED
    assert page.approval
    assert page.approval.by_name == "Nazar"


def test_an_author_who_also_decides_may_not_approve_the_own_text(paper: Paper) -> None:
    from khabar.storage.models.accounts import Account

    Account.objects.filter(username="zarina").update(roles=["analyst", "supervisor"])
    number = paper.write()
    submit_product(paper.sit("zarina", Purpose.CASE), number)
    seen = read_product(paper.sit("zarina", Purpose.CASE), number).row.content_hash

    with pytest.raises(SamePerson):
        approve_product(
            paper.sit("zarina", Purpose.DECIDE), number, seen_hash=seen, verdict="approved"
        )


def test_a_comma_after_approval_voids_it(paper: Paper) -> None:
    number = paper.write()
    paper.approve(number)
    zarina = paper.sit("zarina", Purpose.CASE)
    before = read_product(zarina, number).row.product

    version = revise_product(
        zarina,
        number,
        paper.typed(findings=(before.findings[0].finding,), title="Farhod Karimzoda,"),
    )

    page = read_product(zarina, number)
    assert version == 1
    assert page.row.state is State.DRAFT
    assert page.approval is None
    assert page.verdicts[0].verdict == "approved"


def test_an_approver_approves_only_what_was_on_the_screen(paper: Paper) -> None:
    number = paper.write()
    submit_product(paper.sit("zarina", Purpose.CASE), number)
    nazar = paper.sit("nazar", Purpose.DECIDE)
    seen = read_product(nazar, number).row.content_hash
    translate_product(paper.sit("zarina", Purpose.CASE), number, "ru", {"title": "Фарҳод"})

    with pytest.raises(ContentChanged):
        approve_product(nazar, number, seen_hash=seen, verdict="approved")


def test_a_draft_is_not_with_the_approver(paper: Paper) -> None:
    number = paper.write()
    nazar = paper.sit("nazar", Purpose.DECIDE)
    seen = read_product(nazar, number).row.content_hash

    with pytest.raises(NotWaiting):
        approve_product(nazar, number, seen_hash=seen, verdict="approved")


def test_a_return_needs_a_reason_and_goes_back_to_the_author(paper: Paper) -> None:
    number = paper.write()
    with pytest.raises(Invalid):
        paper.approve(number, verdict="returned")
    nazar = paper.sit("nazar", Purpose.DECIDE)
    seen = read_product(nazar, number).row.content_hash

    approve_product(nazar, number, seen_hash=seen, verdict="returned", reason="Say who asked.")

    page = read_product(paper.sit("zarina", Purpose.CASE), number)
    assert (page.row.state, page.verdicts[0].reason) == (State.RETURNED, "Say who asked.")


def test_a_translation_stays_for_sentences_that_did_not_change(paper: Paper) -> None:
    number = paper.write()
    zarina = paper.sit("zarina", Purpose.CASE)
    translate_product(zarina, number, "ru", {"title": "Фарҳод", "gap.1": "Кто платит?"})
    before = read_product(zarina, number).row.product

    revise_product(
        zarina,
        number,
        paper.typed(findings=(before.findings[0].finding,), gaps="Who pays the drivers?"),
    )

    product = read_product(zarina, number).row.product
    assert product.text("title", "ru") == ("Фарҳод", True)
    assert product.text("gap.1", "ru") == ("Who pays the drivers?", False)


def test_a_released_text_stays_and_its_revision_is_the_next_version(paper: Paper) -> None:
    number, _ = paper.released()
    zarina = paper.sit("zarina", Purpose.CASE)
    before = read_product(zarina, number).row.product

    version = revise_product(
        zarina, number, paper.typed(findings=(before.findings[0].finding,), title="Second")
    )

    assert version == 2
    assert read_product(zarina, number, 1).row.product.title == "Farhod Karimzoda"
    assert read_product(zarina, number).row.state is State.DRAFT
    submit_product(zarina, number)
    with pytest.raises(Conflict):
        submit_product(zarina, number)


def test_only_its_author_changes_a_product(paper: Paper) -> None:
    from khabar.storage.models.accounts import Account, CaseFile, CaseMember
    from tests.cast import NIGHT

    number = paper.write()
    CaseMember.objects.create(
        case=CaseFile.objects.get(), account=Account.objects.get(username="bek"), since=NIGHT
    )

    with pytest.raises(NotTheAuthor):
        submit_product(paper.sit("bek", Purpose.CASE), number)


def test_refuted_regraded_and_ended_evidence_shows_on_list_and_page(paper: Paper) -> None:
    number = paper.write()
    zarina = paper.sit("zarina", Purpose.CASE)

    paper.net.regrade(paper.calls, "C4")
    regraded = read_product(zarina, number).doubts
    paper.net.end(paper.calls)
    ended = read_product(zarina, number).doubts
    paper.net.refute(paper.calls)
    (line,) = list_products(zarina)

    assert [one.change for one in regraded] == [Change.REGRADED]
    assert [one.change for one in ended] == [Change.ENDED]
    assert [(one.mark, one.change) for one in line.doubts] == [("E1", Change.REFUTED)]


def test_a_statement_that_is_no_longer_kept_is_gone(paper: Paper) -> None:
    number = paper.write()
    paper.net.withdraw(paper.calls)

    (doubt,) = read_product(paper.sit("zarina", Purpose.CASE), number).doubts

    assert doubt.change is Change.GONE


@pytest.mark.parametrize("other", ["bek", "dilshod", "nobody"])
def test_the_others_of_the_cast_neither_see_it_nor_learn_that_it_is_there(
    paper: Paper, other: str
) -> None:
    number = paper.write()
    theirs = paper.sit(other, Purpose.ASSESS)
    if other == "nobody":
        with pytest.raises(Refusal):
            read_product(theirs, number)
        with pytest.raises(Refusal):
            list_products(theirs)
        return

    assert list_products(theirs) == []
    for verb in (read_product, submit_product):
        with pytest.raises(NotFound):
            verb(theirs, number)
    with pytest.raises(NotFound):
        revise_product(theirs, number, paper.typed())
    with pytest.raises(NotFound):
        translate_product(theirs, number, "ru", {})
    with pytest.raises(NotFound):
        write_product(theirs, paper.typed(findings=("unknown",)))
    assert materials(theirs).findings == ()
    with pytest.raises(Refusal):
        approve_product(theirs, number, seen_hash="", verdict="approved")
