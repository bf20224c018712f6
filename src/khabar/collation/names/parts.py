"""Take a name apart: whose surname, whose given name, whose father.

Forms of one father: Karimovich, Karim oʻgʻli, Каримзода after a given name, ibn Karim. Forms of one
surname: Karimov, Karimova, Karimzoda, Karimi, Karimiyon.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from khabar.collation.names.fold import fold, skeleton

SURNAME, GIVEN, FATHER, OTHER = "surname", "given", "father", "other"
MAN, WOMAN = "man", "woman"

_FATHER = (
    (re.compile("(.{2,}?)(?:av|ev|i|y)?(?:ič)$"), "ovich", MAN),
    (re.compile("(.{2,}?)(?:av|ev)na$"), "ovich", WOMAN),
    (re.compile("(.{2,}?)(?:ugli|ugl|uulu|uly)$"), "ugli", MAN),
    (re.compile("(.{2,}?)(?:kizi|kyzy)$"), "ugli", WOMAN),
)
_SURNAME = (
    (re.compile("(.{2,}?)(?:zada|zade|zadh|zad)$"), "zoda", None),
    (re.compile("(.{2,}?)(?:av|ev)a$"), "ov", WOMAN),
    (re.compile("(.{2,}?)(?:av|ev)$"), "ov", MAN),
    (re.compile("(.{3,}?)(?:ian|an)$"), "iyon", None),
    (re.compile("(.{3,}?)i$"), "i", None),
)
_SURE = frozenset({"zoda", "ov"})
_SON, _DAUGHTER, _ZODA = ("ugli", "ugl", "uulu"), ("kizi", "kizy"), ("zada", "zade", "zadh", "zad")
_PARTICLES = frozenset({"ibn", "bin", "ben", "binti", "al", "el", "ul"})
_HONORIFICS = frozenset({"aga", "aka", "haji", "ustad", "ustaz", "mula", "šeh"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One word of a name.

    text    as written
    fold    the whole word folded
    stem    the word without its surname or father's ending; equal to fold when it has none
    role    SURNAME, GIVEN, FATHER or OTHER (not known)
    ending  "ov", "zoda", "i", "iyon", "ovich", "ugli"; None when it has none
    gender  MAN or WOMAN when the ending says so
    """

    text: str
    fold: str
    stem: str
    role: str
    ending: str | None = None
    gender: str | None = None

    @property
    def skeleton(self) -> str:
        return skeleton(self.stem)


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name taken apart; parts in written order."""

    text: str
    parts: tuple[Part, ...]

    @property
    def gender(self) -> str | None:
        said = {part.gender for part in self.parts if part.gender}
        return said.pop() if len(said) == 1 else None


@lru_cache(maxsize=16384)
def parse(text: str) -> Name:
    """Take a name apart.

    text    as written; "SURNAME, Given Father" and "Surname Given Father" and "Given Surname"
    """
    before, comma, after = text.partition(",")
    words = _words(before) + _words(after)
    parts = [_part(word) for word in words]
    if comma and after.strip():
        split = len(_words(before))
        parts = [
            _as(part, SURNAME if place < split else GIVEN if part.role != FATHER else FATHER)
            for place, part in enumerate(parts)
        ]
    return Name(text=text, parts=tuple(_settled(parts)))


def _words(text: str) -> list[tuple[str, str]]:
    """(written, folded) words; "oʻgʻli", "qizi", "-zoda", "ibn" are joined to the father's name."""
    made: list[tuple[str, str]] = []
    next_is_father = False
    for word in re.findall(r"[^\W_]+(?:['’ʻʼ‘`´\u200c][^\W_]+)*['ʻʼ]?", text):
        folded = fold(word)
        if folded in ("ibn", "bin", "binti"):
            next_is_father = True
        elif folded in _SON + _DAUGHTER + _ZODA and made:
            made[-1] = (f"{made[-1][0]} {word}", made[-1][1] + folded)
        elif folded and folded not in _PARTICLES:
            made.append((word, folded + ("ugli" if next_is_father else "")))
            next_is_father = False
    return made


def _part(word: tuple[str, str]) -> Part:
    written, folded = word
    for table, role in ((_FATHER, FATHER), (_SURNAME, SURNAME)):
        for shape, ending, gender in table:
            if (found := shape.match(folded)) and (table is _SURNAME or len(folded) > 5):
                sure = ending in _SURE or role == FATHER
                stem = found[1] if sure else folded
                return Part(
                    text=written,
                    fold=folded,
                    stem=stem,
                    role=role if sure else OTHER,
                    ending=ending,
                    gender=gender,
                )
    return Part(text=written, fold=folded, stem=folded, role=OTHER)


def _as(part: Part, role: str) -> Part:
    """The same word in another role; a surname in -i or -iyon gives up its ending there."""
    return Part(
        text=part.text,
        fold=part.fold,
        stem=part.stem,
        role=role,
        ending=part.ending,
        gender=part.gender,
    )


def _settled(parts: list[Part]) -> list[Part]:
    """Where endings tell a surname, the unknown words beside it are given names."""
    surnames = [p for p in parts if p.role == SURNAME]
    if len(parts) > 2 and len(surnames) > 1 and parts[-1].ending == "zoda":
        parts = [*parts[:-1], _as(parts[-1], FATHER)]
    if not any(p.role == SURNAME for p in parts):
        return parts
    return [_as(p, GIVEN) if p.role == OTHER and p.fold not in _HONORIFICS else p for p in parts]
