"""From Zarina's desk to a named reader and back: approved, opened, printed, answered."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from pypdfium2 import PdfDocument

from tests.journeys.conftest import Doors
from tests.journeys.pages import Person, accessible, fits
from tests.journeys.serving import House

TITLE = "О складе в Вахдате"
FINDING = "Каримзода руководит перевозкой"
SAID = "Помогло: проверили склад."


@pytest.fixture
def tj(homes: dict[str, House]) -> House:
    return homes["tj"]


def test_a_bulletin_travels_to_its_reader_and_the_word_comes_back(door: Doors, tj: House) -> None:
    zarina = door("zarina", house=tj, language="ru")
    zarina.work_in_the_case()
    number = _writes(zarina)

    nazar = door("nazar", house=tj, language="ru")
    nazar.state("decide")
    _approves(nazar, number)
    _gives_a_copy_to_latif(nazar, number)

    latif = door("latif", house=tj, language="ru")
    copy = _opens(latif)
    _prints(latif, number)
    _answers(latif, copy)

    _reads_the_answer(zarina, number)
    _sees_who_has_seen_his(door("sino", house=tj, language="ru"), number)
    _reads_the_figures(nazar)


def test_a_copy_is_its_readers_alone(door: Doors, tj: House) -> None:
    latif = door("latif", house=tj)
    href = latif.visit("/products/inbox/").locator("main tbody a").first.get_attribute("href")
    assert href
    rustam = door("rustam", house=tj)

    rustam.visit(href, status=404)
    rustam.visit(f"{href}pdf/", status=404)

    accessible(rustam.page)


def _writes(zarina: Person) -> str:
    page = zarina.visit("/products/new/")
    zarina.choose("kind", "bulletin")
    page.locator("label.opt", has_text=FINDING).click()
    accessible(page)
    page.locator("main form .btn-k.pri").click()
    zarina.expects(400)
    zarina.type(title=TITLE)
    page.locator("main form.form-k .btn-k.pri").click()
    expect(page.locator("#errors li").first).to_be_visible()
    expect(page.locator("#title")).to_have_value(TITLE)

    page.locator("#language").select_option("ru")
    zarina.type(
        expires_on="2027-06-30", question="Где ждёт груз?", asked_by="Начальник подразделения",
        legal_basis="Учебный закон об ОРД, ст. 8", alternatives="Склад снимает другой.",
        gaps="Кто платит за склад?", recommendations="Наблюдать за складом.", distribution="Связь",
    )  # fmt: skip
    page.locator("main form.form-k .btn-k.pri").click()
    expect(page.locator(".a4")).to_contain_text("Наблюдать за складом.")
    accessible(page)
    zarina.shot("bulletin-ru")
    page.locator("form[action$='/submit/'] button").click()
    expect(page.locator("form[action$='/submit/']")).to_have_count(0)
    expect(page.locator("a[href$='/approve/']")).to_have_count(0)  # never one's own
    return page.url.rstrip("/").rsplit("/", 1)[-1]


def _approves(nazar: Person, number: str) -> None:
    page = nazar.visit("/products/")
    page.locator("tr", has_text=TITLE).locator("a[href$='/approve/']").click()
    expect(page.locator(".a4")).to_contain_text("Где ждёт груз?")
    nazar.choose("verdict", "approved")
    accessible(page)
    page.locator("main form.form-k .btn-k.pri").click()
    nazar.visit(f"/products/{number}/")


def _gives_a_copy_to_latif(nazar: Person, number: str) -> None:
    page = nazar.page
    page.locator("a[href$='/release/']").click()
    latif = page.locator("#to option", has_text="Latif").first.get_attribute("value")
    page.locator("#to").select_option(latif)
    accessible(page)
    page.locator("main form.form-k .btn-k.pri").click()
    nazar.visit(f"/products/{number}/")
    expect(page.locator(".side")).to_contain_text("Latif")


def _opens(latif: Person) -> str:
    page = latif.visit("/products/inbox/")
    expect(page.locator("tr", has_text=TITLE)).to_be_visible()
    accessible(page)
    latif.shot("inbox-ru")
    page.locator("tr", has_text=TITLE).locator("a").first.click()
    expect(page.locator(".a4")).to_contain_text("Наблюдать за складом.")
    expect(page.locator(".a4-band").first).to_contain_text("H2")
    accessible(page)
    fits(page)
    return page.url


def _prints(latif: Person, number: str) -> None:
    page = latif.page
    with page.expect_download() as asked:
        page.locator("main a[href*='/pdf/']").click()
    paper = asked.value.path().read_bytes()
    assert paper.startswith(b"%PDF")
    document = PdfDocument(paper)
    for sheet in document:
        words = re.sub(r"\s+", " ", sheet.get_textpage().get_text_range())
        assert "H2" in words
        assert re.search(r"0?1", words)
    whole = " ".join(sheet.get_textpage().get_text_range() for sheet in document)
    assert number in whole
    assert "Наблюдать за складом" in re.sub(r"\s+", " ", whole)


def _answers(latif: Person, copy: str) -> None:
    page = latif.page
    latif.expects(400)
    page.locator("main a[href$='/answer/']").click()
    latif.choose("usefulness", "4")
    latif.type(text=SAID)
    page.locator("main form.form-k .btn-k.pri").click()
    expect(page.locator("#errors")).to_be_visible()
    expect(page.locator("#text")).to_have_value(SAID)
    latif.choose("result", "part")
    accessible(page)
    page.locator("main form.form-k .btn-k.pri").click()
    expect(page).to_have_url(copy)


def _reads_the_answer(zarina: Person, number: str) -> None:
    page = zarina.visit(f"/products/{number}/")
    expect(page.locator(".side")).to_contain_text(SAID)
    expect(page.locator(".side")).to_contain_text("Latif")


def _sees_who_has_seen_his(sino: Person, number: str) -> None:
    page = sino.visit("/products/seen/")
    row = page.locator("tr", has_text=number).first
    expect(row).to_contain_text("Liaison")
    expect(page.locator("main")).not_to_contain_text(TITLE)  # that it was used, not for what
    accessible(page)


def _reads_the_figures(nazar: Person) -> None:
    page = nazar.visit("/dashboard/")
    expect(page.locator("main a.tile, main .tile").first).to_be_visible()
    accessible(page)
    for number in range(page.locator("main a[href^='/dashboard/']").count()):
        page.locator("main a[href^='/dashboard/']").nth(number).click()
        expect(page.locator("main h1")).to_be_visible()
        nazar.visit("/dashboard/")
