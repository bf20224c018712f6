"""Pouring many rows: short transactions, ids that are nobody else's, all or what was told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from khabar.storage import bulk
from khabar.storage.models.collection import Origin

COLUMNS = ("uid", "kind")


def origins(count: int) -> Iterator[tuple[str, str]]:
    return ((f"{number:032x}", "publisher") for number in range(count))


def test_reserved_ids_are_given_to_nobody_else(node: Path) -> None:
    mine = bulk.reserve("origin", 3)
    other = Origin.objects.create(uid="x", kind="source")
    again = bulk.reserve("origin", 2)

    assert len({*mine, other.pk, *again}) == 6
    assert max(mine) < other.pk < min(again)


def test_a_pour_keeps_every_row_and_tells_of_each_transaction(node: Path) -> None:
    told: list[int] = []

    written = bulk.pour("origin", COLUMNS, origins(2_345), progress=told.append)

    assert written == sum(told) == Origin.objects.count() == 2_345
    assert len(told) > 1


def test_rows_keep_quotes_tabs_and_letters_of_every_script(node: Path) -> None:
    kinds = ["a'b", "\t", "ғқҳ", 'oʻ"', "\\N", "%s"]

    bulk.pour("origin", COLUMNS, ((f"u{n}", kind) for n, kind in enumerate(kinds)))

    assert list(Origin.objects.order_by("uid").values_list("kind", flat=True)) == kinds


def test_a_pour_that_fails_keeps_the_transactions_before_it_only(node: Path) -> None:
    def spoilt() -> Iterator[tuple[str, str]]:
        yield from origins(bulk.FIRST)
        raise OSError

    with pytest.raises(OSError):
        bulk.pour("origin", COLUMNS, spoilt())
    assert Origin.objects.count() in (0, bulk.FIRST)


def test_one_statement_is_repeated_for_each_row(node: Path) -> None:
    bulk.pour("origin", COLUMNS, origins(10))

    bulk.repeat("UPDATE origin SET kind = %s WHERE uid = %s", [("document", f"{3:032x}")])

    assert Origin.objects.filter(kind="document").count() == 1


def test_another_writer_gets_in_between_two_transactions(node: Path) -> None:
    """Whoever waits for the write lock is let in long before the pour is done."""
    written: list[int] = []

    def officer(rows: int) -> None:
        if not written:
            other = connections["default"].copy()
            with other.cursor() as cursor:
                cursor.execute("INSERT INTO origin (uid, kind) VALUES ('mine', 'source')")
            other.close()
        written.append(rows)

    bulk.pour("origin", COLUMNS, origins(5_000), progress=officer)

    assert Origin.objects.count() == 5_001


def test_two_pours_do_not_run_beside_each_other(node: Path) -> None:
    with bulk.alone(), pytest.raises(bulk.PourRunning), bulk.alone():
        pass
    with bulk.alone():
        pass


def test_founding_writes_in_one_transaction(node: Path) -> None:
    with bulk.together():
        bulk.write("origin", COLUMNS, origins(1_000))
    bulk.settle()

    assert Origin.objects.count() == 1_000
