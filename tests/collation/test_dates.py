"""Dates: how much is known is kept, and days no calendar has are named."""

import pytest

from khabar.collation import dates_agree, normalise_date


@pytest.mark.parametrize(
    ("text", "norm"),
    [
        ("14.03.1979", "1979-03-14"),
        ("1979-03-14", "1979-03-14"),
        ("14 Mar 1979", "1979-03-14"),
        ("14 марта 1979 г.", "1979-03-14"),
        ("03/1979", "1979-03"),
        ("1979", "1979"),
        ("circa 1979", "1979"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(text: str, norm: str) -> None:
    assert normalise_date(text).norm == norm


def test_circa_is_remembered() -> None:
    assert normalise_date("circa 1979").about


def test_the_31st_of_february_is_a_fault() -> None:
    dated = normalise_date("31.02.2020", field="birthDate")

    assert dated.norm is None
    assert dated.fault is not None
    assert (dated.fault.where, dated.fault.code) == ("birthDate", "collation.date-unreal")


def test_a_year_agrees_with_a_day_in_it_and_not_with_another_year() -> None:
    assert dates_agree("1979", "1979-03-14")
    assert not dates_agree("1979-03-14", "1986-08-02")
