"""The entity: a view over the statements one viewer may see. Grouped, never averaged.

Values that differ stand one under the other, each with its own grades, reports and origins. Three
reports of one origin are three reports and one origin.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from khabar.collation.dates import dates_agree
from khabar.collation.evidence import Evidence
from khabar.collation.ontology import Prop
from khabar.collation.ontology import schema as schema_of
from khabar.evaluation import Badge, Strength, independent_origins, line_strength

Joins = Sequence[tuple[int, int]]
NAMES = ("name", "alias", "weakAlias")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of one property, and all that stands behind it.

    text      as most often written
    ref       the other entity, for a link's end
    badges    each different grade once, never averaged
    reports   how many reports say it; origins: how many independent ones
    strength  confirmed | unconfirmed | refuted, computed
    ended     every statement of it was taken back
    denied    said NOT to be so
    """

    text: str
    norm: str | None
    ref: str | None
    lang: str
    badges: tuple[Badge, ...]
    reports: int
    origins: int
    first: datetime
    last: datetime
    strength: Strength
    ended: bool
    denied: bool
    quality: str
    valid_from: str
    valid_to: str
    said: tuple[Evidence, ...]

    @property
    def stands(self) -> bool:
        return not self.ended and self.strength != "refuted"

    @property
    def circular(self) -> bool:
        """Several reports, one origin: the reader must see it."""
        return self.reports > 1 and self.origins == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """All values of one property, strongest first; conflict when they cannot all be true."""

    prop: str
    kind: str
    values: tuple[Value, ...]
    conflict: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityView:
    """One thing as one viewer sees it now.

    members  uids judged to be the same by judgements this viewer may see; includes uid
    title    its name, number or plate; "" when nothing visible names it
    """

    uid: str
    schema: str
    members: frozenset[str]
    title: str
    title_lang: str
    facts: tuple[Fact, ...]
    reports: int
    origins: int
    first: datetime
    last: datetime

    @property
    def names(self) -> tuple[Value, ...]:
        return tuple(v for fact in self.facts if fact.prop in NAMES for v in fact.values)

    @property
    def ends(self) -> tuple[Value, ...]:
        return tuple(v for fact in self.facts if fact.kind == "ref" for v in fact.values)

    @property
    def conflicts(self) -> int:
        return sum(fact.conflict for fact in self.facts)

    @property
    def stands(self) -> bool:
        """Something said of it still holds."""
        return any(v.stands for fact in self.facts for v in fact.values)

    def fact(self, prop: str) -> Fact | None:
        return next((fact for fact in self.facts if fact.prop == prop), None)

    def values(self, prop: str) -> tuple[Value, ...]:
        found = self.fact(prop)
        return found.values if found else ()

    @property
    def strength(self) -> Strength:
        """For a link: the strength of its weakest end; for a thing: of its best fact."""
        said = [v.strength for v in self.ends] or [v.strength for f in self.facts for v in f.values]
        order: tuple[Strength, ...] = ("confirmed", "unconfirmed", "refuted")
        return max(said, key=order.index) if self.ends else min(said, key=order.index)


def entity_view(
    uid: str, evidence: Iterable[Evidence], joins: Joins = (), *, members: Iterable[str] = ()
) -> EntityView | None:
    """Group what is said of one thing.

    uid       whose page it is
    evidence  visible statements of uid and of all members, in the order they were kept
    joins     pairs of origin ids that were judged to be one
    →         None when nothing visible is said: for this viewer it does not exist
    """
    said = sorted(evidence, key=lambda e: e.at)
    if not said:
        return None
    schema = next((e.schema for e in said if e.entity == uid), said[0].schema)
    facts = _facts(schema, said, joins)
    title, lang = _title(schema, facts)
    return EntityView(
        uid=uid,
        schema=schema,
        members=frozenset(members) | {uid},
        title=title,
        title_lang=lang,
        facts=facts,
        reports=len({e.report for e in said}),
        origins=independent_origins((e.origin for e in said), joins),
        first=said[0].at,
        last=said[-1].at,
    )


def _facts(schema: str, said: Sequence[Evidence], joins: Joins) -> tuple[Fact, ...]:
    known = schema_of(schema).props
    order = {name: place for place, name in enumerate(known)}
    by_prop: dict[str, list[Evidence]] = {}
    for one in said:
        by_prop.setdefault(one.prop, []).append(one)
    facts = [_fact(prop, found, joins, known) for prop, found in by_prop.items()]
    return tuple(sorted(facts, key=lambda f: order.get(f.prop, len(order))))


def _fact(prop: str, said: Sequence[Evidence], joins: Joins, known: Mapping[str, Prop]) -> Fact:
    groups: dict[tuple[str, int], list[Evidence]] = {}
    for one in said:
        groups.setdefault((_same_words(one), one.polarity), []).append(one)
    values = sorted((_value(found, joins) for found in groups.values()), key=_strongest_first)
    rule = known.get(prop)
    return Fact(
        prop=prop,
        kind=said[0].kind,
        values=tuple(values),
        conflict=bool(rule and rule.one and _contradict(said[0].kind, values)),
    )


def _same_words(one: Evidence) -> str:
    if one.ref:
        return one.ref
    if one.kind in ("date", "number", "identifier") and one.norm:
        return one.norm
    return " ".join(one.raw.split()).casefold()


def _value(said: Sequence[Evidence], joins: Joins) -> Value:
    standing = [e for e in said if not e.ended] or list(said)
    texts = [e.raw for e in standing]
    best = max(standing, key=lambda e: texts.count(e.raw))
    return Value(
        text=best.raw,
        norm=best.norm,
        ref=best.ref,
        lang=best.lang,
        badges=tuple(dict.fromkeys(e.badge for e in reversed(standing) if e.badge)),
        reports=len({e.report for e in standing}),
        origins=independent_origins((e.origin for e in standing), joins),
        first=said[0].at,
        last=said[-1].at,
        strength=line_strength([e.graded for e in standing], joins),
        ended=all(e.ended for e in said),
        denied=best.polarity < 0,
        quality=best.quality,
        valid_from=min((e.valid_from for e in said if e.valid_from), default=""),
        valid_to=max((e.valid_to for e in said if e.valid_to), default=""),
        said=tuple(said),
    )


def _strongest_first(value: Value) -> tuple[bool, int, int, int, datetime]:
    order = ("confirmed", "unconfirmed", "refuted")
    return (
        value.ended,
        order.index(value.strength),
        -value.origins,
        -value.reports,
        value.first,
    )


def _contradict(kind: str, values: Sequence[Value]) -> bool:
    standing = [v for v in values if v.stands]
    for left, right in combinations(standing, 2):
        if left.denied != right.denied:
            continue
        if kind == "date" and left.norm and right.norm:
            if not dates_agree(left.norm, right.norm):
                return True
        elif not left.denied:
            return True
    return False


def _title(schema: str, facts: Sequence[Fact]) -> tuple[str, str]:
    by_prop = {fact.prop: fact for fact in facts}
    for prop in (*schema_of(schema).title, *NAMES):
        if (fact := by_prop.get(prop)) and (values := [v for v in fact.values if not v.denied]):
            standing = [v for v in values if v.stands] or values
            return standing[0].text, standing[0].lang
    return "", ""
