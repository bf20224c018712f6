"""Filling an empty node: indexes and parent checks wait until the rows are in, then all at once.

Nobody reads meanwhile. A node in service is filled by `bulk.pour` instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def laid_aside(*tables: str) -> Iterator[None]:
    """Lay the indexes and foreign keys of these tables aside; put them back and check at the end.

    On PostgreSQL the owner's connection is needed. Not inside a transaction.

    Cost  bench/store.py
    """
    if connection.vendor == "postgresql":
        undo, redo = _postgresql(tables)
    else:
        undo, redo = _sqlite(tables)
    _run(undo)
    try:
        yield
    finally:
        _run(redo)
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                for table in tables:
                    lost = cursor.execute(f"PRAGMA foreign_key_check({table})").fetchone()
                    assert lost is None, f"a row of {table} has no parent"


# Random uids fall all over their index: it must fit into memory, or every row fetches a page.
_ROOMY, _AS_BEFORE = "PRAGMA cache_size=-524288", "PRAGMA cache_size=-20000"


def _sqlite(tables: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The unique indexes that belong to a column's definition cannot be laid aside."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'index'")
        found = [(name, sql) for table, name, sql in cursor.fetchall() if table in tables and sql]
    undo = ["PRAGMA foreign_keys=OFF", _ROOMY, *(f'DROP INDEX "{name}"' for name, _ in found)]
    return undo, [*(sql for _, sql in found), "PRAGMA foreign_keys=ON", _AS_BEFORE]


def _postgresql(tables: tuple[str, ...]) -> tuple[list[str], list[str]]:
    undo: list[str] = []
    redo: list[str] = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) "
            "FROM pg_constraint WHERE conrelid::regclass::text = ANY(%s) "
            "AND contype IN ('f', 'u') ORDER BY contype",
            [list(tables)],
        )
        for table, name, definition in cursor.fetchall():
            undo.append(f'ALTER TABLE {table} DROP CONSTRAINT "{name}" CASCADE')
            redo.insert(0, f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
        cursor.execute(
            "SELECT i.indexname, i.indexdef FROM pg_indexes i WHERE i.tablename = ANY(%s) AND NOT "
            "EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conname = i.indexname)",
            [list(tables)],
        )
        for name, definition in cursor.fetchall():
            undo.append(f'DROP INDEX "{name}"')
            redo.append(definition)
    return undo, redo


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
