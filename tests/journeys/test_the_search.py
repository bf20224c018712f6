"""Zarina looks a man up in case ARCHA in every spelling; Bek, beside her, finds nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Doors
from tests.journeys.pages import Person, accessible, fits
from tests.journeys.serving import House

MAN = "Каримзода"


@pytest.fixture
def tj(homes: dict[str, House]) -> House:
    return homes["tj"]


def test_zarina_states_a_purpose_and_finds_him_in_every_spelling(door: Doors, tj: House) -> None:
    zarina = door("zarina", house=tj)
    page = zarina.page
    page.goto(tj.url + "/search/?q=Karimzoda")
    expect(page.locator("button[name=case]")).to_be_visible()  # nothing without a purpose
    page.locator("button[name=case]").click()
    expect(page.locator(".purpose")).to_contain_text("ARCHA")
    expect(page.locator("main li", has_text=MAN)).to_have_count(1)

    for asked in (MAN, "Farxod Karimov", "Карим-ога"):
        _searches(zarina, asked)
        expect(page.locator("main li", has_text="2 records judged one")).to_contain_text(MAN)
    for asked, found in (("+992000100417", "Phone number"), ("00 O 417", "Vehicle")):
        _searches(zarina, asked)
        expect(page.locator("main .list-k")).to_contain_text(found)

    _opens_him(zarina)
    accessible(page)
    _sees_his_chart(zarina)


def test_bek_beside_her_finds_nothing(door: Doors, tj: House) -> None:
    zarina = door("zarina", house=tj, scripts=False)
    zarina.work_in_the_case()
    him = _opens_him(zarina)
    _sees_his_chart(zarina, scripts=False)
    finding = zarina.visit("/findings/").locator("main tbody a").first.get_attribute("href")
    assert finding
    bek = door("bek", house=tj)
    bek.state("assess")

    for asked in (MAN, "+992000100417"):
        _searches(bek, asked)
        expect(bek.page.locator("main")).to_contain_text("Nothing that you may see fits")
    bek.visit(him, status=404)
    expect(bek.page.locator("body")).not_to_contain_text(MAN)
    bek.visit(finding, status=404)
    accessible(bek.page)
    bek.visit("/findings/")
    expect(bek.page.locator("main tbody a")).to_have_count(0)


def _searches(person: Person, asked: str) -> None:
    person.visit("/search/")
    person.page.locator("#q").fill(asked)
    person.page.locator("#q").press("Enter")


def _opens_him(zarina: Person) -> str:
    _searches(zarina, "Karimzoda")
    zarina.page.locator("main li", has_text=MAN).locator("a.t2").click()
    expect(zarina.page.locator("#facts")).to_contain_text("AA0000417")
    return zarina.page.url.removeprefix(zarina.house.url)


def _sees_his_chart(zarina: Person, *, scripts: bool = True) -> None:
    page = zarina.page
    page.locator("main a[href^='/chart/?entity=']").click()
    expect(page.locator("#table")).to_contain_text("Бахром")
    picture = "#chart-view canvas" if scripts else "#chart-view svg.net a.thing"
    expect(page.locator(picture).first).to_be_visible()
    page.locator("#table tbody th a", has_text="Бахром").first.click()
    expect(page.locator("#drawer .quote").first).to_be_visible()
    fits(page)

    zarina.visit("/chart/")
    expect(page.locator(".strip svg a").first).to_be_visible()  # the timeline
    accessible(page) if scripts else fits(page)
