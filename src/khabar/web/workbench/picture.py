"""The chart as shapes: for the page without scripts, for print, and for the drawing library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from khabar.analysis import Line, Style, Thing
from khabar.desk.chart import ChartPage
from khabar.web.workbench.address import drawer

Say = Callable[..., str]
WIDE, HIGH, MARGIN_X, MARGIN_Y = 1000, 620, 80, 48
HEIGHTS = ((2, 170), (4, 320), (8, 440))
"""(things at most, height): a few things need no tall picture."""
WORDY = 45
"""Above so many lines only the exceptional ones carry words; all are in the title and the table."""
NAME = 24
"""Letters of a name in the picture; the whole name stands in the table and the title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """x, y: centre, as text, because a page in Russian would print a comma."""

    thing: Thing
    x: str
    y: str
    name: str
    href: str
    focus: bool
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A line: path from rim to rim; label and cross or diamond at its middle."""

    line: Line
    path: str
    x: str
    y: str
    label: str
    href: str
    title: str
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    wide: int
    high: int
    nodes: tuple[Node, ...]
    strokes: tuple[Stroke, ...]


def picture(page: ChartPage, say: Say, *, line: str | None, node: str | None) -> Picture:
    """Shapes of a chart.

    say   (code, **facts) → words in the reader's language
    line  uid of the line that is open in the drawer; node likewise
    """
    high = next((tall for few, tall in HEIGHTS if len(page.chart.things) <= few), HIGH)
    at = {uid: _place(x, y, high) for uid, (x, y) in page.places.items()}
    strokes = [
        _stroke(one, page, at, bend, label_of(one, say), one.tie.uid == line)
        for one, bend in _bends(page)
    ]
    nodes = [
        Node(
            thing=thing,
            x=_text(at[thing.uid][0]),
            y=_text(at[thing.uid][1]),
            name=_short(thing.name),
            href=drawer(page.question, node=thing.uid),
            focus=thing.uid in page.focus and len(page.focus) <= 3,
            chosen=thing.uid == node,
        )
        for thing in page.chart.things
    ]
    return Picture(wide=WIDE, high=high, nodes=tuple(nodes), strokes=tuple(strokes))


def drawing(shapes: Picture, page: ChartPage) -> dict[str, Any]:
    """The same for static/js/chart.js: nodes and edges with positions from the server."""
    return {
        "nodes": [
            {
                "id": node.thing.uid,
                "label": node.name,
                "kind": node.thing.schema.lower(),
                "category": node.thing.category.value,
                "x": page.places[node.thing.uid][0],
                "y": page.places[node.thing.uid][1],
                "href": node.href,
                "focus": node.focus,
            }
            for node in shapes.nodes
        ],
        "edges": [
            {
                "id": stroke.line.tie.uid,
                "source": stroke.line.tie.left,
                "target": stroke.line.tie.right,
                "label": stroke.label,
                "line": stroke.line.style.value,
                "directed": directed(stroke.line),
                "href": stroke.href,
            }
            for stroke in shapes.strokes
        ],
    }


def directed(line: Line) -> bool:
    return bool(getattr(line.tie, "directed", True))


def label_of(line: Line, say: Say) -> str:
    """What a line says, in a word or two, and how often."""
    word = say(f"analyse.link.{line.tie.schema}")
    if getattr(line.tie, "stale", False):
        return f"{word} · {say('analyse.stale-short')}"
    times = getattr(line.tie, "times", 1)
    return f"{word} ×{times}" if times > 1 else word


def _bends(page: ChartPage) -> list[tuple[Line, float]]:
    """Lines between the same two things part to both sides."""
    among: dict[frozenset[str], list[Line]] = {}
    for one in page.chart.lines:
        among.setdefault(frozenset(one.ends), []).append(one)
    return [
        (one, (place - (len(side) - 1) / 2) * (1 if one.tie.left < one.tie.right else -1))
        for one in page.chart.lines
        for side in [among[frozenset(one.ends)]]
        for place in [side.index(one)]
    ]


def _stroke(
    one: Line,
    page: ChartPage,
    at: dict[str, tuple[float, float]],
    bend: float,
    label: str,
    chosen: bool,
) -> Stroke:
    (x1, y1), (x2, y2) = at[one.tie.left], at[one.tie.right]
    dx, dy = x2 - x1, y2 - y1
    far = (dx * dx + dy * dy) ** 0.5 or 1.0
    cx = (x1 + x2) / 2 - dy / far * bend * 60
    cy = (y1 + y2) / 2 + dx / far * bend * 60
    start, end = _towards(x1, y1, cx, cy, 20), _towards(x2, y2, cx, cy, 24)
    names = page.things
    usual = one.style in (Style.CONFIRMED, Style.UNCONFIRMED) and not chosen
    return Stroke(
        line=one,
        path="M{} {}Q{} {} {} {}".format(*map(_text, (*start, cx, cy, *end))),
        x=_text((x1 + 2 * cx + x2) / 4),
        y=_text((y1 + 2 * cy + y2) / 4),
        label="" if usual and len(page.chart.lines) > WORDY else label,
        href=drawer(page.question, line=one.tie.uid),
        title=f"{names[one.tie.left].name} – {label} – {names[one.tie.right].name}",
        chosen=chosen,
    )


def _towards(x: float, y: float, to_x: float, to_y: float, steps: float) -> tuple[float, float]:
    dx, dy = to_x - x, to_y - y
    far = (dx * dx + dy * dy) ** 0.5 or 1.0
    return x + dx / far * steps, y + dy / far * steps


def _place(x: float, y: float, high: int) -> tuple[float, float]:
    return (
        MARGIN_X + x / 1000 * (WIDE - 2 * MARGIN_X),
        MARGIN_Y + y / 1000 * (high - 2.4 * MARGIN_Y),
    )


def _text(number: float) -> str:
    return f"{number:.1f}"


def _short(name: str) -> str:
    return name if len(name) <= NAME else f"{name[: NAME - 1].rstrip()}…"
