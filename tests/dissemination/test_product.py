from dataclasses import replace
from datetime import date, timedelta

import pytest

from khabar.core.errors import Invalid
from khabar.dissemination import (
    Kind,
    check,
    from_content,
    lines,
    next_version,
    product_number,
    to_content,
    translate,
)
from khabar.safeguards import content_hash
from tests.dissemination.samples import BOTH, PROFILE, WRITTEN


def test_a_whole_profile_passes() -> None:
    assert check(PROFILE, at=WRITTEN) is PROFILE


def test_every_missing_part_is_named_at_once() -> None:
    bare = replace(
        PROFILE, title=" ", findings=(), evidence=(), alternatives=(), gaps=(), subject=None
    )

    with pytest.raises(Invalid) as wrong:
        check(bare, at=WRITTEN)

    assert set(wrong.value.by_field) == {
        "title", "findings", "evidence", "alternatives", "gaps", "subject",
    }  # fmt: skip


@pytest.mark.parametrize("days", [-1, 0, 367])
def test_a_product_ends_after_today_and_within_a_year(days: int) -> None:
    ended = replace(PROFILE, expires_on=WRITTEN.date() + timedelta(days=days))

    with pytest.raises(Invalid) as wrong:
        check(ended, at=WRITTEN)

    assert "expires_on" in wrong.value.by_field


def test_a_bulletin_needs_no_subject() -> None:
    bulletin = replace(PROFILE, kind=Kind.BULLETIN, subject=None)

    assert check(bulletin, at=WRITTEN) is bulletin


def test_content_comes_back_as_it_was_kept() -> None:
    assert from_content(BOTH.uid, to_content(BOTH)) == BOTH


def test_the_hash_changes_with_a_comma_a_translation_and_a_grade() -> None:
    first = content_hash(to_content(PROFILE))
    comma = replace(PROFILE, title=PROFILE.title + ",")
    regraded = replace(PROFILE, evidence=(replace(PROFILE.evidence[0], information="2"),))

    changed = {content_hash(to_content(one)) for one in (comma, BOTH, regraded)}

    assert len(changed | {first}) == 4


def test_the_hash_does_not_depend_on_the_row_it_lies_in() -> None:
    moved = replace(PROFILE, uid="another")

    assert content_hash(to_content(moved)) == content_hash(to_content(PROFILE))


def test_a_translation_keeps_only_places_that_exist() -> None:
    both = translate(PROFILE, "ru", {"title": " Фарҳод ", "gap.99": "нет", "gap.1": " "})

    assert both.wordings == {"ru": {"title": "Фарҳод"}}
    assert both.text("title", "ru") == ("Фарҳод", True)
    assert both.text("gap.1", "ru") == (PROFILE.gaps[0], False)


def test_a_number_names_kind_and_year_and_counts_nothing() -> None:
    number = product_number(agency="TJ-DCA", kind=Kind.BULLETIN, year=2026, chance="9f2cab77")

    assert number == "TJ-DCA-BU-2026-9F2CAB"


def test_empty_lines_are_no_sentences() -> None:
    assert lines(" one \n\n two\n") == ("one", "two")


def test_a_new_version_is_another_row_of_the_same_number() -> None:
    second = next_version(PROFILE, uid="profile-2")

    assert (second.number, second.version, second.uid) == (PROFILE.number, 2, "profile-2")
    assert second.expires_on == date(2027, 5, 6)
