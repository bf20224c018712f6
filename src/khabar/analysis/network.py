"""Where to draw things, and two measures of a network with what they do not say."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock

import igraph

Pair = tuple[str, str]
Point = tuple[float, float]

ENGINE = f"igraph {igraph.__version__}"
SEED = 20261123
ROUNDS = 500
ROW = 820.0
"""How far down the woven part reaches when there is a row of single things below it."""
CLEARED = 90
"""Up to so many things none may lie on a line that passes by; above, it costs too long."""

_one_at_a_time = Lock()
"""igraph asks one generator of the whole process for chance; two layouts may not share it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Centrality:
    """How a thing sits in a network: never a statement that it matters or leads.

    degree       number of different neighbours
    betweenness  shortest paths between two others that pass here; undirected, unweighted,
                 a path shared by n is counted 1/n
    """

    degree: int
    betweenness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rank:
    """A place in a ranking, and where it moves when some lines are missing."""

    thing: str
    place: int
    best: int
    worst: int
    measure: Centrality


def positions(
    things: Iterable[str], pairs: Iterable[Pair], *, seed: int = SEED
) -> dict[str, Point]:
    """Lay out a network with Fruchterman-Reingold on a grid.

    things  ids; isolates allowed
    pairs   ids that are joined; direction, repeats and loops are ignored
    →       {id: (x, y)} in 0 … 1000; the same input gives the same output, whatever the order
            it came in; things without a line stand in a row at the bottom

    A start position comes from the id alone, so a chart changes little when one thing is added,
    and nothing that is not drawn can shift it.

    Cost    0.06 s for 150 things and 150 pairs
    Source  Fruchterman and Reingold 1991, as in igraph
    """
    every, lines = sorted(set(things)), list(pairs)
    joined = {end for pair in lines if pair[0] != pair[1] for end in pair}
    names = [name for name in every if name in joined]
    alone = [name for name in every if name not in joined]
    return _woven(names, lines, seed, floor=ROW if alone else 1000.0) | _in_a_row(alone, names)


def _woven(
    names: Sequence[str], pairs: Iterable[Pair], seed: int, *, floor: float
) -> dict[str, Point]:
    if not names:
        return {}
    graph = _graph(names, pairs)
    start = [_start(name) for name in names]
    with _one_at_a_time:
        igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 – a drawing, no secret
        layout = graph.layout_fruchterman_reingold(seed=start, niter=ROUNDS, grid="grid")
    points = _apart(_fill([(x, y) for x, y in layout.coords]))
    if len(names) <= CLEARED:
        points = _apart(_off_lines(points, graph.get_edgelist()))
    placed = [(x, round(y * floor / 1000, 1)) for x, y in _fill(points)]
    return dict(zip(names, placed, strict=True))


def _in_a_row(alone: Sequence[str], woven: Sequence[str]) -> dict[str, Point]:
    """Things without a line stand in a row below, or they would squeeze the others."""
    if len(alone) == 1 and not woven:
        return {alone[0]: (500.0, 500.0)}
    step = 1000 / (len(alone) + 1)
    return {name: (round(step * place, 1), 1000.0) for place, name in enumerate(alone, 1)}


def centrality(things: Iterable[str], pairs: Iterable[Pair]) -> dict[str, Centrality]:
    """Measure how each thing sits in the network.

    pairs  undirected; repeats and loops are dropped, isolates are kept and have zero
    →      {id: Centrality}

    Cost    exact, O(things × pairs); 0.25 s at 2,000 things and 8,000 pairs
    """
    names = sorted(set(things))
    graph = _graph(names, pairs)
    return {
        name: Centrality(degree=degree, betweenness=between)
        for name, degree, between in zip(
            names, graph.degree(), graph.betweenness(directed=False), strict=True
        )
    }


def ranking(
    things: Iterable[str],
    pairs: Iterable[Pair],
    *,
    draws: int = 60,
    missing: float = 0.1,
    seed: int = SEED,
) -> tuple[Rank, ...]:
    """Rank by betweenness, then degree, then id, and say how steady each place is.

    draws    how often a share of the lines is left out
    missing  that share, 0 … 1
    →        one Rank per thing, first place first; best and worst over all draws
    """
    names, lines = sorted(set(things)), sorted({_ordered(pair) for pair in pairs})
    measures = centrality(names, lines)
    order = _order(names, measures)
    chance = random.Random(seed)  # noqa: S311 – a test of steadiness, no secret
    places: dict[str, list[int]] = {name: [place] for place, name in enumerate(order, 1)}
    for _ in range(draws):
        kept = chance.sample(lines, round(len(lines) * (1 - missing)))
        for place, name in enumerate(_order(names, centrality(names, kept)), 1):
            places[name].append(place)
    return tuple(
        Rank(thing=name, place=place, best=min(seen), worst=max(seen), measure=measures[name])
        for place, name in enumerate(order, 1)
        for seen in [places[name]]
    )


def _order(names: Sequence[str], measures: dict[str, Centrality]) -> list[str]:
    return sorted(
        names, key=lambda name: (-measures[name].betweenness, -measures[name].degree, name)
    )


def _graph(names: Sequence[str], pairs: Iterable[Pair]) -> igraph.Graph:
    at = {name: number for number, name in enumerate(names)}
    lines = sorted({_ordered(pair) for pair in pairs if pair[0] != pair[1]})
    return igraph.Graph(n=len(names), edges=[(at[left], at[right]) for left, right in lines])


def _ordered(pair: Pair) -> Pair:
    return pair if pair[0] <= pair[1] else (pair[1], pair[0])


def _start(name: str) -> list[float]:
    drawn = blake2b(name.encode(), digest_size=8).digest()
    return [int.from_bytes(half) / 2**31 - 1 for half in (drawn[:4], drawn[4:])]


def _apart(points: list[Point]) -> list[Point]:
    """Push near twins apart, a little at a time, so that names under them can be read."""
    gap = min(620 / len(points) ** 0.5, 150.0)
    for _ in range(24):
        moved = [[x, y] for x, y in points]
        still = True
        for one, (x, y) in enumerate(points):
            for other in range(one):
                dx, dy = x - points[other][0], y - points[other][1]
                if abs(dx) >= gap or abs(dy) >= gap:
                    continue
                far = (dx * dx + dy * dy) ** 0.5
                if far >= gap:
                    continue
                still = False
                push = (gap - far) / 2 / (far or 1)
                dx, dy = (dx * push, dy * push) if far else (gap / 2, gap / 3)
                moved[one][0] += dx / 2
                moved[one][1] += dy / 2
                moved[other][0] -= dx / 2
                moved[other][1] -= dy / 2
        if still:
            break
        points = [(x, y) for x, y in moved]
    return points


def _off_lines(points: list[Point], lines: Sequence[tuple[int, int]]) -> list[Point]:
    """Move things that lie on a line of others to the side of it."""
    gap = min(300 / len(points) ** 0.5, 60.0)
    moved = list(points)
    for one in range(len(points)):
        for left, right in lines:
            if one in (left, right):
                continue
            (x, y), (x1, y1), (x2, y2) = moved[one], moved[left], moved[right]
            dx, dy = x2 - x1, y2 - y1
            length = (dx * dx + dy * dy) or 1.0
            share = ((x - x1) * dx + (y - y1) * dy) / length
            if not 0.05 < share < 0.95:
                continue
            aside = ((x - x1) * -dy + (y - y1) * dx) / length**0.5
            if abs(aside) < gap:
                push = (gap - abs(aside)) * (1 if aside >= 0 else -1) / length**0.5
                moved[one] = (x - dy * push, y + dx * push)
    return moved


def _fill(points: Sequence[Point]) -> list[Point]:
    """Stretch each axis to 0 … 1000; a single thing stands in the middle."""
    return list(zip(*(_stretch([p[axis] for p in points]) for axis in (0, 1)), strict=True))


def _stretch(values: list[float]) -> list[float]:
    low, high = min(values), max(values)
    if high - low < 1e-9:
        return [500.0 for _ in values]
    return [round((value - low) / (high - low) * 1000, 1) for value in values]
