"""The receiver's own rules decide, whatever the sender says of theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khabar.exchange import Load, Rules, judge, quarantined
from khabar.safeguards import Handling, Level, Stage, join
from tests.exchange.making import LOAD

RULES = Rules(
    me="UZ", sender="TJ", highest=Level.RESTRICTED, is_offence=lambda article: article == "200",
    has_ground=lambda text: len(text.split()) > 3,
    stopped=lambda text: ["protests"] if "protests" in text else [],
    knows=lambda schema, prop: (schema, prop) == ("Vehicle", "plate"),
)  # fmt: skip


def codes(load: Load, **rules: object) -> tuple[str, ...]:
    return judge(load, replace(RULES, **rules))[0].codes


def with_report(**changes: object) -> Load:
    return replace(LOAD, reports=(replace(LOAD.reports[0], **changes),))


def with_item(**changes: object) -> Load:
    return replace(LOAD, items=(replace(LOAD.items[0], **changes),))


def with_label(**changes: object) -> Load:
    return replace(LOAD, labels=(replace(LOAD.labels[0], **changes),))


def test_a_report_that_keeps_our_rules_passes() -> None:
    assert codes(LOAD) == ()


@pytest.mark.parametrize(
    ("load", "code"),
    [
        (with_report(ground="A criminal"), "exchange.gate-no-predicate"),
        (with_report(legal_basis=" "), "exchange.gate-no-predicate"),
        (with_report(offence="128"), "exchange.gate-other-offence"),
        (with_report(agency="KZ-CNB"), "exchange.gate-not-originator"),
        (with_report(number="UZ-MIA-2026-9ABCD"), "exchange.gate-not-originator"),
        (with_item(text="He supports protests"), "exchange.gate-sensitive"),
        (with_item(source="Z"), "exchange.gate-no-grade"),
        (with_item(scheme="9x9"), "exchange.gate-no-grade"),
        (with_item(how_known="dreamt"), "exchange.gate-unknown-code"),
        (with_label(releasable=("KZ",)), "exchange.gate-not-releasable"),
        (with_label(level="secret"), "exchange.gate-level"),
        (with_label(level="cosmic"), "exchange.gate-level"),
        (with_label(handling="H9"), "exchange.gate-level"),
        (with_label(originator="TJ-DCA+KZ-CNB"), "exchange.gate-not-originator"),
        (replace(LOAD, items=(), statements=()), "exchange.gate-no-item"),
        (
            replace(LOAD, statements=(replace(LOAD.statements[0], prop="ethnicity"),)),
            "exchange.gate-unknown-property",
        ),
        (
            replace(LOAD, statements=(replace(LOAD.statements[0], raw="protests"),)),
            "exchange.gate-sensitive",
        ),
    ],
)
def test_each_rule_stops_what_it_is_for(load: Load, code: str) -> None:
    assert code in codes(load)


def test_a_report_refuted_before_it_came_does_not_pass() -> None:
    assert codes(LOAD, refuted=frozenset({"i1"})) == ("exchange.gate-refuted-before",)


def test_every_reason_is_said_at_once() -> None:
    poor = with_report(ground="", offence="128")

    assert set(codes(poor)) == {"exchange.gate-no-predicate", "exchange.gate-other-offence"}


def test_one_bad_report_does_not_stop_another() -> None:
    second = replace(LOAD.reports[0], id="r2", offence="128")
    item = replace(LOAD.items[0], id="i2", report="r2")
    both = replace(LOAD, reports=(*LOAD.reports, second), items=(*LOAD.items, item))

    assert [judged.passes for judged in judge(both, RULES)] == [True, False]


@pytest.mark.parametrize("level", ["open", "restricted"])
@pytest.mark.parametrize("handling", ["H0", "H1", "H2", "H3"])
@pytest.mark.parametrize("releasable", [("UZ",), ("UZ", "KZ", "HUB")])
def test_our_copys_label_is_never_wider_than_the_senders(
    level: str, handling: str, releasable: tuple[str, ...]
) -> None:
    load = with_label(level=level, handling=handling, releasable=releasable)

    ours = judge(load, RULES)[0].label

    assert ours.level is Level[level.upper()]
    assert ours.handling is Handling[handling]
    assert ours.nodes == {"UZ"}
    assert ours.compartment == "ARCHA"
    assert join(ours, ours) == ours


def test_what_is_refused_goes_where_only_oversight_looks() -> None:
    assert quarantined(judge(LOAD, RULES)[0].label).stage is Stage.QUARANTINE
