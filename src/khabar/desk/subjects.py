"""Who may be a subject of a case, and why: proposed by one person, approved by another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khabar.core.errors import NotFound
from khabar.desk.sitting import Sitting, act, look
from khabar.safeguards import Label, join, must_be_unchanged
from khabar.safeguards.predicate import Predicate, approve, propose
from khabar.storage import labels, predicates
from khabar.storage.sql import predicates as read_predicates
from khabar.storage.sql.predicates import ItemAbout, PredicateRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Proposals waiting for a yes, oldest first, and the strictest label among them."""

    rows: tuple[PredicateRow, ...]
    label: Label | None


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """Accepted items that speak of a person, newest first, and the strictest label among them."""

    items: tuple[ItemAbout, ...]
    label: Label | None


def make_subject(
    sitting: Sitting, *, entity: str, facts: str, offence: str, items: Sequence[str]
) -> Predicate:
    """Propose that a person be a subject of the case; it counts once another person approves.

    items  uids of accepted items the facts stand on; the predicate carries their strictest label

    Raises  NotFound · OutsideLock · PredicateIncomplete with every fault
    """
    with act(sitting, "subject.propose") as doing:
        if not read_predicates.exists(doing.read, entity):
            raise NotFound
        found = read_predicates.labels_of_items(doing.read, list(items))
        predicate = propose(
            uid=sitting.ids(), entity=entity, facts=facts, offence=offence,
            items=tuple(sorted(found)), writer=sitting.who.id, at=sitting.clock(),
        )  # fmt: skip
        label = join(*(labels.get(number) for number in found.values()))
        predicates.keep(predicate, case=sitting.case, label_id=labels.intern(label))
        doing.about(predicate.uid, entity, *predicate.items)
    return predicate


def items_about(sitting: Sitting, entity: str) -> About:
    """Accepted items that speak of a person, for a predicate to stand on.

    Raises  NotFound when nothing of the person is theirs to see
    """
    with look(sitting, "subject.propose") as seen:
        if not read_predicates.exists(seen.read, entity):
            raise NotFound
        found = read_predicates.items_about(seen.read, entity)
        seen.about(entity, *(item.uid for item in found))
    return About(items=tuple(found), label=_strictest(item.label_id for item in found))


def approve_subject(sitting: Sitting, *, predicate: str, digest: str) -> Predicate:
    """Approve a predicate: from now on the person is a subject.

    digest  of what the approver was shown; other words make it void

    Raises  SamePerson · PredicateSettled · ContentChanged · NotFound
    """
    with act(sitting, "subject.approve") as doing:
        read_predicates.by_uid(doing.read, predicate)
        found = predicates.load(predicate)
        must_be_unchanged(digest, found.digest)
        approved = approve(found, by=sitting.who.id, at=sitting.clock())
        predicates.approve(approved)
        doing.about(predicate, approved.entity)
    return approved


def subjects_waiting(sitting: Sitting) -> Waiting:
    """Predicates that wait for the supervisor's yes."""
    with look(sitting, "subject.waiting") as seen:
        found = read_predicates.waiting(seen.read)
        seen.about(*(row.uid for row in found))
    return Waiting(rows=tuple(found), label=_strictest(row.label_id for row in found))


def _strictest(label_ids: Iterable[int]) -> Label | None:
    found = [labels.get(number) for number in set(label_ids)]
    return join(*found) if found else None
