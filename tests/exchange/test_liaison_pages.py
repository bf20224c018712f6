"""The liaison's pages in four languages: a form in, a page out, typed text kept."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from khabar.storage.models.accounts import Account
from khabar.storage.models.collection import Report
from khabar.storage.models.exchange import Parcel, Request
from khabar.words import LANGUAGES
from tests.desk.arriving import FROM_UZ, package
from tests.desk.partners import NUMBER, keep_report, pin_partners
from tests.desk.test_exchange_gate import bad
from tests.exchange.making import UZ


@pytest.fixture
def latif(node: Path) -> Client:
    """Latif at his desk: partner UZ in hand, answering a partner as his purpose."""
    pin_partners()
    keep_report()
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(Account.objects.get(username="latif"))
    browser.post("/purpose/", {"purpose": "answer", "reason": "ARCHA", "next": "/"})
    browser.post("/liaison/partner/", {"partner": "UZ"})
    return browser


def speak(language: str) -> None:
    Account.objects.filter(username="latif").update(language=language)


def parcel_file(load=FROM_UZ) -> SimpleUploadedFile:
    now = datetime.now(UTC).replace(microsecond=0)
    body = package(load, created=now, not_after=now + timedelta(days=30)).body
    return SimpleUploadedFile("in.age", body)


def taken_in(latif: Client, load=FROM_UZ) -> str:
    answer = latif.post("/liaison/file/", {"file": parcel_file(load)})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return Parcel.objects.get(direction="in").uid


ASK = {"urgency": "U2", "why": "Active operation", "subject": "White van <b>", "use": "court",
       "questions": "Who owns it?\n\nWhen?", "offence": "Drug trafficking", "basis": "1999",
       "due": "2030-01-01 10:00"}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_said_in_every_language(latif: Client, language: str) -> None:
    uid = taken_in(latif, bad())
    latif.post("/liaison/send/", {"reports": [NUMBER], "purpose": "ARCHA"})
    latif.post("/liaison/request/new/", ASK | {"due": ""})
    sent = Parcel.objects.filter(direction="out", content="reports").get().uid
    asked = Request.objects.get().uid
    speak(language)

    for path in ("/liaison/", "/liaison/send/", "/liaison/file/", "/liaison/partners/",
                 f"/liaison/gate/{uid}/", f"/liaison/message/{sent}/", "/liaison/request/new/",
                 f"/liaison/message/{uid}/", f"/liaison/request/{asked}/"):  # fmt: skip
        answer = latif.get(path)
        assert answer.status_code == 200, path
        assert f'lang="{language}"' in answer.content.decode()


def test_what_the_gate_must_stop_is_not_even_shown(latif: Client) -> None:
    page = latif.get(f"/liaison/gate/{taken_in(latif, bad())}/").content.decode()

    assert "drives a white van" in page
    assert "opposition party" not in page


def test_the_gate_is_one_button(latif: Client) -> None:
    uid = taken_in(latif, bad())

    answer = latif.post(f"/liaison/gate/{uid}/")

    assert answer["Location"] == f"/liaison/message/{uid}/"
    assert [row.number for row in Report.objects.filter(origin_node="UZ")] == ["UZ-MIA-2026-9ABCD"]
    assert latif.post(f"/liaison/gate/{uid}/").status_code == 409


def test_a_damaged_file_is_said_on_the_page_and_nothing_is_kept(latif: Client) -> None:
    whole = parcel_file().read()

    answer = latif.post("/liaison/file/", {"file": SimpleUploadedFile("x.age", whole[:500])})

    assert "cut short" in answer.content.decode()
    assert not Parcel.objects.filter(direction="in").exists()


def test_the_sealed_file_is_the_one_that_goes_by_wire(latif: Client) -> None:
    latif.post("/liaison/send/", {"reports": [NUMBER], "purpose": "ARCHA", "way": "stick"})
    uid = Parcel.objects.get(direction="out").uid

    answer = latif.post(f"/liaison/message/{uid}/file/")

    assert answer.content.startswith(b"age-encryption.org/v1")
    assert answer["Content-Disposition"].startswith('attachment; filename="TJ-UZ-000001-')


def test_a_poor_request_keeps_what_was_typed_and_says_every_fault(latif: Client) -> None:
    page = latif.post("/liaison/request/new/", ASK | {"basis": "", "questions": "", "due": ""})

    said = page.content.decode()
    assert "White van &lt;b&gt;" in said
    assert said.count('class="err-k"') == 2
    assert not Request.objects.exists()


def test_a_date_no_calendar_has_is_a_fault_of_its_field(latif: Client) -> None:
    page = latif.post("/liaison/request/new/", ASK | {"due": "31.02.2030"}).content.decode()

    assert 'href="#due"' in page
    assert "White van &lt;b&gt;" in page


def test_without_a_partner_in_hand_the_board_asks_for_one(latif: Client) -> None:
    latif.post("/liaison/partner/", {"partner": ""})

    assert latif.get("/liaison/send/")["Location"] == "/liaison/#partner"


def test_the_hand_on_another_partner_hides_the_words(latif: Client) -> None:
    latif.post("/liaison/request/new/", ASK | {"due": ""})
    assert "White van" in latif.get("/liaison/").content.decode()

    latif.post("/liaison/partner/", {"partner": "KZ"})

    assert "White van" not in latif.get("/liaison/").content.decode()


def test_the_partner_is_not_led_elsewhere(latif: Client) -> None:
    answer = latif.post("/liaison/partner/", {"partner": "UZ", "next": "https://elsewhere/"})

    assert answer["Location"] == "/liaison/"


def test_the_administrator_pins_a_card_only_with_its_fingerprint(node: Path) -> None:
    from khabar.exchange import NodeCard, fingerprint, key_text, sign_card
    from khabar.storage.models.exchange import Peer

    card = NodeCard(v=1, code="UZ", name="UZ", role="node", address="",
                    signing=key_text(UZ.signing.public_key()),
                    recipient=UZ.peer.recipient)  # fmt: skip
    token = sign_card(card, UZ.signing)
    browser = Client(SERVER_NAME="localhost")
    browser.force_login(Account.objects.get(username="otabek"))

    wrong = browser.post("/liaison/partners/", {"card": token, "said": "0000 1111"})
    assert "is not that of this card" in wrong.content.decode()
    assert not Peer.objects.exists()

    said = fingerprint(UZ.peer.signing, UZ.peer.recipient)
    browser.post("/liaison/partners/", {"card": token, "said": said.upper()})
    assert Peer.objects.get().code == "UZ"
