"""What stands beside a chart: ranks, what more there is, the theme lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from khabar.analysis import (
    Chart,
    Filters,
    Happening,
    Inferred,
    Rank,
    Style,
    Timeline,
    line,
    more_of,
    ranking,
    timeline,
)
from khabar.desk.gathering import Gathered

LANES = 8
RANKED = 8


def ranks(chart: Chart) -> tuple[Rank, ...]:
    """Refuted, ended and inferred lines are left out: they would lift whom nobody reports."""
    standing = (Style.CONFIRMED, Style.UNCONFIRMED)
    pairs = [one.ends for one in chart.lines if one.style in standing and not one.ended]
    found = ranking({uid for pair in pairs for uid in pair}, pairs) if pairs else ()
    return found[:RANKED]


def more_beside(chart: Chart, found: Gathered) -> Mapping[str, Mapping[str, int]]:
    lines = [line(tie) for tie in found.ties]
    standing = [one for one in lines if not one.ended]
    known = found.all_things
    counted = {thing.uid: more_of(thing.uid, chart, standing, known) for thing in chart.things}
    return {uid: counts for uid, counts in counted.items() if counts}


def not_drawn(chart: Chart, found: Gathered, filters: Filters) -> Mapping[str, int]:
    counts = Counter(dict(chart.left_out))
    ends = {end for tie in found.ties for end in (tie.left, tie.right)}
    counts.update(
        thing.schema
        for uid, thing in found.beyond.items()
        if uid in ends and thing.schema not in filters.hidden_schemas
    )
    return dict(counts.most_common())


def theme_lines(chart: Chart, focus: Sequence[str]) -> Timeline | None:
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
