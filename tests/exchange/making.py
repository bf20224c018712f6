"""Invented nodes, keys and packages for the tests of this room."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from khabar.exchange import (
    ItemLine,
    LabelLine,
    Load,
    Manifest,
    Peer,
    ReportLine,
    Sealed,
    StatementLine,
    load_bytes,
    seal,
)

NOW = datetime(2026, 10, 17, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Node:
    code: str
    role: str
    signing: Ed25519PrivateKey
    identity: pyrage.x25519.Identity

    @property
    def peer(self) -> Peer:
        return Peer(
            code=self.code, name=f"Node {self.code}", role=self.role,
            signing=self.signing.public_key(), recipient=str(self.identity.to_public()),
        )  # fmt: skip


def made_node(code: str, role: str = "node") -> Node:
    return Node(code, role, Ed25519PrivateKey.generate(), pyrage.x25519.Identity.generate())


TJ, UZ, HUB, KZ = made_node("TJ"), made_node("UZ"), made_node("HUB", "hub"), made_node("KZ")
PEERS = {node.code: node.peer for node in (TJ, UZ, HUB, KZ)}

MANIFEST = Manifest(
    v=1, kind="reports", sender="TJ", to=("UZ",), seq=1, prev=None, created=NOW,
    not_after=NOW + timedelta(days=30), purpose="operation ARCHA", by="a" * 32, unit="DCA-2",
    refs=(), parts=(),
)  # fmt: skip

LOAD = Load(
    labels=(
        LabelLine(k="label", n=1, level="restricted", originator="TJ-DCA", handling="H2",
                  releasable=("UZ",), compartment="ARCHA"),
    ),
    reports=(
        ReportLine(k="report", id="r1", label=1, number="TJ-DCA-2026-7KQ4M", version=1,
                   agency="TJ-DCA", unit="DCA-2", event_text="night of 12 October",
                   event_precision="night", event_zone="Asia/Dushanbe", event_from=NOW,
                   event_to=NOW, place="Darvoz", obtained_at=None, recorded_at=NOW,
                   legal_basis="operative-search law, art. 6", offence="200",
                   ground="Seen handing over bundles at the bank twice", urgency=3,
                   useful_until=None, language="en"),
    ),
    items=(
        ItemLine(k="item", id="i1", report="r1", label=1, seq=1,
                 text="Farhod K. drives a white van, plate 00 O 417.", how_known="seen",
                 known_to="many", origin=1, scheme="4x4", source="B", information="2",
                 graded_at=NOW, evaluator="e" * 32),
    ),
    statements=(
        StatementLine(k="stmt", id="s1", item="i1", label=1, entity="e1", schema="Vehicle",
                      prop="plate", raw="00 O 417", ref=None, valid_from=None, valid_to=None,
                      lang=None, polarity=1),
    ),
)  # fmt: skip


def sealed(load: Load = LOAD, *, by: Node = TJ, to: Node = UZ, **changes: object) -> Sealed:
    """A package of `load`, encrypted to `to`; changes go into the manifest."""
    manifest = replace(MANIFEST, **{"sender": by.code, "to": (to.code,), **changes})
    return seal(
        manifest, load_bytes(load), key=by.signing, recipients=[str(to.identity.to_public())]
    )
