"""Search: from typed words to keys, and from what was found to an order with reasons."""

from collections.abc import Iterable
from dataclasses import dataclass

from khabar.collation.entity import NAMES, EntityView
from khabar.collation.identifiers import normalise_identifier
from khabar.collation.names import Reason, coverage, name_keys, parse
from khabar.collation.ontology import prop
from khabar.collation.statement import number_keys
from khabar.core.errors import Fault, Invalid

Key = tuple[str, str]
NUMBERS = ("phone", "plate", "passport", "id", "list", "imei", "vin", "account", "email")
_WEIGHS = {"alias": 0.99, "weakAlias": 0.95}
SHORTEST = 2
LONGEST = 200


class SearchEmpty(Invalid):
    """Nothing that can be searched was typed."""

    code = "collation.search-empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to look for.

    words    for every word the keys one of which must be there
    numbers  keys any of which is enough
    """

    text: str
    words: tuple[tuple[Key, ...], ...]
    numbers: tuple[Key, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found, and why."""

    view: EntityView
    score: float
    because: tuple[Reason, ...]


def query(text: str, countries: Iterable[str] = ("TJ", "UZ")) -> Query:
    """Read what was typed: a name in any of the alphabets, or a number.

    countries  whose numbering plans a short phone number may follow

    Raises  SearchEmpty for less than two letters or digits; Invalid for an endless text.
    """
    plain = " ".join(text.split())
    if len(plain) > LONGEST:
        raise Invalid(Fault(where="q", code="collation.search-long", facts={"most": LONGEST}))
    numbers = _numbers(plain, countries)
    words = tuple(tuple(name_keys(part.text)) for part in parse(plain).parts)
    if sum(sign.isalnum() for sign in plain) < SHORTEST or not (words or numbers):
        raise SearchEmpty(Fault(where="q", code=SearchEmpty.code))
    return Query(text=plain, words=words, numbers=numbers)


def rank(asked: Query, found: Iterable[EntityView]) -> list[Hit]:
    """Order what was found: exact numbers first, then by likeness of the best name."""
    hits = [_hit(asked, view) for view in found]
    return sorted(hits, key=lambda hit: (-hit.score, hit.view.title, hit.view.uid))


def _hit(asked: Query, view: EntityView) -> Hit:
    exact = _exact(asked, view)
    if exact:
        return Hit(view=view, score=1.0, because=(exact,))
    likened = [
        (found.score * _WEIGHS.get(fact.prop, 1.0), found.because)
        for fact in view.facts
        if fact.prop in NAMES
        for value in fact.values[:12]
        for found in (coverage(asked.text, value.text),)
    ]
    score, because = max(likened, key=lambda found: found[0], default=(0.0, ()))
    return Hit(view=view, score=round(score, 3), because=because)


def _exact(asked: Query, view: EntityView) -> Reason | None:
    wanted = set(asked.numbers)
    for fact in view.facts:
        if fact.kind != "identifier":
            continue
        kind = prop(view.schema, fact.prop).identifier or "id"
        for value in fact.values:
            if wanted.intersection(number_keys(kind, value.norm, value.text)):
                return Reason(code="same-number", left=fact.prop, right=value.text)
    return None


def _numbers(text: str, countries: Iterable[str]) -> tuple[Key, ...]:
    if not any(sign.isdigit() or sign == "@" for sign in text):
        return ()
    keys: dict[Key, None] = {("text", text.casefold()): None}
    for country in countries:
        for kind in NUMBERS:
            norm = normalise_identifier(kind, text, country).norm
            if norm:
                keys[(kind, norm)] = None
    return tuple(keys)
