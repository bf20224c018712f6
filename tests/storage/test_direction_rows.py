"""What direction keeps comes back as it was, word for word."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khabar.direction import Case, Priority, Requirement, RequirementState
from khabar.storage import cases, requirements
from khabar.storage.models.accounts import CaseFile
from khabar.storage.models.direction import Decision as DecisionRow
from khabar.storage.models.direction import Requirement as RequirementRow

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40)
TIMES = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ground=WORDS, offence=WORDS, at=TIMES, ends=st.dates(date(2026, 1, 1), date(2040, 1, 1)))
def test_a_case_comes_back(ground: str, offence: str, at: datetime, ends: date) -> None:
    case = Case(
        uid="c", number="DOU-1", operation="ARCHA", ground=ground, offence=offence,
        legal_basis="l", opener=1, head=2, opened_at=at, ends_on=ends,
    )  # fmt: skip

    assert cases.from_row(CaseFile(**cases.to_row(case))) == case


@settings(max_examples=50)
@given(
    question=WORDS,
    indicators=st.lists(WORDS, min_size=1, max_size=4),
    due=TIMES,
    priority=st.sampled_from(Priority),
    closed=st.one_of(st.none(), TIMES),
)
def test_a_requirement_comes_back(
    question: str,
    indicators: list[str],
    due: datetime,
    priority: Priority,
    closed: datetime | None,
) -> None:
    asked = Requirement(
        uid="r", number="IR-1", case="c", decision="d", question=question, why="w",
        indicators=tuple(indicators), legal_basis="l", priority=priority, due_at=due,
        state=RequirementState.ANSWERED if closed else RequirementState.ACTIVE,
        result="A white van." if closed else "", closer=3 if closed else None, closed_at=closed,
    )  # fmt: skip
    row = RequirementRow(
        **requirements.to_row(asked), case=CaseFile(uid="c"), decision=DecisionRow(uid="d")
    )

    assert requirements.from_row(row) == asked


@pytest.mark.usefixtures("node")
def test_a_taken_code_word_is_known() -> None:
    assert cases.is_taken("ARCHA")
    assert not cases.is_taken("BADOM")
