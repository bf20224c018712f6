"""Numbers that people can say aloud and that count nothing."""

from __future__ import annotations

_SAID = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 signs without 0, 1, I and O, which are misread on paper and by radio."""


def suffix(random_id: str, length: int = 6) -> str:
    """A short suffix from a random id; six signs are a thousand million possibilities.

    random_id   32 hexadecimal digits
    """
    left, signs = int(random_id, 16), ""
    for _ in range(length):
        left, sign = divmod(left, len(_SAID))
        signs += _SAID[sign]
    return signs


def number(kind: str, random_id: str) -> str:
    """`IR-7KQ2M`: a kind and five signs, not reused inside a node."""
    return f"{kind}-{suffix(random_id, 5)}"
