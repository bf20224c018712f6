"""Facets: what the codes of four schemes say, in four questions that all share.

Derived, never stored in place of the native codes, never a score. Where a code does
not speak to the question, the doctrine's table places it (there in brackets), and so do we.

Source  doctrine.md section 2, table "Facets"
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class TrackRecord(Enum):
    """What this source's earlier word was worth."""

    RELIABLE = "reliable"
    MOSTLY = "mostly"
    SOMETIMES = "sometimes"
    UNRELIABLE = "unreliable"
    UNTESTED = "untested"


class Access(Enum):
    """How near the source stood to what it tells."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    UNKNOWN = "unknown"


class Corroboration(Enum):
    """What else is known about the same matter."""

    CERTAIN = "certain"
    CORROBORATED = "corroborated"
    NONE = "none"
    CONTRADICTED = "contradicted"
    NOT_ASSESSABLE = "not-assessable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """The four derived answers; falsity_suspected is False where a scheme has no such code."""

    track_record: TrackRecord
    access: Access
    corroboration: Corroboration
    falsity_suspected: bool


def facets_of(scheme: str, source: str, information: str) -> Facets:
    """What a pair of codes says.

    Raises  KeyError for codes off the scale: make a `Grade`, which checks them.
    """
    return Facets(
        track_record=_TRACK[scheme][source],
        access=_ACCESS[scheme][information],
        corroboration=_CORROBORATION[scheme][information],
        falsity_suspected=information in _FALSE.get(scheme, ""),
    )


_T, _A, _C = TrackRecord, Access, Corroboration

_TRACK: dict[str, dict[str, TrackRecord]] = {
    "4x4": {"A": _T.RELIABLE, "B": _T.MOSTLY, "C": _T.UNRELIABLE, "X": _T.UNTESTED},
    "6x6": {
        "A": _T.RELIABLE,
        "B": _T.MOSTLY,
        "C": _T.SOMETIMES,
        "D": _T.UNRELIABLE,
        "E": _T.UNRELIABLE,
        "F": _T.UNTESTED,
    },
    "5x5x5": {
        "A": _T.RELIABLE,
        "B": _T.MOSTLY,
        "C": _T.SOMETIMES,
        "D": _T.UNRELIABLE,
        "E": _T.UNTESTED,
    },
    "3x5x2": {"1": _T.RELIABLE, "2": _T.UNTESTED, "3": _T.UNRELIABLE},
}

_ACCESS: dict[str, dict[str, Access]] = {
    "4x4": {"1": _A.UNKNOWN, "2": _A.DIRECT, "3": _A.INDIRECT, "4": _A.INDIRECT},
    "6x6": dict.fromkeys("123456", _A.UNKNOWN),
    "5x5x5": {
        "1": _A.UNKNOWN,
        "2": _A.DIRECT,
        "3": _A.INDIRECT,
        "4": _A.UNKNOWN,
        "5": _A.UNKNOWN,
    },
    "3x5x2": {
        "A": _A.DIRECT,
        "B": _A.INDIRECT,
        "C": _A.INDIRECT,
        "D": _A.UNKNOWN,
        "E": _A.UNKNOWN,
    },
}

_CORROBORATION: dict[str, dict[str, Corroboration]] = {
    "4x4": {"1": _C.CERTAIN, "2": _C.NOT_ASSESSABLE, "3": _C.CORROBORATED, "4": _C.NONE},
    "6x6": {
        "1": _C.CORROBORATED,
        "2": _C.NONE,
        "3": _C.NONE,
        "4": _C.NONE,
        "5": _C.CONTRADICTED,
        "6": _C.NOT_ASSESSABLE,
    },
    "5x5x5": {
        "1": _C.CERTAIN,
        "2": _C.NONE,
        "3": _C.CORROBORATED,
        "4": _C.NOT_ASSESSABLE,
        "5": _C.NOT_ASSESSABLE,
    },
    "3x5x2": {
        "A": _C.NOT_ASSESSABLE,
        "B": _C.CORROBORATED,
        "C": _C.NONE,
        "D": _C.NOT_ASSESSABLE,
        "E": _C.NOT_ASSESSABLE,
    },
}

_FALSE: dict[str, str] = {"6x6": "5", "5x5x5": "5", "3x5x2": "E"}
