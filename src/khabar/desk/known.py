"""After sending: what the officer may already see of what they reported, and whom to call."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.collation import normalise_identifier
from khabar.collection import mentions
from khabar.desk.sitting import Sitting, look
from khabar.safeguards.sensitive import touches
from khabar.storage.connection import Read
from khabar.storage.sql import cases as read_cases
from khabar.storage.sql import items as read_items
from khabar.storage.sql import known as read_known
from khabar.storage.sql import reports as read_reports
from khabar.storage.sql import requirements as read_requirements
from khabar.storage.sql.known import KnownRow
from khabar.storage.sql.reports import ReportRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A thing with the same number, as far as the officer may see it.

    written   the number as the officer wrote it
    stored    as the other report wrote it
    reports   numbers of the visible reports that speak of it
    units     (agency, unit) whose reports these are: whom to call
    """

    entity_uid: str
    schema: str
    written: str
    stored: str
    reports: tuple[str, ...]
    units: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What was looked for and what was found.

    searched   False when no purpose is stated: then nothing was looked up
    numbers    every number found in the text, as written
    sensitive  the text touches a protected matter: its evaluator may have to refuse it
    asked_by   (name, unit) of those who asked the questions that it answers
    head       name of the head of its case; None when the case is not the officer's, or the
               head is among those who asked
    """

    searched: bool
    numbers: tuple[str, ...]
    matches: tuple[Match, ...]
    sensitive: bool
    asked_by: tuple[tuple[str, str], ...]
    head: str | None


def already_known(sitting: Sitting, number: str) -> Known:
    """Look up the numbers of one's own report among what this sitting may see.

    Raises  NotFound when the report is not theirs.
    """
    with look(sitting, "report.known") as seen:
        report = read_reports.by_number(seen.read, number, own=True)
        items = read_items.of_reports(seen.read, [report.uid], own=True)[report.uid]
        written = _keys(items)
        rows = read_known.by_keys(seen.read, list(written)) if sitting.purpose else []
        found = [row for row in rows if row.report_number != number]
        asked_by, head = _to_call(seen.read, report)
        seen.about(report.uid, *sorted({row.entity_uid for row in found}))
    return Known(
        searched=sitting.purpose is not None,
        numbers=tuple(written.values()),
        matches=_matches(found, written),
        sensitive=any(touches(item.text) for item in items),
        asked_by=asked_by,
        head=head,
    )


def _to_call(read: Read, report: ReportRow) -> tuple[tuple[tuple[str, str], ...], str | None]:
    answered = {uid for uid, *_ in read_reports.requirements_of(read, report.uid, own=True)}
    asked = (
        (task.asked_by, task.asked_by_unit)
        for task in read_requirements.own_tasks(read)
        if task.requirement_uid in answered
    )
    named = tuple(dict.fromkeys(asked))
    heads = (case.head for case in read_cases.mine(read) if case.uid == report.case_uid)
    head = next(heads, None)
    return named, None if head in {name for name, _unit in named} else head


def _keys(items: list[read_items.ItemRow]) -> dict[tuple[str, str], str]:
    """(kind, normalised) → as written, for every readable number in the items' texts."""
    found: dict[tuple[str, str], str] = {}
    for item in items:
        for mention in mentions(item.text):
            norm = normalise_identifier(mention.kind, mention.raw).norm
            if norm:
                found.setdefault((mention.kind, norm), mention.raw)
    return found


def _matches(rows: list[KnownRow], written: dict[tuple[str, str], str]) -> tuple[Match, ...]:
    by_thing: dict[tuple[str, str, str], list[KnownRow]] = {}
    for row in rows:
        by_thing.setdefault((row.entity_uid, row.kind, row.key), []).append(row)
    return tuple(
        Match(
            entity_uid=same[0].entity_uid, schema=same[0].schema, written=written[kind, key],
            stored=same[0].value_raw,
            reports=tuple(dict.fromkeys(row.report_number for row in same)),
            units=tuple(dict.fromkeys((row.agency, row.unit) for row in same if row.agency)),
        )
        for (_entity, kind, key), same in by_thing.items()
    )  # fmt: skip
