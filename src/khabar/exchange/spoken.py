"""What a text written for others carries: a statement travels only if that text says it.

Statements are read from the text as first told. Sending one whose name or number was taken out
of the sanitised text would give back what was taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from khabar.collation import fold

SPOKEN = frozenset({"name", "text", "identifier"})
"""Kinds of values that must stand in the text. Dates, codes and quantities name nobody."""
_LEAST_STEM, _ENDING = 4, 2


class Said(Protocol):
    @property
    def entity(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def raw(self) -> str: ...
    @property
    def ref(self) -> str | None: ...


One = TypeVar("One", bound=Said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text made comparable: its words folded across alphabets, its letters and digits run on."""

    words: frozenset[str]
    run: str


def text_of(texts: Iterable[str]) -> Text:
    whole = " ".join(texts)
    words = frozenset(fold(word) for word in re.findall(r"\w+", whole))
    return Text(words=words, run=_run(whole))


def carried(statements: Sequence[One], text: Text) -> tuple[list[One], list[One]]:
    """Which statements the text carries, and which it does not.

    A link goes only when something is said of both its ends; a date or quantity only when its
    own thing is named by something else that goes or stands alone in the text.

    →   (those that may go, those held back), each in the order given
    """
    named = {one.entity for one in statements if one.kind in SPOKEN and _is_in(one, text)}
    links = {one.entity for one in statements if one.ref}
    whole = {
        link
        for link in links
        if all(one.ref in named for one in statements if one.entity == link and one.ref)
    }
    go: list[One] = []
    stay: list[One] = []
    for one in statements:
        home = one.entity in whole if one.entity in links else one.entity in named
        spoken = one.kind not in SPOKEN or _is_in(one, text)
        (go if home and spoken else stay).append(one)
    return go, stay


def _is_in(one: Said, text: Text) -> bool:
    if one.kind != "name":
        return bool(_run(one.raw)) and _run(one.raw) in text.run
    parts = [fold(word) for word in re.findall(r"\w+", one.raw)]
    return bool(parts) and all(_word_is_in(part, text.words) for part in parts)


def _word_is_in(word: str, words: frozenset[str]) -> bool:
    """Russian, Tajik and Uzbek endings differ by case: the stem is what must agree."""
    if len(word) <= _LEAST_STEM:
        return word in words
    stem = word[: max(_LEAST_STEM, len(word) - _ENDING)]
    return any(other.startswith(stem) for other in words)


def _run(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
