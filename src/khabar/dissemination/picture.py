"""Picture: the nearest links of a product, drawn from its own evidence and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from khabar.analysis import positions
from khabar.dissemination.product import Line

MOST_THINGS = 24
STRONGEST_FIRST = ("confirmed", "unconfirmed", "inferred", "refuted")


def picture(lines: Sequence[Line]) -> dict[str, Any] | None:
    """Lay out the lines of a product.

    lines  one for each link in the evidence table or in a key finding; a pair drawn twice keeps
           its strongest reported line, and a conclusion beside it
    →      {"things": [{name, shape, x, y}], "lines": [{x1, y1, x2, y2, style}], "styles": drawn}
           with x and y in 0…1, left to right and top to bottom; None when there is nothing to
           draw, or more things than a page can show
    """
    drawn = _once(lines)
    things = {
        uid: (name, shape)
        for line in drawn
        for uid, name, shape in (
            (line.left, line.left_name, line.left_shape),
            (line.right, line.right_name, line.right_shape),
        )
    }
    if not drawn or len(things) > MOST_THINGS:
        return None
    at = {
        uid: (round(x / 1000, 4), round(y / 1000, 4))
        for uid, (x, y) in positions(things, [(line.left, line.right) for line in drawn]).items()
    }
    return {
        "things": [
            {"name": name, "shape": shape, "x": at[uid][0], "y": at[uid][1]}
            for uid, (name, shape) in things.items()
        ],
        "lines": [
            {
                "x1": at[line.left][0],
                "y1": at[line.left][1],
                "x2": at[line.right][0],
                "y2": at[line.right][1],
                "style": line.style,
            }
            for line in drawn
        ],
        "styles": [
            style for style in STRONGEST_FIRST if any(line.style == style for line in drawn)
        ],
    }


def _once(lines: Sequence[Line]) -> list[Line]:
    best: dict[tuple[frozenset[str], bool], Line] = {}
    for line in lines:
        key = (frozenset((line.left, line.right)), line.style == "inferred")
        if key not in best or _rank(line) < _rank(best[key]):
            best[key] = line
    return list(best.values())


def _rank(line: Line) -> int:
    return STRONGEST_FIRST.index(line.style)
