from dataclasses import replace
from datetime import UTC, datetime

from khabar.dissemination import Change, Doubt, Ground, doubts
from tests.dissemination.samples import EVIDENCE

NOON = datetime(2026, 11, 12, 12, tzinfo=UTC)
STILL = {
    row.statement: Ground(
        statement=row.statement,
        item_state="accepted",
        evaluation=row.evaluation,
        ended=False,
        corrected=False,
        since=None,
    )
    for row in EVIDENCE
}


def test_ground_that_has_not_moved_raises_no_doubt() -> None:
    assert doubts(EVIDENCE, STILL) == ()


def test_each_change_is_named_with_the_piece_it_touches_worst_first() -> None:
    today = dict(STILL)
    today["statement-1"] = replace(STILL["statement-1"], evaluation="evaluation-9", since=NOON)
    today["statement-2"] = replace(STILL["statement-2"], ended=True)
    today["statement-3"] = replace(STILL["statement-3"], item_state="refuted", since=NOON)
    del today["statement-4"]

    found = doubts(EVIDENCE, today, stale_findings=["2"])

    assert found == (
        Doubt(mark="E3", change=Change.REFUTED, since=NOON),
        Doubt(mark="E2", change=Change.ENDED, since=None),
        Doubt(mark="E1", change=Change.REGRADED, since=NOON),
        Doubt(mark="E4", change=Change.GONE, since=None),
        Doubt(mark="2", change=Change.FINDING, since=None),
    )


def test_refuted_says_more_than_regraded() -> None:
    both = replace(STILL["statement-1"], item_state="refuted", evaluation="evaluation-9")

    (found,) = doubts(EVIDENCE[:1], {"statement-1": both})

    assert found.change is Change.REFUTED
