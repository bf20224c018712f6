"""Numbers in a report's text, found by shape."""

import pytest

from khabar.collection import mentions


@pytest.mark.parametrize(
    ("text", "kind", "raw"),
    [
        ("позвонил с +992 000 11 22 33 ночью", "phone", "+992 000 11 22 33"),
        ("raqami 998000112233, keyin oʻchirdi", "phone", "998000112233"),
        ("белая машина, номер 0000 АВ 00.", "plate", "0000 АВ 00"),
        ("truck 00 A 123 BC at the bank", "plate", "00 A 123 BC"),
        ("ждала белая машина, номер 00 О 417.", "plate", "00 О 417"),
        ("А123ВС00 стояла у поста", "plate", "А123ВС00"),
    ],
)
def test_a_number_is_found_as_it_was_written(text: str, kind: str, raw: str) -> None:
    assert [(hit.kind, hit.raw) for hit in mentions(text)] == [(kind, raw)]


@pytest.mark.parametrize("text", ["17.10.2026 02:40", "2026-10-17", "38 кг, 36 упаковок", ""])
def test_dates_and_quantities_are_no_numbers_of_things(text: str) -> None:
    assert mentions(text) == ()
