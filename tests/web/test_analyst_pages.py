"""Search, the page of one thing and reading an item, without a script."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from khabar.desk.collate import state_thing
from khabar.desk.office import account_named
from khabar.safeguards import Purpose
from khabar.storage.models.accounts import Account
from khabar.storage.models.collation import Judgement, Statement
from tests.cast import CASE
from tests.collation.ground import accepted
from tests.conftest import Seats


def browser_of(username: str, *, language: str = "en") -> Client:
    browser = Client(HTTP_HOST="localhost")
    Account.objects.filter(username=username).update(language=language)
    browser.force_login(
        Account.objects.get(pk=account_named(username)),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return browser


@pytest.fixture
def zarina(sit: Seats) -> Client:
    browser = browser_of("zarina")
    browser.post("/purpose/", {"case": CASE, "next": "/"})
    return browser


@pytest.fixture
def two_men(sit: Seats) -> tuple[str, str]:
    seated = sit("zarina", Purpose.CASE)
    found = [
        state_thing(seated, item=accepted(text), schema_name="Person", values=values)
        for text, values in (
            (
                "Фарҳод Каримзода, 14.03.1979",
                {"name": "Фарҳод Каримзода", "birthDate": "14.03.1979"},
            ),
            ("Farxod Karimov, 1979", {"name": "Farxod Karimov", "birthDate": "1979"}),
        )
    ]
    return found[0], found[1]


def shown(browser: Client, path: str, status: int = 200) -> str:
    answer = browser.get(path)
    assert answer.status_code == status, path
    return answer.content.decode()


def test_without_a_purpose_the_page_asks_for_one_and_shows_nothing(
    sit: Seats, two_men: tuple[str, str]
) -> None:
    browser = browser_of("zarina")

    for path in ("/search/?q=Karimov", f"/entity/{two_men[0]}/", "/collate/"):
        answer = browser.get(path)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/purpose/?next=")
    assert "Каримзода" not in shown(browser, "/search/").replace("Каримзода, Karimzoda", "")


@pytest.mark.parametrize("language", ["en", "ru", "uz", "tg"])
def test_search_finds_both_spellings_and_says_why(
    sit: Seats, two_men: tuple[str, str], language: str
) -> None:
    browser = browser_of("zarina", language=language)
    browser.post("/purpose/", {"case": CASE, "next": "/"})

    page = shown(browser, "/search/?q=karimov")

    assert all(f"/entity/{uid}/" in page for uid in two_men)
    assert "ARCHA" in page


def test_the_page_of_a_person_opens_the_evidence_of_a_value(
    zarina: Client, two_men: tuple[str, str]
) -> None:
    page = shown(zarina, f"/entity/{two_men[0]}/")
    statement = re.search(r"\?statement=(\w+)#drawer", page)
    assert statement

    opened = shown(zarina, f"/entity/{two_men[0]}/?statement={statement[1]}")

    assert "<mark>Фарҳод Каримзода</mark>, 14.03.1979" in opened
    assert shown(zarina, f"/entity/{two_men[0]}/?statement=0", 404)


def test_a_verdict_needs_a_reason_then_joins_and_can_be_undone(
    zarina: Client, two_men: tuple[str, str]
) -> None:
    here, there = two_men
    path = f"/entity/{here}/judge/"

    refused = zarina.post(path, {"right": there, "verdict": "same", "reason": ""})
    assert refused.status_code == 400
    assert "Say why, in a few words." in refused.content.decode()
    assert Judgement.objects.count() == 0

    kept = zarina.post(path, {"right": there, "verdict": "same", "reason": "One voice."})
    assert kept["Location"] == f"/entity/{here}/#same"
    joined = shown(zarina, f"/entity/{here}/")
    assert "2 records judged one" in joined
    assert "Farxod Karimov" in joined

    made = Judgement.objects.get()
    undone = zarina.post(f"/entity/{here}/undo/{made.uid}/", {"reason": "Another voice."})
    assert undone["Location"] == f"/entity/{here}/#past"
    after = shown(zarina, f"/entity/{here}/")
    assert "records judged one" not in after
    assert "Another voice." in after


def test_a_hidden_person_and_no_person_are_the_same_answer(
    sit: Seats, two_men: tuple[str, str]
) -> None:
    bek = browser_of("bek")
    bek.post("/purpose/", {"purpose": "assess", "reason": "a look", "next": "/"})

    pages = [shown(bek, f"/entity/{uid}/", 404) for uid in (two_men[0], "0" * 32)]

    assert re.sub(r"[0-9a-f]{32}|value=\"\w{64}\"", "", pages[0]) == re.sub(
        r"[0-9a-f]{32}|value=\"\w{64}\"", "", pages[1]
    )
    assert "Nothing that you may see fits." in shown(bek, "/search/?q=karimov")


def test_a_phone_with_letters_keeps_what_was_typed_and_can_be_kept_as_written(
    zarina: Client,
) -> None:
    item = accepted("Nargis S. calls from 00O 41B.")
    typed = {"schema": "Person", "p_name": "Nargis S.", "p_phone": "00O 41B"}

    refused = zarina.post(f"/collate/{item}/thing/", typed)
    page = refused.content.decode()
    assert refused.status_code == 400
    assert "“00O 41B” has letters in it." in page
    assert ">Nargis S.</textarea>" in page
    assert Statement.objects.count() == 0

    zarina.post(f"/collate/{item}/thing/", typed | {"as_written": "1"})
    assert Statement.objects.count() == 2
    assert "Nargis S." in shown(zarina, f"/collate/{item}/")


def test_two_things_of_an_item_are_linked(zarina: Client) -> None:
    item = accepted("Bahrom drives 00 О 417 АА.")
    for typed in (
        {"schema": "Person", "p_name": "Bahrom"},
        {"schema": "Vehicle", "p_plate": "00 О 417 АА"},
    ):
        zarina.post(f"/collate/{item}/thing/", typed)
    page = shown(zarina, f"/collate/{item}/")
    driver, truck = re.findall(r'<option value="(\w{32})"', page)[:2]

    missing = zarina.post(f"/collate/{item}/link/", {"link": "Drives", "source": driver})
    assert "Choose both ends of the link." in missing.content.decode()
    zarina.post(f"/collate/{item}/link/", {"link": "Drives", "source": driver, "target": truck})

    assert "00 О 417 АА" in shown(zarina, f"/entity/{driver}/")
    assert 'id="chart"' in shown(zarina, f"/entity/{truck}/")


def test_a_supervisor_sees_the_candidates_and_is_offered_no_verdict(
    sit: Seats, two_men: tuple[str, str]
) -> None:
    nazar = browser_of("nazar")
    nazar.post("/purpose/", {"purpose": "decide", "reason": "a look", "next": "/"})

    page = shown(nazar, f"/entity/{two_men[0]}/")

    assert "Is this the same person?" in page
    assert "/judge/" not in page
