"""A case opens with its ground and an approving head, or says all that is missing."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from khabar.core.errors import Invalid
from khabar.direction import Case, CaseDraft, open_case

NOW = datetime(2026, 10, 1, 6, 0, tzinfo=UTC)
DRAFT = CaseDraft(
    number="DOU-000/26", operation="ARCHA", ground="Two sightings of night crossings",
    offence="TJ Art. 200, drug trafficking", legal_basis="Law 687, Art. 8",
    head="nazarov", ends_on="31.12.2026",
)  # fmt: skip


def opened(draft: CaseDraft = DRAFT, head: int | None = 2) -> Case:
    return open_case(draft, uid="c1", opener=1, head=head, zone="Asia/Dushanbe", now=NOW)


def faults(draft: CaseDraft, head: int | None = 2) -> dict[str, str]:
    with pytest.raises(Invalid) as wrong:
        opened(draft, head)
    return {fault.where: fault.code for fault in wrong.value.faults}


def test_the_last_day_is_the_local_day_typed() -> None:
    assert opened().ends_on == date(2026, 12, 31)


def test_an_empty_draft_names_every_field() -> None:
    empty = CaseDraft(
        number="", operation="", ground=" ", offence="", legal_basis="", head="", ends_on=""
    )

    assert set(faults(empty, head=None)) == {
        "number", "operation", "ground", "offence", "legal_basis", "head", "ends_on",
    }  # fmt: skip


def test_the_opener_does_not_approve_himself() -> None:
    assert faults(DRAFT, head=1) == {"head": "direction.head-is-opener"}


def test_an_unknown_head_and_a_day_that_is_over_are_named_together() -> None:
    late = replace(DRAFT, ends_on="01.09.2026")

    assert faults(late, head=None) == {
        "head": "direction.head-unknown",
        "ends_on": "direction.due-past",
    }


def test_a_code_word_is_latin_capitals() -> None:
    assert faults(replace(DRAFT, operation="Арча")) == {"operation": "direction.operation-shape"}


def test_a_case_is_opened_only_for_an_offence_inside_the_lock() -> None:
    wrong = faults(replace(DRAFT, offence="Insulting an official"))

    assert wrong == {"offence": "direction.outside-lock"}
