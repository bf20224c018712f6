"""The board counts origins, not reports, and only what its reader may see."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khabar.collection import Report
from khabar.desk.board import RequirementLine, board, requirement_page
from khabar.desk.direct import decide_tasking
from khabar.desk.report import submit_report
from khabar.safeguards import Purpose, Stage
from khabar.storage import labels
from khabar.storage.models.accounts import Account
from khabar.storage.models.collection import Item, Origin
from khabar.storage.models.collection import Report as ReportRow
from khabar.storage.models.evaluation import Evaluation, OriginJoin
from tests.cast import CASE
from tests.conftest import Seats
from tests.desk.test_direct import DRAFT
from tests.desk.test_report import FORM, SEEN


@pytest.fixture
def asked(sit: Seats) -> str:
    return decide_tasking(sit("nazar", Purpose.DECIDE), DRAFT, case=CASE).requirement.uid


def answer(sit: Seats, asked: str, code: str) -> Report:
    """A report that answers, accepted with this 4x4 grade ("B2") as an evaluator leaves it."""
    told = replace(SEEN, how_known="told")
    report = submit_report(sit("rustam"), replace(FORM, items=(told,), requirements=(asked,)))
    row = ReportRow.objects.get(uid=report.uid)
    kept = labels.intern(replace(labels.get(row.label_id), stage=Stage.KEPT))
    item = Item.objects.get(report=row)
    item.evaluation = Evaluation.objects.create(
        uid=item.uid[::-1], item=item, scheme="4x4", source_code=code[0],
        information_code=code[1], verdict="accepted", at=sit.clock(), origin_node="TJ",
        label_id=kept,
    )  # fmt: skip
    item.state, item.label_id = "accepted", kept
    item.save()
    ReportRow.objects.filter(pk=row.pk).update(state="accepted", label_id=kept)
    return report


def join_origins(sit: Seats, first: Report, second: Report) -> None:
    left, right = (Origin.objects.get(item__report__uid=one.uid) for one in (first, second))
    row = ReportRow.objects.get(uid=first.uid)
    OriginJoin.objects.create(
        uid=left.uid[::-1], left=left, right=right, by=Account.objects.get(username="madina"),
        at=sit.clock(), reason="cousins", label_id=row.label_id,
    )  # fmt: skip


def line(sit: Seats) -> RequirementLine:
    (only,) = board(sit("nazar", Purpose.DECIDE), case=CASE).lines
    return only


def test_three_reports_of_one_origin_are_shown_as_one_origin(sit: Seats, asked: str) -> None:
    first, second, third = (answer(sit, asked, "B4") for _ in range(3))
    join_origins(sit, first, second)
    join_origins(sit, second, third)

    covered = line(sit).coverage

    assert (covered.reports, covered.accepted, covered.origins) == (3, 3, 1)
    assert covered.circular
    assert covered.answered.value == "part"


def test_a_grade_that_carries_alone_is_shown_before_one_that_does_not(
    sit: Seats, asked: str
) -> None:
    answer(sit, asked, "X4")
    answer(sit, asked, "A2")

    best = line(sit).best

    assert best is not None
    assert (best.source, best.information, best.carries) == ("A", "2", True)


def test_a_report_not_yet_evaluated_changes_nothing_on_the_board(sit: Seats, asked: str) -> None:
    submit_report(sit("rustam"), replace(FORM, requirements=(asked,)))

    assert line(sit).coverage.reports == 0
    assert line(sit).tasks[0].state == "reported"


def test_the_same_answers_stand_on_the_page_of_the_requirement(sit: Seats, asked: str) -> None:
    report = answer(sit, asked, "B2")

    page = requirement_page(sit("zarina", Purpose.CASE), asked)

    assert [one.report_number for one in page.line.answers] == [report.number]
    assert page.decision is not None
    assert page.label is not None
    assert page.label.compartment == "ARCHA"


def test_an_overdue_question_is_counted_while_it_is_open(sit: Seats, asked: str) -> None:
    sit.clock.move(days=30)

    assert board(sit("nazar", Purpose.DECIDE), case=CASE).late == 1
