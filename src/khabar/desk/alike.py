"""Who may be the same as this thing, and what people said of it before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khabar.collation import (
    Comparison,
    EntityView,
    Evidence,
    Judgement,
    block_keys,
    candidates,
    compare,
    entity_view,
    schema,
)
from khabar.desk.things import Joins, views_of
from khabar.storage.connection import Read
from khabar.storage.sql import entities, search

MOST_CANDIDATES = 40
SHOWN_CANDIDATES = 4


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


def compared(
    read: Read,
    view: EntityView,
    members: Sequence[int],
    judged: Sequence[Judgement],
    joins: Joins,
    people: dict[int, str],
) -> tuple[Compared, ...]:
    """Who may be the same, those that wait for a verdict first; then those judged already."""
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
    listed = {c.right for c in ranked}
    judged_ids = entities.ids_of(read, set(verdicts) - set(others) - view.members)
    extra = views_of(read, list(judged_ids.values()), joins)
    ranked += [compare(view, other) for other in extra if other.uid not in listed]
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


def past(
    read: Read, view: EntityView, judged: Sequence[Judgement], people: dict[int, str]
) -> tuple[Past, ...]:
    """All verdicts that touch this thing, newest first, as far as both sides are visible."""
    touching = [j for j in judged if j.pair & view.members]
    ids = entities.ids_of(read, {uid for made in touching for uid in made.pair})
    titles: dict[str, list[Evidence]] = {}
    for one in entities.evidence(read, list(ids.values())):
        titles.setdefault(one.entity, []).append(one)
    named = {uid: entity_view(uid, said) for uid, said in titles.items()}
    told = []
    for made in sorted(touching, key=lambda j: j.at, reverse=True):
        other = made.right if made.left == view.uid else made.left
        side = named.get(other)
        if side is None or made.left not in ids or made.right not in ids:
            continue  # one side is hidden: the verdict would give it away
        told.append(
            Past(
                judgement=made,
                other=other,
                title=side.title,
                by=people.get(made.by, ""),
                revoked_by=people.get(made.revoked_by or 0, ""),
            )
        )
    return tuple(told)
