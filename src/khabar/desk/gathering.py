"""From visible statements to things and ties: what a chart, a timeline and a replay share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from zoneinfo import ZoneInfo

from khabar.analysis import Category, Support, Thing, Tie
from khabar.collation import groups, is_link, schema
from khabar.core.moment import MomentUnclear, moment_from
from khabar.evaluation import origin_groups
from khabar.storage.connection import Read
from khabar.storage.sql import charts, predicates
from khabar.storage.sql.charts import Said

DATES = ("date", "startDate", "endDate")
LASTING = frozenset({"Owns", "MemberOf", "ResidesAt", "Family", "LinkedTo", "Associate", "Uses"})
"""Links that go on: the day they were reported is not the day they happened."""
CATEGORIES = {category.value: category for category in Category}


@dataclass(slots=True)
class Gathered:
    """What one viewer may see around a question.

    asked    entity uids the question names, in its order
    things   {uid: Thing} asked about, without names; beyond: their neighbours further out
    ties     all ties among both
    said     {statement uid: Said} of every statement under a tie
    head     {entity uid: uid of the thing it is part of, by visible judgements}
    """

    asked: tuple[str, ...] = ()
    things: dict[str, Thing] = field(default_factory=dict)
    beyond: dict[str, Thing] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    said: dict[str, Said] = field(default_factory=dict)
    head: dict[str, str] = field(default_factory=dict)
    origins: Mapping[int, int] = field(default_factory=dict)

    @property
    def all_things(self) -> dict[str, Thing]:
        return {**self.beyond, **self.things}


def gather(read: Read, asked: Iterable[str], *, opened: Iterable[str], zone: str) -> Gathered:
    """Collect what is asked about, the neighbours of what is opened, and what joins them.

    asked   entity uids that are drawn; unknown and unseen ones are left out
    opened  entity uids whose neighbours are drawn too
    zone    the clock that dates without a zone are told by
    """
    asked = tuple(asked)
    same = _Same(read)
    first = charts.schemas_of(read, same.members(asked))
    near = _neighbours(read, same.members(opened))
    inside = {**first, **charts.schemas_of(read, same.members(near))}
    inside = {uid: name for uid, name in inside.items() if not is_link(name)}
    links = charts.said_of(read, charts.links_touching(read, inside))
    links = [one for one in links if is_link(one.schema)]
    ends = {one.ref for one in links if one.ref} - inside.keys()
    outside = charts.schemas_of(read, same.members(ends) - inside.keys())
    found = Gathered(
        asked=asked,
        things=same.things(inside),
        said={one.uid: one for one in links},
        origins=origin_groups({one.origin for one in links}, charts.origin_joins(read)),
    )
    found.beyond = {
        uid: thing for uid, thing in same.things(outside).items() if uid not in found.things
    }
    found.head = {
        member: thing.uid for thing in found.all_things.values() for member in thing.members
    }
    found.ties = _ties(links, found, zone)
    return found


def named(read: Read, things: Iterable[Thing]) -> dict[str, Thing]:
    """{uid: Thing} with names and categories, as the viewer may see them."""
    wanted = list(things)
    part_of = {uid: thing.uid for thing in wanted for uid in thing.members}
    about: dict[str, list[Said]] = {}
    for one in charts.said_of(read, part_of):
        about.setdefault(part_of[one.entity], []).append(one)
    subjects = predicates.standing(read, [uid for thing in wanted for uid in thing.members])
    return {
        thing.uid: replace(
            thing,
            name=_title(thing.schema, said) or thing.schema,
            category=_category(said, subject=bool(why)),
            labels=thing.labels | {one.label for one in said} | {row.label_id for row in why},
        )
        for thing in wanted
        for why in [[subjects[uid] for uid in thing.members if uid in subjects]]
        for said in [about.get(thing.uid, [])]
    }


class _Same:
    """Who is the same as whom, by the judgements this viewer may see."""

    def __init__(self, read: Read) -> None:
        self.judgements = charts.judgements(read)

    def members(self, uids: Iterable[str]) -> set[str]:
        asked = set(uids)
        if not self.judgements:
            return asked
        return {one for group in groups(asked, self.judgements).values() for one in group.members}

    def things(self, schemas: Mapping[str, str]) -> dict[str, Thing]:
        """One thing for each group, under its first uid."""
        joined = groups(schemas, self.judgements) if self.judgements else {}
        found = {}
        for uid, name in schemas.items():
            members = sorted((joined[uid].members if joined else {uid}) & schemas.keys())
            found[members[0]] = Thing(
                uid=members[0],
                schema=name,
                name="",
                members=tuple(members),
                labels=frozenset(j.label for j in self.judgements if j.pair <= set(members)),
            )
        return found


def _neighbours(read: Read, uids: set[str]) -> set[str]:
    said = charts.said_of(read, charts.links_touching(read, uids))
    return {one.ref for one in said if one.ref and is_link(one.schema)}


def _ties(links: Sequence[Said], found: Gathered, zone: str) -> list[Tie]:
    by_link: dict[str, list[Said]] = {}
    for one in links:
        by_link.setdefault(one.entity, []).append(one)
    combined: dict[tuple[str, str, str], list[tuple[str, Support, int]]] = {}
    for link, said in by_link.items():
        for ends, support, times in _pairs(said, found, zone):
            combined.setdefault((said[0].schema, *ends), []).append((link, support, times))
    return [_tie(key, parts) for key, parts in sorted(combined.items())]


def _tie(key: tuple[str, str, str], parts: list[tuple[str, Support, int]]) -> Tie:
    name, left, right = key
    per_link = {link: max(n for other, _, n in parts if other == link) for link, _, _ in parts}
    return Tie(
        uid=blake2b("\x1f".join(key).encode(), digest_size=8).hexdigest(),
        schema=name,
        left=left,
        right=right,
        directed=schema(name).directed,
        links=tuple(sorted(per_link)),
        supports=tuple(support for _, support, _ in parts),
        times=sum(per_link.values()),
    )


def _pairs(
    said: Sequence[Said], found: Gathered, zone: str
) -> Iterable[tuple[tuple[str, str], Support, int]]:
    """The two things a link joins, once for each item that says so."""
    about = schema(said[0].schema)
    assert about.ends, "only links come here"
    ends = [
        {
            (one.item, found.head[one.ref])
            for one in said
            if one.ref in found.head and one.prop == prop
        }
        for prop in about.ends
    ]
    by_item: dict[str, list[Said]] = {}
    for one in said:
        by_item.setdefault(one.item, []).append(one)
    for item, words in by_item.items():
        lefts, rights = (_ends_of(item, side) for side in ends)
        if not any(one.prop in about.ends for one in words):
            continue  # a date or a remark alone does not say that the link exists
        for left in lefts:
            for right in rights:
                if left != right:
                    pair = (left, right)
                    if not about.directed and right < left:
                        pair = (right, left)
                    yield pair, _support(words, about.ends, found, zone), _times(words)


def _ends_of(item: str, side: set[tuple[str, str]]) -> list[str]:
    """What this item calls the end; another item's word where it names only one end."""
    own = {end for at, end in side if at == item}
    return sorted(own or {end for _, end in side})


def _support(words: Sequence[Said], ends: tuple[str, str], found: Gathered, zone: str) -> Support:
    claims = sorted((one for one in words if one.prop in ends), key=lambda o: ends.index(o.prop))
    others = [one for one in words if one.prop not in ends]
    standings = {one.standing for one in claims}
    span = _span(words, zone)
    clock = ZoneInfo(zone)
    local = [at.astimezone(clock).date().isoformat() for at in (span and _closed(*span)) or ()]
    return Support(
        statements=tuple(one.uid for one in [*claims, *others]),
        item=claims[0].item,
        report=claims[0].report,
        grade=claims[0].grade,
        origin=str(found.origins.get(claims[0].origin, claims[0].origin)),
        standing=next((s for s in ("refuted", "ended") if s in standings), "live"),
        denies=any(one.denies for one in claims),
        first=local[0] if local else "",
        last=local[-1] if local else "",
        span=span,
    )


def _span(words: Sequence[Said], zone: str) -> tuple[datetime, datetime] | None:
    """When the item says it was: its own dates, else its validity, else the report's event."""
    told = [one.norm or one.raw for one in words if one.prop in DATES]
    told = told or [date for one in words for date in (one.valid_from, one.valid_to) if date]
    moments = []
    for text in told:
        try:
            moments.append(moment_from(text, zone))
        except MomentUnclear:
            continue  # kept as text on the entity page; a chart cannot place it
    if moments:
        return min(m.start for m in moments), max(m.end for m in moments)
    start, end = words[0].event if words[0].schema not in LASTING else (None, None)
    return (start.astimezone(UTC), (end or start).astimezone(UTC)) if start else None


def _closed(start: datetime, end: datetime) -> tuple[datetime, datetime]:
    """A span runs up to its end; the last day is the one before midnight."""
    return start, max(start, end - timedelta(seconds=1))


def _times(words: Sequence[Said]) -> int:
    counted = [one.norm or one.raw for one in words if one.prop == "times"]
    return max((int(float(n)) for n in counted if n.replace(".", "", 1).isdigit()), default=1)


def _title(name: str, said: Sequence[Said]) -> str:
    """What names a thing: its best property, the wording most often used, else the oldest."""
    for prop in (*schema(name).title, "name", "alias"):
        words = [one for one in said if one.prop == prop and not one.denies]
        standing = [one for one in words if one.standing == "live"] or words
        if standing:
            counts = Counter(one.raw for one in standing)
            return max(counts, key=lambda raw: counts[raw])
    return ""


def _category(said: Sequence[Said], *, subject: bool) -> Category:
    """How a person stands in the case; a subject by an approved predicate, never by a word."""
    if subject:
        return Category.SUBJECT
    roles = {
        (one.norm or one.raw).casefold()
        for one in said
        if one.prop == "role" and one.standing == "live" and not one.denies
    }
    roles.discard(Category.SUBJECT.value)
    return next((CATEGORIES[role] for role in CATEGORIES if role in roles), Category.NONE)
