"""Taking a package in: by wire or by stick the same checks, one transaction, one receipt."""

from __future__ import annotations

from dataclasses import replace

from khabar.core.errors import Conflict, Invalid
from khabar.desk.outbox import put_receipt
from khabar.desk.sitting import Sitting, act
from khabar.exchange import (
    ANSWER,
    DELIVERED,
    NOTICE,
    PACKAGE,
    PROCESSED,
    REPORTS,
    REQUEST,
    Package,
    PackageRefused,
    Route,
    Verdict,
    digest,
    must_be_an_answer,
    read_answer,
    read_load,
    read_notices,
    read_request,
    unseal,
)
from khabar.safeguards import Handling, Label, Level, releasable_to_nodes
from khabar.safeguards.predicate import offence_group
from khabar.safeguards.sensitive import touches
from khabar.storage import arrivals, labels, parcels, peers, requests
from khabar.storage.keys import node_keys


class TakenBefore(Conflict):
    """This very message was taken in before; nothing was done twice."""

    code = "exchange.taken-before"


def verify_file(sitting: Sitting, body: bytes) -> Package:
    """Open a sealed file and check every byte; nothing is kept.

    Raises  PackageRefused and its kin, each with a code that says what is wrong.
    """
    with act(sitting, "parcel.verify") as doing:
        package = _opened(sitting, body)
        doing.about(package.msg_id)
    return package


def take_file(sitting: Sitting, body: bytes) -> tuple[Package, str]:
    """Take a sealed file from a stick: the same checks and the same receipt as by wire.

    →   the package and the parcel's uid

    Raises  TakenBefore when it was; PackageRefused and its kin.
    """
    package = verify_file(sitting, body)
    way = _way_of(package, body)
    if parcels.received(way, parcels.IN):
        raise TakenBefore(msg_id=package.msg_id[:12])
    take_in(sitting, package, way, route_token="", stamp="", body=body)
    found = parcels.received(way, parcels.IN)
    assert found is not None
    return package, found.uid


def take_in(
    sitting: Sitting,
    package: Package,
    way: Route,
    *,
    route_token: str,
    stamp: str,
    body: bytes,
) -> str:
    """Keep a verified package and sign for it: content, inbox row, receipt, ledger, together.

    Reports wait at the gate for a person. Requests, answers and notices are taken at once.

    →   the signed receipt

    Raises  JsonRefused · Invalid when the content is not what its kind says; nothing is kept.
    """
    kind = package.manifest.kind
    with act(sitting, "parcel.take") as doing:
        state = parcels.WAITING if kind == REPORTS else parcels.DONE
        uid = parcels.keep(
            way, body, uid=sitting.ids(), direction=parcels.IN, state=state, at=sitting.clock(),
            route_token=route_token, token=package.token, stamp=stamp, content=kind,
            seq=package.manifest.seq,
        )  # fmt: skip
        kept = parcels.by_uid(uid)
        assert kept is not None
        receipt = put_receipt(sitting, parcel=kept, kind=DELIVERED)
        if kind == REPORTS:
            parcels.keep_reports(uid, _listed(package))
        else:
            verdict = _KINDS[kind](sitting, package, uid)
            put_receipt(sitting, parcel=kept, kind=PROCESSED, verdicts=(verdict,))
        doing.about(uid)
    return receipt


def _opened(sitting: Sitting, body: bytes) -> Package:
    return unseal(body, me=sitting.node, identity=node_keys().identity, peers=peers.every(),
                  now=sitting.clock())  # fmt: skip


def _way_of(package: Package, body: bytes) -> Route:
    """The header a stick does not carry, made from what was signed inside."""
    manifest = package.manifest
    return Route(
        v=1, kind=PACKAGE, msg_id=package.msg_id, sender=manifest.sender, to=manifest.to[0],
        lane="routine", created=manifest.created, not_after=manifest.not_after, size=len(body),
        body=digest(body), level=int(Level.RESTRICTED), handling=0, originator=manifest.sender,
        releasable=manifest.to,
    )  # fmt: skip


def _listed(package: Package) -> list[parcels.Carried]:
    load = read_load(package.content)
    if not load.reports:
        raise PackageRefused(code="exchange.package-empty")
    return [
        parcels.Carried(report_uid=one.id[:36], number=one.number[:48],
                        items=tuple(item.id for item in load.items_of(one)))
        for one in load.reports
    ]  # fmt: skip


def _take_request(sitting: Sitting, package: Package, _uid: str) -> Verdict:
    """A partner asks: kept with its clocks, unless it is about no offence of ours."""
    request = read_request(package.content)
    sender = package.manifest.sender
    if not _is_offence(request.offence, sender):
        return Verdict(id=request.id, passed=False, code="exchange.gate-other-offence")
    words = (request.subject, request.background, *(one.text for one in request.questions))
    if any(touches(text) for text in words):
        return Verdict(id=request.id, passed=False, code="exchange.gate-sensitive")
    if requests.is_known(request.id):
        return Verdict(id=request.id, passed=False, code="exchange.request-known")
    theirs = (request.agency, request.number)
    if not all(one == sender or one.startswith(f"{sender}-") for one in theirs):
        return Verdict(id=request.id, passed=False, code="exchange.gate-not-originator")
    label = shared_label(request.agency, sitting.node, sender, Handling.H2)
    requests.keep(request, direction=parcels.IN, partner=sender, msg_id=package.msg_id,
                  label_id=labels.intern(label))  # fmt: skip
    return Verdict(id=request.id, passed=True, code="")


def _take_answer(sitting: Sitting, package: Package, _uid: str) -> Verdict:
    """A partner answers what we asked them, and nobody else."""
    answer = read_answer(package.content)
    sender = package.manifest.sender
    if not requests.asked_of(answer.request, sender):
        return Verdict(id=answer.request, passed=False, code="exchange.answer-unasked")
    try:
        must_be_an_answer(answer, requests.questions(answer.request))
        handling = Handling(answer.handling)
    except (Invalid, ValueError):
        return Verdict(id=answer.request, passed=False, code="exchange.answer-unclear")
    asked = labels.get(requests.label_of(answer.request))
    theirs = shared_label(answer.agency, sitting.node, sender, handling)
    ours = replace(theirs, compartment=asked.compartment)
    requests.keep_answer(answer.request, answer, label_id=labels.intern(ours))
    return Verdict(id=answer.request, passed=True, code="")


def _take_notice(sitting: Sitting, package: Package, uid: str) -> Verdict:
    """What a partner told us no longer holds: our copies are struck, and late ones will be.

    A copy is found only under its originator's name, so a third party can strike nothing.
    """
    found = 0
    sender = package.manifest.sender
    for one in read_notices(package.content):
        struck = arrivals.refute(sender, one.item, code=one.code, at=one.at, ids=sitting.ids)
        parcels.keep_notice(
            uid=sitting.ids(), direction=parcels.IN, partner=sender, report=one.report[:36],
            item=one.item[:36], action=one.action, code=one.code, at=one.at,
            kept_at=sitting.clock(), parcel=uid, found=struck,
        )  # fmt: skip
        found += struck
    return Verdict(id=package.msg_id[:32], passed=True, code="")


def shared_label(originator: str, me: str, partner: str, handling: Handling) -> Label:
    """The label of words that two nodes have between them: theirs and ours, nobody else's."""
    return Label(level=Level.RESTRICTED, originator=originator, handling=handling,
                 releasable=releasable_to_nodes(me, partner))  # fmt: skip


def _is_offence(offence: str, node: str) -> bool:
    """An article is known only with its country: the asking node's own code counts as one."""
    return offence_group(offence) is not None or offence_group(f"{node} {offence}") is not None


_KINDS = {REQUEST: _take_request, ANSWER: _take_answer, NOTICE: _take_notice}
