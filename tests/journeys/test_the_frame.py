"""The frame around every page: log in, language, purpose, keys, night, no scripts, phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.conftest import Doors
from tests.journeys.pages import accessible, fits
from tests.journeys.serving import House

EVERYBODY = ("zarina", "rustam", "madina", "nazar", "latif", "parvina", "aziz", "otabek")


def test_nobody_comes_in_without_a_password(browser: Browser, house: House) -> None:
    page = browser.new_context(locale="ru-RU").new_page()

    page.goto(house.url + "/search/")
    accessible(page)
    page.locator("#id_login").fill("zarina")
    page.locator("#id_password").fill("not hers")
    page.locator("form.form-k .btn-k.pri").click()

    expect(page.get_by_role("alert")).to_contain_text("Имя и пароль")
    expect(page.locator("#id_login")).to_have_value("zarina")
    page.context.close()


@pytest.mark.parametrize("language", ["en", "ru", "uz", "tg"])
def test_the_purpose_page_speaks_the_language_and_can_be_read_by_everybody(
    door: Doors, house: House, language: str
) -> None:
    zarina = door("zarina", language=language)

    zarina.visit("/purpose/")

    accessible(zarina.page)
    fits(zarina.page)
    zarina.shot(f"purpose-{language}")


def test_the_menu_and_the_purpose_work_without_scripts(door: Doors, house: House) -> None:
    zarina = door("zarina", scripts=False)

    zarina.work_in_the_case()
    zarina.page.locator("details.who > summary").click()
    zarina.page.locator(".menu button[value=tg]").click()

    expect(zarina.page.locator("html")).to_have_attribute("lang", "tg")
    expect(zarina.page.locator(".purpose")).to_contain_text("ARCHA")


def test_keys_lead_to_the_search_and_to_a_place(door: Doors, house: House) -> None:
    zarina = door("zarina")
    zarina.visit("/purpose/")

    zarina.page.keyboard.press("Slash")
    expect(zarina.page.locator("#find")).to_be_focused()
    zarina.page.keyboard.press("Escape")
    zarina.page.keyboard.press("Shift+Slash")
    expect(zarina.page.locator("dialog#keys")).to_be_visible()
    zarina.page.keyboard.press("Escape")

    expect(zarina.page.locator("dialog#keys")).to_be_hidden()


def test_night_is_chosen_and_kept(door: Doors, house: House) -> None:
    zarina = door("zarina")
    zarina.visit("/purpose/")

    zarina.page.locator("details.who > summary").click()
    zarina.page.locator("[data-theme=dark]").click()
    zarina.page.reload()

    expect(zarina.page.locator("html")).to_have_attribute("data-bs-theme", "dark")
    accessible(zarina.page)


def test_what_is_not_there_and_what_is_not_yours_look_the_same(door: Doors, house: House) -> None:
    bek = door("bek")

    bek.visit("/no-such-page/", status=404)

    accessible(bek.page)
    expect(bek.page.get_by_role("heading", level=1)).to_be_visible()
