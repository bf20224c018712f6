"""The chart, its evidence and its timeline: always computed from what this viewer may see now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from khabar.analysis import (
    Chart,
    Filters,
    Happening,
    Inferred,
    Line,
    Rank,
    Style,
    Thing,
    Timeline,
    changes,
    draw,
    is_stale,
    legend,
    line,
    live,
    more_of,
    origins,
    positions,
    ranking,
    timeline,
)
from khabar.core.errors import Fault, Invalid, NotFound
from khabar.desk.gathering import Gathered, gather, named
from khabar.desk.sitting import Sitting, act, look
from khabar.desk.standing import now_of
from khabar.evaluation import Badge, badge
from khabar.safeguards import Label, join
from khabar.storage import accounts, analyses, labels
from khabar.storage.connection import Read
from khabar.storage.sql import analyses as read_analyses
from khabar.storage.sql import charts
from khabar.storage.sql.analyses import Kept, Saved
from khabar.storage.sql.charts import Card

LANES = 8
RANKED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a chart is asked: some entities, or all of a case; which of them are opened.

    case     uid of a case, or None
    opened   entities whose neighbours are drawn too
    """

    entities: tuple[str, ...] = ()
    case: str | None = None
    opened: tuple[str, ...] = ()
    filters: Filters = field(default_factory=Filters)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One item under a line: its card, its grade, and how it stands.

    statements  uids of its statements about the line
    """

    card: Card
    badge: Badge | None
    standing: str
    denies: bool
    access: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawer:
    """The evidence of one line: pieces for a reported line, the finding for an inferred one."""

    line: Line
    left: Thing
    right: Thing
    pieces: tuple[Piece, ...]
    reports: int
    origins: int
    finding: Kept | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPage:
    """A chart as one person sees it now.

    places    {thing: (x, y)} in 0 … 1000
    more      {thing: {schema: neighbours not drawn}}; things without any are absent
    not_drawn {schema: things that may be seen here and are not drawn}
    ranks     most connected first, over reported lines that hold; at most RANKED
    label     join of the labels of all that is shown; None when nothing is
    """

    question: Question
    focus: tuple[str, ...]
    chart: Chart
    places: Mapping[str, tuple[float, float]]
    more: Mapping[str, Mapping[str, int]]
    not_drawn: Mapping[str, int]
    legend: Mapping[str, int]
    ranks: tuple[Rank, ...]
    drawer: Drawer | None
    timeline: Timeline | None
    zone: str
    label: Label | None

    @property
    def things(self) -> Mapping[str, Thing]:
        return {thing.uid: thing for thing in self.chart.things}


def chart_of(sitting: Sitting, question: Question, *, line: str | None = None) -> ChartPage:
    """Draw a question from what the viewer may see, with the evidence of one line.

    line    uid of the line whose evidence is wanted, or None

    Raises  NotFound when none of the entities can be seen, or the line is not drawn
    """
    with look(sitting, "chart.read") as seen:
        page = page_of(seen.read, question, line)
        seen.about(*page.focus[:20])
    return page


def chart_of_case(sitting: Sitting, case: str) -> ChartPage:
    """Draw everything that a case's visible reports speak about."""
    return chart_of(sitting, Question(case=case))


def save_chart(sitting: Sitting, question: Question, *, title: str) -> str:
    """Keep the question under a name; what it shows is computed anew at each look.

    →       uid of the saved chart

    Raises  Invalid without a title; NotFound when nothing asked about can be seen
    """
    if not title.strip():
        raise Invalid(Fault(where="title", code="analysis.empty"))
    with act(sitting, "chart.save") as doing:
        page = page_of(doing.read, question, None)
        uid = sitting.ids()
        analyses.keep_chart(
            uid=uid,
            title=title.strip()[:120],
            case=question.case or sitting.case,
            entities=question.entities,
            filters={"opened": list(question.opened), **filters_kept(question.filters)},
            author=sitting.who.id,
            at=sitting.clock(),
            label=labels.intern(page.label) if page.label else 0,
        )
        doing.about(uid)
    return uid


def saved_charts(sitting: Sitting) -> list[Saved]:
    """Saved questions in scope, newest first."""
    with look(sitting, "chart.list") as seen:
        return read_analyses.saved(seen.read)


def filters_kept(filters: Filters) -> dict[str, Any]:
    """Filters as plain values, for the address and for records."""
    return {
        "hide": sorted(filters.hidden_styles),
        "without": sorted(filters.hidden_schemas),
        "unknown": sorted(filters.hidden_access),
        "since": filters.since,
        "until": filters.until,
        "ended": filters.ended,
    }


def gathered(read: Read, question: Question) -> Gathered:
    """What a question is about, on the node's clock."""
    asked = charts.of_case(read, question.case) if question.case else question.entities
    return gather(read, asked, opened=question.opened, zone=_zone())


def page_of(
    read: Read, question: Question, wanted: str | None, *, found: Gathered | None = None
) -> ChartPage:
    """The chart inside another verb's look; `wanted` is the line whose evidence is shown.

    Raises  NotFound when nothing asked about can be seen
    """
    found = found or gathered(read, question)
    if not found.things:
        raise NotFound
    focus = tuple(dict.fromkeys(found.head[uid] for uid in found.asked if uid in found.head))
    inferred = inferred_lines(read, found)
    chart = draw(
        found.things.values(), [*found.ties, *inferred], focus=focus, filters=question.filters
    )
    names = named(read, chart.things)
    chart = replace(chart, things=tuple(names[thing.uid] for thing in chart.things))
    return ChartPage(
        question=question,
        focus=focus,
        chart=chart,
        places=_places(chart),
        more=_more(chart, found),
        not_drawn=_not_drawn(chart, found, question.filters),
        legend=legend(chart),
        ranks=_ranks(chart),
        drawer=_drawer(read, chart, names, wanted) if wanted else None,
        timeline=_timeline(chart, focus),
        zone=_zone(),
        label=label_of(chart, found),
    )


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


def label_of(chart: Chart, found: Gathered) -> Label | None:
    """The strictest of all that is shown: lines, names, and what joins two into one."""
    ids = {one for thing in chart.things for one in thing.labels}
    for one in chart.lines:
        if isinstance(one.tie, Inferred):
            ids.add(one.tie.label)
        else:
            ids |= {found.said[uid].label for s in one.tie.supports for uid in s.statements}
    return joined(ids)


def joined(label_ids: Iterable[int]) -> Label | None:
    """The join of some labels by their ids; None for none."""
    found = [labels.get(label_id) for label_id in sorted(set(label_ids))]
    return join(*found) if found else None


def _zone() -> str:
    node = accounts.this_node()
    return node.zone if node else "UTC"


def _places(chart: Chart) -> Mapping[str, tuple[float, float]]:
    return positions([thing.uid for thing in chart.things], [one.ends for one in chart.lines])


def _ranks(chart: Chart) -> tuple[Rank, ...]:
    """Refuted, ended and inferred lines are left out: they would lift whom nobody reports."""
    standing = (Style.CONFIRMED, Style.UNCONFIRMED)
    pairs = [one.ends for one in chart.lines if one.style in standing and not one.ended]
    found = ranking({uid for pair in pairs for uid in pair}, pairs) if pairs else ()
    return found[:RANKED]


def _more(chart: Chart, found: Gathered) -> Mapping[str, Mapping[str, int]]:
    lines = [line(tie) for tie in found.ties]
    standing = [one for one in lines if not one.ended]
    known = found.all_things
    counted = {thing.uid: more_of(thing.uid, chart, standing, known) for thing in chart.things}
    return {uid: counts for uid, counts in counted.items() if counts}


def _not_drawn(chart: Chart, found: Gathered, filters: Filters) -> Mapping[str, int]:
    counts = Counter(dict(chart.left_out))
    ends = {end for tie in found.ties for end in (tie.left, tie.right)}
    counts.update(
        thing.schema
        for uid, thing in found.beyond.items()
        if uid in ends and thing.schema not in filters.hidden_schemas
    )
    return dict(counts.most_common())


def _drawer(read: Read, chart: Chart, names: Mapping[str, Thing], wanted: str) -> Drawer:
    chosen = chart.line(wanted)
    if chosen is None:
        raise NotFound
    left, right = (names[end] for end in chosen.ends)
    if isinstance(chosen.tie, Inferred):
        kept = read_analyses.by_uid(read, chosen.tie.finding)
        return Drawer(
            line=chosen, left=left, right=right, pieces=(), reports=0, origins=0, finding=kept
        )
    supports = chosen.tie.supports
    cards = charts.cards(read, [one.item for one in supports])
    return Drawer(
        line=chosen,
        left=left,
        right=right,
        pieces=tuple(
            Piece(
                card=cards[one.item],
                badge=badge(one.grade, refuted=one.standing == "refuted") if one.grade else None,
                standing=one.standing,
                denies=one.denies,
                access=one.access,
                statements=one.statements,
            )
            for one in supports
            if one.item in cards
        ),
        reports=len({one.report for one in live(supports)}),
        origins=origins(supports),
        finding=None,
    )


def _timeline(chart: Chart, focus: Sequence[str]) -> Timeline | None:
    told = [
        Happening(
            uid=one.tie.uid,
            lanes=one.ends,
            start=support.span[0],
            end=support.span[1],
            style=Style.REFUTED if support.standing == "refuted" else one.style,
        )
        for one in chart.lines
        if not isinstance(one.tie, Inferred)
        for support in one.tie.supports
        if support.span
    ]
    count = Counter(lane for one in told for lane in one.lanes)
    asked = [uid for uid in focus if uid in count] if len(focus) <= LANES else []
    people = {thing.uid for thing in chart.things if thing.schema == "Person"}
    busiest = sorted(count, key=lambda uid: (-count[uid], uid not in people, uid))
    return timeline(told, list(dict.fromkeys([*asked, *busiest]))[:LANES])
