"""Nazar's day: he decides in his case, asks a unit, sees the board, and closes the question."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.journeys.conftest import Doors
from tests.journeys.pages import NARROW, Person, accessible, fits
from tests.journeys.serving import House

QUESTION = "Which vehicle carries the load, and by which crossing?"
TYPED = {
    "assessment": "Three reports of one load in two weeks; perhaps one source.",
    "decision": "Develop the operation; arrest nobody yet.",
    "reason": "We need confirmation that does not come from the same mouth.",
    "question": QUESTION,
    "why": "To decide whether to work with the neighbours.",
    "indicators": "night crossings at Darvoz\none lorry, again and again",
    "due": "30.12.2026",
    "asked": "Ask the posts, compare their crossing books of a month.",
}


def test_nazar_decides_asks_and_closes(door: Doors, house: House) -> None:
    nazar = door("nazar")
    nazar.state("decide")
    nazar.visit("/supervisor/")
    accessible(nazar.page)
    expect(nazar.page.locator("#requirements")).to_contain_text("Nothing is asked yet")

    _decides(nazar)
    accessible(nazar.page)
    number = nazar.page.locator(".page-head .tag").first.inner_text()
    _sees_it_on_the_board(nazar, number)
    _closes_it(nazar)


def test_a_decision_that_says_nothing_is_sent_back_with_what_was_typed(
    door: Doors, house: House
) -> None:
    nazar = door("nazar", language="ru", width=NARROW)
    nazar.state("decide")
    page = nazar.visit("/supervisor/decide/")
    nazar.expects(400)

    nazar.type(decision="Только решение, без причины.", due="31.02.2027")
    page.locator("main form.form-k .btn-k.pri").click()

    expect(page.get_by_role("alert")).to_contain_text("31.02.2027")
    expect(page.locator("[name=decision]")).to_have_value("Только решение, без причины.")
    expect(page.locator("[name=due]")).to_have_value("31.02.2027")
    expect(page.locator("[name=reason]")).to_have_attribute("aria-invalid", "true")
    accessible(page)
    fits(page)


def test_rustam_finds_the_question_on_his_own_page_and_cannot_decide(
    door: Doors, house: House
) -> None:
    rustam = door("rustam")
    rustam.visit("/officer/")
    rustam.visit("/supervisor/decide/", status=403)

    accessible(rustam.page)


def _decides(nazar: Person) -> None:
    page = nazar.page
    page.locator("main a[href^='/supervisor/decide/']").first.click()
    nazar.type(**TYPED)
    nazar.choose("priority", "priority")
    page.locator("select[name=unit]").select_option(label="TJ-DCA, Unit 1")
    page.locator("main form.form-k .btn-k.pri").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTION)
    expect(page.locator("main")).to_contain_text("one lorry, again and again")
    expect(page.locator("main")).to_contain_text(TYPED["decision"])
    expect(page.locator("main")).to_contain_text(TYPED["asked"])


def _sees_it_on_the_board(nazar: Person, number: str) -> None:
    page = nazar.visit("/supervisor/")
    row = page.locator("#requirements tr", has_text=number)
    expect(row).to_contain_text("Nothing yet")
    expect(page.locator("#tasks")).to_contain_text(TYPED["asked"])
    expect(page.locator("main")).to_contain_text(TYPED["reason"])
    row.get_by_role("link", name=QUESTION).click()


def _closes_it(nazar: Person) -> None:
    page = nazar.page
    nazar.expects(400)
    nazar.choose("state", "part")
    page.locator("main form.form-k .btn-k.pri").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    expect(page.locator("input[name=state][value=part]")).to_be_checked()

    nazar.type(result="The lorry is known; who pays is open.")
    page.locator("main form.form-k .btn-k.pri").click()

    expect(page.locator(".note.done")).to_contain_text("The lorry is known; who pays is open.")
    expect(page.locator("form.form-k")).to_have_count(0)
    nazar.visit("/supervisor/")
    expect(page.locator("#requirements .tag")).to_have_text(re.compile("In part|Answered"))
