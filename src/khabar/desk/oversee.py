"""Oversight: the ledger read, verified and put in its place."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from khabar.desk.sitting import Clock, Sitting, look, utc_now
from khabar.safeguards.ledger import Frontier, is_signed_by, leaf
from khabar.storage import accounts, ledger
from khabar.storage.keys import node_keys
from khabar.storage.sql import stopped as read_stopped


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLine:
    """One entry as the overseer reads it; `who` is the person's name, "" for nobody."""

    index: int | None
    at: datetime
    who: str
    roles: tuple[str, ...]
    verb: str
    about: tuple[str, ...]
    purpose: str
    case: str
    door: str
    result: str

    @property
    def refused(self) -> bool:
        return self.result != "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What the verifier found.

    entries  leaves in the tree; waiting  entries not yet in it; heads  signed heads checked
    broken   what does not add up, one line each, with ids only
    """

    entries: int
    waiting: int
    heads: int
    broken: tuple[str, ...]

    @property
    def ok(self) -> bool:
        return not self.broken


def read_ledger(sitting: Sitting, *, most: int = 200, refused: bool = False) -> list[LedgerLine]:
    """The newest entries, newest first.

    most     at most so many; refused  only refusals and denials
    """
    with look(sitting, "ledger.read"):
        names = {account.uid: account for account in accounts.everyone()}
        lines = []
        for kept in ledger.entries(newest_first=True, most=None if refused else most):
            entry = json.loads(kept.body)
            if refused and entry["result"] == "done":
                continue
            person = names.get(entry["who"])
            lines.append(
                LedgerLine(
                    index=kept.index,
                    at=datetime.fromisoformat(entry["at"]),
                    who=f"{person.full_name}, {person.agency.code}" if person else "",
                    roles=tuple(entry["roles"]),
                    verb=entry["verb"],
                    about=tuple(entry["about"]),
                    purpose=entry["purpose"],
                    case=entry["case"],
                    door=entry["door"],
                    result=entry["result"],
                )
            )
            if len(lines) >= most:
                break
        return lines


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerCounts:
    """entries  all of them; refused  refusals and denials; newest  time of the last, or None"""

    entries: int
    refused: int
    newest: datetime | None


def ledger_counts(sitting: Sitting) -> LedgerCounts:
    """How much stands in the ledger."""
    with look(sitting, "ledger.read"):
        results = [json.loads(kept.body) for kept in ledger.entries()]
    return LedgerCounts(
        entries=len(results),
        refused=sum(entry["result"] != "done" for entry in results),
        newest=datetime.fromisoformat(results[-1]["at"]) if results else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedItem:
    """An item that a rule refused; its text is in quarantine, for the prosecutor alone."""

    uid: str
    number: str
    text: str
    reason_code: str
    reason: str
    at: datetime


def stopped_items(sitting: Sitting) -> list[StoppedItem]:
    """Every item that was refused and quarantined, newest first."""
    with look(sitting, "item.stopped") as seen:
        rows = read_stopped.every(seen.read)
        seen.about(*(row["uid"] for row in rows))
    return [StoppedItem(**row) for row in rows]


def who_looked(sitting: Sitting, thing: str) -> list[LedgerLine]:
    """Every act and look that touched this thing, newest first.

    thing  uid of an entity, report, item, product …
    """
    with look(sitting, "ledger.looks") as seen:
        seen.about(thing)
    return [line for line in read_ledger(sitting, most=100_000) if thing in line.about]


def check_ledger(sitting: Sitting) -> Verified:
    """Prove the ledger on a page: the same proof as `khabar verify`, itself traced."""
    with look(sitting, "ledger.verify"):
        pass
    return verify_ledger()


def verify_ledger() -> Verified:
    """Recompute every leaf and root and check every signature.

    Finds any single edit, deletion, reordering or truncation below a signed head. Entries
    newer than the last head are only counted: nobody has promised them yet.
    """
    node = accounts.this_node()
    heads = ledger.heads()
    roots, broken = _recomputed({head.size for head in heads})
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(node.signing_public)) if node else None
    size, waiting = _sizes()
    for head in heads:
        named = type(head)(node=node.code if node else "", size=head.size, root=head.root,
                           at=head.at, signature=head.signature)  # fmt: skip
        if key is None or not is_signed_by(named, key):
            broken.append(f"head {head.size}: signature is not this node's")
        if roots.get(head.size) != head.root:
            broken.append(f"head {head.size}: entries do not give the signed root")
    if heads and heads[-1].size != size:
        broken.append(f"{size} entries in the tree, the last head promises {heads[-1].size}")
    return Verified(entries=size, waiting=waiting, heads=len(heads), broken=tuple(broken))


def _recomputed(sizes: set[int]) -> tuple[dict[int, bytes], list[str]]:
    edge, roots, broken = Frontier(), {}, []
    placed = sorted(
        (kept.index, kept.leaf, kept) for kept in ledger.entries() if kept.index is not None
    )
    for at, (index, _leaf, kept) in enumerate(placed):
        if index != at:
            broken.append(f"entry {at} is missing")
            break
        found = leaf(kept.salt, kept.body)
        if found != kept.leaf:
            broken.append(f"entry {at}: its text is not what its leaf promised")
        edge.append(found)
        if edge.size in sizes:
            roots[edge.size] = edge.root()
    return roots, broken


def _sizes() -> tuple[int, int]:
    placed = waiting = 0
    for kept in ledger.entries():
        placed, waiting = (placed + 1, waiting) if kept.index is not None else (placed, waiting + 1)
    return placed, waiting


def sequence_ledger(*, clock: Clock = utc_now) -> int:
    """Put all waiting entries into the tree and sign the head; for the worker.

    →   the size of the tree after it, 0 when nothing waited
    """
    node = accounts.this_node()
    size = 0
    while node and (head := ledger.sequence(node.code, node_keys().signing, clock())):
        size = head.size
    return size
