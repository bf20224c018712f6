"""How alike two names are, and why: a score never travels without its reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from rapidfuzz.distance import Levenshtein

from khabar.collation.names.fold import script_of
from khabar.collation.names.parts import FATHER, GIVEN, OTHER, SURNAME, Name, Part, parse

SHORTEST_SKELETON = 3
CAP_FATHER, CAP_GENDER, CAP_SWAPPED = 0.55, 0.5, 0.6
_WEIGHT = {SURNAME: 1.1, GIVEN: 1.0, OTHER: 1.0, FATHER: 0.7}
_MISSING = 0.5
_MOST_PARTS = 7
_MOST_TRIED = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason, as a code the edge says in four languages, with the words it is about.

    code    same-name, same-sound, other-alphabet, surname-ending, consonants-agree, near-spelling,
            father-agrees, father-differs, gender-differs, roles-swapped, word-missing, word-differs
    """

    code: str
    left: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Similarity:
    """score 0 … 1, and because of what, most telling first."""

    score: float
    because: tuple[Reason, ...]


def name_keys(text: str) -> Iterator[tuple[str, str]]:
    """The (kind, key) pairs under which a name is found.

    →   ("name", stem) for each word and ("skel", consonants) where three or more are left;
        two names that sound alike share at least one key for each word they share
    """
    seen = set()
    for part in parse(text).parts:
        keys = [("name", part.stem), ("skel", part.skeleton)]
        for kind, key in keys:
            long_enough = kind == "name" or len(key) >= SHORTEST_SKELETON
            if long_enough and (kind, key) not in seen:
                seen.add((kind, key))
                yield kind, key


def similarity(left: str, right: str) -> Similarity:
    """Compare two written names, each word with its counterpart in the other.

    →   1.0 for the same words; a father, a gender or an exchange of roles that disagrees caps the
        score, so that a namesake's brother or daughter does not come out as the same person

    Limits  Arabic script is compared by consonants only; see docs/explanation/names.md
    """
    if left == right:
        return Similarity(score=1.0, because=(Reason(code="same-name", left=left, right=right),))
    one, other = parse(left), parse(right)
    if not one.parts or not other.parts:
        return Similarity(score=0.0, because=())
    pairs = _best_pairs(one.parts[:_MOST_PARTS], other.parts[:_MOST_PARTS])
    score, reasons = _judged(one, other, pairs)
    if script_of(left) != script_of(right):
        reasons.append(Reason(code="other-alphabet", left=left, right=right))
    return Similarity(score=round(score, 3), because=tuple(reasons))


def coverage(asked: str, name: str) -> Similarity:
    """How well a name answers what was typed: every typed word counts, words beyond them hardly.

    →   1.0 when every typed word is there as typed; a daughter is found under her father's
        surname, below those who bear it themselves
    """
    one, other = parse(asked), parse(name)
    if not one.parts or not other.parts:
        return Similarity(score=0.0, because=())
    pairs = _best_pairs(one.parts[:_MOST_PARTS], other.parts[:_MOST_PARTS])
    likened = [(_alike(left, right), left, right) for left, right in pairs]
    got = sum(likeness for (likeness, _), _, _ in likened) / len(one.parts)
    beyond = 0.01 * min(5, max(0, len(other.parts) - len(one.parts)))
    reasons = [
        Reason(code=code, left=left.text, right=right.text) for (_, code), left, right in likened
    ]
    if one.gender and other.gender and one.gender != other.gender:
        got -= 0.05
        reasons.append(Reason(code="gender-differs", left=asked, right=name))
    if script_of(asked) != script_of(name):
        reasons.append(Reason(code="other-alphabet", left=asked, right=name))
    return Similarity(score=round(max(0.0, got - beyond), 3), because=tuple(reasons))


Pair = tuple[Part, Part]


def _best_pairs(left: tuple[Part, ...], right: tuple[Part, ...]) -> list[Pair]:
    """Each word with its counterpart: of all pairings of few words, of the likeliest of many."""
    fit = {(i, j): _fit(a, b) for i, a in enumerate(left) for j, b in enumerate(right)}
    few = min(len(left), len(right))
    if max(len(left), len(right)) > _MOST_TRIED:
        return _greedy(left, right, fit)
    turned = len(left) > len(right)
    best = max(
        permutations(range(max(len(left), len(right))), few),
        key=lambda order: sum(fit[(j, i) if turned else (i, j)] for i, j in enumerate(order)),
    )
    return [(left[j], right[i]) if turned else (left[i], right[j]) for i, j in enumerate(best)]


def _greedy(
    left: tuple[Part, ...], right: tuple[Part, ...], fit: dict[tuple[int, int], float]
) -> list[Pair]:
    pairs: list[Pair] = []
    taken: set[tuple[str, int]] = set()
    for i, j in sorted(fit, key=lambda place: (-fit[place], place)):
        if ("l", i) not in taken and ("r", j) not in taken:
            taken |= {("l", i), ("r", j)}
            pairs.append((left[i], right[j]))
    return pairs


def _fit(left: Part, right: Part) -> float:
    """Likeness, a little more where the roles agree, so that roles decide between equals."""
    same_role = left.role == right.role or OTHER in (left.role, right.role)
    return _alike(left, right)[0] + (0.15 if same_role else 0.0)


def _alike(left: Part, right: Part) -> tuple[float, str]:
    """→ (likeness 0 … 1, reason code) of two words."""
    if left.fold == right.fold:
        return 1.0, "same-sound"
    if left.stem == right.stem:
        return (0.95 if left.ending and right.ending else 0.85), "surname-ending"
    ratio = Levenshtein.normalized_similarity(left.stem, right.stem)
    arabic = "Arab" in (script_of(left.text), script_of(right.text))
    if left.skeleton == right.skeleton and len(left.skeleton) >= (2 if arabic else 3):
        return (0.93 if arabic else max(0.7, ratio - 0.05)), "consonants-agree"
    return (ratio, "near-spelling") if ratio >= 0.75 else (ratio / 2, "word-differs")


def _judged(one: Name, other: Name, pairs: list[Pair]) -> tuple[float, list[Reason]]:
    got = whole = 0.0
    cap, reasons = 1.0, []
    for left, right in pairs:
        likeness, code = _alike(left, right)
        weight = min(_WEIGHT[left.role], _WEIGHT[right.role])
        lowest, why = _conflict(left, right, likeness)
        cap = min(cap, lowest)
        got += weight * likeness**1.5
        whole += weight
        reasons.append(Reason(code=why or code, left=left.text, right=right.text))
    missing = _missing(one, other, pairs)
    whole += sum(_MISSING * _WEIGHT[part.role] for part in missing)
    reasons += [Reason(code="word-missing", left=part.text) for part in missing]
    if one.gender and other.gender and one.gender != other.gender:
        cap = min(cap, CAP_GENDER)
        reasons.insert(0, Reason(code="gender-differs", left=one.text, right=other.text))
    return min(got / whole, cap), sorted(reasons, key=_telling)


def _conflict(left: Part, right: Part, likeness: float) -> tuple[float, str | None]:
    """→ (the most the whole may score, reason code or None)."""
    roles = {left.role, right.role}
    if roles == {FATHER}:
        return (1.0, "father-agrees") if likeness >= 0.9 else (CAP_FATHER, "father-differs")
    if roles == {SURNAME, GIVEN} and likeness >= 0.6:
        return CAP_SWAPPED, "roles-swapped"
    return 1.0, None


def _missing(one: Name, other: Name, pairs: list[Pair]) -> list[Part]:
    paired = {id(part) for pair in pairs for part in pair}
    return [p for p in one.parts + other.parts if id(p) not in paired and p.role != FATHER]


_ORDER = ("gender-differs", "father-differs", "roles-swapped", "word-differs")


def _telling(reason: Reason) -> int:
    return _ORDER.index(reason.code) if reason.code in _ORDER else len(_ORDER)
