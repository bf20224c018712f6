"""Zarina's morning: search in her alphabet, one man under two names, the namesake left in peace."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Doors
from tests.journeys.pages import Person, accessible, fits
from tests.journeys.serving import House, found_cast, free_port, run_in, serve

_STORY = """
from khabar.site.wiring import start; start()
import json
from dataclasses import asdict
from datetime import timedelta
from khabar.desk.office import account_named
from khabar.desk.sitting import open_sitting, utc_now
from khabar.safeguards import Purpose, StatedPurpose
from tests.cast import CASE
from tests.collation.story import told
until = utc_now() + timedelta(hours=1)
stated = StatedPurpose(purpose=Purpose.CASE, case=CASE, reason="", until=until)
zarina = open_sitting(account_named("zarina"), stated=stated, door="exercise")
print(json.dumps(asdict(told(zarina))))
"""


@pytest.fixture(scope="module")
def collated(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[House, dict[str, str]]]:
    home = tmp_path_factory.mktemp("collator") / "tj"
    found_cast(home)
    story = json.loads(run_in(home, _STORY).strip().splitlines()[-1])
    with serve(home, port=free_port()) as house:
        yield house, story


def at_work(door: Doors, house: House, **how: object) -> Person:
    zarina = door("zarina", house=house, **how)  # type: ignore[arg-type]
    zarina.work_in_the_case()
    return zarina


@pytest.mark.parametrize("language", ["en", "ru", "uz", "tg"])
def test_search_and_the_page_of_a_person_are_read_by_everybody(
    door: Doors, collated: tuple[House, dict[str, str]], language: str
) -> None:
    house, story = collated
    zarina = at_work(door, house, language=language)

    zarina.visit("/search/?q=Каримов")
    accessible(zarina.page)
    zarina.shot(f"search-{language}")
    zarina.visit(f"/entity/{story['karimzoda']}/")
    accessible(zarina.page)
    zarina.shot(f"entity-{language}")
    zarina.visit(f"/collate/{story['unread']}/")
    accessible(zarina.page)
    zarina.shot(f"collate-{language}")
    zarina.visit("/collate/")
    accessible(zarina.page)
    fits(zarina.page)


def test_the_search_field_leads_to_the_man_and_his_evidence(
    door: Doors, collated: tuple[House, dict[str, str]]
) -> None:
    house, story = collated
    zarina = at_work(door, house)
    page = zarina.page

    page.locator("#find").fill("фархад каримов")
    page.locator("#find").press("Enter")
    page.locator(f"a[href='/entity/{story['karimzoda']}/']").click()
    expect(page.locator("h1")).to_contain_text("Farhod Karimzoda")
    expect(page.locator("#facts")).to_contain_text("3 reports, 1 origin")
    expect(page.locator("#same")).to_contain_text("another date")
    page.locator("tr", has_text="Vahdat store").locator("a.plain-k").click()

    expect(page.locator("#drawer")).to_contain_text("It repeats, it does not confirm")
    expect(page.locator("#drawer .ev")).to_have_count(4)
    zarina.shot("evidence-en")


def test_a_person_judges_and_takes_it_back(
    door: Doors, collated: tuple[House, dict[str, str]]
) -> None:
    house, story = collated
    zarina = at_work(door, house)
    page = zarina.page
    zarina.visit(f"/entity/{story['karimzoda']}/")
    panel = page.locator("article", has_text="Farxod Karimov")

    panel.get_by_label("Your reason").fill("One number and one date of birth.")
    panel.get_by_role("button", name="Same", exact=True).click()
    expect(page.locator(".tag.infer", has_text="2 records judged one").first).to_be_visible()

    past = page.locator("#past li", has_text="Farxod Karimov")
    past.locator("summary").click()
    past.get_by_label("Why is it taken back?").fill("The number had another owner by then.")
    past.get_by_role("button", name="Undo").click()
    expect(page.locator(".tag.infer", has_text="judged one")).to_have_count(0)
    expect(page.locator("#past")).to_contain_text("Taken back")
