"""Numbers are read where they can be, and kept as written always."""

import pytest

from khabar.collation import draft, keys_of, normalise_identifier


@pytest.mark.parametrize(
    ("text", "country", "norm"),
    [
        ("+992 000 10-04-17", None, "+992000100417"),
        ("998 90 123 45 67", None, "+998901234567"),
        ("901234567", "uz", "+998901234567"),
        ("00992 000 100 417", None, "+992000100417"),
    ],
)
def test_a_phone_is_read_in_the_forms_of_the_region(
    text: str, country: str | None, norm: str
) -> None:
    assert normalise_identifier("phone", text, country).norm == norm


def test_a_phone_with_letters_is_a_clear_fault_and_is_kept() -> None:
    number = normalise_identifier("phone", "+992 00O 100417", field="phone")

    assert number.norm is None
    assert number.raw == "+992 00O 100417"
    assert number.fault is not None
    assert (number.fault.where, number.fault.code) == ("phone", "collation.phone-letters")


def test_cyrillic_and_latin_look_alikes_are_one_plate() -> None:
    assert (
        normalise_identifier("plate", "00 О 417 АА").norm
        == normalise_identifier("plate", "00-O-417-AA").norm
        == "00O417AA"
    )


def test_a_passport_keeps_letters_and_digits_only() -> None:
    assert normalise_identifier("passport", "АА № 0000417").norm == "AA0000417"


def test_an_imei_with_a_wrong_check_digit_is_read_and_flagged() -> None:
    number = normalise_identifier("imei", "35-209900-176148-2")

    assert number.norm == "35209900176148"
    assert number.fault is not None
    assert number.fault.code == "collation.imei-check"


def test_an_unreadable_number_is_still_found_as_text() -> None:
    made = draft("e1", "Person", "phone", "CALL-ME")

    assert made.fault is not None
    assert made.draft.value_norm is None
    assert made.draft.quality == "unread"
    assert list(keys_of(made.draft)) == [("text", "call-me")]
