"""The gate: our rules over what a partner sent, report by report. The sender's word that it
passed theirs counts for nothing.

comes in    an opened, verified load; the rules of this node as arguments
goes out    a verdict for each report: passed, or refused with every code that stopped it
never       widens a label, changes a grade, or lets half a report in
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from khabar.collection import HowKnown, KnownTo
from khabar.evaluation import Grade, GradeUnknown
from khabar.exchange.package import ItemLine, LabelLine, Load, ReportLine
from khabar.safeguards import Handling, Label, Level, Stage, releasable_to_nodes

NO_PREDICATE = "exchange.gate-no-predicate"
OTHER_OFFENCE = "exchange.gate-other-offence"
SENSITIVE = "exchange.gate-sensitive"
NOT_RELEASABLE = "exchange.gate-not-releasable"
TOO_HIGH = "exchange.gate-level"
NOT_ORIGINATOR = "exchange.gate-not-originator"
NO_GRADE = "exchange.gate-no-grade"
NO_ITEM = "exchange.gate-no-item"
REFUTED_BEFORE = "exchange.gate-refuted-before"
UNKNOWN_PROPERTY = "exchange.gate-unknown-property"
UNKNOWN_CODE = "exchange.gate-unknown-code"
_WAYS = frozenset(way.value for way in HowKnown)
_CIRCLES = frozenset(circle.value for circle in KnownTo)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """This node's own rules, as its safeguards give them.

    me          our node code; sender: the node that signed the package
    highest     the highest level this node takes over a network
    is_offence  is this article one that the system is for (drug offences and their kin)?
    has_ground  is this text a predicate: facts, not a label on a person?
    stopped     the words in a text that name a sensitive category; empty lets it pass
    knows       does our ontology know this property of this schema?
    refuted     originator's item ids withdrawn before they arrived
    """

    me: str
    sender: str
    highest: Level
    is_offence: Callable[[str], bool]
    has_ground: Callable[[str], bool]
    stopped: Callable[[str], Collection[str]]
    knows: Callable[[str, str], bool]
    refuted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One report at the gate. codes empty: it may pass. label: what its copy will carry."""

    report: ReportLine
    items: tuple[ItemLine, ...]
    codes: tuple[str, ...]
    label: Label

    @property
    def passes(self) -> bool:
        return not self.codes


class LabelUnreadable(ValueError):
    """A level or handling code that no scheme of ours has."""


def judge(load: Load, rules: Rules) -> tuple[Judged, ...]:
    """Judge every report of a load, each by itself.

    Source  doctrine.md section 11: R1 (predicate), R3 (sensitive), R9 (offence lock),
            R14 (third party), R15 (strictest marking)
    """
    return tuple(_judged(load, report, rules) for report in load.reports)


def label_here(line: LabelLine, *, me: str) -> Label:
    """The label our copy carries: the sender's, reaching this node at most.

    Level, originator, handling and compartment stay as they came. It is releasable to the
    agencies of this node and nobody beyond: passing it on needs the originator.

    Raises  LabelUnreadable.
    """
    try:
        level, handling = Level[line.level.upper()], Handling[line.handling]
    except KeyError:
        raise LabelUnreadable(line.level) from None
    return Label(
        level=level,
        originator=line.originator,
        handling=handling,
        releasable=releasable_to_nodes(me),
        compartment=line.compartment,
        stage=Stage.KEPT,
    )


def quarantined(label: Label) -> Label:
    """The label of what the gate refused: kept for oversight, in nobody else's scope."""
    return replace(label, stage=Stage.QUARANTINE)


_STRICTEST = Label(level=Level.TOP_SECRET, originator="", handling=Handling.H3,
                   stage=Stage.QUARANTINE)  # fmt: skip


def _judged(load: Load, report: ReportLine, rules: Rules) -> Judged:
    items = load.items_of(report)
    codes = [
        *_label_codes(load, report, items, rules),
        *_ground_codes(report, rules),
        *_item_codes(load, items, rules),
    ]
    try:
        label = label_here(load.label(report.label), me=rules.me)
    except LabelUnreadable:
        label = replace(_STRICTEST, originator=report.agency)
    return Judged(report=report, items=items, codes=tuple(dict.fromkeys(codes)), label=label)


def _label_codes(
    load: Load, report: ReportLine, items: tuple[ItemLine, ...], rules: Rules
) -> list[str]:
    codes = []
    for number in {report.label, *(item.label for item in items)}:
        line = load.label(number)
        try:
            label = label_here(line, me=rules.me)
        except LabelUnreadable:
            codes.append(TOO_HIGH)
            continue
        if label.level > rules.highest:
            codes.append(TOO_HIGH)
        if rules.me not in line.releasable:
            codes.append(NOT_RELEASABLE)
        if any(not _is_of(one, rules.sender) for one in label.originators):
            codes.append(NOT_ORIGINATOR)
    # A number that looks like ours could stand before ours on a page.
    if not _is_of(report.agency, rules.sender) or not _is_of(report.number, rules.sender):
        codes.append(NOT_ORIGINATOR)
    return codes


def _ground_codes(report: ReportLine, rules: Rules) -> list[str]:
    codes = []
    if not report.legal_basis.strip() or not rules.has_ground(report.ground):
        codes.append(NO_PREDICATE)
    if not rules.is_offence(report.offence):
        codes.append(OTHER_OFFENCE)
    return codes


def _item_codes(load: Load, items: tuple[ItemLine, ...], rules: Rules) -> list[str]:
    codes = [] if items else [NO_ITEM]
    for item in items:
        if rules.stopped(item.text):
            codes.append(SENSITIVE)
        if item.how_known not in _WAYS or item.known_to not in _CIRCLES | {""}:
            codes.append(UNKNOWN_CODE)
        if item.id in rules.refuted:
            codes.append(REFUTED_BEFORE)
        try:
            Grade(scheme=item.scheme, source=item.source, information=item.information)
        except GradeUnknown:
            codes.append(NO_GRADE)
        for said in load.statements_of(item):
            if not rules.knows(said.schema, said.prop):
                codes.append(UNKNOWN_PROPERTY)
            if rules.stopped(said.raw):
                codes.append(SENSITIVE)
    return codes


def _is_of(agency: str, node: str) -> bool:
    """An agency belongs to the node whose code stands before its dash."""
    return agency == node or agency.startswith(f"{node}-")
