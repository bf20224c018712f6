"""A published list through time: editions, and what a new one changes.

An entry is one listed name under the publisher's number, which lasts from edition to edition.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from khabar.core.errors import Conflict


class EditionState(Enum):
    """loading → waiting (loaded, grade not signed yet) → kept (intelligence)."""

    LOADING = "loading"
    WAITING = "waiting"
    KEPT = "kept"


class Change(Enum):
    """What an edition did to an entry.

    CHANGED  its own line (sdn.csv) reads differently: name, programme, remarks …
    LINES    its own line is the same, but aliases or addresses came, went or read differently
    """

    ADDED = "added"
    CHANGED = "changed"
    LINES = "lines"
    REMOVED = "removed"


class NotNewer(Conflict):
    """The edition is not newer than the one held."""

    code = "lists.not-newer"


class Digested(Protocol):
    """An entry as far as comparing needs it."""

    @property
    def own_digest(self) -> str: ...
    @property
    def lines_digest(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What an edition changes, by the publisher's numbers; same entries appear nowhere."""

    added: frozenset[str]
    changed: frozenset[str]
    lines: frozenset[str]
    removed: frozenset[str]

    @property
    def rewritten(self) -> frozenset[str]:
        """Entries that need a new version of their report."""
        return self.added | self.changed | self.lines

    def counts(self, among: Iterable[str] | None = None) -> dict[str, int]:
        """How many of each; only entries in `among` when it is given."""
        kinds = {
            Change.ADDED: self.added,
            Change.CHANGED: self.changed,
            Change.LINES: self.lines,
            Change.REMOVED: self.removed,
        }
        chosen = None if among is None else frozenset(among)
        return {
            kind.value: len(refs if chosen is None else refs & chosen)
            for kind, refs in kinds.items()
        }


def compare(held: Mapping[str, Digested], coming: Mapping[str, Digested]) -> Update:
    """What the coming edition changes in the held one; both are {publisher's number: entry}."""
    both = held.keys() & coming.keys()
    changed = {ref for ref in both if held[ref].own_digest != coming[ref].own_digest}
    lines = {ref for ref in both if held[ref].lines_digest != coming[ref].lines_digest}
    return Update(
        added=frozenset(coming.keys() - held.keys()),
        changed=frozenset(changed),
        lines=frozenset(lines - changed),
        removed=frozenset(held.keys() - coming.keys()),
    )
