"""One round of background work; each kind of work is a function of its own family."""

from __future__ import annotations

from khabar.desk.carriage import machine, pump


def one_round() -> None:
    """Tell receivers what no longer holds, and deliver what waits for partners."""
    sitting = machine("worker")
    if sitting.node:
        pump(sitting)
