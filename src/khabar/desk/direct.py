"""Directing: open a case, let people in, decide and task, close what was answered."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from khabar.core.errors import Fault, Invalid, NotFound, refuse_faults
from khabar.desk.marking import strictest
from khabar.desk.sitting import Sitting, act, look
from khabar.direction import (
    Case,
    CaseDraft,
    Requirement,
    Tasking,
    TaskingDraft,
    decide,
)
from khabar.direction import (
    close_requirement as closed,
)
from khabar.direction import (
    open_case as opened,
)
from khabar.safeguards import Handling, Label, Level, Role, Who
from khabar.storage import accounts, cases, labels, requirements, units
from khabar.storage.sql import cases as read_cases
from khabar.storage.sql import requirements as read_requirements
from khabar.storage.sql.cases import CaseRow, MemberRow
from khabar.storage.sql.requirements import OwnTaskRow
from khabar.storage.units import Unit


def list_cases(sitting: Sitting) -> list[CaseRow]:
    """The open cases this person belongs to; needs no purpose, for it is what gives one."""
    with look(sitting, "case.list") as seen:
        found = read_cases.mine(seen.read)
        seen.about(*(case.uid for case in found))
    return found


def open_case(sitting: Sitting, draft: CaseDraft) -> Case:
    """Open a case; its opener and its head belong to it at once.

    Raises  Invalid with every fault; a code word in use is one of them.
    """
    with act(sitting, "case.open") as doing:
        case = opened(
            draft, uid=sitting.ids(), opener=sitting.who.id,
            head=units.account_of(draft.head, role=Role.SUPERVISOR),
            zone=zone_of_node(), now=sitting.clock(),
        )  # fmt: skip
        if cases.is_taken(case.operation):
            raise Invalid(Fault(where="operation", code="direction.operation-taken"))
        cases.keep(case, label_id=labels.intern(case_label(sitting.who, case.operation)))
        doing.about(case.uid)
    return case


def add_member(sitting: Sitting, *, case: str, username: str) -> None:
    """Let a person of the supervisor's agency into a case; being in it already is no fault.

    Raises  NotFound for a case that is not theirs; Invalid for an unknown name.
    """
    with act(sitting, "case.add-member") as doing:
        read_cases.own_by_uid(doing.read, case)
        account_id = units.account_of(username)
        who = accounts.who_is(account_id)
        if account_id is None or who.agency != sitting.who.agency:
            raise Invalid(Fault(where="username", code="direction.person-unknown"))
        cases.add_member(case, account_id, since=sitting.clock())
        doing.about(case, who.uid)


def members(sitting: Sitting, case: str) -> list[MemberRow]:
    """Who belongs to a case of one's own.

    Raises  NotFound for a case that is not theirs.
    """
    with look(sitting, "case.members") as seen:
        read_cases.own_by_uid(seen.read, case)
        seen.about(case)
        return read_cases.members(seen.read, case)


def marking_of(case: CaseRow) -> Label | None:
    """What a page that shows this case must be marked with."""
    return strictest([case.label_id])


def decide_tasking(sitting: Sitting, draft: TaskingDraft, *, case: str = "") -> Tasking:
    """Decide in a case: assessment, decision with reason, requirement and task in one act.

    case   uid; "" = the case of the sitting

    Raises  NotFound for a case that is not theirs; Invalid with every fault of the form.
    """
    with act(sitting, "tasking.decide") as doing:
        uid = read_cases.own_by_uid(doing.read, case or sitting.case or "").uid
        known = cases.load(uid)
        tasking = _decided(sitting, draft, known)
        label = labels.intern(case_label(sitting.who, known.operation))
        requirements.keep(tasking, label_id=label)
        doing.about(known.uid, tasking.decision.uid, tasking.requirement.uid, tasking.task.uid)
    return tasking


def close_requirement(
    sitting: Sitting, *, requirement: str, state: str, result: str
) -> Requirement:
    """Close a requirement with a recorded result, in the words of the person who closes it.

    Raises  NotFound when it is not theirs to see; RequirementClosed; Invalid with every fault.
    """
    with act(sitting, "requirement.close") as doing:
        read_requirements.by_uid(doing.read, requirement)
        done = closed(
            requirements.load(requirement), state=state, result=result,
            by=sitting.who.id, at=sitting.clock(),
        )  # fmt: skip
        requirements.change(done)
        doing.about(done.uid)
    return done


def my_tasks(sitting: Sitting) -> list[OwnTaskRow]:
    """What this person's unit is asked; needs no purpose."""
    with look(sitting, "task.mine") as seen:
        found = read_requirements.own_tasks(seen.read)
        seen.about(*(task.uid for task in found))
    return found


def units_to_task(sitting: Sitting) -> list[Unit]:
    """The units a decision can task."""
    with look(sitting, "unit.list"):
        return units.taskable()


def people_to_add(sitting: Sitting) -> list[tuple[str, str, str]]:
    """(username, full name, unit) of the supervisor's own agency."""
    with look(sitting, "unit.list"):
        return units.people(sitting.who.agency)


def case_label(who: Who, operation: str) -> Label:
    """What a case's own records carry: restricted, own agency, inside its operation."""
    return Label(
        level=Level.RESTRICTED, originator=who.agency, handling=Handling.H2, compartment=operation
    )


def zone_of_node() -> str:
    """The clock by which people of this node tell times, IANA name."""
    node = accounts.this_node()
    if node is None:
        raise NotFound
    return str(ZoneInfo(node.zone))


def _decided(sitting: Sitting, draft: TaskingDraft, case: Case) -> Tasking:
    wanted = Unit(agency=draft.agency.strip(), name=draft.unit.strip())
    faults = []
    if wanted.name and wanted not in units.taskable():
        faults.append(Fault(where="unit", code="direction.unit-unknown"))
    try:
        tasking = decide(
            draft, case, by=sitting.who.id, at=sitting.clock(),
            zone=zone_of_node(), ids=sitting.ids,
        )  # fmt: skip
    except Invalid as wrong:
        raise Invalid(*wrong.faults, *faults) from None
    refuse_faults(faults)
    return tasking
