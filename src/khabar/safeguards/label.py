"""Label: what may be said of a record's secrecy in one small, interned value.

Every stored row that can reveal something carries one. Policy runs over the few hundred
labels of a node, never over rows.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from enum import Enum, IntEnum


class Level(IntEnum):
    """The secrecy ladder, lowest first. Above RESTRICTED nothing leaves by network."""

    OPEN = 0
    RESTRICTED = 1  # ДСП, "for service use"
    SECRET = 2
    TOP_SECRET = 3


class Handling(IntEnum):
    """Europol's handling codes, loosest first (Practical Advisor 6243/18)."""

    H0 = 0  # only for preventing and combating crime
    H1 = 1  # not in judicial proceedings without the provider's permission
    H2 = 2  # not passed on without the provider's permission
    H3 = 3  # other restrictions, in words on the report


class Stage(Enum):
    """Where a record stands between hearing and knowing; only KEPT is intelligence."""

    INTAKE = "intake"  # submitted; its evaluators work on it
    KEPT = "kept"  # accepted: may be searched
    BATCH = "batch"  # an import not yet published: in nobody's scope
    QUARANTINE = "quarantine"  # refused text: oversight alone


OWN_AGENCY = "agency"
ALL_AGENCIES = "node"


def releasable_to_nodes(*nodes: str) -> str:
    """The releasable group of named nodes (their agencies and ours): "nodes:HUB,UZ"."""
    return "nodes:" + ",".join(sorted(nodes))


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Level, originator, handling, releasable group, compartment, stage.

    originator   code of the agency whose word it is; several joined with "+"
    releasable   OWN_AGENCY, ALL_AGENCIES (of this node) or releasable_to_nodes(…)
    compartment  operation code, "" for none; several joined with "+"
    batch        id of the import that wrote it, "" for none
    """

    level: Level
    originator: str
    handling: Handling
    releasable: str = OWN_AGENCY
    compartment: str = ""
    stage: Stage = Stage.KEPT
    batch: str = ""

    @property
    def digest(self) -> str:
        """What makes two labels one row: SHA-256 over all fields, in hexadecimal."""
        parts = (
            str(int(self.level)), self.originator, str(int(self.handling)),
            self.releasable, self.compartment, self.stage.value, self.batch,
        )  # fmt: skip
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

    @property
    def compartments(self) -> frozenset[str]:
        return _parts(self.compartment)

    @property
    def originators(self) -> frozenset[str]:
        return _parts(self.originator)

    @property
    def nodes(self) -> frozenset[str]:
        """The partner nodes it may go to; empty unless a group of nodes is named."""
        if not self.releasable.startswith("nodes:"):
            return frozenset()
        return frozenset(self.releasable.removeprefix("nodes:").split(",")) - {""}

    @property
    def is_baseline(self) -> bool:
        """What every officer of the node may see: ≤ restricted, H0, for all its agencies."""
        return (
            self.level <= Level.RESTRICTED
            and self.handling is Handling.H0
            and self.releasable == ALL_AGENCIES
            and not self.compartment
            and self.stage is Stage.KEPT
        )


def join(first: Label, *others: Label) -> Label:
    """The strictest of all: what anything derived from these records must carry.

    Levels and handling codes take the highest; originators and compartments add up;
    the releasable group is what all of them allow; a stage other than KEPT wins.
    """
    joined = first
    for other in others:
        joined = replace(
            joined,
            level=max(joined.level, other.level),
            handling=max(joined.handling, other.handling),
            originator="+".join(sorted(joined.originators | other.originators)),
            compartment="+".join(sorted(joined.compartments | other.compartments)),
            releasable=_narrower(joined, other),
            stage=max(joined.stage, other.stage, key=_STRICTNESS.index),
            batch=joined.batch or other.batch,
        )
    return joined


_STRICTNESS = (Stage.KEPT, Stage.INTAKE, Stage.BATCH, Stage.QUARANTINE)


def _parts(joined: str) -> frozenset[str]:
    return frozenset(joined.split("+")) - {""}


def _narrower(one: Label, other: Label) -> str:
    if one.releasable == other.releasable:
        return one.releasable
    if OWN_AGENCY in (one.releasable, other.releasable):
        return OWN_AGENCY
    if one.nodes and other.nodes:
        both = one.nodes & other.nodes
        return releasable_to_nodes(*both) if both else OWN_AGENCY
    return ALL_AGENCIES  # a group of nodes always includes all agencies at home
