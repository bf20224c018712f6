"""One sound in four alphabets; another person stays another person."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.collation import fold, name_keys, similarity

ONE_MAN = ["Фарҳод", "Фархад", "Farhod", "Farxod", "Farkhad", "Farhad"]


@pytest.mark.parametrize("spelling", ONE_MAN)
def test_every_spelling_of_farhod_folds_to_one_sound(spelling: str) -> None:
    assert fold(spelling) == "farhad"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Фарҳод Каримзода", "Farhod Karimzoda"),
        ("Фархад Каримов", "Farhod Karimzoda"),
        ("Farxod Karimov", "Фарҳод Каримзода"),
        ("فرهاد کریم‌زاده", "Farhod Karimzoda"),
        ("Ҳоҷиев Раҷаб", "Khodzhiev Radjab"),
        ("Қосимов Баҳром", "Kasymov Bakhrom"),
        ("Раҳимов Азим Каримович", "Rahimov Azim Karim oʻgʻli"),
        ("KARIMOV, Farhod", "Farhod Karimov"),
        ("Ulugʻbek Tursunov", "Улугбек Турсунов"),
        ("Djakhongir", "Ҷаҳонгир"),
    ],
)
def test_one_name_in_two_spellings_is_alike(left: str, right: str) -> None:
    assert similarity(left, right).score >= 0.85
    assert set(name_keys(left)) & set(name_keys(right))


@pytest.mark.parametrize(
    ("left", "right", "because"),
    [
        ("Рахимов Азим Азимович", "Rahimov Azim Azizovich", "father-differs"),
        ("Фарход Ганиев", "Farhod Ganieva", "gender-differs"),
        ("Давлатов Исмоил", "Исмоилов Давлат", "roles-swapped"),
        ("Рахимов Карим", "Rahmonov Karim", "word-differs"),
        ("Хасанов Хусан", "Хусанов Хасан", "roles-swapped"),
    ],
)
def test_another_person_stays_below_and_the_reason_is_named(
    left: str, right: str, because: str
) -> None:
    found = similarity(left, right)

    assert found.score < 0.7
    assert found.because[0].code == because


def test_a_latin_letter_hidden_in_a_cyrillic_name_hides_nobody() -> None:
    assert fold("Ка\u0070имов") == fold("Каримов")


def test_surname_endings_are_told_as_the_reason() -> None:
    found = similarity("Фархад Каримов", "Farhod Karimzoda")

    assert {"surname-ending", "other-alphabet"} <= {reason.code for reason in found.because}


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_compares_the_same_both_ways_and_within_bounds(left: str, right: str) -> None:
    there, back = similarity(left, right).score, similarity(right, left).score

    assert 0.0 <= there <= 1.0
    assert abs(there - back) < 1e-6


@settings(deadline=None)
@given(st.text(max_size=40))
def test_folding_again_with_the_same_version_gives_the_same(text: str) -> None:
    assert fold(text) == fold(text)
    assert list(name_keys(text)) == list(name_keys(text))
