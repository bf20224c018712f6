"""The gate: a person looks at what a partner sent, and lets in what our rules let pass."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from khabar.collation import PropUnknown, SchemaUnknown, StatementDraft, draft, prop
from khabar.core.errors import Conflict, NotFound
from khabar.desk.outbox import put_receipt
from khabar.desk.sitting import Sitting, act, look
from khabar.exchange import (
    PROCESSED,
    REPORTS,
    SEEN,
    ItemLine,
    Judged,
    Load,
    Manifest,
    Package,
    Rules,
    Verdict,
    judge,
    label_here,
    read_load,
    unseal,
)
from khabar.safeguards import Label, Level, join
from khabar.safeguards.predicate import LEAST_WORDS, offence_group
from khabar.safeguards.sensitive import touches
from khabar.storage import arrivals, entities, parcels, peers
from khabar.storage.keys import node_keys
from khabar.storage.sql import parcels as read_parcels


class GateClosed(Conflict):
    """It has been judged already, or it is no package of reports."""

    code = "exchange.gate-closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class AtGate:
    """What waits, or was judged: each report with its verdict and, where it may be read, its
    items."""

    uid: str
    state: str
    sender: str
    manifest: Manifest
    judged: tuple[Judged, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetIn:
    """numbers of the reports that are now ours to search; refused: (number, codes)."""

    passed: tuple[str, ...]
    refused: tuple[tuple[str, tuple[str, ...]], ...]


def at_gate(sitting: Sitting, uid: str) -> AtGate:
    """Open a package that came in and show what our rules say of each report.

    Raises  NotFound when there is none, or its level is above the viewer's.
    """
    with look(sitting, "gate.read") as seen:
        row = read_parcels.by_uid(seen.read, uid)
        if row.direction != parcels.IN or row.content != REPORTS:
            raise NotFound
        package = _reopened(sitting, uid)
        judged = _judged(sitting, package)
        _must_be_cleared(sitting, judged)
        seen.about(uid)
    return AtGate(uid=uid, state=row.state, sender=row.sender, manifest=package.manifest,
                  judged=judged)  # fmt: skip


def strictest(gate: AtGate) -> Label:
    """The label of a page that shows what waits: the strictest of those that may pass."""
    shown = [one.label for one in gate.judged if one.passes]
    return join(*shown) if shown else gate.judged[0].label


def accept_from_gate(sitting: Sitting, parcel: str) -> LetIn:
    """Let in every report that passes our rules; refuse the others; sign which and why.

    A report goes in as the partner's: their words, grade and label, which is never widened.

    Raises  GateClosed when it was judged before; NotFound.
    """
    with act(sitting, "gate.accept") as doing:
        kept = parcels.by_uid(parcel)
        if kept is None or kept.direction != parcels.IN:
            raise NotFound
        if kept.state != parcels.WAITING or kept.content != REPORTS:
            raise GateClosed()
        package = _reopened(sitting, parcel)
        judged = _judged(sitting, package)
        _must_be_cleared(sitting, judged)
        parts = _parts(sitting, package, judged)
        carried = [_let_in(sitting, package.manifest.sender, one, parts) for one in judged]
        parcels.keep_reports(parcel, carried)
        verdicts = tuple(
            Verdict(id=one.report.id, passed=one.passes, code=one.codes[0] if one.codes else "")
            for one in judged
        )
        put_receipt(sitting, parcel=kept, kind=PROCESSED, verdicts=verdicts)
        parcels.finished(parcel)
        doing.about(parcel, *(one.local_uid for one in carried if one.local_uid))
    return LetIn(
        passed=tuple(one.report.number for one in judged if one.passes),
        refused=tuple((one.report.number, one.codes) for one in judged if not one.passes),
    )


def mark_seen(sitting: Sitting, parcel: str) -> bool:
    """Tell the sender, with a signature, that a person of this unit has opened it; once.

    →   False when that was said before
    """
    with act(sitting, "parcel.seen") as doing:
        kept = parcels.by_uid(parcel)
        if kept is None or kept.direction != parcels.IN:
            raise NotFound
        first = kept.state == parcels.DONE and parcels.seen(parcel, at=sitting.clock())
        if first:
            put_receipt(sitting, parcel=kept, kind=SEEN, unit=sitting.who.unit)
        doing.about(parcel)
    return first


def rules(sitting: Sitting, sender: str) -> Rules:
    """This node's rules for what this partner sends."""
    return Rules(
        me=sitting.node,
        sender=sender,
        highest=Level.RESTRICTED,
        is_offence=lambda text: bool(offence_group(text) or offence_group(f"{sender} {text}")),
        has_ground=lambda text: len(re.findall(r"\w+", text)) >= LEAST_WORDS,
        stopped=lambda text: [touch.category for touch in touches(text)],
        knows=_knows,
        refuted=parcels.noticed(sender, parcels.IN),
    )


def _reopened(sitting: Sitting, uid: str) -> Package:
    """The sealed bytes, opened and checked anew; its time is judged by when it came."""
    kept = parcels.by_uid(uid)
    assert kept is not None
    return unseal(parcels.body_of(uid), me=sitting.node, identity=node_keys().identity,
                  peers=peers.every(), now=kept.created_at.replace(microsecond=0))  # fmt: skip


def _judged(sitting: Sitting, package: Package) -> tuple[Judged, ...]:
    return judge(read_load(package.content), rules(sitting, package.manifest.sender))


def _must_be_cleared(sitting: Sitting, judged: tuple[Judged, ...]) -> None:
    if any(one.passes and one.label.level > sitting.who.clearance for one in judged):
        raise NotFound


Parts = dict[str, list[tuple[ItemLine, Label, list[StatementDraft]]]]


def _parts(sitting: Sitting, package: Package, judged: Iterable[Judged]) -> Parts:
    """{report id: its items with what they say}, of the reports that pass.

    One report may point at a thing that another one names, so all things are made first. A link
    to a thing that only a refused report names does not come in: nothing would hold that end.
    """
    load, sender = read_load(package.content), package.manifest.sender
    parts = {
        one.report.id: [_with_drafts(load, item, sender, sitting.node) for item in one.items]
        for one in judged
        if one.passes
    }
    said = [draft for items in parts.values() for _, _, drafts in items for draft in drafts]
    named = {draft.entity_uid for draft in said}
    pointed = [draft.ref_uid for draft in said if draft.ref_uid]
    held = named | set(entities.known(pointed))
    loose = {draft.entity_uid for draft in said if draft.ref_uid and draft.ref_uid not in held}
    arrivals.keep_entities(
        (draft for draft in said if draft.entity_uid not in loose), node=sender, at=sitting.clock()
    )
    return {
        report: [
            (item, label, [draft for draft in drafts if draft.entity_uid not in loose])
            for item, label, drafts in items
        ]
        for report, items in parts.items()
    }


def _let_in(sitting: Sitting, sender: str, one: Judged, parts: Parts) -> parcels.Carried:
    items = tuple(item.id for item in one.items)
    if not one.passes:
        return parcels.Carried(report_uid=one.report.id, number=one.report.number, items=items,
                               verdict="refused", codes=one.codes)  # fmt: skip
    local = arrivals.keep(one.report, parts[one.report.id], node=sender, label=one.label,
                          at=sitting.clock(), ids=sitting.ids)  # fmt: skip
    return parcels.Carried(report_uid=one.report.id, number=one.report.number, items=items,
                           local_uid=local, verdict="passed")  # fmt: skip


def _with_drafts(
    load: Load, item: ItemLine, sender: str, me: str
) -> tuple[ItemLine, Label, list[StatementDraft]]:
    """The item, its label here, and its statements read anew by our own rules."""
    drafts = [
        draft(
            arrivals.local_uid(sender, said.entity),
            said.schema,
            said.prop,
            said.raw,
            ref_uid=arrivals.local_uid(sender, said.ref) if said.ref else None,
            valid_from=said.valid_from,
            valid_to=said.valid_to,
            lang=said.lang,
            polarity=1 if said.polarity >= 0 else -1,
        ).draft
        for said in load.statements_of(item)
    ]
    return item, label_here(load.label(item.label), me=me), drafts


def _knows(schema_name: str, prop_name: str) -> bool:
    try:
        prop(schema_name, prop_name)
    except (PropUnknown, SchemaUnknown):
        return False
    return True
