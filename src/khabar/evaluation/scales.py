"""The four grading scales of the region's agencies and their partners.

Codes are kept exactly as their scheme writes them. The rows of two schemes are never
equivalents, so nothing here converts one into another.

Source  4x4: Regulation (EU) 2016/794, Art. 29; 6x6: Admiralty type; 5x5x5 and 3x5x2: UK
        habit, wording not checked against the text (doctrine.md sections 2 and 17)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """One scale: two axes, judged apart.

    code         "4x4"; said under `scale.<code>`
    source       codes of the source's axis, in the order its form prints them
    information  codes of the information's axis, likewise
    needs_second code that claims other sources agree: it needs a second independent origin
    """

    code: str
    source: tuple[str, ...]
    information: tuple[str, ...]
    needs_second: frozenset[str]


_ALL = (
    Scheme(
        code="4x4",
        source=("A", "B", "C", "X"),
        information=("1", "2", "3", "4"),
        needs_second=frozenset({"3"}),
    ),
    Scheme(
        code="6x6",
        source=("A", "B", "C", "D", "E", "F"),
        information=("1", "2", "3", "4", "5", "6"),
        needs_second=frozenset({"1"}),
    ),
    Scheme(
        code="5x5x5",
        source=("A", "B", "C", "D", "E"),
        information=("1", "2", "3", "4", "5"),
        needs_second=frozenset({"3"}),
    ),
    Scheme(
        code="3x5x2",
        source=("1", "2", "3"),
        information=("A", "B", "C", "D", "E"),
        needs_second=frozenset({"B"}),
    ),
)

SCHEMES: Mapping[str, Scheme] = MappingProxyType({scheme.code: scheme for scheme in _ALL})
DEFAULT_SCHEME = "4x4"
