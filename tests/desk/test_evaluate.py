"""Evaluating: another person grades, writes for others, returns, refuses, accepts."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from khabar.collection import ItemDraft, Report, ReportDraft
from khabar.core.errors import Invalid, NotFound, Refusal
from khabar.desk.evaluate import (
    Conditions,
    ItemsOpen,
    accept_report,
    choose_scheme,
    grade_item,
    lift_stop,
    refuse_item,
    return_item,
    write_sanitised,
)
from khabar.desk.report import submit_report
from khabar.desk.review import done, queue, read_for_review, returned
from khabar.evaluation import GradeUnknown, NotNow, ReasonUnknown
from khabar.safeguards import Handling, Label, NotYourAct, Purpose, SamePerson, Stage
from khabar.safeguards.sensitive import SensitiveStop
from khabar.storage import labels, ledger
from khabar.storage.models.accounts import Account
from khabar.storage.models.collection import Item
from khabar.storage.models.collection import Report as ReportRow
from khabar.storage.models.evaluation import Evaluation as EvaluationRow
from tests.conftest import Seats

SEEN = ItemDraft(text="Двое перевели осла через брод.", how_known="seen", known_to="3-10")
TOLD = ItemDraft(
    text="38 кило ждут в Вахдате. Слышал от свояка Хакима, он там сторожит.",
    how_known="told",
    known_to="3-10",
)
POISON = ItemDraft(
    text="Местный житель ходил на собрания и поддерживает протесты.",
    how_known="told",
    known_to="many",
)
FORM = ReportDraft(items=(SEEN,), when="17.10.2026", where="Ford", useful="36h")
FOR_OTHERS = "По неподтверждённым сведениям, около 38 кг находятся в Вахдате."


def send(sit: Seats, *items: ItemDraft, useful: str = "36h") -> Report:
    return submit_report(sit("rustam"), replace(FORM, items=items, useful=useful))


def label_of(item: str) -> Label:
    return labels.get(Item.objects.get(uid=item).label_id)


def acts() -> list[tuple[str, str]]:
    return [
        (entry["verb"], entry["result"])
        for kept in ledger.entries()
        for entry in [json.loads(kept.body)]
        if entry["verb"].startswith(("item.", "report.accept"))
    ]


def test_an_accepted_report_is_intelligence_and_was_not_before(sit: Seats) -> None:
    report = send(sit, SEEN)
    (item,) = report.items

    grade_item(sit("madina", Purpose.REVIEW), item=item.uid, source="A", information="1")
    before = label_of(item.uid).stage
    accepted = accept_report(sit("madina", Purpose.REVIEW), report=report.uid)

    assert before is Stage.INTAKE
    assert (accepted.kept, accepted.refused) == (1, 0)
    assert label_of(item.uid).stage is Stage.KEPT
    row = ReportRow.objects.get(uid=report.uid)
    assert (row.state, labels.get(row.label_id).stage) == ("accepted", Stage.KEPT)
    assert Item.objects.get(uid=item.uid).evaluation is not None


def test_a_letter_off_the_scale_keeps_nothing(sit: Seats) -> None:
    (item,) = send(sit, SEEN).items

    with pytest.raises(Invalid) as wrong:
        grade_item(sit("madina", Purpose.REVIEW), item=item.uid, source="Z", information="9")

    assert set(wrong.value.by_field) == {"source", "information"}
    assert EvaluationRow.objects.count() == 0
    assert acts() == []


def test_the_author_neither_reads_nor_grades_their_own_item(sit: Seats) -> None:
    Account.objects.filter(username="rustam").update(roles=["officer", "evaluator"])
    (item,) = send(sit, SEEN).items
    rustam = sit("rustam", Purpose.REVIEW)

    assert queue(rustam).rows == ()
    with pytest.raises(SamePerson):
        read_for_review(rustam, item.uid)
    with pytest.raises(SamePerson):
        grade_item(rustam, item=item.uid, source="A", information="1")
    with pytest.raises(SamePerson):
        write_sanitised(rustam, item=item.uid, text=FOR_OTHERS)

    assert ("item.grade", "refused:safeguards.same-person") in acts()


def test_what_a_person_told_travels_only_as_another_hand_wrote_it(sit: Seats) -> None:
    (item,) = send(sit, TOLD).items
    madina = sit("madina", Purpose.REVIEW)

    with pytest.raises(Invalid) as wrong:
        grade_item(madina, item=item.uid, source="B", information="4")
    write_sanitised(madina, item=item.uid, text=FOR_OTHERS)
    grade_item(madina, item=item.uid, source="B", information="4")

    assert wrong.value.by_field["sanitised"].code == "evaluation.sanitised-missing"
    assert Item.objects.get(uid=item.uid).sanitised_text == FOR_OTHERS


def test_a_leak_blocks_until_it_is_rewritten_or_looked_at(sit: Seats) -> None:
    (item,) = send(sit, TOLD).items
    madina = sit("madina", Purpose.REVIEW)
    leaking = f"{FOR_OTHERS} Известно от сторожа склада."

    warnings = write_sanitised(madina, item=item.uid, text=leaking)
    with pytest.raises(Invalid) as wrong:
        grade_item(madina, item=item.uid, source="B", information="4")
    write_sanitised(madina, item=item.uid, text=leaking, looked=True)
    grade_item(madina, item=item.uid, source="B", information="4")

    assert [leak.words for leak in warnings] == ["сторожа"]
    assert wrong.value.by_field["sanitised"].facts == {"n": 1, "words": "сторожа"}


def test_handling_is_chosen_and_an_unknown_one_is_named(sit: Seats) -> None:
    (item,) = send(sit, SEEN).items
    madina = sit("madina", Purpose.REVIEW)

    with pytest.raises(Invalid) as wrong:
        grade_item(
            madina, item=item.uid, source="A", information="1",
            conditions=Conditions(handling="7", level="x", releasable="everybody"),
        )  # fmt: skip
    grade_item(
        madina, item=item.uid, source="A", information="1",
        conditions=Conditions(handling="1", releasable="nodes:uz,HUB"),
    )  # fmt: skip

    assert set(wrong.value.by_field) == {"handling", "level", "releasable"}
    label = label_of(item.uid)
    assert (label.handling, label.releasable) == (Handling.H1, "nodes:HUB,UZ")
    assert (label.stage, label.compartment) == (Stage.INTAKE, "ARCHA")


def test_a_report_waits_until_every_item_is_decided(sit: Seats) -> None:
    report = send(sit, SEEN, TOLD)
    madina = sit("madina", Purpose.REVIEW)
    grade_item(madina, item=report.items[0].uid, source="A", information="1")

    with pytest.raises(ItemsOpen):
        accept_report(sit("madina", Purpose.REVIEW), report=report.uid)

    assert label_of(report.items[0].uid).stage is Stage.INTAKE


def test_a_return_has_one_reason_and_closes_the_report_for_grading(sit: Seats) -> None:
    (item,) = send(sit, SEEN).items
    madina = sit("madina", Purpose.REVIEW)

    with pytest.raises(ReasonUnknown):
        return_item(madina, item=item.uid, reason_code="bad")
    return_item(madina, item=item.uid, reason_code="two-matters", reason="Split them.")
    with pytest.raises(NotNow):
        grade_item(sit("madina", Purpose.REVIEW), item=item.uid, source="A", information="1")

    assert queue(sit("madina", Purpose.REVIEW)).rows == ()
    assert [row.reason_code for row, _grade in returned(sit("madina", Purpose.REVIEW)).rows] == [
        "two-matters"
    ]


def test_political_poison_cannot_be_accepted_and_is_refused_out_of_sight(sit: Seats) -> None:
    report = send(sit, POISON, SEEN)
    poison, seen = report.items
    madina = sit("madina", Purpose.REVIEW)
    write_sanitised(madina, item=poison.uid, text="Некто поддерживает перемены.")

    with pytest.raises(SensitiveStop) as stopped:
        grade_item(madina, item=poison.uid, source="B", information="2")
    refuse_item(madina, item=poison.uid, reason_code="sensitive")
    grade_item(madina, item=seen.uid, source="A", information="1")
    accepted = accept_report(sit("madina", Purpose.REVIEW), report=report.uid)

    assert stopped.value.facts == {"categories": "political", "touches": 1}
    assert ("item.grade", "refused:safeguards.sensitive") in acts()
    assert (accepted.kept, accepted.refused) == (1, 1)
    assert label_of(poison.uid).stage is Stage.QUARANTINE
    kept = EvaluationRow.objects.get(item__uid=poison.uid)
    assert (kept.reason_code, labels.get(kept.label_id).stage) == ("sensitive", Stage.KEPT)
    with pytest.raises(NotFound):
        read_for_review(sit("madina", Purpose.REVIEW), poison.uid)


def test_oversight_alone_reads_what_was_refused(sit: Seats) -> None:
    from khabar.desk.sitting import look
    from khabar.storage.sql import items as read_items

    report = send(sit, POISON)
    refuse_item(sit("madina", Purpose.REVIEW), item=report.items[0].uid, reason_code="sensitive")

    with look(sit("parvina", Purpose.OVERSEE), "ledger.looks") as seen:
        assert read_items.by_uid(seen.read, report.items[0].uid).text == POISON.text
    with pytest.raises(NotFound), look(sit("zarina", Purpose.CASE), "purpose.state") as seen:
        read_items.by_uid(seen.read, report.items[0].uid)
    assert ReportRow.objects.get(uid=report.uid).state == "removed"


def test_a_refusals_reason_may_not_repeat_what_was_refused(sit: Seats) -> None:
    (item,) = send(sit, POISON).items

    with pytest.raises(Invalid) as wrong:
        refuse_item(
            sit("madina", Purpose.REVIEW), item=item.uid, reason_code="sensitive",
            reason="Он поддерживает протесты.",
        )  # fmt: skip

    assert wrong.value.by_field["reason"].code == "evaluation.reason-sensitive"
    assert label_of(item.uid).stage is Stage.INTAKE


def test_a_second_evaluator_lifts_the_stop_with_a_named_crime(sit: Seats) -> None:
    text = "Груз в мечети прячет имам, 12 кг героина под полом."
    (item,) = send(sit, replace(SEEN, text=text)).items
    signer, madina = sit("signer", Purpose.REVIEW), sit("madina", Purpose.REVIEW)

    with pytest.raises(Refusal):
        lift_stop(signer, item=item.uid, offence="экстремизм", reason="He stores it.")
    lift_stop(signer, item=item.uid, offence="ст. 200 УК РТ", reason="He stores it himself.")
    grade_item(madina, item=item.uid, source="A", information="1")

    assert label_of(item.uid).stage is Stage.INTAKE


def test_whoever_lifted_the_stop_does_not_accept_the_item(sit: Seats) -> None:
    text = "Груз в мечети прячет имам, 12 кг героина под полом."
    (item,) = send(sit, replace(SEEN, text=text)).items
    madina = sit("madina", Purpose.REVIEW)
    lift_stop(madina, item=item.uid, offence="ст. 200 УК РТ", reason="He stores it himself.")

    with pytest.raises(SamePerson):
        grade_item(madina, item=item.uid, source="A", information="1")

    assert Item.objects.get(uid=item.uid).state == "submitted"
    assert acts()[-1] == ("item.grade", "refused:safeguards.same-person")


def test_the_queue_begins_with_what_is_soonest_worthless(sit: Seats) -> None:
    week = send(sit, replace(SEEN, text="Неделя."), useful="week")
    plain = send(sit, replace(SEEN, text="Без срока."), useful="longer")
    now = send(sit, replace(SEEN, text="Сейчас."), useful="now")
    sit.clock.move(hours=1)
    late = send(sit, replace(SEEN, text="Позже."), useful="12h")

    first = [row.item.text for row in queue(sit("madina", Purpose.REVIEW)).rows]
    sit.clock.move(hours=20)
    later = queue(sit("madina", Purpose.REVIEW)).rows

    assert first == ["Сейчас.", "Позже.", "Неделя.", "Без срока."]
    assert [row.item.text for row in later if row.late] == ["Сейчас.", "Позже."]
    assert later[0].item.text == "Неделя."
    assert {week.number, plain.number, now.number, late.number} == {
        row.item.number for row in later
    }


def test_the_desk_shows_both_texts_the_checks_and_what_resembles_it(sit: Seats) -> None:
    first = send(sit, TOLD)
    send(sit, replace(TOLD, text="В Вахдате ждут 38 кило, говорят соседи."))

    desk = read_for_review(sit("madina", Purpose.REVIEW), first.items[0].uid)

    assert [leak.words for leak in desk.traces] == ["свояка", "Хакима", "там сторожит"]
    assert {check.code: check.state for check in desk.checks} == {
        "basis": "done",
        "time": "done",
        "sensitive": "done",
        "source": "open",
        "few-know": "done",
    }
    assert (len(desk.known), desk.reports, desk.origins) == (1, 2, 2)
    assert desk.scheme.code == "4x4"


def test_an_agency_may_grade_on_another_scale(sit: Seats) -> None:
    (item,) = send(sit, SEEN).items

    with pytest.raises(GradeUnknown):
        choose_scheme(sit("nazar", Purpose.DECIDE), scheme="9x9")
    choose_scheme(sit("nazar", Purpose.DECIDE), scheme="6x6")
    evaluation = grade_item(
        sit("madina", Purpose.REVIEW), item=item.uid, source="F", information="6"
    )

    assert evaluation.grade is not None
    assert evaluation.grade.scheme == "6x6"


def test_what_was_decided_is_listed_with_its_grade(sit: Seats) -> None:
    report = send(sit, SEEN)
    grade_item(sit("madina", Purpose.REVIEW), item=report.items[0].uid, source="A", information="1")
    accept_report(sit("madina", Purpose.REVIEW), report=report.uid)

    listed = done(sit("madina", Purpose.REVIEW))
    ((_row, grade),) = listed.rows

    assert grade is not None
    assert (grade.source, grade.information, grade.carries) == ("A", "1", True)
    assert listed.label == label_of(report.items[0].uid)
    assert queue(sit("madina", Purpose.REVIEW)).today == 1


@pytest.mark.parametrize("name", ["zarina", "bek", "dilshod", "nobody"])
def test_nobody_but_an_evaluator_reviews(sit: Seats, name: str) -> None:
    report = send(sit, SEEN)
    person = sit(name, Purpose.ASSESS if name != "nobody" else None)

    for verb in (
        lambda: queue(person),
        lambda: returned(person),
        lambda: done(person),
        lambda: read_for_review(person, report.items[0].uid),
        lambda: write_sanitised(person, item=report.items[0].uid, text="x"),
        lambda: grade_item(person, item=report.items[0].uid, source="A", information="1"),
        lambda: return_item(person, item=report.items[0].uid, reason_code="two-matters"),
        lambda: refuse_item(person, item=report.items[0].uid, reason_code="not-crime"),
        lambda: lift_stop(person, item=report.items[0].uid, offence="200", reason="x"),
        lambda: accept_report(person, report=report.uid),
        lambda: choose_scheme(person, scheme="6x6"),
    ):
        with pytest.raises(NotYourAct):
            verb()


def test_an_evaluator_of_another_agency_finds_nothing(sit: Seats) -> None:
    Account.objects.filter(username="dilshod").update(roles=["evaluator"])
    report = send(sit, SEEN)
    dilshod = sit("dilshod", Purpose.REVIEW)

    assert queue(dilshod).rows == ()
    with pytest.raises(NotFound):
        read_for_review(dilshod, report.items[0].uid)
    with pytest.raises(NotFound):
        accept_report(dilshod, report=report.uid)
