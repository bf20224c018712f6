"""The link chart: what to draw of what a viewer may see, and how each line must look.

A line's look is computed from its evidence each time and is never stored or set by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from khabar.analysis.evidence import Style, Support, live, style, when

LIMIT = 150
"""Things and lines together; a picture of everything cannot be read."""


class Category(StrEnum):
    """How a person stands in the case; the circle is filled for a subject only."""

    SUBJECT = "subject"
    CONTACT = "contact"
    WITNESS = "witness"
    VICTIM = "victim"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A person, number, vehicle … as one node.

    uid      the entity, or the first of several that this viewer's judgements call the same
    members  all of them
    labels   ids of the labels of what names it and of what joins its members
    """

    uid: str
    schema: str
    name: str
    category: Category = Category.NONE
    members: tuple[str, ...] = ()
    labels: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Everything that reports one kind of link between two things, combined.

    uid     the same for the same ends and schema, so a line keeps its address
    left    uid of the thing at the schema's first end; right at the second
    links   the link entities that were combined; nothing is lost, each stays readable
    times   how often it is said to have happened, "46 calls"; 1 when nobody counted
    """

    uid: str
    schema: str
    left: str
    right: str
    directed: bool
    links: tuple[str, ...]
    supports: tuple[Support, ...]
    times: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Inferred:
    """A line that nobody reported: drawn from a finding, and never without it.

    label  id of the finding's label
    """

    uid: str
    schema: str
    left: str
    right: str
    finding: str
    number: str
    probability: str
    confidence: str
    stale: bool
    label: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A tie or an inferred line with the look its evidence gives it."""

    tie: Tie | Inferred
    style: Style
    ended: bool = False

    @property
    def ends(self) -> tuple[str, str]:
        return self.tie.left, self.tie.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What to leave out of the picture; an empty set leaves nothing out.

    hidden_styles, hidden_schemas, hidden_access  codes switched off
    since, until  ISO dates; a line whose evidence has no date stays
    ended         also draw lines that are no longer said to hold
    """

    hidden_styles: frozenset[str] = frozenset()
    hidden_schemas: frozenset[str] = frozenset()
    hidden_access: frozenset[str] = frozenset()
    since: str = ""
    until: str = ""
    ended: bool = False

    @property
    def count(self) -> int:
        sets = len(self.hidden_styles) + len(self.hidden_schemas) + len(self.hidden_access)
        return sets + bool(self.since or self.until) + self.ended


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What is drawn, and the count of what is not.

    things, lines  drawn; lines ordered by schema, ends, uid
    left_out       {schema: things that pass the filters and are not drawn}
    styles, schemas, access  counts over everything before the filters, for the filter column
    """

    things: tuple[Thing, ...]
    lines: tuple[Line, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)
    styles: Mapping[str, int] = field(default_factory=dict)
    schemas: Mapping[str, int] = field(default_factory=dict)
    access: Mapping[str, int] = field(default_factory=dict)

    @property
    def drawn(self) -> int:
        return len(self.things) + len(self.lines)

    def line(self, uid: str) -> Line | None:
        return next((line for line in self.lines if line.tie.uid == uid), None)


def draw(
    things: Iterable[Thing],
    ties: Iterable[Tie | Inferred],
    *,
    focus: Sequence[str],
    filters: Filters | None = None,
    limit: int = LIMIT,
) -> Chart:
    """Choose what to draw: nearest to the focus first, then the most connected.

    things, ties  everything the viewer may see of the question; an end that is missing from
                  things drops the tie
    focus         uids that come first; an unknown one is ignored
    limit         things and lines together
    →             Chart; the same input gives the same chart, whatever its order

    Cost    one breadth-first walk and one sort
    """
    chosen = filters or Filters()
    known = {thing.uid: thing for thing in things}
    lines = sorted(
        (line(tie) for tie in ties if tie.left in known and tie.right in known), key=_line_order
    )
    passed = [one for one in lines if _passes(one, chosen)]
    shown = [thing for thing in known.values() if thing.schema not in chosen.hidden_schemas]
    allowed = {thing.uid for thing in shown}
    passed = [one for one in passed if allowed.issuperset(one.ends)]
    order = _nearest_first(shown, passed, focus)
    kept = _within(order, passed, limit)
    return Chart(
        things=tuple(known[uid] for uid in order if uid in kept),
        lines=tuple(one for one in passed if kept.issuperset(one.ends)),
        left_out=_by_count(known[uid].schema for uid in order if uid not in kept),
        styles=_by_count(one.style.value for one in lines if not one.ended),
        schemas=_by_count(thing.schema for thing in known.values()),
        access=_by_count(how for one in lines for how in _access(one)),
    )


def line(tie: Tie | Inferred) -> Line:
    """Give a tie the look that its evidence allows."""
    if isinstance(tie, Inferred):
        return Line(tie=tie, style=Style.INFERRED)
    gone = bool(tie.supports) and all(one.standing == "ended" for one in tie.supports)
    return Line(tie=tie, style=style(tie.supports), ended=gone)


def more_of(
    thing: str, chart: Chart, lines: Iterable[Line], known: Mapping[str, Thing]
) -> Mapping[str, int]:
    """Count by type what expanding a thing would add.

    →  {schema: neighbours not drawn yet}, counted over what the viewer may see
    """
    drawn = {one.uid for one in chart.things}
    beyond = {
        end
        for one in lines
        if thing in one.ends
        for end in one.ends
        if end != thing and end not in drawn
    }
    return _by_count(known[uid].schema for uid in beyond if uid in known)


def legend(chart: Chart) -> Mapping[str, int]:
    """What the picture really contains: {style or category code: how many}, drawn things only."""
    looks = Counter("ended" if one.ended else one.style.value for one in chart.lines)
    people = Counter(thing.category.value for thing in chart.things)
    order = [*(one.value for one in Style), "ended"]
    shown = [one.value for one in Category if one is not Category.NONE]
    counted = [(code, looks[code]) for code in order] + [(code, people[code]) for code in shown]
    return {code: n for code, n in counted if n}


def _passes(one: Line, filters: Filters) -> bool:
    if one.ended and not filters.ended:
        return False
    if one.style.value in filters.hidden_styles:
        return False
    return _known_so(one, filters) and _in_time(one, filters)


def _known_so(one: Line, filters: Filters) -> bool:
    """A line stays while any of its live evidence is known in a way that is switched on."""
    ways = set(_access(one))
    return not ways or bool(ways - filters.hidden_access)


def _in_time(one: Line, filters: Filters) -> bool:
    if isinstance(one.tie, Inferred) or not (filters.since or filters.until):
        return True
    spans = [span for support in one.tie.supports if (span := when(support))]
    return not spans or any(
        (not filters.until or first[: len(filters.until)] <= filters.until)
        and (not filters.since or last >= filters.since[: len(last)])
        for first, last in spans
    )


def _access(one: Line) -> list[str]:
    if isinstance(one.tie, Inferred):
        return []
    return sorted({support.access for support in live(one.tie.supports)})


def _nearest_first(
    things: Sequence[Thing], lines: Sequence[Line], focus: Sequence[str]
) -> list[str]:
    beside: dict[str, set[str]] = {thing.uid: set() for thing in things}
    for one in lines:
        beside[one.tie.left].add(one.tie.right)
        beside[one.tie.right].add(one.tie.left)
    far = {uid: 0 for uid in focus if uid in beside}
    ring = list(far)
    while ring:
        ring = sorted({near for uid in ring for near in beside[uid]} - far.keys())
        far.update(dict.fromkeys(ring, max(far.values()) + 1))
    return sorted(beside, key=lambda uid: (far.get(uid, len(beside) + 1), -len(beside[uid]), uid))


def _within(order: Sequence[str], lines: Sequence[Line], limit: int) -> set[str]:
    """Add things in order while they and the lines among them stay within the limit."""
    of: dict[str, list[Line]] = {uid: [] for uid in order}
    for one in lines:
        for end in set(one.ends):
            of[end].append(one)
    kept: set[str] = set()
    drawn = 0
    for uid in order:
        added = 1 + sum(kept.union([uid]).issuperset(one.ends) for one in of[uid])
        if drawn + added <= limit:
            kept.add(uid)
            drawn += added
    return kept


def _by_count(codes: Iterable[str]) -> Mapping[str, int]:
    return dict(sorted(Counter(codes).items(), key=lambda pair: (-pair[1], pair[0])))


def _line_order(one: Line) -> tuple[str, str, str, str]:
    return one.tie.schema, one.tie.left, one.tie.right, one.tie.uid
