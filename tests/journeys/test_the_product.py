"""A bulletin's day: Zarina writes, Nazar approves and gives, Latif answers, it is recalled."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.conftest import Doors
from tests.journeys.pages import NARROW, Person, accessible, fits
from tests.journeys.serving import House

TITLE = "Груз из Вахдата: что известно"


def test_a_bulletin_is_written_approved_given_read_answered_and_recalled(
    door: Doors, homes: dict[str, House], tmp_path: Path
) -> None:
    zarina = door("zarina", house=homes["tj"], language="ru")
    nazar = door("nazar", house=homes["tj"], language="ru")
    latif = door("latif", house=homes["tj"], language="en", width=NARROW)

    address = _zarina_writes(zarina)
    _nazar_approves_and_gives(nazar, address)
    _latif_reads_and_answers(latif, tmp_path)
    _zarina_sees_who_read_it_and_recalls(zarina, address)
    _latif_is_told(latif)


def _zarina_writes(zarina: Person) -> str:
    zarina.work_in_the_case()
    page = zarina.visit("/products/new/")
    zarina.choose("kind", "bulletin")
    page.locator("label.opt", has_text="Каримзода руководит").first.click()
    page.locator("main form .btn-k.pri").click()
    zarina.type(title=TITLE, asked_by="Начальник подразделения")
    zarina.expects(400)
    page.locator("main form .btn-k.pri").click()
    expect(page.get_by_role("alert").first).to_be_visible()  # nothing is proposed for decision yet
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    zarina.type(recommendations="Просить билинг номера.")
    page.locator("main form .btn-k.pri").click()
    expect(page.locator(".a4")).to_contain_text("Просить билинг номера.")
    accessible(page)
    page.locator("form[action$='/submit/'] button").click()
    expect(page.locator(".page-head")).to_contain_text("Ждёт утверждения")
    return page.url.removeprefix(zarina.house.url)


def _nazar_approves_and_gives(nazar: Person, address: str) -> None:
    nazar.state("decide")
    page = nazar.visit(f"{address}approve/")
    expect(page.locator(".a4")).to_contain_text("основано на E1")
    nazar.choose("verdict", "approved")
    page.locator("main form .btn-k.pri").click()
    expect(page.locator(".page-head")).to_contain_text("Утверждён")
    page = nazar.visit(f"{address}release/")
    page.locator("#to").select_option(label=_of(page.locator("#to").inner_text(), "Latif"))
    page.locator("main form .btn-k.pri").click()
    expect(page.locator(".side")).to_contain_text("Экз. № 01")


def _of(options: str, name: str) -> str:
    return next(line.strip() for line in options.splitlines() if name in line)


def _latif_reads_and_answers(latif: Person, folder: Path) -> None:
    page = latif.visit("/products/inbox/")
    page.get_by_role("link", name=TITLE).click()
    expect(page.locator(".a4")).to_contain_text("Copy 01")
    fits(page)
    accessible(page)
    with page.expect_download() as paper:
        page.get_by_role("link", name="PDF").click()
    paper.value.save_as(folder / "copy.pdf")
    assert (folder / "copy.pdf").read_bytes().startswith(b"%PDF")
    page.locator("a[href$='/answer/']").click()
    latif.choose("usefulness", "4")
    latif.choose("result", "part")
    latif.type(text="We asked the post; the truck was there.")
    page.locator("main form .btn-k.pri").click()
    expect(page.locator(".a4")).to_be_visible()


def _zarina_sees_who_read_it_and_recalls(zarina: Person, address: str) -> None:
    page = zarina.visit(address)
    expect(page.locator(".side")).to_contain_text("открыт")
    expect(page.locator(".side")).to_contain_text("полезность 4 из 5")
    page.locator("a[href$='/recall/']").click()
    zarina.type(reason="E1 уточняется.")
    page.locator("main form .btn-k.danger").click()
    expect(page.locator(".side")).to_contain_text("отозван")


def _latif_is_told(latif: Person) -> None:
    page = latif.visit("/products/inbox/")
    expect(page.locator("main")).to_contain_text("recalled")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("alert")).to_contain_text("E1 уточняется.")
    assert page.locator(".a4").count() == 0
    accessible(page)
