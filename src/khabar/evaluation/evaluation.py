"""Evaluation: one person's verdict on another person's item. Never changed, only followed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from khabar.core.errors import Conflict, Fault, Invalid
from khabar.evaluation.grade import Grade


class Verdict(Enum):
    """What the evaluator decided; the last one of an item stands."""

    ACCEPTED = "accepted"
    RETURNED = "returned"
    REFUSED = "refused"
    REFUTED = "refuted"
    CONFIRMED = "confirmed"


RETURN_REASONS = (
    "two-matters",
    "time-unclear",
    "place-unclear",
    "how-known-unclear",
    "names-source",
    "basis-missing",
)
REFUSE_REASONS = ("sensitive", "no-predicate", "outside-lock", "unlawful", "duress", "not-crime")
REFUTE_REASONS = ("contradicted", "fabricated", "mistaken", "withdrawn")

_REASONS = {
    Verdict.RETURNED: RETURN_REASONS,
    Verdict.REFUSED: REFUSE_REASONS,
    Verdict.REFUTED: REFUTE_REASONS,
}
_FROM = {
    Verdict.ACCEPTED: frozenset({"submitted", "accepted"}),
    Verdict.RETURNED: frozenset({"submitted", "accepted"}),
    Verdict.REFUSED: frozenset({"submitted", "accepted"}),
    Verdict.REFUTED: frozenset({"accepted"}),
    Verdict.CONFIRMED: frozenset({"accepted"}),
}
"""Verdict → states of an item in which it can be given."""


class ReasonUnknown(Invalid):
    """The reason is not on the verdict's list, or its words are missing."""

    code = "evaluation.reason-unknown"


class NotNow(Conflict):
    """The item has left the state in which this verdict can be given."""

    code = "evaluation.not-now"


class NoSecondOrigin(Invalid):
    """The code says that others agree, and no second independent origin was shown."""

    code = "evaluation.no-second-origin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """A verdict with its grade, or with its reason.

    item         uid of the item
    grade        present for ACCEPTED, CONFIRMED and REFUTED (then the grade that fell)
    reason_code  from the verdict's list; "" for ACCEPTED and CONFIRMED
    reason       the evaluator's words; may be "" where the code says enough
    evaluator    account id; None for a partner's word
    """

    uid: str
    item: str
    verdict: Verdict
    grade: Grade | None
    reason_code: str
    reason: str
    evaluator: int | None
    at: datetime


def accept(
    *, uid: str, item: str, grade: Grade, by: int | None, at: datetime, reason: str = ""
) -> Evaluation:
    """Take an item as intelligence under this grade; a regrade says why in `reason`."""
    return Evaluation(
        uid=uid, item=item, verdict=Verdict.ACCEPTED, grade=grade,
        reason_code="", reason=reason, evaluator=by, at=at,
    )  # fmt: skip


def decide(
    verdict: Verdict,
    *,
    uid: str,
    item: str,
    reason_code: str,
    reason: str,
    by: int | None,
    at: datetime,
    grade: Grade | None = None,
) -> Evaluation:
    """Return, refuse, refute or confirm an item.

    reason_code  one of RETURN_REASONS, REFUSE_REASONS, REFUTE_REASONS; "" to confirm
    reason       needed to refute and to confirm: others will ask why
    grade        the standing grade, kept beside a refutation so that it can be shown struck

    Raises  ReasonUnknown with every fault
    """
    faults = []
    known = _REASONS.get(verdict, ("",))
    if reason_code not in known:
        faults.append(_fault("reason_code", reason_code, known))
    if verdict in (Verdict.REFUTED, Verdict.CONFIRMED) and not reason.strip():
        faults.append(Fault(where="reason", code="evaluation.reason-empty"))
    if faults:
        raise ReasonUnknown(*faults)
    return Evaluation(
        uid=uid, item=item, verdict=verdict, grade=grade,
        reason_code=reason_code, reason=reason.strip(), evaluator=by, at=at,
    )  # fmt: skip


def must_be_open_to(verdict: Verdict, state: str) -> None:
    """Refuse a verdict on an item that is no longer in a state for it.

    Raises  NotNow
    """
    if state not in _FROM[verdict]:
        raise NotNow(state=state, verdict=verdict.value)


def must_have_second_origin(grade: Grade, independent: int) -> None:
    """A code that says "others agree" needs two independent origins: a repeat confirms nothing.

    independent  origins behind this item and those shown to agree, joins followed

    Raises  NoSecondOrigin
    """
    if grade.claims_another_origin and independent < 2:
        facts: dict[str, object] = {"wanted": grade.information, "origins": independent}
        raise NoSecondOrigin(Fault(where="information", code=NoSecondOrigin.code, facts=facts))


def _fault(where: str, given: str, known: tuple[str, ...]) -> Fault:
    return Fault(
        where=where, code=ReasonUnknown.code, facts={"given": given, "known": ", ".join(known)}
    )
