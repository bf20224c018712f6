"""Editions whose loading was cut short are taken away, as if they had never begun."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection

from khabar.collection import EditionState
from khabar.storage import datasets
from khabar.storage.bulk import repeat
from khabar.storage.connection import together
from khabar.storage.models.collection import Dataset
from khabar.storage.models.lists import PublishedList


def sweep(code: str) -> int:
    """Take away editions whose loading was cut short, as if they had never begun.

    →   how many were swept; short transactions, rows of a label that nobody sees
    """
    cut = list(Dataset.objects.filter(code=code, state=EditionState.LOADING.value))
    for edition in cut:
        with _unchecked():
            _sweep(edition)
    return len(cut)


def _sweep(edition: Dataset) -> None:
    label = edition.label_id
    ended = "SELECT id FROM statement WHERE ended_by_id = %s"
    again = "UPDATE statement SET ended_by_id = NULL, ended_why = '', superseded_by_id = NULL"
    repeat(f"{again} WHERE id = %s", _ids(ended, label))
    for table in ("name_key", "statement", "list_change", "list_link", "item", "report"):
        repeat(
            f"DELETE FROM {table} WHERE id = %s",  # noqa: S608 – names are ours
            _ids(f"SELECT id FROM {table} WHERE label_id = %s", label),  # noqa: S608
        )
    begun = datetime.fromisoformat(str(edition.counts["begun_at"]))
    orphans = (
        "SELECT e.id FROM entity e WHERE e.created_at = %s AND NOT EXISTS "
        "(SELECT 1 FROM statement s WHERE s.entity_id = e.id)"
    )
    repeat("DELETE FROM entity WHERE id = %s", _ids(orphans, datasets.stamp(begun)))
    with together():
        PublishedList.objects.filter(evaluation__dataset=edition).update(evaluation=None)
        for sql, value in (
            ("DELETE FROM evaluation WHERE dataset_id = %s", edition.pk),
            ("DELETE FROM dataset WHERE id = %s", edition.pk),
            ("DELETE FROM label WHERE id = %s", label),
        ):
            with connection.cursor() as cursor:
                cursor.execute(sql, [value])


@contextmanager
def _unchecked() -> Iterator[None]:
    """SQLite would look through whole tables for each row taken away, to see whether another names
    it. Nothing can name rows of an unpublished label; that is checked once, at the end."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF")
        try:
            yield
            assert not cursor.execute("PRAGMA foreign_key_check").fetchall(), (
                "a row lost its parent"
            )
        finally:
            cursor.execute("PRAGMA foreign_keys=ON")


def _ids(sql: str, value: Any) -> Iterable[tuple[int]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [value])
        return list(cursor.fetchall())
