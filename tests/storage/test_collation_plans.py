"""Reads of collation start at the label: a query never walks rows outside the scope."""

from __future__ import annotations

import pytest

from khabar.safeguards import Purpose
from khabar.storage.connection import Read, reading
from khabar.storage.sql import entities, search
from tests.conftest import Seats


def plan(read: Read, sql: str, params: list[object]) -> str:
    if read.connection.vendor != "sqlite":
        pytest.skip("the plan is read from SQLite")
    return "\n".join(str(row["detail"]) for row in read.rows(f"EXPLAIN QUERY PLAN {sql}", params))


def test_name_keys_are_found_label_first(sit: Seats) -> None:
    select, params = search._hits([("name", "karim"), ("name", "farhad"), ("skel", "krm")])
    with reading(sit("zarina", Purpose.CASE).scope) as read:
        told = plan(read, select, list(params))

    assert told.count("name_key_label_kind_key (label_id=? AND kind=? AND key=?)") == 2
    assert "ANY(" not in told
    assert "SCAN t" not in told


def test_an_entity_is_read_label_first(sit: Seats) -> None:
    with reading(sit("zarina", Purpose.CASE).scope) as read:
        told = plan(read, entities._EVIDENCE.format(marks="%s, %s"), [1, 2])

    assert "statement_label_entity (label_id=? AND entity_id=?)" in told


def test_links_are_found_label_first(sit: Seats) -> None:
    sql = "SELECT DISTINCT entity_id FROM v_statement WHERE ref_entity_id IN (%s)"
    with reading(sit("zarina", Purpose.CASE).scope) as read:
        told = plan(read, sql, [1])

    assert "statement_label_ref (label_id=? AND ref_entity_id=?)" in told
