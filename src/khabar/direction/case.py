"""Case (дело оперативного учёта): the lawful file in which people are looked at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from khabar.core.errors import Fault, Invalid, refuse_faults
from khabar.direction.text import last_day, missing
from khabar.safeguards.predicate import offence_group

_OPERATION = re.compile(r"[A-Z][A-Z0-9-]{2,19}$")


class CaseState(Enum):
    """An open case gives the purpose; a closed one gives nothing."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDraft:
    """What the opener typed, word for word.

    number       of the paper file, as the agency's register has it
    operation    code word, Latin capitals and digits, 3 to 20; the compartment of its records
    head         username of the head who approved opening it
    ends_on      local day, "31.12.2026"
    """

    number: str
    operation: str
    ground: str
    offence: str
    legal_basis: str
    head: str
    ends_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case and why it may exist.

    opener, head   account ids; never the same person
    ends_on        last local day on which the case gives a purpose
    """

    uid: str
    number: str
    operation: str
    ground: str
    offence: str
    legal_basis: str
    opener: int
    head: int
    opened_at: datetime
    ends_on: date
    state: CaseState = CaseState.OPEN


def open_case(
    draft: CaseDraft, *, uid: str, opener: int, head: int | None, zone: str, now: datetime
) -> Case:
    """Open a case, or say everything that is missing for it.

    head    account id found for the draft's head, None when there is no such person
    zone    IANA name of the clock the last day is told by

    Raises  Invalid with every fault: empty answers, a code word of another shape, an offence
            outside the lock (R9), an unknown head, the opener named as head, a last day that
            is over or in no calendar.
    """
    faults = missing(
        number=draft.number, operation=draft.operation, ground=draft.ground,
        offence=draft.offence, legal_basis=draft.legal_basis, head=draft.head,
        ends_on=draft.ends_on,
    )  # fmt: skip
    if draft.operation.strip() and not _OPERATION.match(draft.operation.strip()):
        faults.append(Fault(where="operation", code="direction.operation-shape"))
    if draft.head.strip() and head is None:
        faults.append(Fault(where="head", code="direction.head-unknown"))
    if draft.offence.strip() and offence_group(draft.offence) is None:
        faults.append(Fault(where="offence", code="direction.outside-lock"))
    if head == opener:
        faults.append(Fault(where="head", code="direction.head-is-opener"))
    ends_on = now.date()
    if draft.ends_on.strip():
        try:
            ends_on = last_day(draft.ends_on, zone, now=now, field="ends_on")
        except Invalid as wrong:
            faults.extend(wrong.faults)
    refuse_faults(faults)
    assert head is not None, "an unknown head was a fault"
    return Case(
        uid=uid, number=draft.number.strip(), operation=draft.operation.strip(),
        ground=draft.ground.strip(), offence=draft.offence.strip(),
        legal_basis=draft.legal_basis.strip(), opener=opener, head=head,
        opened_at=now, ends_on=ends_on,
    )  # fmt: skip
