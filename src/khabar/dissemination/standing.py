"""Standing: does the ground under a product still hold?

A product never changes by itself; what it stands on does. The comparison names each piece of
evidence that moved and how, so that a reader knows what to check, not only that something is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from khabar.dissemination.product import Evidence


class Change(StrEnum):
    REFUTED = "refuted"  # its item was refuted or refused
    ENDED = "ended"  # the statement was withdrawn, recalled, or left an official list
    CORRECTED = "corrected"  # another statement took its place
    REGRADED = "regraded"  # its item was evaluated again
    GONE = "gone"  # its time of keeping is over
    FINDING = "finding"  # the analyst's finding under a key finding is itself stale


WORST_FIRST = tuple(Change)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """How one cited statement stands today.

    since  when that became known; None when it has not changed
    """

    statement: str
    item_state: str
    evaluation: str
    ended: bool
    corrected: bool
    since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One piece of evidence that no longer stands as it was printed.

    mark  "E3" for evidence, "1" for a key finding
    """

    mark: str
    change: Change
    since: datetime | None


def doubts(
    evidence: Sequence[Evidence],
    today: Mapping[str, Ground],
    *,
    stale_findings: Iterable[str] = (),
) -> tuple[Doubt, ...]:
    """Compare a product's evidence with how it stands today.

    today           {statement uid: Ground}; a statement that is absent is gone
    stale_findings  numbers of the key findings whose own ground moved
    →               one Doubt for each piece that moved, worst kind first; empty = it stands
    """
    found = [doubt for row in evidence if (doubt := _doubt(row, today.get(row.statement)))]
    found += [Doubt(mark=mark, change=Change.FINDING, since=None) for mark in stale_findings]
    return tuple(sorted(found, key=lambda doubt: WORST_FIRST.index(doubt.change)))


def _doubt(row: Evidence, ground: Ground | None) -> Doubt | None:
    if ground is None:
        return Doubt(mark=row.mark, change=Change.GONE, since=None)
    change = _change(row, ground)
    return Doubt(mark=row.mark, change=change, since=ground.since) if change else None


def _change(row: Evidence, ground: Ground) -> Change | None:
    if ground.item_state in {"refuted", "refused"}:
        return Change.REFUTED
    if ground.corrected:
        return Change.CORRECTED
    if ground.ended:
        return Change.ENDED
    return Change.REGRADED if ground.evaluation != row.evaluation else None
