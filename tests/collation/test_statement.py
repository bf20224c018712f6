"""A claim keeps its words; its digest finds doubles."""

from dataclasses import replace

import pytest

from khabar.collation import PropUnknown, claim_digest, draft, is_link, schemas


def test_the_same_words_about_the_same_thing_in_one_item_are_one_claim() -> None:
    one = draft("e1", "Person", "name", "Фарҳод Каримзода").draft
    again = draft("e1", "Person", "name", "Фарҳод Каримзода", lang="tg").draft

    assert claim_digest(one, "i1") == claim_digest(again, "i1")
    assert claim_digest(one, "i1") != claim_digest(one, "i2")
    assert claim_digest(one, "i1") != claim_digest(replace(one, polarity=-1), "i1")


def test_the_written_date_stays_beside_the_read_one() -> None:
    made = draft("e1", "Person", "birthDate", "14.03.1979")

    assert (made.draft.value_raw, made.draft.value_norm) == ("14.03.1979", "1979-03-14")
    assert made.fault is None


def test_quantities_are_read_with_comma_and_with_thousands() -> None:
    read = [
        draft("c", "Consignment", "quantity_g", t).draft.value_norm
        for t in ("38 400", "38,4", "38,400", "1,234.5")
    ]

    assert read == ["38400", "38.4", "38400", "1234.5"]


def test_a_property_of_another_schema_is_refused() -> None:
    with pytest.raises(PropUnknown):
        draft("e1", "Phone", "birthDate", "1979")


def test_every_link_has_two_ends_that_exist() -> None:
    for schema in schemas().values():
        if schema.ends:
            assert is_link(schema.name)
            assert all(schema.props[end].kind == "ref" for end in schema.ends)


def test_no_schema_holds_ethnicity_faith_or_politics() -> None:
    props = {name.casefold() for schema in schemas().values() for name in schema.props}

    assert not props & {"ethnicity", "religion", "politicalparty", "political", "clan", "faith"}
