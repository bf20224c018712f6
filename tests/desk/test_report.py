"""Reporting: a form in, a number out, and a sentence about what became of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from khabar.collection import ItemDraft, NotCorrectable, Report, ReportDraft
from khabar.core.errors import Invalid, NotFound, Refusal
from khabar.desk.direct import decide_tasking, my_tasks
from khabar.desk.known import already_known
from khabar.desk.report import (
    correct_report,
    draft_to_fix,
    form_choices,
    my_report,
    my_reports,
    read_report,
    submit_report,
)
from khabar.safeguards import Handling, Label, Level, NotYourAct, Purpose, Stage
from khabar.storage import labels
from khabar.storage.models.collation import Entity, NameKey, Statement
from khabar.storage.models.collection import Item, Origin
from khabar.storage.models.collection import Report as ReportRow
from khabar.storage.models.evaluation import Evaluation
from tests.cast import CASE
from tests.conftest import Seats
from tests.desk.test_direct import DRAFT as TASKING

SEEN = ItemDraft(text="Двое перевели осла через брод.", how_known="seen", known_to="3-10")
TOLD = ItemDraft(text="Говорят, машина 0000 АВ 00 ждёт.", how_known="told", known_to="unknown")
FORM = ReportDraft(items=(SEEN,), when="17.10.2026", night=False, where="Ford", useful="36h")


@pytest.fixture
def sent(sit: Seats) -> Report:
    return submit_report(sit("rustam"), FORM)


def returned(report: Report, reason: str = "time-unclear") -> None:
    """What an evaluator leaves behind when a report is returned."""
    row = ReportRow.objects.get(uid=report.uid)
    for item in Item.objects.filter(report=row):
        item.evaluation = Evaluation.objects.create(
            uid=item.uid[::-1], item=item, scheme="4x4", verdict="returned", reason_code=reason,
            reason="Which night?", at=datetime(2026, 10, 18, tzinfo=UTC), origin_node="TJ",
            label_id=row.label_id,
        )  # fmt: skip
        item.state = "returned"
        item.save()
    row.state = "returned"
    row.save()


def test_case_unit_and_label_are_filled_in_for_the_officer(sit: Seats, sent: Report) -> None:
    row = ReportRow.objects.get(uid=sent.uid)
    label = labels.get(row.label_id)

    assert (sent.case, sent.unit, sent.legal_basis) == (CASE, "Unit 1", "ORD law, art. 8")
    assert (label.originator, label.compartment, label.stage) == ("TJ-DCA", "ARCHA", Stage.INTAKE)
    assert row.urgency == 2
    assert row.digest


def test_each_way_of_knowing_gets_an_origin_of_its_own(sit: Seats) -> None:
    submit_report(sit("rustam"), replace(FORM, items=(SEEN, TOLD, TOLD)))

    kinds = sorted(Origin.objects.filter(item__isnull=False).distinct().values_list("kind"))
    assert kinds == [("observer",), ("source",)]


def test_a_wrong_form_keeps_nothing(sit: Seats) -> None:
    with pytest.raises(Invalid) as wrong:
        submit_report(sit("rustam"), ReportDraft(items=(), when="31.02.2026"))

    assert wrong.value.by_field["when"].code == "core.moment-unclear"
    assert wrong.value.by_field["text_1"].code == "collection.text-empty"
    assert ReportRow.objects.count() == 0


def test_an_answer_is_bound_to_the_question_and_moves_the_task(sit: Seats) -> None:
    asked = decide_tasking(sit("nazar", Purpose.DECIDE), TASKING, case=CASE).requirement
    report = submit_report(sit("rustam"), replace(FORM, requirements=(asked.uid,)))

    page = my_report(sit("rustam"), report.number)

    assert [number for _uid, number, _question in page.answers] == [asked.number]
    assert my_tasks(sit("rustam"))[0].state == "reported"
    assert form_choices(sit("rustam")).tasks[0].requirement_uid == asked.uid


def test_a_question_of_another_unit_cannot_be_answered(sit: Seats) -> None:
    with pytest.raises(NotFound):
        submit_report(sit("rustam"), replace(FORM, requirements=("not-asked-of-us",), case=CASE))


def test_the_author_sees_it_without_a_purpose_and_nobody_else_does(
    sit: Seats, sent: Report
) -> None:
    (line,) = my_reports(sit("rustam"))

    assert (line.report.number, line.feedback.code) == (sent.number, "submitted")
    assert my_reports(sit("sino")) == []
    with pytest.raises(NotFound):
        my_report(sit("sino"), sent.number)


def test_before_evaluation_no_analyst_can_tell_it_from_nothing(sit: Seats, sent: Report) -> None:
    for who, purpose in (("zarina", Purpose.CASE), ("bek", Purpose.ASSESS),
                         ("dilshod", Purpose.ASSESS)):  # fmt: skip
        with pytest.raises(NotFound):
            read_report(sit(who, purpose), sent.number)
        with pytest.raises(NotFound):
            read_report(sit(who, purpose), "TJ-DCA-2026-ZZZZZZ")
    with pytest.raises(Refusal):
        read_report(sit("nobody"), sent.number)


def test_once_kept_the_case_reads_it_and_the_neighbour_does_not(sit: Seats, sent: Report) -> None:
    row = ReportRow.objects.get(uid=sent.uid)
    kept = labels.intern(replace(labels.get(row.label_id), stage=Stage.KEPT))
    ReportRow.objects.filter(uid=sent.uid).update(label_id=kept)
    Item.objects.filter(report=row).update(label_id=kept)

    page = read_report(sit("zarina", Purpose.CASE), sent.number)

    assert page.items[0].item.text == SEEN.text
    assert not page.own
    with pytest.raises(NotFound):
        read_report(sit("bek", Purpose.ASSESS), sent.number)


def test_a_returned_report_says_why_and_is_fixed_as_a_new_version(sit: Seats, sent: Report) -> None:
    returned(sent)
    told = my_report(sit("rustam"), sent.number)
    assert (told.feedback.reason_code, told.feedback.reason) == ("time-unclear", "Which night?")
    assert told.may_correct

    fixed = correct_report(sit("rustam"), sent.number, replace(FORM, night=True))

    assert (fixed.number, fixed.version, fixed.previous) == (sent.number, 2, sent.uid)
    assert ReportRow.objects.get(uid=sent.uid).state == "superseded"
    assert ReportRow.objects.get(uid=sent.uid).event_precision == "day"
    (line,) = my_reports(sit("rustam"))
    assert (line.report.version, line.feedback.code) == (2, "submitted")


def test_what_was_not_returned_cannot_be_opened_for_fixing(sit: Seats, sent: Report) -> None:
    with pytest.raises(NotCorrectable):
        draft_to_fix(sit("rustam"), sent.number)
    with pytest.raises(NotFound):
        draft_to_fix(sit("sino"), sent.number)


def test_another_officer_cannot_correct_it(sit: Seats, sent: Report) -> None:
    with pytest.raises(NotFound):
        correct_report(sit("sino"), sent.number, FORM)


@pytest.mark.parametrize("who", ["zarina", "bek", "dilshod", "nobody"])
def test_only_an_officer_reports(sit: Seats, who: str) -> None:
    sitting = sit(who)

    for verb in (
        lambda: submit_report(sitting, FORM),
        lambda: correct_report(sitting, "X", FORM),
        lambda: my_reports(sitting),
        lambda: my_report(sitting, "X"),
        lambda: draft_to_fix(sitting, "X"),
        lambda: form_choices(sitting),
        lambda: already_known(sitting, "X"),
    ):
        with pytest.raises(NotYourAct):
            verb()


def test_without_a_purpose_numbers_are_named_but_nothing_is_looked_up(sit: Seats) -> None:
    report = submit_report(sit("rustam"), replace(FORM, items=(TOLD,)))

    known = already_known(sit("rustam"), report.number)

    assert (known.searched, known.numbers, known.matches) == (False, ("0000 АВ 00",), ())


def known_plate(sit: Seats, norm: str) -> str:
    """A kept report of the case that speaks of a vehicle with this plate."""
    report = submit_report(sit("sino"), replace(FORM, items=(TOLD,)))
    row = ReportRow.objects.get(uid=report.uid)
    kept = labels.intern(replace(labels.get(row.label_id), stage=Stage.KEPT))
    ReportRow.objects.filter(uid=report.uid).update(label_id=kept)
    Item.objects.filter(report=row).update(label_id=kept, state="accepted")
    at = datetime(2026, 10, 18, tzinfo=UTC)
    van = Entity.objects.create(uid="van", schema="Vehicle", origin_node="TJ", created_at=at)
    statement = Statement.objects.create(
        uid="plate", item=Item.objects.get(report=row), entity=van, schema="Vehicle",
        prop="plate", kind="identifier", value_raw="0000 AB 00", value_norm=norm, method="typed",
        claim_digest="d", asserted_at=at, origin_node="TJ", label_id=kept,
    )  # fmt: skip
    NameKey.objects.create(kind="plate", key=norm, entity=van, statement=statement, label_id=kept)
    return report.number


def test_a_plate_in_other_letters_meets_the_vehicle_the_officer_may_see(sit: Seats) -> None:
    other = known_plate(sit, "0000AB00")
    report = submit_report(sit("rustam"), replace(FORM, items=(TOLD,)))  # written in Cyrillic

    (match,) = already_known(sit("rustam", Purpose.CASE), report.number).matches

    assert (match.entity_uid, match.written, match.stored) == ("van", "0000 АВ 00", "0000 AB 00")
    assert match.reports == (other,)
    assert match.units == (("TJ-DCA", "Unit 1"),)


def test_a_vehicle_outside_the_purpose_is_as_if_it_were_not_there(sit: Seats) -> None:
    known_plate(sit, "0000AB00")
    report = submit_report(sit("rustam"), replace(FORM, items=(TOLD,)))
    van = Entity.objects.get(uid="van")
    elsewhere = labels.intern(
        Label(level=Level.RESTRICTED, originator="TJ-MOI", handling=Handling.H2)
    )
    NameKey.objects.filter(entity=van).update(label_id=elsewhere)

    assert already_known(sit("rustam", Purpose.CASE), report.number).matches == ()


def test_whom_to_call_is_whoever_asked_and_the_head_of_the_case(sit: Seats) -> None:
    asked = decide_tasking(sit("nazar", Purpose.DECIDE), TASKING, case=CASE).requirement
    report = submit_report(sit("rustam"), replace(FORM, requirements=(asked.uid,)))

    answering = already_known(sit("rustam"), report.number)
    other = already_known(sit("rustam"), submit_report(sit("rustam"), FORM).number)

    assert (answering.asked_by, answering.head) == ((("Nazar", "Unit 1"),), None)  # named once
    assert (other.asked_by, other.head) == ((), "Nazar")


def test_a_protected_matter_only_warns_its_author(sit: Seats) -> None:
    touched = replace(SEEN, text="He supports the protests and prays at the mosque.")
    report = submit_report(sit("rustam"), replace(FORM, items=(touched,)))

    assert already_known(sit("rustam"), report.number).sensitive
    assert ReportRow.objects.get(uid=report.uid).state == "submitted"
