"""The chart, its evidence and its timeline: always computed from what this viewer may see now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from khabar.analysis import (
    Chart,
    Filters,
    Inferred,
    Rank,
    Thing,
    Timeline,
    draw,
    legend,
    positions,
)
from khabar.core.errors import Fault, Invalid, NotFound
from khabar.desk.beside import more_beside, not_drawn, ranks, theme_lines
from khabar.desk.drawer import Drawer, drawer_of
from khabar.desk.gathering import Gathered, gather, named
from khabar.desk.sitting import Sitting, act, look
from khabar.desk.standing import inferred_lines
from khabar.safeguards import Label, join
from khabar.storage import accounts, analyses, labels
from khabar.storage.connection import Read
from khabar.storage.sql import analyses as read_analyses
from khabar.storage.sql import charts
from khabar.storage.sql.analyses import Saved


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
        places=positions([thing.uid for thing in chart.things], [one.ends for one in chart.lines]),
        more=more_beside(chart, found),
        not_drawn=not_drawn(chart, found, question.filters),
        legend=legend(chart),
        ranks=ranks(chart),
        drawer=drawer_of(read, chart, names, wanted) if wanted else None,
        timeline=theme_lines(chart, focus),
        zone=_zone(),
        label=label_of(chart, found),
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
