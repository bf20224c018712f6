"""Look at one thing: what is said of it, its links, who may be the same, and why we think so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khabar.collation import (
    Comparison,
    EntityView,
    Evidence,
    Group,
    Judgement,
    Value,
    block_keys,
    candidates,
    compare,
    entity_view,
    group_of,
    schema,
)
from khabar.core.errors import NotFound, Refusal
from khabar.desk.sitting import Sitting, look
from khabar.safeguards import Label, join, must_be_allowed
from khabar.storage import labels
from khabar.storage.connection import Read
from khabar.storage.sql import entities, judgements, search, statements
from khabar.storage.sql.statements import ItemCard

MOST_LINKS = 300
MOST_CANDIDATES = 40
SHOWN_CANDIDATES = 4
Joins = Sequence[tuple[int, int]]


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
class Compared:
    """A candidate beside this thing, and the verdict that stands on the two, if any."""

    comparison: Comparison
    other: EntityView
    verdict: Judgement | None
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """A verdict of the past, standing or taken back."""

    judgement: Judgement
    other: str
    title: str
    by: str
    revoked_by: str


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
            compared=_compared(read, view, members, judged, joins, people),
            past=_past(read, view, judged, people),
            drawer=_drawer(read, [view, *(n.link for n in near)], statement) if statement else None,
            label=_strictest(view, *(n.link for n in near)),
            may_judge=_may(sitting, "judgement.make"),
        )
        seen.about(uid)
    return page


def view_of(
    read: Read, uid: str, judged: Iterable[Judgement], joins: Joins
) -> tuple[EntityView, Group]:
    """The thing with all that visible judgements join to it.  Raises NotFound."""
    group = group_of(uid, judged)
    visible = entities.ids_of(read, group.members)
    said = entities.evidence(read, list(visible.values()))
    view = entity_view(uid, said, joins, members=visible)
    if view is None or uid not in visible:
        raise NotFound
    return view, group


def views_of(
    read: Read, ids: Sequence[int], joins: Joins, *, kinds: Sequence[str] = ()
) -> list[EntityView]:
    """Many things at once, in the order of ids; what judgements join comes once.

    kinds  of property to load, when the rest is not needed: names and numbers for ranking
    """
    if not ids:
        return []
    names = statements.entity_uids(read, ids)
    judged = judgements.around(read, ids)
    groups = {names[i]: group_of(names[i], judged) for i in ids if i in names}
    wanted = {member for group in groups.values() for member in group.members}
    visible = entities.ids_of(read, wanted)
    said: dict[frozenset[str], list[Evidence]] = {}
    home = {member: groups[uid].members for uid in groups for member in groups[uid].members}
    for one in entities.evidence(read, list(visible.values()), kinds=kinds):
        said.setdefault(home[one.entity], []).append(one)
    views = []
    for uid, group in groups.items():
        found = said.pop(group.members, [])
        view = entity_view(uid, found, joins, members=group.members & visible.keys())
        views += [view] if view else []
    return views


def label_of(views: Iterable[EntityView]) -> Label | None:
    """The strictest label of all statements in these views; None for none."""
    ids = {e.label for v in views for f in v.facts for value in f.values for e in value.said}
    known = labels.every()
    found = [known[one] for one in sorted(ids)]
    return join(*found) if found else None


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


def _compared(
    read: Read,
    view: EntityView,
    members: Sequence[int],
    judged: Sequence[Judgement],
    joins: Joins,
    people: dict[int, str],
) -> tuple[Compared, ...]:
    if schema(view.schema).is_link:
        return ()
    near = search.sharing(read, sorted(block_keys(view)), most=MOST_CANDIDATES)
    others = {
        other.uid: other
        for other in views_of(read, [i for i in near if i not in members], joins)
        if not other.members & view.members
    }
    ranked = candidates(view, others.values())
    verdicts = _verdicts(view, judged)
    told = {c.right for c in ranked}
    judged_ids = entities.ids_of(read, set(verdicts) - set(others) - view.members)
    extra = views_of(read, list(judged_ids.values()), joins)
    ranked += [compare(view, other) for other in extra if other.uid not in told]
    others |= {other.uid: other for other in extra}
    found = [
        Compared(
            comparison=one,
            other=others[one.right],
            verdict=verdicts.get(one.right),
            by=people.get(verdicts[one.right].by, "") if one.right in verdicts else "",
        )
        for one in ranked
    ]
    waiting_first = sorted(found, key=lambda c: c.verdict is not None)
    return tuple(waiting_first[:SHOWN_CANDIDATES])


def _verdicts(view: EntityView, judged: Iterable[Judgement]) -> dict[str, Judgement]:
    """{uid of the other thing: newest verdict that stands on it and any of our members}."""
    found: dict[str, Judgement] = {}
    for made in sorted(judged, key=lambda j: (j.at, j.uid)):
        other = made.pair - view.members
        if made.stands and len(other) == 1:
            found[next(iter(other))] = made
    return found


def _past(
    read: Read, view: EntityView, judged: Sequence[Judgement], people: dict[int, str]
) -> tuple[Past, ...]:
    touching = [j for j in judged if j.pair & view.members]
    ids = entities.ids_of(read, {uid for made in touching for uid in made.pair})
    titles: dict[str, list[Evidence]] = {}
    for one in entities.evidence(read, list(ids.values())):
        titles.setdefault(one.entity, []).append(one)
    named = {uid: entity_view(uid, said) for uid, said in titles.items()}
    past = []
    for made in sorted(touching, key=lambda j: j.at, reverse=True):
        other = made.right if made.left == view.uid else made.left
        side = named.get(other)
        if side is None or made.left not in ids or made.right not in ids:
            continue  # one side is hidden: the verdict would give it away
        past.append(
            Past(
                judgement=made,
                other=other,
                title=side.title,
                by=people.get(made.by, ""),
                revoked_by=people.get(made.revoked_by or 0, ""),
            )
        )
    return tuple(past)


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
