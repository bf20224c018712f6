"""Theme lines: each on its lane, silences shaded with their length."""

from datetime import UTC, datetime, timedelta

import pytest

from khabar.analysis import Happening, Style, timeline

NIGHT = datetime(2026, 10, 24, 18, tzinfo=UTC)


def call(hours: float, *lanes: str, length_h: float = 0.0) -> Happening:
    start = NIGHT + timedelta(hours=hours)
    return Happening(
        uid=f"h{hours}",
        lanes=lanes,
        start=start,
        end=start + timedelta(hours=length_h),
        style=Style.UNCONFIRMED,
    )


def test_nothing_dated_gives_no_picture() -> None:
    assert timeline([], ["a"]) is None
    assert timeline([call(1, "stranger")], ["a"]) is None


def test_marks_stand_on_their_lanes_and_inside_the_picture() -> None:
    shown = timeline([call(5, "b", "a"), call(1, "a", length_h=2)], ["a", "idle", "b"])

    assert shown is not None
    assert shown.lanes == ("a", "b")
    assert [mark.rows for mark in shown.marks] == [(0,), (1, 0)]
    assert all(0 < mark.x < 1 for mark in shown.marks)
    assert shown.marks[0].width > 0 == shown.marks[1].width


def test_a_long_silence_is_shaded_with_its_length_and_a_short_one_is_not() -> None:
    shown = timeline([call(0, "a"), call(1, "a"), call(7, "a"), call(8, "a")], ["a"])

    assert shown is not None
    assert [gap.length for gap in shown.gaps] == [timedelta(hours=6)]


def test_what_is_too_much_to_read_is_counted() -> None:
    shown = timeline([call(n, "a") for n in range(9)], ["a"], limit=4)

    assert shown is not None
    assert (len(shown.marks), shown.left_out) == (4, 5)


@pytest.mark.parametrize(
    ("hours", "unit"), [(2, "hour"), (24, "hour"), (96, "day"), (3000, "month"), (90000, "year")]
)
def test_ticks_are_few_and_round(hours: float, unit: str) -> None:
    shown = timeline([call(0, "a"), call(hours, "a")], ["a"])

    assert shown is not None
    assert shown.unit == unit
    assert 1 <= len(shown.ticks) <= 11
    assert all(tick.at.minute == tick.at.second == 0 for tick in shown.ticks)
