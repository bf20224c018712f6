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
    "item.stopped": _act(Role.OVERSIGHT, purposes=(Purpose.OVERSEE,)),
    # --- administration
    "account.list": _act(Role.ADMIN),
    "account.open": _act(Role.ADMIN),
    "account.disable": _act(Role.ADMIN),
    "node.health": _act(Role.ADMIN),
    # --- builders add their verbs below, one block a family
    # --- published lists
    "list.begin": _act(Role.REGISTRAR),
    "list.publish": _act(Role.REGISTRAR),
    "list.editions": _act(_O, _E, _A, _S, _L, Role.REGISTRAR, Role.OVERSIGHT),
    "list.changes": _act(_O, _E, _A, _S, Role.OVERSIGHT, purposes=(*_KNOW, Purpose.REVIEW)),
    "list.review": _act(_E, purposes=(Purpose.REVIEW,)),
    "list.sign": _act(_E, purposes=(Purpose.REVIEW,)),
    "statement.export": _act(_A, purposes=_ANALYSE),
    # --- direction and reporting
    "case.list": _act(_O, _E, _A, _S, _L),
    "case.members": _act(_O, _A, _S, _L),
    "case.open": _act(_S),
    "case.add-member": _act(_S),
    "unit.list": _act(_S),
    "tasking.decide": _act(_S, purposes=(Purpose.DECIDE,)),
    "task.mine": _act(_O),
    "requirement.read": _act(_O, _A, _S, Role.OVERSIGHT, purposes=_KNOW),
    "requirement.close": _act(_S, purposes=(Purpose.DECIDE,)),
    "board.read": _act(_S, purposes=(Purpose.DECIDE,)),
    "report.form": _act(_O),
    "report.submit": _act(_O),
    "report.correct": _act(_O),
    "report.mine": _act(_O),
    "report.read-own": _act(_O),
    "report.known": _act(_O),
    "report.read": _act(_O, _A, _S, _L, Role.OVERSIGHT, purposes=_KNOW),
    # --- analysis
    "chart.read": _act(_A, _S, Role.OVERSIGHT, purposes=_KNOW),
    "chart.list": _act(_A, _S, Role.OVERSIGHT, purposes=_KNOW),
    "chart.save": _act(_A, purposes=_ANALYSE),
    "finding.list": _act(_A, _S, Role.OVERSIGHT, purposes=_KNOW),
    "finding.read": _act(_A, _S, Role.OVERSIGHT, purposes=_KNOW),
    "finding.replay": _act(_A, _S, Role.OVERSIGHT, purposes=_KNOW),
    "finding.write": _act(_A, purposes=_ANALYSE),
    "finding.review": _act(_A, _S, purposes=(*_ANALYSE, Purpose.DECIDE)),
    "finding.issue": _act(_A, _S, purposes=(*_ANALYSE, Purpose.DECIDE)),
    # --- dissemination
    "product.list": _act(_A, _S, _L, Role.OVERSIGHT, purposes=_KNOW),
    "product.read": _act(_A, _S, _L, Role.OVERSIGHT, purposes=_KNOW),
    "product.materials": _act(_A, purposes=_ANALYSE),
    "product.write": _act(_A, purposes=_ANALYSE),
    "product.revise": _act(_A, purposes=_ANALYSE),
    "product.translate": _act(_A, purposes=_ANALYSE),
    "product.submit": _act(_A, purposes=_ANALYSE),
    "product.approve": _act(_S, purposes=(Purpose.DECIDE,)),
    "product.release": _act(_S, purposes=(Purpose.DECIDE,)),
    "product.recall": _act(_A, _S, purposes=(*_ANALYSE, Purpose.DECIDE)),
    "release.print": _act(_S, purposes=(Purpose.DECIDE,)),
    "release.seen-abroad": _act(_S, _L, purposes=(Purpose.DECIDE, Purpose.ANSWER)),
    "copy.list": _act(_O, _E, _A, _S, _L, Role.OVERSIGHT),
    "copy.open": _act(_O, _E, _A, _S, _L, Role.OVERSIGHT),
    "copy.print": _act(_O, _E, _A, _S, _L, Role.OVERSIGHT),
    "copy.answer": _act(_O, _E, _A, _S, _L, Role.OVERSIGHT),
    "glance.list": _act(_O, _E, _A, _S, _L),
    "trace.check": _act(_O, _E, _A, _S, _L, Role.OVERSIGHT),
    "measure.read": _act(_S, Role.OVERSIGHT, purposes=(Purpose.DECIDE, Purpose.OVERSEE)),
    # --- collation
    "search.run": _act(_O, _A, _S, _L, Role.OVERSIGHT, purposes=_KNOW),
    "entity.read": _act(_O, _A, _S, _L, Role.OVERSIGHT, purposes=_KNOW),
    "collate.queue": _act(_A, purposes=_ANALYSE),
    "collate.read": _act(_A, purposes=_ANALYSE),
    "statement.add": _act(_A, purposes=_ANALYSE),
    "judgement.make": _act(_A, purposes=_ANALYSE),
    "judgement.revoke": _act(_A, purposes=_ANALYSE),
    # --- evaluation
    "review.queue": _act(_E, purposes=(Purpose.REVIEW,)),
    "review.returned": _act(_E, purposes=(Purpose.REVIEW,)),
    "review.done": _act(_E, purposes=(Purpose.REVIEW,)),
    "item.review": _act(_E, purposes=(Purpose.REVIEW,)),
    "item.sanitise": _act(_E, purposes=(Purpose.REVIEW,)),
    "item.grade": _act(_E, purposes=(Purpose.REVIEW,)),
    "item.return": _act(_E, purposes=(Purpose.REVIEW,)),
    "item.refuse": _act(_E, purposes=(Purpose.REVIEW,)),
    "item.lift": _act(_E, purposes=(Purpose.REVIEW,)),
    "item.regrade": _act(_E, purposes=(Purpose.REVIEW,)),
    "item.refute": _act(_E, purposes=(Purpose.REVIEW,)),
    "item.confirm": _act(_E, purposes=(Purpose.REVIEW,)),
    "report.accept": _act(_E, purposes=(Purpose.REVIEW,)),
    "origin.join": _act(_E, purposes=(Purpose.REVIEW,)),
    "origin.undo": _act(_E, purposes=(Purpose.REVIEW,)),
    "scheme.choose": _act(_S, purposes=(Purpose.DECIDE,)),
    "subject.propose": _act(_O, _A, purposes=_ANALYSE),
    "subject.approve": _act(_S, purposes=(Purpose.DECIDE,)),
    "subject.waiting": _act(_S, purposes=(Purpose.DECIDE,)),
    # --- exchange: the liaison's acts; those of the machine are the administrator's by role
    "parcel.compose": _act(_L, purposes=(Purpose.ANSWER,)),
    "parcel.send": _act(_L, purposes=(Purpose.ANSWER,)),
    "parcel.list": _act(_L, Role.OVERSIGHT),
    "parcel.read": _act(_L, Role.OVERSIGHT),
    "parcel.carry": _act(_L),
    "parcel.verify": _act(_L, Role.ADMIN),
    "parcel.take": _act(_L, Role.ADMIN),
    "parcel.seen": _act(_L),
    "gate.read": _act(_L, purposes=(Purpose.ANSWER,)),
    "gate.accept": _act(_L, purposes=(Purpose.ANSWER,)),
    "request.write": _act(_L, purposes=(Purpose.ANSWER,)),
    "request.list": _act(_L, Role.OVERSIGHT),
    "request.read": _act(_L, Role.OVERSIGHT, purposes=(Purpose.ANSWER, Purpose.OVERSEE)),
    "request.acknowledge": _act(_L, purposes=(Purpose.ANSWER,)),
    "request.answer": _act(_L, purposes=(Purpose.ANSWER,)),
    "peer.list": _act(_L, Role.ADMIN, Role.OVERSIGHT),
    "peer.card": _act(_L, Role.ADMIN),
    "peer.pin": _act(Role.ADMIN),
    "peer.unpin": _act(Role.ADMIN),
    "parcel.receive": _act(Role.ADMIN),
    "parcel.refuse": _act(Role.ADMIN),
    "parcel.custody": _act(Role.ADMIN),
    "parcel.hand-over": _act(Role.ADMIN),
    "receipt.take": _act(Role.ADMIN),
    "notice.give": _act(Role.ADMIN),
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
