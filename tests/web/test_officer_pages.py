"""The officer's pages without a script: nothing typed is lost, every fault is beside its field."""

from __future__ import annotations

import pytest
from django.test import Client

from khabar.desk.office import account_named
from khabar.desk.report import my_report, submit_report
from khabar.storage.models.accounts import Account
from khabar.storage.models.collection import Report
from tests.conftest import Seats
from tests.desk.test_report import FORM, returned

SENT = {
    "matters": "1", "text_1": "Two men led a donkey over the ford.", "how_1": "seen",
    "known_1": "3-10", "pick": "night:16.10.2026", "where": "Ford", "useful": "36h", "do": "send",
}  # fmt: skip


@pytest.fixture
def rustam(sit: Seats) -> Client:
    browser = Client(HTTP_HOST="localhost")
    browser.force_login(
        Account.objects.get(pk=account_named("rustam")),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return browser


def test_seven_touches_make_a_report(rustam: Client, sit: Seats) -> None:
    answer = rustam.post("/officer/new/", SENT)

    report = Report.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/officer/report/{report.number}/?sent=1"
    assert (report.event_text, report.event_precision) == ("16.10.2026", "night")
    assert report.number in rustam.get(answer["Location"]).content.decode()


def test_a_day_no_calendar_has_keeps_what_was_typed(rustam: Client) -> None:
    answer = rustam.post("/officer/new/", SENT | {"when": "31.02.2026", "where": ""})

    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'value="31.02.2026"' in page
    assert "Two men led a donkey" in page
    assert 'href="#when"' in page
    assert 'href="#where"' in page
    assert Report.objects.count() == 0


def test_absent_fields_are_faults_and_no_crash(rustam: Client) -> None:
    assert rustam.post("/officer/new/", {}).status_code == 400
    assert rustam.post("/officer/new/", {"matters": "many"}).status_code == 400


def test_another_matter_is_another_text_and_nothing_is_sent(rustam: Client) -> None:
    page = rustam.post("/officer/new/", SENT | {"do": "add"}).content.decode()

    assert 'name="text_2"' in page
    assert "Two men led a donkey" in page
    assert Report.objects.count() == 0


def test_a_returned_report_is_fixed_on_its_own_page(rustam: Client, sit: Seats) -> None:
    report = submit_report(sit("rustam"), FORM)
    returned(report, "two-matters")
    address = f"/officer/report/{report.number}/fix/"
    assert "Two matters stand in one text" in rustam.get(address).content.decode()

    answer = rustam.post(address, SENT | {"case": report.case})

    assert answer.status_code == 302
    assert my_report(sit("rustam"), report.number).report.version == 2


def test_another_mans_report_is_as_if_it_were_not_there(rustam: Client, sit: Seats) -> None:
    report = submit_report(sit("sino"), FORM)

    theirs = rustam.get(f"/officer/report/{report.number}/")
    nothing = rustam.get("/officer/report/TJ-DCA-2026-ZZZZZZ/")

    assert (theirs.status_code, nothing.status_code) == (404, 404)


@pytest.mark.parametrize("language", ["en", "ru", "uz", "tg"])
def test_every_page_speaks_four_languages(rustam: Client, sit: Seats, language: str) -> None:
    report = submit_report(sit("rustam"), FORM)
    returned(report)
    Account.objects.filter(username="rustam").update(language=language)

    for address in (
        "/officer/",
        "/officer/new/",
        f"/officer/report/{report.number}/",
        f"/officer/report/{report.number}/fix/",
    ):
        assert rustam.get(address).status_code == 200
