"""Who may do what: one line for every verb of the desk. A verb that is not here cannot run."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.core.errors import Refusal
from khabar.safeguards.purpose import Purpose
from khabar.safeguards.scope import Role, Who


class NotYourAct(Refusal):
    """The person's roles do not include this act."""

    code = "safeguards.not-your-act"


class PurposeMissing(Refusal):
    """The act needs a stated purpose (and this one, or none, was stated)."""

    code = "safeguards.purpose-missing"


@dataclass(frozen=True, slots=True)
class Act:
    """roles that may; purposes one of which must be stated, or empty when none is needed."""

    roles: frozenset[Role]
    purposes: frozenset[Purpose] = frozenset()


def _act(*roles: Role, purposes: tuple[Purpose, ...] = ()) -> Act:
    return Act(frozenset(roles), frozenset(purposes))


_O, _E, _A, _S, _L = Role.OFFICER, Role.EVALUATOR, Role.ANALYST, Role.SUPERVISOR, Role.LIAISON
_PERSON = (_O, _E, _A, _S, _L, Role.REGISTRAR, Role.OVERSIGHT, Role.AUDITOR, Role.ADMIN)
_WORK = (Purpose.CASE, Purpose.CHECK)
_KNOW = (
    Purpose.CASE,
    Purpose.CHECK,
    Purpose.ASSESS,
    Purpose.DECIDE,
    Purpose.ANSWER,
    Purpose.OVERSEE,
)
_ANALYSE = (Purpose.CASE, Purpose.CHECK, Purpose.ASSESS)

ACTS: dict[str, Act] = {
    # --- the sitting itself
    "purpose.state": _act(*_PERSON),
    "account.language": _act(*_PERSON),
    # --- oversight and audit
    "ledger.read": _act(Role.OVERSIGHT, Role.AUDITOR),
    "ledger.verify": _act(Role.OVERSIGHT, Role.AUDITOR, Role.ADMIN),
    "ledger.looks": _act(Role.OVERSIGHT, purposes=(Purpose.OVERSEE,)),
    "ledger.sequence": _act(*_PERSON),
    # --- administration
    "account.list": _act(Role.ADMIN),
    "account.disable": _act(Role.ADMIN),
    "node.health": _act(Role.ADMIN),
    # --- builders add their verbs below, one block a family
}


def must_be_allowed(who: Who, purpose: Purpose | None, verb: str) -> None:
    """Refuse unless the table lets this person do this for this purpose.

    Raises  NotYourAct · PurposeMissing; KeyError when the verb is not in the table.
    """
    act = ACTS[verb]
    if not who.roles & act.roles:
        raise NotYourAct(verb=verb)
    if act.purposes and purpose not in act.purposes:
        raise PurposeMissing(verb=verb, purposes=sorted(p.value for p in act.purposes))
