"""One package, one question and one refutation, seen from TJ, UZ and the hub between them."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Doors
from tests.journeys.pages import NARROW, Person, accessible, fits
from tests.journeys.serving import House

STEPS_RU = ("запечатано", "в очереди", "у центра", "доставлено", "обработано", "просмотрено")
FALLEN = "Одил"
ANSWER = "прошла наш пост четыре раза"


def test_latif_sees_six_proven_steps_and_his_question_answered(
    door: Doors, homes: dict[str, House]
) -> None:
    latif = _liaison(door, homes["tj"], "latif", language="ru")
    page = latif.visit("/liaison/")
    accessible(page)
    page.locator("tr", has_text="Сообщения").locator("a").first.click()
    steps = page.locator(".track6 li")
    expect(steps).to_have_text([re.compile(step) for step in STEPS_RU])
    expect(page.locator(".track6 li.done")).to_have_count(6)
    expect(page.locator(".track6 li", has_text="у центра")).to_contain_text("HUB")
    accessible(page)

    latif.visit("/liaison/")
    expect(page.locator(".side")).to_contain_text("их копия перечёркнута")
    page.locator("a[href^='/liaison/request/']", has_text="RFI").click()
    expect(page.locator("main")).to_contain_text(ANSWER)
    expect(page.locator("main")).to_contain_text("журнал поста")
    accessible(page)
    fits(page)


def test_gulnora_sees_what_her_gate_let_in(door: Doors, homes: dict[str, House]) -> None:
    gulnora = _liaison(door, homes["uz"], "gulnora", language="ru")
    page = gulnora.visit("/liaison/")
    accessible(page)
    gulnora.shot("liaison-uz-ru")
    page.locator("tr", has_text="Сообщения").get_by_role("link").last.click()
    expect(page.locator("main .tag.done")).to_have_count(4)  # four reports passed
    gate = page.url.replace("/message/", "/gate/").removeprefix(homes["uz"].url)
    gulnora.visit(gate)
    expect(page.locator("main")).to_contain_text("TJ-DCA")
    expect(page.locator("main form button.pri")).to_have_count(0)  # decided already
    accessible(page)


def test_the_hub_carries_and_cannot_read(door: Doors, homes: dict[str, House]) -> None:
    dilshod = _liaison(door, homes["hub"], "dilshod")
    page = dilshod.visit("/liaison/")
    carried = page.locator(".side section", has_text="Carried for others")

    expect(carried.locator("li")).not_to_have_count(0)
    expect(page.locator("main")).not_to_contain_text("TJ-DCA-")
    accessible(page)
    dilshod.shot("liaison-hub-en")
    dilshod.state("assess")
    dilshod.visit("/search/?q=Karimzoda")
    expect(page.locator("main")).to_contain_text("Nothing that you may see fits")


def test_a_refutation_is_seen_on_every_page_that_stood_on_it(
    door: Doors, homes: dict[str, House]
) -> None:
    zarina = door("zarina", house=homes["tj"])
    zarina.work_in_the_case()
    page = _opens(zarina, FALLEN)
    expect(page.locator("#facts tr.gone")).not_to_have_count(0)
    expect(page.locator("#facts")).to_contain_text("refuted")
    zarina.visit("/findings/")
    row = page.locator("tbody tr", has_text=FALLEN)
    expect(row).to_contain_text("basis changed")
    row.get_by_role("link").first.click()
    expect(page.get_by_role("alert")).to_contain_text("has changed")
    accessible(page)
    zarina.shot("finding-stale-en")
    zarina.visit("/products/")
    page.locator("tr", has_text="О найме водителей").get_by_role("link").first.click()
    expect(page.locator("main [role=alert]").first).to_be_visible()
    accessible(page)

    jasur = door("jasur", house=homes["uz"], language="ru", width=NARROW)
    jasur.work_in_the_case()
    page = _opens(jasur, FALLEN)
    expect(page.locator("#facts")).to_contain_text("опровергнуто")
    expect(page.locator("#facts .tag.done")).to_have_count(0)
    accessible(page)
    fits(page)


def test_parvina_sees_the_refusals_and_proves_the_ledger(
    door: Doors, homes: dict[str, House]
) -> None:
    parvina = door("parvina", house=homes["tj"], language="ru")
    parvina.state("oversee")
    page = parvina.visit("/oversight/?show=refused")
    expect(page.locator("table.k")).to_contain_text("Bek")
    accessible(page)
    parvina.shot("oversight-ru")
    parvina.visit("/oversight/stopped/")
    expect(page.locator("main")).to_contain_text("критикует власть")
    accessible(page)

    parvina.visit("/oversight/")
    page.locator("form[action='/oversight/verify/'] button").click()
    expect(page.locator(".note.done")).to_be_visible()
    accessible(page)


def _liaison(door: Doors, house: House, name: str, language: str = "en") -> Person:
    """Somebody who answers a partner: the first that is not the hub."""
    person = door(name, house=house, language=language)
    person.state("answer")
    page = person.visit("/liaison/")
    page.locator("button[name=partner]").first.click()
    expect(page.locator("button[name=partner][aria-pressed=true]")).to_be_visible()
    return person


def _opens(person: Person, name: str) -> Page:
    person.visit(f"/search/?q={name}")
    person.page.locator("main li a.t2", has_text=name).first.click()
    expect(person.page.locator("#facts")).to_be_visible()
    return person.page
