"""What was taken out of a text does not come back as a statement."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.exchange import carried, text_of


@dataclass(frozen=True)
class Said:
    entity: str
    kind: str
    raw: str
    ref: str | None = None


TEXT = text_of(["Фарҳоду Каримову принадлежит фургон 00 О 417, телефон +992 000 10 04 17."])


def gone(*statements: Said) -> list[str]:
    return [one.raw for one in carried(statements, TEXT)[0]]


def test_what_the_text_says_goes_in_any_alphabet_and_case() -> None:
    assert gone(Said("p", "name", "Farhod Karimov"), Said("v", "identifier", "00О417"),
                Said("t", "identifier", "+992000100417")) == [
        "Farhod Karimov", "00О417", "+992000100417",
    ]  # fmt: skip


def test_a_name_that_was_taken_out_stays() -> None:
    assert gone(Said("s", "name", "Bahrom Safarov"), Said("s", "date", "1980-02-01")) == []


def test_a_phone_that_was_taken_out_stays() -> None:
    assert gone(Said("t", "identifier", "+992000999999")) == []


def test_a_date_goes_with_the_thing_it_is_about() -> None:
    assert gone(Said("p", "name", "Фарҳод Каримов"), Said("p", "date", "1975-03-12")) == [
        "Фарҳод Каримов", "1975-03-12",
    ]  # fmt: skip


def test_a_link_goes_only_with_both_its_ends() -> None:
    person, other = Said("p", "name", "Фарҳод Каримов"), Said("s", "name", "Bahrom Safarov")
    car = Said("v", "identifier", "00 О 417")
    drives = (Said("d", "ref", "Каримов", "p"), Said("d", "ref", "фургон", "v"))
    knows = (Said("k", "ref", "Каримов", "p"), Said("k", "ref", "Сафаров", "s"),
             Said("k", "date", "2026-10-01"))  # fmt: skip

    assert gone(person, other, car, *drives, *knows) == [
        "Фарҳод Каримов", "00 О 417", "Каримов", "фургон",
    ]  # fmt: skip


def test_links_description_goes_with_the_link() -> None:
    drives = (Said("d", "ref", "Каримов", "p"), Said("d", "ref", "фургон", "v"),
              Said("d", "text", "at night"))  # fmt: skip
    ends = (Said("p", "name", "Фарҳод Каримов"), Said("v", "identifier", "00 О 417"))

    assert "at night" not in gone(*ends, *drives)
