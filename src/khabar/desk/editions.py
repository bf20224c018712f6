"""Reading published lists: which editions are held, what each changed; and the export."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from khabar.collection import Change, EditionState
from khabar.core.errors import NotFound
from khabar.desk.lists import PUBLISHERS
from khabar.desk.sitting import Sitting, look
from khabar.evaluation import Badge, Grade, badge
from khabar.safeguards import Role
from khabar.storage import accounts, datasets
from khabar.storage.connection import reading
from khabar.storage.datasets import EditionRow, Standing
from khabar.storage.sql import datasets as read_datasets
from khabar.storage.sql.datasets import PAGE, ChangeLines, ChangeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ListCard:
    """A published list with its editions, newest first, and its grade.

    proposed_by, signed_by  names of the two who answer for the grade; "" = nobody yet
    may_sign                the viewer could be the second of them
    """

    code: str
    publisher: str
    standing: Standing | None
    grade: Badge | None
    proposed_by: str
    signed_by: str
    may_sign: bool
    editions: tuple[EditionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionPage:
    """One edition. `unresolved` is None when the viewer's scope does not hold it."""

    card: ListCard
    edition: EditionRow
    unresolved: list[tuple[str, str, str]] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage:
    """One page of entries that an edition changed in one way."""

    edition: EditionRow
    change: Change
    narcotics: bool
    rows: list[ChangeRow]
    page: int
    more: bool
    first: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SignPage:
    """What is signed: a list's grade for every edition, and a sample of what it grades."""

    card: ListCard
    newest: EditionRow
    sample: list[ChangeRow]


SAMPLE = 10


def list_editions(sitting: Sitting) -> list[ListCard]:
    """Every list the node keeps, with counts; no name from a list is in it."""
    with look(sitting, "list.editions"):
        return [card for code in PUBLISHERS if (card := _card(sitting, code)).editions]


def read_edition_page(sitting: Sitting, uid: str) -> EditionPage:
    """One edition with its counts and, when it is in scope, the links that lead nowhere.

    Raises  NotFound
    """
    with look(sitting, "list.editions") as seen:
        edition = _edition(uid)
        seen.about(uid)
        return EditionPage(
            card=_card(sitting, edition.code),
            edition=edition,
            unresolved=read_datasets.unresolved(seen.read, uid),
        )


def read_changes(
    sitting: Sitting, uid: str, change: str, *, narcotics: bool = False, page: int = 1
) -> ChangesPage:
    """Entries that an edition added, changed or removed, fifty at a time.

    Raises  NotFound for an edition or a kind of change that is not there.
    """
    with look(sitting, "list.changes") as seen:
        edition, kind = _edition(uid), _change(change)
        rows, more = read_datasets.changes(
            seen.read, uid, kind.value, narcotics=narcotics, page=max(page, 1)
        )
        seen.about(uid)
        return ChangesPage(
            edition=edition, change=kind, narcotics=narcotics, rows=rows, page=max(page, 1),
            more=more, first=PAGE * (max(page, 1) - 1),
        )  # fmt: skip


def read_change(sitting: Sitting, uid: str, ref: str) -> ChangeLines:
    """One entry before and after an edition, line by line.

    Raises  NotFound
    """
    with look(sitting, "list.changes") as seen:
        lines = read_datasets.change_lines(seen.read, uid, ref)
        seen.about(uid, lines.row.entity)
        return lines


def review_list(sitting: Sitting, code: str) -> SignPage:
    """What the second signer looks at before signing: the grade, the counts, a few entries.

    Raises  NotFound for a list the node does not keep.
    """
    with look(sitting, "list.review") as seen:
        card = _card(sitting, code) if code in PUBLISHERS else None
        if card is None or not card.editions:
            raise NotFound
        newest = card.editions[0]
        rows, _ = read_datasets.changes(
            seen.read, newest.uid, Change.ADDED.value, narcotics=True, page=1
        )
        seen.about(newest.uid)
        return SignPage(card=card, newest=newest, sample=rows[:SAMPLE])


def export_statements(sitting: Sitting) -> Iterator[dict[str, Any]]:
    """Every statement in scope, as plain values, with its item, report, grade and handling.

    →   a stream by row id; the ledger row is committed before the first one leaves, and what is
        written meanwhile is not in it
    """
    with look(sitting, "statement.export") as seen:
        until = read_datasets.newest_statement(seen.read)
    return _stream(sitting, until)


def _stream(sitting: Sitting, until: int) -> Iterator[dict[str, Any]]:
    with reading(sitting.scope) as read:
        yield from map(_exported, read_datasets.pages(read, until))


def _exported(row: dict[str, Any]) -> dict[str, Any]:
    grade = (row.pop("scheme"), row.pop("source_code"), row.pop("information_code"))
    label = (row.pop("level"), row.pop("handling"), row.pop("originator"))
    listed = (row.pop("list"), row.pop("as_of"))
    row.pop("row")
    return {
        **{name: value for name, value in row.items() if value not in (None, "")},
        "ended": bool(row["ended"]),
        "asserted_at": str(row["asserted_at"]),
        **({"list": {"code": listed[0], "as_of": str(listed[1])}} if listed[0] else {}),
        "grade": dict(zip(("scheme", "source", "information"), grade, strict=True))
        if grade[0]
        else None,
        "label": dict(zip(("level", "handling", "originator"), label, strict=True)),
    }


def _card(sitting: Sitting, code: str) -> ListCard:
    standing = datasets.standing(code)
    signed = bool(standing and standing.signed_by)
    may = (
        standing is not None
        and not signed
        and Role.EVALUATOR in sitting.who.roles
        and standing.proposed_by != sitting.who.id
    )
    return ListCard(
        code=code,
        publisher=PUBLISHERS[code],
        standing=standing,
        grade=_badge(standing),
        proposed_by=_name(standing.proposed_by if standing else None),
        signed_by=_name(standing.signed_by if standing else None),
        may_sign=may,
        editions=tuple(
            edition
            for edition in datasets.editions(code)
            if edition.state != EditionState.LOADING.value
        ),
    )


def _badge(standing: Standing | None) -> Badge | None:
    if standing is None:
        return None
    return badge(
        Grade(
            scheme=standing.scheme, source=standing.source, information=standing.information
        )
    )  # fmt: skip


def _name(account: int | None) -> str:
    return accounts.who_is(account).full_name if account else ""


def _edition(uid: str) -> EditionRow:
    for edition in datasets.editions():
        if edition.uid == uid and edition.state != EditionState.LOADING.value:
            return edition
    raise NotFound


def _change(code: str) -> Change:
    try:
        return Change(code)
    except ValueError:
        raise NotFound from None
