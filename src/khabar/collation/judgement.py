"""The judgement: a person's word that two things are the same, are not, or that it is unsure.

There is no stored canonical id. A view joins what the judgements this viewer may see say is the
same; so a hidden judgement changes nothing, and revoking one restores exactly what was before.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum

from khabar.core.errors import Conflict, Fault, Invalid


class Verdict(Enum):
    """What a person said of two things."""

    SAME = "same"
    NOT_SAME = "not_same"
    UNSURE = "unsure"


class JudgedAlready(Conflict):
    """The same verdict on the same two things stands already."""

    code = "collation.judged-already"


class RevokedAlready(Conflict):
    """The judgement was taken back before."""

    code = "collation.revoked-already"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One verdict. Closed by revoking, never deleted.

    left, right  entity uids
    score        what the machine had suggested, 0 … 1; None when nobody was asked
    reasons      the features that were on the screen, as codes and values
    label        id: the strictest of all the evidence it cites
    """

    uid: str
    left: str
    right: str
    verdict: Verdict
    score: float | None
    reasons: tuple[Mapping[str, str], ...]
    reason: str
    by: int
    at: datetime
    label: int
    revoked_at: datetime | None = None
    revoked_by: int | None = None
    revoke_reason: str = ""

    @property
    def pair(self) -> frozenset[str]:
        return frozenset((self.left, self.right))

    @property
    def stands(self) -> bool:
        return self.revoked_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What counts as one thing with `uid`, for one viewer.

    members       includes uid
    contradicted  pairs that somebody says are not the same though others join them; while there
                  is one, nothing is joined: members is uid alone
    """

    uid: str
    members: frozenset[str]
    contradicted: tuple[frozenset[str], ...] = ()


def verdict_on(
    *,
    uid: str,
    left: str,
    right: str,
    verdict: str,
    reason: str,
    score: float | None,
    reasons: Iterable[Mapping[str, str]],
    by: int,
    at: datetime,
    label: int,
) -> Judgement:
    """Make a judgement from what a person chose and typed.

    Raises  Invalid with every fault: unknown verdict, no reason, a thing judged against itself.
    """
    faults = []
    if verdict not in {v.value for v in Verdict}:
        faults.append(Fault(where="verdict", code="collation.verdict-missing"))
    if len(reason.strip()) < 3:
        faults.append(Fault(where="reason", code="collation.reason-missing"))
    if left == right:
        faults.append(Fault(where="right", code="collation.judged-with-itself"))
    if faults:
        raise Invalid(*faults)
    return Judgement(
        uid=uid,
        left=left,
        right=right,
        verdict=Verdict(verdict),
        score=score,
        reasons=tuple(reasons),
        reason=reason.strip(),
        by=by,
        at=at,
        label=label,
    )


def must_be_new(made: Judgement, earlier: Iterable[Judgement]) -> None:
    """Raises JudgedAlready when the same verdict on the same pair stands."""
    now = standing(earlier).get(made.pair)
    if now and now.verdict is made.verdict:
        raise JudgedAlready(judgement=now.uid)


def revoke(made: Judgement, *, by: int, at: datetime, reason: str) -> Judgement:
    """Take a judgement back; both the judgement and its end stay on record.

    Raises  RevokedAlready; Invalid without a reason.
    """
    if not made.stands:
        raise RevokedAlready(judgement=made.uid)
    if len(reason.strip()) < 3:
        raise Invalid(Fault(where="reason", code="collation.reason-missing"))
    return replace(made, revoked_by=by, revoked_at=at, revoke_reason=reason.strip())


def standing(judgements: Iterable[Judgement]) -> dict[frozenset[str], Judgement]:
    """→ {pair: the newest judgement on it that was not revoked}."""
    latest: dict[frozenset[str], Judgement] = {}
    for made in sorted(judgements, key=lambda j: (j.at, j.uid)):
        if made.stands:
            latest[made.pair] = made
    return latest


def group_of(uid: str, judgements: Iterable[Judgement]) -> Group:
    """What counts as one thing with uid, by the judgements given (those one viewer may see).

    →   `unsure` never joins; a contradiction anywhere in the chain keeps all of it apart, because
        nobody is merged while people disagree
    """
    now = standing(judgements)
    same = [pair for pair, made in now.items() if made.verdict is Verdict.SAME]
    members = _reached(uid, same)
    against = tuple(
        pair for pair, made in now.items() if made.verdict is Verdict.NOT_SAME and pair <= members
    )
    return Group(uid=uid, members=frozenset({uid}) if against else members, contradicted=against)


def groups(uids: Iterable[str], judgements: Iterable[Judgement]) -> dict[str, Group]:
    """→ {uid: its group} for every uid asked about."""
    known = tuple(judgements)
    return {uid: group_of(uid, known) for uid in uids}


def _reached(uid: str, pairs: Iterable[frozenset[str]]) -> frozenset[str]:
    neighbours: dict[str, set[str]] = {}
    for pair in pairs:
        for one in pair:
            neighbours.setdefault(one, set()).update(pair)
    reached, edge = {uid}, [uid]
    while edge:
        for near in neighbours.get(edge.pop(), ()):
            if near not in reached:
                reached.add(near)
                edge.append(near)
    return frozenset(reached)
