"""Sensitive: words about views, faith, descent, health and sexual life stop a text.

comes in    any text on its way to becoming intelligence: a reported item, a package's item
goes out    Touches with category and place; SensitiveStop when they are not lifted
never       decides for good: a person looks, and a second person may lift the stop with a
            predicate; never says that a text without a touch is clean
Source      28 CFR 23.20(b); Directive (EU) 2016/680, Art. 10; doctrine.md R3
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from khabar.core.errors import Refusal

CATEGORIES = ("political", "religious", "ethnic", "health", "sexual")


class SensitiveStop(Refusal):
    """The text touches what may not be kept without a predicate and a second person.

    facts  categories: sorted codes, joined with ", "; touches: how many places. Never the words.
    """

    code = "safeguards.sensitive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """One place that touches a protected matter: characters start … end of the text."""

    category: str
    start: int
    end: int
    words: str


def touches(text: str) -> tuple[Touch, ...]:
    """Every place where a text in ru, tg, uz or en touches a protected matter.

    →  first place first; nicknames («мулло»), prayer times and the like are passed over

    Cost  one pass of ten patterns
    """
    plain = text.translate(_FOLD)
    found = [touch for category in CATEGORIES for touch in _in_category(category, plain, text)]
    return tuple(sorted(found, key=lambda touch: (touch.start, touch.category)))


def must_not_be_sensitive(*texts: str, lifted: bool = False) -> None:
    """Stop texts that touch a protected matter.

    lifted  a second person has tied the matter to a predicate, and that stands in the ledger

    Raises  SensitiveStop
    """
    found = [touch for text in texts for touch in touches(text)]
    if found and not lifted:
        categories = ", ".join(sorted({touch.category for touch in found}))
        raise SensitiveStop(categories=categories, touches=len(found))


_WORDS: dict[str, dict[str, list[str]]] = tomllib.loads(
    (files("khabar.safeguards") / "sensitive_words.toml").read_text("utf-8")
)
_FOLD = str.maketrans({"ё": "е", "Ё": "Е", "ʻ": "'", "’": "'", "ʼ": "'", "‘": "'", "`": "'"})
_LETTERS = r"[\w'-]*"
_QUOTED = re.compile(r"[«\"“„]([^«»\"“”„]{1,40})[»\"”“]")
_NEAR = 24
"""Characters before a word in which "known as" still speaks of it."""


def _listed(words: list[str], flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    parts = (
        re.escape(word.translate(_FOLD)).replace(r"\*", _LETTERS).replace(r"\ ", r"\s+")
        for word in sorted(words, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w'])(?:{'|'.join(parts)})(?!\w)", flags)


_LISTED = {category: _listed(_WORDS[category]["words"]) for category in CATEGORIES}
_PASSES = {
    category: _listed(_WORDS[category]["passes"])
    for category in CATEGORIES
    if _WORDS[category].get("passes")
}
_EXACT = {
    category: _listed(_WORDS[category]["exact"], re.NOFLAG)
    for category in CATEGORIES
    if _WORDS[category].get("exact")
}
_NICKNAME = _listed(_WORDS["nicknames"]["words"])
_CALLED = _listed(_WORDS["nicknames"]["called"])


def _in_category(category: str, plain: str, text: str) -> Iterator[Touch]:
    passes = _PASSES.get(category)
    passed = [hit.span() for hit in passes.finditer(plain)] if passes else []
    hits = list(_LISTED[category].finditer(plain))
    if category in _EXACT:
        hits += _EXACT[category].finditer(plain)
    for hit in hits:
        start, end = hit.span()
        inside = any(left <= start and end <= right for left, right in passed)
        if not inside and not _is_nickname(hit, plain):
            yield Touch(category=category, start=start, end=end, words=text[start:end])


def _is_nickname(hit: re.Match[str], plain: str) -> bool:
    if not _NICKNAME.fullmatch(hit.group()):
        return False
    start, end = hit.span()
    if any(q.start() < start and end < q.end() for q in _QUOTED.finditer(plain)):
        return True
    if "-" in (plain[start - 1 : start], plain[end : end + 1]):
        return True
    if _CALLED.search(plain, max(0, start - _NEAR), start):
        return True
    return hit.group()[0].isupper() and _beside_a_name(plain, start, end)


def _beside_a_name(plain: str, start: int, end: int) -> bool:
    after = re.match(r"\s+([A-ZА-ЯЁҒҚҲҶӢӮЎ]\w+)", plain[end:])
    before = re.search(r"[A-ZА-ЯЁҒҚҲҶӢӮЎ]\w+\s+$", plain[:start])
    return bool(after or before)
