"""Random names for things: never a serial, which would count what is hidden."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable

Ids = Callable[[], str]


def random_ids() -> str:
    """A fresh random id: 32 hexadecimal digits (UUID version 4)."""
    return uuid.uuid4().hex


def seeded_ids(seed: int) -> Ids:
    """Ids that repeat for the same seed: for exercises and tests only, never in service."""
    dice = random.Random(seed)  # noqa: S311 – repeatable on purpose; service uses random_ids
    return lambda: uuid.UUID(int=dice.getrandbits(128), version=4).hex
