"""Many rows at once: tuples in, `executemany` on SQLite, COPY on PostgreSQL.

A pour is many short transactions, each a few hundredths of a second, so that nobody waits for
it. What it writes must therefore stand under a label that nobody sees, until one row changes.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, flock
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import connection

from khabar.core.errors import Conflict
from khabar.storage.connection import together

CHUNK_SECONDS = 0.035
PAUSE_SECONDS = 0.008  # SQLite's lock has no queue: without a pause the pour takes it every time
FIRST, LEAST, MOST = 500, 250, 20_000
Row = Sequence[Any]  # what a database takes in a column: text, numbers, None, its own times
Rows = Iterable[Row]
Progress = Callable[[int], None]


class PourRunning(Conflict):
    """Another import into this node is running."""

    code = "lists.import-running"


def nothing(_rows: int) -> None:
    """Progress that nobody watches."""


def reserve(table: str, count: int) -> Sequence[int]:
    """Take `count` row ids of a table, so that rows can name each other before they are kept.

    →   rising ids nobody else will be given, also not after a crash
    """
    with together(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, count],
            )
            return sorted(int(row[0]) for row in cursor.fetchall())
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [count, table])
        if cursor.rowcount == 0:
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, count]
            )
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = int(cursor.fetchone()[0])
        return range(last - count + 1, last + 1)


def pour(table: str, columns: Sequence[str], rows: Rows, *, progress: Progress = nothing) -> int:
    """Write rows in short transactions.

    rows      tuples in the order of `columns`; values as the database takes them
    progress  told after each transaction how many rows it kept
    →         rows written
    """
    return _in_chunks(rows, lambda chunk: write(table, columns, chunk), progress)


def repeat(sql: str, rows: Rows, *, progress: Progress = nothing) -> int:
    """Run one statement (an UPDATE, a DELETE) for each tuple, in short transactions."""

    def run(chunk: list[Row]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(sql, chunk)

    return _in_chunks(rows, run, progress)


def write(table: str, columns: Sequence[str], rows: Rows) -> None:
    """Write rows in the transaction that is open."""
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(rows))  # noqa: S608 – names are ours


def settle() -> None:
    """Let the planner count anew after a large change: without it an index can be missed."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "postgresql" else "PRAGMA optimize")


@contextmanager
def alone() -> Iterator[None]:
    """One pour at a time on a node; the lock dies with the process that holds it.

    Raises  PourRunning
    """
    settings.KHABAR_HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (settings.KHABAR_HOME / "import.lock").open("w") as file:
        try:
            flock(file, LOCK_EX | LOCK_NB)
        except BlockingIOError:
            raise PourRunning() from None
        yield


def _in_chunks(rows: Rows, run: Callable[[list[Row]], None], progress: Progress) -> int:
    waiting, size, total = iter(rows), FIRST, 0
    while chunk := list(islice(waiting, size)):
        with together():
            begun = time.monotonic()  # the wait for others' writes is not ours to shorten
            run(chunk)
        took = max(time.monotonic() - begun, 1e-6)
        total += len(chunk)
        progress(len(chunk))
        size = min(MOST, max(LEAST, int(size * min(2.0, CHUNK_SECONDS / took))))
        if connection.vendor == "sqlite":
            time.sleep(PAUSE_SECONDS)
    return total
