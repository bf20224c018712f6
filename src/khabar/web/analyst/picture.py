"""The nearest links as a small picture: this thing in the middle, its neighbours around it."""

from __future__ import annotations

from math import cos, pi, sin

from khabar.collation import schema
from khabar.desk.entity import EntityPage, Neighbour

MOST = 9


def star(page: EntityPage) -> dict[str, list[dict[str, object]]] | None:
    """Nodes and edges for the chart part; None when there is nothing to draw."""
    near: dict[str, Neighbour] = {}
    for one in page.neighbours:
        if len(near) < MOST:
            near.setdefault(one.other or one.link.uid, one)
    if not near:
        return None
    centre = _node("focus", page.view.title, page.view.schema, 0.0, 0.0) | {"focus": True}
    nodes = [centre]
    edges: list[dict[str, object]] = []
    for place, (uid, one) in enumerate(near.items()):
        turn = 2 * pi * place / len(near) - pi / 2
        made = _node(uid, one.title, one.other_schema, 1.6 * cos(turn), sin(turn))
        nodes.append(made | ({"href": f"/entity/{one.other}/"} if one.other else {}))
        edges.append(_edge(uid, one))
    return {"nodes": nodes, "edges": edges}


def _node(uid: str, title: str, kind: str, x: float, y: float) -> dict[str, object]:
    short = title if len(title) <= 28 else title[:27] + "…"
    return {"id": uid, "label": short, "kind": kind.lower(), "x": round(x, 3), "y": round(y, 3)}


def _edge(uid: str, one: Neighbour) -> dict[str, object]:
    source, target = ("focus", uid) if one.outward else (uid, "focus")
    return {
        "id": one.link.uid,
        "source": source,
        "target": target,
        "label": "",
        "line": one.link.strength,
        "directed": schema(one.link.schema).directed,
    }
