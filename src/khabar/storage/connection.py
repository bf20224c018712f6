"""Two ways to the database: `together` writes, `reading` looks through a scope.

Reads do not hold the write lock: they run on a connection of their own that cannot write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from typing import Any

from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from khabar.safeguards import Scope
from khabar.storage.views import definitions

Row = Mapping[str, Any]


@contextmanager
def together() -> Iterator[None]:
    """All writes inside are kept, or none."""
    with _turn(), transaction.atomic(durable=True):
        yield


@contextmanager
def _turn() -> Iterator[None]:
    """Stand in line to write: SQLite's write lock has no queue, whoever polls luckily takes it.

    Measured under eight readers and an import: longest wait 4 to 6.5 s without, 0.5 s with it.
    """
    if connections["default"].vendor != "sqlite":
        yield
        return
    with (settings.KHABAR_HOME / "write.turn").open("a") as line:
        flock(line, LOCK_EX)
        yield


@dataclass(frozen=True, slots=True)
class Read:
    """The scoped read connection of one look; only functions of `storage.sql` use it."""

    connection: BaseDatabaseWrapper

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """All rows as dictionaries by column name; placeholders are %s on both databases."""
        with self.connection.cursor() as cursor:
            cursor.execute(sql, list(params))
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def one(self, sql: str, params: Sequence[Any] = ()) -> dict[str, Any] | None:
        """The first row, or None."""
        found = self.rows(sql, params)
        return found[0] if found else None


@contextmanager
def reading(scope: Scope) -> Iterator[Read]:
    """One snapshot of the intelligence this scope may see; writing on it is an error."""
    connection = connections["reading"]
    _lay_views(connection)
    try:
        with transaction.atomic(using="reading"):
            _fill(connection, scope)
            yield Read(connection)
    except BaseException:  # the rollback took the scope with it: the next look fills it anew
        connection.__dict__["khabar_scope"] = None
        raise


def _lay_views(connection: BaseDatabaseWrapper) -> None:
    """Once for each raw connection: scope, viewer and the v_… views."""
    connection.ensure_connection()
    laid_on: object = connection.__dict__.get("khabar_views_on")
    if laid_on is connection.connection:
        return
    with connection.cursor() as cursor:
        for statement in definitions(connection.vendor):
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute("SET default_transaction_read_only = on")
    connection.__dict__["khabar_views_on"] = connection.connection
    connection.__dict__["khabar_scope"] = None


def _fill(connection: BaseDatabaseWrapper, scope: Scope) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            labels = ",".join(map(str, sorted(scope.labels)))
            cursor.execute(
                "SELECT set_config('khabar.scope', %s, true), "
                "set_config('khabar.viewer', %s, true)",
                [labels, str(scope.viewer_id)],
            )
        elif connection.__dict__.get("khabar_scope") != scope:
            cursor.execute("DELETE FROM scope")
            cursor.execute("DELETE FROM viewer")
            cursor.executemany("INSERT INTO scope VALUES (%s)", [(n,) for n in scope.labels])
            cursor.execute("INSERT INTO viewer VALUES (%s)", [scope.viewer_id])
            connection.__dict__["khabar_scope"] = scope
