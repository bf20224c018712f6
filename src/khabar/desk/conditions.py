"""Who may use an item and how, as its evaluator chose: words in, a label out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from khabar.core.errors import Fault
from khabar.safeguards import (
    ALL_AGENCIES,
    OWN_AGENCY,
    Handling,
    Label,
    Level,
    releasable_to_nodes,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Who may use it and how, as the evaluator chose; "" leaves what the report came with.

    level       "0" … "3"      handling    "0" … "3"
    releasable  "agency", "node" (all agencies here) or "nodes:HUB,UZ"
    """

    level: str = ""
    handling: str = ""
    releasable: str = ""


def chosen_label(label: Label, chosen: Conditions) -> tuple[Label, list[Fault]]:
    """The label as it came, with what the evaluator chose instead."""
    faults = []
    level, handling, releasable = label.level, label.handling, label.releasable
    if chosen.level:
        if chosen.level in _numbers(Level):
            level = Level(int(chosen.level))
        else:
            faults.append(Fault(where="level", code="evaluation.level-unknown"))
    if chosen.handling:
        if chosen.handling in _numbers(Handling):
            handling = Handling(int(chosen.handling))
        else:
            faults.append(Fault(where="handling", code="evaluation.handling-unknown"))
    if chosen.releasable:
        group = _group(chosen.releasable)
        if group is None:
            faults.append(Fault(where="releasable", code="evaluation.releasable-unknown"))
        releasable = group or releasable
    return replace(label, level=level, handling=handling, releasable=releasable), faults


def _group(given: str) -> str | None:
    if given in (OWN_AGENCY, ALL_AGENCIES):
        return given
    if not given.startswith("nodes:"):
        return None
    nodes = [part.strip().upper() for part in given.removeprefix("nodes:").split(",")]
    return releasable_to_nodes(*nodes) if all(node.isalnum() for node in nodes) else None


def _numbers(scale: type[Level] | type[Handling]) -> frozenset[str]:
    return frozenset(str(int(one)) for one in scale)
