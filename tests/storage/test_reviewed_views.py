"""What evaluators keep in sight is theirs alone: own agency, up to their clearance."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khabar.safeguards import Level, Purpose, Stage
from khabar.storage import labels
from khabar.storage.connection import reading
from khabar.storage.models.accounts import Account
from khabar.storage.models.collection import Item, Report
from tests.cast import CASE_LABEL
from tests.conftest import Seats
from tests.desk.test_evaluate import SEEN, send

VIEWS = ("v_reviewed_item", "v_reviewed_report", "v_reviewed_evaluation", "v_stands_on")


def seen(sit: Seats, name: str, purpose: Purpose | None, view: str = "v_reviewed_item") -> int:
    with reading(sit(name, purpose).scope) as read:
        return len(read.rows(f"SELECT * FROM {view}"))


@pytest.fixture
def item(sit: Seats) -> str:
    return send(sit, SEEN).items[0].uid


def test_an_evaluator_of_the_agency_sees_it(sit: Seats, item: str) -> None:
    assert seen(sit, "madina", Purpose.REVIEW) == 1


@pytest.mark.parametrize("name", ["zarina", "bek", "dilshod", "nazar", "latif", "aziz", "otabek"])
@pytest.mark.parametrize("view", VIEWS)
def test_nobody_else_does(sit: Seats, item: str, name: str, view: str) -> None:
    assert seen(sit, name, None, view) == 0


def test_an_evaluator_of_another_agency_does_not(sit: Seats, item: str) -> None:
    Account.objects.filter(username="dilshod").update(roles=["evaluator"])

    assert seen(sit, "dilshod", Purpose.REVIEW) == 0


@pytest.mark.parametrize(
    ("stage", "level", "count"),
    [
        (Stage.INTAKE, Level.SECRET, 1),
        (Stage.KEPT, Level.RESTRICTED, 1),
        (Stage.KEPT, Level.SECRET, 0),
        (Stage.QUARANTINE, Level.RESTRICTED, 0),
        (Stage.BATCH, Level.RESTRICTED, 0),
    ],
)
def test_stage_and_clearance_bound_it(
    sit: Seats, item: str, stage: Stage, level: Level, count: int
) -> None:
    label = labels.intern(replace(CASE_LABEL, stage=stage, level=level))
    Item.objects.update(label_id=label)
    Report.objects.update(label_id=label)

    assert seen(sit, "madina", Purpose.REVIEW) == count
