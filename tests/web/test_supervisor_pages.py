"""The supervisor's pages: decide and task on one form, close with a result, let people in."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

import pytest
from django.test import Client

from khabar.desk.sitting import utc_now
from khabar.storage.models.accounts import Account, CaseFile, CaseMember
from khabar.storage.models.direction import Requirement
from tests.cast import CASE
from tests.conftest import Seats
from tests.desk.test_direct import DRAFT

LATER = (utc_now() + timedelta(days=5)).strftime("%d.%m.%Y")
TYPED = asdict(DRAFT) | {"unit": "TJ-DCA | Unit 1", "case": CASE, "due": LATER}


@pytest.fixture
def nazar(sit: Seats) -> Client:
    browser = Client(HTTP_HOST="localhost")
    browser.force_login(
        Account.objects.get(username="nazar"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    browser.post("/purpose/", {"purpose": "decide", "case": CASE, "reason": "a test"})
    return browser


@pytest.fixture(autouse=True)
def long_case(sit: Seats) -> None:
    """The pages run on today's clock: the case must still be open on it."""
    CaseFile.objects.update(ends_on=(utc_now() + timedelta(days=90)).date())


def test_one_form_makes_decision_requirement_and_task(nazar: Client) -> None:
    answer = nazar.post("/supervisor/decide/", TYPED)

    asked = Requirement.objects.get()
    assert answer["Location"] == f"/supervisor/requirement/{asked.uid}/"
    page = nazar.get(answer["Location"]).content.decode()
    assert "Watch the ford road at night." in page
    assert "The receiver is not known." in page
    assert asked.number in nazar.get("/supervisor/").content.decode()


def test_a_wrong_decision_keeps_what_was_typed(nazar: Client) -> None:
    answer = nazar.post("/supervisor/decide/", TYPED | {"reason": "", "due": "31.02.2027"})

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Three sightings point to one route." in page
    assert 'href="#reason"' in page
    assert 'href="#due"' in page
    assert Requirement.objects.count() == 0


def test_a_requirement_is_closed_on_its_page(nazar: Client) -> None:
    nazar.post("/supervisor/decide/", TYPED)
    address = f"/supervisor/requirement/{Requirement.objects.get().uid}/"
    assert nazar.post(address, {"state": "answered", "result": ""}).status_code == 400

    nazar.post(address, {"state": "answered", "result": "A white van."})

    page = nazar.get(address).content.decode()
    assert "A white van." in page
    assert 'name="result"' not in page


def test_a_person_is_let_into_the_case(nazar: Client) -> None:
    address = f"/supervisor/case/{CASE}/"
    assert nazar.post(address, {"username": ""}).status_code == 400

    nazar.post(address, {"username": "bek"})

    assert CaseMember.objects.filter(account__username="bek").exists()


def test_an_empty_case_form_names_its_fields(nazar: Client) -> None:
    answer = nazar.post("/supervisor/case/new/", {})

    assert answer.status_code == 400
    assert 'href="#operation"' in answer.content.decode()


@pytest.mark.parametrize("language", ["en", "ru", "uz", "tg"])
def test_every_page_speaks_four_languages(nazar: Client, language: str) -> None:
    nazar.post("/supervisor/decide/", TYPED)
    Account.objects.filter(username="nazar").update(language=language)
    uid = Requirement.objects.get().uid

    for address in (
        "/supervisor/",
        "/supervisor/decide/",
        "/supervisor/case/new/",
        f"/supervisor/case/{CASE}/",
        f"/supervisor/requirement/{uid}/",
    ):
        assert nazar.get(address).status_code == 200
