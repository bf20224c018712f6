"""Releases: each copy to a named recipient, and called back when its ground moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khabar.core.errors import Conflict, Fault, Invalid, NotFound, Refusal
from khabar.desk.copies import copy_page, printed
from khabar.desk.product import ProductPage, page_of
from khabar.desk.sitting import Sitting, act, look
from khabar.dissemination import (
    AlreadyRecalled,
    NotApproved,
    Recipient,
    Release,
    State,
    Words,
    must_be_releasable,
    trace_code,
)
from khabar.safeguards import Level, Role, must_be_another_person
from khabar.storage import products as kept_products
from khabar.storage import releases as kept_releases
from khabar.storage.connection import Read
from khabar.storage.sql import products as read_products
from khabar.storage.sql import releases as read_releases
from khabar.storage.sql.releases import Person

READERS = frozenset(
    role.value
    for role in (
        Role.OFFICER, Role.EVALUATOR, Role.ANALYST, Role.SUPERVISOR, Role.LIAISON, Role.OVERSIGHT,
    )
)  # fmt: skip


class NoReader(Refusal):
    """The account's roles see no intelligence."""

    code = "disseminate.no-reader"


class GroundMoved(Conflict):
    """Evidence changed since it was written: revise it first."""

    code = "disseminate.ground-moved"


class Expired(Conflict):
    code = "disseminate.expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePage:
    """What the releaser chooses from."""

    page: ProductPage
    people: tuple[Person, ...]
    partners: tuple[str, ...]


def release_page(sitting: Sitting, number: str) -> ReleasePage:
    """The product with those to whom a copy can be addressed."""
    with look(sitting, "product.read") as seen:
        page = page_of(sitting, seen.read, number)
        people = [one for one in read_releases.people(seen.read) if one.roles & READERS]
        partners = read_releases.partners(seen.read)
        seen.about(page.row.product.uid)
    return ReleasePage(page=page, people=tuple(people), partners=tuple(partners))


def release_product(
    sitting: Sitting, number: str, *, to: str, unit: str = "", permission: str = ""
) -> str:
    """Give a copy to a named recipient → uid of the release.

    to          "person:<uid>" of this node, or "node:<code>" of a partner, with the unit there
    permission  reference of the originator's written permission, where one is needed

    Raises  NotApproved when the latest verdict is no approval of exactly this content ·
            GroundMoved · Expired · the label gate's refusals · Invalid without a recipient
    """
    with act(sitting, "product.release") as doing:
        page = page_of(sitting, doing.read, number)
        row = page.row
        must_be_another_person(sitting.who.id, row.author_id)
        _must_be_ready(sitting, page)
        recipient = _recipient(doing.read, to, unit)
        stands_on = must_be_releasable(
            page.label, recipient, own_agency=sitting.who.agency, permission=permission
        )
        uid, copy = sitting.ids(), kept_releases.next_copy(number)
        assert page.approval, "_must_be_ready saw it"
        kept_releases.keep(
            Release(
                uid=uid,
                product=row.product.uid,
                copy=copy,
                trace=trace_code(release=uid, content_hash=row.content_hash, copy=copy),
                content_hash=row.content_hash,
                recipient=recipient,
                permission=stands_on,
                released_by=sitting.who.id,
                at=sitting.clock(),
            ),
            approval=page.approval.uid,
        )
        kept_products.move(row.product.uid, State.RELEASED)
        kept_products.supersede_before(number, row.product.version)
        doing.about(row.product.uid, uid)
    return uid


def _must_be_ready(sitting: Sitting, page: ProductPage) -> None:
    if page.approval is None:
        raise NotApproved()
    if page.doubts:
        raise GroundMoved(marks=", ".join(doubt.mark for doubt in page.doubts))
    if page.row.product.expires_on < sitting.clock().date():
        raise Expired(day=page.row.product.expires_on.isoformat())


def _recipient(read: Read, to: str, unit: str) -> Recipient:
    kind, _, code = to.partition(":")
    if kind == "node" and code in read_releases.partners(read):
        if not unit.strip():
            raise Invalid(Fault(where="unit", code="disseminate.unit-missing"))
        return Recipient(name=f"{code}, {unit.strip()}", agency=code, unit=unit.strip(), node=code)
    found = next((one for one in read_releases.people(read) if one.uid == code), None)
    if kind != "person" or found is None:
        raise Invalid(Fault(where="to", code="disseminate.recipient-missing"))
    if not found.roles & READERS:
        raise NoReader(name=found.name)
    return Recipient(
        name=found.name,
        agency=found.agency,
        unit=found.unit,
        account=found.account,
        clearance=Level(found.clearance),
    )


def print_release(sitting: Sitting, uid: str, words: Words) -> bytes:
    """The PDF of a released copy, for its releaser to hand over on paper."""
    with look(sitting, "release.print") as seen:
        release = read_releases.by_uid(seen.read, uid)
        row = read_products.by_uid(seen.read, release.product_uid)
        page = copy_page(
            seen.read, release, row.product, author=row.author, today=sitting.clock().date()
        )
        seen.about(uid)
    return printed(page, words)


def recall_product(
    sitting: Sitting, number: str, *, reason: str, copies: Sequence[str] = ()
) -> int:
    """Call copies back: those named, or all → how many were called back now.

    Raises  Invalid without a reason; AlreadyRecalled when nothing is left to recall.
    """
    with act(sitting, "product.recall") as doing:
        rows = read_releases.of_product(doing.read, number)
        if not rows:
            raise NotFound
        if len(reason.strip()) < 3:
            raise Invalid(Fault(where="reason", code="disseminate.reason-missing"))
        out = [row.uid for row in rows if row.recalled_at is None]
        called = [uid for uid in out if not copies or uid in copies]
        if not called:
            raise AlreadyRecalled()
        kept_releases.recall(called, by=sitting.who.id, at=sitting.clock(), reason=reason.strip())
        doing.about(*called)
    return len(called)


def note_seen_abroad(sitting: Sitting, uid: str, *, unit: str) -> None:
    """A partner says that a copy was opened: the unit and the time are all we keep."""
    with act(sitting, "release.seen-abroad") as doing:
        release = read_releases.by_uid(doing.read, uid)
        if not release.recipient_node:
            raise Conflict(code="disseminate.not-abroad")
        kept_releases.opened(uid, at=sitting.clock(), unit=unit.strip() or release.recipient_unit)
        doing.about(uid)
