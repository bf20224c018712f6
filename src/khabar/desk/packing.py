"""Packing: rows that may leave, as the lines of a package for one node."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.exchange import ItemLine, LabelLine, Load, ReportLine, StatementLine
from khabar.safeguards import Label
from khabar.storage.sql.sendable import SendableItem, SendableReport, SendableStatement


def load_for(
    to: str,
    reports: Sequence[SendableReport],
    items: Sequence[SendableItem],
    said: Sequence[SendableStatement],
    groups: dict[int, int],
    known: dict[int, Label],
) -> Load:
    """The load to send.

    groups  {origin: number inside this package}; known: {row id of a label: the label}
    """
    number = {label_id: n for n, label_id in enumerate(sorted(known), 1)}
    label_of_item = {item.uid: number[item.label_id] for item in items}
    return Load(
        labels=tuple(_label_line(number[one], known[one], to) for one in sorted(known)),
        reports=tuple(_report_line(one, number[one.label_id]) for one in reports),
        items=tuple(_item_line(one, number[one.label_id], groups[one.origin]) for one in items),
        statements=tuple(_statement_line(one, label_of_item[one.item]) for one in said),
    )


def _label_line(n: int, label: Label, to: str) -> LabelLine:
    return LabelLine(
        k="label", n=n, level=label.level.name.lower(), originator=label.originator,
        handling=label.handling.name, releasable=(to,), compartment=label.compartment,
    )  # fmt: skip


def _report_line(one: SendableReport, label: int) -> ReportLine:
    return ReportLine(
        k="report", id=one.uid, label=label, number=one.number, version=one.version,
        agency=one.agency, unit=one.unit, event_text=one.event_text,
        event_precision=one.event_precision, event_zone=one.event_zone,
        event_from=one.event_from or one.recorded_at, event_to=one.event_to or one.recorded_at,
        place=one.place, obtained_at=one.obtained_at, recorded_at=one.recorded_at,
        legal_basis=one.legal_basis, offence=one.offence, ground=one.ground,
        urgency=one.urgency, useful_until=one.useful_until, language=one.language,
    )  # fmt: skip


def _item_line(one: SendableItem, label: int, origin: int) -> ItemLine:
    return ItemLine(
        k="item", id=one.uid, report=one.report, label=label, seq=one.seq, text=one.text,
        how_known=one.how_known, known_to=one.known_to, origin=origin, scheme=one.scheme,
        source=one.source, information=one.information, graded_at=one.graded_at,
        evaluator=one.evaluator,
    )  # fmt: skip


def _statement_line(one: SendableStatement, label: int) -> StatementLine:
    return StatementLine(
        k="stmt", id=one.uid, item=one.item, label=label, entity=one.entity, schema=one.schema,
        prop=one.prop, raw=one.raw, ref=one.ref, valid_from=one.valid_from or None,
        valid_to=one.valid_to or None, lang=one.lang or None, polarity=one.polarity,
    )  # fmt: skip
