"""What the item's page shows: options with their meanings, marked texts, the origin picture."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from khabar.desk.review import ItemDesk
from khabar.evaluation import REFUSE_REASONS, REFUTE_REASONS, RETURN_REASONS, Leak
from khabar.safeguards import Handling, Label, Level
from khabar.safeguards.sensitive import Touch


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One code to choose; shut = not to be had now."""

    code: str
    chosen: bool
    shut: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text; kind is "" for plain, "leak" or "touch" for a marked one."""

    text: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A report in the origin picture, with the line to its origin's ring; heights as text."""

    words: str
    own: bool
    top: str
    middle: str
    ring: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Boxes at the left, one ring for each origin at the right."""

    boxes: tuple[Box, ...]
    rings: tuple[tuple[str, int], ...]
    height: int


def item_context(desk: ItemDesk, typed: QueryDict) -> dict[str, object]:
    """Everything the template of one item needs beside the frame."""
    item = desk.item
    chosen = {
        "source": typed.get("source", item.source_code or ""),
        "information": typed.get("information", item.information_code or ""),
    }
    return {
        "desk": desk,
        "item": item,
        "shown_label": desk.label,
        "sources": _options(desk.scheme.source, chosen["source"]),
        "informations": _options(
            desk.scheme.information,
            chosen["information"],
            shut=frozenset() if desk.second_origin else desk.scheme.needs_second,
        ),
        "shut_code": "".join(sorted(desk.scheme.needs_second)),
        "source_family": f"scale.{desk.scheme.code}.source",
        "information_family": f"scale.{desk.scheme.code}.information",
        "handlings": _options(
            [str(int(one)) for one in Handling],
            typed.get("handling", str(int(desk.label.handling))),
        ),
        "levels": _options(
            [str(int(one)) for one in Level if one <= Level.SECRET],
            typed.get("level", str(int(desk.label.level))),
        ),
        "groups": _options(("agency", "node", "nodes"), _group(desk.label, typed)),
        "nodes": typed.get("nodes", ", ".join(sorted(desk.label.nodes))),
        "sanitised": typed.get("sanitised", item.sanitised_text),
        "agrees": typed.getlist("agrees"),
        "pieces": pieces(item.text, [*desk.traces, *desk.touches]),
        "blocking": sum(1 for leak in desk.leaks if leak.blocks),
        "looked": bool(desk.written and desk.written.looked),
        "categories": sorted({touch.category for touch in desk.touches}),
        "stopped": bool(desk.touches) and not desk.lifted,
        "picture": picture(desk),
        "return_reasons": RETURN_REASONS,
        "refuse_reasons": REFUSE_REASONS,
        "refute_reasons": REFUTE_REASONS,
        "reason_code": typed.get("reason_code", "sensitive" if desk.touches else ""),
        "reason": typed.get("reason", ""),
    }


def pieces(text: str, spans: Iterable[Leak | Touch]) -> list[Piece]:
    """Cut a text into plain and marked stretches; spans beyond it or overlapping are left out."""
    cut, done = [], 0
    for span in sorted(spans, key=lambda one: one.start):
        if span.start < done or span.end > len(text):
            continue
        kind = "touch" if isinstance(span, Touch) else "leak"
        cut += [
            Piece(text=text[done : span.start], kind=""),
            Piece(text=text[span.start : span.end], kind=kind),
        ]
        done = span.end
    return [piece for piece in [*cut, Piece(text=text[done:], kind="")] if piece.text]


def picture(desk: ItemDesk) -> Picture | None:
    """Reports and their origins, or None when nothing resembles the item."""
    if not desk.known:
        return None
    rows = [(desk.item.number, True, desk.group)]
    rows += [(known.item.number, False, known.group) for known in desk.known]
    middles = [16 + 36 * place for place in range(len(rows))]
    rings = {
        group: sum(members) / len(members)
        for group in sorted({group for _number, _own, group in rows})
        for members in [[m for m, row in zip(middles, rows, strict=True) if row[2] == group]]
    }
    heights = _apart(rings)
    boxes = tuple(
        Box(words=number, own=own, top=str(middle - 13), middle=str(middle),
            ring=f"{heights[group]:.0f}")
        for (number, own, group), middle in zip(rows, middles, strict=True)
    )  # fmt: skip
    drawn = tuple((f"{height:.0f}", group) for group, height in heights.items())
    return Picture(boxes=boxes, rings=drawn, height=int(max(middles[-1], *heights.values())) + 20)


def _apart(rings: dict[int, float]) -> dict[int, float]:
    """The rings' heights, moved down where two would touch."""
    placed: dict[int, float] = {}
    lowest = 0.0
    for group, height in sorted(rings.items(), key=lambda ring: ring[1]):
        placed[group] = max(height, lowest)
        lowest = placed[group] + 34
    return placed


def _options(
    codes: Sequence[str], chosen: str | None, *, shut: frozenset[str] = frozenset()
) -> list[Option]:
    return [Option(code=code, chosen=code == chosen, shut=code in shut) for code in codes]


def _group(label: Label, typed: QueryDict) -> str:
    return str(typed.get("releasable") or ("nodes" if label.nodes else label.releasable))
