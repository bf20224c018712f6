"""From cited statements to the rows of an evidence table, as the writer may see them now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from khabar.analysis import Thing, Tie, style
from khabar.analysis import origins as origins_of_tie
from khabar.collation import is_link
from khabar.core.errors import NotFound
from khabar.desk.gathering import Gathered, gather, named
from khabar.dissemination import Evidence, Line
from khabar.evaluation import carries, independent_origins
from khabar.storage.connection import Read
from khabar.storage.sql import charts, products
from khabar.storage.sql.charts import Said

UNGRADED = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceTable:
    """The rows, the labels that whoever writes from them must join, and {uid: named thing}."""

    rows: tuple[Evidence, ...]
    labels: frozenset[int]
    named: Mapping[str, Thing]

    def marks(self, statements: Iterable[str]) -> tuple[str, ...]:
        """The marks of the rows in which these statements stand, in table order."""
        asked = set(statements)
        return tuple(row.mark for row in self.rows if asked & {row.statement, *row.also})


def evidence_table(
    read: Read, statements: Sequence[str], *, zone: str, things: Iterable[str] = ()
) -> EvidenceTable:
    """Make evidence rows of statements; a link's two ends are one row, the same claim together.

    things  uids of further things to name, for lines that a finding concludes

    Raises  NotFound when one of them is not there or not in scope.
    """
    asked = list(dict.fromkeys(statements))
    found = {one.uid: one for one in charts.statements(read, asked)}
    if len(found) != len(asked):
        raise NotFound
    said = [found[uid] for uid in asked]
    around = _Around(read, said, zone, things)
    rows: dict[tuple[str, str], Evidence] = {}
    for one in said:
        key = (one.entity, one.item) if is_link(one.schema) else (one.uid, "")
        if key not in rows:
            rows[key] = around.row(one)
    return EvidenceTable(
        rows=_numbered(rows.values()),
        labels=frozenset(one.label for one in said),
        named={
            uid: around.names[head]
            for uid, head in around.found.head.items()
            if head in around.names
        },
    )


def _numbered(rows: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Rows that say the same stand together, links before facts, numbered E1, E2 …"""
    claims: dict[tuple[str, str, str], list[Evidence]] = {}
    for row in rows:
        claims.setdefault((row.code, row.subject, row.value), []).append(row)
    ordered = sorted(claims.values(), key=lambda said: said[0].line is None)
    listed = [row for said in ordered for row in said]
    return tuple(replace(row, mark=f"E{n}") for n, row in enumerate(listed, start=1))


def shape_of(thing: Thing) -> str:
    """How a thing is drawn: circle person, hexagon consignment, rounded square for all else."""
    return {"Person": "person", "Consignment": "consignment"}.get(thing.schema, "thing")


class _Around:
    """What the rows share: names, places, and what else is said of the same things."""

    def __init__(self, read: Read, said: Sequence[Said], zone: str, more: Iterable[str]) -> None:
        self.about = charts.said_of(read, [one.entity for one in said])
        ends = {one.ref for one in self.about if one.ref}
        things = {one.entity for one in said if not is_link(one.schema)} | set(more)
        self.found: Gathered = gather(read, ends | things, opened=(), zone=zone)
        self.names: dict[str, Thing] = named(read, self.found.things.values())
        self.places = products.places(read, [one.uid for one in said])
        self.joins = charts.origin_joins(read)
        members = [uid for thing in self.found.things.values() for uid in thing.members]
        self.beside = charts.said_of(read, members)

    def row(self, one: Said) -> Evidence:
        place = self.places[one.uid]
        link = is_link(one.schema)
        reports, origins = self._link_counts(one) if link else self._counts(one)
        subject, value = self._ends(one) if link else (self._name(one.entity), self._value(one))
        return Evidence(
            mark="",
            statement=one.uid,
            also=self._also(one) if link else (),
            item=place.item,
            report=one.report,
            seq=place.seq,
            subject=subject,
            code=f"schema.{one.schema}" if link else f"prop.{one.prop}",
            value=value,
            scheme=one.grade.scheme if one.grade else "",
            source=one.grade.source if one.grade else UNGRADED,
            information=one.grade.information if one.grade else UNGRADED,
            carries=bool(one.grade and carries(one.grade)),
            reports=reports,
            origins=origins,
            evaluation=place.evaluation,
            line=self._line(one) if link else None,
        )

    def _line(self, one: Said) -> Line | None:
        tie = self._tie(one)
        left = tie and self.names.get(tie.left)
        right = tie and self.names.get(tie.right)
        if not (tie and left and right):
            return None
        return Line(
            left=tie.left,
            right=tie.right,
            left_name=left.name,
            right_name=right.name,
            left_shape=shape_of(left),
            right_shape=shape_of(right),
            style=style(tie.supports).value,
        )

    def _also(self, one: Said) -> tuple[str, ...]:
        return tuple(
            other.uid
            for other in self.about
            if other.entity == one.entity and other.item == one.item and other.uid != one.uid
        )

    def _name(self, entity: str | None) -> str:
        thing = self.names.get(self.found.head.get(entity or "", ""))
        return thing.name if thing else ""

    def _value(self, one: Said) -> str:
        return self._name(one.ref) if one.ref else one.raw

    def _ends(self, one: Said) -> tuple[str, str]:
        tie = self._tie(one)
        if tie:
            return self._name(tie.left), self._name(tie.right)
        refs = [w.ref for w in self.about if w.entity == one.entity and w.ref]
        names = list(dict.fromkeys(self._name(ref) for ref in refs)) or [""]
        return names[0], ", ".join(names[1:])

    def _tie(self, one: Said) -> Tie | None:
        return next((tie for tie in self.found.ties if one.entity in tie.links), None)

    def _link_counts(self, one: Said) -> tuple[int, int]:
        tie = self._tie(one)
        if tie is None:
            return 1, 1
        live = [s for s in tie.supports if s.standing == "live" and not s.denies]
        return len({s.report for s in live}) or 1, origins_of_tie(tie.supports) or 1

    def _counts(self, one: Said) -> tuple[int, int]:
        """How many reports say the same of the same thing, and from how many origins."""
        head = self.found.head.get(one.entity)
        same = [
            w
            for w in self.beside
            if w.prop == one.prop
            and self.found.head.get(w.entity) == head
            and _words(w) == _words(one)
            and w.standing == "live"
        ] or [one]
        origins = independent_origins((w.origin for w in same), self.joins)
        return len({w.report for w in same}), origins


def _words(one: Said) -> str:
    return one.ref or one.norm or " ".join(one.raw.split()).casefold()
