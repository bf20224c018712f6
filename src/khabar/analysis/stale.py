"""Is a finding still standing on what it was written on? Computed at each look, never stored."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from khabar.analysis.record import Basis, Stance
from khabar.evaluation import Grade


class What(StrEnum):
    """What happened to a statement since the finding was written."""

    REFUTED = "refuted"
    ENDED = "ended"
    REGRADED = "regraded"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """A statement as it stands now, for the person who looks."""

    standing: str
    grade: Grade | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One statement of the basis that is no longer what it was.

    was, now  standings, or native grade codes when it was regraded; now = None when withdrawn
    """

    statement: str
    stance: Stance
    what: What
    was: str
    now: str | None

    @property
    def weighs(self) -> bool:
        """It speaks for or against the sentence, and did not merely stand in the picture."""
        return self.stance is not Stance.DRAWN


def changes(basis: Sequence[Basis], now: Mapping[str, Now]) -> tuple[Change, ...]:
    """Compare what a finding stood on with what is there now.

    basis  as kept with the finding
    now    {statement: how it stands}; a statement that was recalled or removed is absent
    →      one change per statement that differs, those that weigh first, else in basis order
    """
    found = [change for one in basis if (change := _change(one, now.get(one.statement)))]
    return tuple(sorted(found, key=lambda change: not change.weighs))


def is_stale(found: Sequence[Change]) -> bool:
    """A finding is stale when anything that weighs in it has changed."""
    return any(change.weighs for change in found)


def _change(was: Basis, now: Now | None) -> Change | None:
    what = _what(was, now)
    if what is None:
        return None
    before, after = was.standing, now.standing if now else None
    if what is What.REGRADED and now:
        before, after = code(was.grade), code(now.grade)
    return Change(statement=was.statement, stance=was.stance, what=what, was=before, now=after)


def code(grade: Grade | None) -> str:
    """A grade as records keep it: "4x4 B2", "" while ungraded."""
    return f"{grade.scheme} {grade}" if grade else ""


def _what(was: Basis, now: Now | None) -> What | None:
    if now is None:
        return What.WITHDRAWN
    if now.standing != was.standing:
        return {"refuted": What.REFUTED, "ended": What.ENDED}.get(now.standing, What.RESTORED)
    return What.REGRADED if now.grade != was.grade else None
