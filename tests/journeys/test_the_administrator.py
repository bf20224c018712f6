"""Otabek: an account for a newcomer, one closed, the health of the node, the source."""

from __future__ import annotations

import io
import tarfile

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Doors
from tests.journeys.pages import accessible
from tests.journeys.serving import House


def test_a_newcomer_gets_an_account_and_loses_it(door: Doors, house: House) -> None:
    otabek = door("otabek")
    page = otabek.visit("/admin/accounts/new/")

    page.locator("#username").fill("Гульнора")
    page.get_by_role("button", name="Open an account").click()
    expect(page.locator(".errors")).to_be_focused()
    accessible(page)
    expect(page.locator("#username")).to_have_value("Гульнора")

    page.locator("#full_name").fill("Gulnora (invented)")
    page.locator("#username").fill("gulnora")
    page.locator("input[name=roles][value=officer]").check()
    page.get_by_role("button", name="Open an account").click()
    password = page.locator(".kv code").nth(1).inner_text()
    house.passwords["gulnora"] = password
    gulnora = door("gulnora")

    otabek.visit("/admin/")
    row = page.get_by_role("row", name="Gulnora")
    row.locator("summary").click()
    row.locator("button.danger").click()
    expect(row).to_contain_text("closed")

    gulnora.page.reload()
    expect(gulnora.page.locator("#id_password")).to_be_visible()


def test_the_health_of_the_node_shows_no_intelligence(door: Doors, house: House) -> None:
    otabek = door("otabek")

    page = otabek.visit("/admin/health/")

    accessible(page)
    expect(page.locator("main")).not_to_contain_text("ARCHA")


@pytest.mark.parametrize("path", ["/search/?q=a", "/chart/", "/oversight/"])
def test_the_pages_of_others_are_closed_to_the_administrator(
    door: Doors, house: House, path: str
) -> None:
    otabek = door("otabek")

    accessible(otabek.visit(path, status=403))


def test_everyone_can_take_the_source_along(door: Doors, house: House) -> None:
    zarina = door("zarina")
    page = zarina.visit("/source/")
    accessible(page)

    answer = page.request.get(house.url + "/source/khabar.tar.gz")

    with tarfile.open(fileobj=io.BytesIO(answer.body())) as archive:
        assert "khabar/safeguards/acts.py" in archive.getnames()
