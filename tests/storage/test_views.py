"""The scoped connection: rows of visible labels, whatever the query forgets."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as some

from khabar.safeguards import (
    ALL_AGENCIES,
    OWN_AGENCY,
    Handling,
    Label,
    Level,
    Purpose,
    Role,
    Scope,
    Stage,
    Who,
    releasable_to_nodes,
    scope_for,
)
from khabar.storage import labels
from khabar.storage.connection import reading, together
from khabar.storage.models.collection import Origin
from khabar.storage.views import labelled_tables

LABELS = some.builds(
    Label,
    level=some.sampled_from(Level),
    originator=some.sampled_from(["TJ-DCA", "TJ-MOI", "TJ-DCA+TJ-MOI", "UZ-MIA"]),
    handling=some.sampled_from(Handling),
    releasable=some.sampled_from([OWN_AGENCY, ALL_AGENCIES, releasable_to_nodes("UZ", "HUB")]),
    compartment=some.sampled_from(["", "ARCHA", "ARCHA+SAFED"]),
    stage=some.sampled_from(Stage),
)
PEOPLE = some.builds(
    Who,
    id=some.just(1),
    uid=some.just("u"),
    username=some.just("u"),
    agency=some.sampled_from(["TJ-DCA", "TJ-MOI"]),
    roles=some.frozensets(some.sampled_from(Role), max_size=3),
    clearance=some.sampled_from(Level),
    compartments=some.frozensets(some.sampled_from(["ARCHA", "SAFED"])),
)


@hypothesis_settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    kept=some.lists(LABELS, min_size=1, max_size=8),
    who=PEOPLE,
    purpose=some.sampled_from([None, *Purpose]),
    partner=some.sampled_from(["", "UZ"]),
)
def test_python_and_sql_agree_on_every_row(
    node: object, kept: list[Label], who: Who, purpose: Purpose | None, partner: str
) -> None:
    with together():
        for label in kept:
            labels.intern(label)
        _one_row_each()
    every = labels.every()
    scope = scope_for(who, purpose, None, every, partner=partner)

    with reading(scope) as read:
        seen = {row["label_id"] for row in read.rows("SELECT label_id FROM v_dataset")}

    assert seen == {number for number in every if scope.admits(number)}


def _one_row_each() -> None:
    from khabar.storage.models.accounts import Label as Row
    from khabar.storage.models.collection import Dataset

    have = set(Dataset.objects.values_list("label_id", flat=True))
    Dataset.objects.bulk_create(
        Dataset(uid=f"d{pk}", code="x", publisher="x", as_of="2026-01-01", state="x", label_id=pk)
        for pk in Row.objects.values_list("pk", flat=True)
        if pk not in have
    )


def test_every_labelled_table_has_a_view(node: object) -> None:
    with reading(Scope()) as read:
        for table in labelled_tables():
            assert read.rows(f"SELECT * FROM v_{table}") == []


def test_an_empty_scope_shows_nothing(node: object) -> None:
    with together():
        Origin.objects.create(uid="o", kind="source")
        _one_row_each()

    with reading(Scope()) as read:
        assert read.rows("SELECT * FROM v_dataset") == []


@pytest.mark.parametrize("table", ["statement", "report", "item"])
def test_views_are_there_after_the_scope_changes(node: object, table: str) -> None:
    for scope in (Scope(), Scope(labels=frozenset({1, 2})), Scope()):
        with reading(scope) as read:
            assert read.rows(f"SELECT count(*) AS n FROM v_{table}")[0]["n"] == 0
