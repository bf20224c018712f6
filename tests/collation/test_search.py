"""What was typed becomes keys; what was found comes back in order, with reasons."""

import pytest

from khabar.collation import SearchEmpty, draft, keys_of, query, rank
from tests.collation.factory import thing


@pytest.mark.parametrize(
    "typed", ["Каримзода", "Karimzoda", "karimov", "Каримов Фарход", "کریم‌زاده"]
)
def test_every_spelling_shares_a_key_with_the_kept_name(typed: str) -> None:
    kept = set(keys_of(draft("e", "Person", "name", "Фарҳод Каримзода").draft))

    assert all(set(keys) & kept for keys in query(typed).words)


@pytest.mark.parametrize(
    ("typed", "schema", "prop", "kept"),
    [
        ("992 000 10 04 17", "Phone", "number", "+992000100417"),
        ("000 10 04 17", "Phone", "number", "+992000100417"),
        ("00-O-417-AA", "Vehicle", "plate", "00 О 417 АА"),
        ("aa 0000417", "Person", "passportNumber", "АА 0000417"),
        ("OFAC-2674", "Person", "listNumber", "ofac 2674"),
        ("CALL-ME 1", "Person", "phone", "call-me 1"),
    ],
)
def test_a_number_is_found_however_it_was_written(
    typed: str, schema: str, prop: str, kept: str
) -> None:
    assert set(keys_of(draft("e", schema, prop, kept).draft)) & set(query(typed).numbers)


def test_an_exact_number_comes_before_a_likely_name() -> None:
    phone = thing("p", "Phone", number="+992 000 10 04 17")
    person = thing("k", "Person", name="Каримзода")

    hits = rank(query("+992000100417"), [person, phone])

    assert hits[0].view.uid == "p"
    assert hits[0].because[0].code == "same-number"


@pytest.mark.parametrize("typed", ["", "  ", "?", "a"])
def test_nothing_typed_finds_nothing_and_says_so(typed: str) -> None:
    with pytest.raises(SearchEmpty):
        query(typed)
