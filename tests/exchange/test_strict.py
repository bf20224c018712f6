"""JSON from strangers has one meaning or none."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.core.errors import Invalid
from khabar.exchange import JsonRefused, load_bytes, read_load
from khabar.exchange.sealing import read_object
from tests.exchange.making import LOAD


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b'{"a":1,"a":2}', "exchange.key-twice"),
        (b'{"a":{"b":1,"b":1}}', "exchange.key-twice"),
        (b'{"a":NaN}', "exchange.not-a-whole-number"),
        (b'{"a":Infinity}', "exchange.not-a-whole-number"),
        (b'{"a":1.5}', "exchange.not-a-whole-number"),
        (b'{"a":1e5}', "exchange.not-a-whole-number"),
        (b'{"a":99999999999999999999}', "exchange.not-a-whole-number"),
        (b'{"a":9007199254740993}', "exchange.not-a-whole-number"),
        (b'\xef\xbb\xbf{"a":1}', "exchange.not-json"),
        (b'{"a":"\\ud800"}', "exchange.not-json"),
        (b'{"a":"\xff"}', "exchange.not-json"),
        (b'{"a":["\\u0000"]}', "exchange.not-json"),
        (b'{"\\u0000":1}', "exchange.not-json"),
        (b'{"a":1', "exchange.not-json"),
        (b"", "exchange.not-json"),
        (b"[1]", "exchange.not-an-object"),
        (b'{"a":[[[[1]]]]}', "exchange.too-deep"),
        (b"[" * 60_000, "exchange.not-json"),
        (b'{"a":"' + b"x" * 70_000 + b'"}', "exchange.line-too-long"),
    ],
)
def test_json_with_two_meanings_is_refused(raw: bytes, code: str) -> None:
    with pytest.raises(JsonRefused) as wrong:
        read_object(raw, where="part:7")

    assert [(fault.where, fault.code) for fault in wrong.value.faults] == [("part:7", code)]


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    with contextlib.suppress(Invalid):
        assert isinstance(read_object(raw), dict)


def lines_refused(raw: bytes) -> tuple[str, str]:
    with pytest.raises(JsonRefused) as wrong:
        read_load(raw)
    return wrong.value.faults[0].where, wrong.value.faults[0].code


def test_a_bad_field_is_named_by_part_line_and_field() -> None:
    raw = load_bytes(LOAD).replace(b'"seq":1', b'"seq":"1"')

    assert lines_refused(raw) == ("reports.ndjson:3:seq", "exchange.field-wrong")


def test_a_missing_field_is_named() -> None:
    raw = load_bytes(LOAD).replace(b'"place":"Darvoz",', b"")

    assert lines_refused(raw) == ("reports.ndjson:2:place", "exchange.field-missing")


def test_an_item_of_a_report_that_is_not_there_is_refused() -> None:
    raw = load_bytes(LOAD).replace(b'"report":"r1"', b'"report":"r9"')

    assert lines_refused(raw) == ("reports.ndjson:3:report", "exchange.field-wrong")


def test_the_same_report_twice_is_refused() -> None:
    lines = load_bytes(LOAD).splitlines(keepends=True)

    assert lines_refused(b"".join([*lines[:2], lines[1]])) == (
        "reports.ndjson:3:id", "exchange.field-wrong",
    )  # fmt: skip


def test_a_cut_last_line_is_refused() -> None:
    assert lines_refused(load_bytes(LOAD)[:-20]) == ("reports.ndjson:4", "exchange.line-cut")


def test_a_newer_field_is_passed_over_unless_it_is_critical() -> None:
    raw = load_bytes(LOAD)
    newer = raw.replace(b'{"k":"item"', b'{"colour":"x","k":"item"')
    critical = raw.replace(b'{"k":"item"', b'{"colour":"x","critical":["colour"],"k":"item"')

    assert read_load(newer) == LOAD
    assert lines_refused(critical) == ("reports.ndjson:3:colour", "exchange.field-unknown")


def test_the_text_as_first_written_has_no_field_to_travel_in() -> None:
    assert b"sanitised_text" not in load_bytes(LOAD)
    assert {"text"} == {name for name in LOAD.items[0].__dataclass_fields__ if "text" in name}


@pytest.mark.parametrize(
    ("was", "becomes", "where"),
    [
        (b'"version":1', b'"version":70000', "reports.ndjson:2:version"),
        (b'"urgency":3', b'"urgency":9', "reports.ndjson:2:urgency"),
        (b'"seq":1', b'"seq":99999999999', "reports.ndjson:3:seq"),
        (b'"event_from":"2026', b'"event_from":"0001', "reports.ndjson:2:event_from"),
        (b'"originator":"TJ-DCA"', b'"originator":"' + b"T" * 200 + b'"',
         "reports.ndjson:1:originator"),
        (b'"valid_from":null', b'"valid_from":"since always"', "reports.ndjson:4:valid_from"),
        (b'"lang":null', b'"lang":"a very long language"', "reports.ndjson:4:lang"),
    ],
)  # fmt: skip
def test_a_value_no_table_could_hold_is_refused_by_name(
    was: bytes, becomes: bytes, where: str
) -> None:
    raw = load_bytes(LOAD)
    assert was in raw

    assert lines_refused(raw.replace(was, becomes, 1)) == (where, "exchange.field-wrong")
