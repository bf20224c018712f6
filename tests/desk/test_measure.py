"""Numbers with their n, interval and records; a hidden record changes none of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.core.errors import NotFound, Refusal
from khabar.desk.inbox import answer_copy, open_copy
from khabar.desk.measure import MEASURES, board, one_measure
from khabar.desk.release import recall_product
from khabar.dissemination import Lag, Share
from khabar.safeguards import Purpose
from khabar.storage.models.collection import Item, Report
from tests.cast import NIGHT
from tests.conftest import Seats
from tests.desk.network import AT
from tests.desk.paper import Paper


@pytest.fixture
def paper(node: Path, sit: Seats) -> Paper:
    paper = Paper(sit)
    paper.ground()
    Report.objects.update(submitted_at=AT, obtained_at=NIGHT)
    return paper


def measured(paper: Paper, code: str) -> Share | Lag:
    return one_measure(paper.sit("nazar", Purpose.DECIDE), code)


def test_every_item_was_graded_before_the_copy_left(paper: Paper) -> None:
    paper.released()

    found = measured(paper, "q2")

    assert isinstance(found, Share)
    assert (found.k, found.n, found.is_small) == (1, 1, True)
    assert found.low < 0.3


def test_an_item_graded_after_the_copy_left_counts_against(paper: Paper) -> None:
    paper.sit.clock.move(days=-9)
    paper.released()

    found = measured(paper, "q2")

    assert isinstance(found, Share)
    assert (found.k, found.n) == (0, 1)


def test_first_pass_counts_reports_that_came_back(paper: Paper) -> None:
    Report.objects.filter(uid="r1").update(version=2)

    found = measured(paper, "q3")

    assert isinstance(found, Share)
    assert (found.k, found.n) == (4, 5)


def test_capture_lag_is_from_obtained_to_handed_in(paper: Paper) -> None:
    found = measured(paper, "t1")

    assert isinstance(found, Lag)
    assert found.n == 5
    assert found.median == pytest.approx((AT - NIGHT).total_seconds() / 3600)


def test_release_lag_runs_until_somebody_opens_it(paper: Paper) -> None:
    _, uid = paper.released()
    waiting = measured(paper, "t3")
    open_copy(paper.sit("dilshod"), uid)

    found = measured(paper, "t3")

    assert isinstance(waiting, Lag)
    assert (waiting.n, waiting.still_open) == (0, 1)
    assert isinstance(found, Lag)
    assert found.median == pytest.approx((paper.sit.clock() - AT).total_seconds() / 3600)


def test_perishable_reports_count_whether_or_not_they_were_released(paper: Paper) -> None:
    _, _uid = paper.released()
    Report.objects.filter(item__statement__uid=paper.calls).update(useful_until=paper.sit.clock())
    Report.objects.filter(uid="r1").update(useful_until=AT)

    found = measured(paper, "t4")

    assert isinstance(found, Share)
    assert (found.k, found.n) == (1, 2)


def test_a_refutation_is_timed_until_its_last_copy_is_called_back(paper: Paper) -> None:
    number, _ = paper.released()
    paper.sit.clock.move(hours=2)
    paper.net.regrade(paper.calls, "X4")
    row = Item.objects.get(statement__uid=paper.calls)
    assert row.evaluation
    row.evaluation.at = paper.sit.clock()
    row.evaluation.save()
    paper.net.refute(paper.calls)
    running = measured(paper, "l5")
    paper.sit.clock.move(minutes=6)
    recall_product(paper.sit("nazar", Purpose.DECIDE), number, reason="Refuted.")

    found = measured(paper, "l5")

    assert isinstance(running, Lag)
    assert (running.n, running.still_open) == (0, 1)
    assert isinstance(found, Lag)
    assert found.median == pytest.approx(0.1)


def test_answers_are_counted_by_copy(paper: Paper) -> None:
    number, uid = paper.released()
    paper.release(number, "rustam")
    answer_copy(paper.sit("dilshod"), uid, usefulness="3", result="unknown", items={})

    found = measured(paper, "e8")

    assert isinstance(found, Share)
    assert (found.k, found.n) == (1, 2)


def test_the_board_shows_all_measures_and_a_hidden_record_changes_none(paper: Paper) -> None:
    paper.released()

    nazar = board(paper.sit("nazar", Purpose.DECIDE))
    parvina = board(paper.sit("parvina", Purpose.OVERSEE))

    assert [one.code for one in nazar.measures] == list(MEASURES)
    assert (nazar.reports, nazar.copies) == (5, 1)
    assert parvina.reports == 5


def test_an_unknown_measure_is_not_there(paper: Paper) -> None:
    with pytest.raises(NotFound):
        measured(paper, "kilograms")


@pytest.mark.parametrize("other", ["zarina", "bek", "dilshod", "nobody"])
def test_the_cast_without_a_deciding_seat_reads_no_measures(paper: Paper, other: str) -> None:
    with pytest.raises(Refusal):
        board(paper.sit(other, Purpose.ASSESS))
    with pytest.raises(Refusal):
        one_measure(paper.sit(other, Purpose.ASSESS), "q2")
