"""One round of background work; each kind of work is a function of its own family."""

from __future__ import annotations


def one_round() -> None:
    """Deliver what waits for partners and take in what came."""
