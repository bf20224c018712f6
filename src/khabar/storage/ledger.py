"""The ledger's rows: an outbox in the act's own transaction, a sequencer behind it."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, transaction

from khabar.safeguards.ledger import Entry, Frontier, Head, body, leaf, sign_head
from khabar.storage.models.ledger import LedgerEntry, LedgerHead

BATCH = 1000


def write(entry: Entry) -> int:
    """Put the entry in the outbox, inside the caller's transaction.

    →   its writer's number: the receipt of a rare, high-value act
    """
    text, salt = body(entry), secrets.token_bytes(16)
    row = LedgerEntry.objects.create(body=text, salt=salt, leaf=leaf(salt, text))
    return int(row.pk)


def sequence(node: str, key: Ed25519PrivateKey, now: datetime) -> Head | None:
    """Give waiting entries their place in the tree and sign the new head.

    →   the new head, or None when nothing waited. At most BATCH entries a call.
    """
    with transaction.atomic():
        if connection.vendor == "postgresql":  # one sequencer a node; SQLite locks by itself
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(6162)")
        waiting = list(LedgerEntry.objects.filter(index=None).order_by("pk")[:BATCH])
        if not waiting:
            return None
        last = LedgerHead.objects.order_by("-size").first()
        edge = Frontier(last.size, _cut(bytes(last.peaks))) if last else Frontier()
        for row in waiting:
            row.index = edge.size
            edge.append(bytes(row.leaf))
        LedgerEntry.objects.bulk_update(waiting, ["index"], batch_size=200)
        head = sign_head(Head(node=node, size=edge.size, root=edge.root(), at=stamp(now)), key)
        LedgerHead.objects.create(
            size=head.size, root=head.root, at=head.at,
            peaks=b"".join(edge.peaks), signature=head.signature,
        )  # fmt: skip
        return head


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptEntry:
    """One entry as it stands: index is its place in the tree, None while it waits."""

    index: int | None
    body: str
    salt: bytes
    leaf: bytes


def entries(*, newest_first: bool = False, most: int | None = None) -> Iterator[KeptEntry]:
    """Entries in the order of the tree (those still waiting last)."""
    rows = LedgerEntry.objects.order_by("-pk" if newest_first else "pk")
    for row in rows[:most].iterator() if most else rows.iterator():
        yield KeptEntry(index=row.index, body=row.body, salt=bytes(row.salt), leaf=bytes(row.leaf))


def heads() -> list[Head]:
    """Every signed head, smallest first."""
    return [
        Head(
            node="", size=row.size, root=bytes(row.root), at=row.at, signature=bytes(row.signature)
        )
        for row in LedgerHead.objects.order_by("size")
    ]


def _cut(peaks: bytes) -> list[bytes]:
    return [peaks[at : at + 32] for at in range(0, len(peaks), 32)]


def stamp(now: datetime) -> str:
    """A time as the ledger writes it: UTC, hundredths of a second."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-4] + "Z"
