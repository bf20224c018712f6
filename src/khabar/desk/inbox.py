"""The inbox: one's own copies, opened, printed and answered; who has seen what one reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from khabar.desk.copies import CopyPage, copy_page, moved, printed
from khabar.desk.sitting import Sitting, act, look
from khabar.dissemination import AlreadyRecalled, Doubt, State, Words, outcome
from khabar.safeguards import Label
from khabar.storage import labels
from khabar.storage import outcomes as kept_outcomes
from khabar.storage import releases as kept_releases
from khabar.storage.connection import Read
from khabar.storage.sql import products as read_products
from khabar.storage.sql import releases as read_releases
from khabar.storage.sql import standing
from khabar.storage.sql.releases import Glance, ReleaseRow


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxLine:
    """A copy of one's own, as the inbox shows it."""

    release: ReleaseRow
    label: Label
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceState:
    """What a trace code printed on paper stands for today."""

    trace: str
    number: str
    copy: int
    recalled: bool
    shaken: bool
    superseded: bool


def inbox(sitting: Sitting) -> list[InboxLine]:
    """One's own copies, newest first, whatever the purpose."""
    with look(sitting, "copy.list") as seen:
        rows = read_releases.inbox(seen.read)
        ground = standing.of_products(seen.read, [row.product_uid for row in rows])
        found = [
            InboxLine(
                release=row,
                label=labels.get(row.label_id),
                doubts=_doubts(seen.read, row, ground),
            )
            for row in rows
        ]
        seen.about(*(row.uid for row in rows))
    return found


def open_copy(sitting: Sitting, uid: str) -> CopyPage:
    """Open a copy of one's own; the first opening is noted for its owner."""
    with act(sitting, "copy.open") as doing:
        page = _own_copy(sitting, doing.read, uid)
        if not page.is_recalled:
            kept_releases.opened(uid, at=sitting.clock(), unit=sitting.who.unit)
        doing.about(uid)
    return page


def print_copy(sitting: Sitting, uid: str, words: Words) -> bytes:
    """The PDF of a copy of one's own, with its number, mark and trace on every page.

    Raises  AlreadyRecalled: what was called back is not printed again.
    """
    with act(sitting, "copy.print") as doing:
        page = _own_copy(sitting, doing.read, uid)
        if page.is_recalled:
            raise AlreadyRecalled()
        kept_releases.opened(uid, at=sitting.clock(), unit=sitting.who.unit)
        doing.about(uid)
    return printed(page, words)


def answer_copy(
    sitting: Sitting,
    uid: str,
    *,
    usefulness: str,
    result: str,
    items: Mapping[str, str],
    text: str = "",
) -> None:
    """Say how useful a copy was and what turned out true, for the whole and item by item.

    items  {item uid: result}; "unknown" and "" are not kept as results of an item

    Raises  Invalid with all faults
    """
    with act(sitting, "copy.answer") as doing:
        page = _own_copy(sitting, doing.read, uid)
        known = frozenset(row.item for row in page.product.evidence)
        answer = outcome(
            uid=sitting.ids(),
            release=uid,
            usefulness=usefulness,
            result=result,
            items={item: said for item, said in items.items() if said not in {"", "unknown"}},
            known_items=known,
            text=text,
            by=sitting.who.id,
            at=sitting.clock(),
        )
        kept_outcomes.keep(answer, ids=sitting.ids)
        doing.about(uid, answer.uid)


def glances(sitting: Sitting) -> list[Glance]:
    """Who has seen mine: the copies that cite an item of one's own reports."""
    with look(sitting, "glance.list") as seen:
        return read_releases.glances(seen.read)


def check_trace(sitting: Sitting, trace: str) -> TraceState:
    """How the copy with this printed code stands: one's own, or of a product in scope.

    Raises  NotFound for a code of no copy that this person may know.
    """
    with look(sitting, "trace.check") as seen:
        release, is_own = read_releases.by_trace(seen.read, trace.strip().upper())
        row = (
            read_products.of_own_copy(seen.read, release.uid)
            if is_own
            else read_products.by_uid(seen.read, release.product_uid)
        )
        shaken = moved(row.product, standing.of_products(seen.read, [row.product.uid]))
        seen.about(release.uid)
    return TraceState(
        trace=release.trace,
        number=release.number,
        copy=release.copy,
        recalled=release.recalled_at is not None,
        shaken=bool(shaken),
        superseded=row.state is State.SUPERSEDED,
    )


def _own_copy(sitting: Sitting, read: Read, uid: str) -> CopyPage:
    release = read_releases.own(read, uid)
    row = read_products.of_own_copy(read, uid)
    return copy_page(read, release, row.product, author=row.author, today=sitting.clock().date())


def _doubts(
    read: Read, release: ReleaseRow, ground: Mapping[str, standing.Standing]
) -> tuple[Doubt, ...]:
    return moved(read_products.of_own_copy(read, release.uid).product, ground)
