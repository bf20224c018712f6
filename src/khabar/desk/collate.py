"""Collate: read accepted items into statements, and judge who is the same as whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from khabar.collation import (
    EntityView,
    Judgement,
    StatementDraft,
    claim_digest,
    compare,
    draft,
    must_be_new,
    revoke,
    schema,
    verdict_on,
)
from khabar.core.errors import Conflict, Fault, Invalid
from khabar.desk.sitting import Sitting, act, look
from khabar.desk.things import view_of, views_of
from khabar.safeguards import Label, join
from khabar.storage import judgements as kept_judgements
from khabar.storage import labels
from khabar.storage import statements as kept_statements
from khabar.storage.connection import Read
from khabar.storage.sql import entities, judgements, statements
from khabar.storage.sql.statements import ItemCard, Waiting

Typed = Mapping[str, str | Iterable[str]]


class NotAccepted(Conflict):
    """Only an accepted item may be read into statements."""

    code = "collation.item-not-accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemPage:
    """One item to be read, and what was read from it so far."""

    card: ItemCard
    things: tuple[EntityView, ...]
    links: tuple[EntityView, ...]
    label: Label


def queue(sitting: Sitting) -> list[Waiting]:
    """Accepted items, those from which nothing was read yet first."""
    with look(sitting, "collate.queue") as seen:
        return statements.to_collate(seen.read)


def read_item(sitting: Sitting, item: str) -> ItemPage:
    """Open one accepted item to read statements from it.  Raises NotFound."""
    with look(sitting, "collate.read") as seen:
        card = statements.card(seen.read, item)
        views = views_of(seen.read, statements.of_item(seen.read, item), entities.joins(seen.read))
        seen.about(item)
        return ItemPage(
            card=card,
            things=tuple(v for v in views if not schema(v.schema).is_link),
            links=tuple(v for v in views if schema(v.schema).is_link),
            label=labels.get(card.label),
        )


def state_thing(
    sitting: Sitting,
    *,
    item: str,
    schema_name: str,
    values: Typed,
    entity: str | None = None,
    country: str | None = None,
    as_written: bool = False,
) -> str:
    """Say something of a thing, citing one accepted item.

    values      {property: text, or several}; blank ones are left out
    entity      uid of a thing that is there already; None makes a new one
    country     two letters, for phone numbers without a country code
    as_written  keep what cannot be read (a phone with letters) as it stands
    →           uid of the thing

    Raises  NotFound; NotAccepted; Invalid with every fault, nothing kept.
    """
    with act(sitting, "statement.add") as doing:
        card = _accepted(doing.read, item)
        if entity:
            view, _group = view_of(doing.read, entity, (), ())
            schema_name = view.schema
        uid = entity or sitting.ids()
        drafts = _drafts(uid, schema_name, values, country=country, as_written=as_written)
        _keep(sitting, doing.read, card, drafts)
        doing.about(item, uid)
    return uid


def state_link(
    sitting: Sitting,
    *,
    item: str,
    schema_name: str,
    source: str,
    target: str,
    values: Typed | None = None,
    as_written: bool = False,
) -> str:
    """Say that two things are linked, citing one accepted item.

    source, target  uids of the ends, in the order of the schema
    →               uid of the link; the same link said again by another report keeps its uid, so
                    that its reports and origins are counted together

    Raises  NotFound; NotAccepted; Invalid with every fault, nothing kept.
    """
    with act(sitting, "statement.add") as doing:
        card = _accepted(doing.read, item)
        ends = schema(schema_name).ends
        if ends is None:
            raise Invalid(Fault(where="schema", code="collation.not-a-link"))
        one, _ = view_of(doing.read, source, (), ())
        other, _ = view_of(doing.read, target, (), ())
        _must_fit(schema_name, ends, one, other)
        uid = _same_link(doing.read, schema_name, ends, source, target) or sitting.ids()
        typed = {name: text for name, text in (values or {}).items() if name not in ends}
        drafts = [
            draft(uid, schema_name, ends[0], one.title, ref_uid=source).draft,
            draft(uid, schema_name, ends[1], other.title, ref_uid=target).draft,
        ]
        if any(_texts(text) for text in typed.values()):
            drafts += _drafts(uid, schema_name, typed, country=None, as_written=as_written)
        _keep(sitting, doing.read, card, drafts)
        doing.about(item, uid, source, target)
    return uid


def judge(sitting: Sitting, *, left: str, right: str, verdict: str, reason: str) -> Judgement:
    """Say whether two things are the same: same, not_same or unsure, with a reason.

    Raises  NotFound when either is not visible; Invalid; JudgedAlready.
    """
    with act(sitting, "judgement.make") as doing:
        read = doing.read
        ids = [entities.id_of(read, left), entities.id_of(read, right)]
        earlier = judgements.around(read, ids)
        one, _ = view_of(read, left, earlier, ())
        other, _ = view_of(read, right, earlier, ())
        if one.schema != other.schema:
            raise Invalid(Fault(where="right", code="collation.different-kinds"))
        found = compare(one, other)
        made = verdict_on(
            uid=sitting.ids(),
            left=left,
            right=right,
            verdict=verdict,
            reason=reason,
            score=found.score,
            reasons=found.reasons,
            by=sitting.who.id,
            at=sitting.clock(),
            label=labels.intern(_label_of(one, other, cited=found.cites)),
        )
        must_be_new(made, earlier)
        kept_judgements.keep(made)
        doing.about(made.uid, left, right)
    return made


def take_back(sitting: Sitting, *, judgement_uid: str, reason: str) -> Judgement:
    """Undo a judgement: what was joined or kept apart by it is as it was before.

    Raises  NotFound; RevokedAlready; Invalid without a reason.
    """
    with act(sitting, "judgement.revoke") as doing:
        made = judgements.by_uid(doing.read, judgement_uid)
        gone = revoke(made, by=sitting.who.id, at=sitting.clock(), reason=reason)
        kept_judgements.close(gone)
        doing.about(made.uid, made.left, made.right)
    return gone


def _accepted(read: Read, item: str) -> ItemCard:
    card = statements.card(read, item)
    if card.state != "accepted":
        raise NotAccepted()
    return card


def _drafts(
    uid: str, schema_name: str, values: Typed, *, country: str | None, as_written: bool
) -> list[StatementDraft]:
    drafted = [
        draft(uid, schema_name, prop, text, country=country)
        for prop, typed in values.items()
        for text in _texts(typed)
    ]
    faults = [d.fault for d in drafted if d.fault and d.draft.value_norm is None]
    if not drafted:
        faults = [Fault(where="", code="collation.nothing-stated")]
    if faults and not (as_written and drafted):
        raise Invalid(*faults)
    return [d.draft for d in drafted]


def _texts(typed: str | Iterable[str]) -> list[str]:
    several = [typed] if isinstance(typed, str) else typed
    return [text.strip() for text in several if text.strip()]


def _keep(sitting: Sitting, read: Read, card: ItemCard, drafts: list[StatementDraft]) -> None:
    """Keep what this item was not read to say before."""
    said = statements.digests(read, card.uid)
    kept_statements.keep(
        [one for one in drafts if claim_digest(one, card.uid) not in said],
        item=card.uid,
        label=card.label,
        by=sitting.who.id,
        at=sitting.clock(),
        ids=sitting.ids,
        node=sitting.node,
    )


def _must_fit(schema_name: str, ends: tuple[str, str], one: EntityView, other: EntityView) -> None:
    faults = []
    for end, view, field in ((ends[0], one, "source"), (ends[1], other, "target")):
        allowed = schema(schema_name).props[end].to
        if view.schema not in allowed and "Thing" not in allowed:
            faults.append(Fault(where=field, code="collation.end-wrong-kind"))
    if one.uid == other.uid:
        faults.append(Fault(where="target", code="collation.linked-with-itself"))
    if faults:
        raise Invalid(*faults)


def _same_link(
    read: Read, schema_name: str, ends: tuple[str, str], source: str, target: str
) -> str | None:
    """A visible link of this kind between these two, if one is there already."""
    links = entities.links_to(read, list(entities.ids_of(read, [source]).values()))
    for link in views_of(read, links, ()):
        here = {value.ref for value in link.values(ends[0])}
        there = {value.ref for value in link.values(ends[1])}
        if link.schema == schema_name and source in here and target in there:
            return link.uid
    return None


def _label_of(*views: EntityView, cited: frozenset[str]) -> Label:
    """The strictest of the statements cited; at least one of each side, so that both are known."""
    known = labels.every()
    ids = {
        one.label
        for view in views
        for fact in view.facts
        for value in fact.values
        for one in value.said
        if one.uid in cited
    }
    for view in views:
        said = [one for fact in view.facts for value in fact.values for one in value.said]
        if not any(one.uid in cited for one in said):
            ids |= {one.label for one in said}
    return join(*(known[one] for one in sorted(ids)))
