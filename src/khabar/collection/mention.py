"""Numbers a text mentions: telephones and plates, found by their shape.

A hint for looking up, never a statement: what a report says is stated by a person at collation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of text that looks like a number of this kind: "phone" or "plate"."""

    kind: str
    raw: str


_LETTER = r"[A-ZА-ЯЁҒҚҲҶЎӢӮ]"
_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2}")
_SHAPES = (
    ("phone", re.compile(r"(?<![\w+])\+?\d(?:[\s()-]{0,2}\d){8,14}(?!\w)")),
    (
        "plate",
        re.compile(
            rf"(?<!\w)(?:\d{{4}}\s?{_LETTER}{{2}}\s?\d{{2}}"  # TJ 0000 AA 00
            rf"|\d{{2}}\s?{_LETTER}\s?\d{{3}}(?:\s?{_LETTER}{{2}})?"  # UZ 00 A 000 AA, or its start
            rf"|\d{{2}}\s?\d{{3}}\s?{_LETTER}{{3}}"  # UZ 00 000 AAA, KZ
            rf"|{_LETTER}\s?\d{{3}}\s?{_LETTER}{{2}}\s?\d{{2,3}})(?!\w)"  # RU A 000 AA 00
        ),
    ),
)


def mentions(text: str) -> tuple[Mention, ...]:
    """The numbers in a text, in its order by kind, each once; dates are no telephones."""
    plain = _DATE.sub(" ", text)
    found = [
        Mention(kind=kind, raw=hit.group().strip())
        for kind, shape in _SHAPES
        for hit in shape.finditer(plain)
    ]
    return tuple(dict.fromkeys(found))
