"""Directing: a decision by a named supervisor, the task in the officer's inbox, the close."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khabar.core.errors import Invalid, NotFound, Refusal
from khabar.desk.board import board, requirement_page
from khabar.desk.direct import (
    add_member,
    close_requirement,
    decide_tasking,
    list_cases,
    members,
    my_tasks,
    open_case,
    people_to_add,
    units_to_task,
)
from khabar.desk.sitting import Sitting
from khabar.direction import CaseDraft, RequirementClosed, TaskingDraft
from khabar.safeguards import NotYourAct, Purpose, PurposeMissing, Scope
from khabar.storage import ledger
from khabar.storage.connection import reading
from khabar.storage.sql.requirements import own_tasks
from tests.cast import CASE, OPERATION
from tests.conftest import Seats

DRAFT = TaskingDraft(
    assessment="Three sightings point to one route.",
    decision="Develop, no arrest yet.",
    reason="The receiver is not known.",
    question="Which vehicle carries it?",
    why="To see the handover.",
    indicators="same plate twice\nlights off at the ford",
    legal_basis="ORD law, art. 8",
    due="25.10.2026",
    agency="TJ-DCA",
    unit="Unit 1",
    asked="Watch the ford road at night.",
    priority="urgent",
)
NEW_CASE = CaseDraft(
    number="DOU-001/26", operation="BADOM", ground="A second route.", offence="TJ Art. 200",
    legal_basis="ORD law, art. 8", head="nazar", ends_on="31.12.2026",
)  # fmt: skip


@pytest.fixture
def nazar(sit: Seats) -> Sitting:
    return sit("nazar", Purpose.DECIDE)


def test_the_task_reaches_the_unit_without_a_purpose(sit: Seats, nazar: Sitting) -> None:
    made = decide_tasking(nazar, DRAFT, case=CASE)

    (task,) = my_tasks(sit("rustam"))

    assert task.question == "Which vehicle carries it?"
    assert task.indicators == ("same plate twice", "lights off at the ford")
    assert task.requirement_uid == made.requirement.uid
    assert task.operation == OPERATION


def test_another_agency_of_the_node_is_not_asked(sit: Seats, nazar: Sitting) -> None:
    decide_tasking(nazar, DRAFT, case=CASE)

    with reading(Scope(viewer_id=sit("dilshod").who.id)) as read:
        assert own_tasks(read) == []


@pytest.mark.parametrize("who", ["zarina", "bek", "dilshod", "nobody"])
def test_a_task_is_for_the_officers_of_the_unit(sit: Seats, nazar: Sitting, who: str) -> None:
    decide_tasking(nazar, DRAFT, case=CASE)

    with pytest.raises(NotYourAct):
        my_tasks(sit(who))
    with reading(Scope(viewer_id=sit(who).who.id)) as read:  # the second wall: the view itself
        assert own_tasks(read) == []


def test_a_wrong_form_keeps_nothing_and_names_the_unknown_unit_too(nazar: Sitting) -> None:
    wrong_form = replace(DRAFT, reason="", due="31.02.2027", unit="No such unit")
    with pytest.raises(Invalid) as wrong:
        decide_tasking(nazar, wrong_form, case=CASE)

    assert {fault.where for fault in wrong.value.faults} == {"reason", "due", "unit"}
    assert board(nazar).lines == ()


def test_the_board_shows_decision_requirement_and_task_bound_together(nazar: Sitting) -> None:
    made = decide_tasking(nazar, DRAFT, case=CASE)

    page = board(nazar, case=CASE)

    (line,) = page.lines
    assert line.requirement.decision_uid == page.decisions[0].uid == made.decision.uid
    assert [task.requirement_uid for task in line.tasks] == [made.requirement.uid]
    assert page.counts["nothing"] == 1
    assert page.decisions[0].by_name == "Nazar"


def test_a_requirement_closes_once_and_only_with_a_result(nazar: Sitting) -> None:
    uid = decide_tasking(nazar, DRAFT, case=CASE).requirement.uid
    with pytest.raises(Invalid):
        close_requirement(nazar, requirement=uid, state="answered", result=" ")

    close_requirement(nazar, requirement=uid, state="answered", result="A white van.")

    line = requirement_page(nazar, uid).line
    assert line.requirement.result == "A white van."
    assert line.requirement.closer == "Nazar"
    assert line.coverage.answered.value == "yes"
    with pytest.raises(RequirementClosed):
        close_requirement(nazar, requirement=uid, state="part", result="Again.")


def test_those_outside_the_case_cannot_tell_it_from_nothing(sit: Seats, nazar: Sitting) -> None:
    uid = decide_tasking(nazar, DRAFT, case=CASE).requirement.uid

    assert requirement_page(sit("zarina", Purpose.CASE), uid).line.requirement.uid == uid
    for stranger in (sit("bek", Purpose.ASSESS), sit("dilshod", Purpose.ASSESS)):
        with pytest.raises(NotFound):
            requirement_page(stranger, uid)
        with pytest.raises(NotFound):
            requirement_page(stranger, "no-such-uid")
    with pytest.raises(Refusal):
        requirement_page(sit("nobody"), uid)


@pytest.mark.parametrize("who", ["zarina", "bek", "dilshod", "nobody"])
def test_only_a_supervisor_directs(sit: Seats, who: str) -> None:
    sitting = sit(who, Purpose.ASSESS if who != "nobody" else None)

    for verb in (
        lambda: decide_tasking(sitting, DRAFT, case=CASE),
        lambda: close_requirement(sitting, requirement="x", state="answered", result="r"),
        lambda: open_case(sitting, NEW_CASE),
        lambda: add_member(sitting, case=CASE, username="bek"),
        lambda: board(sitting),
        lambda: units_to_task(sitting),
        lambda: people_to_add(sitting),
    ):
        with pytest.raises(NotYourAct):
            verb()


def test_deciding_needs_the_purpose(sit: Seats) -> None:
    with pytest.raises(PurposeMissing):
        decide_tasking(sit("nazar"), DRAFT, case=CASE)


def test_a_new_case_belongs_to_its_opener_and_head_and_to_nobody_else(sit: Seats) -> None:
    with pytest.raises(Invalid) as wrong:
        open_case(sit("nazar"), NEW_CASE)  # the opener cannot be the approving head
    assert wrong.value.by_field["head"].code == "direction.head-is-opener"
    assert [case.operation for case in list_cases(sit("nazar"))] == [OPERATION]
    assert [case.operation for case in list_cases(sit("zarina"))] == [OPERATION]
    assert list_cases(sit("bek")) == []
    assert list_cases(sit("dilshod")) == []
    with pytest.raises(Refusal):
        list_cases(sit("nobody"))


def test_a_person_let_into_a_case_sees_it_from_the_next_sitting(sit: Seats) -> None:
    add_member(sit("nazar"), case=CASE, username="bek")

    assert [case.uid for case in list_cases(sit("bek"))] == [CASE]
    assert "bek" in {one.username for one in members(sit("zarina"), CASE)}


def test_members_of_a_case_are_for_its_members(sit: Seats) -> None:
    for who in ("bek", "dilshod"):
        with pytest.raises(NotFound):
            members(sit(who), CASE)
    with pytest.raises(Refusal):
        members(sit("nobody"), CASE)


def test_a_person_of_another_agency_is_not_let_in(sit: Seats) -> None:
    with pytest.raises(Invalid):
        add_member(sit("nazar"), case=CASE, username="dilshod")


def test_decision_and_refusal_stand_in_the_ledger(sit: Seats, nazar: Sitting) -> None:
    made = decide_tasking(nazar, DRAFT, case=CASE)
    with pytest.raises(NotYourAct):
        decide_tasking(sit("zarina", Purpose.CASE), DRAFT, case=CASE)

    bodies = [entry.body for entry in ledger.entries()]
    assert any("tasking.decide" in body and made.decision.uid in body for body in bodies)
    assert any("refused:safeguards.not-your-act" in body for body in bodies)
    assert not any("one route" in body for body in bodies)
