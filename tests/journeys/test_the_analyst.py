"""Zarina's afternoon: what is solid and what is not, one sentence, and the day it falls."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Doors
from tests.journeys.pages import Person, accessible, fits
from tests.journeys.serving import House, found_cast, free_port, run_in, serve

_TELL = """
from khabar.site.wiring import start; start()
import json
from dataclasses import asdict
from tests.desk.network import Network
from tests.desk.night import told
print(json.dumps(asdict(told(Network()))))
"""
_REFUTE = """
from khabar.site.wiring import start; start()
from tests.desk.network import Network
Network().refute({statement!r})
"""


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, dict[str, str]]]:
    home = tmp_path_factory.mktemp("analyst") / "tj"
    found_cast(home)
    story = json.loads(run_in(home, _TELL).strip().splitlines()[-1])
    with serve(home, port=free_port()) as house:
        yield house, story


def at_work(door: Doors, house: House, **how: object) -> Person:
    zarina = door("zarina", house=house, **how)  # type: ignore[arg-type]
    zarina.work_in_the_case()
    return zarina


@pytest.mark.parametrize("language", ["en", "ru", "uz", "tg"])
def test_the_workbench_is_read_by_everybody(
    door: Doors, night: tuple[House, dict[str, str]], language: str
) -> None:
    house, _ = night
    zarina = at_work(door, house, language=language)

    for path in ("/chart/", "/chart/?entity=karim&node=karim", "/findings/", "/findings/new/"):
        zarina.visit(path)
        accessible(zarina.page)
        fits(zarina.page)
    zarina.visit("/chart/")
    expect(zarina.page.locator("#chart-view[data-drawn]")).to_be_visible()
    zarina.shot(f"chart-{language}")


def test_three_reports_of_one_origin_are_told_as_one_and_stay_dashed(
    door: Doors, night: tuple[House, dict[str, str]]
) -> None:
    house, _ = night
    zarina = at_work(door, house)
    page = zarina.visit("/chart/")

    row = page.locator("#table tr", has_text="38 kg – seen at – Vahdat store")
    expect(row).to_contain_text("unconfirmed")
    row.locator("a").first.click()

    expect(page.locator("#drawer")).to_contain_text("3 reports, 1 origin")
    expect(page.locator("#drawer .ev .quote")).to_have_count(3)
    zarina.shot("chart-evidence-en")


def test_without_scripts_the_picture_is_drawn_and_filtered_all_the_same(
    door: Doors, night: tuple[House, dict[str, str]]
) -> None:
    house, _ = night
    zarina = at_work(door, house, scripts=False)
    page = zarina.visit("/chart/")

    expect(page.locator("svg.net a.thing")).to_have_count(17)
    page.locator("input[name=look][value=unconfirmed]").uncheck()
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("svg.net a.tie.unconfirmed")).to_have_count(0)
    expect(page.locator("svg.net a.tie.refuted")).to_have_count(1)


def test_a_finding_is_written_checked_by_another_drawn_and_falls(
    door: Doors, night: tuple[House, dict[str, str]]
) -> None:
    house, story = night
    zarina = at_work(door, house)
    page = zarina.visit("/findings/new/")

    zarina.choose(f"stance-{story['drives']}", "for")
    zarina.choose(f"stance-{story['calls']}", "for")
    zarina.choose(f"stance-{story['fruit']}", "against")
    zarina.type(
        question="Who supplies the Tashkent store?", sentence="Karimzoda supplies Ulugʻbek."
    )
    zarina.choose("kind", "conclusion")
    zarina.choose("probability", "likely")
    zarina.choose("confidence", "high")
    page.locator("select[name=line_left]").select_option("karim")
    page.locator("select[name=line_schema]").select_option("Supplies")
    page.locator("select[name=line_right]").select_option("ulug")
    zarina.press("Keep the finding")
    expect(page.locator("#errors")).to_contain_text("another explanation")
    expect(page.locator("#sentence")).to_have_value("Karimzoda supplies Ulugʻbek.")

    page.locator("#alternative-0").fill("He only lends the vehicles.")
    page.locator("#alternative-probability-0").select_option("unlikely")
    zarina.press("Keep the finding")
    expect(page.locator("h1")).to_contain_text("A-20")
    address = page.url.removeprefix(house.url)

    nazar = door("nazar", house=house)
    nazar.state("decide")
    nazar.visit(address)
    nazar.type(note="The calls fall on trip nights.")
    nazar.press("It follows")
    expect(nazar.page.locator("body")).to_contain_text("The calls fall on trip nights.")

    zarina.visit("/chart/")
    expect(page.locator("#table tr.infer")).to_contain_text("supplies")
    zarina.visit(address)
    accessible(page)
    zarina.shot("finding-en")

    run_in(house.home, _REFUTE.format(statement=story["calls"]))

    zarina.visit(f"{address}?replay=1")
    expect(page.get_by_role("alert")).to_contain_text("refuted since")
    expect(page.locator("#replay")).to_contain_text("Other look")
    accessible(page)
    zarina.shot("finding-stale-en")
    zarina.visit("/findings/")
    expect(page.locator("main")).to_contain_text("basis changed: 1")
