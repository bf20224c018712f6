"""Run an analysis again and say: the same, or exactly what differs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from khabar.analysis.chart import Chart, Inferred
from khabar.analysis.methods import Method
from khabar.analysis.network import ENGINE
from khabar.analysis.record import Run
from khabar.safeguards import content_hash

LINE, LOOK = 0, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A statement as it went into a run; grade as "4x4 B2", "" while ungraded."""

    statement: str
    digest: str
    grade: str
    standing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that is not as it was.

    what  "method", "engine", "line-added", "line-gone", "look" or "evidence"
    row   the row of the result it is about, as it is now (as it was, when gone)
    """

    what: str
    was: str = ""
    now: str = ""
    row: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """same: the result is identical, cell by cell."""

    same: bool
    differences: tuple[Difference, ...]


def run(
    method: Method,
    *,
    parameters: Mapping[str, object],
    inputs: Iterable[Input],
    rows: Iterable[tuple[str, ...]],
) -> Run:
    """Record one run of a method.

    inputs  every statement that went in, once
    rows    the result; put into a total order here, or a replay could not be bit-identical
    """
    table = tuple(sorted(rows))
    went_in = sorted([one.statement, one.digest, one.grade, one.standing] for one in inputs)
    return Run(
        method=method.code,
        parameters=dict(parameters),
        inputs=content_hash({"inputs": went_in}),
        rows=table,
        result=content_hash({"rows": table}),
        engine=ENGINE,
    )


def chart_rows(chart: Chart) -> list[tuple[str, ...]]:
    """A chart as a table: (line, schema, left, right, look, statements), one row a line.

    Inferred lines are left out: a finding that counted itself would be its own source.
    """
    return [
        (
            line.tie.uid,
            line.tie.schema,
            line.tie.left,
            line.tie.right,
            "ended" if line.ended else line.style.value,
            " ".join(sorted(uid for one in line.tie.supports for uid in one.statements)),
        )
        for line in chart.lines
        if not isinstance(line.tie, Inferred)
    ]


def replay(then: Run, now: Run) -> Replay:
    """Compare two runs of the same question.

    →  differences: method and engine first, then lines in table order
    """
    found = [
        Difference(what=what, was=was, now=is_now)
        for what, was, is_now in (
            ("method", then.method, now.method),
            ("engine", then.engine, now.engine),
        )
        if was != is_now
    ]
    found += _rows(then.rows, now.rows)
    return Replay(same=then.result == now.result, differences=tuple(found))


def _rows(then: Sequence[tuple[str, ...]], now: Sequence[tuple[str, ...]]) -> list[Difference]:
    was = {row[LINE]: row for row in then}
    is_now = {row[LINE]: row for row in now}
    found = []
    for uid in sorted(was.keys() | is_now.keys()):
        one = _row(was.get(uid), is_now.get(uid))
        if one:
            found.append(one)
    return found


def _row(was: tuple[str, ...] | None, now: tuple[str, ...] | None) -> Difference | None:
    if was is None or now is None:
        gone = now is None
        return Difference(what="line-gone" if gone else "line-added", row=(was or now or ()))
    if was[LOOK] != now[LOOK]:
        return Difference(what="look", was=was[LOOK], now=now[LOOK], row=now)
    return Difference(what="evidence", row=now) if was != now else None
