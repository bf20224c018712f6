from dataclasses import replace

from khabar.dissemination import Change, Doubt, sheet
from khabar.dissemination.picture import MOST_THINGS, picture
from tests.dissemination.samples import BOTH, COPY, CatalogueWords, link


def test_a_pair_is_drawn_once_by_its_strongest_word_and_a_conclusion_beside_it() -> None:
    drawn = picture(
        [
            link("a", "b", "thing", "unconfirmed"),
            link("b", "a", "thing", "confirmed"),
            link("a", "b", "thing", "inferred"),
        ]
    )

    assert drawn
    assert [line["style"] for line in drawn["lines"]] == ["confirmed", "inferred"]
    assert drawn["styles"] == ["confirmed", "inferred"]


def test_what_does_not_fit_a_page_is_not_drawn() -> None:
    many = [link("a", f"b{n}", "thing", "confirmed") for n in range(MOST_THINGS)]

    assert picture(many) is None
    assert picture([]) is None


def test_every_thing_lies_on_the_page_and_lies_there_again() -> None:
    lines = [link("a", f"b{n}", "thing", "confirmed") for n in range(6)]

    drawn = picture(lines)

    assert drawn == picture(lines)
    assert drawn
    assert all(0 <= it["x"] <= 1 and 0 <= it["y"] <= 1 for it in drawn["things"])


def test_a_refuted_link_is_drawn_refuted() -> None:
    shaken = replace(COPY, doubts=(Doubt(mark="E3", change=Change.REFUTED, since=None),))

    said = sheet(BOTH, shaken, CatalogueWords("en"))

    assert said["picture"]["styles"] == ["inferred", "refuted"]
    assert "Каримзода – 00 О 417" in said["picture"]["summary"]
