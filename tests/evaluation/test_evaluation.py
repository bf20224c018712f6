"""A verdict has its state, its reason and its grade."""

from datetime import UTC, datetime

import pytest

from khabar.evaluation import (
    Grade,
    NoSecondOrigin,
    NotNow,
    ReasonUnknown,
    Verdict,
    accept,
    decide,
    must_be_open_to,
    must_have_second_origin,
)

NOON = datetime(2026, 10, 19, 12, tzinfo=UTC)


def test_an_accepted_item_has_its_grade_and_no_reason() -> None:
    made = accept(uid="e1", item="i1", grade=Grade(source="B", information="2"), by=7, at=NOON)

    assert made.verdict is Verdict.ACCEPTED
    assert str(made.grade) == "B2"


def test_a_return_needs_a_reason_from_its_own_list() -> None:
    with pytest.raises(ReasonUnknown) as wrong:
        decide(
            Verdict.RETURNED, uid="e1", item="i1", reason_code="duress", reason="", by=7, at=NOON
        )

    assert [fault.where for fault in wrong.value.faults] == ["reason_code"]


def test_a_refutation_needs_a_code_and_words_and_says_both_at_once() -> None:
    with pytest.raises(ReasonUnknown) as wrong:
        decide(Verdict.REFUTED, uid="e1", item="i1", reason_code="", reason=" ", by=7, at=NOON)

    assert [fault.where for fault in wrong.value.faults] == ["reason_code", "reason"]


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        (Verdict.REFUTED, "submitted"),
        (Verdict.RETURNED, "returned"),
        (Verdict.ACCEPTED, "refused"),
        (Verdict.CONFIRMED, "refuted"),
    ],
)
def test_a_verdict_comes_too_late_or_too_early(verdict: Verdict, state: str) -> None:
    with pytest.raises(NotNow):
        must_be_open_to(verdict, state)


def test_corroborated_is_not_to_be_had_from_one_origin() -> None:
    with pytest.raises(NoSecondOrigin) as wrong:
        must_have_second_origin(Grade(source="B", information="3"), 1)

    assert wrong.value.faults[0].where == "information"
    must_have_second_origin(Grade(source="B", information="3"), 2)
    must_have_second_origin(Grade(source="B", information="4"), 1)
    with pytest.raises(NoSecondOrigin):
        must_have_second_origin(Grade(scheme="6x6", source="A", information="1"), 1)
