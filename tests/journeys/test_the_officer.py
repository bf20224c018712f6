"""Rustam's night on a phone: seven touches, nothing lost when he errs, and a report comes back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Doors
from tests.journeys.pages import NARROW, Person, accessible, fits
from tests.journeys.serving import House, found_cast, free_port, run_in, serve

FORD = "Двое перевели осла с двумя тюками через брод. На нашем берегу ждала машина 00 О 417."
TWO = "На складе в Вахдате ждут тюки. Водитель Бахром ездит на другой машине."
STORE, DRIVER = "На складе в Вахдате ждут тюки.", "Водитель Бахром ездит на фуре."
QUESTION = "Какая машина перевозит груз?"
WHY_BACK = "Склад и водитель – два разных вопроса: разделите."

# What others did before he came: Nazar's question, and a car that Zarina keeps already.
_BEFORE = f"""
from khabar.site.wiring import start; start()
from datetime import timedelta
from khabar.collection import ItemDraft, ReportDraft
from khabar.desk import collate, direct, evaluate, report, review
from khabar.desk.office import account_named
from khabar.desk.sitting import open_sitting, utc_now
from khabar.direction import TaskingDraft
from khabar.safeguards import Purpose, StatedPurpose
from tests.cast import CASE

def sit(name, purpose, case=None):
    until = utc_now() + timedelta(hours=1)
    stated = StatedPurpose(purpose=purpose, case=case, reason="until he came", until=until)
    return open_sitting(account_named(name), stated=stated, door="exercise")

direct.decide_tasking(sit("nazar", Purpose.DECIDE), TaskingDraft(
    assessment="Два сообщения.", decision="Развивать.", reason="Нужно подтверждение.",
    question="{QUESTION}", why="Решить, что делать.", indicators="одна машина",
    legal_basis="ORD law, art. 8", due="30.12.2026", agency="TJ-DCA", unit="Unit 1",
    asked="Опросить посты.", priority="priority"), case=CASE)
number = report.submit_report(sit("sino", Purpose.CASE, CASE), ReportDraft(
    items=(ItemDraft(text="У поста стояла машина 00 О 417.", how_known="seen", known_to="many"),),
    when="17.10.2026", where="Пост", useful="longer", case=CASE, source_checked=True)).number
madina = sit("madina", Purpose.REVIEW)
item = next(row.item for row in review.queue(madina).rows if row.item.number == number)
evaluate.write_sanitised(madina, item=item.uid, text="У поста машина 00 О 417.", looked=True)
evaluate.grade_item(madina, item=item.uid, source="A", information="1",
    conditions=evaluate.Conditions(handling="2"))
evaluate.accept_report(madina, report=item.report_uid)
collate.state_thing(sit("zarina", Purpose.CASE, CASE), item=item.uid, schema_name="Vehicle",
    values={{"plate": "00 О 417"}}, as_written=True)
"""
_RETURN = f"""
from khabar.site.wiring import start; start()
from datetime import timedelta
from khabar.desk import evaluate, review
from khabar.desk.office import account_named
from khabar.desk.sitting import open_sitting, utc_now
from khabar.safeguards import Purpose, StatedPurpose
until = utc_now() + timedelta(hours=1)
stated = StatedPurpose(purpose=Purpose.REVIEW, case=None, reason="the queue", until=until)
madina = open_sitting(account_named("madina"), stated=stated, door="exercise")
row = next(row for row in review.queue(madina).rows if row.item.text.startswith({TWO[:20]!r}))
evaluate.return_item(madina, item=row.item.uid, reason_code="two-matters", reason={WHY_BACK!r})
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    home = tmp_path_factory.mktemp("officer") / "tj"
    found_cast(home)
    run_in(home, _BEFORE)
    with serve(home, port=free_port()) as house:
        yield house


def test_rustams_night_on_a_phone(door: Doors, asked: House) -> None:
    rustam = door("rustam", house=asked, language="ru", width=NARROW)
    rustam.work_in_the_case()
    rustam.visit("/officer/")
    accessible(rustam.page)
    fits(rustam.page)

    _reports_in_seven_touches(rustam)
    _sees_what_he_may(rustam)
    _sends_two_matters_in_one(rustam)
    run_in(asked.home, _RETURN)
    _mends_what_came_back(rustam)


def test_nothing_typed_is_lost_when_the_form_comes_back(door: Doors, asked: House) -> None:
    sino = door("sino", house=asked, language="ru", width=NARROW, scripts=False)
    sino.work_in_the_case()
    page = sino.visit("/officer/new/")
    sino.expects(400)

    _send(sino)
    accessible_without_scripts = page.locator("#errors li")
    expect(accessible_without_scripts).to_have_count(6)
    expect(page.locator("#errors")).to_contain_text("Напишите, что произошло.")

    sino.type(text_1=FORD, when="31.02.2026")
    sino.choose("how_1", "seen")
    _send(sino)
    expect(page.locator("#errors")).to_contain_text("31.02.2026")
    expect(page.locator("[name=text_1]")).to_have_value(FORD)
    expect(page.locator("[name=when]")).to_have_value("31.02.2026")
    expect(page.locator("[name=how_1][value=seen]")).to_be_checked()
    page.locator("#errors a[href='#when']").click()
    expect(page.locator("#when")).to_be_in_viewport()
    fits(page)


def test_sino_sees_in_english_what_became_of_his(door: Doors, asked: House) -> None:
    sino = door("sino", house=asked)
    page = sino.visit("/officer/")

    accessible(page)
    sino.shot("officer-en")
    page.locator("article", has_text="У поста стояла").get_by_role("link").first.click()
    expect(page.locator(".note.done")).to_contain_text("Thank you")
    accessible(page)


def _reports_in_seven_touches(rustam: Person) -> None:
    page = rustam.page
    page.locator("a[href^='/officer/new/?answers=']").first.click()  # he answers: ticked for him
    rustam.type(text_1=FORD)
    rustam.choose("how_1", "seen")
    rustam.choose("known_1", "3-10")
    page.locator("label.pill", has_text="Этой ночью").click()
    rustam.type(where="Дарвоз, брод")
    rustam.choose("useful", "36h")
    expect(page.locator("[name=answers]")).to_be_checked()
    _send(rustam)

    expect(page.locator("[role=status]")).to_contain_text("Отправлено")


def _sees_what_he_may(rustam: Person) -> None:
    page = rustam.page
    main = page.locator("main")
    expect(main).to_contain_text("Отвечает на вопрос")
    expect(main).to_contain_text(QUESTION)
    expect(main).to_contain_text("00 О 417 уже известен")
    expect(main).to_contain_text("Кому звонить")
    expect(main).to_contain_text("Nazar")
    accessible(page)
    fits(page)


def _sends_two_matters_in_one(rustam: Person) -> None:
    page = rustam.visit("/officer/new/")
    rustam.type(text_1=TWO, where="Вахдат")
    rustam.choose("how_1", "told")
    rustam.choose("known_1", "1-2")
    page.locator("label.pill", has_text="Вчера").click()
    rustam.choose("useful", "week")
    _send(rustam)
    expect(page.locator("[role=status]")).to_contain_text("Отправлено")


def _mends_what_came_back(rustam: Person) -> None:
    page = rustam.visit("/officer/")
    back = page.locator("article", has_text="На складе в Вахдате")
    expect(back).to_contain_text("Возвращено")
    expect(back).to_contain_text(WHY_BACK)
    back.get_by_role("link", name="Исправить").click()

    expect(page.locator("[name=text_1]")).to_have_value(TWO)
    rustam.type(text_1=STORE)
    page.locator("button[value=add]").click()
    expect(page.locator("[name=text_1]")).to_have_value(STORE)
    rustam.type(text_2=DRIVER)
    rustam.choose("how_2", "told")
    rustam.choose("known_2", "1-2")
    accessible(page)
    fits(page)
    _send(rustam)

    expect(page.locator(".page-head")).to_contain_text("Версия 2")
    expect(page.locator("main")).to_contain_text(DRIVER)


def _send(person: Person) -> None:
    person.page.locator("button[name=do][value=send]").click()
