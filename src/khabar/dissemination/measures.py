"""Measures: how well the work is done, each with its n, its formula and how sure we are.

Per unit, never a league table of officers. A measure keeps the ids of the records it counted, so
that every number can be opened. Medians and shares carry an interval; below ten the page says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import ceil, comb, sqrt

Z95 = 1.959963984540054
SMALL_N = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One record behind a number.

    record  what to open: a report, product or copy number
    good    True or False in a share; None when a share cannot count it yet (still open)
    hours   length in a lag; None in a share, or while it is still running
    """

    record: str
    uid: str
    good: bool | None = None
    hours: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """k of n, with the Wilson 95 % interval (low, high as shares of 1)."""

    code: str
    k: int
    n: int
    low: float
    high: float
    still_open: int
    records: tuple[Counted, ...]

    @property
    def value(self) -> float | None:
        return self.k / self.n if self.n else None

    @property
    def is_small(self) -> bool:
        return self.n < SMALL_N


@dataclass(frozen=True, slots=True, kw_only=True)
class Lag:
    """Median and P90 of a length in hours; low and high bound the median (95 %, order statistics).

    still_open  records whose clock has not stopped: named beside the number, not guessed into it
    """

    code: str
    n: int
    median: float | None
    p90: float | None
    low: float | None
    high: float | None
    still_open: int
    records: tuple[Counted, ...]

    @property
    def is_small(self) -> bool:
        return self.n < SMALL_N


def wilson(k: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share, honest for small n and for 0 and 1.

    →       (low, high), both in 0…1; (0, 1) when n is 0: nothing is known
    Source  Wilson 1927, J. Am. Stat. Assoc. 22:209 – cited in docs/reference/measures.md
    """
    if n == 0:
        return 0.0, 1.0
    share, square = k / n, Z95 * Z95
    middle = share + square / (2 * n)
    half = Z95 * sqrt(share * (1 - share) / n + square / (4 * n * n))
    return (
        max(0.0, (middle - half) / (1 + square / n)),
        min(1.0, (middle + half) / (1 + square / n)),
    )


def quantile(ordered: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of the values do not exceed (ordered, n ≥ 1)."""
    return ordered[max(0, ceil(share * len(ordered) - 1e-9) - 1)]


def median_interval(ordered: Sequence[float]) -> tuple[float, float]:
    """Two of the values that hold the true median between them in 95 % of samples or more.

    Below n = 6 no such pair exists; then it is the smallest and the largest.
    Source  binomial order statistics; Conover 1999, §3.2 – cited in docs/reference/measures.md
    """
    n = len(ordered)
    tail, rank = 0.0, 0
    while rank < n // 2 and (tail + comb(n, rank) / 2**n) <= 0.025:
        tail += comb(n, rank) / 2**n
        rank += 1
    low = max(0, rank - 1)
    return ordered[low], ordered[n - 1 - low]


def share(code: str, records: Sequence[Counted]) -> Share:
    """Count a share: records with good=None are still open and stand beside it."""
    closed = [record for record in records if record.good is not None]
    k = sum(1 for record in closed if record.good)
    low, high = wilson(k, len(closed))
    return Share(
        code=code,
        k=k,
        n=len(closed),
        low=low,
        high=high,
        still_open=len(records) - len(closed),
        records=tuple(records),
    )


def lag(code: str, records: Sequence[Counted]) -> Lag:
    """Median and P90 of the records whose clock has stopped."""
    ordered = sorted(record.hours for record in records if record.hours is not None)
    low, high = median_interval(ordered) if ordered else (None, None)
    return Lag(
        code=code,
        n=len(ordered),
        median=quantile(ordered, 0.5) if ordered else None,
        p90=quantile(ordered, 0.9) if ordered else None,
        low=low,
        high=high,
        still_open=len(records) - len(ordered),
        records=tuple(records),
    )


def hours(length: timedelta) -> float:
    """A length of time in hours."""
    return length / timedelta(hours=1)
