"""Origins joined and undone; regrade, refute, confirm; nobody a subject without another's yes."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from khabar.collection import Report
from khabar.core.errors import Invalid, NotFound
from khabar.desk.evaluate import accept_report, grade_item, refuse_item
from khabar.desk.report import submit_report
from khabar.desk.review import read_for_review
from khabar.desk.sitting import look
from khabar.desk.subjects import approve_subject, make_subject, subjects_waiting
from khabar.desk.truth import (
    OneOriginAlready,
    confirm_item,
    join_origins,
    refute_item,
    regrade_item,
    undo_join,
)
from khabar.evaluation import NoSecondOrigin, NotNow, ReasonUnknown
from khabar.safeguards import ContentChanged, NotYourAct, Purpose, SamePerson, Stage
from khabar.safeguards.predicate import OutsideLock, PredicateIncomplete
from khabar.storage import labels
from khabar.storage.models.accounts import Account, CaseFile
from khabar.storage.models.collation import Entity, NameKey, Statement
from khabar.storage.models.collection import Item
from khabar.storage.models.collection import Report as ReportRow
from khabar.storage.models.dissemination import Product, ProductBasis
from khabar.storage.models.evaluation import Evaluation, OriginJoin
from khabar.storage.sql import origins as read_origins
from khabar.storage.sql import predicates as read_predicates
from tests.cast import CASE
from tests.conftest import Seats
from tests.desk.test_evaluate import FORM, SEEN

KILOS = ("38 кило ждут в Вахдате, сухофрукты.", "В Вахдате 38 кило.", "Вахдат: 38 кило на складе.")
WHY = "Все трое узнали от одного лица."
FACTS = "Two graded items place him at the store and on the phone of the night crossing."


def send(sit: Seats, text: str, officer: str = "rustam") -> Report:
    return submit_report(sit(officer), replace(FORM, items=(replace(SEEN, text=text),)))


@pytest.fixture
def three(sit: Seats) -> list[str]:
    """Three reports of three officers' words on the same 38 kilos: uids of their items."""
    return [
        send(sit, text, who).items[0].uid
        for text, who in zip(KILOS, ("rustam", "sino", "rustam"), strict=True)
    ]


@pytest.fixture
def kept(sit: Seats) -> str:
    """The uid of one accepted item."""
    report = send(sit, "Ночью перевезли тюки.")
    grade_item(sit("madina", Purpose.REVIEW), item=report.items[0].uid, source="B", information="2")
    accept_report(sit("madina", Purpose.REVIEW), report=report.uid)
    return report.items[0].uid


def say_of(item_uid: str, entity: str = "e" * 32) -> Statement:
    """A statement that cites the item, under the item's own label."""
    item = Item.objects.get(uid=item_uid)
    at = datetime(2026, 10, 18, tzinfo=UTC)
    subject, _made = Entity.objects.get_or_create(
        uid=entity, defaults={"schema": "Person", "origin_node": "TJ", "created_at": at}
    )
    row = Statement.objects.create(
        uid=f"s{Statement.objects.count()}", item=item, entity=subject, schema="Person",
        prop="name", kind="name", value_raw="Карим-ога", method="typed", claim_digest="0",
        asserted_at=at, origin_node="TJ", label_id=item.label_id,
    )  # fmt: skip
    NameKey.objects.create(
        label_id=item.label_id, kind="exact", key="karim", entity=subject, statement=row
    )
    return row


def test_three_reports_of_one_origin_are_one_origin_and_cannot_be_graded_three(
    sit: Seats, three: list[str]
) -> None:
    madina = sit("madina", Purpose.REVIEW)
    first, second, third = three

    join_origins(madina, item=first, other=second, reason=WHY)
    join_origins(sit("madina", Purpose.REVIEW), item=second, other=third, reason=WHY)
    desk = read_for_review(sit("madina", Purpose.REVIEW), first)

    assert (desk.reports, desk.origins, desk.second_origin) == (3, 1, False)
    with pytest.raises(Invalid) as wrong:
        grade_item(
            sit("madina", Purpose.REVIEW), item=first, source="B", information="3",
            agrees=[second, third],
        )  # fmt: skip
    assert wrong.value.by_field["information"].code == "evaluation.no-second-origin"


def test_a_second_independent_origin_makes_corroborated_possible(
    sit: Seats, three: list[str]
) -> None:
    first, second, _third = three

    with pytest.raises(Invalid):
        grade_item(sit("madina", Purpose.REVIEW), item=first, source="B", information="3")
    done = grade_item(
        sit("madina", Purpose.REVIEW), item=first, source="B", information="3", agrees=[second]
    )

    assert str(done.grade) == "B3"


def test_a_join_names_the_grades_it_leaves_alone_and_undo_brings_them_back(
    sit: Seats, three: list[str]
) -> None:
    first, second, _third = three
    grade_item(
        sit("madina", Purpose.REVIEW), item=first, source="B", information="3", agrees=[second]
    )

    joined = join_origins(sit("madina", Purpose.REVIEW), item=first, other=second, reason=WHY)
    with pytest.raises(OneOriginAlready):
        join_origins(sit("madina", Purpose.REVIEW), item=second, other=first, reason=WHY)
    undo_join(sit("madina", Purpose.REVIEW), join=joined.uid)

    number = ReportRow.objects.get(item__uid=first).number
    assert joined.alone == (number,)
    assert read_for_review(sit("madina", Purpose.REVIEW), first).origins == 3
    assert OriginJoin.objects.get().revoked_at is not None
    with pytest.raises(NotFound):
        undo_join(sit("madina", Purpose.REVIEW), join=joined.uid)


def test_a_join_needs_a_reason_and_two_items_one_may_see(sit: Seats, three: list[str]) -> None:
    with pytest.raises(Invalid):
        join_origins(sit("madina", Purpose.REVIEW), item=three[0], other=three[1], reason=" ")
    with pytest.raises(NotFound):
        join_origins(sit("madina", Purpose.REVIEW), item=three[0], other="absent", reason=WHY)


def test_a_join_becomes_visible_to_analysts_when_both_sides_are_kept(
    sit: Seats, three: list[str]
) -> None:
    first, second, _third = three
    join_origins(sit("madina", Purpose.REVIEW), item=first, other=second, reason=WHY)

    def seen() -> int:
        with look(sit("zarina", Purpose.CASE), "purpose.state") as looking:
            return len(read_origins.joins(looking.read))

    counts = [seen()]
    for item in (first, second):
        grade_item(sit("madina", Purpose.REVIEW), item=item, source="B", information="4")
        report = ReportRow.objects.get(item__uid=item)
        accept_report(sit("madina", Purpose.REVIEW), report=report.uid)
        counts.append(seen())

    assert counts == [0, 0, 1]


def test_statements_and_their_search_keys_follow_their_item_out_of_intake(sit: Seats) -> None:
    report = send(sit, "Ночью перевезли тюки.")
    (item,) = report.items
    said = say_of(item.uid)

    grade_item(sit("madina", Purpose.REVIEW), item=item.uid, source="B", information="2")
    accept_report(sit("madina", Purpose.REVIEW), report=report.uid)

    label = Item.objects.get(uid=item.uid).label_id
    assert labels.get(label).stage is Stage.KEPT
    assert Statement.objects.get(pk=said.pk).label_id == label
    assert NameKey.objects.get(statement=said).label_id == label
    assert Evaluation.objects.get().label_id == label


def test_a_refused_item_takes_its_statements_out_of_sight(sit: Seats) -> None:
    (item,) = send(sit, "Ночью перевезли тюки.").items
    said = say_of(item.uid)

    refuse_item(sit("madina", Purpose.REVIEW), item=item.uid, reason_code="not-crime")

    assert labels.get(Statement.objects.get(pk=said.pk).label_id).stage is Stage.QUARANTINE
    assert labels.get(NameKey.objects.get(statement=said).label_id).stage is Stage.QUARANTINE


def test_a_refutation_is_a_new_row_and_names_what_falls(sit: Seats, kept: str) -> None:
    said = say_of(kept)
    product = Product.objects.create(
        uid="p1", number="TJ-DCA-P-1", kind="bulletin", title="t", language="en",
        case=CaseFile.objects.get(uid=CASE), agency_id=1, author_id=1, content="{}",
        content_hash="0", state="released", written_at=datetime(2026, 10, 19, tzinfo=UTC),
        expires_on=date(2027, 1, 1), label_id=said.label_id,
    )  # fmt: skip
    ProductBasis.objects.create(
        product=product, statement=said, statement_uid=said.uid, mark="1", label_id=said.label_id
    )

    moved = refute_item(
        sit("madina", Purpose.REVIEW), item=kept, reason_code="fabricated", reason="Revenge."
    )

    assert {(one.kind, one.number) for one in moved.dependents} == {
        ("statement", ""),
        ("product", "TJ-DCA-P-1"),
    }
    item = Item.objects.get(uid=kept)
    assert item.state == "refuted"
    assert item.evaluation is not None
    assert (item.evaluation.verdict, item.evaluation.reason_code) == ("refuted", "fabricated")
    assert Evaluation.objects.filter(item=item).count() == 2
    assert ReportRow.objects.get(item__uid=kept).state == "refuted"
    assert Statement.objects.get(pk=said.pk).item.evaluation_id == item.evaluation_id


def test_an_item_is_refuted_once_by_another_person_with_a_reason(sit: Seats, kept: str) -> None:
    Account.objects.filter(username="rustam").update(roles=["officer", "evaluator"])
    given = {"item": kept, "reason_code": "mistaken", "reason": "Another man."}

    with pytest.raises(SamePerson):
        refute_item(sit("rustam", Purpose.REVIEW), **given)
    with pytest.raises(ReasonUnknown):
        refute_item(sit("madina", Purpose.REVIEW), **(given | {"reason": ""}))
    refute_item(sit("madina", Purpose.REVIEW), **given)
    with pytest.raises(NotNow):
        refute_item(sit("madina", Purpose.REVIEW), **given)


def test_a_regrade_keeps_the_old_row_and_moves_the_standing_one(sit: Seats, kept: str) -> None:
    with pytest.raises(NoSecondOrigin):
        regrade_item(
            sit("madina", Purpose.REVIEW), item=kept, source="C", information="3", reason="x"
        )
    moved = regrade_item(
        sit("madina", Purpose.REVIEW), item=kept, source="C", information="4",
        reason="Two earlier words proved wrong.",
    )  # fmt: skip

    item = Item.objects.get(uid=kept)
    assert item.state == "accepted"
    assert item.evaluation is not None
    assert item.evaluation.uid == moved.evaluation.uid
    assert [row.source_code for row in Evaluation.objects.order_by("id")] == ["B", "C"]


def test_a_confirmation_keeps_the_grade_that_was_given(sit: Seats, kept: str) -> None:
    moved = confirm_item(sit("madina", Purpose.REVIEW), item=kept, reason="38.4 kg were seized.")

    assert str(moved.evaluation.grade) == "B2"
    assert Item.objects.get(uid=kept).state == "accepted"


def test_a_person_is_a_subject_only_after_another_persons_yes(sit: Seats, kept: str) -> None:
    say_of(kept)
    zarina = sit("zarina", Purpose.CASE)

    with pytest.raises(PredicateIncomplete) as wrong:
        make_subject(zarina, entity="e" * 32, facts="dealer", offence="", items=["absent"])
    with pytest.raises(OutsideLock):
        make_subject(zarina, entity="e" * 32, facts=FACTS, offence="экстремизм", items=[kept])
    predicate = make_subject(
        zarina, entity="e" * 32, facts=FACTS, offence="ст. 200 УК РТ", items=[kept]
    )

    def subjects() -> list[str]:
        with look(sit("zarina", Purpose.CASE), "purpose.state") as seen:
            return list(read_predicates.standing(seen.read, ["e" * 32]))

    before = subjects()
    (waiting,) = subjects_waiting(sit("nazar", Purpose.DECIDE)).rows
    with pytest.raises(ContentChanged):
        approve_subject(sit("nazar", Purpose.DECIDE), predicate=predicate.uid, digest="0")
    approve_subject(sit("nazar", Purpose.DECIDE), predicate=predicate.uid, digest=waiting.digest)

    assert [fault.where for fault in wrong.value.faults] == ["facts", "offence", "items"]
    assert before == []
    assert subjects() == ["e" * 32]
    assert subjects_waiting(sit("nazar", Purpose.DECIDE)).rows == ()


def test_nobody_proposes_a_subject_they_may_not_see(sit: Seats, kept: str) -> None:
    say_of(kept)

    with pytest.raises(NotFound):
        make_subject(
            sit("bek", Purpose.ASSESS), entity="e" * 32, facts=FACTS, offence="trafficking",
            items=[kept],
        )  # fmt: skip


@pytest.mark.parametrize("name", ["zarina", "bek", "dilshod", "nobody"])
def test_nobody_but_an_evaluator_changes_what_stands(sit: Seats, kept: str, name: str) -> None:
    person = sit(name, Purpose.ASSESS if name != "nobody" else None)

    for verb in (
        lambda: refute_item(person, item=kept, reason_code="mistaken", reason="x"),
        lambda: regrade_item(person, item=kept, source="A", information="1", reason="x"),
        lambda: confirm_item(person, item=kept, reason="x"),
        lambda: join_origins(person, item=kept, other=kept, reason="x"),
        lambda: undo_join(person, join="x"),
        lambda: approve_subject(person, predicate="x", digest="x"),
        lambda: subjects_waiting(person),
    ):
        with pytest.raises(NotYourAct):
            verb()


def test_refusals_and_verdicts_stand_in_the_ledger_without_words(sit: Seats, kept: str) -> None:
    from khabar.storage import ledger

    refute_item(
        sit("madina", Purpose.REVIEW), item=kept, reason_code="fabricated", reason="Revenge."
    )

    bodies = [entry.body for entry in ledger.entries()]
    assert any(json.loads(body)["verb"] == "item.refute" for body in bodies)
    assert not any("Revenge" in body or "тюки" in body for body in bodies)
