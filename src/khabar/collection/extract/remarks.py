"""The remarks of an entry: clauses with their own grammar, told apart and never thrown away.

"DOB 24 Aug 1951; alt. DOB 05 Jul 1951; Cedula No. 16247821 (Colombia); a.k.a. 'PACHO'."
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 1000  # the publisher's files cut remarks here, in the middle of a word
_BETWEEN = re.compile(r";\s*(?![^()]*\))")
_ALIAS = re.compile(r"[afn]\.k\.a\. '(.+)'$")
_PREFIXES = {
    "DOB ": "birthDate",
    "POB ": "birthPlace",
    "nationality ": "nationality",
    "Nationality of Registration ": "nationality",
    "citizen ": "citizenship",
    "Gender ": "gender",
    "Linked To: ": "linkedTo",
    "Aircraft Model ": "model",
    "Aircraft Operator ": "operator",
    "Organization Type: ": "activity",
}
SENSITIVE = ("ethnicity ", "tribe:", "religion", "race ")
"""Khabar has no place for these: they stay in the publisher's line and become no statement."""


class Clause(NamedTuple):
    """One clause of the remarks.

    kind  a property, "weakAlias", "linkedTo", "sensitive", or "other"
    text  the clause as written
    body  what follows the leading words: the value
    cut   it is the last one of remarks that the publisher's file cut off
    """

    kind: str
    text: str
    body: str
    cut: bool = False


def clauses(remarks: str) -> Iterator[Clause]:
    """Tell the clauses of one entry's remarks apart, in order.

    remarks  as in the file, "" when there are none
    """
    whole = remarks.strip()
    cut = len(whole) >= LONGEST and not whole.endswith(".")
    texts = [text.strip() for text in _BETWEEN.split(whole.removesuffix(".")) if text.strip()]
    for place, text in enumerate(texts, start=1):
        kind, body = _kind(text.removeprefix("alt. "))
        yield Clause(kind, text, body, cut=cut and place == len(texts))


def _kind(text: str) -> tuple[str, str]:
    if alias := _ALIAS.match(text):
        return "weakAlias", alias[1].rstrip("'")
    if text.lower().startswith(SENSITIVE):
        return "sensitive", text
    for prefix, kind in _PREFIXES.items():
        if text.startswith(prefix):
            return kind, text[len(prefix) :].strip()
    return "other", text
