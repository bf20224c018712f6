"""Repeats: other items that seem to speak of the same matter, for a person to look at.

The machine only points; whether two items go back to one origin is a person's word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_TOKEN = re.compile(r"\d[\d.,]*|[^\W\d_][\w'ʻ’-]+")
_LEAST = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """One item that resembles the one in hand.

    item     its uid
    score    share of distinctive words they have in common, 0 … 1; numbers weigh double
    because  those words, as the item in hand writes them
    """

    item: str
    score: float
    because: tuple[str, ...]


def repeats(text: str, others: Iterable[tuple[str, str]]) -> tuple[Repeat, ...]:
    """The other items that share distinctive words with a text.

    others  (uid, text) of items this viewer may see
    →       most alike first; items with hardly anything in common are left out

    Limits  words are cut to their first five letters, so endings do not matter; a text in
            another language shares only its numbers and names
    """
    own = _keys(text)
    found = []
    for uid, other in others:
        shared = own.keys() & _keys(other).keys()
        score = _weight(shared) / max(1.0, min(_weight(own), _weight(_keys(other))))
        if len(shared) > 1 and score >= _LEAST:
            because = tuple(own[key] for key in own if key in shared)
            found.append(Repeat(item=uid, score=min(1.0, score), because=because))
    return tuple(sorted(found, key=lambda one: (-one.score, one.item)))


def _keys(text: str) -> dict[str, str]:
    """{beginning of a distinctive word: the word}; short words say nothing."""
    words = [found.group() for found in _TOKEN.finditer(text)]
    return {
        word.lower()[:5].rstrip(".,"): word for word in words if word[0].isdigit() or len(word) > 4
    }


def _weight(keys: Iterable[str]) -> float:
    return sum(2.0 if key[0].isdigit() else 1.0 for key in keys)
