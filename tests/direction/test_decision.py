"""One decision binds assessment, reason, requirement and task, or keeps nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from khabar.core.errors import Invalid
from khabar.core.ids import seeded_ids
from khabar.direction import (
    Answered,
    Case,
    Priority,
    RequirementClosed,
    RequirementState,
    Task,
    Tasking,
    TaskingDraft,
    TaskState,
    close_requirement,
    coverage,
    decide,
    number,
    priority_within,
    report_on,
)
from khabar.direction.task import TaskOutOfOrder

NOW = datetime(2026, 10, 18, 6, 0, tzinfo=UTC)
ARCHA = Case(
    uid="c1", number="DOU-000/26", operation="ARCHA", ground="g", offence="o", legal_basis="l",
    opener=1, head=2, opened_at=NOW, ends_on=date(2026, 12, 31),
)  # fmt: skip
DRAFT = TaskingDraft(
    assessment="Three sightings point to one route.", decision="Develop, no arrest yet.",
    reason="The receiver is not known.", question="Which vehicle carries it?",
    why="To see the handover.", indicators="same plate twice\n\nlights off at the ford\n",
    legal_basis="Law 687, Art. 6", due="25.10.2026", agency="TJ-DCA", unit="Dushanbe",
    asked="Watch the ford road at night.", priority="urgent",
)  # fmt: skip


def decided(draft: TaskingDraft = DRAFT) -> Tasking:
    return decide(draft, ARCHA, by=3, at=NOW, zone="Asia/Dushanbe", ids=seeded_ids(1))


def faults(draft: TaskingDraft) -> dict[str, str]:
    with pytest.raises(Invalid) as wrong:
        decided(draft)
    return {fault.where: fault.code for fault in wrong.value.faults}


def test_the_three_records_are_bound_together() -> None:
    made = decided()

    assert made.requirement.decision == made.decision.uid
    assert made.task.requirement == made.requirement.uid
    assert made.decision.by == made.task.by == 3
    assert made.requirement.indicators == ("same plate twice", "lights off at the ford")


def test_the_due_day_ends_at_local_midnight() -> None:
    assert decided().requirement.due_at == datetime(2026, 10, 25, 18, 59, tzinfo=UTC)


def test_everything_missing_is_named_at_once() -> None:
    wrong = faults(replace(DRAFT, reason=" ", due="31.02.2027", priority="soon"))

    assert wrong == {
        "reason": "direction.field-empty",
        "due": "core.moment-unclear",
        "priority": "direction.priority-unknown",
    }


def test_a_task_may_not_outlive_its_case() -> None:
    assert faults(replace(DRAFT, due="01.01.2027")) == {"due": "direction.due-after-case"}
    assert decided(replace(DRAFT, due="31.12.2026")).task.state is TaskState.ASSIGNED


def test_a_requirement_ends_only_with_a_recorded_result() -> None:
    asked = decided().requirement
    with pytest.raises(Invalid):
        close_requirement(asked, state="answered", result="  ", by=3, at=NOW)

    closed = close_requirement(asked, state="answered", result="White Damas.", by=3, at=NOW)

    assert (closed.state, closed.result) == (RequirementState.ANSWERED, "White Damas.")
    with pytest.raises(RequirementClosed):
        close_requirement(closed, state="part", result="Again", by=3, at=NOW)


def test_overdue_is_computed_and_ends_with_closing() -> None:
    asked = decided().requirement
    late = asked.due_at + timedelta(minutes=1)

    assert asked.is_overdue(late)
    assert not asked.is_overdue(NOW)
    closed = close_requirement(asked, state="part", result="One half", by=3, at=late)
    assert not closed.is_overdue(late)


def test_reports_alone_never_answer_a_question() -> None:
    many = coverage(RequirementState.ACTIVE, reports=9, accepted=9, origins=4)

    assert many.answered is Answered.PART
    assert coverage(RequirementState.ACTIVE, reports=1, accepted=0, origins=0).answered is (
        Answered.HEARD
    )
    assert coverage(RequirementState.ANSWERED, reports=0, accepted=0, origins=0).answered is (
        Answered.YES
    )


def test_three_reports_of_one_origin_are_called_circular() -> None:
    assert coverage(RequirementState.ACTIVE, reports=3, accepted=3, origins=1).circular
    assert not coverage(RequirementState.ACTIVE, reports=1, accepted=1, origins=1).circular


def test_a_task_goes_step_by_step() -> None:
    task: Task = decided().task

    assert report_on(report_on(task)).state is TaskState.REPORTED
    with pytest.raises(TaskOutOfOrder):
        task.moved(TaskState.EVALUATED)


def test_pressing_follows_the_time_left() -> None:
    assert priority_within(timedelta(hours=3)) is Priority.FLASH
    assert priority_within(timedelta(days=7)) is Priority.ROUTINE
    assert Priority.FLASH.level == 0


def test_a_number_is_said_aloud_and_counts_nothing() -> None:
    ids = seeded_ids(4)

    assert len({number("IR", ids()) for _ in range(100)}) == 100
    assert set("01IO").isdisjoint(number("IR", ids()).removeprefix("IR-"))
