"""How the statements under findings stand now, and the lines that reviewed findings draw."""

from __future__ import annotations

from collections.abc import Iterable

from khabar.analysis import Inferred, Now, changes, is_stale
from khabar.desk.gathering import Gathered
from khabar.storage.connection import Read
from khabar.storage.sql import analyses as read_analyses
from khabar.storage.sql import charts
from khabar.storage.sql.analyses import Kept


def now_of(read: Read, statements: Iterable[str]) -> dict[str, Now]:
    """{statement: how it stands}; one that was recalled or removed is absent."""
    return {
        one.uid: Now(standing=one.standing, grade=one.grade)
        for one in charts.statements(read, statements)
    }


def inferred_lines(read: Read, found: Gathered) -> list[Inferred]:
    """Lines that reviewed findings draw between things seen here."""
    kept = [
        one
        for one in read_analyses.drawn_lines(read)
        if (says := one.analysis.inference.line)
        and says.left in found.head
        and says.right in found.head
    ]
    now = now_of(read, [row.statement for one in kept for row in one.analysis.basis])
    return [_inferred(one, found, is_stale(changes(one.analysis.basis, now))) for one in kept]


def _inferred(kept: Kept, found: Gathered, stale: bool) -> Inferred:
    analysis = kept.analysis
    says = analysis.inference
    assert says.line, "only findings that draw a line come here"
    return Inferred(
        uid=analysis.uid,
        schema=says.line.schema,
        left=found.head[says.line.left],
        right=found.head[says.line.right],
        finding=analysis.uid,
        number=analysis.number,
        probability=says.probability.code,
        confidence=says.confidence.value,
        stale=stale,
        label=kept.label,
    )
