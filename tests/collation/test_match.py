"""Candidates: every feature with its reason; the innocent namesake stays apart."""

from khabar.collation import block_keys, candidates, compare
from tests.collation.factory import thing

KARIMZODA = thing(
    "fk", "Person", name="Фарҳод Каримзода", birthDate="14.03.1979", phone="+992000100417"
)
IN_TASHKENT = thing("uz", "Person", name="Farxod Karimov", birthDate="1979", phone="992000100417")
TEACHER = thing("t", "Person", name="Фарход Каримов", birthDate="02.08.1986", position="teacher")
STRANGER = thing("s", "Person", name="Одил Назаров", birthDate="14.03.1979")


def test_one_man_under_two_names_is_suggested_with_reasons() -> None:
    found = compare(KARIMZODA, IN_TASHKENT)

    assert found.score >= 0.9
    assert not found.conflict
    told = {f.prop: f.verdict for f in found.features}
    assert told["name"] == told["birthDate"] == told["phone"] == "agrees"
    codes = {reason.code for f in found.features for reason in f.because}
    assert {"surname-ending", "other-alphabet", "same-number"} <= codes


def test_the_namesake_with_another_birth_date_is_capped_and_the_conflict_named() -> None:
    found = compare(KARIMZODA, TEACHER)

    assert found.score <= 0.4
    assert found.conflict
    born = next(f for f in found.features if f.prop == "birthDate")
    assert (born.verdict, born.because[0].code) == ("differs", "date-differs")


def test_a_stranger_born_the_same_day_is_no_candidate() -> None:
    ranked = candidates(KARIMZODA, [TEACHER, STRANGER, IN_TASHKENT])

    assert [c.right for c in ranked] == ["uz", "t"]


def test_candidates_share_a_key() -> None:
    assert block_keys(KARIMZODA) & block_keys(IN_TASHKENT)
    assert ("phone", "+992000100417") in block_keys(KARIMZODA)


def test_what_one_side_does_not_state_is_neither_for_nor_against() -> None:
    found = compare(thing("a", "Person", name="Одил Назаров"), STRANGER)

    born = next(f for f in found.features if f.prop == "birthDate")
    assert (born.verdict, born.left, born.because[0].code) == ("unknown", "", "not-stated")


def test_a_comparison_cites_the_statements_it_used() -> None:
    found = compare(KARIMZODA, TEACHER)

    assert found.cites
    assert all(row["verdict"] in ("agrees", "differs", "unknown") for row in found.reasons)
