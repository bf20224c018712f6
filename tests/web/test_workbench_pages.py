"""The chart and the findings as pages, without a script."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.test import Client

from khabar.storage.models.analysis import Analysis, Chart
from khabar.words import LANGUAGES
from tests.cast import CASE
from tests.conftest import Seats
from tests.desk.network import Network
from tests.web.test_analyst_pages import browser_of, shown

TYPED = {
    "question": "Who uses the number?",
    "sentence": "Karimzoda uses the number.",
    "kind": "conclusion",
    "probability": "likely",
    "confidence": "low",
    "alternative-0": "Somebody else carries the phone.",
    "alternative-probability-0": "unlikely",
    "gaps": "Who pays?\n\nWho bought it?",
    "line_left": "karim",
    "line_schema": "Uses",
    "line_right": "truck",
    "case": CASE,
}


@pytest.fixture
def net(node: Path) -> Network:
    net = Network()
    net.thing("karim", "Каримзода <b>", role="subject")
    net.thing("phone", "+992 000 10 04 18", schema="Phone")
    net.thing("truck", "00 О 417", schema="Vehicle")
    return net


@pytest.fixture
def said(net: Network) -> str:
    net.says("karim", "Drives", "truck", grade="B2", origin="watch", on="2026-10-24")
    return net.says("karim", "Uses", "phone", grade="X4")


@pytest.fixture
def zarina(sit: Seats, said: str) -> Client:
    return seated("zarina")


def seated(username: str, *, language: str = "en") -> Client:
    browser = browser_of(username, language=language)
    browser.post("/purpose/", {"case": CASE, "next": "/"})
    return browser


def written(browser: Client, said: str, **other: str) -> str:
    answer = browser.post("/findings/new/", {**TYPED, f"stance-{said}": "for", **other})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def test_the_chart_of_the_case_is_drawn_on_the_server_and_said_as_a_table(zarina: Client) -> None:
    page = shown(zarina, "/chart/")

    assert page.count('class="thing ') == 3
    assert 'class="tie confirmed"' in page
    assert 'class="tie unconfirmed"' in page
    assert 'class="thing person subject' in page
    assert "<b>Каримзода" not in page
    assert "Каримзода &lt;b&gt; – uses – +992 000 10 04 18" in page
    drawing = json.loads(re.findall(r'id="chart" type="application/json">(.*?)</script>', page)[0])
    assert {edge["line"] for edge in drawing["edges"]} == {"confirmed", "unconfirmed"}
    assert "style=" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_the_workbench_is_said_in_every_language(
    sit: Seats, said: str, language: str
) -> None:
    browser = seated("zarina", language=language)
    finding = written(browser, said)
    line = re.findall(r"line=([0-9a-f]{16})#", shown(browser, "/chart/"))[0]

    for path in (
        f"/chart/?line={line}",
        "/chart/?entity=karim&open=&node=karim",
        "/chart/?saved=1",
        "/findings/",
        "/findings/new/",
        f"{finding}?replay=1",
    ):
        shown(browser, path)


def test_a_filter_unticked_hides_and_its_address_can_be_come_back_to(zarina: Client) -> None:
    asked = "/chart/?look_had=confirmed&look_had=unconfirmed&look=confirmed"
    page = shown(zarina, asked)

    assert 'class="tie unconfirmed"' not in page
    assert "hide=unconfirmed" in page
    linked = shown(zarina, f"/chart/?case={CASE}&hide=unconfirmed")
    assert 'class="tie unconfirmed"' not in linked


def test_the_drawer_shows_the_item_and_offers_to_cite_it(zarina: Client, said: str) -> None:
    page = shown(zarina, "/chart/")
    line = re.findall(r'line=([0-9a-f]{16})#drawer" class="tie unconfirmed', page)[0]

    drawer = shown(zarina, f"/chart/?line={line}")

    assert "What report 5 says, invented." in drawer
    assert f"for={said}" in drawer


def test_expanding_says_how_many_before_it_draws(zarina: Client) -> None:
    page = shown(zarina, "/chart/?entity=karim&open=&node=karim")

    assert "Phone number: <b>1</b>" in page
    opened = re.findall(r'btn-k sm pri" href="(/chart/[^"]*node=karim)#drawer"', page)
    assert 'class="thing phone' in shown(zarina, opened[0].replace("&amp;", "&"))


def test_a_saved_chart_keeps_the_question_and_opens_again(zarina: Client) -> None:
    zarina.post("/chart/save/", {"entity": "truck", "open": "truck", "title": "The truck"})

    page = shown(zarina, "/chart/?saved=1")

    assert "The truck" in page
    assert Chart.objects.get().entities == ["truck"]
    assert 'class="thing vehicle' in shown(zarina, "/chart/?entity=truck&open=truck")


def test_a_faulty_finding_keeps_what_was_typed_and_says_every_fault(
    zarina: Client, said: str
) -> None:
    answer = zarina.post("/findings/new/", {**TYPED, "confidence": "high", f"stance-{said}": "for"})
    page = answer.content.decode()

    assert answer.status_code == 200
    assert "analysis.confidence-above-basis" in page
    assert "Karimzoda uses the number.</textarea>" in page
    assert f'name="stance-{said}" value="for" checked' in page
    assert not Analysis.objects.exists()


def test_a_finding_is_written_reviewed_by_another_issued_and_falls_stale(
    net: Network, zarina: Client, said: str
) -> None:
    address = written(zarina, said)
    page = shown(zarina, address)
    assert "Waits for review by another person." in page
    assert "Who bought it?" in page

    nazar = seated("nazar")
    nazar.post("/purpose/", {"purpose": "decide", "reason": "to review", "next": "/"})
    assert "/review/" in shown(nazar, address)
    nazar.post(f"{address}review/", {"note": "It follows."})
    assert "It follows." in shown(zarina, address)
    assert 'class="tie inferred"' in shown(zarina, "/chart/")
    zarina.post(f"{address}issue/")

    net.refute(said)

    stale = shown(zarina, address)
    assert "What this finding stands on has changed" in stale
    assert "refuted since" in stale
    assert "basis changed: 1" in shown(zarina, "/findings/")
    assert "Other look" in shown(zarina, f"{address}?replay=1")


def test_the_author_is_refused_and_a_stranger_finds_nothing(zarina: Client, said: str) -> None:
    address = written(zarina, said)

    assert zarina.post(f"{address}review/").status_code == 403
    bek = browser_of("bek")
    bek.post("/purpose/", {"purpose": "assess", "reason": "curious", "next": "/"})
    shown(bek, address, 404)
    shown(bek, "/chart/?entity=karim", 404)
    assert browser_of("rustam").get(address).status_code in (302, 403)
    assert Client(HTTP_HOST="localhost").get("/chart/").status_code == 302
