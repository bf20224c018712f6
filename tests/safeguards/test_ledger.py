"""The Merkle tree against published vectors, and proofs that can fail."""

from __future__ import annotations

import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as some

from khabar.safeguards.ledger import (
    Frontier,
    Head,
    inclusion_proof,
    is_included,
    is_signed_by,
    leaf,
    root_of,
    sign_head,
)

# The eight leaves of the Certificate Transparency reference tests, and their roots.
DATA = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f"]  # fmt: skip
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}
LEAVES = [hashlib.sha256(b"\x00" + bytes.fromhex(data)).digest() for data in DATA]


@pytest.mark.parametrize("size", ROOTS)
def test_roots_are_those_of_the_reference(size: int) -> None:
    assert root_of(LEAVES[:size]).hex() == ROOTS[size]


@given(some.integers(1, 70), some.data())
def test_every_leaf_proves_itself_and_no_other(size: int, data: some.DataObject) -> None:
    leaves = [hashlib.sha256(bytes([number])).digest() for number in range(size)]
    index = data.draw(some.integers(0, size - 1))
    path, root = inclusion_proof(leaves, index), root_of(leaves)

    assert is_included(leaves[index], index, size, path, root)
    assert not is_included(hashlib.sha256(b"x").digest(), index, size, path, root)
    assert size == 1 or not is_included(leaves[index], (index + 1) % size, size, path, root)


@given(some.integers(0, 40), some.integers(0, 40))
def test_a_frontier_goes_on_where_it_was(first: int, more: int) -> None:
    leaves = [hashlib.sha256(bytes([number])).digest() for number in range(first + more)]
    edge = Frontier()
    for one in leaves[:first]:
        edge.append(one)
    again = Frontier(edge.size, edge.peaks)
    for one in leaves[first:]:
        again.append(one)

    assert again.root() == root_of(leaves)


def test_the_same_entry_has_another_leaf_under_another_salt() -> None:
    assert leaf(b"a" * 16, "text") != leaf(b"b" * 16, "text")


def test_a_head_is_signed_by_its_node_alone() -> None:
    ours, theirs = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    head = sign_head(Head(node="TJ", size=3, root=root_of(LEAVES[:3]), at="2026-10-17"), ours)
    longer = Head(node="TJ", size=4, root=head.root, at=head.at, signature=head.signature)

    assert is_signed_by(head, ours.public_key())
    assert not is_signed_by(head, theirs.public_key())
    assert not is_signed_by(longer, ours.public_key())
