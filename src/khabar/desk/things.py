"""Things as one viewer sees them: visible statements, joined by visible judgements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from khabar.collation import EntityView, Evidence, Group, Judgement, entity_view, group_of
from khabar.core.errors import NotFound
from khabar.safeguards import Label, join
from khabar.storage import labels
from khabar.storage.connection import Read
from khabar.storage.sql import entities, judgements, statements

Joins = Sequence[tuple[int, int]]


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
