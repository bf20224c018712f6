"""Every role's pages after the whole walk of case ARCHA: readable, whole, photographed."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Doors
from tests.journeys.pages import accessible
from tests.journeys.serving import House

# who, for what, in which home, language → pages (name, address)
WALKS = [
    ("rustam", "case", "tj", "ru", [("officer", "/officer/"), ("officer-new", "/officer/new/")]),
    ("manizha", "case", "tj", "tg", [("officer", "/officer/")]),
    ("madina", "review", "tj", "ru", [("evaluator", "/evaluator/"), ("evaluator-item", "item"),
                                      ("evaluator-done", "/evaluator/done/")]),
    ("zarina", "case", "tj", "en", [("search", "/search/?q=Karimzoda"), ("entity", "entity"),
                                    ("chart", "/chart/"), ("chart-line", "line"),
                                    ("findings", "/findings/"), ("finding", "finding"),
                                    ("product", "product"), ("report", "report"),
                                    ("collate", "/collate/")]),
    ("zarina", "case", "tj", "ru", [("entity", "entity"), ("chart", "/chart/"),
                                    ("product", "product")]),
    ("zarina", "case", "tj", "uz", [("entity", "entity"), ("finding", "finding")]),
    ("nazar", "decide", "tj", "ru", [("supervisor", "/supervisor/"), ("dashboard", "/dashboard/"),
                                     ("decide", "/supervisor/decide/")]),
    ("nazar", "decide", "tj", "en", [("supervisor", "/supervisor/"), ("dashboard", "/dashboard/")]),
    ("latif", "answer", "tj", "ru", [("liaison", "/liaison/"),
                                     ("liaison-partners", "/liaison/partners/"),
                                     ("inbox", "/products/inbox/")]),
    ("gulnora", "answer", "uz", "en", [("liaison", "/liaison/")]),
    ("jasur", "case", "uz", "uz", [("chart", "/chart/")]),
    ("parvina", "oversee", "tj", "en", [("oversight", "/oversight/?show=refused"),
                                        ("oversight-stopped", "/oversight/stopped/")]),
    ("otabek", "", "tj", "en", [("admin", "/admin/"), ("admin-health", "/admin/health/")]),
]  # fmt: skip
FOUND = {  # pages whose address is known only after the walk
    "entity": ("/search/?q=Karimzoda", r'href="(/entity/\w+/)"'),
    "finding": ("/findings/", r'href="(/findings/\w{32}/)"'),
    "product": ("/products/", r'href="(/products/[\w-]+-SP-[\w-]+/)"'),
    "line": ("/chart/", r'<th scope="row"><a href="([^"]*line=[^"]*)"'),
    "item": ("/evaluator/done/", r'href="(/evaluator/item/\w+/)"'),
}


@pytest.mark.parametrize(
    ("who", "purpose", "home", "language", "pages"),
    WALKS,
    ids=[f"{who}-{language}" for who, _, _, language, _ in WALKS],
)
def test_the_pages_of_each_role_can_be_read_and_nothing_is_cut(
    door: Doors,
    homes: dict[str, House],
    who: str,
    purpose: str,
    home: str,
    language: str,
    pages: list[tuple[str, str]],
) -> None:
    person = door(who, house=homes[home], language=language)
    if purpose == "case":
        person.work_in_the_case()
    elif purpose:
        person.state(purpose)

    for name, address in pages:
        path = address
        if address in FOUND:
            start, link = FOUND[address]
            found = re.search(link, person.visit(start).content())
            assert found, f"{start} leads to no {address}"
            path = found[1].replace("&amp;", "&")
        elif address == "report":
            path = f"/report/{_some_report(homes[home])}/"
        page = person.visit(path)
        page.wait_for_timeout(250)  # the chart is drawn after the load
        accessible(page)
        person.shot(f"{name}-{language}")


def _some_report(house: House) -> str:
    with closing(sqlite3.connect(house.home / "khabar.sqlite3")) as database:
        number = database.execute("SELECT number FROM report WHERE state = 'accepted'").fetchone()
    return str(number[0])


def test_a_whole_reading_goes_by_keys(door: Doors, homes: dict[str, House]) -> None:
    """Search, rows, evidence and back, without a mouse."""
    zarina = door("zarina", house=homes["tj"])
    zarina.work_in_the_case()
    keys = zarina.page.keyboard

    keys.press("Slash")
    keys.type("Karimzoda")
    keys.press("Enter")
    zarina.page.wait_for_url("**/search/?q=Karimzoda")
    keys.press("j")
    keys.press("Enter")
    zarina.page.wait_for_url("**/entity/*/**")
    expect(zarina.page.get_by_role("heading", level=1)).to_be_visible()

    found = re.search(FOUND["line"][1], zarina.visit("/chart/").content())
    assert found
    zarina.visit(found[1].replace("&amp;", "&"))
    keys.press("e")
    expect(zarina.page.locator("#drawer")).to_be_focused()
    keys.press("Escape")
    expect(zarina.page.locator("#drawer")).to_be_hidden()

    keys.press("g")
    keys.press("3")
    zarina.page.wait_for_url("**/findings/")
