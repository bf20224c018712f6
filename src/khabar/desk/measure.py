"""Measures: how well the work is done, counted from what this viewer may see."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from khabar.core.errors import NotFound
from khabar.desk.sitting import Sitting, look
from khabar.dissemination import Counted, Lag, Share, hours, lag, share
from khabar.storage.sql import measures as read_measures
from khabar.storage.sql.measures import CitedTimes, ReportTimes

Measure = Share | Lag


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """All measures, and how much they were counted from."""

    measures: tuple[Measure, ...]
    reports: int
    copies: int


def board(sitting: Sitting) -> Board:
    """Every measure with its n, its interval and the records it was counted from."""
    with look(sitting, "measure.read") as seen:
        reports = read_measures.reports(seen.read)
        cited = read_measures.cited(seen.read)
    return Board(
        measures=tuple(count(reports, cited) for count in MEASURES.values()),
        reports=len(reports),
        copies=len({one.release for one in cited}),
    )


def one_measure(sitting: Sitting, code: str) -> Measure:
    """One measure with its records.

    Raises  NotFound for a code that is none.
    """
    with look(sitting, "measure.read") as seen:
        if code not in MEASURES:
            raise NotFound
        found = MEASURES[code](read_measures.reports(seen.read), read_measures.cited(seen.read))
        seen.about(*(record.uid for record in found.records[:100]))
    return found


Reports = Sequence[ReportTimes]
Cited = Sequence[CitedTimes]


def graded_before_release(_reports: Reports, cited: Cited) -> Measure:
    """Q2: items graded before the copy that cites them left / items cited. Must be all."""
    return share(
        "q2",
        [
            Counted(
                record=one.copy,
                uid=one.release,
                good=one.graded_at is not None and one.graded_at <= one.released_at,
            )
            for one in cited
        ],
    )


def first_pass(reports: Reports, _cited: Cited) -> Measure:
    """Q3: reports accepted without ever being returned / reports accepted."""
    return share("q3", [Counted(record=r.number, uid=r.uid, good=r.version == 1) for r in reports])


def capture(reports: Reports, _cited: Cited) -> Measure:
    """T1: from obtained to handed in."""
    timed = [r for r in reports if r.obtained_at]
    return lag("t1", [_timed(r.number, r.uid, r.obtained_at, r.submitted_at) for r in timed])


def evaluation(reports: Reports, _cited: Cited) -> Measure:
    """T2: from handed in to first evaluated."""
    return lag("t2", [_timed(r.number, r.uid, r.submitted_at, r.evaluated_at) for r in reports])


def release(reports: Reports, cited: Cited) -> Measure:
    """T3: from handed in until the first recipient opened a copy that cites it."""
    opened = _first(cited, lambda one: one.opened_at)
    used = {one.report_uid for one in cited}
    return lag(
        "t3",
        [
            _timed(r.number, r.uid, r.submitted_at, opened.get(r.uid))
            for r in reports
            if r.uid in used
        ],
    )


def perishability(reports: Reports, cited: Cited) -> Measure:
    """T4: released before it went stale / reports that name a useful-until. Unreleased ones: no."""
    released = _first(cited, lambda one: one.released_at)
    return share(
        "t4",
        [
            Counted(
                record=r.number,
                uid=r.uid,
                good=r.uid in released and released[r.uid] <= r.useful_until,
            )
            for r in reports
            if r.useful_until
        ],
    )


def propagation(_reports: Reports, cited: Cited) -> Measure:
    """L5: from an item's refutation until the last copy that cites it was called back."""
    fallen = [one for one in cited if one.refuted_at and one.released_at < one.refuted_at]
    return lag("l5", [_timed(o.copy, o.release, o.refuted_at, o.recalled_at) for o in fallen])


def feedback(_reports: Reports, cited: Cited) -> Measure:
    """E8: copies that were answered with an outcome / copies released."""
    copies = {one.release: one for one in cited}
    return share(
        "e8", [Counted(record=o.copy, uid=o.release, good=o.answered) for o in copies.values()]
    )


MEASURES: Mapping[str, Callable[[Reports, Cited], Measure]] = {
    "q2": graded_before_release,
    "q3": first_pass,
    "t1": capture,
    "t2": evaluation,
    "t3": release,
    "t4": perishability,
    "l5": propagation,
    "e8": feedback,
}


def _timed(record: str, uid: str, start: datetime | None, end: datetime | None) -> Counted:
    length = hours(end - start) if start and end else None
    return Counted(record=record, uid=uid, hours=length)


def _first(cited: Cited, when: Callable[[CitedTimes], datetime | None]) -> dict[str, datetime]:
    """{report uid: the earliest such time among the copies that cite it}."""
    found: dict[str, datetime] = {}
    for one in cited:
        at = when(one)
        if at and (one.report_uid not in found or at < found[one.report_uid]):
            found[one.report_uid] = at
    return found
