"""Keeping it true: regrade, refute, confirm; which origins are one; who may be a subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khabar.core.errors import Conflict, Fault, Invalid
from khabar.desk.resembling import grade_of, independent_behind
from khabar.desk.sitting import Sitting, Trace, act
from khabar.evaluation import (
    Evaluation,
    Grade,
    Verdict,
    accept,
    decide,
    independent_origins,
    must_be_open_to,
    must_have_second_origin,
)
from khabar.safeguards import join, must_be_another_person
from khabar.storage import evaluations, labels, origins
from khabar.storage.sql import dependents
from khabar.storage.sql import evaluations as read_evaluations
from khabar.storage.sql import origins as read_origins
from khabar.storage.sql import review as read_review
from khabar.storage.sql.dependents import Dependent
from khabar.storage.sql.review import ReviewRow


class OneOriginAlready(Conflict):
    """They count as one origin already, through this join or others."""

    code = "evaluation.one-origin-already"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A verdict that changed what stands, with everything that stands on the item."""

    evaluation: Evaluation
    dependents: tuple[Dependent, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Two origins made one.

    alone  numbers of reports whose grade said "others agree" and now stands on one origin:
           they wait for a regrade by a person
    """

    uid: str
    alone: tuple[str, ...]


def regrade_item(
    sitting: Sitting, *, item: str, source: str, information: str, reason: str,
    agrees: Sequence[str] = (),
) -> Moved:  # fmt: skip
    """Grade a kept item anew; the old grade stays in its row, every statement shows the new one.

    Raises  SamePerson · NotNow · GradeUnknown · NoSecondOrigin; Invalid without a reason
    """
    with act(sitting, "item.regrade") as doing:
        found = _kept_of_another(sitting, doing, item, Verdict.ACCEPTED)
        scheme = found.scheme or evaluations.scheme_of(found.agency)
        grade = Grade(scheme=scheme, source=source, information=information)
        must_have_second_origin(grade, independent_behind(doing.read, found, agrees))
        if not reason.strip():
            raise Invalid(Fault(where="reason", code="evaluation.reason-empty"))
        evaluation = accept(
            uid=sitting.ids(), item=item, grade=grade, by=sitting.who.id, at=sitting.clock(),
            reason=reason.strip(),
        )  # fmt: skip
        evaluations.keep(evaluation, node=sitting.node, label_id=found.label_id, agreeing=agrees)
        return _moved(doing, evaluation)


def refute_item(sitting: Sitting, *, item: str, reason_code: str, reason: str) -> Moved:
    """Say that an item does not hold. Nothing is deleted: every statement of it is struck.

    reason_code  contradicted, fabricated, mistaken or withdrawn; reason in words, for those
                 whose work stood on it

    Raises  SamePerson · NotNow · ReasonUnknown
    """
    with act(sitting, "item.refute") as doing:
        moved = _verdict(sitting, doing, Verdict.REFUTED, item, reason_code, reason)
        found = read_review.by_uid(doing.read, item)
        others = read_review.of_report(doing.read, found.report_uid)
        if all(other.uid == item or other.state == "refuted" for other in others):
            evaluations.settle_report(found.report_uid, state="refuted")
        return moved


def confirm_item(sitting: Sitting, *, item: str, reason: str) -> Moved:
    """Say that an item has proved true; its grade stays what it was when it was given.

    Raises  SamePerson · NotNow · ReasonUnknown
    """
    with act(sitting, "item.confirm") as doing:
        return _verdict(sitting, doing, Verdict.CONFIRMED, item, "", reason)


def join_origins(sitting: Sitting, *, item: str, other: str, reason: str) -> Joined:
    """Say that two items go back to one origin: three cousins count once.

    item, other  uids of items; the join carries the strictest label of what it joins

    Raises  OneOriginAlready; Invalid without a reason; NotFound
    """
    with act(sitting, "origin.join") as doing:
        left = read_review.by_uid(doing.read, item)
        right = read_review.by_uid(doing.read, other)
        must_be_another_person(sitting.who.id, left.author_id, right.author_id)
        if not reason.strip():
            raise Invalid(Fault(where="reason", code="evaluation.reason-empty"))
        pairs = [(row.left_id, row.right_id) for row in read_origins.reviewed(doing.read)]
        if independent_origins([left.origin_id, right.origin_id], pairs) == 1:
            raise OneOriginAlready()
        uid = sitting.ids()
        label = join(labels.get(left.label_id), labels.get(right.label_id))
        origins.keep(
            uid=uid, left_id=left.origin_id, right_id=right.origin_id, by=sitting.who.id,
            at=sitting.clock(), reason=reason.strip(), label_id=labels.intern(label),
        )  # fmt: skip
        alone = _standing_alone(doing, (left.origin_id, right.origin_id), pairs)
        doing.about(uid, item, other)
    return Joined(uid=uid, alone=alone)


def undo_join(sitting: Sitting, *, join: str) -> None:
    """Take a join of origins back; they count as two again, and the row says when.

    Raises  NotFound when it is not there or was undone
    """
    with act(sitting, "origin.undo") as doing:
        read_origins.by_uid(doing.read, join)
        origins.undo(join, at=sitting.clock())
        doing.about(join)


def _verdict(
    sitting: Sitting, doing: Trace, verdict: Verdict, item: str, reason_code: str, reason: str
) -> Moved:
    found = _kept_of_another(sitting, doing, item, verdict)
    grade = grade_of(found)
    evaluation = decide(
        verdict, uid=sitting.ids(), item=item, reason_code=reason_code, reason=reason,
        by=sitting.who.id, at=sitting.clock(), grade=grade,
    )  # fmt: skip
    evaluations.keep(evaluation, node=sitting.node, label_id=found.label_id)
    return _moved(doing, evaluation)


def _moved(doing: Trace, evaluation: Evaluation) -> Moved:
    standing = tuple(dependents.dependents_of(doing.read, evaluation.item))
    doing.about(evaluation.item, evaluation.uid)
    return Moved(evaluation=evaluation, dependents=standing)


def _kept_of_another(sitting: Sitting, doing: Trace, item: str, verdict: Verdict) -> ReviewRow:
    """The item, already intelligence, that somebody else wrote."""
    found = read_review.by_uid(doing.read, item)
    must_be_another_person(sitting.who.id, found.author_id)
    must_be_open_to(verdict, found.state if found.report_state == "accepted" else "waiting")
    return found


def _standing_alone(
    doing: Trace, joined: tuple[int, int], pairs: Sequence[tuple[int, int]]
) -> tuple[str, ...]:
    """Reports whose grade leaned on an origin that has just become their own."""
    now_joined = [*pairs, joined]
    origins_by_item: dict[str, list[int]] = {}
    numbers = {}
    for row in read_evaluations.leaning_on(doing.read, joined):
        behind = origins_by_item.setdefault(row.item_uid, [row.origin_id])
        behind.append(row.agreeing_origin_id)
        numbers[row.item_uid] = row.number
    return tuple(
        sorted(
            numbers[item]
            for item, behind in origins_by_item.items()
            if independent_origins(behind, now_joined) == 1
        )
    )
