"""Look at one thing: what is said of it, its links, who may be the same, and why we think so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khabar.collation import (
    EntityView,
    Evidence,
    Group,
    Value,
    entity_view,
    schema,
)
from khabar.core.errors import NotFound, Refusal
from khabar.desk.alike import Compared, Past, compared, past
from khabar.desk.sitting import Sitting, look
from khabar.desk.things import Joins, label_of, view_of
from khabar.safeguards import Label, must_be_allowed
from khabar.storage import labels
from khabar.storage.connection import Read
from khabar.storage.sql import entities, judgements, statements
from khabar.storage.sql.statements import ItemCard

MOST_LINKS = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A link seen from one of its ends.

    here, there  names of the two end properties
    other        uid of the other end; None when nothing visible is said of it
    title        its name, or the words in which the report named it
    """

    link: EntityView
    here: str
    there: str
    outward: bool
    directed: bool
    other: str | None
    other_schema: str
    title: str
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """One item behind a value: its words, with those that the statement cites apart."""

    card: ItemCard
    label: Label
    said: Evidence
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawer:
    """The evidence of one value: one card per item."""

    prop: str
    schema: str
    value: Value
    cards: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPage:
    """All that one viewer may see of one thing, and the strictest label of it.

    may_judge  whether this person, for this purpose, may say who is the same
    """

    view: EntityView
    group: Group
    neighbours: tuple[Neighbour, ...]
    links: int
    compared: tuple[Compared, ...]
    past: tuple[Past, ...]
    drawer: Drawer | None
    label: Label
    may_judge: bool


def read_entity(sitting: Sitting, uid: str, *, statement: str = "") -> EntityPage:
    """Open the page of one thing.

    statement  uid: opens the evidence of the value that this statement belongs to

    Raises  NotFound when no visible statement supports it; a Refusal without a purpose.
    """
    with look(sitting, "entity.read") as seen:
        read = seen.read
        joins = entities.joins(read)
        judged = judgements.around(read, [entities.id_of(read, uid)])
        view, group = view_of(read, uid, judged, joins)
        members = list(entities.ids_of(read, view.members).values())
        found = entities.links_to(read, members)
        near = _neighbours(read, view, found[:MOST_LINKS], joins)
        people = judgements.names(
            read, [j.by for j in judged] + [j.revoked_by for j in judged if j.revoked_by]
        )
        page = EntityPage(
            view=view,
            group=group,
            neighbours=near,
            links=len(found),
            compared=compared(read, view, members, judged, joins, people),
            past=past(read, view, judged, people),
            drawer=_drawer(read, [view, *(n.link for n in near)], statement) if statement else None,
            label=_strictest(view, *(n.link for n in near)),
            may_judge=_may(sitting, "judgement.make"),
        )
        seen.about(uid)
    return page


def _may(sitting: Sitting, verb: str) -> bool:
    try:
        must_be_allowed(sitting.who, sitting.purpose, verb)
    except Refusal:
        return False
    return True


def _strictest(*views: EntityView) -> Label:
    found = label_of(views)
    assert found is not None, "a view stands on statements, and each has a label"
    return found


def _neighbours(
    read: Read, view: EntityView, links: Sequence[int], joins: Joins
) -> tuple[Neighbour, ...]:
    said: dict[str, list[Evidence]] = {}
    for one in entities.evidence(read, links):
        said.setdefault(one.entity, []).append(one)
    drawn = [made for uid, found in said.items() if (made := entity_view(uid, found, joins))]
    others = {v.ref for link in drawn for v in link.ends if v.ref and v.ref not in view.members}
    ids = entities.ids_of(read, others)
    titled: dict[str, list[Evidence]] = {}
    for one in entities.evidence(read, list(ids.values())):
        titled.setdefault(one.entity, []).append(one)
    known = {uid: entity_view(uid, found, joins) for uid, found in titled.items()}
    near = [n for link in drawn if (n := _neighbour(view, link, known))]
    order = ("confirmed", "unconfirmed", "refuted")
    return tuple(sorted(near, key=lambda n: (order.index(n.link.strength), n.link.schema, n.title)))


def _neighbour(
    view: EntityView, link: EntityView, known: dict[str, EntityView | None]
) -> Neighbour | None:
    ends = schema(link.schema).ends
    if ends is None:
        return None
    for here, there in (ends, ends[::-1]):
        ours = next((v for v in link.values(here) if v.ref in view.members), None)
        theirs = next((v for v in link.values(there) if v.ref not in view.members), None)
        if ours and theirs:
            other = known.get(theirs.ref or "")
            return Neighbour(
                link=link,
                here=here,
                there=there,
                outward=here == ends[0],
                directed=schema(link.schema).directed,
                other=other.uid if other else None,
                other_schema=other.schema if other else "Thing",
                title=(other.title if other else "") or theirs.text,
                value=theirs,
            )
    return None


def _drawer(read: Read, views: Iterable[EntityView], statement: str) -> Drawer:
    for view in views:
        for fact in view.facts:
            for value in fact.values:
                if any(one.uid == statement for one in value.said):
                    cards = statements.cards(read, (one.item for one in value.said))
                    known = labels.every()
                    return Drawer(
                        prop=fact.prop,
                        schema=view.schema,
                        value=value,
                        cards=tuple(
                            _quoted(cards[one.item], one, known[one.label])
                            for one in reversed(value.said)
                            if one.item in cards
                        ),
                    )
    raise NotFound


def _quoted(card: ItemCard, said: Evidence, label: Label) -> Quoted:
    text = card.text or ""
    place = text.casefold().find(said.raw.casefold()) if said.raw else -1
    end = place + len(said.raw)
    if place < 0 or len(text.casefold()) != len(text):
        place = end = len(text)
    return Quoted(
        card=card,
        label=label,
        said=said,
        before=text[:place],
        words=text[place:end],
        after=text[end:],
    )
