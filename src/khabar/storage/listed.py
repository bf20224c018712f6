"""Entries of a published list, poured in as reports, items, statements and search keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from khabar.collation import StatementDraft, claim_digest, keys_of
from khabar.collection import Change
from khabar.core.ids import Ids
from khabar.storage.bulk import Progress, pour, repeat, reserve
from khabar.storage.datasets import Batch, Held, stamp, statements_of

ENTITY = ("id", "uid", "schema", "origin_node", "created_at")
REPORT = (
    "id", "uid", "number", "version", "previous_id", "agency_id", "unit", "author_id",
    "dataset_id", "external_ref", "event_text", "event_precision", "event_zone", "place_text",
    "recorded_at", "submitted_at", "legal_basis", "urgency", "language", "state", "digest",
    "origin_node", "label_id",
)  # fmt: skip
ITEM = (
    "id", "uid", "report_id", "seq", "text", "sanitised_text", "how_known", "known_to", "comment",
    "source_ref", "origin_id", "evaluation_id", "state", "label_id",
)  # fmt: skip
STATEMENT = (
    "id", "uid", "item_id", "entity_id", "schema", "prop", "kind", "value_raw", "value_norm",
    "ref_entity_id", "valid_from", "valid_to", "lang", "script", "polarity", "quality", "method",
    "claim_digest", "asserted_at", "asserted_by_id", "ended_why", "origin_node", "label_id",
)  # fmt: skip
NAME_KEY = ("label_id", "kind", "key", "entity_id", "statement_id")
LONGEST_KEY = 120
CHANGE = (
    "dataset_id", "ref", "change", "narcotics", "own_digest", "lines_digest", "entity_id",
    "report_id", "previous_id", "label_id",
)  # fmt: skip
LINK = ("dataset_id", "ref", "entity_id", "label_id")
END = "UPDATE statement SET ended_by_id = %s, ended_why = %s, superseded_by_id = %s WHERE id = %s"


class ListedLine(NamedTuple):
    """One line of the list: an item. `place` names file and row, "alt.csv:17"."""

    text: str
    place: str
    drafts: Sequence[StatementDraft]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One entry to be kept as a report, new or in a new version.

    held   how the node holds it now; None for an added one
    lines  its own line first
    """

    ref: str
    change: Change
    number: str
    entity_uid: str
    schema: str
    narcotics: bool
    own_digest: str
    lines_digest: str
    held: Held | None
    lines: Sequence[ListedLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """A link entity drawn for the first time: "36>48"."""

    ref: str
    uid: str
    schema: str


class Steps(NamedTuple):
    """Rows kept, by table: what the bench and the progress line count."""

    reports: int
    items: int
    statements: int
    keys: int


def load(
    batch: Batch,
    listed: Sequence[Listed],
    removed: Mapping[str, Held],
    new_links: Sequence[NewLink],
    known: dict[str, int],
    *,
    ids: Ids,
    progress: Callable[[str, int], None] = lambda _table, _rows: None,
) -> Steps:
    """Pour an edition under its batch label, and mark what it will end.

    known  {entity uid: row id} of everything held; new ones are added to it
    """

    def told(table: str) -> Progress:
        return lambda rows: progress(table, rows)

    at = stamp(batch.at)
    fresh = [(entry.entity_uid, entry.schema) for entry in listed if entry.entity_uid not in known]
    fresh += [(link.uid, link.schema) for link in new_links]
    numbers = reserve("entity", len(fresh))
    known.update((uid, number) for (uid, _), number in zip(fresh, numbers, strict=True))
    pour(
        "entity",
        ENTITY,
        ((known[uid], uid, schema, batch.node, at) for uid, schema in fresh),
        progress=told("entity"),
    )
    reports = reserve("report", len(listed))
    pour("report", REPORT, _reports(batch, listed, reports, ids, at), progress=told("report"))
    _changes(batch, listed, removed, reports, new_links, known)
    items = _Items(batch, listed, reports, ids)
    pour("item", ITEM, items.rows(), progress=told("item"))
    said = _Statements(batch, items.numbered(), known, ids, at)
    statements = pour("statement", STATEMENT, said.rows(), progress=told("statement"))
    keys = pour("name_key", NAME_KEY, said.keys, progress=told("name_key"))
    _end(batch, listed, removed, said.claims)
    return Steps(len(listed), items.count, statements, keys)


def _reports(
    batch: Batch, listed: Sequence[Listed], numbers: Sequence[int], ids: Ids, at: object
) -> Iterator[tuple[object, ...]]:
    for entry, number in zip(listed, numbers, strict=True):
        version, previous = (entry.held.version + 1, entry.held.report) if entry.held else (1, None)
        yield (
            number, ids(), entry.number, version, previous, batch.agency, "", batch.author,
            batch.dataset, entry.ref, "", "", "", "", at, at, "published-list", 3, "en",
            "accepted", entry.lines_digest, batch.node, batch.label,
        )  # fmt: skip


def _changes(
    batch: Batch, listed: Sequence[Listed], removed: Mapping[str, Held],
    reports: Sequence[int], new_links: Sequence[NewLink], known: Mapping[str, int],
) -> None:  # fmt: skip
    rows: list[tuple[object, ...]] = [
        (
            batch.dataset, entry.ref, entry.change.value, entry.narcotics, entry.own_digest,
            entry.lines_digest, known[entry.entity_uid], report,
            entry.held.report if entry.held else None, batch.label,
        )
        for entry, report in zip(listed, reports, strict=True)
    ]  # fmt: skip
    rows += [
        (
            batch.dataset, ref, Change.REMOVED.value, gone.narcotics, gone.own_digest,
            gone.lines_digest, gone.entity, gone.report, None, batch.label,
        )
        for ref, gone in removed.items()
    ]  # fmt: skip
    pour("list_change", CHANGE, rows)
    pour(
        "list_link",
        LINK,
        ((batch.dataset, link.ref, known[link.uid], batch.label) for link in new_links),
    )


class _Items:
    """The items of the edition, numbered before they are kept."""

    def __init__(
        self, batch: Batch, listed: Sequence[Listed], reports: Sequence[int], ids: Ids
    ) -> None:
        self.batch = batch
        self.lines = [
            (report, seq, line)
            for entry, report in zip(listed, reports, strict=True)
            for seq, line in enumerate(entry.lines, start=1)
        ]
        self.count = len(self.lines)
        self.ids = reserve("item", self.count)
        self.uids = [ids() for _ in self.lines]

    def rows(self) -> Iterator[tuple[object, ...]]:
        batch = self.batch
        for number, uid, (report, seq, line) in zip(self.ids, self.uids, self.lines, strict=True):
            yield (
                number, uid, report, seq, line.text, "", "document", "many", "", line.place,
                batch.origin, batch.evaluation, "accepted", batch.label,
            )  # fmt: skip

    def numbered(self) -> Iterator[tuple[int, str, Sequence[StatementDraft]]]:
        for number, uid, (_, _, line) in zip(self.ids, self.uids, self.lines, strict=True):
            yield number, uid, line.drafts


class _Statements:
    """The statements, with their search keys and what each says, gathered as they are poured."""

    def __init__(
        self,
        batch: Batch,
        items: Iterator[tuple[int, str, Sequence[StatementDraft]]],
        known: Mapping[str, int],
        ids: Ids,
        at: object,
    ) -> None:
        self.batch, self.known, self.ids, self.at = batch, known, ids, at
        self.drafts = [(number, uid, draft) for number, uid, said in items for draft in said]
        self.keys: list[tuple[object, ...]] = []
        self.claims: dict[tuple[int, str, str, int | None], int] = {}

    def rows(self) -> Iterator[tuple[object, ...]]:
        batch, known = self.batch, self.known
        numbers = reserve("statement", len(self.drafts))
        for number, (item, item_uid, draft) in zip(numbers, self.drafts, strict=True):
            entity = known[draft.entity_uid]
            ref = known[draft.ref_uid] if draft.ref_uid else None
            self.claims[entity, draft.prop, draft.value_raw, ref] = number
            self.keys += [
                (batch.label, kind, key[:LONGEST_KEY], entity, number)
                for kind, key in keys_of(draft)
            ]
            yield (
                number, self.ids(), item, entity, draft.schema, draft.prop, draft.kind,
                draft.value_raw, draft.value_norm, ref, draft.valid_from or "",
                draft.valid_to or "", draft.lang or "", draft.script or "", draft.polarity,
                draft.quality, "import", claim_digest(draft, item_uid), self.at, batch.author, "",
                batch.node, batch.label,
            )  # fmt: skip


def _end(
    batch: Batch,
    listed: Sequence[Listed],
    removed: Mapping[str, Held],
    claims: Mapping[tuple[int, str, str, int | None], int],
) -> None:
    """Mark what the edition ends; it is over once the edition's label is kept.

    A new version that repeats a claim names it as the one that took its place ("restated").
    """
    gone = [held.report for held in removed.values()]
    rewritten = [entry.held.report for entry in listed if entry.held]
    ends = [(batch.label, "removed", None, number) for number, *_ in statements_of(gone)]
    for number, *claim in statements_of(rewritten):
        again = claims.get(tuple(claim))  # type: ignore[arg-type]
        ends.append((batch.label, "restated" if again else "changed", again, number))  # type: ignore[arg-type]
    repeat(END, ends)
