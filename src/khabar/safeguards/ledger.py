"""The ledger: every act, look and refusal as an entry under one Merkle tree.

comes in   Entry, one for each verb of the desk
goes out   leaves, roots, proofs, signed heads
never      personal data in a leaf: a leaf commits to the entry with a random salt
Source     RFC 9162 section 2.1 (tree hash, inclusion proof); C2SP tlog-checkpoint (head text)
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act as it stands in the ledger.

    who      uid of the account, "" for nobody
    about    random ids of what it touched; never a name or a text
    door     web, cli, api, exercise, worker
    result   done, refused:<code>, not-found
    at       UTC, ISO 8601 with hundredths of a second
    """

    node: str
    who: str
    roles: tuple[str, ...]
    verb: str
    about: tuple[str, ...]
    purpose: str
    case: str
    door: str
    result: str
    at: str


def body(entry: Entry) -> str:
    """The entry's exact bytes as text: JSON, sorted keys, no spaces."""
    return json.dumps(asdict(entry), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def leaf(salt: bytes, text: str) -> bytes:
    """The leaf hash of an entry: SHA-256(0x00 ‖ SHA-256(salt ‖ body)).

    salt   16 random bytes, destroyed with the body when an entry is expunged
    """
    commitment = hashlib.sha256(salt + text.encode()).digest()
    return hashlib.sha256(b"\x00" + commitment).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """The right edge of the tree: enough to append and to give the root, O(log n) state."""

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        self.size = size
        self.peaks = list(peaks)  # roots of full subtrees, largest first

    def append(self, leaf_hash: bytes) -> None:
        self.peaks.append(leaf_hash)
        self.size += 1
        full = self.size
        while full % 2 == 0:  # two equal halves are complete: make them one
            right, left = self.peaks.pop(), self.peaks.pop()
            self.peaks.append(_node(left, right))
            full //= 2

    def root(self) -> bytes:
        """The tree hash of all leaves so far; SHA-256 of nothing for an empty tree."""
        if not self.peaks:
            return hashlib.sha256(b"").digest()
        top = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            top = _node(peak, top)
        return top


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The tree hash over leaves in order."""
    edge = Frontier()
    for one in leaves:
        edge.append(one)
    return edge.root()


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The audit path of one leaf, nearest sibling first (RFC 9162 section 2.1.3)."""
    if len(leaves) == 1:
        return []
    half = _split(len(leaves))
    if index < half:
        return [*inclusion_proof(leaves[:half], index), root_of(leaves[half:])]
    return [*inclusion_proof(leaves[half:], index - half), root_of(leaves[:half])]


def is_included(
    leaf_hash: bytes, index: int, size: int, path: Sequence[bytes], root: bytes
) -> bool:
    """Does the path lead from this leaf to this root? (RFC 9162 section 2.1.3.2)"""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf_hash
    for sibling in path:
        if last == 0:
            return False
        if at % 2 or at == last:
            found = _node(sibling, found)
            while at % 2 == 0 and at:
                at, last = at >> 1, last >> 1
        else:
            found = _node(found, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def _split(size: int) -> int:
    """The largest power of two smaller than size."""
    return 1 << (size - 1).bit_length() - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A signed promise: the ledger of this node had this root at this size.

    signature   Ed25519 over `text`; b"" while unsigned
    """

    node: str
    size: int
    root: bytes
    at: str
    signature: bytes = b""

    @property
    def text(self) -> bytes:
        return f"khabar/{self.node}\n{self.size}\n{self.root.hex()}\n{self.at}\n".encode()


def sign_head(head: Head, key: Ed25519PrivateKey) -> Head:
    return Head(node=head.node, size=head.size, root=head.root, at=head.at,
                signature=key.sign(head.text))  # fmt: skip


def is_signed_by(head: Head, key: Ed25519PublicKey) -> bool:
    try:
        key.verify(head.signature, head.text)
    except InvalidSignature:
        return False
    return True
