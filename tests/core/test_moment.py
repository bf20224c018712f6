"""Moments as people write them, and days no calendar has."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from khabar.core.moment import MomentUnclear, Precision, moment_from

DUSHANBE = "Asia/Dushanbe"  # UTC+5, no summer time


@pytest.mark.parametrize(
    ("text", "precision", "start", "span"),
    [
        ("2026-10-17 02:40", Precision.MINUTE, datetime(2026, 10, 16, 21, 40, tzinfo=UTC), 60),
        ("17.10.2026 02:40", Precision.MINUTE, datetime(2026, 10, 16, 21, 40, tzinfo=UTC), 60),
        ("17.10.2026", Precision.DAY, datetime(2026, 10, 16, 19, tzinfo=UTC), 86400),
        ("10.2026", Precision.MONTH, datetime(2026, 9, 30, 19, tzinfo=UTC), 31 * 86400),
        ("2026", Precision.YEAR, datetime(2025, 12, 31, 19, tzinfo=UTC), 365 * 86400),
    ],
)
def test_a_moment_means_an_interval_in_utc(
    text: str, precision: Precision, start: datetime, span: int
) -> None:
    moment = moment_from(text, DUSHANBE)

    assert (moment.precision, moment.start) == (precision, start)
    assert moment.end - moment.start == timedelta(seconds=span)


def test_the_night_of_a_day_runs_into_the_next_morning() -> None:
    night = moment_from("12.03.2026", DUSHANBE, night=True)

    assert night.start == datetime(2026, 3, 12, 15, tzinfo=UTC)
    assert night.end == datetime(2026, 3, 13, 1, tzinfo=UTC)


@pytest.mark.parametrize("text", ["31.02.2020", "2020-13-01", "", "вчера", "17.10.2026 25:00"])
def test_what_no_calendar_has_is_refused_with_the_text(text: str) -> None:
    with pytest.raises(MomentUnclear) as wrong:
        moment_from(text, DUSHANBE, field="obtained")

    fault = wrong.value.faults[0]
    assert (fault.where, fault.facts) == ("obtained", {"text": text})


@given(some.dates())
def test_every_day_reads_the_same_in_both_orders(day: object) -> None:
    iso = moment_from(f"{day:%Y-%m-%d}".zfill(10), "UTC")
    local = moment_from(f"{day:%d.%m}.{day.year:04d}", "UTC")  # type: ignore[attr-defined]

    assert (iso.start, iso.end) == (local.start, local.end)
