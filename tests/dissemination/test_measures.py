import pytest

from khabar.dissemination import Counted, lag, median_interval, quantile, share, wilson


def counted(*lengths: float | None) -> list[Counted]:
    return [Counted(record=f"R{n}", uid=str(n), hours=h) for n, h in enumerate(lengths)]


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [
        (4, 5, 0.3755, 0.9638),
        (2, 5, 0.1176, 0.7693),
        (0, 10, 0.0, 0.2775),
        (39, 46, 0.7178, 0.9243),
    ],
)
def test_wilson_gives_the_published_intervals(k: int, n: int, low: float, high: float) -> None:
    assert wilson(k, n) == pytest.approx((low, high), abs=5e-4)


def test_nothing_counted_means_nothing_known() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    assert share("q2", []).value is None


def test_open_records_stand_beside_a_share_not_in_it() -> None:
    records = [
        Counted(record="A", uid="a", good=True),
        Counted(record="B", uid="b", good=False),
        Counted(record="C", uid="c"),
    ]

    found = share("t4", records)

    assert (found.k, found.n, found.still_open, len(found.records)) == (1, 2, 1, 3)


def test_running_clocks_are_not_guessed_into_the_median() -> None:
    found = lag("t3", counted(1, 2, 3, 4, None))

    assert (found.n, found.median, found.p90, found.still_open) == (4, 2, 4, 1)


def test_a_quantile_is_a_value_that_was_measured() -> None:
    ten = [float(n) for n in range(1, 11)]

    assert (quantile(ten, 0.5), quantile(ten, 0.9)) == (5.0, 9.0)


def test_the_median_interval_covers_95_percent_from_six_values_on() -> None:
    assert median_interval([float(n) for n in range(1, 11)]) == (2.0, 9.0)
    assert median_interval([1.0, 2.0, 3.0]) == (1.0, 3.0)


def test_no_lag_without_a_stopped_clock() -> None:
    found = lag("t1", counted(None, None))

    assert (found.n, found.median, found.low, found.still_open) == (0, None, None, 2)
