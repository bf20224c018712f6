"""Who may be the same: a suggestion with a reason for every feature, for a person to judge.

Nothing here joins anything. A date of birth that contradicts caps the score, so that an innocent
namesake stays apart, and is shown in words beside the features that agree.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from khabar.collation.dates import dates_agree
from khabar.collation.entity import EntityView, Value
from khabar.collation.names import Reason, Similarity, name_keys, similarity
from khabar.collation.ontology import Prop
from khabar.collation.ontology import schema as schema_of

AGREES, DIFFERS, UNKNOWN = "agrees", "differs", "unknown"
SUGGEST_FROM = 0.7
CAP_CONFLICT = 0.4
_FULL_DATE = 10
_GIVES = {"date": 0.08, "identifier": 0.25}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One row of the comparison.

    prop     the property compared; "name" stands for names and aliases together
    verdict  AGREES, DIFFERS or UNKNOWN (one side does not say)
    left, right  the values shown, "" when not stated
    because  reason codes with the words they are about
    cites    uids of the statements compared
    """

    prop: str
    verdict: str
    left: str
    right: str
    because: tuple[Reason, ...]
    cites: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two things side by side; score 0 … 1, at most CAP_CONFLICT when something contradicts."""

    left: str
    right: str
    score: float
    features: tuple[Feature, ...]

    @property
    def conflict(self) -> bool:
        return any(f.verdict == DIFFERS and f.prop != "name" for f in self.features)

    @property
    def cites(self) -> frozenset[str]:
        return frozenset(uid for feature in self.features for uid in feature.cites)

    @property
    def reasons(self) -> tuple[dict[str, str], ...]:
        """The features as plain rows, to be kept with a judgement."""
        return tuple(
            {
                "prop": f.prop,
                "verdict": f.verdict,
                "left": f.left,
                "right": f.right,
                "because": ",".join(reason.code for reason in f.because),
            }
            for f in self.features
        )


def block_keys(view: EntityView) -> set[tuple[str, str]]:
    """The (kind, key) pairs under which others like it may be found."""
    keys = {pair for value in view.names if value.stands for pair in name_keys(value.text)}
    for prop in _identifiers(view.schema):
        keys |= {
            (prop.identifier or "id", v.norm) for v in view.values(prop.name) if v.norm and v.stands
        }
    return keys


def compare(left: EntityView, right: EntityView) -> Comparison:
    """Lay two things side by side, one row per feature that either states."""
    alike = max(_likened(left, right), key=lambda found: found[0].score, default=None)
    features = [_names(left, right, alike)] if left.names or right.names else []
    for prop in schema_of(left.schema).props.values():
        if prop.one or prop.kind == "identifier":
            found = _feature(prop, left.values(prop.name), right.values(prop.name))
            features += [found] if found else []
    return Comparison(
        left=left.uid,
        right=right.uid,
        score=_score(features, left.schema, alike[0].score if alike else 0.5),
        features=tuple(features),
    )


def candidates(view: EntityView, others: Iterable[EntityView]) -> list[Comparison]:
    """Rank those that may be the same; a conflicting namesake is listed, with its conflict.

    others  found by block_keys; of the same schema
    →       best first; those whose names and numbers do not speak for it are left out
    """
    compared = [compare(view, other) for other in others if other.schema == view.schema]
    telling = [c for c in compared if _speaks(c)]
    return sorted(telling, key=lambda c: (-c.score, c.right))


def _speaks(comparison: Comparison) -> bool:
    numbers = any(
        f.verdict == AGREES
        and f.prop not in ("name",)
        and f.because
        and f.because[0].code == "same-number"
        for f in comparison.features
    )
    names = any(f.prop == "name" and f.verdict == AGREES for f in comparison.features)
    return numbers or names


Alike = tuple[Similarity, Value, Value]


def _names(left: EntityView, right: EntityView, alike: Alike | None) -> Feature:
    if alike is None:
        return _not_stated("name", _named(left), _named(right))
    best, one, other = alike
    return Feature(
        prop="name",
        verdict=AGREES if best.score >= SUGGEST_FROM else DIFFERS,
        left=one.text,
        right=other.text,
        because=best.because,
        cites=_cited(one, other),
    )


def _likened(left: EntityView, right: EntityView) -> Iterator[Alike]:
    """The names of both sides compared, those first that share a key: the others cannot win."""
    ours = [(value, set(name_keys(value.text))) for value in _named(left)]
    theirs = [(value, set(name_keys(value.text))) for value in _named(right)]
    pairs = [(one, other, bool(a & b)) for one, a in ours for other, b in theirs]
    some_share = any(share for _, _, share in pairs)
    for one, other, share in pairs:
        if share or not some_share:
            yield similarity(one.text, other.text), one, other


def _named(view: EntityView) -> list[Value]:
    return [value for value in view.names if value.stands and not value.denied][:12]


def _identifiers(schema: str) -> list[Prop]:
    return [p for p in schema_of(schema).props.values() if p.kind == "identifier"]


def _feature(prop: Prop, left: tuple[Value, ...], right: tuple[Value, ...]) -> Feature | None:
    ours = [v for v in left if v.stands and not v.denied]
    theirs = [v for v in right if v.stands and not v.denied]
    if not ours and not theirs:
        return None
    if not ours or not theirs:
        return _not_stated(prop.name, tuple(ours), tuple(theirs))
    for one in ours:
        for other in theirs:
            if _same(prop, one, other):
                code = "same-number" if prop.kind == "identifier" else "same-value"
                return _judged(prop, AGREES, code, one, other)
    verdict, code = _difference(prop)
    return _judged(prop, verdict, code, ours[0], theirs[0])


def _same(prop: Prop, one: Value, other: Value) -> bool:
    if one.norm is None or other.norm is None:
        return one.text.casefold() == other.text.casefold()
    if prop.kind == "date":
        return dates_agree(one.norm, other.norm)
    return one.norm == other.norm


def _difference(prop: Prop) -> tuple[str, str]:
    """Two dates of birth contradict; two phone numbers, or two spellings of a town, do not."""
    if prop.kind == "date":
        return DIFFERS, "date-differs"
    if prop.one and prop.kind in ("code", "identifier", "number"):
        return DIFFERS, "value-differs"
    return UNKNOWN, "none-shared"


def _judged(prop: Prop, verdict: str, code: str, one: Value, other: Value) -> Feature:
    return Feature(
        prop=prop.name,
        verdict=verdict,
        left=one.text,
        right=other.text,
        because=(Reason(code=code, left=one.text, right=other.text),),
        cites=_cited(one, other),
    )


def _not_stated(prop: str, left: Sequence[Value], right: Sequence[Value]) -> Feature:
    return Feature(
        prop=prop,
        verdict=UNKNOWN,
        left=left[0].text if left else "",
        right=right[0].text if right else "",
        because=(Reason(code="not-stated"),),
        cites=_cited(*left[:1], *right[:1]),
    )


def _cited(*values: Value) -> frozenset[str]:
    return frozenset(one.uid for value in values for one in value.said)


def _score(features: list[Feature], schema_name: str, names_alike: float) -> float:
    props = schema_of(schema_name).props
    gained = sum(
        _GIVES.get(props[f.prop].kind, 0.0)
        for f in features
        if f.verdict == AGREES and f.prop != "name"
    )
    score = min(1.0, names_alike + gained)
    contradicted = any(f.verdict == DIFFERS and f.prop != "name" for f in features)
    return round(min(score, CAP_CONFLICT) if contradicted else score, 3)
