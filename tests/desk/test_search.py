"""Search: any spelling, exact numbers, only with a purpose, only over what is visible."""

from __future__ import annotations

import json

import pytest

from khabar.collation import SearchEmpty
from khabar.desk.collate import judge, state_thing
from khabar.desk.search import search
from khabar.safeguards import NotYourAct, Purpose, PurposeMissing
from khabar.storage.models.ledger import LedgerEntry
from tests.collation.ground import accepted
from tests.conftest import Seats


@pytest.fixture
def people(sit: Seats) -> dict[str, str]:
    zarina = sit("zarina", Purpose.CASE)

    def one(schema: str, **values: str) -> str:
        return state_thing(
            zarina, item=accepted(" ".join(values.values())), schema_name=schema, values=values
        )

    return {
        "farhod": one("Person", name="Фарҳод Каримзода", passportNumber="АА 0000417"),
        "farxod": one("Person", name="Farxod Karimov", birthDate="1979"),
        "bahrom": one("Person", name="Баҳром Сафаров"),
        "truck": one("Vehicle", plate="00 О 417 АА", make="KamAZ"),
        "phone": one("Phone", number="+992 000 10 04 17"),
        "listed": one("Organisation", name="Sabo-Trans Demo", listNumber="OFAC 00001"),
    }


@pytest.mark.parametrize("typed", ["Каримзода", "karimzoda", "Karimov", "Фархад Каримов"])
def test_every_spelling_finds_both_men(sit: Seats, people: dict[str, str], typed: str) -> None:
    found = search(sit("zarina", Purpose.CASE), typed)

    assert {hit.view.uid for hit in found.hits} == {people["farhod"], people["farxod"]}
    assert all(hit.because for hit in found.hits)


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("aa0000417", "farhod"),
        ("00-O-417-aa", "truck"),
        ("992000100417", "phone"),
        ("+992 (000) 10-04-17", "phone"),
        ("ofac00001", "listed"),
    ],
)
def test_a_number_finds_exactly_its_thing(
    sit: Seats, people: dict[str, str], typed: str, who: str
) -> None:
    found = search(sit("zarina", Purpose.CASE), typed)

    assert found.hits[0].view.uid == people[who]
    assert found.hits[0].because[0].code == "same-number"


def test_two_judged_the_same_come_once(sit: Seats, people: dict[str, str]) -> None:
    zarina = sit("zarina", Purpose.CASE)
    judge(zarina, left=people["farhod"], right=people["farxod"], verdict="same", reason="one voice")

    found = search(zarina, "Karimov")

    assert found.total == 1
    assert found.hits[0].view.members == {people["farhod"], people["farxod"]}


def test_without_a_purpose_nothing_is_searched_and_the_refusal_is_traced(
    sit: Seats, people: dict[str, str]
) -> None:
    with pytest.raises(PurposeMissing):
        search(sit("zarina"), "Karimov")

    last = json.loads(LedgerEntry.objects.latest("pk").body)
    assert (last["verb"], last["result"]) == ("search.run", "refused:safeguards.purpose-missing")


def test_the_ledger_holds_ids_and_never_the_name_searched(
    sit: Seats, people: dict[str, str]
) -> None:
    search(sit("zarina", Purpose.CASE), "Каримзода")

    body = LedgerEntry.objects.latest("pk").body
    assert people["farhod"] in body
    assert "Каримзода" not in body
    assert "karim" not in body.casefold().replace(people["farhod"], "")


@pytest.mark.parametrize("who", ["bek", "dilshod"])
def test_who_may_not_read_the_case_finds_nothing(
    sit: Seats, people: dict[str, str], who: str
) -> None:
    found = search(sit(who, Purpose.ASSESS), "Karimov")

    assert (found.hits, found.total, found.more, found.label) == ((), 0, False, None)


def test_nobody_may_not_search(sit: Seats, people: dict[str, str]) -> None:
    with pytest.raises(NotYourAct):
        search(sit("nobody"), "Karimov")


def test_nothing_typed_is_said_so(sit: Seats) -> None:
    with pytest.raises(SearchEmpty):
        search(sit("zarina", Purpose.CASE), " ? ")
