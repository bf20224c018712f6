"""A sitting: one person, at one door, for one purpose – and the two shapes every verb has.

`look`  reads through the scope, then leaves one ledger row before the answer leaves.
`act`   loads through the scope, changes, and leaves its trace: together or not at all.
A refusal is traced too, outside the block that was rolled back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from khabar.core.errors import NotFound, Refusal
from khabar.core.ids import Ids, random_ids
from khabar.safeguards import (
    LASTS,
    NOBODY,
    Entry,
    Purpose,
    Scope,
    StatedPurpose,
    Who,
    must_be_allowed,
    scope_for,
)
from khabar.storage import accounts, labels, ledger
from khabar.storage.connection import Read, reading, together

Clock = Callable[[], datetime]


class CaseNotYours(Refusal):
    """The case is not open, or the person is no member of it: one answer for both."""

    code = "desk.case-not-yours"


class ReasonMissing(Refusal):
    """Outside a case a purpose needs a line of reason."""

    code = "desk.reason-missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """Who sits here, why, and what they may therefore see.

    case     uid of the open case that gives the purpose, or None
    partner  node code an answer goes to (purpose ANSWER), or ""
    door     web, cli, api, exercise or worker
    """

    who: Who
    purpose: Purpose | None
    case: str | None
    partner: str
    scope: Scope
    clock: Clock
    ids: Ids
    door: str
    node: str


def utc_now() -> datetime:
    return datetime.now(UTC)


def open_sitting(
    account_id: int | None,
    *,
    stated: StatedPurpose | None = None,
    partner: str = "",
    door: str,
    clock: Clock = utc_now,
    ids: Ids = random_ids,
) -> Sitting:
    """Sit somebody down: their roles, cases and labels as they are at this moment.

    account_id  row id of the account, None for nobody
    stated      what the purpose bar holds; ignored when it has run out

    Raises  CaseNotYours when the stated case is closed or they are no member of it.
    """
    who = accounts.who_is(account_id)
    node = accounts.this_node()
    if stated is not None and not stated.holds(clock()):
        stated = None
    operation = None
    if stated and stated.case:
        operation = accounts.operation_of(stated.case)
        if operation not in who.compartments:
            raise CaseNotYours()
    purpose = stated.purpose if stated else None
    scope = scope_for(who, purpose, operation, labels.every(), partner=partner)
    return Sitting(
        who=who,
        purpose=purpose,
        case=stated.case if stated else None,
        partner=partner,
        scope=scope,
        clock=clock,
        ids=ids,
        door=door,
        node=node.code if node else "",
    )


@dataclass(slots=True)
class Trace:
    """What the verb touched, for its ledger row; `read` is the scoped connection."""

    read: Read
    touched: list[str] = field(default_factory=list)

    def about(self, *ids: str) -> None:
        """Name what was touched by its random id; never a name or a text."""
        self.touched.extend(ids)


@contextmanager
def look(sitting: Sitting, verb: str) -> Iterator[Trace]:
    """Read through the scope; the ledger row is committed when the block ends well."""
    with _refusals_traced(sitting, verb):
        must_be_allowed(sitting.who, sitting.purpose, verb)
        with reading(sitting.scope) as read:
            trace = Trace(read)
            yield trace
        with together():
            _write(sitting, verb, "done", trace.touched)


def must_be_theirs(sitting: Sitting, verb: str) -> None:
    """Check an act before long work that only later opens it; a refusal is traced.

    Raises  NotYourAct · PurposeMissing
    """
    with _refusals_traced(sitting, verb):
        must_be_allowed(sitting.who, sitting.purpose, verb)


@contextmanager
def act(sitting: Sitting, verb: str) -> Iterator[Trace]:
    """Change something: what the block writes and its ledger row are kept together.

    `read` shows what was committed before the act, through the scope: what is changed must
    first have been seen.
    """
    with _refusals_traced(sitting, verb):
        must_be_allowed(sitting.who, sitting.purpose, verb)
        with together(), reading(sitting.scope) as read:
            trace = Trace(read)
            yield trace
            _write(sitting, verb, "done", trace.touched)


@contextmanager
def _refusals_traced(sitting: Sitting, verb: str) -> Iterator[None]:
    try:
        yield
    except (Refusal, NotFound) as refused:
        result = "not-found" if isinstance(refused, NotFound) else f"refused:{refused.code}"
        with together():
            _write(sitting, verb, result, [])
        raise


def _write(sitting: Sitting, verb: str, result: str, about: list[str]) -> None:
    ledger.write(
        Entry(
            node=sitting.node,
            who=sitting.who.uid,
            roles=tuple(sorted(role.value for role in sitting.who.roles)),
            verb=verb,
            about=tuple(about),
            purpose=sitting.purpose.value if sitting.purpose else "",
            case=sitting.case or "",
            door=sitting.door,
            result=result,
            at=ledger.stamp(sitting.clock()),
        )
    )


def state_purpose(
    sitting: Sitting, *, purpose: Purpose, case: str | None = None, reason: str = ""
) -> StatedPurpose:
    """Answer the purpose bar: the door keeps the answer and passes it to `open_sitting`.

    case    uid of an open case the person belongs to, or None
    reason  a line in their words; needed outside a case

    Raises  CaseNotYours · ReasonMissing
    """
    with act(sitting, "purpose.state") as doing:
        if case:
            if accounts.operation_of(case) not in sitting.who.compartments:
                raise CaseNotYours()
            doing.about(case)
        elif purpose is Purpose.CASE or not reason.strip():
            raise ReasonMissing()
        return StatedPurpose(
            purpose=purpose, case=case, reason=reason.strip(), until=sitting.clock() + LASTS
        )


def nobody(door: str, clock: Clock = utc_now, ids: Ids = random_ids) -> Sitting:
    """The sitting of somebody not logged in: no role, no label."""
    node = accounts.this_node()
    return Sitting(
        who=NOBODY,
        purpose=None,
        case=None,
        partner="",
        scope=Scope(),
        clock=clock,
        ids=ids,
        door=door,
        node=node.code if node else "",
    )
