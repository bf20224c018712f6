"""No finding may stand on itself, directly or through what others concluded from it."""

from collections.abc import Mapping, Sequence

from khabar.core.errors import Invalid


class OwnSource(Invalid):
    """The finding would be evidence for itself; `circle` names the way back."""

    code = "analysis.own-source"


def circle(start: str, premises: Sequence[str], known: Mapping[str, Sequence[str]]) -> list[str]:
    """Find a way from a finding back to itself through the findings it stands on.

    start     lineage of the finding being written
    premises  lineages it wants to stand on
    known     {lineage: lineages it stands on}, all versions together
    →         [start, …, start], or [] when there is none

    Cost    one walk over what can be reached
    Source  domain rule R6: an assessment is never evidence for itself
    """
    trail: dict[str, str] = {}
    waiting = list(premises)
    for first in premises:
        trail.setdefault(first, start)
    while waiting:
        here = waiting.pop()
        if here == start:
            return _way(start, trail)
        for deeper in known.get(here, ()):
            if deeper not in trail:
                trail[deeper] = here
                waiting.append(deeper)
    return []


def must_not_stand_on_itself(
    start: str, premises: Sequence[str], known: Mapping[str, Sequence[str]]
) -> None:
    """Refuse a finding that would be its own source.

    Raises  OwnSource
    """
    way = circle(start, premises, known)
    if way:
        raise OwnSource(circle=way)


def _way(start: str, trail: Mapping[str, str]) -> list[str]:
    way = [start]
    here = trail[start]
    while here != start:
        way.append(here)
        here = trail[here]
    return [*way, start][::-1]
