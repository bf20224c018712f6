"""Evaluating: read what came in, grade it, write it for others, return, refuse, accept.

The evaluator is never the author. What is decided here sets the label under which the item
becomes intelligence; nobody else sees it before.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from khabar.core.errors import Conflict, Fault, Invalid, NotFound, refuse_faults
from khabar.desk.conditions import Conditions as Conditions
from khabar.desk.conditions import chosen_label
from khabar.desk.resembling import independent_behind
from khabar.desk.sitting import Sitting, Trace, act
from khabar.evaluation import (
    SCHEMES,
    Evaluation,
    Grade,
    GradeUnknown,
    Leak,
    Verdict,
    accept,
    decide,
    leaks,
    must_be_open_to,
    must_have_second_origin,
    needs_another_text,
)
from khabar.safeguards import (
    Label,
    Stage,
    join,
    must_be_another_person,
)
from khabar.safeguards.predicate import must_be_locked
from khabar.safeguards.sensitive import must_not_be_sensitive, touches
from khabar.storage import evaluations, labels
from khabar.storage.sql import review as read_review
from khabar.storage.sql.review import ReviewRow


class ItemsOpen(Conflict):
    """The report still has items that nobody has decided on, or none that was accepted."""

    code = "evaluation.items-open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A report become intelligence: how many of its items were kept, how many refused."""

    number: str
    kept: int
    refused: int
    label: Label


def grade_item(
    sitting: Sitting,
    *,
    item: str,
    source: str,
    information: str,
    scheme: str = "",
    conditions: Conditions | None = None,
    agrees: Sequence[str] = (),
) -> Evaluation:
    """Accept one item under a grade; its report becomes intelligence with `accept_report`.

    scheme  "" = the agency's own
    agrees  uids of items that say the same: a code like 4x4 "3" needs one of another origin

    Raises  SamePerson for the author and for whoever lifted the item's stop · NotNow ·
            SensitiveStop; Invalid with every fault: codes off the scale, no second origin,
            no text for others, a leak in it, conditions of no known kind.
    """
    with act(sitting, "item.grade") as doing:
        found = _another_persons(sitting, doing, item, Verdict.ACCEPTED)
        lifted_by = read_review.lifters(doing.read, item)
        must_be_another_person(sitting.who.id, *lifted_by)
        grade, faults = _grade(scheme or evaluations.scheme_of(found.agency), source, information)
        label, wrong = chosen_label(labels.get(found.label_id), conditions or Conditions())
        faults += wrong + _text_faults(found, doing)
        if grade:
            faults += _origin_faults(doing, found, grade, agrees)
        refuse_faults(faults)
        must_not_be_sensitive(
            found.text, found.comment, found.sanitised_text, lifted=bool(lifted_by)
        )  # fmt: skip
        assert grade is not None, "a missing grade is one of the faults"
        evaluation = accept(
            uid=sitting.ids(), item=item, grade=grade, by=sitting.who.id, at=sitting.clock()
        )
        label_id = labels.intern(label)
        evaluations.keep(evaluation, node=sitting.node, label_id=label_id, agreeing=agrees)
        evaluations.relabel_item(item, label_id)
        doing.about(item, evaluation.uid, *agrees)
    return evaluation


def write_sanitised(
    sitting: Sitting, *, item: str, text: str, looked: bool = False
) -> tuple[Leak, ...]:
    """Write the text that others will read; it is kept even while it still leaks.

    looked  the writer looked at the warnings and lets them stand: only then may it travel
    →       what still points at the source; none is no proof of safety

    Raises  SamePerson for the author; Invalid for an empty text; NotNow
    """
    with act(sitting, "item.sanitise") as doing:
        found = _another_persons(sitting, doing, item, Verdict.ACCEPTED)
        if not text.strip():
            raise Invalid(Fault(where="sanitised", code="evaluation.sanitised-missing"))
        warnings = leaks(found.text, text)
        evaluations.keep_sanitised(
            uid=sitting.ids(), item=item, text=text.strip(), looked=looked, by=sitting.who.id,
            warnings=sorted({leak.kind for leak in warnings}), at=sitting.clock(),
        )  # fmt: skip
        doing.about(item)
    return warnings


def return_item(sitting: Sitting, *, item: str, reason_code: str, reason: str = "") -> Evaluation:
    """Give a report back to its author over one item, with one reason and what to do.

    Raises  SamePerson · NotNow · ReasonUnknown
    """
    with act(sitting, "item.return") as doing:
        found = _another_persons(sitting, doing, item, Verdict.RETURNED)
        evaluation = _decided(sitting, Verdict.RETURNED, item, reason_code, reason)
        evaluations.keep(evaluation, node=sitting.node, label_id=found.label_id)
        evaluations.settle_report(found.report_uid, state="returned")
        doing.about(item, evaluation.uid)
    return evaluation


def refuse_item(sitting: Sitting, *, item: str, reason_code: str, reason: str = "") -> Evaluation:
    """Refuse an item: its text goes where oversight alone reads; code and count remain.

    reason  must not repeat what may not be kept: it stays readable

    Raises  SamePerson · NotNow · ReasonUnknown; Invalid when the reason itself touches it
    """
    with act(sitting, "item.refuse") as doing:
        found = _another_persons(sitting, doing, item, Verdict.REFUSED)
        evaluation = _decided(sitting, Verdict.REFUSED, item, reason_code, reason)
        if touches(reason):
            raise Invalid(Fault(where="reason", code="evaluation.reason-sensitive"))
        came = labels.get(found.label_id)
        remains = labels.intern(replace(came, stage=Stage.KEPT))
        evaluations.keep(evaluation, node=sitting.node, label_id=remains)
        hidden = labels.intern(replace(came, stage=Stage.QUARANTINE))
        evaluations.relabel_item(item, hidden, but_last_verdict=True)
        if all(other.uid == item for other in read_review.of_report(doing.read, found.report_uid)):
            evaluations.settle_report(found.report_uid, state="removed", label_id=hidden)
        doing.about(item, evaluation.uid)
    return evaluation


def lift_stop(sitting: Sitting, *, item: str, offence: str, reason: str) -> None:
    """Tie a protected matter to a named crime, so that another evaluator may accept the item.

    The one who lifts may not be the one who then accepts.

    Raises  SamePerson · OutsideLock; Invalid without a reason
    """
    with act(sitting, "item.lift") as doing:
        _another_persons(sitting, doing, item, Verdict.ACCEPTED)
        must_be_locked(offence)
        if not reason.strip():
            raise Invalid(Fault(where="reason", code="evaluation.reason-empty"))
        evaluations.keep_lift(
            uid=sitting.ids(), item=item, offence=offence.strip(), reason=reason.strip(),
            by=sitting.who.id, at=sitting.clock(),
        )  # fmt: skip
        doing.about(item)


def accept_report(sitting: Sitting, *, report: str) -> Accepted:
    """Let a report whose items are all decided become intelligence, in one act.

    report  its uid

    Raises  SamePerson · ItemsOpen · NotFound
    """
    with act(sitting, "report.accept") as doing:
        items = read_review.of_report(doing.read, report)
        if not items:
            raise NotFound
        must_be_another_person(sitting.who.id, items[0].author_id)
        kept = [item for item in items if item.state == "accepted"]
        if items[0].report_state != "submitted" or len(kept) < len(items):
            raise ItemsOpen(open=len(items) - len(kept))
        label = _publish(kept)
        evaluations.settle_report(report, state="accepted", label_id=labels.intern(label))
        doing.about(report, *(item.uid for item in kept))
    return Accepted(
        number=items[0].number,
        kept=len(kept),
        refused=evaluations.refused_in(report),
        label=label,
    )


def choose_scheme(sitting: Sitting, *, scheme: str) -> None:
    """Choose the scale on which the supervisor's agency grades from now on.

    Raises  GradeUnknown for a scale there is not
    """
    with act(sitting, "scheme.choose"):
        if scheme not in SCHEMES:
            raise GradeUnknown(
                Fault(where="scheme", code=GradeUnknown.code,
                      facts={"given": scheme, "scheme": scheme, "known": ", ".join(SCHEMES)})
            )  # fmt: skip
        evaluations.choose_scheme(sitting.who.agency, scheme)


def _another_persons(sitting: Sitting, doing: Trace, item: str, verdict: Verdict) -> ReviewRow:
    """The item, waiting for review, that somebody else wrote."""
    found = read_review.by_uid(doing.read, item)
    must_be_another_person(sitting.who.id, found.author_id)
    must_be_open_to(verdict, found.state if found.report_state == "submitted" else "settled")
    return found


def _decided(
    sitting: Sitting, verdict: Verdict, item: str, reason_code: str, reason: str
) -> Evaluation:
    return decide(
        verdict, uid=sitting.ids(), item=item, reason_code=reason_code, reason=reason,
        by=sitting.who.id, at=sitting.clock(),
    )  # fmt: skip


def _grade(scheme: str, source: str, information: str) -> tuple[Grade | None, list[Fault]]:
    try:
        return Grade(scheme=scheme, source=source, information=information), []
    except GradeUnknown as wrong:
        return None, list(wrong.faults)


def _origin_faults(
    doing: Trace, found: ReviewRow, grade: Grade, agrees: Sequence[str]
) -> list[Fault]:
    try:
        must_have_second_origin(grade, independent_behind(doing.read, found, agrees))
    except Invalid as wrong:
        return list(wrong.faults)
    return []


def _text_faults(found: ReviewRow, doing: Trace) -> list[Fault]:
    """A person's word travels only as another hand wrote it, with no unseen warning."""
    if not found.sanitised_text:
        if needs_another_text(found.how_known):
            return [Fault(where="sanitised", code="evaluation.sanitised-missing")]
        return []
    written = read_review.newest_sanitised(doing.read, found.uid)
    left = [leak for leak in leaks(found.text, found.sanitised_text) if leak.blocks]
    if left and not (written and written.looked):
        facts: dict[str, object] = {"n": len(left), "words": left[0].words}
        return [Fault(where="sanitised", code="evaluation.leak", facts=facts)]
    return []


def _publish(kept: Sequence[ReviewRow]) -> Label:
    """Take each item from intake to kept under its own label; their join is the report's."""
    given = []
    for item in kept:
        label = replace(labels.get(item.label_id), stage=Stage.KEPT)
        evaluations.relabel_item(item.uid, labels.intern(label))
        given.append(label)
    return join(*given)
